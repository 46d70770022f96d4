"""What was fetched, read: pages to documents, feeds and sitemaps to the pages that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from dateline.errors import RejectedDocument
from dateline.ingest.article import Format, Unreadable
from dateline.ingest.limits import Limits
from dateline.ingest.listing import Entry, entries_of
from dateline.ingest.metadata import Metadata
from dateline.ingest.normalise import shown
from dateline.ingest.parser import Parser
from dateline.ingest.reading import Run, rejection_of
from dateline.ingest.warc import Fetched
from dateline.model import Document, Rejection

__all__ = ["PageReader"]

DEFAULT_LIMITS = Limits()


class PageReader:
    """Reads fetched bytes in a process of their own, within limits of time and memory; close it or use
    ``with``."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._parser = Parser(limits)

    def document(
        self, page: Fetched, *, told: Entry, outlet: str = "", language: str = ""
    ) -> Document | Rejection:
        """The article of a page. ``told`` is what its source says of it and fills in what the page leaves
        open; ``outlet`` and ``language``, where given, win over the page."""
        given = Metadata(outlet=outlet, language=language)
        run = Run(given=given, limits=self._limits, parser=self._parser)
        known = Metadata(title=told.title, published=told.published, outlet=told.outlet, url=page.url)
        try:
            return run.page(page.url, page, known)
        except Unreadable as refusal:
            return rejection_of(page.url, refusal)

    def files(
        self,
        path: Path,
        *,
        seen: Callable[[Fetched], None],
        mail: bool = False,
        outlet: str = "",
        language: str = "",
    ) -> Iterator[Document | Rejection]:
        """The documents of one file, as :func:`.read_paths` reads it; with ``mail`` it is an e-mail whatever
        its name. ``seen`` is told the bytes of each before it is given."""
        given = Metadata(outlet=outlet, language=language)
        run = Run(given=given, limits=self._limits, parser=self._parser, seen=seen)
        return run.mail(path) if mail else run.file(path)

    def entries(self, kind: Literal["feed", "sitemap"], body: bytes, url: str) -> tuple[Entry, ...]:
        """The pages that a feed or sitemap names, in its order.

        Raises:
            RejectedDocument: it cannot be read.
        """
        try:
            form = Format.FEED if kind == "feed" else Format.SITEMAP
            return entries_of(self._parser.parse(form, body, url))
        except Unreadable as refusal:
            raise RejectedDocument(shown(url), refusal.stage, shown(refusal.reason)) from refusal

    def close(self) -> None:
        """End the process, if one runs."""
        self._parser.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
