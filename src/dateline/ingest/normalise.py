"""Normalise text once, where it enters; every offset in the record is into the result."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["normalise", "one_line", "raw_hash", "shown"]

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

SPACES = "\t\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"

INVISIBLE = (
    *(c for c in range(0x20) if chr(c) not in "\t\n\v\f\r"),
    *range(0x7F, 0xA0),  # DEL and C1; NEL is a line end and is handled before
    0xAD,  # soft hyphen
    0x61C,  # the bidirectional controls can show a text in another order than it is read
    0x180E,
    *range(0x200B, 0x2010),  # zero-width space and joiners, direction marks
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,  # byte-order mark
    *range(0xFFF9, 0xFFFC),
    *range(0xFDD0, 0xFDF0),  # noncharacters
    *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    *range(0xE0000, 0xE0080),  # invisible tags
)

TRANSLATION: dict[int, str | None] = {ord(space): " " for space in SPACES} | dict.fromkeys(INVISIBLE)

SURROGATE = re.compile("[\ud800-\udfff]")
TRAILING_SPACES = re.compile(r"(?<! ) +(?=\n)")
BLANK_LINES = re.compile(r"\n{3,}")

MARKS = "".join(c for c in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(c))
LONG_STACK = re.compile(f"([{MARKS}]{{30}})(?=[{MARKS}])")
MAYBE_STACK = re.compile("[\u0300-\U0001efff]{31}")
"""Ten times quicker to look for, and absent from most texts."""

GRAPHEME_JOINER = "\u034f"


def normalise(text: str) -> str:
    """``text`` in NFC with plain spaces and line feeds, without invisible and control characters.

    Line ends of every kind become a line feed, exotic spaces a space; trailing spaces and blank lines
    beyond one go, and so does white space round the whole. Typographic quotes and dashes, single line feeds
    and spaces inside a line stay. Idempotent. Unpaired surrogates become U+FFFD.

    >>> normalise("\\ufeffco\\u00adop\\u2028“Cafe\\u0301” \\r\\n\\r\\n\\r\\n\\r\\nend\\x00")
    'coop\\n“Café”\\n\\nend'
    """
    if SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = LINE_ENDS.sub("\n", text).translate(TRANSLATION)
    text = _composed(text)
    text = TRAILING_SPACES.sub("", text)
    return BLANK_LINES.sub("\n\n", text).strip(" \n")


def _composed(text: str) -> str:
    """NFC in linear time: a stack of more than 30 combining marks is parted by a grapheme joiner, as the
    Stream-Safe Text Format of Unicode Annex 15 does, since composing a stack takes quadratic time (a
    million marks on one letter: minutes)."""
    if text.isascii():
        return text
    while MAYBE_STACK.search(text) and LONG_STACK.search(text):
        text = unicodedata.normalize("NFC", LONG_STACK.sub(rf"\1{GRAPHEME_JOINER}", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """``text`` normalised and with every run of white space as one space; for titles and other fields."""
    return " ".join(normalise(text).split())


def raw_hash(data: bytes) -> str:
    """``b2:`` hash of the bytes as read, of the same length as :func:`dateline.model.content_id`."""
    return "b2:" + hashlib.blake2b(data, digest_size=16).hexdigest()


def shown(name: str) -> str:
    """A file name fit for a message: line breaks, terminal codes and direction marks are spelled out.

    >>> shown("a\\nb\\u202egpj.txt")
    'a\\\\nb\\\\u202egpj.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
