"""What a user's heads change of the drafts of a document: false accounts go, types and statuses are set
right, and events of the user's own types are added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.extract.coder import Draft, NameFinder
from dateline.extract.coreference.resolve import mentions_of_article
from dateline.extract.lexicon import Lexicon
from dateline.extract.story import Story
from dateline.extract.told import told_draft
from dateline.model import BODY, Status
from dateline.tagging.user_heads import Coded, UserHeads, Vector
from dateline.text.blocks import BlockKind
from dateline.text.parse import ParsedDocument, Sentence

__all__ = ["Revision"]


@dataclass(frozen=True, kw_only=True)
class Revision:
    """``vector`` gives the vector of a sentence, by the tagger whose states the heads were fitted on."""

    heads: UserHeads
    vector: Callable[[str], Vector]
    lexicon: Lexicon
    names: NameFinder

    def wanted(self, text: str) -> bool:
        """Whether a block must be parsed: any may tell a type that has a detector."""
        return bool(self.heads.detectors) or self.lexicon.may_tell(text)

    def revise(self, parsed: ParsedDocument, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts as the heads have them, in reading order."""
        vectors: dict[int, Vector] = {}

        def vector(sentence: Sentence) -> Vector:
            if sentence.index not in vectors:
                vectors[sentence.index] = self.vector(parsed.body[sentence.start : sentence.end])
            return vectors[sentence.index]

        found = []
        for draft in drafts:
            sentence = _sentence_of(draft, parsed)
            if draft.statement is not None or sentence is None:
                found.append(draft)  # a speech act is not one of the events that heads are fitted on
            elif (revised := self._revised(draft, vector(sentence))) is not None:
                found.append(revised)
        if self.heads.detectors:
            prose = [s for s in parsed.sentences if s.kind is BlockKind.PROSE]
            story = Story(
                parsed=parsed,
                readings=(),
                lexicon=self.lexicon,
                names=self.names,
                clusters=mentions_of_article(tuple(prose), self.names),
            )
            found += [new for s in prose if (new := self._told(s, vector(s), story, found)) is not None]
        return sorted(found, key=lambda d: (d.key[0].start, d.event_type))

    def _revised(self, draft: Draft, vector: Vector) -> Draft | None:
        coded = self.heads.revise(Coded(event_type=draft.event_type, status=draft.status.value), vector)
        if coded is None:
            return None
        return replace(draft, event_type=coded.event_type, status=Status(coded.status))

    def _told(self, sentence: Sentence, vector: Vector, story: Story, found: Sequence[Draft]) -> Draft | None:
        """The event of a user's type that the sentence tells, unless it is coded already."""
        for event_type, confidence in self.heads.told(vector)[:1]:
            here = (d for d in found if sentence.start <= d.key[0].start < sentence.end)
            if all(draft.event_type != event_type for draft in here):
                draft = told_draft(event_type, confidence, sentence, story)
                coded = Coded(event_type=event_type, status=draft.status.value)
                return replace(draft, status=Status(self.heads.status_of(coded, vector)))
        return None


def _sentence_of(draft: Draft, parsed: ParsedDocument) -> Sentence | None:
    first = draft.key[0]
    if first.part != BODY:
        return None
    return next((s for s in parsed.sentences if s.start <= first.start < s.end), None)
