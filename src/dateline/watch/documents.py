"""Documents coded one by one out of the queue: fetched pages from the archive, files from where they lie."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from dateline.addresses import canonical
from dateline.errors import StoreError
from dateline.ingest import Entry, Fetched, PageReader
from dateline.ingest.normalise import shown
from dateline.model import Coding, Document, Rejection
from dateline.store import Capture, Store
from dateline.store.watching import NEVER, Page
from dateline.watch.archive import Archive
from dateline.watch.coding import Coder, outcome_of
from dateline.watch.config import FileSource, Source, WatchTable
from dateline.watch.keeping import in_time, next_look

__all__ = ["DocumentKeeper", "Done"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of one document: ``coded``, ``changed`` (a new version), ``known`` or ``rejected``.
    ``changed`` says whether incidents may have to be made anew."""

    source: str
    outcome: str
    changed: bool
    seconds: float


class DocumentKeeper:
    """Codes what waits in the queue of the store, each document in its own transaction."""

    def __init__(
        self,
        store: Store,
        *,
        archive: Archive,
        reader: PageReader,
        coder: Coder,
        table: WatchTable,
        sources: Mapping[str, Source],
    ) -> None:
        self._store = store
        self._archive = archive
        self._reader = reader
        self._coder = coder
        self._table = table
        self._sources = sources
        self._file: tuple[Page, Iterator[Document | Rejection]] | None = None
        self._seen: Fetched | None = None

    def has_work(self) -> bool:
        """Whether something waits to be coded."""
        return self._file is not None or self._store.watch.to_code(self._sources) is not None

    def code_one(self, now: float) -> Done | None:
        """Codes the next document; ``None`` where nothing waits. Pages go before the rest of a large file."""
        page = self._store.watch.to_code(self._sources)
        if page is not None and page.kind == "file" and self._file is not None:
            page = None if page.line == self._file[0].line else page
        if page is None or (page.kind == "file" and self._file is not None):
            return self._next_of_file(now)
        # A document that brings the whole program down is begun again and again, but after all others.
        with self._store.at_once():
            self._store.watch.keep_page(replace(page, tries=page.tries + 1))
        if page.kind == "file":
            self._file = (page, self._documents_of(page))
            return self._next_of_file(now)
        return self._code_page(page, now)

    def _documents_of(self, page: Page) -> Iterator[Document | Rejection]:
        source = self._sources[page.source]
        mail = isinstance(source, FileSource) and source.kind == "mail"
        return self._reader.files(
            Path(page.url), seen=self._note, mail=mail, outlet=source.outlet, language=source.language
        )

    def _note(self, seen: Fetched) -> None:
        """What the next document of a file is made of."""
        self._seen = seen

    def _archived(self, document: Document, path: Path, now: float) -> Capture | None:
        """Where the bytes of a document of the file at ``path`` now are; ``None`` where they are already."""
        seen, self._seen = self._seen, None
        if seen is None:
            return None
        url = seen.url or _address_in(path, document.source_name)
        known = self._store.archive.captures_of(document.id)
        return self._archive.write_file(replace(seen, url=url), dt.datetime.fromtimestamp(now, dt.UTC), known)

    def _next_of_file(self, now: float) -> Done | None:
        if self._file is None:
            return None
        page, documents = self._file
        began = time.perf_counter()
        item = next(documents, None)
        if item is None:
            self._file = None
            with self._store.at_once():
                self._store.watch.keep_page(replace(page, state="done", due=NEVER, tries=0))
            return Done(source=page.source, outcome="file", changed=False, seconds=0.0)
        capture = self._archived(item, Path(page.url), now) if isinstance(item, Document) else None
        outcome = self._kept(item, None, now, capture)
        return Done(
            source=page.source,
            outcome=outcome,
            changed=outcome in ("coded", "changed"),
            seconds=time.perf_counter() - began,
        )

    def _code_page(self, page: Page, now: float) -> Done:
        began = time.perf_counter()
        source = self._sources[page.source]
        capture = self._store.archive.capture(page.capture_id) if page.capture_id is not None else None
        try:
            if capture is None:
                raise StoreError(f"{page.url}: no answer of it is kept")
            fetched = self._archive.read(capture)
        except StoreError as error:
            log.error("%s; it is fetched again", error)
            with self._store.at_once():
                again = replace(
                    page, state="waiting", due=now, digest="", etag="", modified="", capture_id=None
                )
                self._store.watch.keep_page(again)
            return Done(source=page.source, outcome="lost", changed=False, seconds=0.0)
        told = Entry(
            url=page.url,
            title=page.told.get("title", ""),
            published=page.told.get("published", ""),
            outlet=page.told.get("outlet", ""),
        )
        item = self._reader.document(fetched, told=told, outlet=source.outlet, language=source.language)
        outcome = self._kept(item, page, now)
        return Done(
            source=page.source,
            outcome=outcome,
            changed=outcome in ("coded", "changed"),
            seconds=time.perf_counter() - began,
        )

    def _kept(
        self, item: Document | Rejection, page: Page | None, now: float, capture: Capture | None = None
    ) -> str:
        """Codes a document and writes all that follows from it at once. ``capture`` is that of a file, on the
        disk and not yet told to the store."""
        found: Coding | Rejection | None = None
        if isinstance(item, Rejection):
            found = item
        elif not self._store.has_coding(item.id, self._coder.method):
            found = outcome_of(self._coder, item)
        with self._store.at_once():
            number = page.capture_id if page is not None else None
            if capture is not None:
                number = self._store.archive.add(in_time(capture))
            outcome = self._written(item, found, number, now)
            if page is not None:
                due = now + next_look(self._table, page.looks)
                problem = found.reason if isinstance(found, Rejection) else ""
                self._store.watch.keep_page(replace(page, state="done", due=due, tries=0, problem=problem))
        return outcome

    def _written(
        self, item: Document | Rejection, found: Coding | Rejection | None, capture: int | None, now: float
    ) -> str:
        if isinstance(found, Rejection):
            self._store.add_rejection(found)
            log.info("%s: not coded: %s", found.document, found.reason)
        if isinstance(item, Rejection):
            return "rejected"
        if found is None or isinstance(found, Rejection):
            self._store.add_document(item)
        else:
            self._store.add_coding(item, found, self._coder.method)
        version = self._version(item, capture, now)
        if isinstance(found, Rejection):
            return "rejected"
        if version > 1:
            log.info("%s: changed, now version %d", item.url, version)
        if found is None:
            return "known"
        return "changed" if version > 1 else "coded"

    def _version(self, document: Document, capture: int | None, now: float) -> int:
        """The document as what its address holds now; its number if that is news, else 0."""
        if capture is not None:
            self._store.archive.link(document.id, capture)
        if not document.url:
            return 0
        at = dt.datetime.fromtimestamp(now, dt.UTC).isoformat(timespec="seconds")
        return self._store.archive.add_version(canonical(document.url), document.id, capture, at)


def _address_in(path: Path, name: str) -> str:
    """The ``file:`` address of the document ``name`` in the file at ``path``; a line or member of the file
    comes after a ``#``.

    >>> _address_in(Path("/in/day one.jsonl"), "/in/day one.jsonl:3")
    'file:///in/day%20one.jsonl#3'
    """
    part = name.removeprefix(shown(str(path)))[1:]
    return path.as_uri() + (f"#{quote(part)}" if part else "")
