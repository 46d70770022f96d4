"""The derived tables: incidents as computed last, and what became of those that are no more.

An incident keeps its id while it lives: of the groups that hold its accounts now, the one with most of them.
An id that no group takes leads to the group with most of its accounts. Every split, merge and end is a row of
``incident_history``.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Incident, content_id
from dateline.store.reading import in_pieces
from dateline.store.rows import INCIDENT_COLUMNS, Row, compact, incident_of, incident_row

__all__ = [
    "IncidentRow",
    "Past",
    "Renaming",
    "as_rows",
    "current_id",
    "exchange_incidents",
    "incidents_holding",
    "named_groups",
    "read_history",
    "read_incidents",
    "read_incidents_among",
    "write_incidents",
    "write_past",
]


IncidentRow = tuple[Row, tuple[str, ...]]
"""An incident as it is written: :data:`INCIDENT_COLUMNS`, the id first, and the ids of its accounts."""
_INSERTED = (
    f"INSERT INTO incidents ({INCIDENT_COLUMNS}) VALUES ({', '.join('?' * len(INCIDENT_COLUMNS.split(',')))})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """Which id each group takes, and which old ids stand no more."""

    names: tuple[str, ...]
    """Of the groups, in their order."""
    heirs: Mapping[str, tuple[str, ...]]
    """Old id -> the ids of the groups that hold its accounts now, most first; of ids that split or are no
    more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One row of an incident's history: ``split`` or ``merged`` into others, or ``ended``."""

    incident: str
    event: str
    into: tuple[str, ...]
    by: str
    why: str
    at: str


def incidents_holding(
    db: sqlite3.Connection, account_ids: Sequence[str] | None = None
) -> dict[str, tuple[str, ...]]:
    """Incident -> all its accounts in order, of every incident that holds one of the accounts; or of all."""
    query = "SELECT incident_id, account_id FROM incident_accounts {} ORDER BY incident_id, position"
    held: dict[str, dict[str, None]] = {}
    if account_ids is None:
        for incident_id, account_id in db.execute(query.format("")):
            held.setdefault(incident_id, {})[account_id] = None
    else:
        where = (
            "WHERE incident_id IN (SELECT incident_id FROM incident_accounts "
            "WHERE account_id IN (SELECT value FROM json_each(?)))"
        )
        for piece in in_pieces(account_ids):
            for incident_id, account_id in db.execute(query.format(where), (json.dumps(piece),)):
                held.setdefault(incident_id, {})[account_id] = None
    return {incident_id: tuple(accounts) for incident_id, accounts in held.items()}


def named_groups(
    db: sqlite3.Connection, groups: Sequence[Sequence[str]], was: Mapping[str, tuple[str, ...]]
) -> Renaming:
    """Ids for groups of accounts, each in order, that take the place of the incidents in ``was``.

    An id goes to the group that shares most accounts with what it named; a group takes the id with which it
    shares most. A group left over is named by its first account, as in a store that never held anything else.
    """
    group_of = {account: place for place, group in enumerate(groups) for account in group}
    shares: list[tuple[int, str, int]] = []
    for old, accounts in was.items():
        counts = Counter(group_of[account] for account in accounts if account in group_of)
        shares.extend((-count, old, place) for place, count in counts.items())
    shares.sort(key=lambda share: (share[0], share[1], groups[share[2]][0]))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, old, place in shares:
        if place not in names and old not in taken:
            names[place] = old
            taken.add(old)
    for place, group in enumerate(groups):
        if place not in names:
            names[place] = _fresh_id(db, group[0], taken, was)
            taken.add(names[place])
    into: dict[str, list[str]] = {old: [] for old in was}
    for _, old, place in shares:
        into[old].append(names[place])
    return Renaming(
        names=tuple(names[place] for place in range(len(groups))),
        heirs={old: tuple(new) for old, new in into.items() if new != [old]},
    )


def _fresh_id(db: sqlite3.Connection, account: str, taken: set[str], was: Mapping[str, object]) -> str:
    """The id of an incident that begins with ``account``, or, where another holds that id, a further one."""
    number = 0
    while True:
        name = content_id(["incident", account, number] if number else ["incident", account])
        if name not in taken and (
            name in was or not db.execute("SELECT 1 FROM incidents WHERE id = ?", (name,)).fetchone()
        ):
            return name
        number += 1


def exchange_incidents(db: sqlite3.Connection, rows: Iterable[IncidentRow], gone: Iterable[str]) -> None:
    """Writes incidents in the place of those with ids ``gone``; leaves all others. In a transaction."""
    for piece in in_pieces(gone):
        ids = (json.dumps(piece),)
        for table, column in (("incident_accounts", "incident_id"), ("incidents", "id")):
            db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", ids)
    for row in rows:
        _insert(db, row)


def write_past(
    db: sqlite3.Connection, renaming: Renaming, causes: Mapping[str, tuple[str, str]], at: str
) -> None:
    """Tells what became of old ids, and where those that stand no more lead to. In a transaction.

    ``causes``: old id -> by whom it was changed, and why.
    """
    standing = set(renaming.names)
    for old, heirs in renaming.heirs.items():
        event = "ended" if not heirs else "split" if len(heirs) > 1 else "merged"
        by, why = causes[old]
        db.execute(
            "INSERT INTO incident_history (incident, event, into_ids, by, why, at) VALUES (?, ?, ?, ?, ?, ?)",
            (old, event, compact(list(heirs)), by, why, at),
        )
        if old not in standing:
            leads_to = heirs[0] if heirs else None
            db.execute("INSERT OR REPLACE INTO incident_redirects VALUES (?, ?, ?)", (old, leads_to, at))
    db.executemany("DELETE FROM incident_redirects WHERE id = ?", ((name,) for name in standing))


def read_history(db: sqlite3.Connection, incident_id: str) -> list[Past]:
    """What became of the incident of this id, oldest first."""
    rows = db.execute(
        "SELECT incident, event, into_ids, by, why, at FROM incident_history WHERE incident = ? ORDER BY id",
        (incident_id,),
    )
    return [
        Past(incident=incident, event=event, into=tuple(json.loads(into)), by=by, why=why, at=at)
        for incident, event, into, by, why, at in rows
    ]


def as_rows(incident: Incident) -> IncidentRow:
    """What the store writes of ``incident``."""
    return incident_row(incident), incident.account_ids


def _insert(db: sqlite3.Connection, incident: IncidentRow) -> None:
    row, account_ids = incident
    db.execute(_INSERTED, row)
    db.executemany(
        "INSERT INTO incident_accounts VALUES (?, ?, ?)",
        [(row[0], position, account) for position, account in enumerate(account_ids)],
    )


def write_incidents(db: sqlite3.Connection, incidents: Iterable[Incident], at: str) -> None:
    """Replaces all incidents; an id that disappears redirects to the one that holds most of its accounts.

    Inside a transaction. Ties go to the incident of the earliest account.
    """
    held: dict[str, list[str]] = {}
    for incident_id, account_id in db.execute(
        "SELECT incident_id, account_id FROM incident_accounts ORDER BY incident_id, position"
    ):
        held.setdefault(incident_id, []).append(account_id)
    db.execute("DELETE FROM incident_accounts")
    db.execute("DELETE FROM incidents")
    holder: dict[str, str] = {}
    kept = set()
    for incident in incidents:
        kept.add(incident.id)
        holder.update(dict.fromkeys(incident.account_ids, incident.id))
        _insert(db, as_rows(incident))
    db.executemany(
        "INSERT OR REPLACE INTO incident_redirects VALUES (?, ?, ?)",
        ((old, _heir(accounts, holder), at) for old, accounts in held.items() if old not in kept),
    )
    db.executemany("DELETE FROM incident_redirects WHERE id = ?", ((id_,) for id_ in kept))


def _heir(accounts: Sequence[str], holder: dict[str, str]) -> str | None:
    votes = Counter(holder[account] for account in accounts if account in holder)
    return votes.most_common(1)[0][0] if votes else None


def current_id(db: sqlite3.Connection, incident_id: str) -> str | None:
    """The id that now holds the incident, following redirects; ``None`` when it is no more or never was."""
    seen = set()
    here: str | None = incident_id
    while here is not None and here not in seen:
        if db.execute("SELECT 1 FROM incidents WHERE id = ?", (here,)).fetchone():
            return here
        seen.add(here)
        row = db.execute("SELECT leads_to FROM incident_redirects WHERE id = ?", (here,)).fetchone()
        here = row[0] if row else None
    return None


def read_incidents(db: sqlite3.Connection, incident_id: str | None = None) -> Iterator[Incident]:
    """All incidents by date and id, those without a date last; or the one of ``incident_id``."""
    where, values = ("WHERE id = ?", (incident_id,)) if incident_id is not None else ("", ())
    yield from _read(db, where, values)


def read_incidents_among(db: sqlite3.Connection, incident_ids: Sequence[str]) -> Iterator[Incident]:
    """Those of a query's worth of incidents that there are, by date and id."""
    yield from _read(db, "WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(incident_ids),))


def _read(db: sqlite3.Connection, where: str, values: tuple[str, ...]) -> Iterator[Incident]:
    rows = db.execute(
        f"SELECT {INCIDENT_COLUMNS} FROM incidents {where} ORDER BY json_extract(date, '$.start') IS NULL, "
        "json_extract(date, '$.start'), id",
        values,
    ).fetchall()
    for row in rows:
        accounts = db.execute(
            "SELECT account_id FROM incident_accounts WHERE incident_id = ? ORDER BY position", (row[0],)
        )
        yield incident_of(row, tuple(account for (account,) in accounts))
