"""Readings of attacks by people: "attack", "fire", "raid", "kill", "execute", "burn"."""

from __future__ import annotations

from dateline.extract.actors import doers, done_to, is_armed
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import (
    PROJECTILES,
    PROTESTERS,
    air_or_state,
    in_sentence,
    is_fighter,
    near_lemmas,
    prepositional_of_person,
)
from dateline.extract.syntax import clause_verb

__all__ = [
    "SHOOTS",
    "attack",
    "burn",
    "claim_of_lives",
    "destroy",
    "execute",
    "fire",
    "fire_set",
    "raid",
    "weak_battle",
]

SHOOTS = frozenset({"shoot", "kill", "wound", "shooting", "killing", "assault", "attack", "open"})


def attack(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger, around = mention.trigger, near_lemmas(mention.trigger)
    if mention.lemma == "claim":
        return claim_of_lives(mention)
    if mention.lemma in {"body", "corpse"}:
        found = lemma_of(clause_verb(trigger)) in {"find", "recover", "discover", "dump", "unearth"}
        return "armed_attack" if found and trigger.dep_ != "compound" else None
    if mention.lemma == "leave":
        return "armed_attack" if any(t.lower_ == "dead" for t in trigger.subtree) else None
    if mention.lemma == "attempt":
        return None
    if trigger.pos_ in {"NOUN", "PROPN"} and around & {"terror", "terrorist", "militant", "gun", "knife"}:
        return "armed_attack"
    state = any(
        lemma_of(d) in {"police", "officer", "soldier", "troop", "force", "forces", "army"}
        or d.ent_type_ == "GPE"
        for d in doers(mention, names)
    )
    if state and any(lemma_of(t) in PROTESTERS for t in done_to(mention, names)) and mention.lemma in SHOOTS:
        return "excessive_force"
    if state and mention.lemma in SHOOTS and any(is_fighter(t) for t in done_to(mention, names)):
        return "armed_clash"
    if state and mention.lemma == "open" and in_sentence(mention, PROTESTERS):
        return "excessive_force"
    return "armed_attack"


def claim_of_lives(mention: Mention) -> str | None:
    return (
        "armed_attack"
        if any(c.dep_ == "dobj" and lemma_of(c) in {"life", "lives"} for c in mention.trigger.children)
        else None
    )


def raid(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    if any(
        lemma_of(d) in {"police", "officer", "agent", "authority", "authorities"}
        for d in doers(mention, names)
    ) or near_lemmas(mention.trigger) & {"police"}:
        return None
    return "armed_attack"


def fire(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Only the verb: firing at someone, or firing rockets. Dismissing staff has a person as plain object."""
    trigger = mention.trigger
    if trigger.pos_ != "VERB":
        return None
    objects = {
        lemma_of(t) for c in trigger.children if c.dep_ in {"dobj", "nsubjpass"} for t in [c, *c.conjuncts]
    }
    if objects & {"gas", "canister", "cannon"} or (
        objects & {"bullet", "round"} and in_sentence(mention, {"rubber", "plastic", "baton"})
    ):
        return "protest_intervention"
    if objects & PROJECTILES and not (
        objects & {"round"} and not in_sentence(mention, {"mortar", "artillery"})
    ):
        return "shelling"
    at = {
        lemma_of(t)
        for c in trigger.children
        if c.dep_ == "prep" and c.lower_ in {"on", "at", "into", "upon"}
        for t in c.children
    }
    if at & PROTESTERS:
        return "excessive_force"
    if at or objects & {"shot", "gunshot", "round", "bullet", "gun", "weapon", "munition"}:
        return "armed_attack"
    return None


def weak_battle(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Heavy fighting", "a battle between the army and rebels": fighters on a side, or a place and a toll."""
    armed = lexicon.cue("actors", "armed")
    inside = {lemma_of(t) for t in mention.trigger.subtree}
    return "armed_clash" if inside & armed or in_sentence(mention, armed) else None


def execute(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    if trigger.pos_ in {"NOUN", "PROPN"}:
        return (
            "execution"
            if trigger.lower_ == "executions" or prepositional_of_person(trigger, lexicon)
            else None
        )
    return (
        "execution"
        if any(
            lemma_of(t) in lexicon.cue("actors", "people") or t.ent_type_ == "PERSON"
            for t in done_to(mention, names)
        )
        else None
    )


def destroy(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    if not any(c.dep_ in {"dobj", "nsubjpass"} for c in mention.trigger.children):
        return None
    if air_or_state(mention, names):
        return "air_strike"
    return "property_attack" if any(is_armed(d, lexicon, names) for d in doers(mention, names)) else None


def burn(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    return "property_attack" if doers(mention, names) and done_to(mention, names) else None


def fire_set(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Setting oneself on fire is a protest, not an attack on property."""
    return (
        "protest"
        if any(t.lower_ in {"himself", "herself", "themselves"} for t in mention.sentence.tokens)
        and mention.trigger.pos_ == "VERB"
        else "property_attack"
    )
