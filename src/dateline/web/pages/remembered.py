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

__all__ = ["remembered", "remembered_of_record"]

KEPT = 160
"""Answers of one store that are kept: some 60 filters with the counts and charts of each."""
KEPT_BYTES = 48 * 2**20
"""Of answers that are bytes: the packed points of the map, up to 26 an incident."""
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
    state: str
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
    return _kept_for(desk, ("index", key), str(desk.store.index.revision()), make, REST)


def remembered_of_record(desk: Desk, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
    """What is made of the record itself and not of its index: once for each ``key`` and state of it.

    It is never older than the record: a brief holds what was judged a moment ago.
    """
    return _kept_for(desk, ("record", key), desk.store.state(), make, 0)


def _kept_for(desk: Desk, key: Hashable, state: str, make: Callable[[], _Answer], rest: float) -> _Answer:
    late = LATE_SECONDS if rest else 0.0
    with _lock:
        answers, making = _kept.setdefault(desk, (OrderedDict(), {}))
        held = answers.get(key)
        if held is not None:
            answers.move_to_end(key)
            old = time.monotonic() - held.until
            if held.state == state or old < (late if key in making else 0.0):
                return cast(_Answer, held.answer)
        turn = making.setdefault(key, threading.Lock())
    with turn:
        with _lock:
            since = answers.get(key)
        # What another made meanwhile is of this state or of a later one.
        if since is not None and since is not held:
            return cast(_Answer, since.answer)
        try:
            return _made(answers, key, state, make, rest)
        finally:
            with _lock:
                making.pop(key, None)


def _made(
    answers: OrderedDict[Hashable, _Made],
    key: Hashable,
    state: str,
    make: Callable[[], _Answer],
    rest: float,
) -> _Answer:
    began = time.monotonic()
    found = make()
    took = time.monotonic() - began
    rests = rest * took if took > CHEAP_SECONDS else 0.0
    with _lock:
        answers[key] = _Made(state, began + took + rests, found)
        answers.move_to_end(key)
        held = sum(len(one.answer) for one in answers.values() if isinstance(one.answer, bytes))
        while len(answers) > KEPT or (held > KEPT_BYTES and len(answers) > 1):
            _, gone = answers.popitem(last=False)
            held -= len(gone.answer) if isinstance(gone.answer, bytes) else 0
    return found
