"""Where the archived copies of documents lie, and what changed from one version of an article to the next."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.export.excerpt import one_line, sentence_around
from dateline.model import Document

__all__ = ["Copy", "VersionText", "copies_text", "sentences", "versions_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An archived answer that a document was read from: its WARC file, the byte its record begins at, the
    digest of the body; ``version`` of ``versions`` of its address."""

    document_id: str
    url: str
    at: str
    file: str
    offset: int
    digest: str
    version: int
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionText:
    """What an address held from ``at`` on."""

    line: str
    number: int
    at: str
    document: Document


def copies_text(copies: Sequence[Copy]) -> str:
    """A paragraph for each copy, ``""`` without any; ends with a newline."""
    if not copies:
        return ""
    lines = ["", "archived copies"]
    for copy in copies:
        lines.append(f"  {one_line(copy.url)}, {copy.at[:19].replace('T', ' ')} UTC")
        lines.append(f"    {one_line(copy.file)} at byte {copy.offset}, {copy.digest}")
        if copy.versions > 1:
            lines.append(
                f"    version {copy.version} of {copy.versions}; `dateline history "
                f"{copy.document_id}` says what "
                "changed"
            )
    return "\n".join(lines) + "\n"


def versions_text(versions: Sequence[VersionText]) -> str:
    """The versions of an address, each with the sentences that went (-) and came (+); ends with a newline."""
    lines: list[str] = []
    before: VersionText | None = None
    for version in versions:
        if before is None or before.line != version.line:
            before = None
            lines.append(one_line(version.line))
        told = (
            f"version {version.number}, {version.at[:19].replace('T', ' ')} UTC, document "
            f"{version.document.id}"
        )
        lines.append(told)
        if before is not None:
            lines += [f"  {line}" for line in _changes(before.document, version.document)]
        before = version
    return "\n".join(lines) + "\n"


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line.

    >>> sentences("Four men died. The road\\nis closed.")
    ['Four men died.', 'The road is closed.']
    """
    found, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        _, end = sentence_around(text, at, at + 1)
        end = max(end, at + 1)
        found.append(one_line(text[at:end]))
        at = end
    return [one for one in found if one]


def _changes(before: Document, after: Document) -> Iterator[str]:
    for part in sorted((before.parts.keys() | after.parts.keys()) - {"body"}):
        old, new = before.parts.get(part, ""), after.parts.get(part, "")
        if old != new:
            yield f"{part}: {one_line(old) or '(none)'} -> {one_line(new) or '(none)'}"
    old_body, new_body = sentences(before.body), sentences(after.body)
    for line in difflib.unified_diff(old_body, new_body, n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield f"{line[0]} {line[1:]}"
