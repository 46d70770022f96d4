"""Put together what one sentence tells of each event: one frame with its roles, tolls and places.

Roles, tolls, places, times and claims of the sentence go to the event that they are nearest to in the parse.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.actors import doers, done_to, is_armed, is_person
from dateline.extract.casualties import Toll, find_tolls, tells_of_nobody
from dateline.extract.claim import ClaimReading, find_claims
from dateline.extract.coder import NameFinder
from dateline.extract.event_type import type_of
from dateline.extract.frame import VIOLENT, Frame, SentenceReading
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention
from dateline.extract.one_event import frames_of, told_apart
from dateline.extract.places import PlaceMention, distance_to, find_places, place_of
from dateline.extract.scope import is_accident, is_metaphor, is_name_part, is_petty
from dateline.extract.syntax import prepositional, tree_distance
from dateline.extract.times import find_sentence_times, time_of
from dateline.model import Casualty, Document
from dateline.text.parse import Sentence, words_of

__all__ = ["read_sentence"]

_CLOSE = 4
"""A place within so many steps of the parse is in the event's own clause."""

_GRAVER = {
    "abduction": (Casualty.KILLED,),
    "property_attack": (Casualty.KILLED, Casualty.INJURED, Casualty.KILLED_OR_INJURED),
}
"""Harm that makes an attack on people of what else would be of this type."""


def read_sentence(
    document: Document,
    sentence: Sentence,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    names: NameFinder,
) -> SentenceReading:
    """Frames of one sentence in reading order, with their slots filled; ``mentions`` are its own."""
    of_actors = actor_tokens(sentence, names)
    places = find_places(document, sentence, names, of_actors)
    times = find_sentence_times(document, sentence)
    tolls = find_tolls(sentence)
    claims = find_claims(sentence)
    frames = frames_of(_typed_mentions(document, mentions, lexicon, names, actors=of_actors, tolls=tolls))
    for frame in frames:
        _fill_roles(frame, names)
    _assign_tolls(frames, tolls)
    frames = [f for f in frames if not _of_no_claim(f, claims)]
    for frame in frames:
        if any(t.kind in _GRAVER.get(frame.event_type, ()) and t.count.high != 0 for t in frame.tolls):
            frame.event_type = "armed_attack"
        clause = [m.trigger for m in frame.mentions]
        frame.time = time_of([frame.trigger, *clause], times, lexicon.speech)
        frame.place = place_of(
            frame.trigger, clause, _own_places(frame, frames, [p for p in places if not _is_victim(p, tolls)])
        )
        frame.place_close = frame.place is not None and distance_to(frame.place, clause) <= _CLOSE
        _assign_claim(frame, claims)
    return SentenceReading(sentence, frames, claims, tolls, places, times)


def actor_tokens(sentence: Sentence, names: NameFinder) -> frozenset[int]:
    text = words_of(sentence.tokens.doc, sentence.tokens.start_char, sentence.tokens.end_char)
    base = sentence.tokens.start_char
    ids: set[int] = set()
    for hit in names.actors(text):
        for token in sentence.tokens:
            if hit.start <= token.idx - base < hit.end:
                ids.add(token.i)
    return frozenset(ids)


def _typed_mentions(
    document: Document,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    names: NameFinder,
    *,
    actors: frozenset[int],
    tolls: Sequence[Toll],
) -> list[tuple[Mention, str]]:
    found: list[tuple[Mention, str]] = []
    for mention in mentions:
        if is_name_part(mention, actors):
            continue
        event_type = type_of(mention, lexicon, names)
        if event_type is None or (event_type in VIOLENT and is_accident(mention, lexicon, document)):
            continue
        if event_type in {"arrest", "trial"} and is_petty(mention, lexicon):
            continue
        if event_type in VIOLENT and is_metaphor(
            mention, [*doers(mention, names), *done_to(mention)], lexicon
        ):
            continue
        if tells_of_nobody(mention.trigger):
            continue
        if mention.outcome and not _harms_people(mention, lexicon, names, tolls):
            continue
        found.append((mention, event_type))
    return found


def _harms_people(mention: Mention, lexicon: Lexicon, names: NameFinder, tolls: Sequence[Toll]) -> bool:
    if any(t.teller == mention.trigger for t in tolls):
        return True
    harmed = done_to(mention)
    if mention.trigger.pos_ in {"NOUN", "PROPN"}:
        return True
    return any(
        is_person(h, lexicon) or is_armed(h, lexicon, names) or h.pos_ in {"PROPN", "PRON"} for h in harmed
    )


def _fill_roles(frame: Frame, names: NameFinder) -> None:
    for mention in frame.mentions:
        frame.agents.extend(h for h in doers(mention, names) if h not in frame.agents)
        frame.patients.extend(h for h in done_to(mention) if h not in frame.patients)
        if frame.event_type == "armed_clash":
            for preposition in ("between", "with", "against", "among"):
                for head in prepositional(mention.trigger, preposition):
                    if head not in frame.agents:
                        frame.agents.append(head)
    frame.agents = [a for a in frame.agents if a not in frame.patients or frame.event_type == "armed_clash"]


def _assign_tolls(frames: list[Frame], tolls: Sequence[Toll]) -> None:
    """Give each toll to the frame that tells the harm, else to the nearest violent frame."""
    for toll in tolls:
        own = [
            f for f in frames if any(m.trigger == toll.teller or toll.teller in m.tokens for m in f.mentions)
        ]
        fitting = own or [
            f
            for f in frames
            if _fits(f, toll) and not any(told_apart(m.trigger, toll.teller) for m in f.mentions)
        ]
        if fitting:
            nearest = min(
                fitting, key=lambda f: min(tree_distance(m.trigger, toll.teller) for m in f.mentions)
            )
            nearest.tolls.append(toll)


def _fits(frame: Frame, toll: Toll) -> bool:
    if toll.kind is Casualty.ARRESTED:
        return frame.event_type == "arrest"
    if toll.kind is Casualty.ABDUCTED:
        return frame.violent
    return frame.violent or frame.event_type in {"riot", "protest_intervention"}


def _is_victim(place: PlaceMention, tolls: Sequence[Toll]) -> bool:
    """Whether what looks like a place is the name of somebody harmed."""
    return any(place.head == person for toll in tolls for person in toll.people)


def _own_places(frame: Frame, frames: Sequence[Frame], places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places that are nearer to this frame than to every other, or all of them when none is."""
    if len(frames) < 2:
        return list(places)

    def distance(f: Frame, place: PlaceMention) -> int:
        return min(tree_distance(m.trigger, place.head) for m in f.mentions)

    own = [p for p in places if all(distance(frame, p) <= distance(f, p) for f in frames)]
    return own or list(places)


def _of_no_claim(frame: Frame, claims: Sequence[ClaimReading]) -> bool:
    """Whether the words only say that nothing was claimed ("avoided claiming responsibility for attacks")."""
    return frame.generic and any(
        not claim.made
        and not claim.denied
        and any(head == m.trigger for head in claim.of for m in frame.mentions)
        for claim in claims
    )


def _assign_claim(frame: Frame, claims: Sequence[ClaimReading]) -> None:
    for claim in claims:
        for head in claim.of:
            if any(m.trigger == head or head.is_ancestor(m.trigger) for m in frame.mentions):
                frame.claim = claim
