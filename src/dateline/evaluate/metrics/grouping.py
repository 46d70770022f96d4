"""How well things are grouped: pairs and B-cubed, from sums that add up over groups of the gold.

The pair F1 is the figure to look at: B-cubed is high where everything is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage

from dateline.evaluate.tally import Metric, Tally, f1, precision, ratio, recall

__all__ = ["HEADLINE", "alike", "average_linkage", "figures", "metrics", "tallies"]

HEADLINE = ("pairs.f1", "b3.f1")


def tallies(gold: Sequence[str], found: Sequence[int]) -> Mapping[str, Tally]:
    """For each gold group what its members add: their pairs (half a pair for either end) and B-cubed."""
    sizes, golds = Counter(found), Counter(gold)
    shared = Counter(zip(gold, found, strict=True))
    sums: dict[str, Counter[str]] = {}
    for of, group in zip(gold, found, strict=True):
        right = shared[of, group]
        sums.setdefault(of, Counter()).update(
            {
                "pairs.right": (right - 1) / 2,
                "pairs.found": (sizes[group] - 1) / 2,
                "pairs.wrong": (sizes[group] - right) / 2,
                "pairs.gold": (golds[of] - 1) / 2,
                "b3.precision": right / sizes[group],
                "b3.recall": right / golds[of],
                "members": 1,
            }
        )
    return {of: dict(values) for of, values in sums.items()}


def metrics() -> tuple[Metric, ...]:
    """Pairs and B-cubed; ``pairs.wrong_share`` is wrong merges among the pairs that were made."""
    return (
        precision("pairs.precision", "pairs.right", "pairs.found"),
        recall("pairs.recall", "pairs.right", "pairs.gold"),
        f1("pairs.f1", "pairs.right", "pairs.found", "pairs.gold"),
        ratio("pairs.wrong_share", "pairs.wrong", "pairs.found", higher_is_better=False),
        ratio("b3.precision", "b3.precision", "members"),
        ratio("b3.recall", "b3.recall", "members"),
        Metric(name="b3.f1", of=_b3, support="members"),
    )


def _b3(sums: Tally) -> float | None:
    members = sums.get("members", 0)
    if not members:
        return None
    exact, whole = sums.get("b3.precision", 0) / members, sums.get("b3.recall", 0) / members
    return 2 * exact * whole / (exact + whole) if exact + whole else 0.0


def figures(gold: Sequence[str], found: Sequence[int]) -> dict[str, float | None]:
    """All metrics of one grouping."""
    sums: Counter[str] = Counter()
    for tally in tallies(gold, found).values():
        sums.update(tally)
    return {metric.name: metric.of(sums) for metric in metrics()}


def alike(values: Sequence[object]) -> list[int]:
    """Groups of equal values; ``None`` is alike to nothing.

    >>> alike(["a", "b", "a", None, None])
    [0, 1, 0, 3, 4]
    """
    first: dict[object, int] = {}
    return [at if value is None else first.setdefault(value, at) for at, value in enumerate(values)]


def average_linkage(log_odds: npt.NDArray[np.float64], size: int) -> list[int]:
    """Groups of ``size`` things by average linkage while the mean is above 0.

    ``log_odds`` are of all pairs in the order of ``numpy.triu_indices(size, 1)``.
    """
    highest = float(log_odds.max(initial=0.0))
    tree = linkage(highest - log_odds, "average")
    return [int(group) for group in fcluster(tree, highest, "distance")]
