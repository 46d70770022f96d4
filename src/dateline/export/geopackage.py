"""GeoPackage (OGC 12-128): one layer of points for QGIS; what has no point is a row without one."""

from __future__ import annotations

import shutil
import struct
import tempfile
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyogrio

from dateline.export.columns import COLUMNS, Cell, Kind, Level, Record
from dateline.export.facts import made_by
from dateline.export.geojson import point_of

__all__ = ["write_geopackage"]

ROWS_AT_ONCE = 5_000
"""Rows in memory; about 20 MB."""
WGS84 = "EPSG:4326"
WRITTEN = "1970-01-01T00:00:00Z"
"""The file's own time of writing, so that the same incidents give the same bytes."""
_POINT = struct.Struct("<BIdd")
_POINT_TYPE = 1


def write_geopackage(records: Iterable[Record], level: Level, out: BinaryIO) -> None:
    """One layer, ``incidents`` or ``accounts``, with the columns of the CSV: the precision of the place and
    its first-level division among them. A record without an honest point has no geometry.

    The rows go through a file of their own in the folder for temporary files, a part at a time.
    """
    rows, layer = iter(records), f"{level}s"
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / "export.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": WRITTEN})
        batch = list(islice(rows, ROWS_AT_ONCE))
        _write(batch, level, layer, path, append=False)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            _write(batch, level, layer, path, append=True)
        with path.open("rb") as written:
            shutil.copyfileobj(written, out)


def _write(batch: list[Record], level: Level, layer: str, path: Path, *, append: bool) -> None:
    columns = [column for column in COLUMNS[level] if column.name not in ("latitude", "longitude")]
    fields = [column.name for column in columns]
    data = [_array([column.value(record) for record in batch], column.kind) for column in columns]
    fields.append("made_by")
    data.append(_array([made_by(record) for record in batch], "text"))
    pyogrio.raw.write(
        path,
        geometry=np.array([_wkb(record) for record in batch], dtype=object),
        field_data=[values for values, _ in data],
        fields=np.array(fields, dtype=object),
        field_mask=[missing for _, missing in data],
        geometry_type="Point",
        crs=WGS84,
        driver="GPKG",
        layer=layer,
        append=append,
        dataset_options=None if append else {"VERSION": "1.2"},
        layer_options=None if append else {"FID": "fid", "GEOMETRY_NAME": "geom"},
    )


def _wkb(record: Record) -> bytes | None:
    found = point_of(record)
    return None if found is None else _POINT.pack(1, _POINT_TYPE, *found)


_TYPES: Mapping[Kind, tuple[Any, Cell, Callable[[Any], Any]]] = {
    "text": (object, None, str),
    "integer": (np.int64, 0, int),
    "number": (np.float64, 0.0, float),
    "boolean": (np.bool_, False, bool),
}
"""Kind -> array type, what stands under the mask, and conversion."""


def _array(values: list[Cell], kind: Kind) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The values and where they are unknown: an unknown number is NULL in the file, not the 0 under it."""
    dtype, blank, convert = _TYPES[kind]
    missing = np.array([value is None for value in values], dtype=np.bool_)
    return np.array([blank if value is None else convert(value) for value in values], dtype=dtype), missing
