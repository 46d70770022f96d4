"""What the held columns answer: which rows pass the filters, and counts, weeks, values and order of those.

The same answers as the SQL of :mod:`dateline.store.index` gives; what needs names or words of texts is still
asked of the database, once for each revision.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from dateline.filters import Filters
from dateline.store.columns import NO_DAY, Array, Columns, day_number
from dateline.store.words_held import has_word

__all__ = ["SORT_KEYS", "WeekSums", "after_of", "passing", "sorted_rows", "value_counts", "week_sums"]

FEW: Final = 2_000
"""Where so few rows are left the words are looked for in their texts; else in the index of words."""
SORT_KEYS: Mapping[str, str] = {
    "by_date": "first_day", "added": "added", "changed": "changed", "by_killed": "killed_known",
    "grade_rank": "grade_rank", "by_confidence": "by_confidence", "conflict": "conflict",
}  # fmt: skip
"""The column that stands for one that lists are sorted by."""


WeekSums = tuple[str | None, str, str, int, int, int | None, int | None, int | None]
"""Week, type, status, incidents, those with a figure, and the sums of lowest, best and highest killed."""


def passing(columns: Columns, filters: Filters, db: sqlite3.Connection) -> Array:
    """Where the rows that pass stand, ascending."""
    mask = np.ones(len(columns), dtype=bool)
    for condition in _conditions(columns, filters):
        mask &= condition
    for kind, name in (("actor", filters.actor), ("outlet", filters.outlet)):
        if name:
            mask &= _mask(columns, _named(columns, db, kind, name.casefold()))
    for word in dict.fromkeys(filters.text.casefold().split()):
        rows = np.flatnonzero(mask)
        if len(rows) <= FEW:
            mask = _mask(columns, _holding_of(columns, db, rows, word))
        else:
            mask &= _mask(columns, _holding(columns, db, word))
    return np.flatnonzero(mask)


def _conditions(columns: Columns, filters: Filters) -> Iterator[Array]:
    held = columns.arrays
    for column, allowed in (
        ("country", filters.country),
        ("event_type", filters.type),
        ("status", filters.status),
        ("grade", filters.grade),
        ("review", filters.review),
        ("admin1_key", (filters.admin1.casefold(),) if filters.admin1 else ()),
    ):
        if allowed:
            numbers = columns.words.known([str(value) for value in allowed])
            yield np.isin(held[column], np.array(numbers, dtype="i4"))
    if filters.from_:
        yield held["last_day"] >= day_number(filters.from_)
    if filters.to:
        yield (held["first_day"] != NO_DAY) & (held["first_day"] <= day_number(filters.to))
    if filters.min_killed is not None:
        # What is not known is below every number, and 0 may be asked for.
        yield held["killed_known"] >= max(filters.min_killed, 0)
    if (box := filters.bbox) is not None:
        yield (held["latitude"] >= box.south) & (held["latitude"] <= box.north)
        east, west = held["longitude"] <= box.east, held["longitude"] >= box.west
        yield east & west if box.west <= box.east else east | west


def _mask(columns: Columns, rows: Array) -> Array:
    mask = np.zeros(len(columns), dtype=bool)
    mask[rows] = True
    return mask


def _numbers(columns: Columns, found: sqlite3.Cursor) -> Array:
    return columns.rows_of(np.sort(np.array([number for (number,) in found], dtype="i8")))


def _named(columns: Columns, db: sqlite3.Connection, kind: str, name: str) -> Array:
    asked = "SELECT number FROM index_names WHERE kind = ? AND name = ?"
    return columns.kept((kind, name), lambda: _numbers(columns, db.execute(asked, (kind, name))))


def _holding(columns: Columns, db: sqlite3.Connection, word: str) -> Array:
    condition, values = has_word(word, "t.number")
    asked = f"SELECT number FROM index_texts AS t WHERE {condition}"
    return columns.kept(("word", word), lambda: _numbers(columns, db.execute(asked, values)))


def _holding_of(columns: Columns, db: sqlite3.Connection, rows: Array, word: str) -> Array:
    numbers = json.dumps(columns.arrays["number"][rows].tolist())
    asked = (
        "SELECT number FROM index_texts WHERE number IN (SELECT value FROM json_each(?)) AND instr(text, ?)"
    )
    return _numbers(columns, db.execute(asked, (numbers, word)))


def value_counts(columns: Columns, name: str, rows: Array) -> list[tuple[str | None, int]]:
    """The values that these rows have in a column, with the number of rows, most first."""
    counts = np.bincount(columns.arrays[name][rows], minlength=1)
    found = [(columns.words.texts[value], int(counts[value])) for value in np.flatnonzero(counts)]
    return sorted(found, key=lambda one: (-one[1], one[0] is not None, one[0] or ""))


def week_sums(columns: Columns, rows: Array, starts: Mapping[str, str] | None = None) -> list[WeekSums]:
    """Incidents and killed per week, type and status, those without a week first; with ``starts`` only of its
    weeks, and per what it makes of a week."""
    held, words = columns.arrays, columns.words
    if starts is not None:
        begun = {start: words.number(start) for start in starts.values()}
        of_week = np.full(len(words.texts), -1, dtype="i8")
        for week, start in starts.items():
            of_week[words.number(week)] = begun[start]
        weeks = of_week[held["week"][rows]]
        rows, weeks = rows[weeks >= 0], weeks[weeks >= 0]
    else:
        weeks = held["week"][rows].astype("i8")
    texts, size = words.texts, len(words.texts)
    keys = (weeks * size + held["event_type"][rows]) * size + held["status"][rows]
    groups, of = np.unique(keys, return_inverse=True)
    low, best, high = (held[f"killed_{end}"][rows] for end in ("low", "best", "high"))
    told = (np.where(low >= 0, low, best), np.where(best >= 0, best, low), high)

    def counted(where: Array) -> list[int]:
        return np.bincount(of[where], minlength=len(groups)).tolist()  # type: ignore[no-any-return]

    incidents = counted(np.ones(len(rows), dtype=bool))
    figures = counted((told[0] >= 0) | (high >= 0))
    known = [counted(values >= 0) for values in told]
    sums = [np.bincount(of, weights=np.maximum(values, 0), minlength=len(groups)).tolist() for values in told]
    found: list[WeekSums] = []
    for at, key in enumerate(groups.tolist()):
        rest, status = divmod(key, size)
        week, event_type = divmod(rest, size)
        lowest, likely = (int(sums[end][at]) if known[end][at] else None for end in (0, 1))
        closed = figures[at] and known[2][at] == figures[at]
        found.append(
            (
                texts[week], texts[event_type] or "", texts[status] or "", incidents[at], figures[at],
                lowest, likely, int(sums[2][at]) if closed else None,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one[0] is not None, one[0] or "", one[1], one[2]))


def sorted_rows(columns: Columns, column: str, highest_first: bool, rows: Array) -> Array:
    """These rows in the order of a list; rows with equal keys by number, in the same direction."""
    key = SORT_KEYS[column]
    every = columns.kept(("order", key), lambda: np.argsort(columns.arrays[key], kind="stable").astype("i4"))
    mask = _mask(columns, rows)
    way = every[::-1] if highest_first else every
    return np.asarray(way[mask[way]])


def after_of(columns: Columns, column: str, highest_first: bool, at: Sequence[object]) -> Array | None:
    """Where the rows stand that follow a sort key and number; ``None`` for a key of another kind."""
    name = SORT_KEYS[column]
    held, numbers = columns.arrays[name], columns.arrays["number"]
    value, number = at
    key: object
    if held.dtype.kind == "S" and isinstance(value, str):
        key = value.encode()
    elif name == "first_day" and isinstance(value, str):
        try:
            key = day_number(value)
        except ValueError:
            return None
    elif held.dtype.kind in "if" and name != "first_day" and isinstance(value, (int, float)):
        key = value
    else:
        return None
    further = held < key if highest_first else held > key
    beyond = numbers < number if highest_first else numbers > number
    return np.asarray(further | ((held == key) & beyond))
