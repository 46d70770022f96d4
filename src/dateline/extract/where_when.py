"""Where and when an event took place: told with it, else told by the story around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.extract.coder import NameFinder, PlaceDraft, TimeDraft
from dateline.extract.frame import SentenceReading
from dateline.extract.grouping import Group, ReadFrame
from dateline.extract.places import PlaceMention
from dateline.extract.spans import token_span
from dateline.extract.statements import StatementReading
from dateline.extract.story import Story
from dateline.model import Document, Span
from dateline.text.blocks import Layout
from dateline.text.parse import Sentence

__all__ = ["place_of_group", "place_of_statement", "time_of_group"]

_LEAD_SENTENCES = 4
"""A story says where and when it happens in its first sentences."""
_AREAS = frozenset({
    "district", "province", "governorate", "oblast", "county", "department", "municipality", "raion", "state",
    "prefecture", "division", "region",
})  # fmt: skip
_SETS_APART = re.compile(r"[,;.]|\b(?:and|or|while|but|from|to)\b")
"""Between two places: they are told side by side, and the second does not hold the first."""
_FIRST_TOLD = 4
"""So many of an event's own places are looked through for one finer than a country."""


def place_of_group(group: Group, story: Story) -> PlaceDraft | None:
    """The event's place: told with it, else where its story is, else the country of those it concerns.

    A background event takes no place from the story around it.
    """
    own = [f.frame.place for f in group.frames if f.frame.place is not None]
    if own:
        strong = [p for p in own if p.strength == 2] or own
        finer = [p for p in strong[:_FIRST_TOLD] if not p.country] or strong
        return _with_area(finer[0], group, story)
    first = group.frames[0]
    same_block = [r for r in story.readings if r.sentence.block == first.block]
    nearby = _first_place([r for r in same_block if r.sentence.index <= first.index])
    if nearby is None and story.parsed.layout is Layout.STORY and not first.background:
        nearby = _first_place([r for r in story.readings if r.sentence.index < _LEAD_SENTENCES])
    if nearby is None and group.event_type in _FROM_AFAR:
        return _country_of(story.document, first.frame.sentence, story.names, first.frame.agents, afar=True)
    return nearby or _country_of(story.document, first.frame.sentence, story.names, first.frame.agents)


def _with_area(place: PlaceMention, group: Group, story: Story) -> PlaceDraft:
    """The place with the district or province that its sentence tells after it: "at Kota under the police
    station
    of Rampur in Sonbhadra District"; of a name that is on no map also one that its paragraph tells."""
    draft = place.draft
    if place.country or any(_is_area(span.quote) for span in (draft.span, *draft.qualifiers)):
        return draft
    here = next((f for f in group.frames if f.frame.place is place), None)
    if here is None:
        return draft
    block = [r for r in story.readings if r.sentence.block == here.block]
    village = _is_village(draft.span.quote)
    known = not village and story.names.is_place(_bare(draft.span.quote))
    told_to = max(span.end for span in (draft.span, *draft.qualifiers))
    for reading in sorted(block, key=lambda r: abs(r.sentence.index - here.index)):
        same = reading.sentence.index == here.index
        for area in _areas(reading):
            between = story.document.body[told_to : area.start]
            if not known or (same and between and not _SETS_APART.search(between)):
                return replace(draft, qualifiers=(*draft.qualifiers, area))
    if draft.qualifiers:
        return draft
    if country := _country_in_front(draft, here.block, here.index, story):
        return replace(draft, qualifiers=(country,))
    town = None if known or village else _town_before(draft, here, story)
    return replace(draft, qualifiers=(town,)) if town else draft


def _country_in_front(draft: PlaceDraft, block: int, index: int, story: Story) -> Span | None:
    """The country with which the sentence begins: "In Umbria, a bomb killed two in Orr"."""
    for reading in story.readings:
        if (reading.sentence.block, reading.sentence.index) != (block, index) or not reading.places:
            continue
        first = reading.places[0]
        span = first.draft.span
        if first.country and first.preposition == "in" and span != draft.span:
            lead = story.document.body[reading.sentence.start : span.start].strip().lower()
            if lead == "in" and story.document.body.startswith(",", span.end):
                return span
    return None


def _areas(reading: SentenceReading) -> list[Span]:
    """The districts and provinces that a sentence names, also as what another place is in."""
    told = (span for place in reading.places for span in (place.draft.span, *place.draft.qualifiers))
    return [span for span in told if _is_area(span.quote)]


_VILLAGES = frozenset({"village", "hamlet"})


def _is_village(words: str) -> bool:
    """Whether the words say that it is a village: it has namesakes everywhere, and is on few maps."""
    return words.rpartition(" ")[2].lower() in _VILLAGES


def _town_before(draft: PlaceDraft, here: ReadFrame, story: Story) -> Span | None:
    """The town that the paragraph, else the lead, names before a place that is on no map: "the Freedom
    Square"."""
    block = [r for r in story.readings if r.sentence.block == here.block and r.sentence.index <= here.index]
    lead = [r for r in story.readings if r.sentence.index < _LEAD_SENTENCES]
    if story.parsed.layout is not Layout.STORY or here.frame.past:
        lead = []
    for readings in (block[::-1], lead):
        for place in (p for r in readings for p in r.places if p.strength == 2 and not p.country):
            span = place.draft.span
            if span != draft.span and story.names.is_place(_bare(span.quote)):
                return span
    return None


def _is_area(words: str) -> bool:
    return words.rpartition(" ")[2].lower() in _AREAS


def _bare(words: str) -> str:
    """A name without the common noun after it: "Kota village"."""
    *name, last = words.split()
    return " ".join(name) if name and last.islower() else words


def place_of_statement(
    statement: StatementReading, places: Sequence[PlaceMention], story: Story
) -> PlaceDraft | None:
    """What place a speech act is about: one said to be "in" something, then any but the speaker's own."""
    own = {t.i for s in statement.speakers for t in s.subtree}
    about = [p for p in places if p.head.i not in own]
    ranked = [p for p in about if p.strength == 2] or about or list(places)
    return ranked[0].draft if ranked else _country_of(story.document, statement.sentence, story.names)


def time_of_group(group: Group, story: Story) -> TimeDraft | None:
    """The event's time: told with it, else told before it in its paragraph, else the day of the story's lead.

    A time told from another event ("two days later") is kept, with the time told before it as that event's. A
    digest item and a background event take no time from elsewhere.
    """
    times = [f.frame.time for f in group.frames if f.frame.time is not None]
    dated = [t for t in times if not t.draft.relative_to_event]
    if dated:
        return dated[0].draft
    if times:
        own = times[0].draft
        other = _time_before_in_sentence(own, story) or _time_before(group, story)
        return replace(own, after=other.span) if other is not None else own
    if story.parsed.layout is Layout.DIGEST or group.frames[0].background:
        return None
    return _time_before(group, story)


def _time_before(group: Group, story: Story) -> TimeDraft | None:
    """The time of the event told last before the group's own sentence: in its paragraph, or, outside a
    digest,
    in the lead."""
    first = group.frames[0]
    story_like = story.parsed.layout is not Layout.DIGEST
    before = [
        r
        for r in story.readings
        if r.sentence.index <= first.index
        and (r.sentence.block == first.block or (story_like and r.sentence.index < _LEAD_SENTENCES))
    ]
    for reading in reversed(before):
        told = [
            f.time
            for f in reading.frames
            if f.time is not None and not f.past and not f.time.draft.relative_to_event
        ]
        if told:
            return told[0].draft
    return None


def _time_before_in_sentence(time: TimeDraft, story: Story) -> TimeDraft | None:
    """The last time told before ``time`` in the sentence that has it."""
    before = [
        t.draft
        for reading in story.readings
        if reading.sentence.start <= time.span.start < reading.sentence.end
        for t in reading.times
        if not t.draft.relative_to_event and t.draft.span.end <= time.span.start
    ]
    return before[-1] if before else None


def _first_place(readings: Sequence[SentenceReading]) -> PlaceDraft | None:
    places = [p for r in readings for p in r.places if p.strength == 2]
    finer = [p for p in places if not p.country] or places
    return finer[0].draft if finer else None


def _country_of(
    document: Document,
    sentence: Sentence,
    names: NameFinder,
    agents: Sequence[Token] = (),
    *,
    afar: bool = False,
) -> PlaceDraft | None:
    """The country that an adjective or name in the sentence points to ("Venezuelan president", "Syria's",
    "South Sudanese"); that of the doers only where there is no other, and never where they strike from
    ``afar``: "U.S. jets" fly far from home."""
    of_doers = {token.i for agent in agents for token in agent.subtree}
    told = [name for token in sentence.tokens if (name := _country_named(token, names))]
    if afar:
        told = [n for n in told if n[-1].i not in of_doers and n[-1].head.lemma_.lower() not in _STRIKES]
    told.sort(key=lambda name: name[-1].i in of_doers or name[-1].dep_ == "nsubj")
    return PlaceDraft(span=token_span(document, sentence, told[0])) if told else None


_FROM_AFAR = frozenset({"air_strike", "shelling"})
_STRIKES = frozenset({"strike", "airstrike", "raid", "attack", "bombing", "shelling", "missile"})
"""Nouns whose adjective of a country tells whose strike it is, not where."""


def _country_named(token: Token, names: NameFinder) -> list[Token]:
    """The one or two words that end in ``token`` and name a country or its people, if they do."""
    if not token.text[:1].isupper():
        return []
    if token.i > token.doc[token.i].sent.start and (before := token.nbor(-1)).text[:1].isupper():
        both = f"{before.text} {token.text}"
        if names.is_country(both) or names.is_demonym(both):
            return [before, token]
    return [token] if names.is_country(token.text) or names.is_demonym(token.text) else []
