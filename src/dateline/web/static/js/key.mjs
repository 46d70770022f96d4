// The key of the map: shapes are statuses, fillings are grades.
import {STATUS_HUES, swatch} from "/static/js/glyphs.mjs";

const GRADES = {confirmed: "full", fair: "half", weak: "hollow", contested: "striped", discounted: "struck through"};
const dark = matchMedia("(prefers-color-scheme: dark)").matches;

function entry(image, text) {
  const line = document.createElement("li");
  if (image) line.append(image, " ");
  line.append(text);
  return line;
}

export function keyIn(element) {
  const shapes = document.createElement("ul"), fillings = document.createElement("ul"), others = document.createElement("ul");
  for (const status of Object.keys(STATUS_HUES)) shapes.append(entry(swatch(status, "confirmed", false, dark), status));
  for (const [grade, how] of Object.entries(GRADES)) fillings.append(entry(swatch("occurred", grade, false, dark), `${grade}: ${how}`));
  others.append(
    entry(swatch("occurred", "weak", true, dark), "ringed: reviewed by a person; all else is machine-made"),
    entry(null, "number: incidents close together, from afar also those known by province or district; pick it to come nearer or to list them"),
    entry(null, "soft halo: near the town, not in it"),
    entry(null, "hatched area, or wide ring: somewhere in the province or district"),
    entry(null, "dashed border: disputed"),
    entry(null, "known by country only, or not at all: in the list, not on the map"),
  );
  element.replaceChildren(shapes, fillings, others);
}
