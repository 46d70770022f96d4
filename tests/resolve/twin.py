"""What the resolver does, the slow way: every account with every other, one pair at a time."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import numpy as np

from dateline.resolve.block import keys_of, priorities
from dateline.resolve.cases import Case
from dateline.resolve.cluster import UNIT
from dateline.resolve.compare import compare
from dateline.resolve.rulings import Rulings
from dateline.resolve.table import CaseTable

Partition = set[frozenset[str]]


class Twin:
    """Some cases, and every pair of them scored."""

    def __init__(self, cases: list[Case], seekers: int) -> None:
        self.ids = sorted(case.account.id for case in cases)
        by_id = {case.account.id: case for case in cases}
        self.odds: dict[frozenset[str], int | None] = {}
        """``None``: forbidden."""
        one, other = np.triu_indices(len(self.ids), 1)
        scores = compare(CaseTable.of(by_id[id_] for id_ in self.ids), one, other)
        for at, pair in enumerate(combinations(self.ids, 2)):
            odds = None if scores.forbidden[at] else round(scores.log_odds[at] / UNIT)
            self.odds[frozenset(pair)] = odds
        self.candidates = self._candidates(by_id, seekers)
        self.links = {pair for pair in self.candidates if (self.odds[pair] or 0) > 0}

    def _candidates(self, by_id: dict[str, Case], seekers: int) -> set[frozenset[str]]:
        under: dict[int, list[tuple[bool, int, str]]] = {}
        for id_ in self.ids:
            keys = keys_of(CaseTable.of([by_id[id_]]))
            (priority,) = priorities([id_]).tolist()
            for key, found in zip(keys.key.tolist(), keys.found.tolist(), strict=True):
                under.setdefault(key, []).append((found, priority, id_))
        pairs = set()
        for entries in under.values():
            seeking = [id_ for found, _, id_ in sorted(entries) if not found][:seekers]
            pairs |= {frozenset((one, other)) for one, (_, _, other) in product(seeking, entries)}
        return {pair for pair in pairs if len(pair) == 2}

    def partition(self, rulings: Rulings | None = None) -> Partition:
        """Groups by average linkage over all pairs of each component, rulings obeyed."""
        rulings = rulings or Rulings()
        must = [pair for pair in rulings.must if set(pair) <= set(self.ids)]
        cannot = {frozenset(pair) for pair in rulings.cannot}
        found: Partition = set()
        for component in _joined([{id_} for id_ in self.ids], [*self.links, *map(frozenset, must)]):
            found |= self._clustered(component, [frozenset(pair) for pair in must], cannot)
        return found

    def _clustered(
        self, component: set[str], must: list[frozenset[str]], cannot: set[frozenset[str]]
    ) -> Partition:
        groups = [{id_} for id_ in sorted(component)]
        while True:
            best = None
            for one, other in combinations(groups, 2):
                mean = self._mean(one, other)
                if mean is None or mean <= 0:
                    continue
                merged = [group for group in groups if group not in (one, other)] + [one | other]
                if any(self._violates(whole, cannot, must) for whole in _joined(merged, must)):
                    continue
                if best is None or mean > best[0]:
                    best = (mean, one, other)
            if best is None:
                return {frozenset(group) for group in _joined(groups, must)}
            groups = [group for group in groups if group not in best[1:]] + [best[1] | best[2]]
            groups.sort(key=min)

    def _mean(self, one: set[str], other: set[str]) -> Fraction | None:
        odds = [self.odds[frozenset(pair)] for pair in product(one, other)]
        told = [number for number in odds if number is not None]
        return Fraction(sum(told), len(told)) if len(told) == len(odds) else None

    def _violates(self, group: set[str], cannot: set[frozenset[str]], must: list[frozenset[str]]) -> bool:
        """Whether people keep two of ``group`` apart that must-links alone do not join."""
        alone = _joined([{id_} for id_ in group], [pair for pair in must if pair <= group])
        return any(pair <= group and not any(pair <= joined for joined in alone) for pair in cannot)


def _joined(groups: list[set[str]], pairs: list[frozenset[str]]) -> list[set[str]]:
    """Groups with those made one that a pair touches."""
    joined = [set(group) for group in groups]
    for pair in pairs:
        touched = [group for group in joined if group & pair]
        joined = [group for group in joined if not group & pair]
        joined += [set().union(*touched)] if touched else []
    return joined
