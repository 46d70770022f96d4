"""The points of the map as typed arrays: what the browser filters while the brush is dragged.

A JSON text says what follows it: ``{"n": 3, "tables": {…}, "arrays": [["lon", "f4"], …]}``, its length before
it as 32 bits, padded with blanks to a multiple of eight bytes; then the arrays, one after the other, each
padded to eight bytes. Numbers are little-endian. Days are counted from 1970-01-01.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from itertools import chain

import numpy as np

from dateline.model import Grade, PlacePrecision, Status
from dateline.store.columns import NO_DAY, Array, Columns

__all__ = ["NO_DAY", "packed"]


def packed(columns: Columns, rows: Array) -> bytes:
    """The points that stand at ``rows``, as the page's scripts read them."""
    held, texts = columns.arrays, columns.words.texts
    types = sorted({texts[word] or "" for word in np.unique(held["event_type"][rows]).tolist()})
    tables: dict[str, Sequence[str]] = {
        "type": types,
        "status": [status.value for status in Status],
        "grade": [grade.value for grade in Grade],
        "precision": [precision.value for precision in PlacePrecision],
    }

    def codes(column: str, table: Sequence[str]) -> Array:
        of_word = np.zeros(len(texts), dtype="u1")
        for code, text in enumerate(table):
            of_word[columns.words.known([text])] = code
        return of_word[held[column][rows]]

    reviewed = columns.words.known(["reviewed"])
    arrays: list[tuple[str, str, Array]] = [
        ("lon", "f4", held["longitude"][rows].astype("<f4")),
        ("lat", "f4", held["latitude"][rows].astype("<f4")),
        ("first", "i4", held["first_day"][rows].astype("<i4")),
        ("last", "i4", held["last_day"][rows].astype("<i4")),
        ("area", "i4", held["geonameid"][rows].astype("<i4")),
        ("type", "u1", codes("event_type", types)),
        ("status", "u1", codes("status", tables["status"])),
        ("grade", "u1", codes("grade", tables["grade"])),
        ("precision", "u1", codes("precision", tables["precision"])),
        ("reviewed", "u1", np.isin(held["review"][rows], reviewed).astype("u1")),
    ]
    head = {"n": len(rows), "tables": tables, "arrays": [[name, kind] for name, kind, _ in arrays]}
    text = json.dumps(head).encode()
    text += b" " * (-(len(text) + 4) % 8)
    bodies = (array.tobytes() for _, _, array in arrays)
    return b"".join(
        chain([struct.pack("<I", len(text)), text], (body + bytes(-len(body) % 8) for body in bodies))
    )
