// The points of the map as typed arrays, as dateline.web.pages.points packs them; and what is done with them
// while the brush is dragged. Nothing here touches the page, so that it can be timed by itself.

const KINDS = {f4: Float32Array, i4: Int32Array, u1: Uint8Array};
export const NO_DAY = -(2 ** 31);
export const DAY = 86400000;
const CELL = 54; // pixels: a number of four figures fits

export function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const points = {n: head.n, tables: head.tables};
  let at = 4 + length;
  for (const [name, kind] of head.arrays) {
    points[name] = new KINDS[kind](buffer, at, head.n);
    at += Math.ceil(points[name].byteLength / 8) * 8;
  }
  return prepare(points);
}

// Where each point lies on the map's square (0 to 1), and whether it is drawn as an area.
export function prepare(points) {
  const {n, lon, lat, precision, tables} = points;
  points.x = new Float64Array(n); points.y = new Float64Array(n);
  points.wide = new Uint8Array(n); points.kept = new Uint32Array(n);
  points.group = new Int32Array(n); // of what is known by area only: the number of its area, each counted once
  const groups = new Map();
  const wide = ["district", "province"].map((name) => tables.precision.indexOf(name));
  for (let i = 0; i < n; i++) {
    points.x[i] = (lon[i] + 180) / 360;
    const sine = Math.sin((Math.max(-85, Math.min(85, lat[i])) * Math.PI) / 180);
    points.y[i] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    if (!wide.includes(precision[i])) continue;
    const key = points.area[i] || -(i + 1);
    if (!groups.has(key)) groups.set(key, groups.size);
    points.wide[i] = 1; points.group[i] = groups.get(key);
  }
  points.groups = groups.size;
  return points;
}

// The points whose days may lie in [from, to] (days since 1970, null: open) and that lie in the box; their
// numbers stand in points.kept. Gives how many they are.
export function keep(points, from, to, box) {
  const {n, first, last, lon, lat, kept} = points;
  const low = from ?? -Infinity, high = to ?? Infinity, dated = from !== null || to !== null;
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (dated && (first[i] === NO_DAY || last[i] < low || first[i] > high)) continue;
    if (box && (lat[i] < box[1] || lat[i] > box[3] || (box[0] <= box[2] ? lon[i] < box[0] || lon[i] > box[2] : lon[i] < box[0] && lon[i] > box[2]))) continue;
    kept[count++] = i;
  }
  return count;
}

// The cell of each point in this view, -1 outside of it; worked out anew only when the view moves.
function cellsIn(points, world, left, top, across, down) {
  const key = [world, left, top, across, down].join();
  if (points.cellsOf === key) return points.cell;
  const {n, x, y} = points, cell = (points.cell ??= new Int32Array(n)), scale = world / CELL;
  for (let i = 0; i < n; i++) {
    const column = Math.floor(x[i] * scale) - left, row = Math.floor(y[i] * scale) - top;
    cell[i] = column < 0 || row < 0 || column >= across || row >= down ? -1 : row * across + column;
  }
  points.cellsOf = key;
  return cell;
}

// The kept points that the view shows, gathered cell by cell: {x, y, n, one, reviewed, spread}. `view` is the
// shown part of the map's square with its zoom. What is known by area only is gathered by area where `apart`.
export function gather(points, count, view, apart) {
  const world = 512 * 2 ** view.zoom, {x, y, kept, wide, group, reviewed, area} = points;
  const left = Math.floor((view.west * world) / CELL) - 1, top = Math.floor((view.north * world) / CELL) - 1;
  const across = Math.ceil((view.east * world) / CELL) - left + 1, down = Math.ceil((view.south * world) / CELL) - top + 1;
  const cells = across * down, n = new Uint32Array(cells), one = new Uint32Array(cells), seen = new Uint32Array(cells);
  const sumX = new Float64Array(cells), sumY = new Float64Array(cells), spread = new Uint8Array(cells);
  const cellOf = cellsIn(points, world, left, top, across, down);
  const inGroup = new Uint32Array(points.groups), oneOf = new Uint32Array(points.groups), seenOf = new Uint32Array(points.groups);
  for (let k = 0; k < count; k++) {
    const i = kept[k];
    if (apart && wide[i]) {
      const number = group[i];
      inGroup[number]++; oneOf[number] = i; seenOf[number] += reviewed[i];
      continue;
    }
    const cell = cellOf[i];
    if (cell < 0) continue;
    if (wide[i] || (n[cell] && (x[i] !== x[one[cell]] || y[i] !== y[one[cell]]))) spread[cell] = 1;
    one[cell] = i; n[cell]++; sumX[cell] += x[i]; sumY[cell] += y[i]; seen[cell] += reviewed[i];
  }
  const found = [];
  for (let cell = 0; cell < cells; cell++) {
    if (n[cell]) found.push({x: sumX[cell] / n[cell], y: sumY[cell] / n[cell], n: n[cell], one: one[cell], reviewed: seen[cell], spread: spread[cell]});
  }
  const areas = [];
  for (let number = 0; number < points.groups; number++) {
    if (inGroup[number]) areas.push({area: area[oneOf[number]], n: inGroup[number], one: oneOf[number], reviewed: seenOf[number]});
  }
  return {cells: found, areas};
}

const figures = new Intl.NumberFormat("en"); // made once: toLocaleString makes one at every call
export const figure = (n) => figures.format(n);
export const toLonLat = (x, y) => [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
export const dayNumber = (text) => (text ? Math.round(Date.parse(`${text}T00:00:00Z`) / DAY) : null);
export const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);
