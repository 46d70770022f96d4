// Map, brush, charts and list under one filter. The address is the whole state: every change goes through it.
import {brushIn} from "/static/js/brush.mjs";
import * as charts from "/static/js/charts.mjs";
import {keyIn} from "/static/js/key.mjs";
import {byId, copy} from "/static/js/page.mjs";
import {dayNumber, dayText, unpack} from "/static/js/points.mjs";

const {htmx} = window;
const form = byId("filters"), APART = ["from", "to", "bbox", "after", "at", "order"];
let map = null, brush = null, figures = null, pointsOf = null, coming = null, actorsOf = null, asking = 0;

const asked = () => new URLSearchParams(location.search);
const without = (names) => { const found = asked(); names.forEach((name) => found.delete(name)); return found.toString(); };
const days = () => { const found = asked(); return [dayNumber(whole(found.get("from"), 0)), dayNumber(whole(found.get("to"), 1))]; };

// A year or month as its first or last day, as the server reads it; what is no day is left to the server to refuse.
function whole(text, end) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text ?? "");
  if (!found) return null;
  const [, year, month, day] = found;
  if (day) return text;
  if (!end) return `${year}-${month ?? "01"}-01`;
  return new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).toISOString().slice(0, 10);
}

function fromForm() {
  const found = new URLSearchParams();
  for (const name of new Set(new FormData(form).keys())) {
    const text = new FormData(form).getAll(name).map((value) => value.trim()).filter(Boolean).join(",");
    if (text && !(name === "order" && text === "date")) found.set(name, text);
  }
  return found;
}

function toForm() {
  const found = asked();
  for (const field of form.elements) {
    if (!field.name) continue;
    const text = found.get(field.name) ?? "";
    if (field.type === "checkbox") field.checked = text.split(",").includes(field.value);
    else field.value = field.name === "order" ? text || "date" : text;
  }
}

function go(changes) {
  const found = fromForm(), at = asked().get("at");
  for (const [name, text] of Object.entries(changes)) { if (text) found.set(name, text); else found.delete(name); }
  if (at) found.set("at", at);
  const query = found.toString().replaceAll("%2C", ",");
  history.pushState(null, "", query ? `/?${query}` : "/");
  refresh();
}

async function refresh() {
  const turn = ++asking, listed = byId("listed");
  toForm();
  byId("picked")?.remove(); map?.ring(null);
  listed.setAttribute("aria-busy", "true");
  const list = htmx.ajax("GET", `/list?${without(["at", "after"])}`, {target: "#listed", swap: "innerHTML"});
  await Promise.allSettled([list, draw(turn)]);
  if (turn === asking) listed.removeAttribute("aria-busy");
}

const draw = (turn) => Promise.all([drawPoints(turn), drawFigures(turn)]);

// What comes under a query, asked for once: it is on its way while the map is still being made.
function pointsUnder(query) {
  if (coming?.query !== query) coming = {query, points: fetch(`/points?${query}`).then((answer) => (answer.ok ? answer.arrayBuffer() : null)).then((body) => body && unpack(body))};
  return coming.points;
}

async function drawPoints(turn) {
  const [from, to] = days(), query = without(APART);
  map?.days(from, to); map?.box(asked().get("bbox")?.split(",").map(Number) ?? null);
  if (!map || pointsOf === query) return;
  const points = await pointsUnder(query);
  if (turn !== asking || !points) return;
  map.set(points); pointsOf = query;
}

async function drawFigures(turn) {
  const [from, to] = days();
  brush.move(from, to);
  const answer = await fetch(`/figures?${without(["at", "after", "order"])}`), told = answer.ok ? await answer.json() : null;
  if (turn !== asking || !told) return;
  figures = told;
  brush.draw(told.span, from, to);
  const [before, after] = brush.outside(), parts = [[before, "before these weeks"], [after, "after them"], [told.time.undated, "without a day or week"]];
  const left = parts.filter(([n]) => n).map(([n, words]) => `${n.toLocaleString("en")} ${words}`);
  byId("brush-told").textContent = left.length ? `Listed, not in this row: ${left.join(", ")}.` : "";
  drawCharts();
}

function drawCharts() {
  if (!figures || !byId("charts").open) return;
  const {unit, outside, undated} = figures.time, left = [[outside, "long before or after"], [undated, "without a day or week"]].filter(([n]) => n);
  document.querySelectorAll("#charts .unit").forEach((place) => { place.textContent = unit; });
  byId("charts-told").textContent = left.length ? `Not drawn: ${left.map(([n, words]) => `${n.toLocaleString("en")} ${words}`).join(", ")}.` : "";
  charts.overTime(byId("chart-weeks"), figures.time, byId("weeks-by").value);
  charts.killed(byId("chart-killed"), figures.time);
  const query = without(["at", "after", "order"]);
  if (actorsOf === query) return;
  actorsOf = query;
  fetch(`/figures/actors?${query}`).then((answer) => (answer.ok ? answer.json() : null)).then((told) => { if (told && actorsOf === query) charts.actors(byId("chart-actors"), told.actors); });
}

function told(count) {
  const place = byId("on-map");
  if (place) place.querySelector("strong").textContent = count.toLocaleString("en");
}

function pick({lon, lat, n}) {
  const near = 0.00005, box = [lon - near, lat - near, lon + near, lat + near].map((value) => value.toFixed(6)).join(",");
  const query = new URLSearchParams(without(["at", "after", "bbox"]));
  query.set("bbox", box);
  byId("picked")?.remove();
  const here = Object.assign(document.createElement("section"), {id: "picked", className: "picked", tabIndex: -1});
  const head = Object.assign(document.createElement("h2"), {textContent: n === 1 ? "One incident here" : `${n.toLocaleString("en")} incidents here`});
  const shut = Object.assign(document.createElement("button"), {type: "button", textContent: "Close"});
  const list = Object.assign(document.createElement("div"), {id: "picked-list"});
  shut.addEventListener("click", () => { here.remove(); map.ring(null); });
  const top = Object.assign(document.createElement("div"), {className: "picked-head"});
  top.append(head, shut);
  here.append(top, list);
  byId("listed").prepend(here);
  map.ring({lon, lat});
  htmx.ajax("GET", `/list?${query}`, {target: "#picked-list", swap: "innerHTML"}).then(() => {
    list.querySelector("#counts")?.remove(); list.querySelector("#rows")?.removeAttribute("id");
    here.focus(); here.scrollIntoView({block: "nearest"});
  });
}

function listen() {
  form.addEventListener("submit", (event) => { event.preventDefault(); go({after: ""}); });
  form.addEventListener("change", (event) => { if (event.target.matches("select, input[type=checkbox]")) go({}); });
  form.querySelector("a.button").addEventListener("click", (event) => { event.preventDefault(); history.pushState(null, "", "/"); refresh(); });
  addEventListener("popstate", refresh);
  byId("copy-link").hidden = false;
  byId("copy-link").addEventListener("click", async () => { byId("copied").textContent = (await copy(location.href)) ? "Copied" : location.href; });
  byId("charts").addEventListener("toggle", drawCharts);
  byId("weeks-by").addEventListener("change", drawCharts);
  byId("to-view").addEventListener("click", () => {
    const seen = map.bounds(), edge = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(4);
    go({bbox: [edge(seen.getWest(), 180), edge(seen.getSouth(), 90), edge(seen.getEast(), 180), edge(seen.getNorth(), 90)].join(",")});
  });
  const listed = byId("listed"), place = (element) => { const row = element.closest?.("[data-lon]"); return row && {lon: Number(row.dataset.lon), lat: Number(row.dataset.lat)}; };
  listed.addEventListener("click", (event) => { if (event.target.matches(".show-on-map")) { map?.show(place(event.target)); map?.ring(place(event.target)); byId("map").scrollIntoView({block: "nearest"}); } });
  for (const name of ["mouseover", "focusin"]) listed.addEventListener(name, (event) => { const found = place(event.target); if (found) map?.ring(found); });
  const unhide = () => listed.querySelectorAll(".show-on-map").forEach((button) => { button.hidden = !map; });
  new MutationObserver(unhide).observe(listed, {childList: true, subtree: true});
  return unhide;
}

async function start() {
  const unhide = listen();
  byId("seen").hidden = false;
  brush = brushIn(byId("brush"), {
    dragged: (from, to) => map?.days(from, to),
    chosen: (from, to) => go({from: from === null ? "" : dayText(from), to: to === null ? "" : dayText(to)}),
  });
  const turn = ++asking, figured = drawFigures(turn);
  pointsUnder(without(APART));
  try {
    const {mapIn} = await import("/static/js/map.mjs");
    const at = asked().get("at")?.split(",").map(Number);
    map = await mapIn(byId("map"), {
      at: at?.length === 3 && at.every(Number.isFinite) ? at : null, told, picked: pick,
      moved: ([lon, lat, zoom]) => { const found = asked(); found.set("at", `${lon.toFixed(3)},${lat.toFixed(3)},${zoom.toFixed(2)}`); history.replaceState(null, "", `/?${found.toString().replaceAll("%2C", ",")}`); },
    });
  } catch (error) {
    byId("map").textContent = "This browser cannot draw the map; the list holds the same incidents.";
    console.warn(String(error));
  }
  keyIn(byId("key"));
  unhide();
  await Promise.allSettled([figured, drawPoints(asking)]);
  document.documentElement.dataset.ready = "yes";
}
start();
