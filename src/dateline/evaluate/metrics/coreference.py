"""Scores of clusters of mentions: MUC, B-cubed, CEAF-e and their mean, with given mentions.

MUC: Vilain et al. 1995. B-cubed: Bagga and Baldwin 1998. CEAF with entity similarity phi-4: Luo 2005. Their
mean is the CoNLL score (Pradhan et al. 2012). Key and answer cluster the same mentions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["Ratio", "b_cubed", "ceaf_entity", "conll", "f1", "muc"]

Cluster = Set[Hashable]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numerators and denominators of recall and precision; they add up over documents."""

    right_of_key: float = 0.0
    key: float = 0.0
    right_of_answer: float = 0.0
    answer: float = 0.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.right_of_key + other.right_of_key,
            self.key + other.key,
            self.right_of_answer + other.right_of_answer,
            self.answer + other.answer,
        )

    @property
    def recall(self) -> float:
        """Share of the key that was found."""
        return self.right_of_key / self.key if self.key else 0.0

    @property
    def precision(self) -> float:
        """Share of the answer that is right."""
        return self.right_of_answer / self.answer if self.answer else 0.0


def f1(ratio: Ratio) -> float:
    """Harmonic mean of precision and recall."""
    total = ratio.precision + ratio.recall
    return 2 * ratio.precision * ratio.recall / total if total else 0.0


def muc(key: Sequence[Cluster], answer: Sequence[Cluster]) -> Ratio:
    """Links that have to be removed or added; clusters of one count for nothing.

    >>> muc([{1, 2, 3}], [{1, 2}, {3}]).recall
    0.5
    """
    return Ratio(*_links(key, answer), *_links(answer, key))


def _links(of: Sequence[Cluster], by: Sequence[Cluster]) -> tuple[float, float]:
    where = {m: i for i, cluster in enumerate(by) for m in cluster}
    parts = [len({where.get(m, ("alone", m)) for m in cluster}) for cluster in of]
    right = sum(len(c) - p for c, p in zip(of, parts, strict=True))
    return float(right), float(sum(len(c) - 1 for c in of))


def b_cubed(key: Sequence[Cluster], answer: Sequence[Cluster]) -> Ratio:
    """For every mention the share of its cluster that is shared, summed.

    >>> round(b_cubed([{1, 2, 3}], [{1, 2}, {3}]).recall, 3)
    0.556
    """
    return Ratio(*_shares(key, answer), *_shares(answer, key))


def _shares(of: Sequence[Cluster], by: Sequence[Cluster]) -> tuple[float, float]:
    where = {m: cluster for cluster in by for m in cluster}
    right = sum(len(c & where[m]) / len(c) for c in of for m in c if m in where)
    return right, float(sum(len(c) for c in of))


def ceaf_entity(key: Sequence[Cluster], answer: Sequence[Cluster]) -> Ratio:
    """Clusters matched one to one for the greatest sum of ``2 |K & A| / (|K| + |A|)``.

    >>> round(ceaf_entity([{1, 2, 3}], [{1, 2}, {3}]).precision, 3)
    0.4
    """
    if not key or not answer:
        return Ratio(0.0, float(len(key)), 0.0, float(len(answer)))
    alike = np.array([[2 * len(k & a) / (len(k) + len(a)) for a in answer] for k in key])
    rows, columns = linear_sum_assignment(-alike)
    right = float(alike[rows, columns].sum())
    return Ratio(right, float(len(key)), right, float(len(answer)))


def conll(ratios: Iterable[Ratio]) -> float:
    """The mean F1 of MUC, B-cubed and CEAF-e."""
    scores = [f1(ratio) for ratio in ratios]
    return sum(scores) / len(scores)
