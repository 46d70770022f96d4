"""The toll of an event: from what its sentences count to one figure for each kind of harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from dateline.extract.casualties import Toll
from dateline.extract.frame import Frame, SentenceReading
from dateline.extract.grouping import Group
from dateline.extract.mentions import lemma_of
from dateline.extract.spans import token_span
from dateline.extract.syntax import prepositional
from dateline.extract.whole_toll import whole_toll
from dateline.model import Casualty, Count, Document, Span
from dateline.text.blocks import Layout

__all__ = ["HARM_NOUNS", "casualties_of", "give_stated_zeros", "harmed_in"]

HARM_NOUNS = frozenset({"casualty", "injury", "death", "fatality", "toll", "life", "body", "corpse"})
"""Nouns that count harm and name nobody."""
_ATTACKS = frozenset({
    "armed_attack", "bombing", "suicide_bombing", "assassination", "grenade", "abduction",
})  # fmt: skip
"""Types with an attacker whose own death is kept apart; in a clash both sides' dead are the toll."""
_HARMED = frozenset({Casualty.KILLED, Casualty.INJURED, Casualty.ABDUCTED, Casualty.KILLED_OR_INJURED})


def casualties_of(group: Group, document: Document) -> Mapping[Casualty, tuple[Count, tuple[Span, ...]]]:
    """One count for each kind of harm that the group tells, with the words that count it."""
    by_kind: dict[Casualty, list[tuple[Toll, Span]]] = {}
    for read in group.frames:
        for toll in read.frame.tolls:
            by_kind.setdefault(toll.kind, []).append((toll, token_span(document, toll.sentence, toll.tokens)))
    if group.event_type not in _ATTACKS and Casualty.PERPETRATORS_KILLED in by_kind:
        by_kind.setdefault(Casualty.KILLED, []).extend(by_kind.pop(Casualty.PERPETRATORS_KILLED))
    return {kind: whole_toll(rows) for kind, rows in by_kind.items()}


def give_stated_zeros(groups: Sequence[Group], readings: Sequence[SentenceReading], layout: Layout) -> None:
    """Give "No casualties were reported" to the attack told last before it, in a digest of the same item."""
    for reading in readings:
        zeros = [t for t in reading.tolls if t.count.high == 0]
        if not zeros or reading.frames:
            continue
        before = [
            g
            for g in groups
            if g.frames[0].frame.violent
            and g.frames[0].index < reading.sentence.index
            and (layout is Layout.STORY or g.frames[0].block == reading.sentence.block)
        ]
        if before:
            known = {t.kind for f in before[-1].frames for t in f.frame.tolls}
            before[-1].frames[-1].frame.tolls.extend(t for t in zeros if t.kind not in known)


def harmed_in(frame: Frame) -> list[Token]:
    """Heads of those whom the tolls count; "one casualty among security forces" harms the forces."""
    people: list[Token] = []
    for toll in frame.tolls:
        if toll.kind not in _HARMED or toll.count.high == 0:
            continue
        for person in toll.people:
            of = prepositional(person, "among", "of", "in") if lemma_of(person) in HARM_NOUNS else []
            people.extend(h for h in (of or [person]) if h not in people)
    return people
