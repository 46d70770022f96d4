"""The rule coder: a parsed document to drafts of accounts, step by step.

1. read every sentence into frames, claims and statements
2. read status and background of each frame
3. group the frames that tell one event
4. keep the groups that tell an event and drop what only mentions one
5. attach claims of responsibility, tolls, roles, place, time, weapon, speakers
6. add the statements
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from dateline.extract.accounts import account_of_group
from dateline.extract.background import background_cue, newest_year
from dateline.extract.claim import is_party, own_word
from dateline.extract.claimed import attach_claims
from dateline.extract.coder import Draft, NameFinder
from dateline.extract.coreference.resolve import mentions_of_article
from dateline.extract.frame import Frame, SentenceReading
from dateline.extract.frames import read_sentence
from dateline.extract.grouping import Group, ReadFrame, group_frames
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, find_mentions
from dateline.extract.scope import off_topic
from dateline.extract.score import SCORE_FLOOR, score_of_group, score_of_statement
from dateline.extract.speech import account_of_statement
from dateline.extract.statements import StatementReading, deliveries, find_statements
from dateline.extract.status import StatusReading, status_of
from dateline.extract.story import Story
from dateline.extract.threatened import doers_of_threat, only_what_is_threatened
from dateline.extract.toll import give_stated_zeros
from dateline.model import Status
from dateline.text.blocks import BlockKind, Layout
from dateline.text.parse import ParsedDocument, Sentence

__all__ = ["RuleCoder"]

log = logging.getLogger(__name__)

MAX_SENTENCE, MAX_MENTIONS = 300, 20
"""Words, and words for events, of one sentence. In 360 news texts and bulletins no sentence has over
150 words or 8 words for events. What has more is a list or data and is not read: relating its words to
each other takes the square of their number."""


class RuleCoder:
    """Reads by rules on a dependency parse and the word lists of the codebook."""

    method = "rules@3"

    def __init__(self, lexicon: Lexicon, names: NameFinder) -> None:
        self._lexicon = lexicon
        self._names = names

    def read(self, parsed: ParsedDocument) -> Sequence[Draft]:
        """The accounts that the document tells, in reading order."""
        prose = [s for s in self._in_scope(parsed) if s.kind is BlockKind.PROSE]
        sentences = [(s, mentions) for s in prose if (mentions := self._mentions(s)) is not None]
        if len(sentences) < len(prose):
            read = {s.index for s, _ in sentences}
            _tell_unread(parsed, [s for s in prose if s.index not in read])
        readings = [
            read_sentence(parsed.document, s, mentions, self._lexicon, self._names)
            for s, mentions in sentences
        ]
        said = {
            r.sentence.index: find_statements(r.sentence, r.times, self._lexicon, self._names)
            for r in readings
        }
        now = newest_year(parsed.body, parsed.document.published)
        frames = [self._read_frame(f, r, now) for r in readings for f in r.frames]
        for frame in frames:
            _threatened_by(frame, said[frame.index], self._names)
        groups = group_frames(frames, parsed.layout)
        give_stated_zeros(groups, readings, parsed.layout)
        claims = attach_claims(groups, readings, parsed.layout)
        kept = [(g, score_of_group(g, self._lexicon, self._names)) for g in groups]
        story = Story(
            parsed=parsed,
            readings=readings,
            lexicon=self._lexicon,
            names=self._names,
            clusters=mentions_of_article(tuple(s for s, _ in sentences), self._names),
        )
        drafts = [account_of_group(g, s, claims.get(id(g)), story) for g, s in kept if s >= SCORE_FLOOR]
        drafts.extend(_statements(story, said, [g for g, s in kept if s >= SCORE_FLOOR]))
        drafts.sort(key=lambda d: (d.key[0].start, d.event_type))
        return drafts

    def _in_scope(self, parsed: ParsedDocument) -> list[Sentence]:
        """Sentences of the blocks that are not about sport, culture or business."""
        if parsed.layout is Layout.STORY and off_topic(
            (t for s in parsed.sentences for t in s.tokens), self._lexicon
        ):
            return []
        by_block: dict[int, list[Sentence]] = {}
        for sentence in parsed.sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        return [
            s
            for rows in by_block.values()
            if not off_topic((t for s in rows for t in s.tokens), self._lexicon)
            for s in rows
        ]

    def _mentions(self, sentence: Sentence) -> list[Mention] | None:
        """The words for events of a sentence; ``None`` when it is too long, or has too many, to be one."""
        if len(sentence.tokens) > MAX_SENTENCE:
            return None
        mentions = find_mentions(sentence, self._lexicon)
        return mentions if len(mentions) <= MAX_MENTIONS else None

    def _read_frame(self, frame: Frame, reading: SentenceReading, now: int | None) -> ReadFrame:
        trigger: Token = frame.trigger
        factive = any(t.count.low is not None or t.count.high is not None for t in frame.tolls)
        status = status_of(trigger, self._lexicon, factive=factive)
        if status.status is Status.THREATENED:
            only_what_is_threatened(frame, self._lexicon)
        time_text = frame.time.draft.span.quote if frame.time else ""
        cue = background_cue(trigger, time_text, now, self._lexicon)
        frame.past = cue is not None
        if frame.violent and frame.claim is None and status.status in {Status.OCCURRED, Status.ALLEGED}:
            frame.claim = own_word(trigger, frame.agents, self._lexicon, self._names)
            if frame.claim is not None and is_party(frame.claim.by[0], self._names):
                status = StatusReading(Status.CLAIMED, frame.claim.tokens)
        return ReadFrame(frame, status, tuple(cue or ()), reading.sentence.block, reading.sentence.index)


def _tell_unread(parsed: ParsedDocument, left_out: Sequence[Sentence]) -> None:
    """One warning for all passages of a document that are no sentences, since they are left out."""
    log.warning(
        "%s: %d passages are lists or data, no sentence, and were not read; the first: characters %d to %d",
        parsed.document.source_name or parsed.document.id,
        len(left_out),
        left_out[0].start,
        left_out[0].end,
    )


def _claims_that_are_the_news(story: Story) -> list[StatementReading]:
    """A claim of responsibility is a speech act of its own where a story opens with it."""
    if story.parsed.layout is not Layout.STORY or not story.readings:
        return []
    lead = story.readings[0]
    return [
        StatementReading(lead.sentence, "responsibility_claim", c.tokens[0], c.by, (), c.mode, None)
        for c in lead.claims
        if c.made and c.by and lead.sentence.index == 0
    ]


def _statements(
    story: Story, said: Mapping[int, Sequence[StatementReading]], groups: Sequence[Group]
) -> list[Draft]:
    """Drafts of the speech acts that are news of the record; ``groups`` are the events that were kept."""
    found = deliveries([s for rows in said.values() for s in rows], [r.sentence for r in story.readings])
    found.extend(_claims_that_are_the_news(story))
    conflict = {f.block for g in groups for f in g.frames}
    places = {r.sentence.index: r.places for r in story.readings}
    drafts: list[Draft] = []
    for statement in found:
        score = score_of_statement(statement, conflict, story)
        if score >= SCORE_FLOOR:
            here = places.get(statement.sentence.index, ())
            drafts.append(account_of_statement(statement, score, here, story))
    return drafts


def _threatened_by(frame: ReadFrame, said: Sequence[StatementReading], names: NameFinder) -> None:
    """What a threat or a call to arms announces is an event; unless told, its doers are whom it means."""
    if frame.status.status is not Status.THREATENED or not frame.frame.violent:
        return
    for statement in said:
        if statement.event_type in {"call_to_arms", "threat"} and statement.trigger.is_ancestor(
            frame.frame.trigger
        ):
            frame.frame.generic = False
            frame.frame.strong = True
            if all(agent in statement.speakers for agent in frame.frame.agents):
                frame.frame.agents[:] = doers_of_threat(statement, names)
