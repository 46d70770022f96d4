"""Merges and splits to pairs that must and cannot be one incident, the newest judgement first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dateline.model import Judgement
from dateline.resolve.rulings import Pair, pair

__all__ = ["pairs_ruled"]


def pairs_ruled(
    standing: Sequence[Judgement], counts: Callable[[str], bool], losers: dict[str, set[str]]
) -> tuple[set[Pair], set[Pair]]:
    """Must-links and cannot-links that do not contradict each other.

    ``standing`` are the judgements in force, oldest first; ``counts`` tells which accounts rule anything.
    ``losers`` takes up each judgement that newer ones contradict, with those.
    """
    links = _Links()
    for judgement in reversed(standing):
        accounts, others = (list(filter(counts, side)) for side in (judgement.accounts, judgement.others))
        if judgement.kind == "merge" and accounts and others:
            against = links.join(accounts, others, judgement.id)
        elif judgement.kind == "split":
            against = links.part(accounts, others, judgement.id)
        else:
            continue
        if against:
            losers.setdefault(judgement.id, set()).update(against)
    return links.must, links.cannot


class _Links:
    """Groups that must-links make, and which of them cannot-links keep apart, each with its judgement."""

    def __init__(self) -> None:
        self.must: set[Pair] = set()
        self.cannot: set[Pair] = set()
        self._group: dict[str, set[str]] = {}
        self._parted: dict[str, dict[str, str]] = {}
        """Account -> account that it is kept apart from -> judgement."""
        self._merged: list[tuple[set[str], str]] = []
        """All that a merge said to be one, so that an older split among them counts no more."""

    def join(self, accounts: Sequence[str], others: Sequence[str], judgement: str) -> set[str]:
        """Links the first pair that nothing newer contradicts; if there is none, what contradicts them."""
        against: set[str] = set()
        for one in accounts:
            for other in others:
                objections = set(self._between(one, other))
                if not objections:
                    self._merged.append(({*accounts, *others}, judgement))
                    self._link(one, other)
                    return set()
                against |= objections
        return against

    def part(self, accounts: Sequence[str], others: Sequence[str], judgement: str) -> set[str]:
        """Keeps every account apart from every other; which newer merges some of that contradicts."""
        against: set[str] = set()
        for one in accounts:
            for other in others:
                if objections := set(self._joined(one, other)):
                    against |= objections
                else:
                    self.cannot.add(pair(one, other))
                    self._parted.setdefault(one, {}).setdefault(other, judgement)
                    self._parted.setdefault(other, {}).setdefault(one, judgement)
        return against

    def _link(self, one: str, other: str) -> None:
        self.must.add(pair(one, other))
        group = self._group_of(one) | self._group_of(other)
        self._group.update(dict.fromkeys(group, group))

    def _group_of(self, account: str) -> set[str]:
        return self._group.get(account, {account})

    def _between(self, one: str, other: str) -> Iterator[str]:
        """Judgements that keep a member of one group apart from a member of the other."""
        mine, theirs = self._group_of(one), self._group_of(other)
        if mine is theirs:
            return
        for member in mine:
            for enemy, judgement in self._parted.get(member, {}).items():
                if enemy in theirs:
                    yield judgement

    def _joined(self, one: str, other: str) -> Iterator[str]:
        """Newer merges by which the two are one incident, directly or by way of others."""
        for merged, judgement in self._merged:
            if one in merged and other in merged:
                yield judgement
        group = self._group_of(one)
        if other in group:
            yield from (judgement for merged, judgement in self._merged if len(group & merged) > 1)
