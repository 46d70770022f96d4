"""The process in which PDF, DOCX, HTML, Markdown, e-mail, feeds and sitemaps are parsed.

Hostile files can make a parser loop, recurse without end, take all memory or crash outright. Here such a
parser costs one killed process and one rejection. Requests and answers are a line of JSON; a request's line
is followed by the bytes of the file. Nothing but text comes back.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from dateline.ingest.article import Article, Format, Unreadable
from dateline.ingest.limits import Limits

__all__ = ["PARSED_APART", "main", "parse"]

PARSED_APART = frozenset(
    (Format.PDF, Format.DOCX, Format.HTML, Format.MARKDOWN, Format.EMAIL, Format.FEED, Format.SITEMAP)
)


def parse(kind: Format, data: bytes, limits: Limits, url: str = "") -> Article:
    """The article in a file of one of the kinds ``PARSED_APART``.

    Raises:
        Unreadable: there is none, for whatever reason.
    """
    try:
        article = _reader_for(kind, url)(data, limits)
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable("parse", "needs too much memory to parse") from error
    except RecursionError as error:
        raise Unreadable("parse", "nested too deep to parse") from error
    except Exception as error:
        # The one place where everything is caught. The parsers document some of their errors
        # (pypdf.errors.PyPdfError, zipfile.BadZipFile, lxml.etree.LxmlError, docx's PackageNotFoundError),
        # but hostile files also draw KeyError, AttributeError, TypeError and struct.error out of them.
        what = f"{type(error).__name__}: {error}"[:200]
        raise Unreadable("parse", f"damaged or unusual file ({what})") from error
    if len(article.text) > limits.file_bytes:
        raise Unreadable("parse", f"more than {limits.file_bytes:,} characters of text; split the document")
    return article


def _reader_for(kind: Format, url: str) -> Callable[[bytes, Limits], Article]:
    """The reader of a format; its library is imported only when a file of that format comes."""
    match kind:
        case Format.PDF:
            from dateline.ingest.pdf import read_pdf

            return read_pdf
        case Format.DOCX:
            from dateline.ingest.word import read_docx

            return read_docx
        case Format.HTML:
            from dateline.ingest.webpage import read_html

            return lambda data, limits: read_html(data, url)
        case Format.MARKDOWN:
            from dateline.ingest.markdown import read_markdown

            return lambda data, limits: read_markdown(data)
        case Format.EMAIL:
            from dateline.ingest.mail import read_mail

            return lambda data, limits: read_mail(data)
        case Format.FEED:
            from dateline.ingest.listing import read_feed

            return lambda data, limits: read_feed(data, limits, url)
        case Format.SITEMAP:
            from dateline.ingest.listing import read_sitemap

            return lambda data, limits: read_sitemap(data, limits, url)
        case _:
            raise Unreadable("parse", f"{kind} is not parsed in this process")


def main() -> None:
    """Answer requests on standard input until it ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints must not write into the answers
    for line in sys.stdin.buffer:
        request: dict[str, Any] = json.loads(line)
        limits = Limits(**request["limits"])
        _bound_memory(limits)
        answers.write(json.dumps(_answer(request, limits, sys.stdin.buffer)).encode("ascii") + b"\n")
        answers.flush()


def _answer(request: Mapping[str, Any], limits: Limits, stream: BinaryIO) -> dict[str, object]:
    data = stream.read(request["size"])
    try:
        return {"article": dataclasses.asdict(parse(Format(request["kind"]), data, limits, request["url"]))}
    except Unreadable as refusal:
        return {"stage": refusal.stage, "reason": refusal.reason}


def _bound_memory(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows: time is bounded there, memory is not
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = limits.parse_bytes_of_memory
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))


if __name__ == "__main__":
    main()
