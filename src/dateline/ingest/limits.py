"""How much of the outside world a run may take in, and what a caller may say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

__all__ = ["Limits", "ReadOptions"]

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of reading. Passing one rejects the document with a reason; nothing is ever cut short."""

    file_bytes: int = 20 * MEGABYTE
    """One article as a file, archive member or standard input."""
    unpacked_bytes: int = 200 * MEGABYTE
    """All members of an archive together, or a ``.jsonl[.gz]`` unpacked (read line by line)."""
    archive_files: int = 10_000
    """Members of an archive, folders included."""
    web_archive_bytes: int = 50_000 * MEGABYTE
    """A WARC or WACZ unpacked: read record by record, so that only time bounds it."""
    listed: int = 50_000
    """Pages of one feed or sitemap; the sitemap protocol allows no more."""
    line_bytes: int = MEGABYTE
    """One line of JSON, and one line of an article: no paragraph of prose comes near it."""
    sidecar_bytes: int = MEGABYTE
    """One ``NAME.json`` beside an article."""
    pages: int = 2_000
    """Pages of a PDF."""
    parse_seconds: float = 6.0
    """Time for one PDF, DOCX, HTML, Markdown or e-mail file before its parser is stopped."""
    parse_bytes_of_memory: int = 1_500 * MEGABYTE
    """Address space of the process that parses them (where the system can bound it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the caller says about every document of a run; wins over what the files say of themselves.

    ``language`` (an ISO 639-1 code) replaces language detection. ``stdin`` is what the path ``-`` reads.
    """

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    stdin: BinaryIO | None = None
    limits: Limits = field(default_factory=Limits)
