"""The map and the charts as SVG, made by hand: no script, no font or file from elsewhere.

All text goes through :func:`escape`: names come from documents.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from dateline.brief.period import Period
from dateline.brief.records import MapPoint
from dateline.changes import numeric_codes

__all__ = ["bars_svg", "days_svg", "map_svg"]

WIDTH, HEIGHT = 900, 430
MARGIN_DEGREES = 6.0
LEAST_DEGREES = 24.0
"""The map shows no less than this: a lone point needs its neighbourhood to be recognised."""
LAND, EDGE, KNOWN, INK, OTHER = "#e9e6df", "#ffffff", "#d3c9b4", "#8c2f39", "#5b7083"
DRAWN: Mapping[str, tuple[float, str]] = {
    "exact": (3.2, ""),
    "town": (3.2, ""),
    "near": (5.0, "2 2"),
    "district": (8.0, "3 2"),
    "province": (13.0, "4 3"),
}
"""Precision -> radius and dashes: what is known only roughly is drawn wide and open."""
MOST_LABELS = 8


@cache
def _countries() -> tuple[tuple[str, tuple[tuple[tuple[float, float], ...], ...]], ...]:
    """Code and rings in degrees of every country of the basemap."""
    made = json.loads(files("dateline.brief").joinpath("basemap.json").read_text(encoding="utf-8"))
    units, codes = made["units"], numeric_codes()
    return tuple(
        (
            codes.get(land["id"] or "", ""),
            tuple(
                whole
                for ring in land["rings"]
                for whole in _unwrapped(
                    [(x / units, y / units) for x, y in zip(ring[::2], ring[1::2], strict=True)]
                )
            ),
        )
        for land in made["countries"]
    )


def _unwrapped(ring: Sequence[tuple[float, float]]) -> Iterator[tuple[tuple[float, float], ...]]:
    """A ring that crosses the 180th meridian, drawn on both sides of the map; any other as it is.

    Its points jump by 360 degrees there, and a line between them would cross the whole map.
    """
    points = [ring[0]]
    for x, y in ring[1:]:
        while x - points[-1][0] > 180:
            x -= 360  # noqa: PLW2901
        while x - points[-1][0] < -180:
            x += 360  # noqa: PLW2901
        points.append((x, y))
    if abs(points[-1][0] - points[0][0]) > 180:  # around a pole: closed along the map's edge
        points += [(points[-1][0], -90.0), (points[0][0], -90.0)]
    xs = [x for x, _ in points]
    yield tuple(points)
    if max(xs) > 180:
        yield tuple((x - 360, y) for x, y in points)
    if min(xs) < -180:
        yield tuple((x + 360, y) for x, y in points)


def map_svg(points: Sequence[MapPoint], only_country: Mapping[str, int]) -> str:
    """The points on their part of the world; countries of which only the name is known are tinted, never
    dotted. Plate carrée: degrees are pixels, so that nothing is placed nearer than it is known."""
    west, south, east, north = _box(points)
    scale = min(WIDTH / (east - west), HEIGHT / (north - south))
    width, height = (east - west) * scale, (north - south) * scale

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - west) * scale, (north - y) * scale

    parts = [f'<rect width="{width:.0f}" height="{height:.0f}" fill="#f7f9fa"/>']
    for code, rings in _countries():
        seen = [ring for ring in rings if _meets(ring, west, south, east, north)]
        if seen:
            path = "".join(
                "M" + "L".join("{:.1f} {:.1f}".format(*at(x, y)) for x, y in ring) + "Z" for ring in seen
            )
            fill = KNOWN if code in only_country else LAND
            parts.append(f'<path d="{path}" fill="{fill}" stroke="{EDGE}" stroke-width="0.7"/>')
    wide_first = sorted(points, key=lambda point: -DRAWN[point.precision][0])
    parts += [_dot(point, *at(point.longitude, point.latitude)) for point in wide_first]
    parts += _labels(points, at)
    told = sum(point.incidents for point in points)
    rest = sum(only_country.values())
    title = f"{told} incidents at {len(points)} places; {rest} more are known by country only"
    return _svg(width, height, title, parts)


def _dot(point: MapPoint, x: float, y: float) -> str:
    radius, dashes = DRAWN[point.precision]
    radius += min(point.incidents - 1, 12) * 0.5
    tip = f"<title>{escape(point.label)}: {point.incidents} ({point.precision})</title>"
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"'
    if not dashes:
        return f'<circle {place} fill="{INK}" fill-opacity="0.75">{tip}</circle>'
    return (
        f'<circle {place} fill="{INK}" fill-opacity="0.08" stroke="{INK}" '
        f'stroke-dasharray="{dashes}">{tip}</circle>'
    )


def _labels(points: Sequence[MapPoint], at: Callable[[float, float], tuple[float, float]]) -> Iterator[str]:
    """Names of the places with most incidents, where they do not run into another."""
    taken: list[tuple[float, float]] = []
    for point in points:
        x, y = at(point.longitude, point.latitude)
        if len(taken) < MOST_LABELS and all(abs(x - a) > 90 or abs(y - b) > 13 for a, b in taken):
            taken.append((x, y))
            yield (
                f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" font-size="11" fill="#222" stroke="#fff" '
                f'stroke-width="2.5" '
                f'paint-order="stroke">{escape(point.label)}</text>'
            )


def _box(points: Sequence[MapPoint]) -> tuple[float, float, float, float]:
    """What the map shows: all points with a margin, in the shape of the sheet; the world where there is
    none."""
    if not points:
        return -180.0, -60.0, 180.0, 85.0
    xs, ys = [p.longitude for p in points], [p.latitude for p in points]
    wide = max(max(xs) - min(xs) + 2 * MARGIN_DEGREES, LEAST_DEGREES)
    high = max(max(ys) - min(ys) + 2 * MARGIN_DEGREES, LEAST_DEGREES / 2)
    wide, high = max(wide, high * WIDTH / HEIGHT), max(high, wide * HEIGHT / WIDTH)
    wide, high = min(wide, 360.0), min(high, 180.0)
    west = min(max((max(xs) + min(xs) - wide) / 2, -180.0), 180.0 - wide)
    south = min(max((max(ys) + min(ys) - high) / 2, -90.0), 90.0 - high)
    return west, south, west + wide, south + high


def _meets(ring: Sequence[tuple[float, float]], west: float, south: float, east: float, north: float) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) >= west and min(xs) <= east and max(ys) >= south and min(ys) <= north


def days_svg(days: Mapping[str, int], period: Period) -> str:
    """Incidents that occurred on each day known to the day; a day without a bar has none in the record."""
    first = dt.date.fromisoformat(period.first)
    counts = [days.get((first + dt.timedelta(days=n)).isoformat(), 0) for n in range(period.days)]
    top, width, height = max(counts, default=0) or 1, 620, 130
    step = width / max(len(counts), 1)
    parts = []
    for place, count in enumerate(counts):
        tall = (height - 34) * count / top
        x, day = place * step, (first + dt.timedelta(days=place)).isoformat()
        box = f'x="{x + step * 0.1:.1f}" y="{height - 18 - tall:.1f}" width="{step * 0.8:.1f}"'
        tip = f"<title>{day}: {count}</title>"
        parts.append(f'<rect {box} height="{tall:.1f}" fill="{INK}">{tip}</rect>')
        if len(counts) <= 14:
            parts.append(_text(x + step / 2, height - 4, day[5:], anchor="middle"))
            parts.append(_text(x + step / 2, height - 22 - tall, str(count), anchor="middle"))
    if len(counts) > 14:
        parts += [_text(0, height - 4, period.first), _text(width, height - 4, period.last, anchor="end")]
        parts.append(_text(0, 11, f"most on a day: {top}"))
    return _svg(width, height, "Incidents that occurred, by day", parts)


def bars_svg(rows: Sequence[tuple[str, int, int]], title: str) -> str:
    """Names with two counts each: now, and in the period before."""
    row, left, width = 30, 170, 620
    top = max((max(now, before) for _, now, before in rows), default=0) or 1
    parts = []
    for place, (name, now, before) in enumerate(rows):
        y = place * row + 4
        parts.append(_text(left - 8, y + 15, name, anchor="end"))
        for offset, count, fill in ((0, now, INK), (12, before, OTHER)):
            long = (width - left - 44) * count / top
            parts.append(f'<rect x="{left}" y="{y + offset}" width="{long:.1f}" height="10" fill="{fill}"/>')
            parts.append(_text(left + long + 4, y + offset + 9, str(count)))
    return _svg(width, max(len(rows), 1) * row + 4, title, parts)


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="11" fill="#333">{escape(text)}</text>'


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" font-family="Libertinus Serif, Georgia, serif">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
