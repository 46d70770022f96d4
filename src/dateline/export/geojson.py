"""GeoJSON (RFC 7946): one feature a record; what has no point keeps its place in the list without one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from dateline.export.columns import Level, Record, flat_row
from dateline.model import PlacePrecision

__all__ = ["feature", "point_of", "write_geojson"]

WITHOUT_POINT = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.UNKNOWN})
"""A country or a sea is never drawn as if it were a town."""


def write_geojson(records: Iterable[Record], level: Level, out: BinaryIO) -> None:
    """A FeatureCollection, in the order given, with ``numberReturned`` and ``numberWithoutPoint``."""
    returned = without_point = 0
    out.write(b'{"type":"FeatureCollection","features":[')
    for record in records:
        found = feature(record, level)
        out.write((",\n" if returned else "\n").encode())
        out.write(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())
        returned += 1
        without_point += found["geometry"] is None
    counts = f'\n],"numberReturned":{returned},"numberWithoutPoint":{without_point}}}\n'
    out.write(counts.encode())


def feature(record: Record, level: Level) -> dict[str, object]:
    """One feature: the flat columns as properties, the precision among them, and a point or ``None``."""
    properties = flat_row(record, level)
    del properties["latitude"], properties["longitude"]
    point = point_of(record)
    return {
        "type": "Feature",
        "id": record[f"{level}_id"],
        "geometry": None if point is None else {"type": "Point", "coordinates": list(point)},
        "properties": properties,
    }


def point_of(record: Record) -> tuple[float, float] | None:
    """Longitude and latitude of the record's place, or ``None`` where no point would be honest."""
    place = record["place"]
    if place is None or place["precision"] in WITHOUT_POINT:
        return None
    longitude, latitude = place["longitude"], place["latitude"]
    return None if longitude is None or latitude is None else (longitude, latitude)
