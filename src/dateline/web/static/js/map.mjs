// The map: countries and provinces that come with the package, and the incidents gathered for the zoom.
import {Map as Glass, NavigationControl} from "/static/vendor/maplibre-gl.mjs";
import {draw, hatch, STATUS_HUES} from "/static/js/glyphs.mjs";
import {buttonsIn} from "/static/js/heaps.mjs";
import {figure, gather, keep, toLonLat} from "/static/js/points.mjs";
import {collection, countries, point, provinces} from "/static/js/world.mjs";

const GRADES = ["confirmed", "fair", "weak", "contested", "discounted"];
const APART = 4; // from this zoom on what is known by area only is drawn as one; from afar it is part of the numbers
const NEAREST = 12.5;
const EMPTY = {type: "FeatureCollection", features: []};
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const COLOURS = dark
  ? {sea: "#15181b", land: "#262b31", line: "#59616b", ink: "#d8dce0", halo: "#15181b", heap: "#8fb8de", on: "#0d1b28"}
  : {sea: "#e9eef3", land: "#fbfaf6", line: "#8a939d", ink: "#39414a", halo: "#fbfaf6", heap: "#1d4e79", on: "#ffffff"};

const source = (map, name) => map.getSource(name);

function style() {
  const text = (field, size, colour, halo) => ({layout: {"text-field": field, "text-size": size, "text-font": ["sans-serif"], "symbol-sort-key": ["-", ["get", "size"]]}, paint: {"text-color": colour, "text-halo-color": halo, "text-halo-width": 1.2}});
  const n = ["coalesce", ["feature-state", "n"], 0];
  const sources = {};
  for (const name of ["land", "borders", "disputed", "names", "areas", "heaps", "picked"]) sources[name] = {type: "geojson", data: EMPTY, tolerance: 0.375};
  return {
    version: 8, sources,
    layers: [
      {id: "sea", type: "background", paint: {"background-color": COLOURS.sea}},
      {id: "land", type: "fill", source: "land", paint: {"fill-color": COLOURS.land, "fill-antialias": false}},
      {id: "area-fill", type: "fill", source: "areas", paint: {"fill-pattern": "hatch", "fill-opacity": ["case", [">", n, 0], 0.55, 0]}},
      {id: "area-line", type: "line", source: "areas", paint: {"line-color": COLOURS.line, "line-dasharray": [2, 2], "line-width": 1, "line-opacity": ["interpolate", ["linear"], ["zoom"], 4, ["case", [">", n, 0], 1, 0], 6, ["case", [">", n, 0], 1, 0.35]]}},
      {id: "borders", type: "line", source: "borders", paint: {"line-color": COLOURS.line, "line-width": 0.8}},
      {id: "disputed", type: "line", source: "disputed", paint: {"line-color": COLOURS.line, "line-width": 0.9, "line-dasharray": [3, 2]}},
      {id: "names", type: "symbol", source: "names", ...text(["get", "name"], ["interpolate", ["linear"], ["zoom"], 1, 9, 5, 13], COLOURS.ink, COLOURS.halo), filter: [">", ["get", "size"], ["step", ["zoom"], 0.004, 2.5, 0.0005, 4, 0]]},
      {id: "somewhere", type: "circle", source: "heaps", filter: ["==", ["get", "kind"], "somewhere"], paint: {"circle-radius": 20, "circle-color": "transparent", "circle-stroke-color": COLOURS.heap, "circle-stroke-width": 1, "circle-stroke-opacity": 0.7}},
      {id: "near", type: "circle", source: "heaps", filter: ["==", ["get", "near"], true], paint: {"circle-radius": 15, "circle-color": COLOURS.heap, "circle-opacity": 0.15}},
      {id: "heaps", type: "circle", source: "heaps", filter: ["==", ["get", "kind"], "heap"], paint: {"circle-color": COLOURS.heap, "circle-radius": ["interpolate", ["linear"], ["log10", ["get", "n"]], 0.3, 10, 2, 15, 4, 24], "circle-opacity": 0.85, "circle-stroke-color": COLOURS.on, "circle-stroke-width": ["case", [">", ["get", "reviewed"], 0], 3, 0.5]}},
      {id: "heap-counts", type: "symbol", source: "heaps", filter: ["==", ["get", "kind"], "heap"], layout: {"text-field": ["get", "label"], "text-size": 11, "text-font": ["sans-serif"], "text-allow-overlap": true, "text-ignore-placement": true}, paint: {"text-color": COLOURS.on}},
      {id: "ones", type: "symbol", source: "heaps", filter: ["==", ["get", "kind"], "one"], layout: {"icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true}},
      {id: "area-counts", type: "symbol", source: "heaps", filter: ["in", ["get", "kind"], ["literal", ["area", "somewhere"]]], layout: {"text-field": ["get", "label"], "text-size": 11, "text-font": ["sans-serif"], "symbol-sort-key": ["-", ["get", "n"]]}, paint: {"text-color": COLOURS.ink, "text-halo-color": COLOURS.halo, "text-halo-width": 1.5}},
      {id: "picked", type: "circle", source: "picked", paint: {"circle-radius": 18, "circle-color": "transparent", "circle-stroke-color": dark ? "#ffd75e" : "#b3261e", "circle-stroke-width": 3}},
    ],
  };
}

async function lay(map) {
  const world = await countries();
  for (const [name, data] of Object.entries(world)) source(map, name).setData(data);
  const areas = await provinces();
  source(map, "areas").setData(areas);
  return new Set(areas.features.map((f) => f.id));
}

// A map in `element`. `told` hears how many points are kept; `picked` hears {lon, lat, n} when one is chosen.
export async function mapIn(element, {at, told, picked, moved}) {
  const map = new Glass({
    container: element, style: style(), center: at ? at.slice(0, 2) : [20, 15], zoom: at ? at[2] : 1.1, minZoom: 0, maxZoom: 13,
    renderWorldCopies: false, dragRotate: false, pitchWithRotate: false, attributionControl: false, fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation(); map.keyboard.disableRotation();
  map.addControl(new NavigationControl({showCompass: false}));
  const shown = {points: null, from: null, to: null, box: null, areas: new Set(), lit: new Set(), count: 0, drawn: []};

  const frame = () => {
    const {points} = shown;
    if (!points) return;
    const start = performance.now(), bounds = map.getBounds(), sine = (lat) => Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
    const down = (lat) => 0.5 - Math.log((1 + sine(lat)) / (1 - sine(lat))) / (4 * Math.PI);
    shown.count = keep(points, shown.from, shown.to, shown.box);
    const view = {zoom: map.getZoom(), west: (bounds.getWest() + 180) / 360, east: (bounds.getEast() + 180) / 360, north: down(bounds.getNorth()), south: down(bounds.getSouth())};
    const found = gather(points, shown.count, view, view.zoom >= APART);
    shown.drawn = [...found.cells.map((cell) => heap(points, cell)), ...found.areas.map((area) => wide(points, area, shown.areas))];
    source(map, "heaps").setData(collection(shown.drawn));
    light(map, shown, found.areas);
    told(shown.count);
    performance.measure("dateline:frame", {start, end: performance.now()});
  };
  // A number comes nearer as long as that takes it apart; then it lists what lies there.
  const choose = ({lon, lat, n, spread}) => {
    if (spread && map.getZoom() < NEAREST) map.easeTo({center: [lon, lat], zoom: Math.min(13, map.getZoom() + 2), animate: !still});
    else picked?.({lon, lat, n});
  };
  let waiting = 0;
  const again = () => { if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; frame(); }); };

  await new Promise((resolve) => map.once("load", resolve));
  for (const s of Object.keys(STATUS_HUES)) for (const g of GRADES) for (const r of [0, 1]) map.addImage(`${s}-${g}-${r}`, draw(s, g, r, dark), {pixelRatio: 2});
  map.addImage("hatch", hatch(dark), {pixelRatio: 2});
  map.on("move", again);
  map.on("moveend", () => moved?.([map.getCenter().lng, map.getCenter().lat, map.getZoom()]));
  for (const layer of ["heaps", "ones", "area-counts", "somewhere"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
    map.on("click", layer, (event) => choose(event.features[0].properties));
  }
  if (picked) {
    const buttons = buttonsIn(element, choose);
    map.on("idle", () => buttons(shown.drawn, (at) => map.project(at), map.getZoom() < NEAREST));
  }
  lay(map).then((areas) => { shown.areas = areas; again(); map.once("idle", () => { element.dataset.laid = "yes"; }); });
  return {
    map,
    set(points) { shown.points = points; frame(); },
    days(from, to) { shown.from = from; shown.to = to; again(); },
    box(box) { shown.box = box; again(); },
    ring(place) { source(map, "picked").setData(place ? collection([point([place.lon, place.lat], {})]) : EMPTY); },
    show(place) { map.easeTo({center: [place.lon, place.lat], zoom: Math.max(map.getZoom(), 6), animate: !still}); },
    bounds: () => map.getBounds(),
  };
}

function heap(points, cell) {
  const {tables, status, grade, precision, reviewed, lon, lat} = points, i = cell.one;
  const at = cell.n === 1 || !cell.spread ? [lon[i], lat[i]] : toLonLat(cell.x, cell.y);
  const base = {lon: at[0], lat: at[1], n: cell.n, reviewed: cell.reviewed, spread: cell.spread};
  if (cell.n > 1 || points.wide[i]) return point(at, {...base, kind: "heap", label: figure(cell.n)});
  const icon = `${tables.status[status[i]]}-${tables.grade[grade[i]]}-${reviewed[i]}`;
  return point(at, {...base, kind: "one", icon, near: tables.precision[precision[i]] === "near"});
}

// An area that the basemap knows is hatched; of another a wide ring says "somewhere around here".
function wide(points, {area, n, one, reviewed}, known) {
  const at = [points.lon[one], points.lat[one]], label = `${figure(n)} in area`;
  return point(at, {lon: at[0], lat: at[1], n, reviewed, spread: 0, kind: known.has(area) ? "area" : "somewhere", label});
}

function light(map, shown, areas) {
  const now = new Map(areas.filter((a) => shown.areas.has(a.area)).map((a) => [a.area, a.n]));
  for (const id of shown.lit) if (!now.has(id)) map.setFeatureState({source: "areas", id}, {n: 0});
  for (const [id, n] of now) map.setFeatureState({source: "areas", id}, {n});
  shown.lit = new Set(now.keys());
}
