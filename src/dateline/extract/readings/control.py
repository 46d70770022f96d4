"""Readings of what changes hands or moves: "capture", "seize", "withdraw", "offensive"."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.actors import doers, done_to, is_armed
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import PLACE_OBJECTS, WEAPON_OBJECTS
from dateline.extract.syntax import clause_verb

__all__ = ["capture", "found", "liberate", "move", "offensive", "surrender"]

_TAKES_WEAPONS = frozenset({"seize", "recover", "recovery", "capture", "seizure", "intercept", "defuse"})
_QUANTITIES = frozenset({
    "quantity", "number", "amount", "kilogram", "kilo", "kg", "gram", "tonne", "ton", "metre", "meter",
    "foot", "round", "piece", "packet", "bag", "stock", "stockpile", "haul", "lot", "consignment", "box",
    "stick", "type", "kind", "variety", "load", "pile",
})  # fmt: skip
"""Words for how much of something there is."""
_WRECKS = frozenset(
    {"missile", "rocket", "drone", "tank", "vehicle", "equipment", "hardware", "mine", "drug"}
)
"""What is found after it was used, or lost."""
_CAPTIVES = frozenset({"hostage", "prisoner", "captive"})
_UNDER_WAY = frozenset({"launch", "begin", "announce", "start", "continue", "resume", "open"})
_NO_FORCES = frozenset({
    "bill", "offer", "proposal", "candidacy", "support", "charge", "complaint", "product", "reporter", "aid",
    "ball", "claim",
})  # fmt: skip
"""What is withdrawn, moved or advanced in peace time."""


def capture(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Captured", "seized": the first thing taken tells power, ground, a seizure or an arrest."""
    trigger = mention.trigger
    objects = (
        done_to(mention)
        if trigger.pos_ == "VERB"
        else [t for c in trigger.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
    )
    people = lexicon.cue("actors", "people") | lexicon.cue("actors", "armed")
    for thing in objects:
        lemma = lemma_of(thing)
        if lemma == "power":
            return "leadership_change"
        if _are_arms(thing):
            return "weapons_seizure" if mention.lemma in _TAKES_WEAPONS else None
        if lemma in PLACE_OBJECTS or (thing.ent_type_ in {"GPE", "LOC", "FAC"} and mention.lemma != "occupy"):
            return "territory_change"
        if thing.ent_type_ == "PERSON" or lemma in people:
            return "arrest" if mention.lemma in {"capture", "seize"} else None
    return None


def found(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Found", "unearthed": arms that forces come upon are seized."""
    arms = (t for t in done_to(mention) if _are_arms(t))
    return "weapons_seizure" if any(lemma_of(t) not in _WRECKS for t in arms) else None


def _are_arms(thing: Token) -> bool:
    """Whether the phrase is of arms: by its head, what it is a quantity of, or a noun before the head."""
    if lemma_of(thing) in WEAPON_OBJECTS:
        return True
    if lemma_of(thing) in _QUANTITIES:
        return any(
            lemma_of(t) in WEAPON_OBJECTS
            for c in thing.children
            if c.dep_ == "prep" and c.lower_ == "of"
            for t in c.children
        )
    return any(c.dep_ in {"compound", "amod"} and lemma_of(c) in WEAPON_OBJECTS for c in thing.children)


def liberate(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Liberated": captives are released, anything else that is freed is ground."""
    objects = done_to(mention)
    if any(lemma_of(t) in _CAPTIVES for t in objects):
        return "group_change"
    return "territory_change" if mention.trigger.pos_ == "VERB" and objects else None


def offensive(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Launched an offensive": forces move when the verb of its clause opens it or keeps it going."""
    return "force_movement" if lemma_of(clause_verb(mention.trigger)) in _UNDER_WAY else None


def move(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Troops, armies and governments move or withdraw forces; bills and products are withdrawn too."""
    trigger = mention.trigger
    people = [*doers(mention, names), *done_to(mention)]
    if trigger.pos_ in {"NOUN", "PROPN"}:
        people += [t for c in trigger.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
    if any(lemma_of(t) in _NO_FORCES for t in people):
        return None
    return "force_movement" if any(is_armed(t, lexicon, names) for t in people) else None


def surrender(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Surrendered", "disarmed", "defected": a group changes when the words name who does."""
    return "group_change" if doers(mention, names) else None
