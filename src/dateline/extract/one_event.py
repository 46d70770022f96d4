"""Which mentions of one sentence tell one event, and which tell two.

Mentions that tell one event ("killed" ... "in an ambush") become one frame; a list of two attacks becomes
two.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.extract.background import of_another_time
from dateline.extract.event_type import more_specific
from dateline.extract.frame import VIOLENT, Frame
from dateline.extract.mentions import Mention
from dateline.extract.scope import is_generic
from dateline.extract.syntax import clause_verb, path_to_root, tree_distance

__all__ = ["frames_of", "told_apart"]

_CROWD = frozenset({"protest", "protest_intervention", "excessive_force", "riot", "mob_violence"})
_SPLIT_CLAUSES = frozenset({"after", "before", "following", "while", "whereas", "as"})


def frames_of(mentions: Sequence[tuple[Mention, str]]) -> list[Frame]:
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
    return sorted(frames, key=lambda f: min(tree_distance(m.trigger, mention.trigger) for m in f.mentions))


def _same_event(frame: Frame, mention: Mention, event_type: str) -> bool:
    alike = [m for m in frame.mentions if m.outcome == mention.outcome]
    if any(_in_two_places(m.trigger, mention.trigger) for m in alike):
        return False
    if event_type == frame.event_type and event_type not in VIOLENT:
        if event_type == "leadership_change" and mention.trigger.pos_ == "VERB":
            return False
        return not any(told_apart(m.trigger, mention.trigger) for m in frame.mentions)
    if (
        mention.outcome
        and frame.event_type in {"protest_intervention", "riot"}
        and event_type != "assassination"
    ):
        return not any(told_apart(m.trigger, mention.trigger) for m in frame.mentions)
    if event_type in _CROWD and frame.event_type in _CROWD:
        return event_type == frame.event_type
    if not (event_type in VIOLENT and frame.violent):
        return False
    for other in frame.mentions:
        if (other.trigger.tag_ == "VB") != (mention.trigger.tag_ == "VB") and mention.trigger.pos_ == "VERB":
            return False
        if told_apart(other.trigger, mention.trigger):
            return False
        if of_another_time(mention.trigger, other.trigger) or of_another_time(other.trigger, mention.trigger):
            return False
        if not mention.outcome and not other.outcome and _sequence(other, mention):
            return False
        if mention.outcome != other.outcome and _clause_of_its_own(mention.trigger, other.trigger):
            return False
    return True


def told_apart(a: Token, b: Token) -> bool:
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


def _in_two_places(a: Token, b: Token) -> bool:
    """Whether coordinated verbs each name a place: "two were held in Munger, and one was held in Jamui"."""
    one, other = sorted((clause_verb(a), clause_verb(b)), key=lambda t: t.i)
    if one == other or other.dep_ != "conj" or other.head != one:
        return False
    places = [_named_place(verb) for verb in (one, other)]
    return None not in places and places[0] != places[1]


def _named_place(verb: Token) -> str | None:
    """The first name of a place that a preposition of ``verb`` leads to."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"in", "at", "near"}:
            for thing in child.children:
                name = next((t for t in (thing, *thing.children) if t.pos_ == "PROPN"), None)
                if thing.dep_ == "pobj" and name is not None:
                    return name.text
    return None


def _clause_of_its_own(a: Token, b: Token) -> bool:
    """Whether two coordinated clauses each name a doer: "gunmen killed two, and a bombing killed three"."""
    one, other = sorted((clause_verb(a), clause_verb(b)), key=lambda t: t.i)
    if one == other or other.dep_ != "conj" or other.head != one:
        return False
    named = [any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in verb.children) for verb in (one, other)]
    return all(named) and one.tag_ == other.tag_


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
