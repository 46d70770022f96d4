"""Incidents set aside for two people to decide on apart from one another, and what each of them says.

Nothing here is part of the record. A sheet is seen by its coder alone until two are finished.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from dateline.codec.judgements import dump_values, load_values
from dateline.model import Value

__all__ = ["CODERS", "DoubleItem", "Doubles", "Sheet", "Step"]

CODERS = 2
"""People who code an item. Alpha would take more; a team that has more people codes more items instead."""
PLACE_HOURS = 24
"""How long a place is kept for somebody who has begun and does nothing: a day, since what they said stays."""

Says = Mapping[str, tuple[Value, ...]]
"""Field -> the values that somebody holds for right; no value is a value too: there is nothing to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one coder says of an item. ``seen``: the accounts that it held when they finished."""

    coder: str
    finished: str
    seen: tuple[str, ...]
    says: Says


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleItem:
    """An incident that was set aside, by whom and how, and the sheets that are finished, in order of time."""

    item: str
    accounts: tuple[str, ...]
    by: str
    at: str
    how: str
    withdrawn: bool
    sheets: tuple[Sheet, ...]

    @property
    def open(self) -> bool:
        """Whether somebody is still asked for it: what was said of it so far stays hidden."""
        return not self.withdrawn and not self.complete

    @property
    def complete(self) -> bool:
        """Whether all who were asked have finished."""
        return len(self.sheets) >= CODERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that a coder did: the values of ``field``, or, where it is empty, the whole sheet."""

    number: int
    item: str
    field: str
    says: tuple[Value, ...]


class Doubles:
    """The tables of double coding of one store. ``writing`` gives a transaction and the time now."""

    def __init__(self, db: sqlite3.Connection, writing: Callable[[], AbstractContextManager[str]]) -> None:
        self._db = db
        self._writing = writing

    def set_aside(self, items: Mapping[str, Iterable[str]], by: str, how: str) -> None:
        """Sets incidents with their accounts aside; one that was withdrawn is asked for again."""
        with self._writing() as now:
            self._db.executemany(
                "INSERT INTO double_items VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT (item) DO UPDATE SET "
                "accounts = excluded.accounts, by = excluded.by, at = excluded.at, how = excluded.how, "
                "withdrawn = NULL WHERE withdrawn IS NOT NULL",
                ((item, json.dumps(list(accounts)), by, now, how) for item, accounts in items.items()),
            )

    def withdraw(self, item: str) -> None:
        """Asks nobody for ``item`` any more. What was said of it is kept, and shown to nobody."""
        with self._writing() as now:
            self._db.execute(
                "UPDATE double_items SET withdrawn = ? WHERE item = ? AND withdrawn IS NULL", (now, item)
            )

    def items(self) -> list[DoubleItem]:
        """All that were ever set aside, in order of their ids."""
        sheets: dict[str, list[Sheet]] = {}
        for item, coder, finished, seen, says in self._db.execute(
            "SELECT item, coder, finished, seen, says FROM double_sheets WHERE finished IS NOT NULL "
            "ORDER BY finished, coder"
        ):
            told = {field: load_values(json.dumps(values)) for field, values in json.loads(says).items()}
            sheets.setdefault(item, []).append(
                Sheet(coder=coder, finished=finished, seen=tuple(json.loads(seen)), says=told)
            )
        rows = self._db.execute(
            "SELECT item, accounts, by, at, how, withdrawn FROM double_items ORDER BY item"
        ).fetchall()
        return [
            DoubleItem(
                item=item,
                accounts=tuple(json.loads(accounts)),
                by=by,
                at=at,
                how=how,
                withdrawn=withdrawn is not None,
                sheets=tuple(sheets.get(item, ())),
            )
            for item, accounts, by, at, how, withdrawn in rows
        ]

    def open_items(self) -> set[str]:
        """The ids of those that somebody is still asked for."""
        rows = self._db.execute(
            "SELECT item FROM double_items AS i WHERE withdrawn IS NULL AND "
            "(SELECT count(*) FROM double_sheets AS s WHERE s.item = i.item AND finished IS NOT NULL) < ?",
            (CODERS,),
        )
        return {item for (item,) in rows}

    def take(self, items: Iterable[str], coder: str) -> str | None:
        """The first of ``items`` that is open, not finished by ``coder`` and with a place that is free or
        theirs; it is theirs now. One transaction: of two who ask at once for the last place, one gets it."""
        with self._writing() as now:
            open_items = self.open_items()
            for item in items:
                if item in open_items and self._place(item, coder, now):
                    return item
        return None

    def _place(self, item: str, coder: str, now: str) -> bool:
        mine = self._db.execute(
            "SELECT finished FROM double_sheets WHERE item = ? AND coder = ?", (item, coder)
        ).fetchone()
        if mine is not None and mine[0] is not None:
            return False
        (others,) = self._db.execute(
            "SELECT count(*) FROM double_sheets WHERE item = ? AND coder <> ? "
            "AND (finished IS NOT NULL OR until >= ?)",
            (item, coder, now),
        ).fetchone()
        if others >= CODERS:
            return False
        self._db.execute(
            "INSERT INTO double_sheets (item, coder, until) VALUES (?, ?, ?) "
            "ON CONFLICT (item, coder) DO UPDATE SET until = excluded.until",
            (item, coder, _later(now)),
        )
        return True

    def leave(self, item: str, coder: str) -> None:
        """Gives a place back that is not finished; what was said in it is kept for its coder."""
        with self._writing():
            self._db.execute(
                "UPDATE double_sheets SET until = '' WHERE item = ? AND coder = ? AND finished IS NULL",
                (item, coder),
            )

    def says(self, item: str, coder: str) -> dict[str, tuple[Value, ...]]:
        """What ``coder`` has set of ``item`` and not taken back; the newest of each field."""
        rows = self._db.execute(
            "SELECT field, says FROM double_steps WHERE item = ? AND coder = ? AND field <> '' "
            "AND undone IS NULL ORDER BY number",
            (item, coder),
        )
        return {field: load_values(says) for field, says in rows}

    def say(self, item: str, coder: str, field: str, values: tuple[Value, ...]) -> None:
        """Keeps that ``coder`` holds ``values`` for right."""
        with self._writing() as now:
            self._step(item, coder, field, values, now)

    def finish(self, item: str, coder: str, says: Says, seen: Iterable[str]) -> None:
        """Closes the sheet: ``says`` is all that ``coder`` looked at, ``seen`` the accounts there were."""
        with self._writing() as now:
            self._step(item, coder, "", (), now)
            told = {field: json.loads(dump_values(values)) for field, values in says.items()}
            self._db.execute(
                "UPDATE double_sheets SET finished = ?, seen = ?, says = ? WHERE item = ? AND coder = ?",
                (now, json.dumps(list(seen)), json.dumps(told), item, coder),
            )

    def last_step(self, coder: str) -> str:
        """When ``coder`` last took a step that was not taken back; "" where there is none."""
        row = self._db.execute(
            "SELECT max(at) FROM double_steps WHERE coder = ? AND undone IS NULL", (coder,)
        ).fetchone()
        return row[0] or ""

    def undo(self, coder: str) -> Step | None:
        """Takes back the newest step of ``coder`` in an item that is still open; ``None``: there is none."""
        with self._writing() as now:
            open_items = sorted(self.open_items())
            row = self._db.execute(
                "SELECT number, item, field, says FROM double_steps WHERE coder = ? AND undone IS NULL "
                "AND item IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 1",
                (coder, json.dumps(open_items)),
            ).fetchone()
            if row is None:
                return None
            step = Step(number=row[0], item=row[1], field=row[2], says=load_values(row[3]))
            self._db.execute("UPDATE double_steps SET undone = ? WHERE number = ?", (now, step.number))
            if not step.field:
                self._db.execute(
                    "UPDATE double_sheets SET finished = NULL, until = ? WHERE item = ? AND coder = ?",
                    (_later(now), step.item, coder),
                )
        return step

    def _step(self, item: str, coder: str, field: str, values: tuple[Value, ...], now: str) -> None:
        self._db.execute(
            "INSERT INTO double_steps (item, coder, field, says, at) VALUES (?, ?, ?, ?, ?)",
            (item, coder, field, dump_values(values), now),
        )

    def at_work(self) -> Iterator[tuple[str, str]]:
        """Item and coder of every sheet that is begun and not finished."""
        yield from self._db.execute(
            "SELECT item, coder FROM double_sheets WHERE finished IS NULL ORDER BY item, coder"
        ).fetchall()


def _later(now: str) -> str:
    until = dt.datetime.fromisoformat(now) + dt.timedelta(hours=PLACE_HOURS)
    return until.isoformat(timespec="seconds")
