"""Readings of ground, goods and forces that change hands or move: "capture", "seize", "withdraw", "offensive"."""

from __future__ import annotations

from dateline.extract.actors import doers, done_to, is_armed
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import PLACE_OBJECTS, WEAPON_OBJECTS
from dateline.extract.syntax import clause_verb

__all__ = ["capture", "liberate", "move", "offensive", "surrender"]


def capture(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    objects = (
        done_to(mention, names)
        if trigger.pos_ == "VERB"
        else [t for c in trigger.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
    )
    if mention.lemma == "seizure" and not objects:
        return None
    for thing in objects:
        lemma = lemma_of(thing)
        if lemma in {"power"}:
            return "leadership_change"
        if lemma in WEAPON_OBJECTS:
            return (
                "weapons_seizure"
                if mention.lemma in {"seize", "recover", "capture", "seizure", "intercept"}
                else None
            )
        if lemma in PLACE_OBJECTS or (thing.ent_type_ in {"GPE", "LOC", "FAC"} and mention.lemma != "occupy"):
            return "territory_change"
        if thing.ent_type_ == "PERSON" or lemma in lexicon.cue("actors", "people") | lexicon.cue(
            "actors", "armed"
        ):
            return "arrest" if mention.lemma in {"capture", "seize"} else None
    return None


def liberate(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    objects = done_to(mention, names)
    if any(lemma_of(t) in {"hostage", "prisoner", "captive"} for t in objects):
        return "group_change"
    return "territory_change" if mention.trigger.pos_ == "VERB" and objects else None


def offensive(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    return (
        "force_movement"
        if lemma_of(verb) in {"launch", "begin", "announce", "start", "continue", "resume", "open"}
        else None
    )


def move(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Troops, armies and governments move or withdraw forces; bills and products are withdrawn too."""
    trigger = mention.trigger
    people = [*doers(mention, names), *done_to(mention, names)]
    if trigger.pos_ in {"NOUN", "PROPN"}:
        people += [t for c in trigger.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
    objects = {lemma_of(t) for t in people}
    if objects & {
        "bill",
        "offer",
        "proposal",
        "candidacy",
        "support",
        "charge",
        "complaint",
        "product",
        "reporter",
        "aid",
        "ball",
        "claim",
    }:
        return None
    return "force_movement" if any(is_armed(t, lexicon, names) for t in people) else None


def surrender(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    return "group_change" if doers(mention, names) else None
