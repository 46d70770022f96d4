"""Words and tests that the readings of event types share."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.actors import doers
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of

__all__ = [
    "AIR",
    "FIGHTERS",
    "PLACE_OBJECTS",
    "PROJECTILES",
    "PROTESTERS",
    "WEAPON_OBJECTS",
    "air_or_state",
    "in_sentence",
    "is_fighter",
    "near_lemmas",
    "prepositional_of_person",
]

AIR = frozenset({
    "air", "aircraft", "warplane", "jet", "drone", "helicopter", "airstrike", "aerial", "fighter", "bomber",
    "uav", "plane",
})  # fmt: skip
PLACE_OBJECTS = frozenset({
    "city", "town", "village", "territory", "area", "base", "district", "province", "settlement", "hill",
    "airport", "airbase", "position", "checkpoint", "installation", "field", "region", "neighbourhood",
    "neighborhood", "port", "capital", "island", "control", "ground", "land", "outpost", "headquarters",
    "camp", "stronghold", "bridge", "facility", "building", "post",
})  # fmt: skip
WEAPON_OBJECTS = frozenset({
    "weapon", "arm", "arms", "ammunition", "explosive", "rifle", "gun", "firearm", "rocket", "missile",
    "tank", "hardware", "cache", "ied", "bomb", "grenade", "drone", "munition", "drug", "pistol",
    "detonator", "equipment", "vehicle",
})  # fmt: skip
PROJECTILES = frozenset({"rocket", "missile", "mortar", "shell", "artillery", "projectile", "round"})
PROTESTERS = frozenset(
    {"protester", "demonstrator", "crowd", "rally", "protest", "marcher", "demonstration", "protestor"}
)
FIGHTERS = frozenset({
    "militant", "insurgent", "rebel", "gunman", "gunmen", "terrorist", "jihadist", "guerrilla", "bandit",
    "separatist", "fighter", "maoist", "naxal", "naxalite",
})  # fmt: skip


def is_fighter(head: Token) -> bool:
    """Whether the phrase names armed opponents of a state: their deaths at its hands are a clash."""
    return (
        lemma_of(head) in FIGHTERS
        or head.lower_ in FIGHTERS
        or any(c.lower_ == "armed" for c in head.children)
    )


def near_lemmas(token: Token) -> set[str]:
    """Lemmas and words of what hangs on ``token``, and of the word right before it."""
    near = {lemma_of(c) for c in token.children if c.dep_ in {"amod", "compound", "nmod", "poss"}}
    near |= {c.lower_ for c in token.children}
    if token.i > 0:
        near.add(lemma_of(token.nbor(-1)))
    return near


def in_sentence(mention: Mention, lemmas: set[str] | frozenset[str]) -> bool:
    """Whether a word of the mention's sentence, or its lemma, is one of ``lemmas``."""
    return any(lemma_of(t) in lemmas or t.lower_ in lemmas for t in mention.sentence.tokens)


def air_or_state(mention: Mention, names: NameFinder) -> bool:
    """Whether the doer flies or is a state: states bomb from the air, others plant bombs."""
    for head in doers(mention, names):
        inside = {lemma_of(t) for t in head.subtree}
        if inside & AIR or names.is_demonym(head.text) or (head.ent_type_ == "GPE"):
            return True
        if "air" in inside and "force" in inside:
            return True
    return in_sentence(mention, {"airstrike", "warplane", "aircraft", "jet", "drone", "coalition"})


def prepositional_of_person(noun: Token, lexicon: Lexicon) -> bool:
    """Whether an of-phrase of ``noun`` names people ("execution of prisoners")."""
    people = lexicon.cue("actors", "people")
    return any(
        lemma_of(t) in people or t.ent_type_ == "PERSON"
        for c in noun.children
        if c.lower_ == "of"
        for t in c.children
    )
