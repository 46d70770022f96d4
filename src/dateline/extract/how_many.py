"""How many a noun phrase counts, by its number words, its determiner and its grammatical number."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.mentions import lemma_of
from dateline.text.numbers import quantity

__all__ = ["count_of"]

_ONE_PERSON = frozenset({"he", "she", "him", "her", "his"})
_COUNTING_HEADS = frozenset({
    "dozens", "scores", "hundreds", "thousands", "couple", "number", "dozen", "several", "many", "handful",
    "duo", "trio", "pair",
})  # fmt: skip
_COLLECTIVE = frozenset({
    "police", "army", "military", "group", "people", "staff", "crew", "personnel", "toll",
})  # fmt: skip
"""Nouns in the singular that are more than one."""
_COUNTING_WORDS = frozenset({
    "several", "many", "numerous", "more", "dozen", "single", "multiple", "another",
})  # fmt: skip
_QUANTIFIERS = frozenset({"nummod", "quantmod", "advmod", "amod", "det", "predet", "nmod", "compound"})


def count_of(head: Token) -> tuple[int | None, int | None] | None:
    """How many a noun phrase counts: "at least 20 people" (20, None); "a soldier" (1, 1); "soldiers" None."""
    if head.lower_ in _ONE_PERSON:
        return 1, 1
    if head.like_num or head.pos_ == "NUM":
        return quantity([t.text for t in head.subtree if t.i <= head.i])
    if head.lower_ == "total":
        return next((count_of(t) for c in head.children if c.lower_ == "of" for t in c.children), None)
    if head.lower_ in _COUNTING_HEADS:
        return quantity([*(c.text for c in head.children if c.i < head.i), head.text])
    words = _quantifier_words(head)
    if words in (["Another"], ["another"]):
        return 1, 1
    if words:
        amount = quantity(words)
        if amount is not None:
            return amount
    if head.pos_ == "PROPN" and head.tag_ == "NNP" and not head.lower_.endswith("men"):
        return 1, 1
    singular = head.tag_ == "NN" and lemma_of(head) not in _COLLECTIVE
    if singular and any(c.dep_ in {"det", "poss", "compound", "amod", "appos"} for c in head.children):
        return 1, 1
    return None


def _quantifier_words(head: Token) -> list[str]:
    words: list[str] = []
    for child in head.children:
        if (
            child.i < head.i
            and child.dep_ in _QUANTIFIERS
            and (child.pos_ in {"NUM", "DET", "ADV"} or child.like_num or child.lower_ in _COUNTING_WORDS)
        ):
            words.extend(t.text for t in child.subtree)
    return [] if words == ["the"] else words
