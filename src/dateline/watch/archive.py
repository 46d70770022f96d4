"""The archive: every answer, and every file that was read, as WARC 1.1, each record a gzip member of its own,
so that any reader finds it.

A capture is told to the store only when its bytes are on the disk. Bytes that no capture vouches for, left
by a watch that was killed, are cut off when the next one begins: what they held is fetched again.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from dateline.errors import StoreError, UsageError
from dateline.ingest import Fetched
from dateline.ingest.warc import media_type_of
from dateline.store import Capture, Store
from dateline.watch.exchange import Exchange
from dateline.watch.records import warc_time, write_exchange, write_file, write_info

__all__ = ["Archive"]

ROLL_BYTES = 500_000_000
"""Size after which a new file is begun; the usual gigabyte is twice what a person likes to copy."""


class Archive:
    """The folder of WARC files of one store, held by one program at a time; close it or use ``with``."""

    def __init__(self, folder: Path, store: Store, lock: int, roll_bytes: int) -> None:
        self._folder = folder
        self._store = store
        self._lock = lock
        self._roll_bytes = roll_bytes
        self._name = ""
        self._file: BinaryIO | None = None

    @classmethod
    def open(cls, folder: Path, store: Store, *, roll_bytes: int = ROLL_BYTES) -> Self:
        """The archive in ``folder``, made where there is none.

        Raises:
            UsageError: another watch writes to it, or it cannot be written to.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise UsageError(
                f"{folder}: {error.strerror}; name another folder as `archive` under [watch]"
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise UsageError(f"another `dateline watch` writes to {folder}; end it first") from error
        archive = cls(folder, store, lock, roll_bytes)
        archive._mend()
        return archive

    def write(self, exchanges: Iterable[Exchange]) -> list[Capture]:
        """Writes answers and waits until they are on the disk; where they are, in order, not yet told to the
        store. A body that is kept already from the same address is not kept twice."""
        captures = []
        for exchange in exchanges:
            digest = _digest(exchange.body)
            same = self._store.archive.holding(exchange.url, digest) if exchange.body else None
            captures.append(self._append(exchange, digest, same))
        if captures:
            self._to_disk()
        return captures

    def write_file(self, file: Fetched, at: dt.datetime, known: Sequence[Capture]) -> Capture | None:
        """Writes what a local file, or a part of one, held, and waits until it is on the disk; ``None`` where
        ``known``, the captures of its document, has it from that place already. Bytes that are kept from
        elsewhere are not kept twice."""
        digest = _digest(file.body)
        same = [capture for capture in known if capture.digest == digest]
        if any(capture.url == file.url for capture in same):
            return None
        stream, begin = self._ready(at)
        holding = next((capture for capture in same if capture.same_as is None), None)
        write_file(stream, file, at, digest, holding)
        length = stream.tell() - begin
        self._to_disk()
        return Capture(
            url=file.url,
            at=warc_time(at),
            status=0,
            media_type=file.media_type,
            digest=digest,
            file=self._name,
            offset=begin,
            length=length,
            same_as=holding.id if holding is not None else None,
        )

    def read(self, capture: Capture) -> Fetched:
        """The page of a capture, as it was sent and unpacked.

        Raises:
            StoreError: its file is gone, cut off or not what was written.
        """
        if capture.same_as is not None:
            holding = self._store.archive.capture(capture.same_as)
            if holding is not None:
                return self.read(holding)
        path = self._store.path.parent / capture.file
        try:
            with path.open("rb") as file:
                file.seek(capture.offset)
                record = next(iter(ArchiveIterator(file)))
                body = record.content_stream().read()
                headers = record.http_headers
        except (OSError, StopIteration, ArchiveLoadFailed) as error:
            raise StoreError(
                f"{path}: the answer of {capture.url} at byte {capture.offset} cannot be read ({error}); "
                "put the archive's file back in its place"
            ) from error
        kind, charset = media_type_of(str(headers.get_header("Content-Type") or "") if headers else "")
        return Fetched(url=capture.url, body=body, media_type=kind, charset=charset)

    def close(self) -> None:
        """Close the file and let others write."""
        if self._file is not None:
            self._file.close()
            self._file = None
        os.close(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _mend(self) -> None:
        """Cuts off what no capture vouches for, and goes on with the last file."""
        open_files = self._store.archive.open_files()
        for name, end in open_files:
            path = self._store.path.parent / name
            if path.exists() and end and path.stat().st_size > end:
                os.truncate(path, end)
            if path.exists() and not end:
                path.unlink()
        going = [(name, end) for name, end in open_files if end and (self._store.path.parent / name).exists()]
        with self._store.at_once():
            for name, _ in open_files:
                if name != (going[-1][0] if going else ""):
                    self._store.archive.close_file(name)
        if going and going[-1][1] < self._roll_bytes:
            self._name = going[-1][0]
            self._file = (self._store.path.parent / self._name).open("ab")

    def _append(self, exchange: Exchange, digest: str, same: Capture | None) -> Capture:
        stream, begin = self._ready(exchange.at)
        write_exchange(stream, exchange, digest, same)
        headers = {name.lower(): value for name, value in exchange.headers}
        return Capture(
            url=exchange.url,
            at=warc_time(exchange.at),
            status=exchange.status,
            media_type=media_type_of(headers.get("content-type", ""))[0],
            digest=digest,
            file=self._name,
            offset=begin,
            length=stream.tell() - begin,
            same_as=same.id if same is not None else None,
        )

    def _to_disk(self) -> None:
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())

    def _ready(self, at: dt.datetime) -> tuple[BinaryIO, int]:
        """The file to write to and its end; a new one where the last is full. The store knows of it before it
        is there."""
        if self._file is not None and self._file.tell() >= self._roll_bytes:
            self._to_disk()
            self._file.close()
            self._file = None
            with self._store.at_once():
                self._store.archive.close_file(self._name)
        if self._file is None:
            number = self._store.archive.files() + 1
            path = self._folder / f"dateline-{at.strftime('%Y%m%d%H%M%S')}-{number:06d}.warc.gz"
            self._name = _relative(path, self._store.path)
            with self._store.at_once():
                self._store.archive.begin_file(self._name)
            self._file = path.open("ab")
            write_info(self._file, path.name)
            _sync_folder(self._folder)
        return self._file, self._file.tell()


def _digest(body: bytes) -> str:
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def _relative(path: Path, store: Path) -> str:
    """``path`` as seen from the folder of the store, so that both can be moved together."""
    try:
        return path.resolve().relative_to(store.resolve().parent).as_posix()
    except ValueError:
        return str(path.resolve())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
