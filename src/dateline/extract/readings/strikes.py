"""Readings of strikes from afar and of explosions: "strike", "bomb", "launch", "rocket", "blast"."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.actors import doers, done_to, is_armed
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import AIR, PROJECTILES, from_the_air, in_sentence, near_lemmas
from dateline.extract.syntax import clause_verb, path_to_root

__all__ = ["blast", "bomb", "grenade", "hit", "launch", "projectile", "strike"]

_LABOUR = frozenset({
    "hunger", "general", "labor", "labour", "rail", "worker", "teacher", "union", "nurse", "doctor", "wage",
    "nationwide", "transport", "school", "climate",
})  # fmt: skip
"""Strikes of people who stop work or food."""
_FIRED = frozenset({"missile", "rocket", "artillery"})
_FLYING = frozenset({"drone", "airstrike", "plane", "aircraft"})
_FROM_THE_AIR = frozenset({"airstrike", "warplane", "jet"})
_NOT_BOMBS = frozenset({
    "gas", "boiler", "volcanic", "population", "mine", "fuel", "firework", "fireworks",
})  # fmt: skip
"""What explodes and is no bomb."""
_TAKEN = frozenset({"recover", "seize", "confiscate", "carry", "possess"})
_LAID = frozenset({"plant", "lay", "place", "hide"})
_FOUND = frozenset({"find", "discover", "unearth"})
_MINE_GOES_OFF = frozenset({"explode", "detonate", "step", "landmine"})


def strike(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Strike" is labour, shelling or an air strike: by the words around it or by its doer."""
    trigger = mention.trigger
    if trigger.pos_ in {"NOUN", "PROPN"}:
        around = near_lemmas(trigger)
        if around & _LABOUR:
            return "protest"
        if around & _FIRED and "drone" not in around:
            return "shelling"
        parties = [*doers(mention, names), *done_to(mention)]
        told = parties or around & AIR or in_sentence(mention, AIR | {"military", "coalition"})
        return "air_strike" if told else None
    subjects = {lemma_of(c) for c in trigger.children if c.dep_ in {"nsubj", "nsubjpass"}}
    if subjects & PROJECTILES:
        return "shelling"
    agents = doers(mention, names)
    flown = (
        subjects & _FLYING
        or any(is_armed(d, lexicon, names) for d in agents)
        or in_sentence(mention, _FROM_THE_AIR)
        or any(names.is_demonym(d.text) or d.ent_type_ in {"GPE", "ORG"} for d in agents)
    )
    return "air_strike" if flown else None


def hit(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Warplanes hit the camp", "jets pounded": an air strike when the doer flies."""
    subjects = {lemma_of(c) for c in mention.trigger.children if c.dep_ == "nsubj"}
    if subjects & PROJECTILES or not done_to(mention):
        return None
    flown = subjects & (_FROM_THE_AIR | {"drone", "strike", "aircraft"}) or from_the_air(mention, names)
    return "air_strike" if flown else None


def bomb(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Bombed" is an air strike by aircraft or of ground at large; a mine counts when it goes off."""
    trigger = mention.trigger
    if trigger.lower_ == "shelling":
        return "shelling"
    if trigger.pos_ == "VERB":
        return "air_strike" if from_the_air(mention, names) or _bombs_ground(mention) else "bombing"
    if _among_finds(trigger):
        return None
    if lemma_of(trigger) == "mine" and not in_sentence(mention, _MINE_GOES_OFF):
        return None
    return "bombing"


def _among_finds(trigger: Token) -> bool:
    """Whether the bomb is only listed with what was found: "bodies, along with a rifle and two bombs"."""
    if any(lemma_of(c) in _LAID for c in trigger.children):
        return False
    listed = False
    for here in path_to_root(trigger):
        if here != trigger and here.pos_ == "VERB":
            return lemma_of(here) in _TAKEN or (listed and lemma_of(here) in _FOUND)
        listed = listed or here.dep_ in {"conj", "appos"} or here.lower_ in {"with", "including", "besides"}
    return False


def _bombs_ground(mention: Mention) -> bool:
    """Whether a city, a region or positions are bombed, and nothing tells of a bomb that was planted: one
    plants a bomb in a market or under a car, and bombs a city from afar."""
    if in_sentence(mention, _PLANTED):
        return False
    return any(lemma_of(t) in _GROUND or t.ent_type_ in {"GPE", "LOC"} for t in done_to(mention))


_PLANTED = frozenset({
    "suicide", "car", "truck", "roadside", "device", "ied", "plant", "detonate", "explosive", "bomber",
    "vehicle", "motorcycle", "parcel",
})  # fmt: skip
_GROUND = frozenset({
    "target", "position", "area", "city", "town", "village", "territory", "stronghold", "region", "suburb",
    "district", "camp", "hideout", "depot", "enclave",
})  # fmt: skip


def blast(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Blast", "explosion": a bombing unless gas, fuel or the like explodes or somebody blasts in words."""
    if mention.trigger.pos_ == "VERB" and mention.lemma == "blast":
        return None
    return None if near_lemmas(mention.trigger) & _NOT_BOMBS else "bombing"


def launch(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Launched rockets": shelling when what is launched is a projectile."""
    objects = [
        t for c in mention.trigger.children if c.dep_ in {"dobj", "nsubjpass"} for t in [c, *c.conjuncts]
    ]
    return "shelling" if any(lemma_of(t) in PROJECTILES for t in objects) else None


def projectile(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Rockets hit the base", "14 rockets hitting an airbase": the projectile is the doer of a hit."""
    trigger = mention.trigger
    if trigger.pos_ == "VERB":
        return "shelling" if done_to(mention) and mention.lemma == "shell" else None
    hits = {"hit", "strike", "land", "kill"}
    if trigger.dep_ == "nsubj" and lemma_of(clause_verb(trigger)) in hits | {"fall", "slam"}:
        return "shelling"
    told_after = any(lemma_of(c) in hits for c in trigger.children if c.dep_ in {"acl", "relcl"})
    return "shelling" if told_after else None


def grenade(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "A grenade was thrown", "a grenade exploded": a grenade attack; else only a weapon that is named."""
    if len(mention.tokens) > 1:
        return None if _among_finds(mention.trigger) else "grenade"
    thrown = {"throw", "lob", "hurl", "toss", "explode", "detonate"}
    return "grenade" if lemma_of(clause_verb(mention.trigger)) in thrown else None
