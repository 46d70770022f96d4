"""JSON lines, plain or gzipped: one article a line, read as a stream within bounded memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dateline.ingest.article import Unreadable
from dateline.ingest.limits import Limits

__all__ = ["chunks_of", "gunzipped", "json_lines", "within"]

CHUNK = 65_536


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    while chunk := file.read(CHUNK):
        yield chunk


def gunzipped(file: BinaryIO) -> Iterator[bytes]:
    """The unpacked bytes of a gzip file, piece by piece.

    Raises:
        Unreadable: damaged or cut off; what came before has been given.
    """
    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield from chunks_of(unpacked)  # type: ignore[arg-type]
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable("read", f"damaged gzip file ({error})") from error


def within(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    """``chunks`` until they pass ``limits.unpacked_bytes`` together, then :class:`Unreadable`."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limits.unpacked_bytes:
            raise Unreadable(
                "read", f"more than {limits.unpacked_bytes:,} bytes of JSON lines. Split the file"
            )
        yield chunk


def json_lines(chunks: Iterable[bytes], limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of every line that is not blank; None in place of a line past ``limits.line_bytes``.

    >>> list(json_lines([b'{"a":1}\\n\\n{"b"', b':2}'], Limits()))
    [(1, b'{"a":1}'), (3, b'{"b":2}')]
    """
    number, begun, too_long = 1, bytearray(), False
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            begun += b"" if too_long else piece
            yield from _line(number, begun, too_long or len(begun) > limits.line_bytes)
            number, begun, too_long = number + 1, bytearray(), False
        begun += b"" if too_long else rest
        if len(begun) > limits.line_bytes:
            begun, too_long = bytearray(), True
    yield from _line(number, begun, too_long)


def _line(number: int, line: bytearray, too_long: bool) -> Iterator[tuple[int, bytes | None]]:
    if too_long:
        yield number, None
    elif line.strip():
        yield number, bytes(line)
