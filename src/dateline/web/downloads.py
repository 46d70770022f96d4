"""``/export/{format}``: every format behind one address, with the filters of the page it was asked from."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import StreamingResponse

from dateline.api import Record as OpenRecord
from dateline.export import (
    FILTER_NAMES,
    FORMAT_INFO,
    Filters,
    Format,
    Level,
    Style,
    Tally,
    Tlp,
    write,
)
from dateline.store import Store
from dateline.web.source import Source, SourceOf
from dateline.web.tokens import let_in

__all__ = ["router"]

router = APIRouter(tags=["exports"], dependencies=[Depends(let_in)])

CHUNK = 256 * 1024
"""Bytes that are gathered before they go out."""
WAITING = 8
"""Chunks that wait for a slow reader: 2 MB."""
PATIENCE = 60.0
"""Seconds that a reader may take none of them; then the export is given up."""
TABLE = Style(width=160)


@router.get("/export")
def formats() -> list[dict[str, object]]:
    """Every format: its name, what it is, the levels it can hold, its media type and ending."""
    return [
        {
            "format": name,
            "what": info.what,
            "levels": list(info.levels),
            "media_type": info.media_type,
            "suffix": info.suffix,
        }
        for name, info in FORMAT_INFO.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What is asked for."""

    source: Source
    asked: Filters
    format: Format
    level: Level = "incident"
    tlp: Tlp = "amber"


_FILTERS: dict[str, object] = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}, "description": what}
        for name, what in FILTER_NAMES.items()
    ]
}
"""The filters, for the description of the interface; :class:`dateline.export.Filters` reads them."""
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "the file", "content": {info.media_type: {} for info in FORMAT_INFO.values()}}
}


@router.get("/export/{format}", response_class=StreamingResponse, responses=_FILE, openapi_extra=_FILTERS)
def download(
    request: Request,
    source: SourceOf,
    format: Annotated[Format, Path()],
    *,
    level: Annotated[Level, Query()] = "incident",
    tlp: Annotated[Tlp, Query(description="the sharing mark of a STIX bundle")] = "amber",
) -> StreamingResponse:
    """The filtered record as a file. Filters are those of ``dateline export``, by the same names."""
    asked = _filters(request, source, level)
    info = FORMAT_INFO[format]
    chunks = _Export(_Job(source=source, asked=asked, format=format, level=level, tlp=tlp)).chunks()
    first = next(chunks, b"")  # a fault before the first byte is told as one
    headers = {
        "Content-Disposition": f'attachment; filename="dateline-{level}s.{info.suffix}"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_from(first, chunks), media_type=info.media_type, headers=headers)


@router.get("/export/{format}/left-out", openapi_extra=_FILTERS)
def left_out(request: Request, source: SourceOf, format: Annotated[Format, Path()]) -> dict[str, object]:
    """What ``/export/{format}`` leaves out or can tell only in part, counted, with the same filters."""
    asked = _filters(request, source, "incident")
    with closing(Store.open(source.desk.db, create=False)) as store:
        tally = _write(store, _Job(source=source, asked=asked, format=format), _Nowhere())
    return {
        "format": format,
        "written": tally.written,
        "left_out": dict(tally.left_out),
        "lossy": dict(tally.lossy),
    }


def _filters(request: Request, source: Source, level: Level) -> Filters:
    given = {
        name: value for name, value in request.query_params.items() if name not in ("level", "tlp", "format")
    }
    asked = source.filters(given)
    asked.check(level)
    return asked


def _write(store: Store, job: _Job, out: Any) -> Tally:
    record = OpenRecord(store, job.source.desk.settings)
    rows, texts = record.streamed(job.level, job.asked)
    info = FORMAT_INFO[job.format]
    if info.documents and (job.level != "incident" or not info.streams):
        texts = record.document_records()
    return write(
        rows,
        out,
        format=job.format,
        level=job.level,
        documents=texts,
        style=TABLE,
        crosswalk=job.source.crosswalk(job.asked),
        tlp=job.tlp,
    )


class _Nowhere(io.RawIOBase):
    """Takes everything and keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


class _Gone(Exception):
    """Nobody reads any more."""


class _Pipe(io.RawIOBase):
    """What an export writes to; hands on chunks of bytes, and waits for a slow reader."""

    def __init__(self) -> None:
        self.chunks: queue.Queue[bytes | BaseException | None] = queue.Queue(maxsize=WAITING)
        self.gone = threading.Event()
        self._held = bytearray()
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._held += piece
        self._at += len(piece)
        if len(self._held) >= CHUNK:
            self.hand_on()
        return len(piece)

    def hand_on(self) -> None:
        """Passes on what is gathered."""
        if self._held:
            self.put(bytes(self._held))
            self._held.clear()

    def put(self, item: bytes | BaseException | None) -> None:
        """Waits for a place in the queue.

        Raises:
            _Gone: the reader went away, or took nothing for too long.
        """
        if self.gone.is_set():
            raise _Gone
        try:
            self.chunks.put(item, timeout=PATIENCE)
        except queue.Full:
            raise _Gone from None


class _Export:
    """One export in a thread of its own, with a connection of its own: answers are read on other threads."""

    def __init__(self, job: _Job) -> None:
        self._job = job
        self._pipe = _Pipe()

    def chunks(self) -> Iterator[bytes]:
        """The file, a chunk at a time.

        Raises:
            DatelineError: what the export raised.
        """
        worker = threading.Thread(target=self._run, name=f"export {self._job.format}", daemon=True)
        worker.start()
        try:
            while (item := self._pipe.chunks.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            self._pipe.gone.set()

    def _run(self) -> None:
        pipe = self._pipe
        try:
            try:
                with closing(Store.open(self._job.source.desk.db, create=False)) as store:
                    _write(store, self._job, pipe)
                pipe.hand_on()
                pipe.put(None)
            except _Gone:
                return
            except BaseException as error:
                pipe.put(error)
        except _Gone:
            return


def _from(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
