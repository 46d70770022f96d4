// One shape for each status, one filling for each grade: on the map, in its key and, as CSS, in lists.
// Neither is ever told by colour alone.

export const STATUS_HUES = {occurred: 210, claimed: 32, alleged: 50, attempted: 180, threatened: 2, denied: 275, hypothetical: 300};
const SIZE = 22, MIDDLE = SIZE / 2, REACH = 7;

const corners = (n, turn) => Array.from({length: n}, (_, i) => {
  const angle = turn + (i * 2 * Math.PI) / n;
  return [MIDDLE + REACH * 1.15 * Math.sin(angle), MIDDLE - REACH * 1.15 * Math.cos(angle)];
});
const polygon = (points) => (pen) => { points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y))); pen.closePath(); };
const SHAPES = {
  occurred: (pen) => pen.arc(MIDDLE, MIDDLE, REACH, 0, 2 * Math.PI),
  claimed: polygon(corners(4, 0)),
  alleged: polygon(corners(3, 0)),
  attempted: polygon(corners(4, Math.PI / 4)),
  threatened: polygon(corners(3, Math.PI)),
  denied: polygon([[5, 8], [8, 5], [11, 8], [14, 5], [17, 8], [14, 11], [17, 14], [14, 17], [11, 14], [8, 17], [5, 14], [8, 11]]),
  hypothetical: polygon(corners(5, 0)),
};

// A square of pixels: the shape of `status`, filled as `grade` says, ringed when a person has reviewed it.
export function draw(status, grade, reviewed, dark, ratio = 2) {
  const canvas = new OffscreenCanvas(SIZE * ratio, SIZE * ratio), pen = canvas.getContext("2d");
  const ink = `hsl(${STATUS_HUES[status]} 70% ${dark ? 68 : 32}%)`, page = dark ? "#15181b" : "#ffffff";
  pen.scale(ratio, ratio);
  const shape = () => { pen.beginPath(); SHAPES[status](pen); };
  shape(); pen.lineWidth = 4; pen.strokeStyle = page; pen.stroke();
  pen.fillStyle = page; pen.fill();
  pen.save(); shape(); pen.clip(); pen.fillStyle = ink; pen.strokeStyle = ink;
  if (grade === "confirmed") pen.fillRect(0, 0, SIZE, SIZE);
  if (grade === "fair") pen.fillRect(0, MIDDLE, SIZE, SIZE);
  if (grade === "contested") { pen.lineWidth = 2; for (let x = -SIZE; x < SIZE; x += 5) { pen.beginPath(); pen.moveTo(x, SIZE); pen.lineTo(x + SIZE, 0); pen.stroke(); } }
  if (grade === "discounted") { pen.lineWidth = 1.5; pen.beginPath(); pen.moveTo(0, MIDDLE); pen.lineTo(SIZE, MIDDLE); pen.stroke(); }
  pen.restore();
  shape(); pen.lineWidth = 1.8; pen.strokeStyle = ink; pen.stroke();
  if (reviewed) { pen.beginPath(); pen.arc(MIDDLE, MIDDLE, MIDDLE - 1, 0, 2 * Math.PI); pen.lineWidth = 1.4; pen.stroke(); }
  return pen.getImageData(0, 0, SIZE * ratio, SIZE * ratio);
}

// Slanted lines for an area: something happened somewhere in it.
export function hatch(dark, ratio = 2) {
  const side = 8 * ratio, canvas = new OffscreenCanvas(side, side), pen = canvas.getContext("2d");
  pen.strokeStyle = dark ? "rgb(240 200 120 / 0.8)" : "rgb(120 60 0 / 0.75)"; pen.lineWidth = 1.1 * ratio;
  for (const shift of [-side, 0, side]) { pen.beginPath(); pen.moveTo(shift, side); pen.lineTo(shift + side, 0); pen.stroke(); }
  return pen.getImageData(0, 0, side, side);
}

export function swatch(status, grade, reviewed, dark) {
  const image = draw(status, grade, reviewed, dark), canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height; canvas.className = "swatch";
  canvas.getContext("2d").putImageData(image, 0, 0); canvas.setAttribute("aria-hidden", "true");
  return canvas;
}
