"""The chain of sources of an event: claimant, speakers, and the outlet that is credited."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extract.attribution import kind_of_speaker, speakers_of
from dateline.extract.claimed import ToldClaim
from dateline.extract.grouping import Group, ReadFrame
from dateline.extract.pronouns import is_quoted, person_before
from dateline.extract.spans import phrase_span, token_span
from dateline.extract.story import Story
from dateline.model import Attribution, Span, SpeakerKind, Status
from dateline.text.blocks import Layout, trailing_outlets
from dateline.text.parse import ParsedDocument, Sentence

__all__ = ["outlets_of", "sources_of"]


_NEAR = 2
"""Sentences within which one telling of an event is on the word of the speaker of another."""


def sources_of(
    group: Group, carrier: ReadFrame, claim: ToldClaim | None, story: Story
) -> tuple[tuple[Attribution, ...], tuple[Span, ...]]:
    """On whose word the event stands, nearest first; ``carrier`` is the frame that tells its status.

    Where that names nobody, those of the nearest telling of the event in the same paragraph that names
    someone: they vouch for a part of it.
    """
    sentence = carrier.frame.sentence
    chain: list[Attribution] = []
    spans: list[Span] = []
    if carrier.status.status is Status.CLAIMED and claim is not None:
        for head in claim.reading.by:
            span = phrase_span(story.document, claim.sentence, head)
            chain.append(Attribution(speaker=span.quote, kind=SpeakerKind.CLAIMANT))
            spans.append(span)
    near = [
        read
        for read in group.frames
        if read.block == carrier.block and abs(read.index - carrier.index) <= _NEAR
    ]
    for read in (carrier, *near):
        for link, span in _speakers(read, story):
            if span not in spans:
                chain.append(link)
                spans.append(span)
        if chain:
            break
    outlets, outlet_spans = outlets_of(story.parsed, sentence)
    return (*chain, *outlets), (*spans, *outlet_spans)


def _speakers(read: ReadFrame, story: Story) -> Iterator[tuple[Attribution, Span]]:
    """The speakers of one telling with the words that name them; of a quotation, the person named before."""
    sentence = read.frame.sentence
    told_by = (read.frame.trigger, *(toll.teller for toll in read.frame.tolls))
    speakers = [s for word in told_by for s in speakers_of(word, story.lexicon, story.names)]
    for speaker in speakers:
        if speaker.tokens[0].pos_ != "PRON":
            span = token_span(story.document, sentence, speaker.tokens)
            yield Attribution(speaker=span.quote, kind=speaker.kind), span
    if any(s.tokens[0].pos_ == "PRON" for s in speakers) or (not speakers and is_quoted(sentence, story)):
        person = person_before(sentence, story)
        if person is not None:
            span = phrase_span(story.document, *person)
            kind = kind_of_speaker(person[1], story.lexicon, story.names)
            yield Attribution(speaker=span.quote, kind=kind), span


def outlets_of(parsed: ParsedDocument, sentence: Sentence) -> tuple[list[Attribution], list[Span]]:
    """The outlets credited after the item of a digest, else the outlet of the document, else none."""
    document = parsed.document
    spans: list[Span] = []
    if parsed.layout is Layout.DIGEST:
        credited = trailing_outlets(parsed.body, parsed.blocks[sentence.block])
        spans = [document.span(start, end) for start, end in credited]
    if not spans and document.outlet:
        spans = [document.span(0, len(document.outlet), part="outlet")]
    return [Attribution(speaker=s.quote, kind=SpeakerKind.OUTLET) for s in spans], spans
