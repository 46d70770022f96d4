"""The rule coder: a parsed document to drafts of accounts, step by step.

1. read every sentence into frames, claims and statements
2. read status and background of each frame
3. group the frames that tell one event
4. keep the groups that tell an event and drop what only mentions one
5. attach claims of responsibility, tolls, roles, place, time, weapon, speakers
6. add the statements
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.extract.accounts import account_of_group, account_of_statement, attach_claims
from dateline.extract.background import background_cue, newest_year
from dateline.extract.coder import Draft, NameFinder
from dateline.extract.frames import Frame, SentenceReading, read_sentence
from dateline.extract.grouping import Group, ReadFrame, group_frames
from dateline.extract.lexicon import Lexicon
from dateline.extract.scope import off_topic
from dateline.extract.score import SCORE_FLOOR, score_of_group, score_of_statement
from dateline.extract.statements import StatementReading, find_statements
from dateline.extract.status import status_of
from dateline.text.blocks import BlockKind, Layout
from dateline.text.parse import ParsedDocument, Sentence

__all__ = ["RuleCoder"]


class RuleCoder:
    """Reads by rules on a dependency parse and the word lists of the codebook."""

    method = "rules@1"

    def __init__(self, lexicon: Lexicon, names: NameFinder) -> None:
        self._lexicon = lexicon
        self._names = names

    def read(self, parsed: ParsedDocument) -> Sequence[Draft]:
        """The accounts that the document tells, in reading order."""
        sentences = [s for s in self._in_scope(parsed) if s.kind is BlockKind.PROSE]
        readings = [read_sentence(parsed.document, s, self._lexicon, self._names) for s in sentences]
        frames = [f for r in readings for f in self._read_frames(r, parsed)]
        groups = group_frames(frames, parsed.layout)
        claims = attach_claims(groups, readings, parsed.layout)
        kept = [(g, score_of_group(g, self._lexicon, self._names)) for g in groups]
        drafts = [
            account_of_group(g, score, parsed, readings, claims.get(id(g)), self._lexicon, self._names)
            for g, score in kept
            if score >= SCORE_FLOOR
        ]
        drafts.extend(self._statements(parsed, sentences, readings, [g for g, s in kept if s >= SCORE_FLOOR]))
        drafts.sort(key=lambda d: (d.key[0].start, d.event_type))
        return drafts

    def _in_scope(self, parsed: ParsedDocument) -> list[Sentence]:
        """Sentences of the blocks that are not about sport, culture or business."""
        if parsed.layout is Layout.STORY:
            return [] if off_topic((t for s in parsed.sentences for t in s.tokens), self._lexicon) else list(parsed.sentences)
        by_block: dict[int, list[Sentence]] = {}
        for sentence in parsed.sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        return [
            s for rows in by_block.values() if not off_topic((t for s in rows for t in s.tokens), self._lexicon) for s in rows
        ]

    def _read_frames(self, reading: SentenceReading, parsed: ParsedDocument) -> list[ReadFrame]:
        now = newest_year(parsed.body, parsed.document.published)
        return [self._read_frame(frame, reading, now) for frame in reading.frames]

    def _read_frame(self, frame: Frame, reading: SentenceReading, now: int | None) -> ReadFrame:
        trigger: Token = frame.trigger
        factive = any(t.count.low is not None or t.count.high is not None for t in frame.tolls)
        status = status_of(trigger, self._lexicon, self._names, factive=factive)
        time_text = frame.time.draft.span.quote if frame.time else ""
        cue = background_cue(trigger, time_text, now, self._lexicon)
        return ReadFrame(frame, status, tuple(cue or ()), reading.sentence.block, reading.sentence.index)

    def _statements(
        self, parsed: ParsedDocument, sentences: Sequence[Sentence], readings: Sequence[SentenceReading], groups: Sequence[Group]
    ) -> list[Draft]:
        found: list[StatementReading] = [
            s for sentence in sentences for s in find_statements(parsed.document, sentence, self._lexicon, self._names)
        ]
        conflict = {f.block for g in groups for f in g.frames}
        places = {r.sentence.index: r.places for r in readings}
        drafts: list[Draft] = []
        for statement in found:
            score = score_of_statement(statement, parsed.layout, conflict, self._lexicon, self._names)
            if score >= SCORE_FLOOR:
                drafts.append(account_of_statement(statement, score, parsed, places.get(statement.sentence.index, ()), self._lexicon, self._names))
        return drafts
