"""One toll from many: every rival figure stays within low and high, and a written rule picks the best one.

Best is the newest exact figure, for tolls rise as bodies are found; a claimant's own figure counts only when
nobody else gives one, and so does a reading that the words leave open. Without an exact figure it is the
highest of the known lower bounds. It is never chosen for being low.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Casualty, Count, SpeakerKind, Status
from dateline.resolve.cases import Case

__all__ = ["tolls_of"]

Toll = tuple[int | None, int | None, int | None]


def tolls_of(cases: Sequence[Case]) -> dict[str, Toll]:
    """Kind of harm -> (low, best, high) over the accounts that give a number, oldest account first.

    An account that denies the event gives no number. High is ``None`` when every figure is open upwards.
    """
    tolls: dict[str, Toll] = {}
    for kind in Casualty:
        told = [
            (case, count)
            for case in cases
            if case.account.status is not Status.DENIED
            for count in (case.account.casualties(kind),)
            if count is not None and (count.low is not None or count.high is not None)
        ]
        if told:
            tolls[kind.value] = _toll(told)
    return tolls


def _toll(told: Sequence[tuple[Case, Count]]) -> Toll:
    lows = [count.low for _, count in told if count.low is not None]
    highs = [count.high for _, count in told if count.high is not None]
    low = min(lows, default=None)
    high = max([*highs, *lows]) if highs else None
    trusted = [count for case, count in told if not _own_word(case) and not count.ambiguous]
    counts = trusted or [count for _, count in told]
    exact = [count.low for count in counts if count.low is not None and count.low == count.high]
    best = exact[-1] if exact else max((c.low for c in counts if c.low is not None), default=None)
    return low, best, high


def _own_word(case: Case) -> bool:
    chain = case.account.attribution
    return bool(chain) and chain[0].kind is SpeakerKind.CLAIMANT
