"""Readings of crowds: "protesters", "gather", "march"."""

from __future__ import annotations

from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import PROTESTERS, in_sentence
from dateline.extract.syntax import clause_verb

__all__ = ["gather", "march", "protesters"]

_CROWD_ACTS = frozenset({
    "gather", "march", "block", "rally", "chant", "surround", "storm", "demand", "return", "take", "fill",
})  # fmt: skip
"""What a crowd does to protest."""
_GATHERED = PROTESTERS | {"activist", "people", "supporter"}
_CAUSE = PROTESTERS | {"against", "protest", "demand"}


def protesters(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Thousands of protesters gathered": the people stand for the protest only as doers of one."""
    acting = mention.trigger.dep_ == "nsubj" and lemma_of(clause_verb(mention.trigger)) in _CROWD_ACTS
    return "protest" if acting else None


def gather(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Activists gathered to demand ...": a protest when a crowd gathers and its sentence tells a cause."""
    subjects = [t for c in mention.trigger.children if c.dep_ == "nsubj" for t in c.subtree]
    crowd = any(lemma_of(t) in _GATHERED for t in subjects)
    return "protest" if crowd and in_sentence(mention, _CAUSE) else None


def march(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Marched", "a rally": a protest, unless the word is a month or part of a name."""
    named = mention.trigger.ent_type_ == "DATE" or mention.trigger.pos_ == "PROPN"
    return None if named else "protest"
