"""Speech acts as accounts of their own: threats, calls, claims, denials, accusations, demands, pledges.

A statement is coded when who speaks acts in the conflict or in politics and the speech act itself is told
("accused", "vowed", "called for"). Plain "said" only attributes; it makes no statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.extract.actors import is_armed, is_group_like, is_person, phrase_text
from dateline.extract.coder import NameFinder, TimeDraft
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.speech_kind import OFFICE, speech_kind
from dateline.extract.syntax import (
    antecedent,
    clause_verb,
    is_negated,
    is_passive,
    modals_of,
    noun_phrase,
    objects_of,
    path_to_root,
    prepositional,
    subjects_of,
)
from dateline.extract.times import TimeMention, time_of
from dateline.text.parse import Sentence

__all__ = ["Delivery", "StatementReading", "deliveries", "find_statements"]

_MEDIA = {
    "audio": "audio", "recording": "audio", "video": "video", "letter": "letter", "twitter": "online post",
    "facebook": "online post", "telegram": "online post", "tweet": "online post", "statement": "statement",
    "interview": "interview", "speech": "speech", "conference": "press conference",
    "communique": "statement", "broadcast": "broadcast", "radio": "broadcast", "television": "broadcast",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delivery:
    """Who delivered a statement, and through what, as a later sentence tells it."""

    sentence: Sentence
    speaker: Token
    channel: Token | None


@dataclass(frozen=True, slots=True)
class StatementReading:
    """A speech act: its type, the words that tell it, heads of speaker and addressee, and its medium."""

    sentence: Sentence
    event_type: str
    trigger: Token
    speakers: tuple[Token, ...]
    addressees: tuple[Token, ...]
    medium: str | None
    medium_token: Token | None
    time: TimeDraft | None = None
    delivered: Delivery | None = None


def find_statements(
    sentence: Sentence, times: Sequence[TimeMention], lexicon: Lexicon, names: NameFinder
) -> list[StatementReading]:
    """The speech acts of a sentence, in order; ``times`` are its time expressions."""
    found: list[StatementReading] = []
    for token in sentence.tokens:
        reading = _at(sentence, token, lexicon, names)
        if reading is not None:
            found.append(reading)
    return [_timed(reading, times) for reading in _one_for_each_speaker(found)]


def deliveries(found: list[StatementReading], sentences: Sequence[Sentence]) -> list[StatementReading]:
    """Add to the last statement who delivered it and how, when a later sentence tells that.

    "The message, delivered by spokesman X through the group's channels": X speaks, the channels are the
    medium.
    """
    out = list(found)
    for sentence in sentences:
        for token in sentence.tokens:
            if lemma_of(token) not in _DELIVERED or not is_passive(token):
                continue
            told = token.head if token.dep_ == "acl" else next(iter(subjects_of(token, passive=True)), None)
            by = [p for c in token.children if c.lower_ == "by" for p in c.children if p.dep_ == "pobj"]
            before = [i for i, r in enumerate(out) if r.sentence.index < sentence.index]
            if told is not None and lemma_of(told) in _MESSAGES and by and before:
                channel = next((t for t in token.subtree if lemma_of(t) in _CHANNELS), None)
                out[before[-1]] = replace(out[before[-1]], delivered=Delivery(sentence, by[0], channel))
    return out


_DELIVERED = frozenset({"deliver", "read", "issue", "release", "voice", "publish", "broadcast"})
_MESSAGES = frozenset({"message", "statement", "recording", "speech", "video", "audio", "letter", "address"})
_CHANNELS = frozenset({"channel", "television", "radio", "telegram", "website", "agency", "outlet", "media"})


def _timed(reading: StatementReading, times: Sequence[TimeMention]) -> StatementReading:
    """With the time of the speech act, where its own clause tells one: not "will end it by August"."""
    own = [t for t in times if clause_verb(t.head) == reading.trigger and not t.draft.relative_to_event]
    time = time_of([reading.trigger], own)
    return replace(reading, time=time.draft) if time is not None else reading


_WEIGHT = (
    "call_to_arms",
    "threat",
    "accusation",
    "denial",
    "demand",
    "pledge",
    "condemnation",
    "announcement",
)


def _one_for_each_speaker(found: list[StatementReading]) -> list[StatementReading]:
    """What one speaker says in one sentence is one speech act: the weightiest."""
    best: dict[tuple[int, ...], StatementReading] = {}
    for reading in found:
        key = tuple(s.i for s in reading.speakers)
        if key not in best or _WEIGHT.index(reading.event_type) < _WEIGHT.index(best[key].event_type):
            best[key] = reading
    return sorted(best.values(), key=lambda r: r.trigger.i)


def _at(sentence: Sentence, token: Token, lexicon: Lexicon, names: NameFinder) -> StatementReading | None:
    if (
        token.pos_ not in {"VERB", "AUX"}
        or is_negated(token)
        or modals_of(token) & {"could", "would", "might", "may", "should"}
    ):
        return None
    if token.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in {"because", "if", "since"} for c in token.children
    ):
        return None
    if (
        (token.dep_ == "relcl" and lemma_of(token) != "deny")
        or (token.dep_ == "acl" and token.tag_ == "VBN")
        or token.dep_ == "amod"
    ):
        return None
    kind = speech_kind(token, lexicon, names)
    if kind is None:
        return None
    speakers = _speakers(token)
    if not any(_may_speak(s, lexicon, names) for s in speakers):
        return None
    addressees = _addressees(token, kind, lexicon, names)
    medium, medium_token = _medium(sentence)
    return StatementReading(sentence, kind, token, tuple(speakers), tuple(addressees), medium, medium_token)


def _speakers(verb: Token) -> list[Token]:
    return [
        (antecedent(h) or h) if h.pos_ == "PRON" and h.lower_ != "who" else h
        for h in _said_by(verb)
        if h.is_alpha or h.ent_type_
    ]


def _said_by(verb: Token) -> list[Token]:
    if is_passive(verb):
        return [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    heads = [t for s in subjects_of(verb, passive=False) for t in [s, *s.conjuncts]]
    if not heads and verb.dep_ in {"advcl", "acl", "pcomp", "xcomp", "conj"}:
        for here in path_to_root(verb):
            if here != verb and here.pos_ in {"VERB", "AUX"}:
                heads = [t for s in subjects_of(here, passive=False) for t in [s, *s.conjuncts]]
                if heads:
                    break
        if verb.dep_ == "acl" and not heads:
            heads = [verb.head]
    return heads


def _may_speak(head: Token, lexicon: Lexicon, names: NameFinder) -> bool:
    """Whether the phrase names someone whose word is an act in politics or conflict."""
    if head.pos_ == "PRON":
        return head.lower_ in {"he", "she", "they", "who", "we", "i"}
    phrase = noun_phrase(head)
    if any(
        lemma_of(t) in OFFICE or t.lower_ in OFFICE
        for t in [*phrase, *(x for c in head.children if c.dep_ == "appos" for x in c.subtree)]
    ):
        return True
    return (
        head.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
        or is_armed(head, lexicon, names)
        or bool(names.actors(phrase_text(head)))
    )


def _addressees(verb: Token, kind: str, lexicon: Lexicon, names: NameFinder) -> list[Token]:
    """Whom the speech act is to, or whom it is against: people and parties only, never what is said."""
    if kind in {"demand", "call_to_arms"}:
        found = prepositional(verb, "on", "upon") or objects_of(verb)
        if kind == "call_to_arms":
            found = [
                t for thing in prepositional(verb, "for") for t in prepositional(thing, "against", "on")
            ] or found
    else:
        objects = objects_of(verb) if kind not in _OF_THINGS else []
        found = objects or prepositional(verb, "against", "with", "to")
        if not any(_may_be_addressed(t, lexicon, names) for t in found):
            found = (
                [s for c in verb.children if c.dep_ == "ccomp" for s in subjects_of(c, passive=False)]
                if kind == "accusation"
                else found
            )
    return [t for t in found if _may_be_addressed(t, lexicon, names)]


_OF_THINGS = frozenset({"announcement", "denial"})
"""Speech acts whose object is what is said: "announced a coalition" is to nobody."""


def _may_be_addressed(head: Token, lexicon: Lexicon, names: NameFinder) -> bool:
    return head.pos_ in {"NOUN", "PROPN"} and (
        is_person(head, lexicon)
        or is_armed(head, lexicon, names)
        or is_group_like(head, names)
        or lemma_of(head) in OFFICE
    )


def _medium(sentence: Sentence) -> tuple[str | None, Token | None]:
    for token in sentence.tokens:
        if lemma_of(token) in _MEDIA and token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return _MEDIA[lemma_of(token)], token
    return None, None
