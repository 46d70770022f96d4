"""WARC 1.1 records, each a gzip member of its own: an exchange, a file, what the archive's file is."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from dateline import __version__
from dateline.ingest import Fetched
from dateline.store import Capture
from dateline.watch.exchange import Exchange

__all__ = ["warc_time", "write_exchange", "write_file", "write_info"]


def warc_time(at: dt.datetime) -> str:
    """A time as WARC writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def write_exchange(stream: BinaryIO, exchange: Exchange, digest: str, same: Capture | None) -> None:
    """Writes an answer, or a ``revisit`` of ``same`` that holds its body, and then its request."""
    writer = _writer(stream)
    date = {"WARC-Date": warc_time(exchange.at)}
    told = {**date, **({"WARC-IP-Address": exchange.ip} if exchange.ip else {})}
    line = f"{exchange.version} {exchange.status} {exchange.reason}".strip()
    answer = StatusAndHeaders(line.split(" ", 1)[1], _as_kept(exchange.headers), protocol=exchange.version)
    if same is None:
        response = writer.create_warc_record(
            exchange.url,
            "response",
            payload=io.BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=answer,
            warc_headers_dict={**told, "WARC-Payload-Digest": digest},
        )
    else:
        response = writer.create_revisit_record(
            exchange.url, digest, same.url, _held_since(same), http_headers=answer, warc_headers_dict=told
        )
    asked = StatusAndHeaders(
        f"GET {exchange.target} {exchange.version}", list(exchange.request), is_http_request=True
    )
    response_id = response.rec_headers.get_header("WARC-Record-ID")
    request = writer.create_warc_record(
        exchange.url,
        "request",
        http_headers=asked,
        warc_headers_dict={**told, "WARC-Concurrent-To": response_id},
    )
    writer.write_record(response)
    writer.write_record(request)


def write_file(stream: BinaryIO, file: Fetched, at: dt.datetime, digest: str, same: Capture | None) -> None:
    """Writes what a file held as a ``resource``, or a ``revisit`` of ``same`` that holds it."""
    writer = _writer(stream)
    date = {"WARC-Date": warc_time(at)}
    if same is None:
        record = writer.create_warc_record(
            file.url,
            "resource",
            payload=io.BytesIO(file.body),
            length=len(file.body),
            warc_content_type=file.media_type,
            warc_headers_dict={**date, "WARC-Payload-Digest": digest},
        )
    else:
        record = writer.create_revisit_record(
            file.url, digest, same.url, _held_since(same), warc_headers_dict=date
        )
    writer.write_record(record)


def write_info(stream: BinaryIO, name: str) -> None:
    """Writes what the file ``name`` is and who wrote it."""
    writer = _writer(stream)
    info = {
        "software": f"Dateline/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    writer.write_record(writer.create_warcinfo_record(name, info))


def _writer(stream: BinaryIO) -> WARCWriter:
    return WARCWriter(stream, gzip=True, warc_version="1.1")


def _held_since(capture: Capture) -> str:
    return capture.at.replace("+00:00", "Z")


def _as_kept(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers of an answer whose body is kept without the chunks that it was sent in."""
    return [
        (f"X-Orig-{name}" if name.lower() == "transfer-encoding" else name, value) for name, value in headers
    ]
