"""Readings of political acts: agreements, sanctions, trials, offices, aid, alliances."""

from __future__ import annotations

from dateline.extract.actors import doers, done_to
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import in_sentence
from dateline.extract.statements import one_sided
from dateline.extract.syntax import clause_verb

__all__ = [
    "agreement",
    "aid",
    "cooperation",
    "join",
    "leader",
    "office",
    "participation",
    "sanction_noun",
    "sanction_verb",
    "supply",
    "talks",
    "trial",
    "truce",
]


def join(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    objects = {lemma_of(t) for c in mention.trigger.children if c.dep_ in {"dobj", "prep"} for t in c.subtree}
    return (
        "membership"
        if objects & {"coalition", "alliance", "nato", "union", "treaty", "pact", "bloc"}
        else None
    )


def participation(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    within = {
        lemma_of(t)
        for c in mention.trigger.children
        if c.dep_ == "prep" and c.lower_ in {"in", "of", "to"}
        for t in c.subtree
    }
    return (
        "membership"
        if within & {"coalition", "alliance", "nato", "union", "treaty", "pact", "bloc"}
        else None
    )


def sanction_verb(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    objects = {lemma_of(t) for t in done_to(mention, names)}
    if mention.lemma == "expel":
        return "sanction" if objects & {"diplomat", "ambassador", "envoy"} else None
    if mention.lemma in {"ban", "outlaw"}:
        return (
            "sanction"
            if objects & {"group", "party", "organisation", "organization", "entry", "import", "export"}
            and doers(mention, names)
            else None
        )
    return None


def sanction_noun(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    return (
        "sanction"
        if lemma_of(verb)
        in {
            "impose",
            "announce",
            "approve",
            "expand",
            "extend",
            "lift",
            "place",
            "introduce",
            "issue",
            "implement",
            "sign",
            "adopt",
            "tighten",
            "ease",
        }
        else None
    )


def agreement(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    conflict = in_sentence(
        mention,
        {
            "peace",
            "ceasefire",
            "military",
            "defence",
            "defense",
            "security",
            "rebel",
            "war",
            "arm",
            "arms",
            "hostage",
            "prisoner",
            "nuclear",
            "conflict",
        },
    )
    return (
        "agreement"
        if conflict
        and lemma_of(verb) in {"sign", "reach", "agree", "conclude", "strike", "broker", "ratify", "announce"}
        else None
    )


def talks(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    if lemma_of(verb) not in {
        "hold",
        "begin",
        "end",
        "start",
        "resume",
        "attend",
        "host",
        "open",
        "meet",
        "conduct",
        "include",
        "continue",
        "take",
    }:
        return None
    return (
        "talks"
        if in_sentence(
            mention,
            {
                "peace",
                "ceasefire",
                "rebel",
                "taliban",
                "hamas",
                "minister",
                "president",
                "war",
                "conflict",
                "security",
                "coalition",
            },
        )
        else None
    )


def trial(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    trigger = mention.trigger
    if trigger.pos_ in {"VERB"}:
        if mention.lemma == "charge":
            return (
                "trial"
                if any(c.dep_ == "prep" and c.lower_ in {"with", "for", "in"} for c in trigger.children)
                and any(c.dep_ in {"nsubjpass", "dobj", "auxpass"} for c in trigger.children)
                else None
            )
        return "trial"
    verb = clause_verb(trigger)
    return (
        "trial"
        if lemma_of(verb)
        in {
            "begin",
            "open",
            "start",
            "face",
            "stand",
            "hold",
            "be",
            "resume",
            "issue",
            "receive",
            "serve",
            "uphold",
        }
        and trigger.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass"}
        and mention.lemma in {"trial", "verdict", "sentence", "prosecution"}
        else None
    )


def leader(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Someone takes or leaves the highest offices of a state or an armed group, not of a company."""
    offices = {
        "president",
        "premier",
        "minister",
        "chancellor",
        "leader",
        "king",
        "emir",
        "junta",
        "government",
        "presidency",
        "general",
        "commander",
        "chief",
    }
    return "leadership_change" if in_sentence(mention, offices) and mention.trigger.pos_ == "VERB" else None


def office(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Sworn in", "stepped down", "ousted": of the offices of a state or an armed group."""
    offices = {
        "president",
        "premier",
        "minister",
        "chancellor",
        "leader",
        "king",
        "emir",
        "junta",
        "government",
        "presidency",
        "power",
        "coup",
    }
    return "leadership_change" if in_sentence(mention, offices) else None


def aid(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Aid that is let through, held up or taken, and not aid that is only mentioned."""
    moved = {
        "block",
        "halt",
        "allow",
        "deliver",
        "enter",
        "suspend",
        "reach",
        "prevent",
        "deny",
        "restrict",
        "resume",
        "loot",
        "obstruct",
        "attack",
        "obstruction",
        "open",
        "stop",
        "delivery",
        "entry",
    }
    return "aid_access" if in_sentence(mention, moved) else None


def truce(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """A truce that is made; one that is only called for, expected or described is none, one party's word is a pledge."""
    verb = clause_verb(mention.trigger)
    if mention.trigger.pos_ not in {"NOUN", "PROPN"}:
        return "agreement"
    if lemma_of(verb) in {"announce", "declare", "proclaim"}:
        return None if one_sided(verb, names) else "agreement"
    made = {
        "sign",
        "reach",
        "agree",
        "conclude",
        "broker",
        "take",
        "enter",
        "begin",
        "hold",
        "extend",
        "break",
        "violate",
        "collapse",
        "come",
        "start",
        "accept",
        "negotiate",
        "end",
    }
    return "agreement" if lemma_of(verb) in made else None


def supply(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    return (
        "cooperation"
        if in_sentence(mention, {"weapon", "arms", "military", "missile", "ammunition", "tank"})
        and mention.trigger.pos_ == "VERB"
        else None
    )


def cooperation(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    verb = clause_verb(mention.trigger)
    return (
        "cooperation"
        if lemma_of(verb) in {"formalize", "formalise", "sign", "agree", "expand", "announce", "launch"}
        else None
    )
