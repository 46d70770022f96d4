"""The saved searches of :class:`dateline.store.Store`: kept, listed, and what was sent of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dateline.model import content_id
from dateline.store.database import explained

__all__ = ["Digest", "DigestState", "DigestTarget", "SavedSearch", "SavedSearches"]

DigestState = Literal["sending", "sent", "failed", "refused", "in doubt", "empty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A name for filters, as :meth:`dateline.export.Filters.to_query` gives them."""

    name: str
    filters: Mapping[str, str]
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestTarget:
    """Who is told of a search, every how many days."""

    search: str
    kind: Literal["mail", "webhook"]
    target: str
    days: int
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One digest: of which days, and what became of it. ``key`` is the same however often it is tried."""

    key: str
    target: DigestTarget
    first: str
    last: str
    state: DigestState
    attempts: int
    content: str
    problem: str
    at: str


class SavedSearches:
    """Searches and their digests. A digest is written before it is sent, and never written twice."""

    _db: sqlite3.Connection
    _path: Path

    def _writing(self) -> AbstractContextManager[str]:
        """One transaction; gives the time to write into it."""
        raise NotImplementedError

    def save_search(self, name: str, filters: Mapping[str, str]) -> bool:
        """Keeps filters under a name; whether it was new. One of the same name is replaced."""
        with self._writing() as now:
            old = self._db.execute("SELECT 1 FROM saved_searches WHERE name = ?", (name,)).fetchone()
            self._db.execute(
                "INSERT INTO saved_searches (name, filters, at) VALUES (?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET filters = excluded.filters, at = excluded.at",
                (name, json.dumps(dict(filters), ensure_ascii=False, sort_keys=True), now),
            )
            return old is None

    def remove_search(self, name: str) -> bool:
        """Forgets a search and who is told of it; whether there was one."""
        with self._writing():
            return self._db.execute("DELETE FROM saved_searches WHERE name = ?", (name,)).rowcount > 0

    def searches(self) -> list[SavedSearch]:
        """All, by name."""
        with explained(self._path):
            rows = self._db.execute("SELECT name, filters, at FROM saved_searches ORDER BY name")
            return [SavedSearch(name=name, filters=json.loads(text), at=at) for name, text, at in rows]

    def search(self, name: str) -> SavedSearch | None:
        """The one of this name."""
        return next((found for found in self.searches() if found.name == name), None)

    def add_target(self, target: DigestTarget) -> None:
        """Has a search tell somebody; one that is told already is told every ``days`` from now on."""
        with self._writing() as now:
            self._db.execute(
                "INSERT INTO digest_targets (search, kind, target, days, at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (search, kind, target) DO UPDATE SET days = excluded.days",
                (target.search, target.kind, target.target, target.days, target.at or now),
            )

    def remove_target(self, target: DigestTarget) -> bool:
        """Tells somebody no more; whether somebody was told."""
        with self._writing():
            cursor = self._db.execute(
                "DELETE FROM digest_targets WHERE search = ? AND kind = ? AND target = ?",
                (target.search, target.kind, target.target),
            )
            return cursor.rowcount > 0

    def targets(self) -> list[DigestTarget]:
        """Everybody who is told of something."""
        with explained(self._path):
            rows = self._db.execute(
                "SELECT search, kind, target, days, at FROM digest_targets ORDER BY search, kind, target"
            )
            return [DigestTarget(search=s, kind=k, target=t, days=d, at=a) for s, k, t, d, a in rows]

    def digests(self, target: DigestTarget) -> list[Digest]:
        """What was sent, or was to be, oldest first."""
        with explained(self._path):
            rows = self._db.execute(
                "SELECT key, first, last, state, attempts, content, problem, at FROM digests "
                "WHERE search = ? AND kind = ? AND target = ? ORDER BY last",
                (target.search, target.kind, target.target),
            )
            return [
                Digest(
                    key=key, target=target, first=first, last=last, state=state, attempts=attempts,
                    content=content, problem=problem, at=at,
                )
                for key, first, last, state, attempts, content, problem, at in rows
            ]  # fmt: skip

    def begin_digest(self, target: DigestTarget, first: str, last: str, content: str) -> Digest | None:
        """Writes down that a digest is about to be sent; ``None`` if another run has written it meanwhile.

        With nothing to tell (``content`` empty) it is written as ``empty``.
        """
        key = content_id(["digest", target.search, target.kind, target.target, last])
        state: DigestState = "sending" if content else "empty"
        with self._writing() as now:
            cursor = self._db.execute(
                "INSERT OR IGNORE INTO digests (key, search, kind, target, first, last, state, "
                "attempts, content, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    key,
                    target.search,
                    target.kind,
                    target.target,
                    first,
                    last,
                    state,
                    int(bool(content)),
                    content,
                    now,
                ),
            )
            if not cursor.rowcount:
                return None
        return Digest(
            key=key, target=target, first=first, last=last, state=state, attempts=int(bool(content)),
            content=content, problem="", at=now,
        )  # fmt: skip

    def retry_digest(self, digest: Digest) -> bool:
        """Takes up one that failed, or was left at ``sending``; whether nobody else has taken it up."""
        with self._writing() as now:
            cursor = self._db.execute(
                "UPDATE digests SET state = 'sending', attempts = attempts + 1, at = ? "
                "WHERE key = ? AND state = ? AND attempts = ?",
                (now, digest.key, digest.state, digest.attempts),
            )
            return cursor.rowcount > 0

    def end_digest(self, key: str, state: DigestState, problem: str = "") -> None:
        """Writes down what became of it."""
        with self._writing() as now:
            self._db.execute(
                "UPDATE digests SET state = ?, problem = ?, at = ? WHERE key = ?", (state, problem, now, key)
            )

    def learned(self, first: str, last: str) -> dict[str, str]:
        """Incident -> when its newest document was read, of those of which one was read between two ISO
        days."""
        with explained(self._path):
            rows = self._db.execute(
                "SELECT i.incident_id, max(d.ingested_at) FROM documents AS d "
                "JOIN assertions AS a ON a.document_id = d.id "
                "JOIN incident_accounts AS i ON i.account_id = a.account_id "
                "WHERE substr(d.ingested_at, 1, 10) BETWEEN ? AND ? GROUP BY i.incident_id "
                "ORDER BY 2 DESC, 1",
                (first, last),
            )
            return dict(rows)
