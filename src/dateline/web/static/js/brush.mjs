// Incidents per week with a brush over them: dragging chooses days.
import {DAY, dayNumber} from "/static/js/points.mjs";

const {d3} = window;
const HEIGHT = 72, MARGIN = {left: 6, right: 6, bottom: 18, top: 4};
const TAIL = 0.005; // a few incidents of long ago or, misread, of the far future would squeeze all others into a corner

// `dragged` hears [from, to] (days since 1970, or nulls) at every move, `chosen` the same once it is let go.
export function brushIn(element, {dragged, chosen}) {
  let x = null, brush = null, holder = null, own = false, span = [], outside = [0, 0];

  function draw(weeks, range) {
    [span, weeks] = [weeks, within(weeks, range)];
    const width = Math.max(240, element.clientWidth), svg = d3.create("svg").attr("viewBox", [0, 0, width, HEIGHT]).attr("width", width).attr("height", HEIGHT).attr("class", "brush");
    if (!weeks.length) { element.replaceChildren(); return; }
    const days = weeks.map(([week]) => dayNumber(week));
    x = d3.scaleUtc([days[0] * DAY, (days.at(-1) + 7) * DAY], [MARGIN.left, width - MARGIN.right]);
    const bins = new Map();
    for (const [i, [, n]] of weeks.entries()) { const at = Math.round(x(days[i] * DAY) / 3) * 3; bins.set(at, (bins.get(at) ?? 0) + n); }
    const bar = Math.max(2.4, x(7 * DAY) - x(0) - 1), y = d3.scaleLinear([0, d3.max(bins.values())], [HEIGHT - MARGIN.bottom, MARGIN.top]);
    svg.append("path").attr("class", "bars").attr("d", [...bins].map(([at, n]) => `M${at},${y(0)}V${y(n)}h${bar}V${y(0)}z`).join(""));
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${HEIGHT - MARGIN.bottom})`).call(d3.axisBottom(x).ticks(width / 90).tickSizeOuter(0));
    brush = d3.brushX().extent([[MARGIN.left, 0], [width - MARGIN.right, HEIGHT - MARGIN.bottom]]).on("brush end", heard);
    holder = svg.append("g").attr("class", "range").call(brush);
    element.replaceChildren(svg.node());
    move(...range);
  }

  // The weeks without a thin tail on either side, but with all that is chosen.
  function within(weeks, [from, to]) {
    const all = d3.sum(weeks, ([, n]) => n);
    let low = 0, high = weeks.length - 1, before = 0, after = 0;
    while (low < high && before + weeks[low][1] <= all * TAIL && !(from !== null && dayNumber(weeks[low][0]) + 6 >= from)) before += weeks[low++][1];
    while (high > low && after + weeks[high][1] <= all * TAIL && !(to !== null && dayNumber(weeks[high][0]) <= to)) after += weeks[high--][1];
    outside = [before, after];
    return weeks.slice(low, high + 1);
  }

  function heard({selection, type, sourceEvent}) {
    if (own || !sourceEvent) return;
    const days = selection ? selection.map((at) => x.invert(at) / DAY) : null;
    const range = days ? [Math.floor(days[0]), Math.max(Math.floor(days[0]), Math.ceil(days[1]) - 1)] : [null, null];
    (type === "end" ? chosen : dragged)(...range);
  }

  function move(from, to) {
    if (!x) return;
    const [start, end] = x.domain().map((time) => time / DAY), none = from === null && to === null;
    const low = Math.max(start, Math.min(end, from ?? start)), high = Math.max(low, Math.min(end, (to ?? end) + 1));
    own = true; holder.call(brush.move, none ? null : [x(low * DAY), Math.max(x(low * DAY) + 1, x(high * DAY))]); own = false;
  }
  new ResizeObserver(() => { if (span.length && brush && element.clientWidth && Math.abs(element.clientWidth - Number(element.firstChild?.getAttribute("width"))) > 4) draw(span, kept); }).observe(element);
  let kept = [null, null];
  return {
    draw(weeks, from, to) { kept = [from, to]; draw(weeks, kept); },
    move(from, to) { kept = [from, to]; move(from, to); },
    outside: () => outside,
  };
}
