"""Self-contained evidence page: articles with their coded words marked, each value beside its sentence."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.codec.shapes import AccountRecord, IncidentRecord
from dateline.export.columns import Level, Record
from dateline.export.excerpt import sentence_around
from dateline.export.fields import PERSON, FieldRow, Where, confidence_text, field_rows
from dateline.export.incident_view import (
    Line,
    date_lines,
    doer_lines,
    figure_lines,
    place_lines,
    related_lines,
    source_lines,
    timeline_lines,
)
from dateline.export.incident_words import headline, span_of_counts
from dateline.export.segments import Annotation, segments
from dateline.model import BODY

__all__ = ["write_html"]

META_PARTS = ("byline", "dateline", "published", "outlet", "origin", "language", "url")
"""Parts shown above the text; a value may rest on any of them."""
KINDS = {
    "event_type": "event",
    "status": "status",
    "date": "date",
    "place": "place",
    "actors": "actor",
    "actor": "actor",
    "casualties": "harm",
}
"""First step of a field's path -> colour class; what is not here is ``other``."""
MAX_DEPTH = 3
"""Deeper nesting than this is drawn like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A run of text inside the same set of fields."""

    text: str
    refs: tuple[str, ...]
    anchors: tuple[str, ...]
    kind: str
    depth: int
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Excerpt:
    """A sentence with the words of one span; ``part`` is "" for the body."""

    part: str
    before: str
    words: str
    after: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    ref: str
    kind: str
    row: FieldRow
    confidence: str
    excerpts: tuple[_Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AccountView:
    anchor: str
    record: AccountRecord
    fields: tuple[_Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    anchor: str
    title: tuple[_Piece, ...]
    name: str
    meta: tuple[tuple[str, tuple[_Piece, ...]], ...]
    link: str
    body: tuple[_Piece, ...]
    accounts: tuple[_AccountView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One line of what stands behind an incident, with the words it rests on."""

    line: Line
    excerpts: tuple[_Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _IncidentView:
    record: Record
    headline: str
    tolls: str
    links: tuple[tuple[str, str], ...]
    """Headline and anchor of each account."""
    sections: tuple[tuple[str, tuple[_Row, ...]], ...]
    """Heading and rows: who did it, figures, history, sources, related incidents."""


def write_html(
    records: Iterable[Record], level: Level, out: BinaryIO, documents: Mapping[str, Record]
) -> None:
    """One HTML page for the documents behind ``records`` (incidents or accounts), in order of first mention.

    It asks for nothing from outside, runs one script of ours named by its hash, and reads without it. All
    text is escaped; a link is made only of ``http`` and ``https`` addresses. ``documents`` (by id) must hold
    every document of ``records``.
    """
    rows = list(records)
    accounts = [a for row in rows for a in row["accounts"]] if level == "incident" else rows
    by_document: dict[str, list[AccountRecord]] = {}
    for account in accounts:
        by_document.setdefault(account["document_id"], []).append(cast(AccountRecord, account))
    articles = [
        _article(f"d{index}", documents[document_id], told)
        for index, (document_id, told) in enumerate(by_document.items())
    ]
    css, script = _asset("evidence.css"), _asset("evidence.js")
    page = (
        _environment()
        .get_template("evidence.html")
        .generate(
            articles=articles,
            incidents=_incidents(rows, articles, documents) if level == "incident" else [],
            css=Markup(css),  # noqa: S704 - our own packaged file
            script=Markup(script),  # noqa: S704 - our own packaged file
            policy=_policy(css, script),
        )
    )
    for chunk in page:
        out.write(chunk.encode())


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dateline.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    return (resources.files("dateline.export") / "templates" / name).read_text(encoding="utf-8")


def _policy(css: str, script: str) -> str:
    """Content-Security-Policy that lets through these two texts and nothing else."""

    def named(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return (
        f"default-src 'none'; style-src {named(css)}; script-src {named(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _article(anchor: str, document: Record, told: Sequence[AccountRecord]) -> _Article:
    accounts = tuple(_account(f"{anchor}a{index}", record, document) for index, record in enumerate(told))
    marks = [
        (where, f"{field.ref}s{number}", field, view)
        for view in accounts
        for field in view.fields
        for number, where in enumerate(field.row.where)
    ]

    def pieces(part: str) -> tuple[_Piece, ...]:
        text = document[part] or ""
        here = {name: (where, field, view) for where, name, field, view in marks if where.part == part}
        return tuple(_pieces(text, here))

    return _Article(
        anchor=anchor,
        title=pieces("title"),
        name=document["title"] or document["source_name"] or document["document_id"],
        meta=tuple((part, found) for part in META_PARTS if (found := pieces(part))),
        link=_web_address(document["url"]),
        body=pieces(BODY),
        accounts=accounts,
    )


def _account(anchor: str, record: AccountRecord, document: Record) -> _AccountView:
    fields = []
    for number, row in enumerate(field_rows(record)):
        ref = f"{anchor}f{number}"
        kind = KINDS.get(row.path.partition(".")[0], "other")
        excerpts = tuple(_excerpt(where, f"{ref}s{n}", document) for n, where in enumerate(row.where))
        sure = "reviewed" if row.method.startswith(PERSON) else confidence_text(row.confidence)
        fields.append(_Field(ref=ref, kind=kind, row=row, confidence=sure, excerpts=excerpts))
    return _AccountView(anchor=anchor, record=record, fields=tuple(fields))


def _pieces(text: str, marks: Mapping[str, tuple[Where, _Field, _AccountView]]) -> Iterator[_Piece]:
    annotations = [
        Annotation(start=where.start, end=where.end, name=name) for name, (where, _, _) in marks.items()
    ]
    for segment in segments(len(text), annotations):
        inside = [marks[annotation.name] for annotation in segment.inside]
        yield _Piece(
            text=text[segment.start : segment.end],
            refs=tuple(dict.fromkeys(field.ref for _, field, _ in inside)),
            anchors=tuple(annotation.name for annotation in segment.starting),
            kind=inside[-1][1].kind if inside else "",
            depth=min(len({(where.start, where.end) for where, _, _ in inside}), MAX_DEPTH),
            tip="; ".join(
                dict.fromkeys(
                    f"{field.row.label}: {field.row.value} ({view.record['event_type']})"
                    for _, field, view in inside
                )
            ),
        )


def _excerpt(where: Where, anchor: str, document: Record) -> _Excerpt:
    text = document[where.part] or ""
    in_body = where.part == BODY
    low, high = sentence_around(text, where.start, where.end) if in_body else (0, len(text))
    return _Excerpt(
        part="" if in_body else where.part,
        before=text[low : where.start],
        words=text[where.start : where.end],
        after=text[where.end : high],
        anchor=anchor,
    )


def _incidents(
    rows: Sequence[Record], articles: Sequence[_Article], documents: Mapping[str, Record]
) -> list[_IncidentView]:
    anchors = {
        view.record["account_id"]: (article.name, view.anchor)
        for article in articles
        for view in article.accounts
    }
    return [
        _IncidentView(
            record=row,
            headline=headline(cast(IncidentRecord, row)),
            tolls=_tolls(row),
            links=tuple(anchors[a["account_id"]] for a in row["accounts"]),
            sections=tuple(_sections(cast(IncidentRecord, row), documents)),
        )
        for row in rows
    ]


def _tolls(row: Record) -> str:
    counts = row["casualties"].items()
    told = [f"{kind.replace('_', ' ')} {span_of_counts(count)}" for kind, count in counts if count]
    return "; ".join(told) or "unknown"


def _sections(
    record: IncidentRecord, documents: Mapping[str, Record]
) -> Iterator[tuple[str, tuple[_Row, ...]]]:
    """What stands behind the incident, in the order of `dateline show`; empty sections are left out."""
    found: list[tuple[str, Iterable[Line]]] = [
        ("where", place_lines(record, documents)),
        ("when", date_lines(record, documents)),
        *doer_lines(record, documents),
        *(
            (kind.replace("_", " "), figure_lines(record, documents, kind))
            for kind in record["casualties_told"]
        ),
        ("how the account changed", timeline_lines(record, documents)),
        *((f"origin: {name}", lines) for name, lines in source_lines(record)),
        ("related incidents", related_lines(record, documents)),
    ]
    for heading, lines in found:
        rows = tuple(_row(line, documents) for line in lines)
        if rows:
            yield heading, rows


def _row(line: Line, documents: Mapping[str, Record]) -> _Row:
    document = documents.get(line.document_id)
    words = () if document is None else tuple(_excerpt(where, "", document) for where in line.where)
    return _Row(line=line, excerpts=words)


def _web_address(url: str | None) -> str:
    """``url`` where it is a web address a reader may follow, else ""."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
