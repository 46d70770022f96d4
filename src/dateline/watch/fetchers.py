"""Threads that fetch: a bounded number of jobs at a time, results one by one to the thread that keeps
them."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass
from typing import Protocol

from dateline.store.watching import Page
from dateline.watch.config import WebSource
from dateline.watch.exchange import NotFetched
from dateline.watch.fetch import Answer, Fetcher, Known

__all__ = ["Fetching", "Job", "Result", "Threads", "carried_out"]

log = logging.getLogger(__name__)

LONGEST_WAIT = 1.0
"""Seconds after which the caller can look whether it was asked to stop."""
ACCEPT_LIST = "application/feed+json,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
ACCEPT_PAGE = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One address to fetch: the list of a source, or (``page``) a page of it."""

    source: WebSource
    url: str
    host: str
    known: Known
    page: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a job: an answer or a problem."""

    job: Job
    answer: Answer | None = None
    problem: NotFetched | None = None


class Fetching(Protocol):
    """What carries jobs out."""

    @property
    def free(self) -> int:
        """How many jobs it takes now."""

    @property
    def running(self) -> int:
        """How many jobs have no result taken yet."""

    @property
    def size(self) -> int:
        """How many jobs it takes at most."""

    def start(self, job: Job) -> None:
        """Takes a job; only while :attr:`free` is not 0."""

    def take(self, seconds: float) -> Result | None:
        """The next result; None where there is none within (about) ``seconds``."""

    def close(self) -> None:
        """Give up what is not done."""


def carried_out(fetcher: Fetcher, job: Job) -> Result:
    """Does a job; never raises."""
    accept = ACCEPT_PAGE if job.page is not None and job.page.kind == "page" else ACCEPT_LIST
    try:
        return Result(job=job, answer=fetcher.fetch(job.url, job.known, job.source.allow_private, accept))
    except NotFetched as problem:
        return Result(job=job, problem=problem)
    except Exception as error:  # whatever one server makes a library do, the others are fetched
        log.exception("fetching %s failed", job.url)
        reason = f"the fetch failed ({type(error).__name__}: {error}); please report it with the address"
        return Result(job=job, problem=NotFetched(reason[:300], again=True))


class Threads:
    """``size`` threads; nothing waits in a queue of its own: a job is taken only when a thread is free."""

    def __init__(self, fetcher: Fetcher, size: int) -> None:
        self.size = size
        self._fetcher = fetcher
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[Result] = queue.SimpleQueue()
        self._running = 0
        self._threads = [
            threading.Thread(target=self._work, name=f"fetch-{number}", daemon=True) for number in range(size)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def free(self) -> int:
        """How many jobs it takes now."""
        return self.size - self._running

    @property
    def running(self) -> int:
        """How many jobs have no result taken yet."""
        return self._running

    def start(self, job: Job) -> None:
        """Takes a job."""
        self._running += 1
        self._jobs.put(job)

    def take(self, seconds: float) -> Result | None:
        """The next result; None where there is none within ``seconds``, or within a second."""
        try:
            result = self._results.get(timeout=max(0.0, min(seconds, LONGEST_WAIT)))
        except queue.Empty:
            return None
        self._running -= 1
        return result

    def close(self) -> None:
        """Let the threads end; one that still fetches is left to the end of the program."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(0.2)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._results.put(carried_out(self._fetcher, job))
