"""What a format reader hands over, and the one way it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Article", "Format", "Unreadable"]


class Format(StrEnum):
    """Kinds of file that can be read; the value is the media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EMAIL = "message/rfc822"
    JSON = "application/json"
    JSON_LINES = "application/jsonl"
    JSON_LINES_GZ = "application/gzip"
    ZIP = "application/zip"
    WARC = "application/warc"
    WACZ = "application/wacz"
    FEED = "application/rss+xml"
    SITEMAP = "application/sitemap+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Text of one article, not yet normalised.

    ``told`` is what its own file says of it, unchecked (see :func:`dateline.ingest.metadata.from_fields`);
    ``notes`` are sentences for the log: what the file holds besides that was not read.
    """

    text: str
    told: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Unreadable(Exception):
    """A file holds no article that can be read. ``stage`` is ``read``, ``decode`` or ``parse``; the message
    is one sentence for a person. Becomes a rejection where the file's name is known."""

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
        self.reason = reason
        self.raw_hash = ""
