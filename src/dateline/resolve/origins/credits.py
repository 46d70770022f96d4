"""The newsroom that first wrote a document's copy, as the document tells: credit, dateline or outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dateline.model import BODY, Document, Span
from dateline.registry.entries import parse_toml, read_data
from dateline.resolve.cases import folded
from dateline.text.dateline import wire_named

__all__ = ["Credit", "Found", "credit_of", "newsroom_named", "outlet_name"]


class Found(StrEnum):
    """How the origin of a document was found."""

    METADATA = "metadata"
    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT = "credit"
    """A line of the text: "(Reuters)", "Source: X", "With reporting by X"."""
    VIA = "via"
    """The outlet is given as "X via Y"."""
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A newsroom, how it was found, and the words that say so (``None`` if nothing in the document does)."""

    newsroom: str
    found: Found
    span: Span | None


HEAD = 400
"""Characters at the beginning of the body in which a dateline stands; none is longer."""
TAIL = 300
"""Characters at the end of the body in which credits stand: two lines of names."""
NAME = r"[^\W\d_][^\n.;()|]{1,60}"
DATELINE = re.compile(r"\((?P<who>[^()\n]{2,60})\)\s?(?:[-\u2013\u2014]{1,3}|:)\s")
SIGNED = re.compile(r"(?:[(\[\u2014\u2013]|\s--?\s)\s?(?P<who>[^()\[\]\n\u2014\u2013]{2,60})[)\]]?\s{0,9}\Z")
CREDITED = re.compile(
    r"\b(?:(?:with|additional) (?:reporting|reports|material|input|inputs) (?:by|from)|sources?:"
    rf"|originally published (?:by|in|on)|this story (?:first|was) .{{0,30}}?by) ?(?P<who>{NAME})",
    re.IGNORECASE,
)
BYLINE_CUT = re.compile(r",| for | of | \| | / |[()]|\bby\b", re.IGNORECASE)
VIA = re.compile(r"\s+(?:via|through)\s+", re.IGNORECASE)
LIST_CUT = re.compile(r"\s*(?:,|/|&|\band\b)\s*")


def credit_of(document: Document) -> Credit:
    """Who wrote ``document`` by its own word; its outlet, and at last its file, when it credits nobody.

    Of several credited newsrooms the first named counts. In a text only agencies of the registry are
    believed to be newsrooms, since any words may follow "Source:".
    """
    return next(_credits(document))


def newsroom_named(text: str) -> str:
    """The agency or outlet of the registry that ``text`` as a whole names, by its usual name, or ``""``.

    >>> newsroom_named("the Associated Press"), newsroom_named("police")
    ('AP', '')
    """
    words = " ".join(text.split())
    return wire_named(words) or _newsrooms().get(folded(words).removeprefix("the "), "")


def outlet_name(text: str) -> str:
    """The newsroom behind ``text``, the name of an outlet, by its usual name if the registry knows it.

    >>> outlet_name("Associated Press via  the Oru Herald"), outlet_name("Oru Herald")
    ('AP', 'Oru Herald')
    """
    via = VIA.search(text)
    first = text[: via.start()] if via and via.start() else text
    return _first_named(first) or " ".join(first.split())


def _credits(document: Document) -> Iterator[Credit]:
    parts = document.parts
    if document.origin.strip():
        # What reading put there came from the dateline, the byline or the last line, or from metadata: the
        # words in the text are the better evidence where they are.
        name = outlet_name(document.origin)
        for credit in _written(document):
            if credit.newsroom == name:
                yield credit
        span = document.span(0, len(parts["origin"]), "origin")
        yield Credit(newsroom=name, found=Found.METADATA, span=span)
    yield from _written(document)
    via = VIA.search(document.outlet)
    if via and via.start():
        span = document.span(0, via.start(), "outlet")
        yield Credit(newsroom=outlet_name(document.outlet), found=Found.VIA, span=span)
    if document.outlet:
        span = document.span(0, len(document.outlet), "outlet")
        yield Credit(newsroom=outlet_name(document.outlet), found=Found.OWN, span=span)
    yield Credit(newsroom=document.source_name or document.id, found=Found.OWN, span=None)


def _written(document: Document) -> Iterator[Credit]:
    """Agencies that dateline, byline and last lines name, in this order."""
    body = document.body
    head = DATELINE.search(body, 0, HEAD)
    if head:
        yield from _named(document, head, Found.DATELINE, BODY)
    byline = document.parts.get("byline", "")
    start = 0
    for cut in (*BYLINE_CUT.finditer(byline), None):
        end = cut.start() if cut else len(byline)
        name = newsroom_named(byline[start:end])
        if name:
            yield Credit(newsroom=name, found=Found.BYLINE, span=_trimmed(document, start, end, "byline"))
        start = cut.end() if cut else end
    tail = max(0, len(body) - TAIL)
    # Only what ends the text: within it the same words may be anything.
    for pattern in (SIGNED, CREDITED):
        for found in pattern.finditer(body, tail):
            yield from _named(document, found, Found.CREDIT, BODY)


def _named(document: Document, found: re.Match[str], how: Found, part: str) -> Iterator[Credit]:
    name = _first_named(found["who"])
    if name:
        yield Credit(newsroom=name, found=how, span=_trimmed(document, *found.span("who"), part))


def _first_named(text: str) -> str:
    return newsroom_named(text) or next(filter(None, map(newsroom_named, LIST_CUT.split(text))), "")


def _trimmed(document: Document, start: int, end: int, part: str) -> Span:
    words = document.parts[part][start:end]
    return document.span(
        start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), part
    )


@cache
def _newsrooms() -> Mapping[str, str]:
    """Folded name of a newsroom of the registry -> its usual name (a wire's short name)."""
    names: dict[str, str] = {}
    for table in parse_toml(read_data("actors/media.toml"), "media.toml").values():
        if not isinstance(table, dict):
            continue
        every = [str(table.get("name", "")), *map(str, table.get("aliases", ()))]
        short = next(filter(None, map(wire_named, every)), every[0])
        for name in every:
            names.setdefault(folded(name).removeprefix("the "), short)
    return names
