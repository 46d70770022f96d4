// What the map draws as buttons, for the keyboard and for those who hear the page: a canvas has neither. They lie
// where the signs are and show only while they have the focus; the pointer goes through them to the map.
import {figure} from "/static/js/points.mjs";

const MOST = 40; // the largest; the others come as one comes nearer, and all are in the list

// Gives what is to be called, when the map has come to rest, with its features, their place on the screen and
// whether it can come nearer. `chosen` hears the properties of the one that is picked.
export function buttonsIn(element, chosen) {
  const list = Object.assign(document.createElement("ul"), {className: "heaps"});
  list.setAttribute("aria-label", "On the map, most incidents first");
  element.append(list);
  let before = "";
  return (features, project, nearer) => {
    const {clientWidth: width, clientHeight: height} = element;
    const seen = features.map(({properties}) => ({properties, at: project([properties.lon, properties.lat])}))
      .filter(({at}) => at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height).sort((a, b) => b.properties.n - a.properties.n);
    const now = JSON.stringify(seen.slice(0, MOST).map(({properties: {lon, lat, n}, at}) => [lon, lat, n, Math.round(at.x), Math.round(at.y)]));
    if (now === before) return;
    before = now;
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...seen.slice(0, MOST).map(({properties, at}) => item(properties, at, nearer, chosen)));
    if (seen.length > MOST) list.append(Object.assign(document.createElement("li"), {className: "hidden", textContent: `${figure(seen.length - MOST)} smaller ones; come nearer, or use the list.`}));
    if (focused) (list.querySelector("button") ?? element.querySelector("canvas")).focus();
  };
}

function item(properties, at, nearer, chosen) {
  const {lon, lat, n, spread} = properties, place = `${degrees(lat, "N", "S")}, ${degrees(lon, "E", "W")}`;
  const does = spread && nearer ? "come nearer" : "list";
  const button = Object.assign(document.createElement("button"), {type: "button"});
  button.setAttribute("aria-label", `${figure(n)} ${n === 1 ? "incident" : "incidents"} around ${place}: ${does}`);
  button.style.left = `${at.x}px`; button.style.top = `${at.y}px`;
  button.addEventListener("click", () => chosen(properties));
  const entry = document.createElement("li");
  entry.append(button);
  return entry;
}

const degrees = (value, up, down) => `${Math.abs(value).toFixed(1)}° ${value < 0 ? down : up}`;
