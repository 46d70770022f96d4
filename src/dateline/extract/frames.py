"""Put together what one sentence tells of each event: one frame with its roles, tolls and places.

Roles, tolls, places, times and claims of the sentence go to the event that they are nearest to in the parse.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.actors import doers, done_to, is_armed, is_person
from dateline.extract.casualties import Toll, find_tolls
from dateline.extract.claim import ClaimReading, find_claims
from dateline.extract.coder import NameFinder
from dateline.extract.event_type import type_of
from dateline.extract.frame import VIOLENT, Frame, SentenceReading
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, find_mentions
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


def read_sentence(
    document: Document, sentence: Sentence, lexicon: Lexicon, names: NameFinder
) -> SentenceReading:
    """Frames of one sentence in reading order, with their slots filled."""
    actor_tokens = _actor_tokens(sentence, names)
    places = find_places(document, sentence, names, actor_tokens)
    times = find_sentence_times(document, sentence)
    tolls = find_tolls(sentence)
    claims = find_claims(sentence)
    frames = frames_of(_typed_mentions(sentence, lexicon, names, actor_tokens, tolls))
    for frame in frames:
        _fill_roles(frame, names)
    _assign_tolls(frames, tolls)
    frames = [f for f in frames if not _of_no_claim(f, claims)]
    for frame in frames:
        if frame.event_type in {"abduction", "property_attack"} and any(
            t.kind is Casualty.KILLED for t in frame.tolls
        ):
            frame.event_type = "armed_attack"
        clause = [m.trigger for m in frame.mentions]
        frame.time = time_of([frame.trigger, *clause], times, lexicon.speech)
        frame.place = place_of(
            frame.trigger, clause, _own_places(frame, frames, [p for p in places if not _is_victim(p, tolls)])
        )
        frame.place_close = frame.place is not None and distance_to(frame.place, clause) <= _CLOSE
        _assign_claim(frame, claims)
    return SentenceReading(sentence, frames, claims, tolls, places, times)


def _actor_tokens(sentence: Sentence, names: NameFinder) -> frozenset[int]:
    text = words_of(sentence.tokens.doc, sentence.tokens.start_char, sentence.tokens.end_char)
    base = sentence.tokens.start_char
    ids: set[int] = set()
    for hit in names.actors(text):
        for token in sentence.tokens:
            if hit.start <= token.idx - base < hit.end:
                ids.add(token.i)
    return frozenset(ids)


def _typed_mentions(
    sentence: Sentence,
    lexicon: Lexicon,
    names: NameFinder,
    actor_tokens: frozenset[int],
    tolls: Sequence[Toll],
) -> list[tuple[Mention, str]]:
    found: list[tuple[Mention, str]] = []
    for mention in find_mentions(sentence, lexicon):
        if is_name_part(mention, actor_tokens):
            continue
        event_type = type_of(mention, lexicon, names)
        if event_type is None or (event_type in VIOLENT and is_accident(mention, lexicon)):
            continue
        if event_type in {"arrest", "trial"} and is_petty(mention, lexicon):
            continue
        if event_type in VIOLENT and is_metaphor(
            mention, [*doers(mention, names), *done_to(mention)], lexicon
        ):
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


<<<<<<< HEAD
def _cluster(mentions: list[tuple[Mention, str]], tolls: Sequence[Toll]) -> list[Frame]:
    """Group mentions that tell one event; the type is the most specific one told."""
    frames: list[Frame] = []
    ordered = sorted(mentions, key=lambda m: (m[0].outcome, m[0].trigger.i))
    for mention, event_type in ordered:
        home = next((f for f in _nearest(frames, mention) if _same_event(f, mention, event_type)), None)
        if home is None:
            frames.append(
                Frame(
                    mention.sentence,
                    event_type,
                    [mention],
                    strong=mention.anchors[0].strong,
                    generic=is_generic(mention),
                )
            )
            continue
        home.mentions.append(mention)
        home.strong = home.strong or mention.anchors[0].strong
        home.generic = home.generic and (is_generic(mention) or mention.outcome)
        if not mention.outcome:
            only_outcomes = all(m.outcome for m in home.mentions[:-1])
            home.event_type = event_type if only_outcomes else _combined(home.event_type, event_type)
    frames.sort(key=lambda f: f.trigger.i)
    return frames


def _combined(a: str, b: str) -> str:
    return more_specific(a, b) if a in VIOLENT and b in VIOLENT else a


def _nearest(frames: list[Frame], mention: Mention) -> list[Frame]:
    return sorted(frames, key=lambda f: min(_tree(m.trigger, mention.trigger) for m in f.mentions))


def _same_event(frame: Frame, mention: Mention, event_type: str) -> bool:
    if event_type == frame.event_type and event_type not in VIOLENT:
        if event_type == "leadership_change" and mention.trigger.pos_ == "VERB":
            return False
        return not any(_set_apart(m.trigger, mention.trigger) for m in frame.mentions)
    if (
        mention.outcome
        and frame.event_type in {"protest_intervention", "riot"}
        and event_type != "assassination"
    ):
        return not any(_set_apart(m.trigger, mention.trigger) for m in frame.mentions)
    if event_type in _CROWD and frame.event_type in _CROWD:
        return event_type == frame.event_type
    if not (event_type in VIOLENT and frame.violent):
        return False
    for other in frame.mentions:
        if (other.trigger.tag_ == "VB") != (mention.trigger.tag_ == "VB") and mention.trigger.pos_ == "VERB":
            return False
        if _set_apart(other.trigger, mention.trigger):
            return False
        if not mention.outcome and not other.outcome and _sequence(other, mention):
            return False
        if mention.outcome != other.outcome and _clause_of_its_own(mention.trigger, other.trigger):
            return False
    return True


def _clause_of_its_own(a: Token, b: Token) -> bool:
    """Whether two coordinated clauses each name a doer: "gunmen killed two, and a bombing killed three"."""
    one, other = sorted((clause_verb(a), clause_verb(b)), key=lambda t: t.i)
    if one == other or other.dep_ != "conj" or other.head != one:
        return False
    doers_named = [
        any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in verb.children) for verb in (one, other)
    ]
    return all(doers_named) and one.tag_ == other.tag_


def _set_apart(a: Token, b: Token) -> bool:
    """Whether words between or before two anchors say that they are two events."""
    for token in (a, b):
        for child in token.children:
            if (
                child.lower_ in {"another", "second", "separate", "third"}
                and child.dep_ in {"det", "amod"}
                and child.i > min(a.i, b.i)
            ):
                return True
    low, high = sorted((a.i, b.i))
    for token in a.doc[low:high]:
        if token.lower_ in {"while", "whereas", "elsewhere", "meanwhile", "separately"} or (
            token.text == ";"
        ):
            return True
        if token.lower_ == "followed" and any(c.lower_ == "by" for c in token.children):
            return True
    return False


def _sequence(a: Mention, b: Mention) -> bool:
    """Whether two actions follow each other with doers of their own ("hit a battery after it fired")."""
    for inner, outer in ((a, b), (b, a)):
        chain = list(path_to_root(inner.trigger))
        if outer.trigger not in chain and clause_verb(outer.trigger) not in chain:
            continue
        for token in chain:
            if token == outer.trigger:
                break
            if token.dep_ in {"advcl", "pcomp"} and any(
                c.lower_ in _SPLIT_CLAUSES and c.dep_ in {"mark", "prep", "advmod"} for c in token.children
            ):
                return True
            if token.dep_ == "prep" and token.lower_ in {"after", "following", "before"}:
                return True
    verb_a, verb_b = clause_verb(a.trigger), clause_verb(b.trigger)
    if verb_a != verb_b and "conj" in {verb_a.dep_, verb_b.dep_}:
        second = verb_b if verb_b.i > verb_a.i else verb_a
        return any(c.dep_ in {"nsubj", "nsubjpass"} for c in second.children)
    return False


def _tree(a: Token, b: Token) -> int:
    up = {t.i: n for n, t in enumerate(path_to_root(a))}
    return next((n + up[t.i] for n, t in enumerate(path_to_root(b)) if t.i in up), 60)


=======
>>>>>>> polish
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
