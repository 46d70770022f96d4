"""Readings of attacks by people: "attack", "fire", "raid", "kill", "execute", "burn"."""

from __future__ import annotations

from dateline.extract.actors import doers, done_to, is_armed
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.put_to_death import put_to_death
from dateline.extract.readings.words import (
    PROJECTILES,
    PROTESTERS,
    from_the_air,
    in_sentence,
    is_side,
    near_lemmas,
    prepositional_of_person,
)
from dateline.extract.syntax import clause_verb, prepositional

__all__ = [
    "attack",
    "burn",
    "by_hand",
    "clash",
    "destroy",
    "execute",
    "fire",
    "fire_set",
    "fought",
    "raid",
    "weak_battle",
]

_CHEMICALS = frozenset({"sarin", "chlorine", "novichok", "phosgene"})
_SHOOTS = frozenset({"shoot", "kill", "wound", "shooting", "killing", "assault", "attack", "open"})
_POLICE = frozenset({"police", "officer", "agent", "authority", "authorities"})
_GOES_ONE_WAY = frozenset({"attack", "assault", "open"})
"""Words for fire that goes one way, whoever is under it; "killed" does not say so of two armed sides."""
_FOUND = frozenset({"find", "recover", "discover", "dump", "unearth"})
_AT_CROWDS = frozenset({"gas", "canister", "cannon"})
_FIRED = frozenset({"shot", "gunshot", "round", "bullet", "gun", "weapon", "munition"})


def attack(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Attack", "kill", "shoot" and their like: by doer and target an attack, a clash or force."""
    trigger, around = mention.trigger, near_lemmas(mention.trigger)
    if mention.lemma == "claim":
        return "armed_attack" if _claims_lives(mention) else None
    if mention.lemma in {"body", "corpse"}:
        found = lemma_of(clause_verb(trigger)) in _FOUND
        return "armed_attack" if found and trigger.dep_ != "compound" else None
    if mention.lemma == "leave":
        return "armed_attack" if any(t.lower_ == "dead" for t in trigger.subtree) else None
    if mention.lemma == "attempt":
        return None
    if in_sentence(mention, _CHEMICALS):
        return "chemical_attack"
    if trigger.pos_ in {"NOUN", "PROPN"} and around & {"terror", "terrorist", "militant", "gun", "knife"}:
        return "armed_attack"
    sides = [d for d in doers(mention, names) if is_side(d, names) or d.ent_type_ == "GPE"]
    if sides and mention.lemma in _SHOOTS:
        harmed = done_to(mention)
        if any(lemma_of(t) in PROTESTERS for t in harmed):
            return "excessive_force"
        if mention.lemma not in _GOES_ONE_WAY and any(is_side(t, names) for t in harmed):
            return "armed_clash"
    if sides and mention.lemma == "open" and in_sentence(mention, PROTESTERS):
        return "excessive_force"
    return "armed_attack"


def _claims_lives(mention: Mention) -> bool:
    """Whether it is lives that are claimed, and not ground or responsibility."""
    return any(c.dep_ == "dobj" and lemma_of(c) in {"life", "lives"} for c in mention.trigger.children)


def raid(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Raid": an attack, unless the police search a house."""
    search = "police" in near_lemmas(mention.trigger) or any(
        lemma_of(d) in _POLICE for d in doers(mention, names)
    )
    return None if search else "armed_attack"


def fire(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Only the verb: firing at someone, or firing rockets. Dismissing staff has a person as plain object."""
    trigger = mention.trigger
    if trigger.pos_ != "VERB":
        return None
    objects = {
        lemma_of(t) for c in trigger.children if c.dep_ in {"dobj", "nsubjpass"} for t in [c, *c.conjuncts]
    }
    if objects & _AT_CROWDS or (
        objects & {"bullet", "round"} and in_sentence(mention, {"rubber", "plastic", "baton"})
    ):
        return "protest_intervention"
    if objects & PROJECTILES and ("round" not in objects or in_sentence(mention, {"mortar", "artillery"})):
        return "shelling"
    at = {
        lemma_of(t)
        for c in trigger.children
        if c.dep_ == "prep" and c.lower_ in {"on", "at", "into", "upon"}
        for t in c.children
        if t.ent_type_ not in {"DATE", "TIME"}
    }
    if at & PROTESTERS:
        return "excessive_force"
    if at or objects & _FIRED:
        return "armed_attack"
    return None


def by_hand(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Axed to death", "slit his throat", "succumbed to his wounds": an attack where somebody dies of it."""
    return "armed_attack" if put_to_death(mention.trigger) else None


def clash(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Clash": a riot when a crowd is one side, else an armed clash."""
    sides = {
        lemma_of(t)
        for t in [*doers(mention, names), *prepositional(mention.trigger, "with", "between", "among")]
    }
    return "riot" if sides & _CROWD else "armed_clash"


_CROWD = PROTESTERS | {"counter-protester", "rioter", "fan", "student"}


def fought(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Fought": a clash when a doer or a side is armed ("fought with", "fought against")."""
    sides = [*doers(mention, names), *done_to(mention), *prepositional(mention.trigger, "with", "against")]
    return "armed_clash" if any(is_armed(t, lexicon, names) for t in sides) else None


def weak_battle(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Heavy fighting", "a battle with rebels": a clash when its sentence names someone armed."""
    return "armed_clash" if in_sentence(mention, lexicon.cue("actors", "armed")) else None


def execute(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Executed": an execution when people are executed, and not a plan or a contract."""
    trigger = mention.trigger
    if trigger.pos_ in {"NOUN", "PROPN"}:
        killed = trigger.lower_ == "executions" or prepositional_of_person(trigger, lexicon)
        return "execution" if killed else None
    people = lexicon.cue("actors", "people")
    killed = any(lemma_of(t) in people or t.ent_type_ == "PERSON" for t in done_to(mention))
    return "execution" if killed else None


def destroy(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Destroyed", "damaged": an air strike by what flies, else an attack by the armed or by a state."""
    if not any(c.dep_ in {"dobj", "nsubjpass"} for c in mention.trigger.children):
        return None
    if from_the_air(mention, names):
        return "air_strike"
    by_side = any(is_armed(d, lexicon, names) or d.ent_type_ == "GPE" for d in doers(mention, names))
    return "property_attack" if by_side else None


def burn(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Burned the market": an attack on property when the words say who burns what; on people if alive."""
    if put_to_death(mention.trigger):
        return "armed_attack"
    return "property_attack" if doers(mention, names) and done_to(mention) else None


def fire_set(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Setting oneself on fire is a protest, not an attack on property."""
    oneself = any(t.lower_ in {"himself", "herself", "themselves"} for t in mention.sentence.tokens)
    return "protest" if oneself and mention.trigger.pos_ == "VERB" else "property_attack"
