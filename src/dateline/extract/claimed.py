"""Which claim of responsibility belongs to which event of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.claim import ClaimReading
from dateline.extract.frame import SentenceReading
from dateline.extract.grouping import Group
from dateline.extract.spans import phrase_span, token_span
from dateline.model import Claim, Document, Span, Status
from dateline.text.blocks import Layout
from dateline.text.parse import Sentence

__all__ = ["ToldClaim", "attach_claims", "claim_with_spans"]

_CLAIMABLE = frozenset({Status.OCCURRED, Status.CLAIMED, Status.ALLEGED})


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim of responsibility and the sentence that tells it."""

    reading: ClaimReading
    sentence: Sentence


def attach_claims(
    groups: Sequence[Group], readings: Sequence[SentenceReading], layout: Layout
) -> dict[int, ToldClaim]:
    """Which claim of responsibility belongs to which group (by ``id`` of the group).

    A claim that names its attack goes to that frame's group. One that does not ("later claimed
    responsibility") goes to the last violent group told before it, in a digest only within the same block.
    """
    found: dict[int, ToldClaim] = {}
    for group in groups:
        for read in group.frames:
            if read.frame.claim is not None and read.frame.claim.made:
                found.setdefault(id(group), ToldClaim(read.frame.claim, read.frame.sentence))
    used = {claim.reading.tokens for claim in found.values()}
    for group in groups:
        if id(group) not in found and group.frames[0].status.status is Status.CLAIMED:
            told = _last_told_before(group, readings)
            if told is not None:
                found[id(group)] = told
    for reading in readings:
        for claim in reading.claims:
            if claim.made and claim.tokens not in used:
                open_groups = [g for g in groups if id(g) not in found and _may_mean(g, reading, layout)]
                if open_groups:
                    found[id(open_groups[-1])] = ToldClaim(claim, reading.sentence)
    return found


def claim_with_spans(claim: ToldClaim | None, document: Document) -> tuple[Claim, tuple[Span, ...]] | None:
    """The claim as a value, and the words that say who claims, that they claim, and how."""
    if claim is None or not claim.reading.made or not claim.reading.by:
        return None
    reading, sentence = claim.reading, claim.sentence
    by = [phrase_span(document, sentence, head) for head in reading.by]
    spans = [*by, token_span(document, sentence, reading.tokens)]
    if reading.mode_tokens:
        spans.append(token_span(document, sentence, reading.mode_tokens))
    return Claim(by=by[0].quote, mode=reading.mode), tuple(spans)


def _last_told_before(group: Group, readings: Sequence[SentenceReading]) -> ToldClaim | None:
    """The last claim that names who makes it, up to the sentence that first tells the group."""
    told = [
        ToldClaim(claim, reading.sentence)
        for reading in readings
        if reading.sentence.index <= group.frames[0].index
        for claim in reading.claims
        if claim.made and claim.by
    ]
    return told[-1] if told else None


def _may_mean(group: Group, reading: SentenceReading, layout: Layout) -> bool:
    """Whether a claim of that sentence that names no attack may mean the group: violent, new, told before."""
    first = group.frames[0]
    return (
        first.frame.violent
        and first.index <= reading.sentence.index
        and (layout is Layout.STORY or first.block == reading.sentence.block)
        and not first.background
        and first.status.status in _CLAIMABLE
    )
