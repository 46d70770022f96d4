"""The draft of an event that a sentence tells without any word of the codebook: a detector found its type.

The other fields are read by the rules from the same sentence. A plain "no" or "not" in it ("no officer came")
is part of what the type's examples say, so it does not deny the event.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.attribution import speakers_of
from dateline.extract.coder import Draft, NameFinder, PlaceDraft, TimeDraft
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.places import find_places
from dateline.extract.sources import outlets_of
from dateline.extract.spans import token_span
from dateline.extract.status import status_of
from dateline.extract.story import Story
from dateline.extract.times import find_sentence_times
from dateline.model import Attribution, Span, Status
from dateline.text.parse import ParsedDocument, Sentence

__all__ = ["told_draft"]


def told_draft(event_type: str, confidence: float, sentence: Sentence, story: Story) -> Draft:
    """The draft of the event of type ``event_type`` that ``sentence`` tells."""
    document, parsed = story.document, story.parsed
    root = _main_verb(sentence, story.lexicon)
    whole = document.span(sentence.start, sentence.end)
    status = status_of(root, story.lexicon, factive=False)
    denied = status.status is Status.DENIED
    attribution, spans = _sources(root, sentence, story)
    return Draft(
        key=(whole,),
        event_type=event_type,
        type_spans=(whole,),
        status=Status.OCCURRED if denied else status.status,
        status_spans=(whole if denied else token_span(document, sentence, status.tokens),),
        attribution=attribution,
        attribution_spans=spans,
        place=_place(sentence, parsed, story.names),
        time=_time(sentence, parsed),
        score=round(confidence, 2),
    )


def _main_verb(sentence: Sentence, lexicon: Lexicon) -> Token:
    """The word that the sentence hangs on, past who says it ("officers stood by, it was said")."""
    root: Token = sentence.tokens.root
    if lemma_of(root) in lexicon.speech:
        return next((child for child in root.children if child.dep_ in {"ccomp", "parataxis"}), root)
    return root


def _sources(
    root: Token, sentence: Sentence, story: Story
) -> tuple[tuple[Attribution, ...], tuple[Span, ...]]:
    chain, spans = [], []
    for speaker in speakers_of(root, story.lexicon, story.names):
        span = token_span(story.document, sentence, speaker.tokens)
        chain.append(Attribution(speaker=span.quote, kind=speaker.kind))
        spans.append(span)
    outlets, outlet_spans = outlets_of(story.parsed, sentence)
    return (*chain, *outlets), (*spans, *outlet_spans)


def _place(sentence: Sentence, parsed: ParsedDocument, names: NameFinder) -> PlaceDraft | None:
    places = find_places(parsed.document, sentence, names, frozenset())
    ranked = sorted(places, key=lambda place: (-place.strength, place.country))
    return ranked[0].draft if ranked else None


def _time(sentence: Sentence, parsed: ParsedDocument) -> TimeDraft | None:
    times = find_sentence_times(parsed.document, sentence)
    return times[0].draft if times else None
