// The basemap as GeoJSON: countries, their borders (dashed where disputed), names, and provinces.
const {topojson, d3} = window;
const DISPUTED = new Set(["CYN", "XKX", "SOL", "PSE", "ESH", "KAS"]);
const POLE = -85;

export const collection = (features) => ({type: "FeatureCollection", features});
export const point = (coordinates, properties) => ({type: "Feature", geometry: {type: "Point", coordinates}, properties});

export async function countries() {
  const world = await (await fetch("/static/vendor/world-50m.json")).json();
  const all = world.objects.countries, shapes = topojson.feature(world, all);
  const open = (one, other) => DISPUTED.has(one.properties.a3) || DISPUTED.has(other.properties.a3);
  const mesh = (wanted) => ({type: "Feature", properties: {}, geometry: topojson.mesh(world, all, (a, b) => a !== b && open(a, b) === wanted)});
  const names = collection(shapes.features.map(named));
  shapes.features.forEach(flatten);
  return {land: shapes, borders: mesh(false), disputed: mesh(true), names};
}

export async function provinces() {
  const found = await (await fetch("/static/vendor/provinces.json")).json();
  return topojson.feature(found, found.objects.areas);
}

function named(feature) {
  const shape = largest(feature);
  return point(d3.geoCentroid(shape), {name: feature.properties.name, size: d3.geoArea(shape)});
}

function largest(feature) {
  if (feature.geometry.type !== "MultiPolygon") return feature;
  const pieces = feature.geometry.coordinates.map((coordinates) => ({type: "Polygon", coordinates}));
  return pieces.reduce((one, other) => (d3.geoArea(other) > d3.geoArea(one) ? other : one));
}

// What crosses the 180th meridian goes on beyond it, and Antarctica is closed along the foot of the map: the
// rings are drawn for a sphere, and on a plane their ends would be joined right across it.
function flatten({geometry}) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const polygon of polygons) polygon.forEach((ring, number) => { polygon[number] = flat(ring); });
}

function flat(ring) {
  const jumps = ring.some(([x], i) => i && Math.abs(x - ring[i - 1][0]) > 180);
  if (!jumps) return ring;
  if (ring.every(([, y]) => y < -60)) {
    return ring.flatMap(([x, y], i) => (i && Math.abs(x - ring[i - 1][0]) > 180 ? [[Math.sign(ring[i - 1][0]) * 180, POLE], [Math.sign(x) * 180 || -180, POLE], [x, y]] : [[x, y]]));
  }
  return ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]);
}
