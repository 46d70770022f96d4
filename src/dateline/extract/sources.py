"""The chain of sources of an event: claimant, speakers, and the outlet that is credited."""

from __future__ import annotations

from dateline.extract.attribution import speakers_of
from dateline.extract.claimed import ToldClaim
from dateline.extract.grouping import ReadFrame
from dateline.extract.spans import phrase_span, token_span
from dateline.extract.story import Story
from dateline.model import Attribution, Span, SpeakerKind, Status
from dateline.text.blocks import Layout, trailing_outlets
from dateline.text.parse import ParsedDocument, Sentence

__all__ = ["outlets_of", "sources_of"]


def sources_of(
    carrier: ReadFrame, claim: ToldClaim | None, status: Status, story: Story
) -> tuple[tuple[Attribution, ...], tuple[Span, ...]]:
    """On whose word the event stands, nearest first; ``carrier`` is the frame that tells its status."""
    sentence = carrier.frame.sentence
    chain: list[Attribution] = []
    spans: list[Span] = []
    if status is Status.CLAIMED and claim is not None:
        for head in claim.reading.by:
            span = phrase_span(story.document, claim.sentence, head)
            chain.append(Attribution(speaker=span.quote, kind=SpeakerKind.CLAIMANT))
            spans.append(span)
    for speaker in speakers_of(carrier.frame.trigger, story.lexicon, story.names):
        span = token_span(story.document, sentence, speaker.tokens)
        if span not in spans:
            chain.append(Attribution(speaker=span.quote, kind=speaker.kind))
            spans.append(span)
    outlets, outlet_spans = outlets_of(story.parsed, sentence)
    return (*chain, *outlets), (*spans, *outlet_spans)


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
