"""Links to groups: constrained average linkage inside one connected component, so that no bad link chains.

:func:`clusters` looks at nothing but the accounts of one component, in the order of their ids, and adds whole
numbers, so neither the order of arrival nor that of the pairs can change a group. Two groups are joined while
the mean log-odds over *all* pairs between them is above 0 and no pair between them is forbidden; the best
mean first. A component with more than :data:`DENSE` accounts is not compared pair by pair: there the links
come strongest first, and a join needs a mean above 0 over the pairs that blocking found and links that reach
at least half of either group.

Judgements of people go before all of it (:class:`RuledGroups`): what cannot be one never is, and what must
be one is one, with the whole groups that are made around its accounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dateline.resolve.block import SEEKERS
from dateline.resolve.ruled_groups import RuledGroups
from dateline.resolve.rulings import Rulings

__all__ = ["DENSE", "UNIT", "Clustering", "Merge", "Scored", "clusters", "components"]

DENSE = 400
"""Accounts of a component up to which all its pairs are compared: 80,000 pairs, a tenth of a second."""
UNIT = 1e-4
"""Log-odds are added in whole numbers of this size: a sum is then the same in whatever order it is made."""

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Pairs of members (``one < other``, each pair once), their log-odds, and which are forbidden."""

    one: Rows
    other: Rows
    log_odds: npt.NDArray[np.float64]
    forbidden: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two groups were joined: the strongest link between them, and how sure the join was over all."""

    one: int
    other: int
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """Groups of members, each sorted, by their lowest member; and the joins in the order they were made."""

    groups: tuple[tuple[int, ...], ...]
    merges: tuple[Merge, ...]


def components(size: int, one: Rows, other: Rows) -> npt.NDArray[np.int32]:
    """The number of each row's connected component."""
    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(size, size))
    labels: npt.NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return labels


def clusters(ids: Sequence[str], scored: Scored, rulings: Rulings | None = None) -> Clustering:
    """Groups of the members of one component, numbered by their account ``ids``, which are sorted.

    ``scored`` are all pairs up to :data:`DENSE` members, above it those that share a key.
    """
    ruled = RuledGroups(ids, rulings or Rulings())
    odds = np.where(scored.forbidden, -np.inf, np.rint(scored.log_odds / UNIT))
    by = _by_mean if len(ids) <= DENSE else _by_link
    merges = by(len(ids), scored, odds, ruled)
    return Clustering(groups=tuple(map(tuple, ruled.groups())), merges=tuple(merges))


def _by_mean(size: int, scored: Scored, odds: npt.NDArray[np.float64], ruled: RuledGroups) -> list[Merge]:
    """Average linkage over all pairs, the best mean first; ties to the lowest members."""
    sums = np.full((size, size), -np.inf)
    sums[scored.one, scored.other] = odds
    sums[scored.other, scored.one] = odds
    links = sums.copy()
    means = sums.copy()
    counts = np.ones(size)
    members: list[list[int]] = [[member] for member in range(size)]
    merges: list[Merge] = []
    while True:
        one, other = divmod(int(np.argmax(means)), size)  # one < other: the first of equals is the lowest
        mean = means[one, other]
        if mean <= 0:
            return merges
        if not ruled.join(one, other):
            means[one, other] = means[other, one] = sums[one, other] = sums[other, one] = -np.inf
            continue
        between = links[np.ix_(members[one], members[other])]
        a, b = divmod(int(np.argmax(between)), len(members[other]))
        pair = sorted((members[one][a], members[other][b]))
        merges.append(Merge(one=pair[0], other=pair[1], mean=float(mean) * UNIT))
        members[one] = sorted(members[one] + members[other])
        counts[one] += counts[other]
        sums[one] += sums[other]
        sums[one, one] = -np.inf
        sums[:, one] = sums[one]
        sums[other] = sums[:, other] = means[other] = means[:, other] = -np.inf
        means[one] = sums[one] / (counts[one] * counts)
        means[:, one] = means[one]


def _by_link(size: int, scored: Scored, odds: npt.NDArray[np.float64], ruled: RuledGroups) -> list[Merge]:
    """Strongest link first; a join is asked for again only when one of its groups has grown."""
    graph = _Graph(size, scored, odds)
    root = np.arange(size)
    members: dict[int, Rows] = {member: np.array([member]) for member in range(size)}
    refused: dict[tuple[int, int], tuple[int, int]] = {}
    merges: list[Merge] = []
    positive = np.flatnonzero(odds > 0)
    order = positive[np.lexsort((scored.other[positive], scored.one[positive], -odds[positive]))]
    for at in order.tolist():
        one, other = int(scored.one[at]), int(scored.other[at])
        low, high = sorted((int(root[one]), int(root[other])))
        sizes = len(members[low]), len(members[high])
        if low == high or refused.get((low, high)) == sizes:
            continue
        mean = graph.mean_between(members[low], members[high], root)
        if mean <= 0 or not ruled.join(low, high):
            refused[low, high] = sizes
            continue
        merges.append(Merge(one=one, other=other, mean=mean * UNIT))
        root[members[high]] = low
        members[low] = np.concatenate([members[low], members.pop(high)])
    return merges


class _Graph:
    """Scored pairs from both ends, by member."""

    def __init__(self, size: int, scored: Scored, odds: npt.NDArray[np.float64]) -> None:
        ends = np.concatenate([scored.one, scored.other])
        order = np.argsort(ends, kind="stable")
        self._end = ends[order]
        self._others = np.concatenate([scored.other, scored.one])[order]
        self._odds = np.concatenate([odds, odds])[order]
        self._starts = np.searchsorted(self._end, np.arange(size + 1))

    def mean_between(self, one: Rows, other: Rows, root: Rows) -> float:
        """Mean of the scored pairs between two groups; minus infinity when any is forbidden, or when the
        links above 0 reach too few members of either."""
        few, many = (one, other) if len(one) <= len(other) else (other, one)
        at = np.concatenate([np.arange(self._starts[m], self._starts[m + 1]) for m in few.tolist()])
        at = at[root[self._others[at]] == root[many[0]]]
        odds = self._odds[at]
        linked = at[odds > 0]
        for ends, group in ((self._end, few), (self._others, many)):
            # Of a large group only the seekers of its keys can have links to all.
            if len(np.unique(ends[linked])) < min(len(group), SEEKERS) / 2:
                return -np.inf
        return float(odds.sum() / len(at))
