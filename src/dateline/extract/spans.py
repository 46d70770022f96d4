"""From tokens of a sentence to the span of the document that they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from dateline.extract.syntax import noun_phrase
from dateline.model import Document, Span
from dateline.text.parse import Sentence

__all__ = ["phrase_span", "token_span", "unique_spans"]


def token_span(document: Document, sentence: Sentence, tokens: Sequence[Token]) -> Span:
    """From the first to the last of ``tokens``, which may not be empty."""
    return document.span(*sentence.span_of(tokens))


def phrase_span(document: Document, sentence: Sentence, head: Token) -> Span:
    """The noun phrase of ``head``."""
    return token_span(document, sentence, noun_phrase(head))


def unique_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Each span once, in order."""
    return tuple(dict.fromkeys(spans))
