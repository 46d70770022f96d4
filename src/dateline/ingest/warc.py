"""Web archives: the pages of a WARC, record by record, and of the WARCs inside a WACZ."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.bufferedreaders import DecompressingBufferedReader  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]

from dateline.ingest.archive import MEMBER_FAULTS, member_chunks
from dateline.ingest.article import Format, Unreadable
from dateline.ingest.limits import Limits

__all__ = [
    "FORMATS",
    "LOCAL_FORMATS",
    "Fetched",
    "Readable",
    "checked_members",
    "fetched_pages",
    "is_local",
    "media_type_of",
]

FORMATS = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
    "text/markdown": Format.MARKDOWN,
    "application/pdf": Format.PDF,
    Format.DOCX.value: Format.DOCX,
}
"""Media types of a response that may hold an article. A web archive is full of pictures and scripts; those
are passed over without a word."""

LOCAL_FORMATS = {**FORMATS, Format.EMAIL.value: Format.EMAIL, Format.JSON.value: Format.JSON}
"""Media types of a file that was archived as it lay on a disk: whoever put it there meant it to be read."""

RECORDS = ("response", "resource")
CUT_OFF = "the archive is cut off in the middle of a record"
CUT_ANSWER = "the archive is cut off in the middle of this answer"
CHUNK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The body of one response, or of a file that was archived (a ``file:`` address). ``media_type`` and
    ``charset`` are what the server said, or ``""``."""

    url: str
    body: bytes
    media_type: str
    charset: str = ""


class Readable(Protocol):
    """What a WARC is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes."""


def fetched_pages(file: Readable, limits: Limits) -> Iterator[Fetched | tuple[str, Unreadable]]:
    """The successful responses of a WARC that may be articles, in order; one that is too big or damaged
    comes as its address and the refusal.

    Raises:
        Unreadable: the file is no WARC, is cut off, or is damaged from here on; what came before has been
            given.
    """
    bounded = _Bounded(file, limits.web_archive_bytes)
    reader = _Members(bounded)
    archive = ArchiveIterator(bounded)
    archive.reader = reader
    records = left = 0
    begun = None
    try:
        for record in archive:
            told = bool(record.rec_headers.get_header("WARC-Type"))
            records += told
            page = _page(record, limits) if told and record.rec_type in RECORDS else None
            if page is not None:
                yield page
            archive.read_to_end()
            left = getattr(record.raw_stream, "limit", 0)
            begun = archive.next_line
    except (ArchiveLoadFailed, AttributeError, KeyError, IndexError, TypeError, *MEMBER_FAULTS) as error:
        # warcio documents the first; hostile headers draw the next four out of it.
        if reader.is_cut:
            raise Unreadable("read", CUT_OFF) from error
        raise Unreadable("read", f"damaged web archive ({error})") from error
    if not records:
        raise Unreadable("read", "no web archive: it holds no WARC record")
    if left or begun or reader.is_cut:
        raise Unreadable("read", CUT_OFF)


def _page(record: ArcWarcRecord, limits: Limits) -> Fetched | tuple[str, Unreadable] | None:
    """The page of a response; ``None`` of one that holds no article by its status or type."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    length = record.rec_headers.get_header("Content-Length") or ""
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    media_type, charset = media_type_of(_content_type(record.http_headers, record.rec_headers))
    if not (length.isdecimal() and status.isdecimal()):
        return url, Unreadable("read", CUT_ANSWER)
    formats = LOCAL_FORMATS if is_local(url) else FORMATS
    if status != "200" or (media_type and media_type not in formats):
        return None
    try:
        body = _body(record.content_stream(), limits)
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise Unreadable("read", CUT_ANSWER)
    except Unreadable as refusal:
        return url, refusal
    return Fetched(url=url, body=body, media_type=media_type, charset=charset)


def is_local(url: str) -> bool:
    """Whether an address is that of a file, which nothing that was fetched has."""
    return url.startswith("file:")


def media_type_of(header: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type header.

    >>> media_type_of('Text/HTML; charset="ISO-8859-1"')
    ('text/html', 'iso-8859-1')
    """
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    named = dict(part.split("=", 1) for part in parameters if "=" in part)
    return kind, named.get("charset", "").strip("\"' ")


def _content_type(http: StatusAndHeaders | None, record: StatusAndHeaders) -> str:
    return str((http or record).get_header("Content-Type") or "")


def _body(stream: Readable, limits: Limits) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > limits.file_bytes:
            raise Unreadable("read", f"larger than {limits.file_bytes:,} bytes")
        pieces.append(piece)
    return b"".join(pieces)


class _Members(DecompressingBufferedReader):  # type: ignore[misc]
    """Unpacks as warcio does, and remembers what warcio passes over: whether all was there."""

    def __init__(self, file: Readable) -> None:
        self._ended = self._member_open = False
        self._tail = b""
        super().__init__(file)

    @property
    def is_cut(self) -> bool:
        """Whether the file ended inside a gzip member; one that is not packed, before the two line ends that
        close each record."""
        if self.decompressor is not None:
            return self._ended and not self.decompressor.eof
        return self._ended and (self._member_open or not self._tail.endswith((b"\r\n\r\n", b"\n\n")))

    def close_decompressor(self) -> None:
        """Called when nothing more comes."""
        self._member_open = self.decompressor is not None and not self.decompressor.eof
        super().close_decompressor()

    def _process_read(self, data: bytes) -> None:
        self._ended = self._ended or not data
        super()._process_read(data)
        if self.buff is not None:
            self._tail = (self._tail + self.buff.getbuffer()[-4:])[-4:]


class _Bounded:
    """A file that refuses to be read beyond a number of bytes."""

    def __init__(self, file: Readable, most: int) -> None:
        self._file = file
        self._left = most

    def read(self, size: int = CHUNK, /) -> bytes:
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("read", "web archive too large; split it")
        return data


def checked_members(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """The WARCs of a WACZ in order, each with what speaks against it: ``""``, or that its bytes are not those
    that the package describes.

    Raises:
        Unreadable: it has no readable description, or names no WARC.
    """
    names = {entry.filename: entry for entry in archive.infolist()}
    warcs = [
        names[n] for n in sorted(names) if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))
    ]
    told = names.get("datapackage.json")
    if told is None or not warcs:
        raise Unreadable("read", "no WACZ: it lacks a datapackage.json or a WARC in archive/")
    hashes = _hashes(archive, told)
    for entry in warcs:
        expected = hashes.get(entry.filename, "")
        yield entry, _against(archive, entry, expected)


MOST_DESCRIPTION = 5_000_000


def _hashes(archive: zipfile.ZipFile, told: zipfile.ZipInfo) -> dict[str, str]:
    if told.file_size > MOST_DESCRIPTION:
        raise Unreadable("read", "a WACZ whose description is larger than any honest one")
    try:
        resources = json.loads(b"".join(member_chunks(archive, told)))["resources"]
        return {str(one["path"]): str(one.get("hash", "")) for one in resources}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable("parse", f"the datapackage.json of the WACZ cannot be read ({error})") from error


def _against(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, expected: str) -> str:
    method, _, digest = expected.partition(":")
    if method not in ("sha256", "sha512", "md5") or not digest:
        return "the package gives no hash for it"
    found = hashlib.new(method, usedforsecurity=False)
    for chunk in member_chunks(archive, entry):
        found.update(chunk)
    return "" if found.hexdigest() == digest.lower() else "its bytes are not those that the package describes"
