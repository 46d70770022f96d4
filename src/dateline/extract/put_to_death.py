"""Deaths told in words that are no word for killing: "axed to death", "slit his throat", "burnt alive".

Reports of killings by hand seldom say "killed" in the sentence that tells how.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import objects_of, prepositional, subjects_of

__all__ = ["put_to_death"]

_CUTTING = frozenset({"slit", "cut", "chop", "sever"})
_CUT = frozenset({"throat", "head"})
_WOUNDS = frozenset({"injury", "wound", "burn"})


def put_to_death(verb: Token) -> list[Token]:
    """Heads of those whose death ``verb`` tells by its manner; empty when it tells no death."""
    lemma = lemma_of(verb)
    if verb.pos_ != "VERB":
        return []
    if any(t.lower_ == "death" for t in prepositional(verb, "to")):
        return objects_of(verb)
    if lemma == "burn" and any(c.lower_ == "alive" for c in verb.children):
        return objects_of(verb)
    if lemma == "succumb" and any(lemma_of(t) in _WOUNDS for t in prepositional(verb, "to")):
        return [t for s in subjects_of(verb, passive=False) for t in [s, *s.conjuncts]]
    if lemma in _CUTTING:
        return [owner for part in objects_of(verb) if lemma_of(part) in _CUT for owner in _owners(part)]
    return []


def _owners(part: Token) -> list[Token]:
    """Whose throat or head it is."""
    if lemma_of(part) == "throat" or any(c.lower_ == "off" for c in part.head.children):
        return prepositional(part, "of") or [c for c in part.children if c.dep_ == "poss"]
    return []
