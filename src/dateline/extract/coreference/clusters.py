"""Clusters of the mentions of one article, joined one by one, each join with its sieve and its confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.extract.coreference.mention import Form, Mention

__all__ = ["Clusters", "Join"]


@dataclass(frozen=True, slots=True, eq=False)
class Join:
    """That ``mention`` takes up ``antecedent``: which sieve said so, and how often that sieve is right."""

    mention: Mention
    antecedent: Mention
    sieve: str
    confidence: float


class Clusters:
    """The mentions of an article in reading order, with what has been joined so far.

    ``names`` and ``descriptions`` find earlier mentions by a word of a name, or by the head of a description.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = sorted(mentions, key=lambda m: (m.start, len(m.tokens)))
        self.joins: dict[int, Join] = {}
        self.names: dict[str, list[Mention]] = defaultdict(list)
        self.descriptions: dict[str, list[Mention]] = defaultdict(list)
        self.in_sentence: dict[int, list[Mention]] = defaultdict(list)
        self.named = [m for m in self.mentions if m.form is Form.NAME]
        self._by_start = {m.start: m for m in self.mentions}
        self._members = {id(m): [m] for m in self.mentions}
        for mention in self.mentions:
            self.in_sentence[mention.sentence.index].append(mention)
            if mention.form is Form.NAME:
                for word in dict.fromkeys(mention.words):
                    self.names[word].append(mention)
            elif mention.form is Form.DESCRIPTION:
                self.descriptions[mention.head.lemma_.lower()].append(mention)

    def at(self, start: int) -> Mention | None:
        """The mention whose head starts at an offset of the body."""
        return self._by_start.get(start)

    def members(self, mention: Mention) -> Sequence[Mention]:
        """Everything joined with ``mention`` so far, itself included, in order of joining."""
        return self._members[id(mention)]

    def agree(self, mention: Mention, antecedent: Mention) -> bool:
        """Whether nothing known of either cluster speaks against their being one.

        One fact of each kind (number, gender, personhood, person named) has to fit for all members.
        """
        ours, theirs = self.members(mention), self.members(antecedent)
        if ours is theirs:
            return True
        return all(_fits(_known(ours, fact), _known(theirs, fact)) for fact in ("female", "person")) and (
            _numbers_fit(ours, theirs) and not _two_actors(ours, theirs)
        )

    def join(self, mention: Mention, antecedent: Mention, sieve: str, confidence: float) -> None:
        """Make the two clusters one; ``mention`` keeps ``antecedent`` as what it takes up."""
        self.joins[id(mention)] = Join(mention, antecedent, sieve, confidence)
        ours, theirs = self._members[id(mention)], self._members[id(antecedent)]
        if ours is theirs:
            return
        theirs.extend(ours)
        for member in ours:
            self._members[id(member)] = theirs

    def all(self) -> Iterator[Sequence[Mention]]:
        """Every cluster once, those of a single mention too."""
        seen: set[int] = set()
        for members in self._members.values():
            if id(members) not in seen:
                seen.add(id(members))
                yield members


def _known(members: Sequence[Mention], fact: str) -> set[bool]:
    return {value for m in members if (value := getattr(m, fact)) is not None}


def _fits(ours: set[bool], theirs: set[bool]) -> bool:
    return not ours or not theirs or bool(ours & theirs)


def _numbers_fit(ours: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    """Singular with singular; a group or force is taken up by "it" and by "they"."""
    if any(m.collective for m in (*ours, *theirs)):
        return True
    return _fits(_known(ours, "plural"), _known(theirs, "plural"))


def _two_actors(ours: Sequence[Mention], theirs: Sequence[Mention]) -> bool:
    """Whether the registry knows the two under two names: then they are two, however alike the words."""
    here = {a for m in ours for a in m.registry}
    there = {a for m in theirs for a in m.registry}
    return bool(here and there and not here & there)
