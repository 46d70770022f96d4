"""Words and tests that the readings of event types share."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.actors import doers
from dateline.extract.coder import NON_STATE_ARMED, NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of

__all__ = [
    "AIR",
    "FIGHTERS",
    "PLACE_OBJECTS",
    "PROJECTILES",
    "PROTESTERS",
    "WEAPON_OBJECTS",
    "from_the_air",
    "in_sentence",
    "is_side",
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
    "detonator", "equipment", "vehicle", "carbine", "revolver", "cartridge", "landmine", "mine", "mortar",
    "launcher", "machinegun", "bullet", "gunpowder", "gelatin", "gelatine", "shotgun", "weaponry", "riffle",
    "magazine", "ak-47", "dynamite", "machete", "projectile", "warhead",
})  # fmt: skip
PROJECTILES = frozenset({"rocket", "missile", "mortar", "shell", "artillery", "projectile", "round"})
PROTESTERS = frozenset(
    {"protester", "demonstrator", "crowd", "rally", "protest", "marcher", "demonstration", "protestor"}
)
FIGHTERS = frozenset({
    "militant", "insurgent", "rebel", "gunman", "gunmen", "terrorist", "jihadist", "guerrilla", "guerilla",
    "bandit", "separatist", "fighter", "maoist", "naxal", "naxalite", "militiaman", "militiamen", "militia",
    "paramilitary", "islamist",
    "soldier", "troop", "troops", "army", "military", "force", "forces", "police", "policeman", "policemen",
    "officer", "commando", "constable", "serviceman", "servicemen", "patrol",
})  # fmt: skip
"""People under arms, of a state or against it: who kills whom of them makes no other event."""


def is_side(head: Token, names: NameFinder) -> bool:
    """Whether the phrase names one of two armed sides: people under arms, or an army or group by name."""
    if lemma_of(head) in FIGHTERS or head.lower_ in FIGHTERS:
        return True
    if any(c.lower_ == "armed" for c in head.children):
        return True
    return any(hit.kind in _ARMED_KINDS and not hit.affiliated for hit in names.actors(head.text))


_ARMED_KINDS = NON_STATE_ARMED | {"military", "police"}


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


def from_the_air(mention: Mention, names: NameFinder) -> bool:
    """Whether the doer flies, or the sentence tells what did.

    Who the doer is, a state or a group, says nothing: both bomb and hit from the air and from the ground.
    """
    for head in doers(mention, names):
        inside = {lemma_of(t) for t in head.subtree}
        if inside & AIR or inside >= {"air", "force"}:
            return True
    return in_sentence(mention, _FLIES)


_FLIES = frozenset({"airstrike", "warplane", "aircraft", "jet", "drone", "airplane", "plane", "helicopter"})


def prepositional_of_person(noun: Token, lexicon: Lexicon) -> bool:
    """Whether an of-phrase of ``noun`` names people ("execution of prisoners")."""
    people = lexicon.cue("actors", "people")
    return any(
        lemma_of(t) in people or t.ent_type_ == "PERSON"
        for c in noun.children
        if c.lower_ == "of"
        for t in c.children
    )
