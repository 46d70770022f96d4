"""Links to groups: strongest first, and never against what a document keeps apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.resolve.block import pairs
from dateline.resolve.cases import Case
from dateline.resolve.ruled_groups import RuledGroups
from dateline.resolve.rulings import Rulings
from dateline.resolve.score import Feature, apart, evidence_for, told_apart

__all__ = ["Link", "clusters", "links_between"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two accounts (indices, ``one < other``) that look like one incident, and why."""

    one: int
    other: int
    features: tuple[Feature, ...]

    @property
    def points(self) -> float:
        """The sum of its features."""
        return sum(feature.points for feature in self.features)

    @property
    def why(self) -> str:
        """The features in words, strongest first, with their points."""
        ranked = sorted(self.features, key=lambda feature: (-feature.points, feature.name))
        return "; ".join(f"{feature.name} ({feature.points:+g})" for feature in ranked)


def links_between(cases: Sequence[Case]) -> list[Link]:
    """Every pair that could be one incident by itself, strongest first; ``cases`` stand in order."""
    links = []
    for one, other in pairs(cases):
        a, b = cases[one], cases[other]
        if not apart(a, b) and not told_apart(a, b) and (features := evidence_for(a, b)):
            links.append(Link(one=one, other=other, features=features))
    return sorted(links, key=lambda link: (-link.points, link.one, link.other))


def clusters(
    cases: Sequence[Case], links: Iterable[Link], rulings: Rulings | None = None
) -> tuple[list[list[int]], list[Link]]:
    """Groups of indices, and the links that made them.

    A link is refused when any account of one group cannot be one event with any of the other: nothing is
    merged through a third account that is vague enough to fit both. A must-link of ``rulings`` joins the
    whole groups at its ends, whatever would forbid it (no account falls out of its group because a person
    merged it); a cannot-link keeps them apart, whatever speaks for it.
    """
    ruled = RuledGroups([case.account.id for case in cases], rulings or Rulings())
    group_of = {index: [index] for index in range(len(cases))}
    used = []
    for link in links:
        one, other = group_of[link.one], group_of[link.other]
        if one is other or any(_kept_apart(cases[i], cases[j]) for i in one for j in other):
            continue
        if not ruled.join(link.one, link.other):
            continue
        used.append(link)
        one.extend(other)
        group_of.update(dict.fromkeys(other, one))
    return ruled.groups(), used


def _kept_apart(a: Case, b: Case) -> bool:
    return apart(a, b) or told_apart(a, b)
