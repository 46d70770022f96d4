"""Readings of political acts: agreements, sanctions, trials, offices, aid, alliances."""

from __future__ import annotations

from dateline.extract.actors import doers, done_to
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.readings.words import in_sentence
from dateline.extract.speech_kind import one_sided
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

_ALLIANCES = frozenset({"coalition", "alliance", "nato", "union", "treaty", "pact", "bloc"})
_ENVOYS = frozenset({"diplomat", "ambassador", "envoy"})
_BANNED = frozenset({"group", "party", "organisation", "organization", "entry", "import", "export"})
_SANCTIONING = frozenset({
    "impose", "announce", "approve", "expand", "extend", "lift", "place", "introduce", "issue", "implement",
    "sign", "adopt", "tighten", "ease",
})  # fmt: skip
"""Verbs that make a sanction, embargo or curfew an act; the noun alone may only describe one."""
_MATTERS_OF_WAR = frozenset({
    "peace", "ceasefire", "military", "defence", "defense", "security", "rebel", "war", "arm", "arms",
    "hostage", "prisoner", "nuclear", "conflict",
})  # fmt: skip
"""What tells an agreement of the record from a trade deal."""
_AGREEING = frozenset({
    "sign", "reach", "agree", "conclude", "strike", "broker", "ratify", "announce",
})  # fmt: skip
_MEETING = frozenset({
    "hold", "begin", "end", "start", "resume", "attend", "host", "open", "meet", "conduct", "include",
    "continue", "take",
})  # fmt: skip
_MATTERS_OF_TALKS = frozenset({
    "peace", "ceasefire", "rebel", "taliban", "hamas", "minister", "president", "war", "conflict",
    "security", "coalition",
})  # fmt: skip
_IN_COURT = frozenset({
    "begin", "open", "start", "face", "stand", "hold", "be", "resume", "issue", "receive", "serve", "uphold",
})  # fmt: skip
_OFFICES = frozenset({
    "president", "premier", "minister", "chancellor", "leader", "king", "emir", "junta", "government",
    "presidency",
})  # fmt: skip
"""The highest offices of a state or an armed group, not of a company."""
_COMMANDS = frozenset({"general", "commander", "chief"})
_POWER = frozenset({"power", "coup"})
_AID_MOVES = frozenset({
    "block", "halt", "allow", "deliver", "enter", "suspend", "reach", "prevent", "deny", "restrict",
    "resume", "loot", "obstruct", "attack", "obstruction", "open", "stop", "delivery", "entry",
})  # fmt: skip
_TRUCE_MADE = frozenset({
    "sign", "reach", "agree", "conclude", "broker", "take", "enter", "begin", "hold", "extend", "break",
    "violate", "collapse", "come", "start", "accept", "negotiate", "end",
})  # fmt: skip
_ARMS = frozenset({"weapon", "arms", "military", "missile", "ammunition", "tank"})
_WORKING_TOGETHER = frozenset({
    "formalize", "formalise", "sign", "agree", "expand", "announce", "launch",
})  # fmt: skip


def join(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Joined the alliance": membership when what is joined is an alliance of states or groups."""
    joined = {lemma_of(t) for c in mention.trigger.children if c.dep_ in {"dobj", "prep"} for t in c.subtree}
    return "membership" if joined & _ALLIANCES else None


def participation(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Membership of the union", "accession to the treaty": membership when the phrase names an alliance."""
    within = {
        lemma_of(t)
        for c in mention.trigger.children
        if c.dep_ == "prep" and c.lower_ in {"in", "of", "to"}
        for t in c.subtree
    }
    return "membership" if within & _ALLIANCES else None


def sanction_verb(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Expelled the ambassador", "banned the party": a sanction by whom or what is expelled or banned."""
    objects = {lemma_of(t) for t in done_to(mention)}
    if mention.lemma == "expel":
        return "sanction" if objects & _ENVOYS else None
    if mention.lemma in {"ban", "outlaw"}:
        return "sanction" if objects & _BANNED and doers(mention, names) else None
    return None


def sanction_noun(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Imposed sanctions", "lifted a curfew": a sanction when its verb makes or changes one."""
    return "sanction" if lemma_of(clause_verb(mention.trigger)) in _SANCTIONING else None


def agreement(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Signed a peace deal": an agreement when it is made and its sentence is about war or security."""
    made = lemma_of(clause_verb(mention.trigger)) in _AGREEING
    return "agreement" if made and in_sentence(mention, _MATTERS_OF_WAR) else None


def talks(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Held talks with rebels": talks when they are held and its sentence is about politics or war."""
    held = lemma_of(clause_verb(mention.trigger)) in _MEETING
    return "talks" if held and in_sentence(mention, _MATTERS_OF_TALKS) else None


def trial(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Was convicted", "charged with", "went on trial": a trial when somebody stands before a court."""
    trigger = mention.trigger
    if trigger.pos_ == "VERB":
        if mention.lemma != "charge":
            return "trial"
        charged_with = any(c.dep_ == "prep" and c.lower_ in {"with", "for", "in"} for c in trigger.children)
        someone = any(c.dep_ in {"nsubjpass", "dobj", "auxpass"} for c in trigger.children)
        return "trial" if charged_with and someone else None
    in_court = (
        mention.lemma in {"trial", "verdict", "sentence", "prosecution"}
        and trigger.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass"}
        and lemma_of(clause_verb(trigger)) in _IN_COURT
    )
    return "trial" if in_court else None


def leader(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Resigned", "was appointed": a change of leader when the sentence names one of the highest offices."""
    highest = mention.trigger.pos_ == "VERB" and in_sentence(mention, _OFFICES | _COMMANDS)
    return "leadership_change" if highest else None


def office(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Sworn in", "stepped down", "ousted": a change of leader when the sentence names a highest office."""
    return "leadership_change" if in_sentence(mention, _OFFICES | _POWER) else None


def aid(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """Aid that is let through, held up or taken, and not aid that is only mentioned."""
    return "aid_access" if in_sentence(mention, _AID_MOVES) else None


def truce(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """A truce that is made: not one called for, expected or described, and not one party's own pledge."""
    verb = clause_verb(mention.trigger)
    if mention.trigger.pos_ not in {"NOUN", "PROPN"}:
        return "agreement"
    if lemma_of(verb) in {"announce", "declare", "proclaim"}:
        return None if one_sided(verb, names) else "agreement"
    return "agreement" if lemma_of(verb) in _TRUCE_MADE else None


def supply(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Supplied missiles": cooperation when the sentence is about arms."""
    armed = mention.trigger.pos_ == "VERB" and in_sentence(mention, _ARMS)
    return "cooperation" if armed else None


def cooperation(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """ "Agreed to expand cooperation": cooperation when the verb of its clause makes or widens it."""
    return "cooperation" if lemma_of(clause_verb(mention.trigger)) in _WORKING_TOGETHER else None
