"""The weapon or means, as worded, in the words of an event."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import noun_phrase

__all__ = ["weapon_of"]

_NOT_MEANS = frozenset(
    {"seize", "recover", "confiscate", "supply", "buy", "sell", "capture", "find", "surrender", "destroy"}
)
"""Weapons that are found or sold are not the means of the event."""
_OF_STRIKE = frozenset(
    {"drone", "rocket", "missile", "bomb", "mortar", "artillery", "grenade", "knife", "gun"}
)


def weapon_of(trigger: Token, scope: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Tokens of the weapon phrase nearest to ``trigger`` in ``scope`` (its sentence), or ``[]``."""
    words = lexicon.cue("weapons", "words")
    found: list[tuple[int, list[Token]]] = []
    for token in scope:
        lemma = lemma_of(token)
        if token.pos_ not in {"NOUN", "PROPN", "VERB"} or (lemma not in words and token.lower_ not in words):
            continue
        if token.pos_ == "VERB" and lemma not in {"bomb", "shell"}:
            continue
        if token == trigger and lemma not in _OF_STRIKE | {"airstrike", "gunfire"}:
            continue
        if lemma_of(token.head) in _NOT_MEANS and token.dep_ in {"dobj", "nsubjpass", "conj"}:
            continue
        if lemma in {"vehicle", "tank", "helicopter", "warplane"} and not (
            token.dep_ == "pobj" and token.head.lower_ in {"with", "by", "using", "from"}
        ):
            continue
        if token.pos_ == "VERB":
            continue
        phrase = [t for t in noun_phrase(token) if t.dep_ != "prep" or t.i < token.i]
        phrase = phrase if token.dep_ != "compound" else [token]
        found.append((abs(token.i - trigger.i), phrase))
    return min(found, key=lambda f: f[0])[1] if found else []
