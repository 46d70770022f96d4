// The charts and the map of one actor.
import {years} from "/static/js/charts.mjs";
import {byId} from "/static/js/page.mjs";
import {unpack} from "/static/js/points.mjs";

years(byId("chart-years"), JSON.parse(byId("chart-years").dataset.years));

async function start() {
  const element = byId("map"), note = byId("map-note");
  const answer = await fetch(`/points?${element.dataset.query}`);
  if (!answer.ok) return;
  const points = unpack(await answer.arrayBuffer());
  if (!points.n) return;
  byId("seen").hidden = false;
  const {mapIn} = await import("/static/js/map.mjs");
  const map = await mapIn(element, {
    told: (n) => { note.textContent = `${n.toLocaleString("en")} with a place on the map; others are in the list.`; },
    picked: ({lon, lat}) => { location.href = `/?${element.dataset.query}&bbox=${[lon - 5e-5, lat - 5e-5, lon + 5e-5, lat + 5e-5].map((value) => value.toFixed(6)).join(",")}`; },
  });
  map.set(points);
}
start().catch((error) => console.warn(String(error))).finally(() => { document.documentElement.dataset.ready = "yes"; });
