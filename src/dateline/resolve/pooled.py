"""Pairs scored in several processes.

The score of a pair depends on its two rows alone, so what comes back is what one process would have found,
in the same order. A process is sent the rows of some pairs, not the table: of a million accounts that is a
gigabyte.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import numpy.typing as npt

from dateline.resolve.compare import compare
from dateline.resolve.table import CaseTable

__all__ = ["POOLED_FROM", "SCORED_AT_ONCE", "Linked", "linked", "pooled"]

SCORED_AT_ONCE = 100_000
"""Pairs compared in one call: more gains nothing and takes a kilobyte each while it lasts."""
POOLED_FROM = 1_000_000
"""Pairs from which other processes are worth their start of a second or two."""
_QUEUED_PER_JOB = 2

Rows = npt.NDArray[np.intp]
Linked = tuple[Rows, npt.NDArray[np.float64]]
"""The places of the pairs whose log-odds are above 0, and these log-odds."""


def linked(table: CaseTable, one: Rows, other: Rows) -> Linked:
    """Which of the pairs ``(one[i], other[i])`` are links."""
    log_odds = compare(table, one, other).log_odds
    at = np.flatnonzero(log_odds > 0)
    return at, log_odds[at]


def pooled(table: CaseTable, one: Rows, other: Rows, jobs: int) -> Iterator[Linked]:
    """:func:`linked` of each :data:`SCORED_AT_ONCE` of the pairs, in order, by ``jobs`` processes."""
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker)
    waiting: deque[Future[Linked]] = deque()
    try:
        for begin in range(0, len(one), SCORED_AT_ONCE):
            piece = slice(begin, begin + SCORED_AT_ONCE)
            waiting.append(pool.submit(linked, *_alone(table, one[piece], other[piece])))
            if len(waiting) > jobs * _QUEUED_PER_JOB:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(table: CaseTable, one: Rows, other: Rows) -> tuple[CaseTable, Rows, Rows]:
    """The pairs with the table of their rows alone."""
    rows, place = np.unique(np.concatenate([one, other]), return_inverse=True)
    place = place.ravel().astype(np.intp)
    return table.alone(rows), place[: len(one)], place[len(one) :]


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it ends the workers
