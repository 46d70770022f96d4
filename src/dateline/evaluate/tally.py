"""What scoring one document gives, and what a metric makes of the sums over documents.

Every metric is a function of sums of per-document counts. That is what lets one bootstrap over
documents give an interval for each of them, ratios and F1 alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dateline.evaluate.confusion import Confusion

__all__ = [
    "Metric",
    "Miss",
    "Scored",
    "Tally",
    "difference",
    "f1",
    "made_right",
    "precision",
    "ratio",
    "recall",
]

Tally = Mapping[str, float]
"""Counts of one document, or their sum over documents; a key that is not there is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A named figure. ``of`` gives its value from summed tallies, ``None`` where nothing could be scored;
    ``support`` names the sum that it rests on (how many things were scored)."""

    name: str
    of: Callable[[Tally], float | None]
    support: str
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One thing that was wrong: ``kind`` is ``missed``, ``spurious`` or ``wrong <field>``; ``text`` is the
    sentence it is about, ``gold`` and ``found`` what was asked for and what was given.

    ``mend`` is what would be added to the counts were this one thing right and all else as it is; ``cost``,
    what that would gain (:mod:`dateline.evaluate.costs`).
    """

    kind: str
    document: str
    gold: str
    found: str
    text: str
    mend: Tally = field(default_factory=dict)
    cost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What one document adds: its counts, its misses, and which values were given for which."""

    tally: Tally
    misses: tuple[Miss, ...] = ()
    confusions: tuple[Confusion, ...] = ()


def made_right(name: str, *, right: int, found: int, gold: int) -> dict[str, float]:
    """What ``NAME.right`` and ``NAME.found`` lack where the gold alone would be found.

    >>> made_right("event", right=1, found=4, gold=3)
    {'event.right': 2, 'event.found': -1}
    """
    return {f"{name}.right": gold - right, f"{name}.found": gold - found}


def difference(after: Tally, before: Tally) -> dict[str, float]:
    """What has to be added to ``before`` to make it ``after``."""
    return {key: change for key in {**before, **after} if (change := after.get(key, 0) - before.get(key, 0))}


def _share(top: float, bottom: float) -> float | None:
    return top / bottom if bottom else None


def ratio(name: str, top: str, bottom: str, *, higher_is_better: bool = True) -> Metric:
    """``top`` over ``bottom``; none where ``bottom`` is 0.

    >>> ratio("killed", "right", "scored").of({"right": 3, "scored": 4})
    0.75
    """

    def value(sums: Tally) -> float | None:
        return _share(sums.get(top, 0), sums.get(bottom, 0))

    return Metric(name=name, of=value, support=bottom, higher_is_better=higher_is_better)


def precision(name: str, right: str, found: str) -> Metric:
    """Share of what was found that is right; none where nothing was found."""
    return ratio(name, right, found)


def recall(name: str, right: str, gold: str) -> Metric:
    """Share of the gold that was found; none where there is no gold."""
    return ratio(name, right, gold)


def f1(name: str, right: str, found: str, gold: str) -> Metric:
    """Micro F1, ``2 right / (found + gold)``: 0 where nothing was found, none where there is no gold.

    >>> f1("event", "r", "f", "g").of({"r": 2, "f": 4, "g": 4})
    0.5
    """

    def value(sums: Tally) -> float | None:
        if not sums.get(gold, 0):
            return None
        return _share(2 * sums.get(right, 0), sums.get(found, 0) + sums.get(gold, 0))

    return Metric(name=name, of=value, support=gold)
