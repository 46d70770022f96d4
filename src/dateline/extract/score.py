"""How sure the rules are that a group of frames, or a speech act, is an event of the record.

A score between 0 and 1 made of named parts; what scores under SCORE_FLOOR is not coded. The weights were set
by reading misses and false accounts of the visible news texts; `dateline evaluate news` measures what they
give.
"""

from __future__ import annotations

import re
from collections.abc import Set

from spacy.tokens import Token

from dateline.extract.actors import is_armed, phrase_text
from dateline.extract.coder import NameFinder
from dateline.extract.grouping import Group, ReadFrame
from dateline.extract.lexicon import Lexicon
from dateline.extract.scope import names_armed_cause
from dateline.extract.statements import StatementReading
from dateline.extract.story import Story
from dateline.extract.syntax import clause_verb, is_finite, path_to_root
from dateline.model import Status
from dateline.text.blocks import Layout

__all__ = ["SCORE_FLOOR", "score_of_group", "score_of_statement"]

SCORE_FLOOR = 0.5

_STRONG, _WEAK = 0.45, 0.2
_TOLL, _PLACE, _TIME, _DOER, _ARMED_DOER, _DONE_TO = 0.3, 0.1, 0.1, 0.1, 0.15, 0.1
_MAIN_CLAUSE, _SUBORDINATE, _RETOLD, _LEAD = 0.15, -0.1, 0.1, 0.1
_ARMS_TAKEN = 0.1
"""A seizure tells who took it only half of the time: "two rifles were recovered from the spot"."""
_LED_TO = 0.25
"""A clash that something is told to have followed: "was arrested after an encounter near the village"."""
_GENERIC, _UNREAL, _BACKGROUND, _REFERS = -0.45, -0.15, -0.2, -0.25
_SPEECH, _POLITICAL_SPEAKER, _NAMED_SPEAKER, _ADDRESSEE = 0.3, 0.2, 0.15, 0.05
_SAID_PLAINLY, _CONFLICT, _NO_CONFLICT, _ROUTINE = 0.1, 0.2, -0.3, -0.1


def score_of_group(group: Group, lexicon: Lexicon, names: NameFinder) -> float:
    """Evidence that the group tells an event and does not merely mention one, in [0, 1]."""
    best = max(_score_of_frame(f, lexicon, names) for f in group.frames)
    if len(group.frames) > 1:
        best += _RETOLD
    if all(_not_told(f) for f in group.frames) or all(_merely_died(f) for f in group.frames):
        return 0.0
    if group.frames[0].background and not _dated_or_counted(group):
        return 0.0
    return max(0.0, min(1.0, best))


def _not_told(read: ReadFrame) -> bool:
    """Whether the words only negate ("did not attack") or give a rate ("420 children every day")."""
    if read.status.status is Status.DENIED and read.status.tokens[0].lemma_.lower() not in _DENIERS:
        return True
    if read.frame.event_type == "weapons_seizure" and any(_is_none(t) for t in read.frame.patients[:1]):
        return True
    return _RATE.search(read.frame.sentence.tokens.text) is not None


def _is_none(thing: Token) -> bool:
    """Whether the words say that there was none: "no weapons were recovered"."""
    return any(c.dep_ == "det" and c.lower_ == "no" for c in thing.children)


def _merely_died(read: ReadFrame) -> bool:
    """Whether all that is told is that somebody died, of nothing violent."""
    only_died = all(m.lemma in {"die", "perish", "death"} for m in read.frame.mentions)
    return only_died and not names_armed_cause(read.frame.sentence.tokens.text)


_DENIERS = frozenset({"deny", "reject", "refute", "dispute", "disclaim"})
_RATE = re.compile(
    r"\b(?:every|per|each) (?:day|week|month|year)\b|\bon average\b"
    r"|\bover the (?:last|past) (?:\w+ )?(?:years?|decades?|months)\b",
    re.IGNORECASE,
)


def _score_of_frame(read: ReadFrame, lexicon: Lexicon, names: NameFinder) -> float:
    frame = read.frame
    score = _STRONG if frame.strong else _WEAK
    if any(t.count.low is not None or t.count.high is not None for t in frame.tolls):
        score += _TOLL
    if frame.place is not None and frame.place.strength == 2:
        score += _PLACE
    if frame.time is not None:
        score += _TIME
    if frame.agents:
        score += _DOER
        if any(is_armed(a, lexicon, names) or _political(a, names) for a in frame.agents):
            score += _ARMED_DOER
    if frame.patients:
        score += _DONE_TO
        if frame.event_type == "weapons_seizure":
            score += _ARMS_TAKEN
    score += _MAIN_CLAUSE if _in_main_clause(frame.trigger) else _SUBORDINATE
    if read.index <= 1:
        score += _LEAD
    if frame.event_type == "armed_clash" and _led_to_something(frame.trigger):
        score += _LED_TO
    if frame.generic:
        score += _GENERIC
    if read.status.status in {Status.HYPOTHETICAL, Status.THREATENED, Status.DENIED}:
        score += _UNREAL if frame.violent or frame.event_type == "force_movement" else 3 * _UNREAL
    if _only_refers(read):
        score += _REFERS
    if _about_its_end(frame.trigger):
        score += 2 * _GENERIC
    if read.background and frame.time is None:
        score += _BACKGROUND
    return score


def score_of_statement(statement: StatementReading, conflict: Set[int], story: Story) -> float:
    """Evidence that a speech act is news of the record, in [0, 1].

    ``conflict`` are the blocks that tell an event; a statement counts where its words or its story are
    political.
    """
    names = story.names
    score = _SPEECH
    if any(_political(s, names) or is_armed(s, story.lexicon, names) for s in statement.speakers):
        score += _POLITICAL_SPEAKER
    elif any(s.ent_type_ == "PERSON" for s in statement.speakers):
        score += _NAMED_SPEAKER
    if any(_political(a, names) for a in statement.addressees):
        score += _ADDRESSEE
    if _in_main_clause(statement.trigger):
        score += _SAID_PLAINLY
    score += _CONFLICT if _is_political(statement, conflict, story) else _NO_CONFLICT
    if statement.event_type in {"announcement", "pledge", "demand"}:
        score += _ROUTINE
    return max(0.0, min(1.0, score))


def _is_political(statement: StatementReading, conflict: Set[int], story: Story) -> bool:
    words = story.lexicon.cue("scope", "political")
    tokens = statement.sentence.tokens
    if any(t.lower_ in words or t.lemma_.lower() in words for t in tokens):
        return True
    return statement.sentence.block in conflict or (story.parsed.layout is Layout.STORY and bool(conflict))


def _political(head: Token, names: NameFinder) -> bool:
    return (
        head.ent_type_ in {"GPE", "NORP", "ORG"}
        or names.is_demonym(head.text)
        or bool(names.actors(phrase_text(head)))
    )


def _in_main_clause(trigger: Token) -> bool:
    verb = clause_verb(trigger)
    chain = [t.dep_ for t in path_to_root(verb)]
    if any(dep in {"relcl", "acl"} for dep in chain):
        return False
    return is_finite(verb) or verb.dep_ == "ROOT" or (verb.tag_ == "VBG" and verb.dep_ == "advcl")


def _only_refers(read: ReadFrame) -> bool:
    """Whether a definite noun ("the rally") points at an event and adds no toll, time or place to it."""
    frame = read.frame
    definite = frame.trigger.pos_ in {"NOUN", "PROPN"} and any(
        c.dep_ in {"det", "poss"} and c.lower_ in {"the", "his", "her", "their", "this", "that"}
        for c in frame.trigger.children
    )
    return definite and not frame.tolls and frame.time is None and not frame.place_close


def _led_to_something(trigger: Token) -> bool:
    """Whether something is told to have come after it, and it is told there for the first time."""
    definite = any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an"} for c in trigger.children)
    return trigger.dep_ == "pobj" and trigger.head.lower_ in {"after", "following"} and not definite


def _about_its_end(trigger: Token) -> bool:
    """Whether the words ask for an end or an inquiry and tell no event ("an inquiry into the shooting")."""
    for here in path_to_root(trigger):
        if here != trigger and here.lemma_.lower() in _ENDS and here.pos_ in {"NOUN", "VERB"}:
            return True
    return False


_ENDS = frozenset({
    "end", "halt", "cessation", "investigation", "inquiry", "stop", "fight", "campaign", "prevention",
    "respond", "response",
})  # fmt: skip


def _dated_or_counted(group: Group) -> bool:
    """Whether a background event names a date, or a place and a toll, of its own."""
    for read in group.frames:
        if read.frame.time is not None and not read.frame.generic:
            return True
        if read.frame.tolls and read.frame.place is not None:
            return True
    return False
