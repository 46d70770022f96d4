"""The read index: one flat row an incident, and the questions that lists, maps and charts ask of it.

Every answer means what :func:`dateline.export.matching.matches` means of the exchange record. The rows are
written by :mod:`dateline.indexing`, which knows the records; here is the SQL.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from dateline.errors import UsageError
from dateline.filters import Filters
from dateline.store.asking import after_of, passing, sorted_rows, value_counts, week_sums
from dateline.store.columns import Array, Columns, HeldColumns, read_columns
from dateline.store.database import explained
from dateline.store.words_held import has_word

__all__ = ["COLUMNS", "ORDERS", "Counts", "Facet", "IncidentIndex", "IndexRow", "Page", "Points", "Week"]

COLUMNS: Final = (
    "id", "headline", "event_type", "status", "grade", "grade_rank", "review", "background", "first_day",
    "last_day", "date_precision", "date_basis", "week", "country", "admin1", "admin1_key", "place",
    "geonameid", "precision", "latitude", "longitude", "killed_low", "killed_best", "killed_high",
    "killed_known", "injured_low", "injured_best", "injured_high", "doers", "targets", "claimed_by",
    "accounts", "documents", "origins", "least_confidence", "conflict", "added", "changed", "by_date",
    "by_killed", "by_confidence",
)  # fmt: skip
ORDERS: Mapping[str, tuple[str, bool]] = {
    "date": ("by_date", True),
    "newest": ("added", True),
    "changed": ("changed", True),
    "killed": ("by_killed", True),
    "grade": ("grade_rank", False),
    "confidence": ("by_confidence", False),
    "conflict": ("conflict", True),
}
"""Order -> the column and whether the highest comes first. By date what has none comes last; least confident
comes first."""
MOST_ROWS = 1000
_LISTS = ("doers", "targets", "claimed_by")
_INTERNAL = frozenset({"grade_rank", "admin1_key", "killed_known", "by_date", "by_killed", "by_confidence"})
SHOWN: Final = ("number", *(name for name in COLUMNS if name not in _INTERNAL))
"""Columns of a row as it is read."""
FACETS: Mapping[str, str] = {
    "country": "country",
    "type": "event_type",
    "status": "status",
    "grade": "grade",
    "review": "review",
    "precision": "precision",
}

_FEW = 5
"""One incident in so many is few."""

IndexRow = Mapping[str, Any]
"""One incident: :data:`SHOWN` by name; ``doers``, ``targets`` and ``claimed_by`` are lists. ``None`` is
unknown, never 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows in order, and what to ask for as ``after`` to get those that follow (``None``: no more)."""

    rows: tuple[IndexRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many incidents pass the filters, of how many; ``located`` of the visible have a point."""

    visible: int
    total: int
    located: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What the map draws, column by column, one entry an incident that has an honest point."""

    columns: Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Incidents of one type and status in the week that begins on ``week`` (a Monday; ``None``: their date
    names no week). ``killed_*`` are sums over those with a figure, ``with_figure`` how many that are; a high
    sum is ``None`` where one of them is open above."""

    week: str | None
    event_type: str
    status: str
    incidents: int
    with_figure: int
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value that visible incidents have, and how many of them."""

    value: str | None
    incidents: int


class IncidentIndex:
    """The index of one store. Reads what was written last; :mod:`dateline.indexing` brings it up to date.

    With ``held`` the columns in memory answer what they can, else the database."""

    def __init__(self, db: sqlite3.Connection, path: Path, held: HeldColumns | None = None) -> None:
        self._db = db
        self._path = path
        self._held = held

    # --- reading ---

    def _columns(self) -> Columns | None:
        """The held columns as this reader sees the store."""
        if self._held is None:
            return None
        with explained(self._path):
            return self._held.at(self._db)

    def _passing(self, columns: Columns, filters: Filters) -> Array:
        with explained(self._path):
            return passing(columns, filters, self._db)

    def page(
        self, filters: Filters, *, order: str = "date", after: str | None = None, limit: int = 50
    ) -> Page:
        """At most ``limit`` (1 to 1000) rows that pass ``filters``, following the row that ``after`` names.

        Raises:
            UsageError: there is no such order, ``limit`` is out of bounds, or ``after`` is not of this order.
        """
        if order not in ORDERS:
            raise UsageError(f"order: {order!r} is not one of {', '.join(ORDERS)}")
        if not 1 <= limit <= MOST_ROWS:
            raise UsageError(f"limit: {limit} is not from 1 to {MOST_ROWS}")
        column, highest_first = ORDERS[order]
        if filters != Filters() and (columns := self._columns()) is not None:
            at = None if after is None else _position(after, order)
            beyond = None if at is None else after_of(columns, column, highest_first, at)
            if at is None or beyond is not None:
                passed = self._passing(columns, filters)
                passed = passed if beyond is None else passed[beyond[passed]]
                chosen = sorted_rows(columns, column, highest_first, passed)[: limit + 1]
                return self._page_of(columns.arrays["number"][chosen].tolist(), order, limit)
        where, values = _conditions(filters)
        if after is not None:
            where.append(f"({column}, number) {'<' if highest_first else '>'} (?, ?)")
            values.extend(_position(after, order))
        way = "DESC" if highest_first else "ASC"
        rows = self._all(
            f"SELECT {', '.join(SHOWN)}, {column} AS sorted FROM incident_index {_where(where)} "
            f"ORDER BY {column} {way}, number {way} LIMIT ?",
            [*values, limit + 1],
        )
        return _page(rows, order, limit)

    def _page_of(self, numbers: list[int], order: str, limit: int) -> Page:
        """The rows with these numbers, in this order; the last is only a sign that there are more."""
        column, _ = ORDERS[order]
        rows = self._all(
            f"SELECT {', '.join(SHOWN)}, {column} FROM incident_index "
            "WHERE number IN (SELECT value FROM json_each(?))",
            [json.dumps(numbers)],
        )
        found = {row[0]: row for row in rows}
        return _page([found[number] for number in numbers if number in found], order, limit)

    def count(self, filters: Filters) -> Counts:
        """How many incidents pass."""
        if (columns := self._columns()) is not None:
            rows = self._passing(columns, filters)
            located = int(np.count_nonzero(~np.isnan(columns.arrays["latitude"][rows])))
            return Counts(visible=len(rows), total=len(columns), located=located)
        where, values = _conditions(filters)
        (total,) = self._all("SELECT count(*) FROM incident_index")[0]
        if not where:
            (located,) = self._all("SELECT count(latitude) FROM incident_index")[0]
            return Counts(visible=total, total=total, located=located)
        visible, located = self._all(
            f"SELECT count(*), count(latitude) FROM incident_index {_where(where)}", values
        )[0]
        return Counts(visible=visible, total=total, located=located)

    def of(self, incident_id: str) -> IndexRow | None:
        """The row of one incident."""
        rows = self._all(f"SELECT {', '.join(SHOWN)} FROM incident_index WHERE id = ?", [incident_id])
        return _row(rows[0]) if rows else None

    def ids(self, filters: Filters, *, order: str = "date") -> list[str]:
        """The ids of all incidents that pass, in order."""
        column, highest_first = ORDERS[order]
        where, values = _conditions(filters)
        way = "DESC" if highest_first else "ASC"
        rows = self._all(
            f"SELECT id FROM incident_index {_where(where)} ORDER BY {column} {way}, number {way}", values
        )
        return [id_ for (id_,) in rows]

    def points(self, filters: Filters) -> Points:
        """Those that pass and have a point, for the map."""
        names = (
            "id", "longitude", "latitude", "precision", "event_type", "status", "grade", "review",
            "killed_best", "first_day", "last_day", "geonameid",
        )  # fmt: skip
        where, values = _conditions(filters)
        rows = self._all(
            f"SELECT {', '.join(names)} FROM incident_index {_where([*where, 'latitude IS NOT NULL'])} "
            "ORDER BY number",
            values,
        )
        columns = list(zip(*rows, strict=True)) or [()] * len(names)
        return Points(columns=dict(zip(names, columns, strict=True)))

    def located(self, filters: Filters) -> tuple[Columns, Array]:
        """The columns, and where those rows stand in them that pass and have a point."""
        columns = self._columns()
        if columns is None:
            with explained(self._path):
                columns = read_columns(self._db)
        rows = self._passing(columns, filters)
        return columns, rows[~np.isnan(columns.arrays["latitude"][rows])]

    def week_counts(self, filters: Filters) -> dict[str | None, int]:
        """How many incidents each week has."""
        if (columns := self._columns()) is not None:
            return dict(value_counts(columns, "week", self._passing(columns, filters)))
        where, values = _conditions(filters)
        return dict(
            self._all(f"SELECT week, count(*) FROM incident_index {_where(where)} GROUP BY 1", values)
        )

    def units(self, filters: Filters, starts: Mapping[str, str]) -> list[Week]:
        """Incidents of the weeks that ``starts`` names, per what it calls them (the first day of their month,
        say), type and status; in order where columns are held."""
        if (columns := self._columns()) is not None:
            rows = self._passing(columns, filters)
            return [_week(row) for row in week_sums(columns, rows, starts)]
        weeks = (week for week in self.weeks(filters) if week.week in starts)
        return [replace(week, week=starts[week.week or ""]) for week in weeks]

    def weeks(self, filters: Filters) -> list[Week]:
        """Incidents per week, type and status, those without a week first."""
        if (columns := self._columns()) is not None:
            return [_week(row) for row in week_sums(columns, self._passing(columns, filters))]
        where, values = _conditions(filters)
        rows = self._all(
            "SELECT week, event_type, status, count(*), "
            "count(coalesce(killed_low, killed_best, killed_high)), "
            "sum(coalesce(killed_low, killed_best)), sum(coalesce(killed_best, killed_low)), "
            "CASE WHEN count(killed_high) = count(coalesce(killed_low, killed_best, killed_high)) "
            "THEN sum(killed_high) END "
            f"FROM incident_index {_where(where)} GROUP BY week, event_type, status ORDER BY 1, 2, 3",
            values,
        )
        return [_week(row) for row in rows]

    def facet(self, name: str, filters: Filters, *, limit: int = 50) -> list[Facet]:
        """The values of ``country``, ``type``, ``status``, ``grade``, ``review``, ``precision``, ``actor`` or
        ``outlet`` that most visible incidents have.

        Raises:
            UsageError: there is no such facet.
        """
        if name in FACETS and (columns := self._columns()) is not None:
            found = value_counts(columns, FACETS[name], self._passing(columns, filters))
            return [Facet(value=value, incidents=incidents) for value, incidents in found[:limit]]
        where, values = _conditions(filters)
        if name in FACETS:
            rows = self._all(
                f"SELECT {FACETS[name]}, count(*) FROM incident_index {_where(where)} "
                "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
                [*values, limit],
            )
        elif name in ("actor", "outlet"):
            # From the incidents to their names where they are few, else through all names in order.
            few = bool(where) and self.count(filters).visible * _FEW < self.count(Filters()).total
            if few:
                told = f"incident_index CROSS JOIN index_names USING (number) {_where([*where, 'kind = ?'])}"
                values = [*values, name]
            else:
                among = f"AND number IN (SELECT number FROM incident_index {_where(where)})" if where else ""
                told = f"index_names WHERE kind = ? {among}"
                values = [name, *values]
            rows = self._all(
                f"SELECT min(shown), count(*) FROM {told} GROUP BY name ORDER BY 2 DESC, 1 LIMIT ?",
                [*values, limit],
            )
        else:
            raise UsageError(f"facet: {name!r} is not one of {', '.join((*FACETS, 'actor', 'outlet'))}")
        return [Facet(value=value, incidents=incidents) for value, incidents in rows]

    def revision(self) -> int:
        """Rises with every change of the index: what an answer from it may be remembered under."""
        return int(self._all("SELECT revision FROM index_state")[0][0])

    # --- keeping ---

    def serve(self, until: float) -> None:
        """Says that a desk serves the store until this moment (seconds since 1970), or longer if told
        anew."""
        self._db.execute("UPDATE index_state SET served = ?", (until,))

    def served(self) -> bool:
        """Whether a desk serves the store now, so that people may wait to write."""
        return float(self._all("SELECT served FROM index_state")[0][0]) > time.time()

    def in_use(self) -> bool:
        """Whether somebody reads this index, so that runs keep it up to date."""
        return bool(self._all("SELECT in_use FROM index_state")[0][0])

    def stale(self) -> int:
        """How many incidents have no row yet, or one that is out of date."""
        return int(self._all("SELECT count(*) FROM index_stale")[0][0])

    def some_stale(self, limit: int = -1) -> list[str]:
        """Ids of at most ``limit`` of those; of all."""
        return [id_ for (id_,) in self._all("SELECT id FROM index_stale ORDER BY id LIMIT ?", [limit])]

    def added(self, document_ids: Iterable[str]) -> dict[str, str]:
        """When each document came into the store."""
        asked = json.dumps(list(document_ids))
        query = "SELECT id, ingested_at FROM documents WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._all(query, [asked]))

    def use(self) -> None:
        """From now on runs keep the index. In a transaction."""
        self._db.execute("UPDATE index_state SET in_use = 1")

    def write(
        self,
        asked: Sequence[str],
        rows: Iterable[tuple[Mapping[str, Any], Iterable[tuple[str, str]], str]],
    ) -> None:
        """Puts ``rows`` in the place of those of the incidents ``asked``; one that has no row is no more.

        A row is :data:`COLUMNS` by name but ``changed``, which is now; its names as ``(kind, shown)`` and
        its text. In a transaction.
        """
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        written = set()
        revision = self.revision() + 1
        written_columns = (*COLUMNS, "revision")
        columns = ", ".join(written_columns)
        marks = ", ".join(f":{name}" for name in written_columns)
        anew = ", ".join(f"{name} = excluded.{name}" for name in written_columns if name != "id")
        for row, names, text in rows:
            written.add(row["id"])
            (number,) = self._db.execute(
                f"INSERT INTO incident_index ({columns}) VALUES ({marks}) "
                f"ON CONFLICT (id) DO UPDATE SET {anew} RETURNING number",
                {**row, "changed": now, "revision": revision},
            ).fetchone()
            self._write_beside(number, row, names, text)
        gone = json.dumps([id_ for id_ in asked if id_ not in written])
        self._db.execute("DELETE FROM incident_index WHERE id IN (SELECT value FROM json_each(?))", (gone,))
        self._db.execute(
            "DELETE FROM index_stale WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(asked),)
        )
        self._db.execute("UPDATE index_state SET revision = ?", (revision,))

    def _write_beside(
        self, number: int, row: Mapping[str, Any], names: Iterable[tuple[str, str]], text: str
    ) -> None:
        self._db.execute("DELETE FROM index_names WHERE number = ?", (number,))
        self._db.executemany(
            "INSERT OR IGNORE INTO index_names (kind, name, number, shown) VALUES (?, ?, ?, ?)",
            ((kind, shown.casefold(), number, shown) for kind, shown in names),
        )
        self._db.execute(
            "INSERT INTO index_texts VALUES (?, ?) "
            "ON CONFLICT (number) DO UPDATE SET text = excluded.text WHERE text <> excluded.text",
            (number, text),
        )
        self._db.execute("DELETE FROM index_boxes WHERE number = ?", (number,))
        if row["latitude"] is not None:
            east, north = row["longitude"], row["latitude"]
            self._db.execute(
                "INSERT INTO index_boxes VALUES (?, ?, ?, ?, ?)", (number, east, east, north, north)
            )

    def _all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with explained(self._path):
            return self._db.execute(query, values).fetchall()


def _page(rows: Sequence[tuple[Any, ...]], order: str, limit: int) -> Page:
    """A page of rows that end with their sort key; one more than ``limit`` says that there are more."""
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(
        rows=tuple(_row(row) for row in rows[:limit]),
        next=None if last is None else _cursor(order, last[-1], last[0]),
    )


def _week(row: Sequence[Any]) -> Week:
    week, event_type, status, incidents, figures, low, best, high = row
    return Week(
        week=week, event_type=event_type, status=status, incidents=incidents, with_figure=figures,
        killed_low=low, killed_best=best, killed_high=high,
    )  # fmt: skip


def _row(row: Sequence[Any]) -> IndexRow:
    found = dict(zip(SHOWN, row, strict=False))
    for name in _LISTS:
        found[name] = json.loads(found[name])
    found["background"] = bool(found["background"])
    return found


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _conditions(filters: Filters) -> tuple[list[str], list[object]]:
    """The filters as SQL; what they are compared with goes as values, never into the query."""
    where: list[str] = []
    values: list[object] = []
    for column, allowed in (
        ("country", filters.country),
        ("event_type", filters.type),
        ("status", filters.status),
        ("grade", filters.grade),
        ("review", filters.review),
    ):
        if allowed:
            where.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values.extend(map(str, allowed))
    if filters.admin1:
        where.append("admin1_key = ?")
        values.append(filters.admin1.casefold())
    if filters.from_:
        where.append("last_day >= ?")
        values.append(filters.from_)
    if filters.to:
        # The second says nothing new; by it a list in order of time begins at the day, not at the end.
        where.append("first_day <= ? AND by_date <= ?")
        values.extend((filters.to, filters.to))
    if filters.min_killed is not None:
        where.append("killed_known >= ?")
        values.append(filters.min_killed)
    for kind, name in (("actor", filters.actor), ("outlet", filters.outlet)):
        if name:
            where.append("number IN (SELECT number FROM index_names WHERE kind = ? AND name = ?)")
            values.extend((kind, name.casefold()))
    if filters.bbox is not None:
        for condition, some in _in_box(filters):
            where.append(condition)
            values.extend(some)
    for word in dict.fromkeys(filters.text.casefold().split()):
        condition, some = has_word(word, "t.number")
        where.append(f"number IN (SELECT t.number FROM index_texts AS t WHERE {condition})")
        values.extend(some)
    return where, values


def _in_box(filters: Filters) -> Iterator[tuple[str, list[object]]]:
    """The box of single precision finds candidates; the point itself decides."""
    box = filters.bbox
    if box is None:
        return
    yield "latitude BETWEEN ? AND ?", [box.south, box.north]
    if box.west <= box.east:
        yield "longitude BETWEEN ? AND ?", [box.west, box.east]
        yield (
            "number IN (SELECT number FROM index_boxes "
            "WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?)",
            [box.west, box.east, box.south, box.north],
        )
    else:
        yield "(longitude >= ? OR longitude <= ?)", [box.west, box.east]


def _cursor(order: str, value: object, number: int) -> str:
    told = json.dumps([order, value, number], separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _position(cursor: str, order: str) -> list[object]:
    """Sort key and number of the row that a cursor names."""
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        of, value, number = told
    except (ValueError, binascii.Error, TypeError):
        of, value, number = None, None, None
    if of != order or type(number) is not int or type(value) not in (str, int, float):
        raise UsageError("after: it is not what a page of this order gave as its next; begin without it")
    return [value, number]
