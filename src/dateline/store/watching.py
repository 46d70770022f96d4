"""The state of ``dateline watch``: when each source is due, which hosts are left alone, and the queue of
pages.

All of it is in the store, so that a watch that is killed goes on where it was. Times are seconds since 1970.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dateline.store.database import explained

__all__ = ["NEVER", "HostState", "Page", "PageKind", "PageState", "SourceState", "WatchLog"]

NEVER = 9e15
"""A time that does not come."""

PageKind = Literal["page", "sitemap", "file"]
PageState = Literal["waiting", "fetched", "done", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """Where a source stands; ``failures`` in a row, ``good`` when it was last read."""

    name: str
    due: float
    failures: int = 0
    etag: str = ""
    modified: str = ""
    tried: float | None = None
    good: float | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """Until when a host is left alone, and after how many failures in a row."""

    host: str
    closed: float
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address or file in the queue, and all that is known of it."""

    line: str
    url: str
    host: str
    source: str
    kind: PageKind
    due: float
    told: Mapping[str, str] = field(default_factory=dict)
    state: PageState = "waiting"
    failures: int = 0
    looks: int = 0
    tries: int = 0
    etag: str = ""
    modified: str = ""
    digest: str = ""
    capture_id: int | None = None
    problem: str = ""
    id: int = 0


_PAGE = (
    "id, line, url, host, source, kind, told, state, due, failures, looks, tries, etag, modified, digest, "
    "capture_id, problem"
)
_KEPT = ("state", "due", "failures", "looks", "tries", "etag", "modified", "digest", "capture_id", "problem")


class WatchLog:
    """The part of an open store that the watch keeps its state in; writes inside the caller's transaction."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    def source(self, name: str) -> SourceState | None:
        """Where a source stands; ``None`` before its first turn."""
        return next((one for one in self.sources() if one.name == name), None)

    def sources(self) -> list[SourceState]:
        """All sources that had a turn, by name."""
        with explained(self._path):
            rows = self._db.execute(
                "SELECT name, due, failures, etag, modified, tried, good, problem FROM "
                "watch_sources ORDER BY name"
            ).fetchall()
        return [
            SourceState(
                name=r[0], due=r[1], failures=r[2], etag=r[3], modified=r[4], tried=r[5], good=r[6],
                problem=r[7],
            )
            for r in rows
        ]  # fmt: skip

    def keep_source(self, state: SourceState) -> None:
        """Writes where a source stands."""
        with explained(self._path):
            self._db.execute(
                "INSERT OR REPLACE INTO watch_sources (name, due, failures, etag, modified, "
                "tried, good, problem) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    state.name, state.due, state.failures, state.etag, state.modified, state.tried,
                    state.good, state.problem,
                ),
            )  # fmt: skip

    def hosts(self) -> list[HostState]:
        """The hosts that are left alone or failed."""
        with explained(self._path):
            rows = self._db.execute("SELECT host, closed, failures FROM watch_hosts")
            return [HostState(host=host, closed=closed, failures=failures) for host, closed, failures in rows]

    def keep_host(self, state: HostState) -> None:
        """Writes how long a host is left alone; one that answered again is forgotten."""
        with explained(self._path):
            if state.failures == 0:
                self._db.execute("DELETE FROM watch_hosts WHERE host = ?", (state.host,))
            else:
                self._db.execute(
                    "INSERT OR REPLACE INTO watch_hosts VALUES (?, ?, ?)",
                    (state.host, state.closed, state.failures),
                )

    def add_pages(self, pages: Iterable[Page]) -> int:
        """Puts into the queue what is not known yet; how many that were."""
        before = self._db.total_changes
        with explained(self._path):
            self._db.executemany(
                "INSERT INTO watch_pages (line, url, host, source, kind, told, state, due) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (line) DO NOTHING",
                (
                    (p.line, p.url, p.host, p.source, p.kind, json.dumps(dict(p.told)), p.state, p.due)
                    for p in pages
                ),
            )
        return self._db.total_changes - before

    def add_file(self, page: Page) -> None:
        """Puts a file that is new or changed into the queue, to be coded."""
        with explained(self._path):
            self._db.execute(
                "INSERT INTO watch_pages (line, url, host, source, kind, told, state, due, digest) "
                "VALUES (?, ?, '', ?, 'file', '{}', 'fetched', ?, ?) ON CONFLICT (line) DO UPDATE SET "
                "url = excluded.url, source = excluded.source, state = 'fetched', digest = excluded.digest, "
                "tries = 0, looks = looks + 1, problem = ''",
                (page.line, page.url, page.source, page.due, page.digest),
            )

    def keep_page(self, page: Page) -> None:
        """Writes what changed of a page."""
        with explained(self._path):
            self._db.execute(
                f"UPDATE watch_pages SET {', '.join(f'{name} = ?' for name in _KEPT)} WHERE id = ?",
                (*(getattr(page, name) for name in _KEPT), page.id),
            )

    def page(self, line: str) -> Page | None:
        """One page of the queue."""
        return next(self._pages("WHERE line = ?", line), None)

    def due(self, now: float, sources: Iterable[str], busy: Iterable[str], most: int) -> list[Page]:
        """Pages to be fetched now: of ``sources``, from no host of ``busy``; for each host the one that is
        due longest, new ones before those that are looked at again."""
        with explained(self._path):
            return list(
                self._pages(
                    "WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER "
                    "(PARTITION BY host ORDER BY looks > 0, due, id) AS place FROM watch_pages "
                    "WHERE state IN ('waiting', 'done') AND due <= ? AND kind <> 'file' "
                    "AND source IN (SELECT value FROM json_each(?)) "
                    "AND host NOT IN (SELECT value FROM json_each(?))) WHERE place = 1) "
                    "ORDER BY looks > 0, due, id LIMIT ?",
                    now, json.dumps(sorted(sources)), json.dumps(sorted(busy)), most,
                )
            )  # fmt: skip

    def next_due(self, sources: Iterable[str]) -> float:
        """When the next page of ``sources`` is to be fetched; :data:`NEVER` where none is."""
        with explained(self._path):
            row = self._db.execute(
                "SELECT min(due) FROM (SELECT * FROM (SELECT due FROM watch_pages WHERE state = 'waiting' "
                "AND kind <> 'file' AND source IN (SELECT value FROM json_each(:of)) ORDER BY due LIMIT 1) "
                "UNION ALL SELECT * FROM (SELECT due FROM watch_pages WHERE state = 'done' "
                "AND kind <> 'file' AND source IN (SELECT value FROM json_each(:of)) ORDER BY due LIMIT 1))",
                {"of": json.dumps(sorted(sources))},
            ).fetchone()
        return NEVER if row[0] is None else float(row[0])

    def waiting(self) -> int:
        """How many pages wait to be fetched for the first time or to be coded."""
        with explained(self._path):
            row = self._db.execute("SELECT count(*) FROM watch_pages WHERE state IN ('waiting', 'fetched')")
            return int(row.fetchone()[0])

    def to_code(self, sources: Iterable[str]) -> Page | None:
        """The page that is coded next: what ended a run before its time comes last."""
        return next(
            self._pages(
                "WHERE state = 'fetched' AND source IN (SELECT value FROM json_each(?)) ORDER "
                "BY tries, id LIMIT 1",
                json.dumps(sorted(sources)),
            ),
            None,
        )

    def counts(self) -> dict[tuple[str, str], int]:
        """(source, state) -> pages."""
        with explained(self._path):
            rows = self._db.execute("SELECT source, state, count(*) FROM watch_pages GROUP BY source, state")
            return {(source, state): count for source, state, count in rows}

    def _pages(self, where: str, *values: object) -> Iterator[Page]:
        with explained(self._path):
            rows = self._db.execute(f"SELECT {_PAGE} FROM watch_pages {where}", values).fetchall()
        for r in rows:
            yield Page(
                id=r[0], line=r[1], url=r[2], host=r[3], source=r[4], kind=r[5], told=json.loads(r[6]),
                state=r[7], due=r[8], failures=r[9], looks=r[10], tries=r[11], etag=r[12], modified=r[13],
                digest=r[14], capture_id=r[15], problem=r[16],
            )  # fmt: skip
