"""The dead of a ``satp`` report from our accounts: in all, and by the side they were of.

A report is coded there as one incident. It often opens with the whole ("three were killed in two places") and
goes on with its parts, so what later accounts count is added to nothing: the larger of the two stands. Only
the dead of the two armed sides cannot be each other's parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dateline.evaluate.metrics.names import fold
from dateline.model import Account, Casualty, Count, Role, SideCount

__all__ = ["SIDES_OF_DEAD", "deaths_by_side", "least", "total_deaths"]

SIDES_OF_DEAD = ("civilian", "security", "maoist")
_SIDES = {"Maoist": "maoist", "Security": "security"}
_NO_LONGER = re.compile(
    r"\bformer\b|\bex\b|\bsurrendered\b|\bson\b|\bwife\b|\bbrother\b|\bfather\b|\brelative"
)
"""Who left a side, or only belongs to somebody of it, is coded as a civilian."""
_UNNAMED = re.compile(
    r"^(?:(?:at least|the|about|around|all|some|both|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"\d+|of|others?|more|another|him|her|he|she|his|them|they|duo|bod(?:y|ies)|dead|persons?|people)\b ?)+$"
)

SideOf = Callable[[str], str]
"""From words to ``Maoist``, ``Security`` or ``Unknown``."""


def total_deaths(told: Sequence[Account], side_of: SideOf) -> int:
    """How many died in all that ``told`` tells."""
    whole = _whole([sum(least(count) for count in _counts(account)) for account in told])
    sides = deaths_by_side(told, side_of)
    return max(whole, sides["security"] + sides["maoist"])


def deaths_by_side(told: Sequence[Account], side_of: SideOf) -> dict[str, int]:
    """How many of each of :data:`SIDES_OF_DEAD` died; civilians are all who are of no armed side."""
    rows = [[(_side(side.of, account, side_of), least(side)) for side in _sides(account)] for account in told]
    return {
        wanted: _whole([sum(number for side, number in row if side == wanted) for row in rows])
        for wanted in SIDES_OF_DEAD
    }


def least(count: Count | SideCount | None) -> int:
    """The low end of a range, or the high one where there is no other."""
    if count is None:
        return 0
    return count.low if count.low is not None else count.high or 0


def _whole(numbers: Sequence[int]) -> int:
    """The first account that counts any as the whole, unless those after it count more."""
    counted = [number for number in numbers if number]
    return max(counted[0], sum(counted[1:])) if counted else 0


def _counts(account: Account) -> list[Count]:
    kinds = (Casualty.KILLED, Casualty.PERPETRATORS_KILLED)
    return [count for kind in kinds if (count := account.casualties(kind)) is not None]


def _sides(account: Account) -> list[SideCount]:
    return [
        side
        for count in _counts(account)
        for side in count.sides or (SideCount(low=count.low, high=count.high, of=count.text),)
    ]


def _side(words: str, account: Account, side_of: SideOf) -> str:
    """The side of the dead by their own words; where these say nothing, by those of the other victims."""
    folded = fold(words)
    if _NO_LONGER.search(folded):
        return "civilian"
    told = side_of(folded)
    if told == "Unknown" and _UNNAMED.match(folded):
        others = [side_of(fold(actor.text)) for actor in account.actors_as(Role.VICTIM)]
        told = next((side for side in others if side != "Unknown"), "Unknown")
    return _SIDES.get(told, "civilian")
