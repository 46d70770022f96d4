"""One run of ``dateline code``: each document coded and stored in its own transaction, then incidents.

The parent process is the only writer; with several jobs, processes code and the parent stores in the order
of reading, so that the result is the same for any number of them.
"""

from __future__ import annotations

import gc
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol

from dateline.cli.compose import Coder
from dateline.cli.progress import Ticker
from dateline.errors import DatelineError
from dateline.model import Coding, Document, Rejection
from dateline.watch.coding import outcome_of

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["CodeAll", "PooledCoder", "SingleCoder", "Summary", "run"]


QUEUED_PER_JOB = 4
"""Documents handed to each process ahead: enough that none waits, few enough to stop soon and stay small."""

RESOLVED_EVERY = 20
"""Documents after which they become incidents, where a desk shows these: a few seconds' work."""

Outcome = Coding | Rejection


class CodeAll(Protocol):
    """Codes documents one after another, in order."""

    @property
    def method(self) -> str:
        """``name@version``."""

    def outcomes(
        self, items: Iterable[Document | Rejection]
    ) -> Iterator[tuple[Document | Rejection, Outcome]]:
        """Each item with what was found in it or its rejection."""


@dataclass(slots=True, kw_only=True)
class Summary:
    """What one run did. ``accounts`` and ``incidents`` count what is in the store afterwards."""

    read: int = 0
    coded: int = 0
    already: int = 0
    new_accounts: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    accounts: int = 0
    incidents: int = 0
    in_question: int = 0
    """Judgements of people that newer judgements or documents put in question."""
    seconds: float = 0.0
    stopped: bool = False


def run(
    found: Iterable[Document | Rejection],
    store: Store,
    coder: CodeAll,
    *,
    stop: Callable[[], bool] = lambda: False,
    tick: Ticker = lambda _done: None,
) -> Summary:
    """Code what is not coded yet, keep the rest as it is, and rebuild the incidents; while a desk serves the
    store, now and then meanwhile.

    ``stop`` is asked after each document; a run that was stopped leaves the incidents as they were.
    """
    from dateline.judging.resolving import doubts_in, rebuild_incidents

    began = time.perf_counter()
    summary = Summary()
    for item, outcome in coder.outcomes(_uncoded(found, store, coder.method, summary, stop)):
        if isinstance(outcome, Rejection):
            store.add_rejection(outcome)
            summary.rejections.append(outcome)
        elif isinstance(item, Document):
            # One article twice in one run: the second is not known as coded when it is handed out.
            if store.add_coding(item, outcome, coder.method):
                summary.coded += 1
                summary.new_accounts += len(outcome.accounts)
                if summary.coded % RESOLVED_EVERY == 0 and store.index.served():
                    rebuild_incidents(store)
            else:
                summary.already += 1
        tick(summary.coded + summary.already + len(summary.rejections))
        if stop():
            summary.stopped = True
            break
    if not summary.stopped:
        summary.accounts, summary.incidents = rebuild_incidents(store, spawn=True)
        summary.in_question = len({doubt.judgement for doubt in doubts_in(store)})
        store.finish_run()
    summary.seconds = time.perf_counter() - began
    return summary


def _uncoded(
    found: Iterable[Document | Rejection],
    store: Store,
    method: str,
    summary: Summary,
    stop: Callable[[], bool],
) -> Iterator[Document | Rejection]:
    """Passes on what is left to do; nothing more once asked to stop."""
    for item in found:
        if stop():
            summary.stopped = True
            return
        summary.read += 1
        if isinstance(item, Document) and store.has_coding(item.id, method):
            store.add_document(item)  # the name that it has this time
            summary.already += 1
        else:
            yield item


class SingleCoder:
    """Codes in this process."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder

    @property
    def method(self) -> str:
        """``name@version`` of the coder."""
        return self._coder.method

    def outcomes(
        self, items: Iterable[Document | Rejection]
    ) -> Iterator[tuple[Document | Rejection, Outcome]]:
        """Each item with what was found in it or its rejection."""
        for item in items:
            yield item, item if isinstance(item, Rejection) else outcome_of(self._coder, item)


class PooledCoder:
    """Codes in ``jobs`` processes, each with a coder of its own that ``open_coder`` makes."""

    def __init__(
        self, method: str, jobs: int, open_coder: Callable[[], AbstractContextManager[Coder]]
    ) -> None:
        self.method = method
        self._jobs = jobs
        self._open_coder = open_coder

    def outcomes(
        self, items: Iterable[Document | Rejection]
    ) -> Iterator[tuple[Document | Rejection, Outcome]]:
        """Each item with what was found in it or its rejection, in the order of ``items``.

        Raises:
            DatelineError: a process was ended from outside (most often for want of memory).
        """
        waiting: deque[tuple[Document | Rejection, Future[Outcome] | Rejection]] = deque()
        # Spawned, not forked: a forked copy shares the open store and the loaded model's threads.
        pool = ProcessPoolExecutor(
            self._jobs,
            mp_context=get_context("spawn"),
            initializer=_start_worker,
            initargs=(self._open_coder,),
        )
        try:
            for item in items:
                waiting.append((item, item if isinstance(item, Rejection) else pool.submit(_work, item)))
                if len(waiting) > self._jobs * QUEUED_PER_JOB:
                    yield _awaited(*waiting.popleft())
            while waiting:
                yield _awaited(*waiting.popleft())
        except BrokenProcessPool as error:
            raise DatelineError(
                "a coding process was ended from outside, most often for want of memory; "
                "run the command again with fewer --jobs, what is coded stays"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _awaited(
    item: Document | Rejection, outcome: Future[Outcome] | Rejection
) -> tuple[Document | Rejection, Outcome]:
    return item, outcome if isinstance(outcome, Rejection) else outcome.result()


_coder: Coder | None = None
"""The coder of a worker process; set once when it starts."""


def _start_worker(open_coder: Callable[[], AbstractContextManager[Coder]]) -> None:
    global _coder  # noqa: PLW0603 - a worker process has no other place to keep what it loads once
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it ends the workers
    _coder = open_coder().__enter__()
    gc.freeze()  # as where one process codes


def _work(document: Document) -> Outcome:
    if _coder is None:
        raise DatelineError("a worker process was given a document before it had loaded its coder")
    return outcome_of(_coder, document)
