"""Read paths into documents: the one door through which the outside world comes in."""

from __future__ import annotations

import dataclasses
import functools
import io
import itertools
import logging
import os
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeAlias

from dateline.addresses import best_address
from dateline.errors import UsageError
from dateline.ingest.archive import member_chunks, members, open_archive
from dateline.ingest.article import Article, Format, Unreadable
from dateline.ingest.compose import compose
from dateline.ingest.decode import looks_binary
from dateline.ingest.formats import NEVER_ARTICLES, by_content, by_name
from dateline.ingest.limits import Limits, ReadOptions
from dateline.ingest.lines import chunks_of, gunzipped, json_lines, within
from dateline.ingest.metadata import Metadata, from_options, from_sidecar
from dateline.ingest.normalise import raw_hash, shown
from dateline.ingest.parser import Parser
from dateline.ingest.text import in_utf8, read_json, read_text
from dateline.ingest.warc import (
    FORMATS,
    LOCAL_FORMATS,
    Fetched,
    Readable,
    checked_members,
    fetched_pages,
    is_local,
)
from dateline.ingest.worker import PARSED_APART
from dateline.model import Document, Rejection

__all__ = ["Run", "read_paths", "rejection_of"]

log = logging.getLogger(__name__)

STDIN = "-"
LINES = (Format.JSON_LINES, Format.JSON_LINES_GZ)
WEB_ARCHIVES = (Format.WARC, Format.WACZ)
Read: TypeAlias = Iterator[Document | Rejection]
NO_READ_OPTIONS = ReadOptions()


def read_paths(
    paths: Sequence[str], options: ReadOptions = NO_READ_OPTIONS
) -> Iterator[Document | Rejection]:
    """Every document of ``paths`` (files, folders, ``-``) in order, and a rejection for each that cannot be
    read.

    Folders are walked in the order of names, without hidden files, ``.json`` and ``.csv``. What the caller
    says in ``options`` wins over a sidecar ``NAME.json``, that over what a file says of itself. The same
    document read twice is given twice. A bad document never stops the reading.

    Raises:
        UsageError: at once, for a path that does not exist or an option that cannot be meant.
    """
    given = from_options(options)
    for path in paths:
        if path == STDIN and options.stdin is None:
            raise UsageError("- reads standard input, and there is none")
        if path != STDIN and not _exists(path):
            raise UsageError(f"no such file or folder: {shown(path)}")
    return _read_all(tuple(paths), options, given)


def _exists(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL in the name
        return False


def _read_all(paths: Sequence[str], options: ReadOptions, given: Metadata) -> Read:
    with Parser(options.limits) as parser:
        run = Run(given=given, limits=options.limits, parser=parser)
        for path in paths:
            if path == STDIN and options.stdin is not None:
                yield from run.guarded(STDIN, functools.partial(run.standard_input, options.stdin))
            elif os.path.isdir(path):
                yield from run.folder(Path(path))
            else:
                yield from run.file(Path(path))


def _nothing(_seen: Fetched) -> None:
    """For a reading that only the documents are wanted of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What holds for every document of one reading, and the way from a path down to its documents. ``seen``
    is told, before a document is given, what it is made of: the address where it is a page, the bytes, the
    media type."""

    given: Metadata
    limits: Limits
    parser: Parser
    seen: Callable[[Fetched], None] = _nothing

    def folder(self, folder: Path) -> Read:
        """The articles of a folder and of those inside it."""
        root = os.path.realpath(folder)
        closed: list[OSError] = []
        for inside, folders, files in os.walk(folder, onerror=closed.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                path = Path(inside, name)
                if name.startswith(".") or path.suffix.lower() in NEVER_ARTICLES:
                    continue
                if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
                    yield rejection_of(str(path), Unreadable("read", "a link that leads out of its folder"))
                else:
                    yield from self.file(path)
        for error in closed:
            yield rejection_of(str(error.filename), _cannot_read(error))

    def file(self, path: Path) -> Read:
        """The documents of one file."""
        yield from self.guarded(str(path), functools.partial(self._open_file, path))

    def mail(self, path: Path) -> Read:
        """The e-mail of a file whose name need not say that it is one (Maildir)."""
        return self.guarded(str(path), functools.partial(self._open_mail, path))

    def _open_mail(self, path: Path) -> Read:
        if path.stat().st_size > self.limits.file_bytes:
            raise _too_big(self.limits.file_bytes)
        yield self._document(str(path), Format.EMAIL, path.read_bytes(), Metadata())

    def guarded(self, name: str, read: Callable[[], Read]) -> Read:
        """What ``read`` gives; a refusal on the way becomes the last thing given."""
        try:
            yield from read()
        except Unreadable as refusal:
            yield rejection_of(name, refusal)
        except OSError as error:
            yield rejection_of(name, _cannot_read(error))

    def _open_file(self, path: Path) -> Read:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("read", "not a regular file; give - to read from a pipe")
        kind = by_name(path.name)
        most = self.limits.unpacked_bytes if kind in (*LINES, Format.ZIP) else self.limits.file_bytes
        most = self.limits.web_archive_bytes if kind in WEB_ARCHIVES else most
        if about.st_size > most:
            raise _too_big(most)
        with path.open("rb") as file:
            if kind in LINES:
                yield from self._lines(str(path), kind, file)
            elif kind is Format.ZIP:
                yield from self._archive(str(path), file)
            elif kind is Format.WARC:
                yield from self._web_archive(str(path), file)
            elif kind is Format.WACZ:
                yield from self._packed_web_archive(str(path), file)
            else:
                sidecar = from_sidecar(self._sidecar_of(path), shown(str(path)))
                yield from self._bytes(str(path), kind, file.read(), sidecar)

    def standard_input(self, stream: BinaryIO) -> Read:
        """What standard input holds: an article, or articles as JSON lines (of any length)."""
        head = stream.read(self.limits.file_bytes + 1)
        kind = by_content(head)
        if kind is Format.JSON_LINES:
            yield from self._json_lines(STDIN, itertools.chain([head], chunks_of(stream)))
        elif len(head) > self.limits.file_bytes:
            raise _too_big(self.limits.file_bytes)
        else:
            yield from self._bytes(STDIN, kind, head, Metadata())

    def _bytes(self, name: str, kind: Format | None, data: bytes, sidecar: Metadata) -> Read:
        """The document in bytes that are all there; or the documents, where they turn out to be a
        container."""
        if not data.strip():
            raise Unreadable("read", "empty file")
        if kind in (None, Format.TEXT):
            kind = _told_by_content(kind, data, name)
        if kind is Format.ZIP:
            yield from self._archive(name, io.BytesIO(data))
        elif kind is Format.JSON_LINES:
            yield from self._json_lines(name, [data])
        elif kind is not None:
            yield self._document(name, kind, data, sidecar)

    def _document(self, name: str, kind: Format, data: bytes, sidecar: Metadata) -> Document:
        try:
            return self._composed(name, kind, data, sidecar)
        except Unreadable as refusal:
            refusal.raw_hash = raw_hash(data)
            raise

    def _composed(self, name: str, kind: Format, data: bytes, sidecar: Metadata) -> Document:
        article = self._article(kind, data)
        self.seen(Fetched(url="", body=data, media_type=kind.value))
        for note in article.notes:
            log.warning("%s: %s", shown(name), shown(note))
        return compose(
            article,
            name=shown(name),
            raw_hash=raw_hash(data),
            media_type=kind.value,
            given=self.given,
            sidecar=sidecar,
            limits=self.limits,
        )

    def _article(self, kind: Format, data: bytes) -> Article:
        if kind in PARSED_APART:
            return self.parser.parse(kind, data)
        return read_json(data) if kind is Format.JSON else read_text(data)

    def _lines(self, name: str, kind: Format, file: BinaryIO) -> Read:
        chunks = gunzipped(file) if kind is Format.JSON_LINES_GZ else chunks_of(file)
        yield from self._json_lines(name, chunks)

    def _json_lines(self, name: str, chunks: Iterable[bytes]) -> Read:
        """One document or rejection a line; a line is named ``FILE:NUMBER``."""
        chunks = iter(chunks)
        head = next(chunks, b"")
        if looks_binary(head):
            raise Unreadable("decode", "binary data, not JSON lines")
        count = 0
        for number, line in json_lines(within(itertools.chain([head], chunks), self.limits), self.limits):
            count += 1
            yield from self.guarded(
                f"{name}:{number}", functools.partial(self._json_line, name, number, line)
            )
        if count == 0:
            raise Unreadable("read", "empty file")

    def _json_line(self, name: str, number: int, line: bytes | None) -> Read:
        if line is None:
            raise Unreadable("read", f"a line over {self.limits.line_bytes:,} bytes")
        yield self._document(f"{name}:{number}", Format.JSON, line, Metadata())

    def _archive(self, name: str, file: BinaryIO) -> Read:
        """The articles of an archive; a member is named ``ARCHIVE!MEMBER``."""
        with open_archive(file, self.limits) as archive:
            names = {entry.filename: entry for entry in archive.infolist()}
            for entry in members(archive):
                if PurePosixPath(entry.filename).suffix.lower() not in NEVER_ARTICLES:
                    read = functools.partial(self._member, f"{name}!{entry.filename}", archive, entry, names)
                    yield from self.guarded(f"{name}!{entry.filename}", read)

    def _member(
        self, name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, names: dict[str, zipfile.ZipInfo]
    ) -> Read:
        kind = by_name(entry.filename)
        if kind is Format.JSON_LINES:
            yield from self._json_lines(name, member_chunks(archive, entry))
            return
        if kind in (Format.ZIP, Format.JSON_LINES_GZ):
            raise Unreadable("read", "an archive inside an archive is not read")
        if entry.file_size > self.limits.file_bytes:
            raise _too_big(self.limits.file_bytes)
        data = b"".join(member_chunks(archive, entry))
        if kind is None and by_content(data, name) is Format.ZIP:
            raise Unreadable("read", "an archive inside an archive is not read")
        beside = names.get(str(PurePosixPath(entry.filename).with_suffix(".json")))
        told = b"".join(member_chunks(archive, beside)) if beside and self._fits(beside) else None
        yield from self._bytes(name, kind, data, from_sidecar(told, shown(name)))

    def _web_archive(self, name: str, file: Readable) -> Read:
        """The pages of a WARC; one is named ``ARCHIVE!ADDRESS``."""
        for page in fetched_pages(file, self.limits):
            if isinstance(page, Fetched):
                at = f"{name}!{page.url}"
                yield from self.guarded(at, functools.partial(self._fetched, at, page))
            else:
                yield rejection_of(f"{name}!{page[0]}", page[1])

    def _fetched(self, name: str, page: Fetched) -> Read:
        if is_local(page.url):
            kind = LOCAL_FORMATS.get(page.media_type) or by_content(page.body)
            yield self._document(name, kind, page.body, Metadata())
        else:
            yield self.page(name, page, Metadata(url=page.url))

    def _packed_web_archive(self, name: str, file: BinaryIO) -> Read:
        """The pages of the WARCs in a WACZ whose bytes are those that it describes."""
        limits = dataclasses.replace(self.limits, unpacked_bytes=self.limits.web_archive_bytes)
        with open_archive(file, limits) as archive:
            for entry, against in checked_members(archive):
                inside = f"{name}!{entry.filename}"
                if against:
                    yield rejection_of(inside, Unreadable("read", against))
                    continue
                with archive.open(entry) as member:
                    read = functools.partial(self._web_archive, inside, member)
                    yield from self.guarded(inside, read)

    def page(self, name: str, page: Fetched, told: Metadata) -> Document:
        """The document of a page that was fetched. ``told`` fills in what the page itself leaves open, its
        ``url`` where the page names no other one of the same site.

        Raises:
            Unreadable: it is no article, or of a kind that is not read.
        """
        if not page.body.strip():
            raise Unreadable("read", "an empty page")
        kind = FORMATS.get(page.media_type) or by_content(page.body)
        if kind is Format.TEXT and page.media_type != "text/plain":
            kind = by_content(page.body)
        try:
            if kind not in FORMATS.values():
                raise Unreadable("read", f"a response of the type {kind.value}, not an article")
            data = in_utf8(page.body, page.charset) if kind is Format.HTML else page.body
            article = self.parser.parse(kind, data, page.url) if kind in PARSED_APART else read_text(data)
            if told.url:
                url = best_address(told.url, str(article.told.get("url") or ""))
                article = dataclasses.replace(article, told={**article.told, "url": url})
            self.seen(dataclasses.replace(page, media_type=kind.value))
            return compose(
                _filled_in(article, told),
                name=shown(name),
                raw_hash=raw_hash(page.body),
                media_type=kind.value,
                given=self.given,
                sidecar=Metadata(),
                limits=self.limits,
            )
        except Unreadable as refusal:
            refusal.raw_hash = raw_hash(page.body)
            raise

    def _fits(self, beside: zipfile.ZipInfo) -> bool:
        return beside.file_size <= self.limits.sidecar_bytes

    def _sidecar_of(self, path: Path) -> bytes | None:
        """The bytes of ``NAME.json`` beside ``NAME.suffix``; a link or a huge one counts as none, with a
        warning."""
        beside = path.with_suffix(".json")
        if path.suffix.lower() == ".json" or not beside.is_file():
            return None
        if beside.is_symlink() or beside.stat().st_size > self.limits.sidecar_bytes:
            log.warning(
                "%s: sidecar ignored: a link, or over %d bytes", shown(str(beside)), self.limits.sidecar_bytes
            )
            return None
        return beside.read_bytes()


def _filled_in(article: Article, told: Metadata) -> Article:
    """``article`` with what is told of it elsewhere where it says nothing itself."""
    own = {key: value for key, value in article.told.items() if value}
    known = {key: value for key, value in dataclasses.asdict(told).items() if value}
    return dataclasses.replace(article, told=known | own)


def _told_by_content(kind: Format | None, data: bytes, name: str) -> Format:
    """The format of bytes without a telling suffix; a ``.txt`` is believed unless it is a web page or a
    PDF."""
    if kind is None:
        return by_content(data, name)
    try:
        told = by_content(data)
    except Unreadable:
        return kind
    return told if told in (Format.HTML, Format.PDF) else kind


def _too_big(most: int) -> Unreadable:
    return Unreadable("read", f"larger than {most:,} bytes; split it")


def _cannot_read(error: OSError) -> Unreadable:
    return Unreadable("read", f"cannot be read ({error.strerror or error})")


def rejection_of(name: str, refusal: Unreadable) -> Rejection:
    """The refusal of what is called ``name``, fit for a message."""
    return Rejection(
        document=shown(name), stage=refusal.stage, reason=shown(refusal.reason), raw_hash=refusal.raw_hash
    )
