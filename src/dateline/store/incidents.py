"""The derived tables: incidents as computed last, and where ids that are no more lead to."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.model import Incident
from dateline.store.rows import INCIDENT_COLUMNS, incident_of, incident_row

__all__ = ["current_id", "read_incidents", "write_incidents"]


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
    marks = ", ".join("?" * len(INCIDENT_COLUMNS.split(",")))
    for incident in incidents:
        kept.add(incident.id)
        holder.update(dict.fromkeys(incident.account_ids, incident.id))
        db.execute(f"INSERT INTO incidents ({INCIDENT_COLUMNS}) VALUES ({marks})", incident_row(incident))
        db.executemany(
            "INSERT INTO incident_accounts VALUES (?, ?, ?)",
            ((incident.id, position, account) for position, account in enumerate(incident.account_ids)),
        )
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
