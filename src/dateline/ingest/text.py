"""Plain text, its front matter, and a single JSON object that holds an article."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.ingest.article import Article, Unreadable
from dateline.ingest.decode import Undecodable, decode
from dateline.ingest.metadata import json_object
from dateline.ingest.normalise import LINE_ENDS

__all__ = ["decoded", "in_utf8", "read_json", "read_text", "split_front_matter"]

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?P<fields>(?:[^\n]*\n){0,100}?)---[ \t]*(?:\n|\Z)")
FIELD = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>.*)")
IGNORED_LINE = re.compile(r"\s*(?:#.*)?|\s+.*|-\s.*")

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=", re.IGNORECASE)
BODY_KEYS = ("text", "body", "content")


def decoded(data: bytes) -> str:
    """The text of ``data``; :class:`Unreadable` when it is binary or in no known encoding."""
    try:
        return decode(data)
    except Undecodable as error:
        raise Unreadable("decode", str(error)) from error


def read_text(data: bytes) -> Article:
    """A ``.txt`` file: front matter if it begins with some, and the rest as it stands."""
    told, body = split_front_matter(decoded(data))
    return Article(text=body, told=told)


def split_front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """The ``key: value`` lines between two ``---`` lines at the top, and the text after them.

    A block with any other line than fields, lists, comments and indented continuations is text, not front
    matter.

    >>> split_front_matter("---\\ntitle: 'Two killed'\\n---\\nRAQQA")
    ({'title': 'Two killed'}, 'RAQQA')
    """
    if not text.lstrip("\ufeff").startswith("---"):
        return {}, text
    lines = LINE_ENDS.sub("\n", text)
    block = FRONT_MATTER.match(lines)
    if block is None:
        return {}, text
    told: dict[str, str] = {}
    for line in block["fields"].splitlines():
        field = FIELD.fullmatch(line)
        if field:
            value = field["value"].strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            told.setdefault(field["key"].lower(), value[1:-1] if quoted else value)
        elif not IGNORED_LINE.fullmatch(line):
            return {}, text
    return (told, lines[block.end() :]) if told else ({}, text)


def read_json(data: bytes) -> Article:
    """One JSON object: the text under ``text``, ``body`` or ``content``, the metadata beside it."""
    try:
        told = json_object(decoded(data).lstrip("\ufeff"))
    except ValueError as error:
        raise Unreadable("parse", f"not valid JSON: {error}") from error
    bodies = [body for key in BODY_KEYS if isinstance(body := told.get(key), str) and body.strip()]
    if not bodies:
        raise Unreadable("parse", f"no article text: none of the keys {', '.join(BODY_KEYS)} holds any")
    return Article(text=bodies[0], told=told)


def in_utf8(data: bytes, charset: str) -> bytes:
    """A page in UTF-8 where its server names another charset that fits all of it and the page itself names
    none; else as it is, for :mod:`.webpage` to find out. Servers that say UTF-8 of anything are common."""
    if (
        not charset
        or charset.replace("_", "-") in ("utf-8", "utf8", "us-ascii")
        or DECLARED.search(data[:4_096])
    ):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode("utf-8")
        except (ValueError, LookupError):
            return data
    return data
