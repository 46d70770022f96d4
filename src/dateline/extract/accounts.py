"""From a group of frames to the draft of an account: every value with the words it rests on."""

from __future__ import annotations

from dataclasses import replace

from dateline.extract.claimed import ToldClaim, claim_with_spans
from dateline.extract.coder import Draft, TimeDraft
from dateline.extract.count import count_of_group
from dateline.extract.grouping import Group, ReadFrame
from dateline.extract.roles import actors_of_group
from dateline.extract.sources import sources_of
from dateline.extract.spans import token_span, unique_spans
from dateline.extract.story import Story
from dateline.extract.toll import casualties_of
from dateline.extract.weapon import weapon_of
from dateline.extract.where_when import place_of_group, time_of_group
from dateline.model import Document, Span, Status

__all__ = ["account_of_group"]

_PRECEDENCE = (
    Status.OCCURRED,
    Status.CLAIMED,
    Status.ALLEGED,
    Status.ATTEMPTED,
    Status.DENIED,
    Status.THREATENED,
    Status.HYPOTHETICAL,
)
"""Of two tellings of one event, the status named first here holds."""
_USES_WEAPONS = frozenset({"riot", "protest_intervention", "weapons_seizure"})
"""Types that are told with a weapon though they are no act of violence."""


def account_of_group(group: Group, score: float, claim: ToldClaim | None, story: Story) -> Draft:
    """The draft of the event that ``group`` tells; ``score`` is how sure the rules are that it tells one."""
    document, first = story.document, group.frames[0]
    carrier = _carrier(group)
    status = carrier.status.status
    attribution, attribution_spans = sources_of(group, carrier, claim, story)
    return Draft(
        key=(token_span(document, first.frame.sentence, [first.frame.trigger]),),
        event_type=group.event_type,
        type_spans=unique_spans(_words_of_event(read, document) for read in group.frames),
        status=status,
        status_spans=(token_span(document, carrier.frame.sentence, carrier.status.tokens),),
        attribution=attribution,
        attribution_spans=attribution_spans,
        actors=actors_of_group(group, claim, story),
        casualties=casualties_of(group, document),
        place=place_of_group(group, story),
        time=_ahead(time_of_group(group, story), status),
        weapon=_weapon(group, story),
        claim=claim_with_spans(claim, document),
        count=count_of_group(group, document),
        background=tuple(token_span(document, first.frame.sentence, [t]) for t in first.background),
        score=round(score, 2),
    )


def _ahead(time: TimeDraft | None, status: Status) -> TimeDraft | None:
    """What is threatened or planned for Friday is meant for the coming one."""
    return replace(time, future=True) if time is not None and status is Status.THREATENED else time


def _carrier(group: Group) -> ReadFrame:
    """The frame that tells the status: what any frame tells as fact is fact, unless a try comes first."""
    frames = [f for f in group.frames if not f.frame.generic] or group.frames
    if frames[0].status.status is Status.ATTEMPTED:
        return frames[0]
    return min(frames, key=lambda f: (_PRECEDENCE.index(f.status.status), f.index))


def _words_of_event(read: ReadFrame, document: Document) -> Span:
    """The whole anchor ("opened fire") that the trigger belongs to, else the trigger alone."""
    anchor, trigger = read.frame.mentions[0].tokens, read.frame.trigger
    return token_span(document, read.frame.sentence, anchor if trigger in anchor else [trigger])


def _weapon(group: Group, story: Story) -> Span | None:
    if not group.frames[0].frame.violent and group.event_type not in _USES_WEAPONS:
        return None
    for read in group.frames:
        sentence = read.frame.sentence
        tokens = weapon_of(read.frame.trigger, list(sentence.tokens), story.lexicon)
        if tokens:
            return token_span(story.document, sentence, tokens)
    return None
