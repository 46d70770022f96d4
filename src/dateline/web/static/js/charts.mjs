// Charts as Observable Plot draws them. Plot writes a style element into each, which the pages' policy would not
// run; so it draws in a document that is never shown, and the styles are those of desk.css.
const {Plot} = window;
const apart = document.implementation.createHTMLDocument("");

export function plot(element, options, words) {
  const svg = Plot.plot({...options, document: apart, className: "plot", width: Math.max(280, element.clientWidth || 600)});
  svg.querySelectorAll("style").forEach((style) => style.remove());
  svg.querySelectorAll("[aria-label]").forEach((part) => part.removeAttribute("aria-label")); // of marks: not allowed on a group
  svg.setAttribute("aria-label", words);
  svg.setAttribute("role", svg.querySelector("a") ? "group" : "img");
  element.replaceChildren(document.adoptNode(svg));
}

const WORDS = (text) => text.replaceAll("_", " ");
const short = window.d3.format("~s"), figure = (n) => (n ? short(n) : "");
const day = (text) => new Date(`${text}T00:00:00Z`);

// Rows of bars, one row a key: told apart by their labels and not by colours.
export function overTime(element, time, by) {
  const rows = time[by].map((row) => ({...row, start: day(row.start), key: WORDS(row.key)}));
  if (!rows.length) return nothing(element);
  const sums = new Map();
  for (const row of rows) sums.set(row.key, (sums.get(row.key) ?? 0) + row.n);
  const keys = [...sums.keys()].sort((one, other) => sums.get(other) - sums.get(one));
  plot(element, {
    height: 46 * keys.length + 40, marginLeft: 120, marginRight: 44, x: {type: "utc", label: null}, y: {label: null, ticks: 1, grid: true},
    fy: {label: null, domain: keys},
    marks: [
      Plot.axisFy({anchor: "left", marginLeft: 118, tickSize: 0, frameAnchor: "left", textAnchor: "start", dx: -112}),
      Plot.axisY({anchor: "right", ticks: 1, label: null, tickFormat: figure}),
      Plot.rectY(rows, {x: "start", interval: `${time.unit}`, y: "n", fy: "key", title: (row) => `${row.key}, ${time.unit} of ${row.start.toISOString().slice(0, 10)}: ${row.n}`}),
      Plot.ruleY([0]),
    ],
  }, `Incidents per ${time.unit} by ${by === "status" ? "status" : "type"}`);
}

export function killed(element, time) {
  const rows = time.killed.map((row) => ({...row, start: day(row.start), top: row.high ?? Math.max(row.best, row.low)}));
  if (!rows.length) return nothing(element);
  const told = (row) => `${time.unit} of ${row.start.toISOString().slice(0, 10)}: ${row.low} to ${row.high ?? "open"}, best ${row.best}; ${row.figures} incidents with a figure`;
  plot(element, {
    height: 180, marginLeft: 48, x: {type: "utc", label: null}, y: {label: "killed", grid: true, nice: true, tickFormat: "~s"},
    marks: [
      Plot.ruleX(rows, {x: "start", y1: "low", y2: "top", strokeWidth: 3, strokeOpacity: 0.55, title: told}),
      Plot.dot(rows, {x: "start", y: "best", r: 2.2, fill: "currentColor", title: told}),
      Plot.text(rows.filter((row) => row.high === null), {x: "start", y: "top", text: () => "↑", dy: -7, fontSize: 9, title: told}),
      Plot.ruleY([0]),
    ],
  }, `Killed per ${time.unit}: lowest, best and highest figures told`);
}

export function actors(element, rows) {
  if (!rows.length) return nothing(element);
  plot(element, {
    height: 24 * rows.length + 30, marginLeft: 190, marginRight: 48, x: {label: "incidents", grid: true}, y: {label: null, domain: rows.map((row) => row.name)},
    marks: [
      Plot.barX(rows, {x: "incidents", y: "name", href: (row) => `/actor/${encodeURIComponent(row.id)}`, title: (row) => `${row.name}: ${row.incidents}`}),
      Plot.text(rows, {x: "incidents", y: "name", text: (row) => row.incidents.toLocaleString("en"), dx: 5, textAnchor: "start"}),
    ],
  }, "Incidents by actor");
}

// The figures of one incident in the order in which they were told.
export function toll(element, figures, kind) {
  const rows = figures.map((figure) => ({...figure, day: day(figure.day), bottom: figure.low ?? 0, top: figure.high ?? figure.low}));
  const few = (rows.at(-1).day - rows[0].day) / 86400000 <= 14;
  const told = (row) => `${row.outlet}: ${row.low ?? "?"} to ${row.high ?? "open"}`;
  plot(element, {
    height: 170, marginLeft: 44, x: {type: "utc", label: null, ...(few ? {ticks: "day"} : {})}, y: {label: kind, grid: true, zero: true, nice: true},
    marks: [
      Plot.ruleX(rows, {x: "day", y1: "bottom", y2: "top", strokeWidth: 2, title: told}),
      Plot.dot(rows, {x: "day", y: (row) => row.low ?? row.high, r: (row) => (row.best ? 5 : 3.5), symbol: (row) => (row.own ? "diamond" : "circle"), fill: (row) => (row.best ? "currentColor" : "none"), stroke: "currentColor", title: told}),
      Plot.text(rows.filter((row) => row.high === null), {x: "day", y: "top", text: () => "↑", dy: -9, title: told}),
      Plot.ruleY([0]),
    ],
  }, `${kind}: the figures by the day on which they were told`);
}

export function years(element, rows) {
  const parts = {done: "done", suffered: "done to it", said: "said", heard: "said to it"};
  const long = rows.filter((row) => row.year !== "undated").flatMap((row) => Object.entries(parts).map(([part, name]) => ({year: day(`${row.year}-01-01`), part: name, n: row[part]})));
  if (!long.length) return nothing(element);
  plot(element, {
    height: 230, marginLeft: 96, marginRight: 44, x: {type: "utc", label: null, ...(rows.length <= 12 ? {ticks: "year"} : {})}, fy: {label: null, domain: Object.values(parts)}, y: {label: null, ticks: 2, grid: true},
    marks: [
      Plot.axisFy({anchor: "left", marginLeft: 94, tickSize: 0, frameAnchor: "left", textAnchor: "start", dx: -76}),
      Plot.axisY({anchor: "right", ticks: 1, label: null, tickFormat: figure}),
      Plot.rectY(long, {x: "year", interval: "year", y: "n", fy: "part", title: (row) => `${row.part}, ${row.year.getUTCFullYear()}: ${row.n}`}),
      Plot.ruleY([0]),
    ],
  }, "Incidents by year: done, done to it, said, said to it");
}

function nothing(element) {
  element.replaceChildren(Object.assign(document.createElement("p"), {className: "unknown", textContent: "Nothing to draw under these filters."}));
}
