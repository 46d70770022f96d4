"""Long writing in turns: a run and a team at the desk share one store."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

__all__ = ["HOLD_SECONDS", "LET_IN_SECONDS", "in_turns"]

HOLD_SECONDS = 0.1
"""How long a run keeps the store to itself before it lets others write: who saves a judgement does not notice
so much."""
LET_IN_SECONDS = 0.02
"""How long it stays away: several times what others wait between two tries."""


def in_turns(turn: Callable[[], AbstractContextManager[None]], step: Callable[[], bool]) -> None:
    """Calls ``step`` until it says that there is no more to do, many times in one ``turn`` as long as that is
    short. What was written when a turn ends stays, whatever becomes of the next."""
    more = True
    while more:
        with turn():
            until = time.monotonic() + HOLD_SECONDS
            while more := step():
                if time.monotonic() >= until:
                    break
        if more:
            time.sleep(LET_IN_SECONDS)
