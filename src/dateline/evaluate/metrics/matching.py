"""One-to-one matching of found and gold records."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["best_matching", "overlaps"]


def overlaps(spans: tuple[tuple[int, int], ...], others: tuple[tuple[int, int], ...]) -> bool:
    """Whether any half-open range of one shares a character with any of the other.

    >>> overlaps(((0, 5),), ((5, 9),)), overlaps(((0, 6),), ((5, 9),))
    (False, True)
    """
    return any(a < d and c < b for a, b in spans for c, d in others)


def best_matching(weights: Mapping[tuple[int, int], float], rows: int, columns: int) -> dict[int, int]:
    """Row -> column, one-to-one, over the pairs of ``weights`` (all above 0), of greatest summed weight.

    For the largest number of pairs first, give every pair a base weight above the sum of all preferences.

    >>> best_matching({(0, 0): 5.0, (0, 1): 4.0, (1, 0): 4.0}, 2, 2)
    {0: 1, 1: 0}
    """
    if not weights:
        return {}
    gain = np.zeros((rows, columns))
    for (row, column), weight in weights.items():
        gain[row, column] = weight
    chosen = zip(*linear_sum_assignment(gain, maximize=True), strict=True)
    return {int(row): int(column) for row, column in chosen if (int(row), int(column)) in weights}
