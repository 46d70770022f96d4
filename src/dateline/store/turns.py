"""Long writing in turns: a run and a team at the desk share one store."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

__all__ = ["HOLD_SECONDS", "LET_IN_SECONDS", "in_turns"]

HOLD_SECONDS = 0.1
"""How long a run keeps the store to itself before it lets others write: who saves a judgement does not notice
so much."""
LET_IN_SECONDS = 0.02, 0.5
"""How long it stays away, at least and at most: several times what others wait between two tries. Between the
two, as long as it was in. On a busy machine a turn takes long, and so does waking up to take the next; with
20 ms for all, reviewers missed turn after turn and waited seconds."""


def in_turns(turn: Callable[[], AbstractContextManager[None]], step: Callable[[], bool]) -> None:
    """Calls ``step`` until it says that there is no more to do, many times in one ``turn`` as long as that is
    short. What was written when a turn ends stays, whatever becomes of the next."""
    least, most = LET_IN_SECONDS
    more = True
    while more:
        with turn():
            began = time.monotonic()
            while more := step():
                if time.monotonic() - began >= HOLD_SECONDS:
                    break
        if more:
            time.sleep(min(max(time.monotonic() - began, least), most))
