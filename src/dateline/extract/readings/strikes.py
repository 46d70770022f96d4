"""Readings of strikes from afar and of explosions: "strike", "bomb", "launch", "rocket", "blast"."""

from __future__ import annotations

from dateline.extract.actors import doers, done_to, is_armed
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import AIR, PROJECTILES, air_or_state, in_sentence, near_lemmas
from dateline.extract.syntax import clause_verb

__all__ = ["LABOUR", "blast", "bomb", "hit", "launch", "projectile", "strike"]

LABOUR = frozenset(
    {
        "hunger",
        "general",
        "labor",
        "labour",
        "rail",
        "worker",
        "teacher",
        "union",
        "nurse",
        "doctor",
        "wage",
        "nationwide",
        "transport",
        "school",
        "climate",
    }
)


def strike(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    around = near_lemmas(trigger)
    if trigger.pos_ in {"NOUN", "PROPN"}:
        if around & LABOUR:
            return "protest"
        if around & {"missile", "rocket", "artillery"} and "drone" not in around:
            return "shelling"
        armed = [*doers(mention, names), *done_to(mention, names)]
        return (
            "air_strike"
            if armed or around & AIR or in_sentence(mention, AIR | {"military", "coalition"})
            else None
        )
    subjects = [t for c in trigger.children if c.dep_ in {"nsubj", "nsubjpass"} for t in [c]]
    if any(lemma_of(s) in PROJECTILES for s in subjects):
        return "shelling"
    if any(lemma_of(s) in {"drone", "airstrike", "plane", "aircraft"} for s in subjects):
        return "air_strike"
    if any(is_armed(d, lexicon, names) for d in doers(mention, names)) or in_sentence(
        mention, {"airstrike", "warplane", "jet"}
    ):
        return "air_strike"
    if any(names.is_demonym(d.text) or d.ent_type_ in {"GPE", "ORG"} for d in doers(mention, names)):
        return "air_strike"
    return None


def hit(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    subjects = {lemma_of(c) for c in mention.trigger.children if c.dep_ == "nsubj"}
    if subjects & PROJECTILES:
        return None
    objects = done_to(mention, names)
    if not objects:
        return None
    if subjects & {"drone", "airstrike", "strike", "warplane", "jet", "aircraft"} or air_or_state(
        mention, names
    ):
        return "air_strike"
    return None


def bomb(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    if trigger.pos_ == "VERB":
        return "air_strike" if air_or_state(mention, names) else "bombing"
    return (
        None
        if lemma_of(trigger) == "mine"
        and not in_sentence(mention, {"explode", "detonate", "step", "landmine"})
        else "bombing"
    )


def blast(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    if mention.trigger.pos_ == "VERB" and mention.lemma == "blast":
        return None
    if near_lemmas(mention.trigger) & {
        "gas",
        "boiler",
        "volcanic",
        "population",
        "mine",
        "fuel",
        "firework",
        "fireworks",
    }:
        return None
    return "bombing"


def launch(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    objects = [
        t for c in mention.trigger.children if c.dep_ in {"dobj", "nsubjpass"} for t in [c, *c.conjuncts]
    ]
    return "shelling" if any(lemma_of(t) in PROJECTILES for t in objects) else None


def projectile(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Rockets hit the base", "14 rockets hitting an airbase": the projectile is the doer of a hit."""
    verb = clause_verb(mention.trigger)
    if mention.trigger.dep_ in {"nsubj"} and lemma_of(verb) in {
        "hit",
        "strike",
        "land",
        "kill",
        "fall",
        "slam",
    }:
        return "shelling"
    return (
        "shelling"
        if any(
            lemma_of(c) in {"hit", "strike", "land", "kill"}
            for c in mention.trigger.children
            if c.dep_ in {"acl", "relcl"}
        )
        else None
    )
