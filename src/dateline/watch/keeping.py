"""What came is kept: the answer in the archive, then, in one transaction, all that follows from it."""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from dateline.addresses import canonical
from dateline.errors import RejectedDocument
from dateline.ingest import Entry, PageReader
from dateline.model import Rejection
from dateline.store import Capture, Store
from dateline.store.watching import NEVER, Page, PageKind, SourceState
from dateline.watch.archive import Archive
from dateline.watch.config import WatchTable, WebSource
from dateline.watch.exchange import NotFetched
from dateline.watch.fetch import Answer
from dateline.watch.fetchers import Result
from dateline.watch.pace import Pace, backed_off

__all__ = ["Keeper", "Outcome", "in_time", "next_look"]

log = logging.getLogger(__name__)

MOST_FAILURES = 8
"""After so many failed fetches in a row, spread over about three hours, a page is given up."""
NEWEST_SITEMAPS = 20
"""Of a sitemap index the newest so many are read: news is in the newest one or two, the rest is the past."""
JITTER = (0.95, 1.05)
SLOWEST = 86_400.0
"""Seconds between two turns of a source that fails, at most (unless it has fewer turns by itself)."""

Outcome = str
"""``new``, ``unchanged``, ``failed`` or ``refused``: for the log and the metrics."""


def next_look(table: WatchTable, looks: int) -> float:
    """Seconds until a page that was looked at so many times since it was first fetched is looked at again,
    to see whether it was changed; :data:`NEVER` after the last time."""
    ages = (0.0, *table.recheck)
    return ages[looks + 1] - ages[looks] if looks + 1 < len(ages) else NEVER


class Keeper:
    """Keeps results; in the one thread that writes to the store."""

    def __init__(
        self,
        store: Store,
        *,
        archive: Archive,
        reader: PageReader,
        table: WatchTable,
        pace: Pace,
        chance: random.Random,
    ) -> None:
        self._store = store
        self._archive = archive
        self._reader = reader
        self._table = table
        self._pace = pace
        self._chance = chance

    def keep(self, result: Result, state: SourceState, now: float) -> tuple[Outcome, SourceState]:
        """Keeps what came of a job; how it went, and where its source now stands."""
        exchanges = (
            result.answer.exchanges if result.answer else result.problem.exchanges if result.problem else ()
        )
        captures = self._archive.write(exchanges)
        with self._store.at_once():
            numbers = [self._store.archive.add(in_time(capture)) for capture in captures]
            last = (numbers[-1], captures[-1]) if captures else None
            outcome, state = self._kept(result, state, now, last)
            problem, host = result.problem, result.job.host
            failed = problem is not None and problem.again
            news = self._pace.failed(host, problem.wait) if problem and failed else self._pace.answered(host)
            if news is not None:
                self._store.watch.keep_host(news)
        return outcome, state

    def queue(self, source: WebSource, entries: Iterable[Entry], now: float) -> int:
        """Puts what a source names into the queue, the newest first; how many pages are new."""
        found = sorted(entries, key=lambda entry: entry.published, reverse=True)
        maps = [entry for entry in found if entry.sitemap][:NEWEST_SITEMAPS]
        pages = [entry for entry in found if not entry.sitemap][: source.newest]
        return self._store.watch.add_pages(
            page for entry in (*maps, *pages) if (page := _page(source, entry, now)) is not None
        )

    def _kept(
        self, result: Result, state: SourceState, now: float, last: tuple[int, Capture] | None
    ) -> tuple[Outcome, SourceState]:
        page, source = result.job.page, result.job.source
        if page is None:
            return self._polled(source, result, replace(state, tried=now), now)
        if page.kind == "sitemap":
            return self._listed(source, page, result, now), state
        if result.answer is None:
            return self._not_fetched(page, result.problem, now), state
        return self._fetched(page, result.answer, now, last), state

    def _polled(
        self, source: WebSource, result: Result, state: SourceState, now: float
    ) -> tuple[Outcome, SourceState]:
        """The list of a source came, or did not."""
        problem, new = "", 0
        if result.answer is None:
            problem = result.problem.reason if result.problem else "no answer"
        elif result.answer.page is not None:
            try:
                kind: Literal["feed", "sitemap"] = "feed" if source.kind == "feed" else "sitemap"
                entries = self._reader.entries(kind, result.answer.page.body, result.answer.page.url)
                new = self.queue(source, entries, now)
            except RejectedDocument as refused:
                problem = refused.reason
        if problem:
            failures = state.failures + 1
            pause = max(
                source.every,
                backed_off(failures, self._chance, source.every, max(SLOWEST, source.every)),
                result.problem.wait if result.problem else 0.0,
            )
            if problem != state.problem:
                log.warning("%s: %s; next try in %s", source.name, problem, _spoken(pause))
            state = replace(state, failures=failures, due=now + pause, problem=problem)
            self._store.watch.keep_source(state)
            return "failed", state
        known = result.answer.known if result.answer else None
        if state.failures:
            log.info("%s: works again", source.name)
        state = replace(
            state,
            failures=0,
            problem="",
            good=now,
            due=now + source.every * self._chance.uniform(*JITTER),
            etag=known.etag if known else "",
            modified=known.modified if known else "",
        )
        self._store.watch.keep_source(state)
        if new:
            log.info("%s: %d new", source.name, new)
        return ("new" if new else "unchanged"), state

    def _listed(self, source: WebSource, page: Page, result: Result, now: float) -> Outcome:
        """A sitemap that another one names; it is read again as often as the source."""
        again = now + source.every
        if result.answer is None:
            return self._not_fetched(replace(page, looks=max(page.looks, 1)), result.problem, now)
        known = result.answer.known
        page = replace(page, state="done", due=again, failures=0, looks=1, problem="")
        page = replace(page, etag=known.etag, modified=known.modified)
        if result.answer.page is None:
            self._store.watch.keep_page(page)
            return "unchanged"
        try:
            entries = self._reader.entries("sitemap", result.answer.page.body, result.answer.page.url)
        except RejectedDocument as refused:
            self._store.watch.keep_page(replace(page, problem=refused.reason, etag="", modified=""))
            return "failed"
        self._store.watch.keep_page(page)
        # An index inside an index leads nowhere that a news site goes, and could lead on for ever.
        return "new" if self.queue(source, (e for e in entries if not e.sitemap), now) else "unchanged"

    def _fetched(self, page: Page, answer: Answer, now: float, last: tuple[int, Capture] | None) -> Outcome:
        looked = page.state == "done"
        same = answer.page is None or (last is not None and page.digest == last[1].digest)
        if looked and same:
            looks = page.looks + 1
            due = now + next_look(self._table, looks)
            self._store.watch.keep_page(replace(page, due=due, looks=looks, failures=0))
            return "unchanged"
        if answer.page is None or last is None:
            return self._not_fetched(
                page, NotFetched("not changed, says a site that was not asked", again=True), now
            )
        number, capture = last
        self._store.watch.keep_page(
            replace(
                page,
                state="fetched",
                failures=0,
                tries=0,
                looks=page.looks + looked,
                etag=answer.known.etag,
                modified=answer.known.modified,
                digest=capture.digest,
                capture_id=number,
                problem="",
            )
        )
        return "new"

    def _not_fetched(self, page: Page, problem: NotFetched | None, now: float) -> Outcome:
        """A page that did not come; what was coded of it before stays."""
        reason = problem.reason if problem else "no answer"
        again = problem is not None and problem.again
        failures = page.failures + 1
        coded = page.state == "done"
        if again and (failures < MOST_FAILURES or page.kind == "sitemap"):
            pause = max(problem.wait if problem else 0.0, backed_off(failures, self._chance))
            self._store.watch.keep_page(replace(page, failures=failures, due=now + pause, problem=reason))
            return "failed"
        state = "done" if coded else "refused"
        self._store.watch.keep_page(
            replace(page, state=state, failures=failures, due=NEVER, problem=reason)  # type: ignore[arg-type]
        )
        if not coded:
            log.info("%s: %s", page.url, reason)
            self._store.add_rejection(Rejection(document=page.url, stage="fetch", reason=reason))
        return "refused"


def _page(source: WebSource, entry: Entry, now: float) -> Page | None:
    host = urlsplit(entry.url).netloc.lower()
    if not host:
        return None
    kind: PageKind = "sitemap" if entry.sitemap else "page"
    told = {"title": entry.title, "published": entry.published, "outlet": entry.outlet}
    return Page(
        line=canonical(entry.url), url=entry.url, host=host, source=source.name, kind=kind, due=now, told=told
    )


def in_time(capture: Capture) -> Capture:
    """With its time as the store writes times."""
    at = dt.datetime.fromisoformat(capture.at.replace("Z", "+00:00"))
    return replace(capture, at=at.isoformat(timespec="microseconds"))


def _spoken(seconds: float) -> str:
    """A length of time for a person.

    >>> _spoken(90), _spoken(7200)
    ('2 minutes', '2 hours')
    """
    for size, name in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
