"""Incidents of named groups of accounts, read from the store and summed up a few hundred at a time.

Of many groups other processes do the reading and the summing up, which takes most of the time; they see what
was written before the transaction of now.
"""

from __future__ import annotations

import signal
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from dateline.errors import StoreError
from dateline.resolve.judged import judged_incidents
from dateline.resolve.rulings import Edit, Rulings
from dateline.resolve.summary import incident_of
from dateline.store.incidents import IncidentRow, as_rows
from dateline.store.reading import cases_among

__all__ = ["POOLED_FROM", "Group", "Summing", "summed_up"]

POOLED_FROM = 20_000
"""Accounts from which other processes are worth their start of a second or two."""
_QUEUED_PER_JOB = 4

_ACCOUNTS_AT_ONCE = 1000

Group = tuple[str, Sequence[str]]
"""The id of an incident and its accounts in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summing:
    """How groups are summed up: under which rulings, ``edits`` of incidents as wholes by incident, and in how
    many processes."""

    rulings: Rulings
    edits: Mapping[str, Sequence[Edit]]
    jobs: int = 1

    def rulings_on(self, groups: Sequence[Group]) -> Rulings:
        """The rulings, with the edits of these incidents alone."""
        mine = [edit for name, _ in groups for edit in self.edits.get(name, ())]
        return replace(self.rulings, incident_edits=tuple(sorted(mine, key=lambda edit: edit.number)))


def summed_up(db: sqlite3.Connection, groups: Iterable[Group], how: Summing) -> Iterator[IncidentRow]:
    """The incident of each group as the store writes it, in order."""
    waiting = list(groups)
    if how.jobs > 1 and sum(len(ids) for _, ids in waiting) > POOLED_FROM:
        yield from _pooled(db, waiting, how)
    else:
        for some in _some(waiting):
            yield from _incidents(db, some, how.rulings_on(some))


def _incidents(db: sqlite3.Connection, groups: Sequence[Group], rulings: Rulings) -> list[IncidentRow]:
    cases = {
        case.account.id: case for case in cases_among(db, (id_ for _, ids in groups for id_ in ids), rulings)
    }
    incidents = [replace(incident_of([cases[id_] for id_ in ids]), id=name) for name, ids in groups]
    return [as_rows(incident) for incident in judged_incidents(incidents, rulings)]


def _pooled(db: sqlite3.Connection, groups: Sequence[Group], how: Summing) -> Iterator[IncidentRow]:
    (path,) = (file for _, name, file in db.execute("PRAGMA database_list") if name == "main")
    pool = ProcessPoolExecutor(
        how.jobs, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(path,)
    )
    waiting: deque[Future[list[IncidentRow]]] = deque()
    try:
        for some in _some(groups):
            waiting.append(pool.submit(_work, some, how.rulings_on(some)))
            if len(waiting) > how.jobs * _QUEUED_PER_JOB:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_db: sqlite3.Connection | None = None
"""What a worker process reads; set once when it starts."""


def _start_worker(path: str) -> None:
    global _db  # noqa: PLW0603 - a worker process has no other place to keep what it opens once
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it ends the workers
    _db = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True)


def _work(groups: Sequence[Group], rulings: Rulings) -> list[IncidentRow]:
    if _db is None:
        raise StoreError("a process was asked to sum up incidents before it had opened the store")
    return _incidents(_db, groups, rulings)


def _some(groups: Iterable[Group]) -> Iterator[list[Group]]:
    """Groups together until they hold enough accounts."""
    some: list[Group] = []
    size = 0
    for group in groups:
        some.append(group)
        size += len(group[1])
        if size >= _ACCOUNTS_AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some
