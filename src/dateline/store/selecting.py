"""Some incidents of many: by what narrows most, from the incidents' own table, without their accounts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Narrow", "incident_heads", "incident_ids"]

_ORDER = "ORDER BY json_extract(date, '$.start') IS NULL, json_extract(date, '$.start'), id"
_HEAD = "id, event_type, status, grade, date, place, actors, casualties, background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """What an incident must have; an empty field narrows nothing. ``from_`` and ``to`` are ISO days that its
    date must overlap, ``killed`` the least best figure (or, where there is none, lowest)."""

    countries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    from_: str = ""
    to: str = ""
    killed: int | None = None


def incident_ids(db: sqlite3.Connection, narrow: Narrow) -> list[str]:
    """Ids by date, those without a date last."""
    where, values = _where(narrow)
    return [id_ for (id_,) in db.execute(f"SELECT id FROM incidents {where} {_ORDER}", values)]


def incident_heads(db: sqlite3.Connection, narrow: Narrow) -> Iterator[Mapping[str, Any]]:
    """What the incidents' own rows hold, as the exchange record has it, in the order of
    :func:`incident_ids`: for what asks of many incidents only when, where, who and how many."""
    where, values = _where(narrow)
    for row in db.execute(f"SELECT {_HEAD} FROM incidents {where} {_ORDER}", values):
        id_, event_type, status, grade, date, place, actors, casualties, background = row
        harm = {
            kind: dict(zip(("low", "best", "high"), bounds, strict=True))
            for kind, bounds in json.loads(casualties).items()
        }
        yield {
            "incident_id": id_,
            "event_type": event_type,
            "status": status,
            "grade": grade,
            "date": None if date is None else json.loads(date),
            "place": None if place is None else json.loads(place),
            "actors": json.loads(actors),
            "casualties": harm,
            "background": bool(background),
        }


def _where(narrow: Narrow) -> tuple[str, list[Any]]:
    terms: list[str] = []
    values: list[Any] = []

    def among(expression: str, choices: tuple[str, ...]) -> None:
        if choices:
            terms.append(f"{expression} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(choices))

    def holds(expression: str, value: object) -> None:
        terms.append(expression)
        values.append(value)

    among("event_type", narrow.types)
    among("status", narrow.statuses)
    among("grade", narrow.grades)
    among("json_extract(place, '$.country')", narrow.countries)
    start, end = "json_extract(date, '$.start')", "json_extract(date, '$.end')"
    if narrow.from_:
        holds(f"coalesce({end}, {start}) >= ?", narrow.from_)
    if narrow.to:
        holds(f"coalesce({start}, {end}) <= ?", narrow.to)
    if narrow.killed is not None:
        told = "coalesce(json_extract(casualties, '$.killed[1]'), json_extract(casualties, '$.killed[0]'))"
        holds(f"{told} >= ?", narrow.killed)
    return f"WHERE {' AND '.join(terms)}" if terms else "", values
