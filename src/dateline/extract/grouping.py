"""Which frames of an article tell one event: frames to groups, in reading order.

One story retells its event ("the attack", "the blast", "the dead"); a digest does not. A frame joins the
latest group that it does not contradict in type, place or time, unless its words set it apart ("a second
attack").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from dateline.extract.actors import phrase_text
from dateline.extract.event_type import more_specific
from dateline.extract.frame import VIOLENT, Frame
from dateline.extract.mentions import lemma_of
from dateline.extract.status import StatusReading
from dateline.model import Casualty, Status
from dateline.text.blocks import Layout

__all__ = ["Group", "ReadFrame", "group_frames"]

_COMPATIBLE = (
    frozenset({"bombing", "suicide_bombing", "grenade", "armed_attack", "assassination", "property_attack"}),
    frozenset({
        "armed_clash", "armed_attack", "abduction", "execution", "excessive_force", "mob_violence",
        "property_attack", "assassination",
    }),
    frozenset({"air_strike", "shelling", "armed_attack", "bombing", "chemical_attack"}),
    frozenset({"air_strike", "armed_clash"}),
)  # fmt: skip
"""Types that may name one event in an article; any type is compatible with itself."""
_GROUPS_BACK, _FRAMES_BACK = 50, 25
"""An event is taken up again among so many told last, and held against its so many latest mentions.
No news text comes near; without a bound the work grows with the square of the events told."""
_DAY_WORDS = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|january|february|march|april|may|june|july|august|september|october|november|december|\d{1,4})\b",
    re.IGNORECASE,
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "both"})
_ANAPHORIC = frozenset({
    "attack", "attacks", "blast", "explosion", "bombing", "incident", "shooting", "stabbing", "killing",
    "assault", "strike", "raid", "clash", "murder", "massacre", "violence", "assassination", "bombings",
    "killings", "protest", "arrest", "ambush", "death", "deaths",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """A frame with what the field modules read of it."""

    frame: Frame
    status: StatusReading
    background: tuple[Token, ...]
    block: int
    index: int


@dataclass(slots=True)
class Group:
    """Frames that tell one event."""

    frames: list[ReadFrame] = field(default_factory=list)

    @property
    def latest(self) -> list[ReadFrame]:
        """The mentions that a new one is held against."""
        return self.frames[-_FRAMES_BACK:]

    @property
    def event_type(self) -> str:
        """Type of the first frame that tells an action, made more specific by later ones."""
        actions = [f.frame for f in self.frames if not f.frame.only_outcome] or [self.frames[0].frame]
        chosen = actions[0].event_type
        for frame in actions[1:]:
            if (
                frame.event_type != chosen
                and chosen in VIOLENT
                and frame.event_type in VIOLENT
                and frame.event_type != "property_attack"
                and (chosen == "armed_attack" or (frame.strong and not actions[0].strong))
            ):
                chosen = more_specific(chosen, frame.event_type)
        return chosen


def group_frames(frames: Sequence[ReadFrame], layout: Layout) -> list[Group]:
    """Frames to groups; every frame is in exactly one."""
    groups: list[Group] = []
    for frame in frames:
        home = next((g for g in reversed(groups[-_GROUPS_BACK:]) if _joins(frame, g, layout)), None)
        if home is None:
            groups.append(Group([frame]))
        else:
            home.frames.append(frame)
    return groups


def _joins(new: ReadFrame, group: Group, layout: Layout) -> bool:
    last = group.frames[-1]
    if layout is Layout.DIGEST and last.block != new.block:
        return False
    if bool(new.background) != bool(group.frames[0].background):
        return False
    if _several(new.frame) != _several(group.frames[0].frame):
        total = _several(new.frame) and bool(new.frame.tolls)  # a sum over them is no toll of one of them
        if total or not _definite(new.frame):
            return False
    if not _types_fit(new.frame, group) or _set_apart(new.frame):
        return False
    if last.index == new.index:
        return False
    same_toll = _same_toll(new.frame, group)
    if not same_toll and any(_places_differ(new.frame, f.frame) for f in group.latest):
        return False
    if any(_times_differ(new.frame, f.frame) for f in group.latest):
        return False
    if _reality(new) is not _reality(group.frames[0]):
        return False
    if not new.frame.violent:
        return _same_doers(new.frame, group)
    if same_toll or _definite(new.frame) or new.frame.only_outcome or new.frame.generic:
        return True
    return not _doers_differ(new.frame, group)


def _several(frame: Frame) -> bool:
    """Whether the frame counts its events ("three failed attempts"): an aggregate never is one of them."""
    return any(
        c.dep_ == "nummod" or c.lower_ == "both"
        for m in frame.mentions
        if m.trigger.pos_ == "NOUN" and not m.outcome
        for c in m.trigger.children
    )


def _same_toll(frame: Frame, group: Group) -> bool:
    """Whether the frame tells again how many were killed, in the same number."""
    told = {(t.count.low, t.count.high) for t in frame.tolls if t.kind is Casualty.KILLED}
    before = [t for f in group.latest for t in f.frame.tolls if t.kind is Casualty.KILLED]
    return any((t.count.low, t.count.high) in told for t in before)


def _reality(read: ReadFrame) -> Status | None:
    """What keeps an event apart from the events that took place: planned, imagined, failed or denied."""
    apart = {Status.THREATENED, Status.HYPOTHETICAL, Status.DENIED, Status.ATTEMPTED}
    return read.status.status if read.status.status in apart and not _definite(read.frame) else None


def _types_fit(frame: Frame, group: Group) -> bool:
    theirs = {f.frame.event_type for f in group.latest}
    if frame.event_type in theirs:
        return True
    return frame.violent and any(frame.event_type in family and theirs & family for family in _COMPATIBLE)


def _set_apart(frame: Frame) -> bool:
    return any(
        c.lower_
        in {"another", "second", "separate", "third", "other", "previous", "earlier", "subsequent", "similar"}
        for m in frame.mentions
        for c in m.trigger.children
        if c.dep_ in {"det", "amod"}
    )


def _definite(frame: Frame) -> bool:
    trigger = frame.trigger
    return trigger.lower_ in _ANAPHORIC and any(
        c.dep_ in {"det", "poss"} and c.lower_ in _DEFINITE for c in trigger.children
    )


def _places_differ(one: Frame, other: Frame) -> bool:
    """Whether two places are told apart: both are where it happened, and neither qualifies the other."""
    a, b = one.place, other.place
    if (
        a is None
        or b is None
        or a.strength < 2
        or b.strength < 2
        or not (one.place_close and other.place_close)
    ):
        return False
    names_a = [s.quote.lower() for s in (a.draft.span, *a.draft.qualifiers)]
    names_b = [s.quote.lower() for s in (b.draft.span, *b.draft.qualifiers)]
    if a.country or b.country or names_a[0] in names_b or names_b[0] in names_a:
        return a.country and b.country and names_a[0] != names_b[0]
    return True


def _times_differ(a: Frame, b: Frame) -> bool:
    if a.time is None or b.time is None or a.time.draft.relative_to_event or b.time.draft.relative_to_event:
        return False
    days_a = {d.lower() for d in _DAY_WORDS.findall(a.time.draft.span.quote)}
    days_b = {d.lower() for d in _DAY_WORDS.findall(b.time.draft.span.quote)}
    return bool(days_a) and bool(days_b) and not days_a & days_b


def _names(heads: Sequence[Token]) -> set[str]:
    words: set[str] = set()
    for head in heads:
        if head.pos_ in {"PROPN", "NOUN", "ADJ"}:
            words |= _capitalised(head) or {lemma_of(head)}
    return words


def _doers_differ(frame: Frame, group: Group) -> bool:
    """Whether both name a doer with a proper name and the names share nothing."""
    mine = _proper(frame.agents)
    theirs = {w for f in group.latest for w in _proper(f.frame.agents)}
    return bool(mine) and bool(theirs) and not mine & theirs


def _proper(heads: Sequence[Token]) -> set[str]:
    return {word for head in heads for word in _capitalised(head)}


def _capitalised(head: Token) -> set[str]:
    """The words of a phrase that are written as names, in lower case; an article only opens a sentence."""
    words = {w.lower() for w in phrase_text(head).split() if w[:1].isupper()}
    return words - {"the", "a", "an"}


def _same_doers(frame: Frame, group: Group) -> bool:
    mine = _names([*frame.agents, *frame.patients])
    theirs = {w for f in group.latest for w in _names([*f.frame.agents, *f.frame.patients])}
    return not mine or not theirs or bool(mine & theirs)
