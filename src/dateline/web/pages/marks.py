"""An article with its coded words marked, and the sentences around them, as pieces that templates escape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.codec.shapes import AccountRecord
from dateline.export.columns import Record
from dateline.export.excerpt import sentence_around
from dateline.export.fields import FieldRow, Where, field_rows, made_by_text
from dateline.export.segments import Annotation, segments
from dateline.model import BODY

__all__ = [
    "Article",
    "Excerpt",
    "Mark",
    "Piece",
    "anchor_of",
    "article_of",
    "excerpt_of",
    "file_name",
    "kind_of",
    "marks_of",
    "web_address",
    "where_of",
]

META_PARTS = ("byline", "dateline", "published", "outlet", "origin", "language")
"""Parts shown above the text; a value may rest on any of them."""
KINDS: Mapping[str, str] = {
    "event_type": "event",
    "status": "status",
    "date": "date",
    "place": "place",
    "actors": "actor",
    "actor": "actor",
    "claim": "actor",
    "casualties": "harm",
}
"""First step of a field's path -> how its words are marked; what is not here is ``other``."""
PARTS = frozenset({BODY, "title", "url", *META_PARTS})
"""Every part that is shown."""
_ANCHOR = re.compile(r"w-(?P<part>[a-z]{1,20})-(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})")
MAX_DEPTH = 3
"""Deeper nesting than this is drawn like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The words of one value of one account."""

    where: Where
    row: FieldRow
    account: AccountRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text inside the same marked words; ``anchors`` are the ids of those that begin here."""

    text: str
    anchors: tuple[str, ...] = ()
    kind: str = ""
    depth: int = 0
    tip: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A sentence with the words of one span; ``part`` is "" for the body."""

    part: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A document as its page shows it. ``link`` is its web address where a reader may follow it, else ""."""

    record: Record
    name: str
    title: tuple[Piece, ...]
    meta: tuple[tuple[str, tuple[Piece, ...]], ...]
    body: tuple[Piece, ...]
    link: str


def kind_of(path: str) -> str:
    """How the words of a field are marked."""
    return KINDS.get(path.partition(".")[0], "other")


def anchor_of(where: Where) -> str:
    """The id of the place in an article where words stand; the same on every page."""
    return f"w-{where.part}-{where.start}-{where.end}"


def where_of(anchor: str, document: Record) -> Where | None:
    """The words that ``anchor`` names, or ``None`` where ``document`` has no such words."""
    found = _ANCHOR.fullmatch(anchor)
    if found is None or found["part"] not in PARTS:
        return None
    start, end = int(found["start"]), int(found["end"])
    text = document[found["part"]] or ""
    return Where(part=found["part"], start=start, end=end) if 0 <= start < end <= len(text) else None


def marks_of(accounts: Iterable[AccountRecord]) -> list[Mark]:
    """Every span of every value of ``accounts``."""
    return [
        Mark(where=where, row=row, account=account)
        for account in accounts
        for row in field_rows(account)
        for where in row.where
    ]


def article_of(document: Record, marks: Sequence[Mark], chosen: Where | None = None) -> Article:
    """``document`` with the words of ``marks`` marked; those of ``chosen`` stand out."""

    def pieces(part: str) -> tuple[Piece, ...]:
        here = [mark for mark in marks if mark.where.part == part]
        return _pieces(document[part] or "", here, chosen if chosen and chosen.part == part else None)

    return Article(
        record=document,
        name=document["title"] or file_name(document["source_name"] or "") or document["document_id"],
        title=pieces("title"),
        meta=tuple((part, found) for part in META_PARTS if (found := pieces(part))),
        body=pieces(BODY),
        link=web_address(document["url"]),
    )


def file_name(source_name: str) -> str:
    """Without the folders of the machine that coded it."""
    return source_name.rpartition("/")[2].rpartition("\\")[2]


def _pieces(text: str, marks: Sequence[Mark], chosen: Where | None) -> tuple[Piece, ...]:
    told: dict[str, list[Mark]] = {}
    for mark in marks:
        told.setdefault(anchor_of(mark.where), []).append(mark)
    spans = {anchor_of(mark.where): mark.where for mark in marks}
    if chosen is not None:
        spans[anchor_of(chosen)] = chosen
    annotations = [Annotation(start=w.start, end=w.end, name=name) for name, w in spans.items()]
    found = []
    for segment in segments(len(text), annotations) if text else ():
        inside = [annotation.name for annotation in segment.inside]
        here = [mark for name in inside for mark in told.get(name, ())]
        found.append(
            Piece(
                text=text[segment.start : segment.end],
                anchors=tuple(annotation.name for annotation in segment.starting),
                kind=kind_of(here[-1].row.path) if here else "other" if inside else "",
                depth=min(len(inside), MAX_DEPTH),
                tip="; ".join(dict.fromkeys(map(_tip, here))),
                chosen=chosen is not None and anchor_of(chosen) in inside,
            )
        )
    return tuple(found)


def _tip(mark: Mark) -> str:
    sure = made_by_text(mark.row.method, mark.row.confidence)
    return f"{mark.row.label}: {mark.row.value} ({mark.account['event_type'].replace('_', ' ')}; {sure})"


def excerpt_of(where: Where, document: Record) -> Excerpt:
    """The sentence around ``where``."""
    text = document[where.part] or ""
    in_body = where.part == BODY
    low, high = sentence_around(text, where.start, where.end) if in_body else (0, len(text))
    return Excerpt(
        part="" if in_body else where.part,
        before=text[low : where.start],
        words=text[where.start : where.end],
        after=text[where.end : high],
    )


def web_address(url: str | None) -> str:
    """``url`` where it is a web address that a reader may follow, else "".

    >>> web_address("https://paper.example/a"), web_address("javascript:alert(1)"), web_address("//x.example")
    ('https://paper.example/a', '', '')
    """
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc else ""
    except ValueError:
        return ""
