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
_DUG = frozenset(
    {
        "coal", "gold", "copper", "diamond", "iron", "salt", "cobalt", "tin", "coltan", "lithium", "uranium",
        "silver", "zinc", "nickel", "jade", "gem", "emerald", "sapphire", "manganese", "bauxite",
    }
)  # fmt: skip
"""What a mine is of that is dug and not laid."""


def _is_no_weapon(token: Token, words: frozenset[str]) -> bool:
    """A mine that is dug, or a word of a name ("Gun Violence Archive")."""
    if lemma_of(token) == "mine" and any(child.lower_ in _DUG for child in token.lefts):
        return True
    head = token.head
    return (
        token.dep_ == "compound"
        and token.is_title
        and head.pos_ == "PROPN"
        and head.is_title
        and lemma_of(head) not in words
    )


def weapon_of(trigger: Token, scope: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Tokens of the weapon phrase nearest to ``trigger`` in ``scope`` (its sentence), or ``[]``."""
    words = lexicon.cue("weapons", "words")
    found: list[tuple[int, list[Token]]] = []
    for token in scope:
        lemma = lemma_of(token)
        if token.pos_ not in {"NOUN", "PROPN"} or (lemma not in words and token.lower_ not in words):
            continue
        if _is_no_weapon(token, words):
            continue
        if token == trigger and lemma not in _OF_STRIKE | {"airstrike", "gunfire"}:
            continue
        if lemma_of(token.head) in _NOT_MEANS and token.dep_ in {"dobj", "nsubjpass", "conj"}:
            continue
        if lemma in {"vehicle", "tank", "helicopter", "warplane"} and not (
            token.dep_ == "pobj" and token.head.lower_ in {"with", "by", "using", "from"}
        ):
            continue
        phrase = [t for t in noun_phrase(token) if t.dep_ != "prep" or t.i < token.i]
        phrase = phrase if token.dep_ != "compound" else [token]
        found.append((abs(token.i - trigger.i), phrase))
    return min(found, key=lambda f: f[0])[1] if found else []
