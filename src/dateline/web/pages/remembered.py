"""Answers of the read index that many pages ask for, kept until the index changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from dateline.web.reading import Desk

__all__ = ["remembered", "remembered_of_record"]

KEPT = 48
"""Answers of one store that are kept; the largest are the points of the map, 26 bytes an incident."""
_Answer = TypeVar("_Answer")
_kept: WeakKeyDictionary[Desk, OrderedDict[Hashable, object]] = WeakKeyDictionary()
_lock = threading.Lock()


def remembered(desk: Desk, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
    """What ``make`` gives, made once for each ``key`` and revision of the index."""
    return _kept_for(desk, (desk.store.index.revision(), key), make)


def remembered_of_record(desk: Desk, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
    """The same for what is made of the record itself and not of its index: once for each ``key`` and state of
    documents, incidents and judgements."""
    return _kept_for(desk, (desk.store.state(), key), make)


def _kept_for(desk: Desk, asked: Hashable, make: Callable[[], _Answer]) -> _Answer:
    with _lock:
        answers = _kept.setdefault(desk, OrderedDict())
        if asked in answers:
            answers.move_to_end(asked)
            return cast(_Answer, answers[asked])
    found = make()
    with _lock:
        answers[asked] = found
        while len(answers) > KEPT:
            answers.popitem(last=False)
    return found
