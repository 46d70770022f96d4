"""Who reviews what: claims that keep two people off one item, and what they left for later.

An item is the id of an incident, or two of them with a space between. Nothing here is part of the record.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

__all__ = ["CLAIM_MINUTES", "Mark", "NearPair", "ReviewLog"]

CLAIM_MINUTES = 15
"""How long an item is kept for somebody who does nothing. Long enough to read a long article twice."""

MarkKind = Literal["skipped", "unsure", "related"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a reviewer left: an item they skipped, are unsure of, or hold for related but not one."""

    item: str
    reviewer: str
    mark: MarkKind
    why: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPair:
    """Two incidents that a link speaks for making one, by the log-odds of their best pair of accounts."""

    one: str
    other: str
    log_odds: float


class ReviewLog:
    """The review tables of one store. ``writing`` gives a transaction and the time now."""

    def __init__(self, db: sqlite3.Connection, writing: Callable[[], AbstractContextManager[str]]) -> None:
        self._db = db
        self._writing = writing

    def claim(self, items: Iterable[str], reviewer: str) -> str | None:
        """The first of ``items`` that nobody else holds, now held by ``reviewer``; ``None``: all are held.

        One transaction: of two who ask at once, one gets it.
        """
        with self._writing() as now:
            until = _later(now, CLAIM_MINUTES)
            for item in items:
                got = self._db.execute(
                    "INSERT INTO review_claims VALUES (?, ?, ?) ON CONFLICT (item) DO UPDATE "
                    "SET reviewer = excluded.reviewer, until = excluded.until "
                    "WHERE reviewer = excluded.reviewer OR until < ? RETURNING item",
                    (item, reviewer, until, now),
                ).fetchone()
                if got is not None:
                    return item
        return None

    def holder(self, item: str) -> str | None:
        """Who holds ``item`` just now."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        row = self._db.execute(
            "SELECT reviewer FROM review_claims WHERE item = ? AND until >= ?", (item, now)
        ).fetchone()
        return None if row is None else str(row[0])

    def release(self, reviewer: str) -> None:
        """Lets go of all that ``reviewer`` holds."""
        with self._writing():
            self._db.execute("DELETE FROM review_claims WHERE reviewer = ?", (reviewer,))

    def mark(self, item: str, reviewer: str, mark: MarkKind, why: str = "") -> None:
        """Notes that ``reviewer`` left ``item``; the newest note of one person on one item stands."""
        with self._writing() as now:
            self._db.execute(
                "INSERT OR REPLACE INTO review_marks VALUES (?, ?, ?, ?, ?)", (item, reviewer, mark, why, now)
            )

    def unmark(self, item: str, reviewer: str) -> None:
        """Takes the note back."""
        with self._writing():
            self._db.execute("DELETE FROM review_marks WHERE item = ? AND reviewer = ?", (item, reviewer))

    def marks(self, reviewer: str | None = None) -> list[Mark]:
        """The notes of one reviewer or of all, newest first."""
        where, values = ("", ()) if reviewer is None else ("WHERE reviewer = ?", (reviewer,))
        rows = self._db.execute(
            f"SELECT item, reviewer, mark, why, at FROM review_marks {where} ORDER BY at DESC, item", values
        )
        return [Mark(item=i, reviewer=r, mark=m, why=w, at=a) for i, r, m, w, a in rows]

    def sampled(self, item: str, reviewer: str) -> None:
        """Notes that ``reviewer`` decided on an incident that the random sample gave them."""
        with self._writing() as now:
            self._db.execute("INSERT OR IGNORE INTO review_sample VALUES (?, ?, ?)", (item, reviewer, now))

    def sample(self) -> list[str]:
        """Incidents that were decided on as part of the random sample."""
        return [item for (item,) in self._db.execute("SELECT DISTINCT item FROM review_sample ORDER BY item")]

    def near_pairs(self, limit: int, incidents: Sequence[str] | None = None) -> list[NearPair]:
        """Pairs of incidents with a link between their accounts, the likeliest first.

        What the method held for likely enough to look at, and yet did not join. With ``incidents`` only pairs
        of which one is among these.
        """
        among = "" if incidents is None else "AND (a.incident_id IN asked OR b.incident_id IN asked)"
        rows = self._db.execute(
            "WITH asked (id) AS (SELECT value FROM json_each(?)) "
            "SELECT min(a.incident_id, b.incident_id) AS one, max(a.incident_id, b.incident_id) AS other, "
            "max(l.log_odds) FROM resolution_links AS l "
            "JOIN resolution_cases AS c ON c.number = l.one JOIN resolution_cases AS d ON d.number = l.other "
            "JOIN incident_accounts AS a ON a.account_id = c.account_id "
            "JOIN incident_accounts AS b ON b.account_id = d.account_id "
            f"WHERE a.incident_id <> b.incident_id {among} GROUP BY one, other ORDER BY 3 DESC, 1, 2 LIMIT ?",
            (json.dumps(list(incidents or ())), limit),
        )
        return [NearPair(one=one, other=other, log_odds=odds) for one, other, odds in rows]


def _later(now: str, minutes: int) -> str:
    return (dt.datetime.fromisoformat(now) + dt.timedelta(minutes=minutes)).isoformat(timespec="seconds")
