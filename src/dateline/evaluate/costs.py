"""What a miss costs: how much the headline scores would gain were it right.

The gain is that of the mean of the scores that stand for the corpus (``Task.headline``), each as it is
printed: where less is better, a fall is a gain. All else is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.evaluate.bootstrap import totals
from dateline.evaluate.tally import Metric, Miss, Tally

__all__ = ["KindOfMiss", "by_kind", "priced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfMiss:
    """All misses of one kind: how many, and the gain of the mean of the headline scores were they right."""

    kind: str
    misses: int
    cost: float


def priced(misses: Sequence[Miss], sums: Tally, headline: Sequence[Metric]) -> tuple[Miss, ...]:
    """The misses with their costs, the costliest first. ``sums`` are the counts of all documents."""
    known = [replace(miss, cost=_gain(sums, miss.mend, headline)) for miss in misses]
    return tuple(sorted(known, key=lambda miss: -miss.cost))


def by_kind(misses: Sequence[Miss], sums: Tally, headline: Sequence[Metric]) -> tuple[KindOfMiss, ...]:
    """Each kind of miss mended as a whole, the costliest first."""
    kinds: dict[str, list[Miss]] = {}
    for miss in misses:
        kinds.setdefault(miss.kind, []).append(miss)
    found = [
        KindOfMiss(
            kind=kind,
            misses=len(some),
            cost=_gain(sums, totals([miss.mend for miss in some]), headline),
        )
        for kind, some in kinds.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.cost, one.kind)))


def _gain(sums: Tally, mend: Tally, headline: Sequence[Metric]) -> float:
    if not mend or not headline:
        return 0.0
    changed = {key: sums.get(key, 0.0) + change for key, change in mend.items()}
    after: Mapping[str, float] = {**sums, **changed}
    gains = [
        ((metric.of(after) or 0.0) - (metric.of(sums) or 0.0)) * (1 if metric.higher_is_better else -1)
        for metric in headline
    ]
    return sum(gains) / len(gains)
