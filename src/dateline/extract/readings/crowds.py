"""Readings of crowds: "protesters", "gather", "march"."""

from __future__ import annotations

from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import PROTESTERS, in_sentence
from dateline.extract.syntax import clause_verb

__all__ = ["gather", "march", "protesters"]


def protesters(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Thousands of protesters gathered": the people stand for the protest only as doers of one."""
    verb = clause_verb(mention.trigger)
    return (
        "protest"
        if mention.trigger.dep_ == "nsubj"
        and lemma_of(verb)
        in {
            "gather",
            "march",
            "block",
            "rally",
            "chant",
            "surround",
            "storm",
            "demand",
            "return",
            "take",
            "fill",
        }
        else None
    )


def gather(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    subjects = [t for c in mention.trigger.children if c.dep_ == "nsubj" for t in c.subtree]
    return (
        "protest"
        if any(lemma_of(t) in PROTESTERS | {"activist", "people", "supporter"} for t in subjects)
        and in_sentence(mention, PROTESTERS | {"against", "protest", "demand"})
        else None
    )


def march(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    if mention.trigger.ent_type_ == "DATE" or mention.trigger.pos_ == "PROPN":
        return None
    return "protest"
