"""Which reader a file gets: by its suffix, else by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath

from dateline.ingest.article import Format, Unreadable
from dateline.ingest.decode import Undecodable, decode
from dateline.ingest.metadata import json_object

__all__ = ["NEVER_ARTICLES", "SUPPORTED", "by_content", "by_name"]

SUFFIXES = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".eml": Format.EMAIL,
    ".json": Format.JSON,
    ".jsonl": Format.JSON_LINES,
    ".jsonl.gz": Format.JSON_LINES_GZ,
    ".zip": Format.ZIP,
    ".warc": Format.WARC,
    ".warc.gz": Format.WARC,
    ".wacz": Format.WACZ,
}

NEVER_ARTICLES = frozenset((".json", ".csv"))
"""Beside articles these hold what is known of them (sidecars, gold answers, indexes), so a folder or an
archive is read without them."""

SUPPORTED = "read are .txt .md .html .pdf .docx .eml .json .jsonl .jsonl.gz .zip .warc .warc.gz and .wacz"

TABLES = frozenset((".csv", ".tsv", ".xls", ".xlsx", ".ods"))

HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z-]{0,40}:[^\n]{0,998}\n(?:[ \t][^\n]*\n)*){2}")
MAIL_HEADER = re.compile(rb"^(?:received|return-path|message-id|mime-version|delivered-to):", re.I | re.M)
SNIFFED = 65_536


def by_name(name: str) -> Format | None:
    """The format a file's suffix tells, or None."""
    lower = PurePath(name).name.lower()
    return next((kind for suffix, kind in SUFFIXES.items() if lower.endswith(suffix)), None)


def by_content(data: bytes, name: str = "") -> Format:
    """The format of bytes that no suffix tells.

    Raises:
        Unreadable: binary data of another kind, or a table.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in TABLES:
        raise Unreadable("read", f"a table, not an article; {SUPPORTED}")
    head = data[:SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip()[:5] == b"%PDF-":
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.DOCX if b"word/" in data else Format.ZIP
    if head.startswith(b"\x1f\x8b"):
        raise Unreadable("read", f"gzip is read only as .jsonl.gz; {SUPPORTED}")
    if HTML.match(head):
        return Format.HTML
    if MAIL.match(head) and MAIL_HEADER.search(head):
        return Format.EMAIL
    try:
        decode(head[: len(head) // 4 * 4] if len(data) > len(head) else head)
    except Undecodable as error:
        raise Unreadable("read", f"unknown kind of file ({error}); {SUPPORTED}") from error
    if head.lstrip().startswith(b"{"):
        return _json_kind(head.strip(), whole=len(data) <= SNIFFED)
    return Format.TEXT


def _json_kind(head: bytes, *, whole: bool) -> Format:
    """One object, or one object a line."""
    lines = head.split(b"\n")
    try:
        json_object(lines[0].decode("utf-8"))
    except ValueError:
        return Format.JSON if not whole or _is_object(head) else Format.JSON_LINES
    return Format.JSON_LINES


def _is_object(data: bytes) -> bool:
    try:
        json_object(data.decode("utf-8"))
    except ValueError:
        return False
    return True
