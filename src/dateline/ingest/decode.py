"""Bytes to text: by byte-order mark, then UTF-8, then charset-normalizer; binary is refused."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

__all__ = ["Undecodable", "decode", "looks_binary"]

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

SNIFFED_BYTES = 65_536
"""How much of a file is looked at to tell text from binary and to guess a legacy encoding, so that neither
takes longer on a long file; the guess is then checked by decoding the whole, strictly."""

CONTROL_SHARE = 0.02
"""More control bytes than this is no text. Compressed or executable data has about 10 % (27 of 256 byte
values); text has none but a stray one."""

TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x00")
CONTROLS = bytes(c for c in range(32) if c not in TEXT_CONTROLS)
NUL_SHARE = 0.2
"""Stray NULs are stripped; a file with more of them than this is binary unless it is UTF-16."""


class Undecodable(ValueError):
    """The bytes are no text; the message says why."""


def decode(data: bytes) -> str:
    """The text of ``data``.

    Raises:
        Undecodable: binary data, or no encoding fits all of it.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    head = data[:SNIFFED_BYTES]
    wide = _utf16_without_mark(head)
    if wide:
        return _strictly(data, wide)
    if looks_binary(head):
        raise Undecodable("binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, head)


def looks_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are those of binary data.

    >>> looks_binary(b"Two killed"), looks_binary(bytes(range(256)))
    (False, True)
    """
    if not head:
        return False
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls > CONTROL_SHARE * len(head) or head.count(0) > NUL_SHARE * len(head)


def _utf16_without_mark(head: bytes) -> str:
    """``utf-16-le`` or ``-be`` when one byte of nearly every pair is NUL, as in English text, else ``""``."""
    pairs = len(head) // 2
    if pairs < 8:
        return ""
    first, second = head[0::2].count(0), head[1::2].count(0)
    if second > 0.7 * pairs and first < 0.05 * pairs:
        return "utf-16-le"
    if first > 0.7 * pairs and second < 0.05 * pairs:
        return "utf-16-be"
    return ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"marked as {encoding.upper()} but not valid at byte {error.start}") from error


def _legacy(data: bytes, head: bytes) -> str:
    """Decode by the encoding charset-normalizer finds for the head, or for the stretch that broke UTF-8."""
    best = from_bytes(_telling(data, head)).best()
    if best is None:
        raise Undecodable("not UTF-8 and no other encoding fits; save the file as UTF-8")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(
            f"looks like {best.encoding} but is not valid at byte {error.start}; save the file as UTF-8"
        ) from error


def _telling(data: bytes, head: bytes) -> bytes:
    """The head, or, when that is all ASCII, the same number of bytes round the first that is not."""
    if not head.isascii():
        return head
    try:
        data.decode("ascii")
    except UnicodeDecodeError as error:
        start = max(0, error.start - SNIFFED_BYTES // 2)
        return data[start : start + SNIFFED_BYTES]
    return head
