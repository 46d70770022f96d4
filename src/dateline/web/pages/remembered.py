"""Answers of the read index that many pages ask for, kept until the index changes; where it changes all the
time, those that cost much are a little older."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from dateline.web.reading import Desk

__all__ = ["remembered"]

KEPT = 48
"""Answers of one store that are kept; the largest are the points of the map, 26 bytes an incident."""
CHEAP_SECONDS = 0.01
"""An answer that took no longer is never older than the index."""
REST = 10
"""What took longer is asked for again after so many times as long at the earliest: while a run writes, or a
team, counting takes a tenth of a core and not all of it, and a count is half a second old."""
LATE_SECONDS = 1.0
"""What is being made anew is shown as it was for so long."""
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class _Made:
    revision: int
    until: float
    """Until when it may be shown whatever has changed (seconds of the monotonic clock)."""
    answer: object


_Kept = tuple[OrderedDict[Hashable, _Made], dict[Hashable, threading.Lock]]
"""The answers, and the locks of those that are being made."""
_kept: WeakKeyDictionary[Desk, _Kept] = WeakKeyDictionary()
_lock = threading.Lock()


def remembered(desk: Desk, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
    """What ``make`` gives, made once for each ``key`` and revision of the index, if that is cheap.

    Of many who ask at once one makes it; the others take the one before, if it is not old, or wait.
    """
    revision = desk.store.index.revision()
    with _lock:
        answers, making = _kept.setdefault(desk, (OrderedDict(), {}))
        held = answers.get(key)
        if held is not None:
            answers.move_to_end(key)
            old = time.monotonic() - held.until
            if held.revision == revision or old < (LATE_SECONDS if key in making else 0.0):
                return cast(_Answer, held.answer)
        turn = making.setdefault(key, threading.Lock())
    with turn:
        with _lock:
            since = answers.get(key)
        if since is not None and (since.revision >= revision or time.monotonic() < since.until):
            return cast(_Answer, since.answer)
        try:
            return _made(answers, key, revision, make)
        finally:
            with _lock:
                making.pop(key, None)


def _made(
    answers: OrderedDict[Hashable, _Made], key: Hashable, revision: int, make: Callable[[], _Answer]
) -> _Answer:
    began = time.monotonic()
    found = make()
    took = time.monotonic() - began
    rest = REST * took if took > CHEAP_SECONDS else 0.0
    with _lock:
        answers[key] = _Made(revision, began + took + rest, found)
        answers.move_to_end(key)
        while len(answers) > KEPT:
            answers.popitem(last=False)
    return found
