"""The points of the map as typed arrays: what the browser filters while the brush is dragged.

A JSON text says what follows it: ``{"n": 3, "tables": {…}, "arrays": [["lon", "f4"], …]}``, its length before
it as 32 bits, padded with blanks to a multiple of eight bytes; then the arrays, one after the other, each
padded to eight bytes. Numbers are little-endian. Days are counted from 1970-01-01.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np

from dateline.model import Grade, PlacePrecision, Status
from dateline.store.index import Points

__all__ = ["NO_DAY", "packed"]

NO_DAY = -(2**31)
"""Stands for a day that is not known: a brush never keeps it."""
_EPOCH = dt.date(1970, 1, 1).toordinal()


def packed(points: Points) -> bytes:
    """``points`` as the page's scripts read them."""
    columns = points.columns
    types = sorted(set(columns["event_type"]))
    tables: dict[str, Sequence[str]] = {
        "type": types,
        "status": [status.value for status in Status],
        "grade": [grade.value for grade in Grade],
        "precision": [precision.value for precision in PlacePrecision],
    }
    arrays: list[tuple[str, str, np.ndarray[Any, Any]]] = [
        ("lon", "f4", np.array(columns["longitude"], dtype="<f4")),
        ("lat", "f4", np.array(columns["latitude"], dtype="<f4")),
        ("first", "i4", _days(columns["first_day"])),
        ("last", "i4", _days(columns["last_day"])),
        ("area", "i4", _numbers(columns["geonameid"], 0)),
        ("type", "u1", _codes(columns["event_type"], types)),
        ("status", "u1", _codes(columns["status"], tables["status"])),
        ("grade", "u1", _codes(columns["grade"], tables["grade"])),
        ("precision", "u1", _codes(columns["precision"], tables["precision"])),
        ("reviewed", "u1", np.array([text == "reviewed" for text in columns["review"]], dtype="u1")),
    ]
    head = {"n": len(columns["id"]), "tables": tables, "arrays": [[name, kind] for name, kind, _ in arrays]}
    text = json.dumps(head).encode()
    text += b" " * (-(len(text) + 4) % 8)
    bodies = (array.tobytes() for _, _, array in arrays)
    return b"".join(
        chain([struct.pack("<I", len(text)), text], (body + bytes(-len(body) % 8) for body in bodies))
    )


def _codes(values: Iterable[str], table: Sequence[str]) -> np.ndarray[Any, Any]:
    code = {text: number for number, text in enumerate(table)}
    return np.array([code[text] for text in values], dtype="u1")


def _numbers(values: Iterable[int | None], unknown: int) -> np.ndarray[Any, Any]:
    return np.array([unknown if value is None else value for value in values], dtype="<i4")


def _days(values: Iterable[str | None]) -> np.ndarray[Any, Any]:
    return np.array([NO_DAY if day is None else _day(day) for day in values], dtype="<i4")


@lru_cache(maxsize=50_000)
def _day(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal() - _EPOCH
