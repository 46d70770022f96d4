"""The columns of the read index that filters, maps and charts look at, held in memory.

A question to 200,000 rows then takes milliseconds, where SQLite must visit each row; it takes some 190 bytes
an incident. Held are rows of one revision of the index; of a newer one only the rows that changed are read.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["NO_COUNT", "NO_DAY", "Array", "Columns", "HeldColumns", "Words", "day_number", "read_columns"]

Array = NDArray[Any]
NO_DAY: Final = -(2**31)
"""Stands for a day that is not known; before all others, as "" is before all days."""
NO_COUNT: Final = -1
"""Stands for a figure that is not known."""
WORDS: Final = ("event_type", "status", "grade", "review", "country", "admin1_key", "precision", "week")
"""Columns with few different values, held as numbers of them."""
_DAYS: Final = ("first_day", "last_day")
_COUNTS: Final = ("killed_low", "killed_best", "killed_high", "killed_known")
_KINDS: Mapping[str, str] = {
    "number": "i8", **dict.fromkeys(WORDS, "i4"), **dict.fromkeys(_DAYS, "i4"), "geonameid": "i4",
    "latitude": "f8", "longitude": "f8", **dict.fromkeys(_COUNTS, "i8"), "grade_rank": "i2",
    "by_confidence": "f8", "conflict": "i4", "added": "S32", "changed": "S32",
}  # fmt: skip
_READ_AT_ONCE = 20_000
_KEPT_ANSWERS = 64
"""Of one revision: the order of all rows by a column, the rows that hold a word."""
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Words:
    """Texts and their numbers; 0 is none. Grows only, so that every revision shares it."""

    def __init__(self) -> None:
        self.texts: list[str | None] = [None]
        self._numbers: dict[str | None, int] = {None: 0}
        self._lock = threading.Lock()

    def number(self, text: str | None) -> int:
        """The number of ``text``, which is a new one where it was never given."""
        found = self._numbers.get(text)
        if found is not None:
            return found
        with self._lock:
            if text not in self._numbers:
                self.texts.append(text)
                self._numbers[text] = len(self.texts) - 1
            return self._numbers[text]

    def known(self, texts: Sequence[str]) -> list[int]:
        """The numbers of those of ``texts`` that have one."""
        return [self._numbers[text] for text in texts if text in self._numbers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The rows of one revision by column, in order of their numbers. ``latitude`` is NaN where none is."""

    revision: int
    arrays: Mapping[str, Array]
    words: Words
    _kept: OrderedDict[Hashable, Array] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __len__(self) -> int:
        return len(self.arrays["number"])

    def kept(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """What ``make`` gives, made once."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = make()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT_ANSWERS:
                self._kept.popitem(last=False)
        return found

    def rows_of(self, numbers: Array) -> Array:
        """Where the rows with these numbers stand; numbers of no row are passed over."""
        every = self.arrays["number"]
        if not len(every):
            return np.zeros(0, dtype="i8")
        at = np.minimum(np.searchsorted(every, numbers), len(every) - 1)
        return np.asarray(at[every[at] == numbers])


class HeldColumns:
    """The columns of one store, for all threads that read it."""

    def __init__(self) -> None:
        self._held: Columns | None = None
        self._lock = threading.Lock()

    def at(self, db: sqlite3.Connection) -> Columns | None:
        """The columns as ``db`` sees them; ``None`` for a reader of an older moment than what is held."""
        (revision,) = db.execute("SELECT revision FROM index_state").fetchone()
        held = self._held
        if held is not None and held.revision == revision:
            return held
        with self._lock:
            held = self._held
            if held is None or held.revision < revision:
                held = self._held = read_columns(db, held)
            return held if held.revision >= revision and not _older(db, held) else None


def _older(db: sqlite3.Connection, held: Columns) -> bool:
    """Whether ``db`` is in a transaction that began before ``held``."""
    if not db.in_transaction:
        return False
    (revision,) = db.execute("SELECT revision FROM index_state").fetchone()
    return bool(revision < held.revision)


def read_columns(db: sqlite3.Connection, before: Columns | None = None) -> Columns:
    """The columns as they are now; where ``before`` is given only what changed since is read."""
    if db.in_transaction:
        return _read(db, before)
    db.execute("BEGIN")  # revision and rows of one moment
    try:
        return _read(db, before)
    finally:
        db.execute("ROLLBACK")


def _read(db: sqlite3.Connection, before: Columns | None) -> Columns:
    (revision,) = db.execute("SELECT revision FROM index_state").fetchone()
    words = Words() if before is None else before.words
    names = ", ".join(_KINDS)
    if before is None:
        rows = db.execute(f"SELECT {names} FROM incident_index ORDER BY number")
    else:
        asked = f"SELECT {names} FROM incident_index WHERE revision > ? ORDER BY number"
        rows = db.execute(asked, [before.revision])
    pieces = [_arrays(piece, words) for piece in iter(lambda: rows.fetchmany(_READ_AT_ONCE), [])]
    if before is not None:
        fresh = np.concatenate([np.zeros(0, "i8"), *(piece["number"] for piece in pieces)])
        stays = ~np.isin(before.arrays["number"], fresh)
        pieces.insert(0, {name: array[stays] for name, array in before.arrays.items()})
    arrays = _joined(pieces)
    if before is not None:
        arrays = _in_order(_without_gone(db, arrays))
    return Columns(revision=revision, arrays=arrays, words=words)


def _joined(pieces: Sequence[Mapping[str, Array]]) -> dict[str, Array]:
    empty = {name: np.zeros(0, dtype=kind) for name, kind in _KINDS.items()}
    return {name: np.concatenate([empty[name], *(piece[name] for piece in pieces)]) for name in _KINDS}


def _without_gone(db: sqlite3.Connection, arrays: dict[str, Array]) -> dict[str, Array]:
    """The rows that are still there. None is gone where there are as many."""
    (total,) = db.execute("SELECT count(*) FROM incident_index").fetchone()
    if total == len(arrays["number"]):
        return arrays
    alive = np.array([number for (number,) in db.execute("SELECT number FROM incident_index")], dtype="i8")
    stays = np.isin(arrays["number"], alive)
    return {name: array[stays] for name, array in arrays.items()}


def _in_order(arrays: dict[str, Array]) -> dict[str, Array]:
    numbers = arrays["number"]
    if bool(np.all(numbers[1:] > numbers[:-1])):
        return arrays
    order = np.argsort(numbers)
    return {name: array[order] for name, array in arrays.items()}


def _arrays(rows: Sequence[Sequence[Any]], words: Words) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for (name, kind), values in zip(_KINDS.items(), zip(*rows, strict=True), strict=True):
        told: Sequence[Any] = values
        if name in WORDS:
            told = [words.number(text) for text in values]
        elif name in _DAYS:
            told = [day_number(day) for day in values]
        elif name in _COUNTS:
            told = [NO_COUNT if value is None else value for value in values]
        elif name == "geonameid":
            told = [value or 0 for value in values]
        found[name] = np.array(told, dtype=kind)  # None becomes NaN where the kind is a float
    return found


@lru_cache(maxsize=50_000)
def day_number(day: str | None) -> int:
    """Days from 1970-01-01 to an ISO day; :data:`NO_DAY` of none.

    Raises:
        ValueError: it is no day.
    """
    return dt.date.fromisoformat(day).toordinal() - _EPOCH if day else NO_DAY
