"""The loop of ``dateline watch``.

1. give free fetchers what is due: lists of sources, pages of the queue        (:meth:`Watcher._start`)
2. keep what they brought: archive, then store                                 (:mod:`.keeping`)
3. look for files that were put into folders                                   (:meth:`Watcher._scan`)
4. code one document                                                           (:meth:`Watcher._code`)
5. now and then bring the incidents up to date                                 (:meth:`Watcher._resolve`)

Its whole state is in the store: after a kill at any moment the next watch goes on, and does again only what
was not finished. Coding and every write happen in the thread that calls :meth:`Watcher.run`.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from dateline.ingest import Entry, PageReader
from dateline.judging.resolving import rebuild_incidents
from dateline.store import Store
from dateline.store.watching import NEVER, SourceState
from dateline.watch.archive import Archive
from dateline.watch.coding import Coder
from dateline.watch.config import FileSource, Source, WatchConfig, WebSource
from dateline.watch.documents import DocumentKeeper
from dateline.watch.fetch import Fetcher, Known
from dateline.watch.fetchers import Fetching, Job, Result
from dateline.watch.folders import files_of, page_of
from dateline.watch.keeping import Keeper
from dateline.watch.metrics import Metrics
from dateline.watch.pace import Pace, backed_off

__all__ = ["Watcher"]

log = logging.getLogger(__name__)

RESOLVE_SECONDS = 30.0
"""How long a coded document waits at most for its incident while others are coded; when nothing is left to
code the incidents are made at once."""
COUNT_SECONDS = 30.0
"""How often the queue is counted for the metrics."""


class Watcher:
    """Watches the sources of ``config`` into ``store``. ``clock`` gives seconds since 1970."""

    def __init__(
        self,
        config: WatchConfig,
        *,
        store: Store,
        archive: Archive,
        coder: Coder,
        reader: PageReader,
        fetching: Fetching,
        fetcher: Fetcher,
        pace: Pace,
        metrics: Metrics,
        clock: Callable[[], float] = time.time,
        chance: random.Random,
    ) -> None:
        self._sources: dict[str, Source] = {source.name: source for source in config.sources}
        self._table = config.watch
        self._store = store
        self._archive = archive
        self._fetching = fetching
        self._fetcher = fetcher
        self._pace = pace
        self._metrics = metrics
        self._clock = clock
        self._chance = chance
        self._keeper = Keeper(
            store, archive=archive, reader=reader, table=config.watch, pace=pace, chance=chance
        )
        self._documents = DocumentKeeper(
            store, archive=archive, reader=reader, coder=coder, table=config.watch, sources=self._sources
        )
        known = {state.name: state for state in store.watch.sources()}
        now = clock()
        self._states = {name: known.get(name, SourceState(name=name, due=now)) for name in self._sources}
        self._polling: set[str] = set()
        self._unresolved = True
        self._resolved = self._counted = 0.0
        for source in config.sources:
            if isinstance(source, WebSource):
                fetcher.prepare(source.allow_private)

    def run(self, stop: Callable[[], bool] = lambda: False, *, once: bool = False) -> None:
        """Watches until ``stop``; with ``once`` every source has one turn, and all that comes of it is
        done."""
        if once:
            now = self._clock()
            for name, state in self._states.items():
                self._states[name] = state if state.failures else replace(state, due=now)
        while not stop():
            self._metrics.beat(self._clock())
            busy = self.step()
            if busy:
                continue
            if once and self._is_done():
                break
            self._take(self._idle_seconds())
        if once or not self._store.watch.waiting():
            self._resolve(self._clock(), at_once=True)
        self._store.finish_run()

    def step(self) -> bool:
        """One round; whether there is more to do right away."""
        now = self._clock()
        self._scan(now)
        self._start(now)
        brought = self._take(0.0)
        coded = self._code()
        self._resolve(now, at_once=not coded and not self._fetching.running)
        self._count(now)
        return brought or coded

    def _start(self, now: float) -> None:
        """Hands out what is due, one job a host, at most half of the fetchers to hosts that failed last."""
        if not self._fetching.free:
            return
        unready = self._pace.unready()
        room = self._store.watch.waiting() < self._table.waiting
        for name, state in sorted(self._states.items(), key=lambda item: item[1].due):
            source = self._sources[name]
            if state.due > now or name in self._polling or not isinstance(source, WebSource):
                continue
            if source.kind == "pages":
                self._name_pages(source, state, now)
            elif room:
                host = urlsplit(source.address).netloc.lower()
                known = Known(etag=state.etag, modified=state.modified)
                if host not in unready and self._hand_out(
                    Job(source=source, url=source.address, host=host, known=known)
                ):
                    unready.add(host)
                    self._polling.add(name)
        if not self._fetching.free:
            return
        web = [name for name, source in self._sources.items() if isinstance(source, WebSource)]
        for page in self._store.watch.due(now, web, unready, self._fetching.free):
            source = self._sources[page.source]
            known = Known(etag=page.etag, modified=page.modified) if page.state == "done" else Known()
            if isinstance(source, WebSource):
                self._hand_out(Job(source=source, url=page.url, host=page.host, known=known, page=page))

    def _hand_out(self, job: Job) -> bool:
        """Whether a fetcher took the job."""
        share = max(1, self._fetching.size // 2)
        failing = self._pace.fails(job.host)
        if not self._fetching.free or (failing and self._pace.failing_now >= share):
            return False
        self._pace.begin(job.host)
        self._fetching.start(job)
        return True

    def _name_pages(self, source: WebSource, state: SourceState, now: float) -> None:
        """The pages that the configuration lists, put into the queue."""
        state = replace(state, due=now + source.every, tried=now, good=now)
        with self._store.at_once():
            new = self._keeper.queue(source, (Entry(url=str(url)) for url in source.urls), now)
            self._store.watch.keep_source(state)
        self._states[source.name] = state
        self._metrics.polled(source.name, "new" if new else "unchanged", state)

    def _take(self, seconds: float) -> bool:
        """Keeps what was brought; waits for the first of it up to ``seconds``."""
        result = self._fetching.take(seconds)
        while result is not None:
            self._keep(result)
            result = self._fetching.take(0.0) if self._fetching.running else None
            seconds = -1.0
        return seconds < 0

    def _keep(self, result: Result) -> None:
        job, name = result.job, result.job.source.name
        outcome, state = self._keeper.keep(result, self._states[name], self._clock())
        self._states[name] = state
        self._pace.end(job.host, self._fetcher.crawl_delay(job.url, job.source.allow_private))
        if job.page is None:
            self._polling.discard(name)
            self._metrics.polled(name, outcome, state)
        else:
            self._metrics.fetched(name, outcome)

    def _scan(self, now: float) -> None:
        """Looks for files that are new or changed."""
        for name, state in self._states.items():
            source = self._sources[name]
            if state.due > now or not isinstance(source, FileSource):
                continue
            new, problem = 0, ""
            try:
                with self._store.at_once():
                    new = self._queue_files(source, now)
            except OSError as error:
                problem = f"{source.path} cannot be read ({error.strerror or error})"
            failures = state.failures + 1 if problem else 0
            pause = backed_off(failures, self._chance, source.every) if problem else source.every
            if problem != state.problem:
                log.warning("%s: %s", name, problem or "works again")
            elif new:
                log.info("%s: %d new files", name, new)
            good = state.good if problem else now
            after = replace(state, due=now + pause, failures=failures, problem=problem, tried=now, good=good)
            self._store.watch.keep_source(after)
            self._states[name] = after
            self._metrics.polled(name, "failed" if problem else "new" if new else "unchanged", after)

    def _queue_files(self, source: FileSource, now: float) -> int:
        new = 0
        for path, about in files_of(source, now):
            page = page_of(source, path, about)
            known = self._store.watch.page(page.line)
            if known is None or known.digest != page.digest:
                self._store.watch.add_file(page)
                new += 1
        return new

    def _code(self) -> bool:
        """Codes one document; whether there was one."""
        done = self._documents.code_one(self._clock())
        if done is None:
            return False
        self._unresolved = self._unresolved or done.changed
        self._metrics.coded(done.source, done.outcome, done.seconds)
        return True

    def _resolve(self, now: float, *, at_once: bool) -> None:
        if not self._unresolved or not (at_once or now - self._resolved >= RESOLVE_SECONDS):
            return
        began = time.perf_counter()
        accounts, incidents = rebuild_incidents(self._store)
        seconds = time.perf_counter() - began
        first = not self._resolved
        self._resolved, self._unresolved = now, False
        self._metrics.resolved(accounts, incidents, seconds)
        if not (first and not accounts):
            log.info("%d accounts of %d incidents (%.1f s)", accounts, incidents, seconds)

    def _count(self, now: float) -> None:
        if now - self._counted >= COUNT_SECONDS:
            self._counted = now
            self._metrics.counted(self._store.watch.counts())

    def _is_done(self) -> bool:
        """Whether nothing is left that can be done now or in a moment (a host's pause)."""
        if self._fetching.running or self._documents.has_work():
            return False
        now = self._clock()
        if any(state.due <= now and name not in self._shut_out() for name, state in self._states.items()):
            return False
        web = [name for name, source in self._sources.items() if isinstance(source, WebSource)]
        return not self._store.watch.due(now, web, self._pace.closed(), 1)

    def _shut_out(self) -> set[str]:
        """Sources whose own host is left alone for now."""
        closed = self._pace.closed()
        web = (source for source in self._sources.values() if isinstance(source, WebSource))
        return {source.name for source in web if urlsplit(source.address).netloc.lower() in closed}

    def _idle_seconds(self) -> float:
        """How long nothing will be due."""
        now = self._clock()
        dues = [state.due for name, state in self._states.items() if name not in self._polling]
        dues.append(self._store.watch.next_due(self._sources))
        soonest = min(dues, default=NEVER)
        if soonest <= now:  # it waits for a host's pause or a fetcher
            soonest = min(self._pace.next_ready(), now + 1.0)
        if self._unresolved:
            soonest = min(soonest, self._resolved + RESOLVE_SECONDS)
        return max(0.01, min(soonest - now, 3_600.0))
