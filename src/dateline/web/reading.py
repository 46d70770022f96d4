"""What the routes read: one open store for each thread that serves, and records by id or by filter.

Lists and maps ask :class:`dateline.store.index.IncidentIndex` (``desk.index``); whole records are read one by
one or in batches, never by going through the store.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, cast

from fastapi import Depends, Request

from dateline.codebook import Codebook
from dateline.codec import document_record, to_record
from dateline.errors import UsageError
from dateline.filters import FILTER_NAMES, Filters
from dateline.indexing import Progress, incident_records, open_index
from dateline.judging.resolving import rebuild_incidents, ruled_in
from dateline.resolve.judged import judged_accounts
from dateline.resolve.judgement_log import on_accounts
from dateline.settings import Settings
from dateline.store import Store
from dateline.store.columns import HeldColumns
from dateline.store.index import IncidentIndex

Record = Mapping[str, Any]
"""An exchange record; :mod:`dateline.codec.shapes` types each."""

__all__ = ["THREADS", "Desk", "DeskOf", "FiltersOf", "Record", "desk_of", "filters_of"]

THREADS = 12
"""Requests that are answered at once, each by a thread with a connection of its own; the others wait. More
would only take turns at one interpreter, and hold more memory."""
LOCK_SECONDS = 30.0
"""How long a judgement waits for its turn: longer than a run on a busy machine takes for a document."""
CACHE_KIB = 8_192
"""Pages that each of them keeps. What filters look at is held once, beside them; the system keeps the rest of
the file."""


class Desk:
    """The store that is served, and the settings it is read with. Safe to share between threads."""

    def __init__(self, db: Path, settings: Settings) -> None:
        self.db = db
        self.settings = settings
        self.codebook = Codebook.load(settings.codebook)
        self._held = threading.local()
        self._columns = HeldColumns()

    @property
    def store(self) -> Store:
        """This thread's connection; opened when first asked for.

        Raises:
            StoreError: the file went away or cannot be read.
        """
        held = getattr(self._held, "store", None)
        if held is None:
            held = self._held.store = Store.open(
                self.db, create=False, lock_seconds=LOCK_SECONDS, cache_kib=CACHE_KIB
            )
            held.answer_from(self._columns)
        return cast("Store", held)

    @property
    def index(self) -> IncidentIndex:
        """The flat rows of all incidents."""
        return self.store.index

    def tell_served(self, seconds: float) -> None:
        """Says in the store that this desk serves it, for so many seconds more."""
        self.store.index.serve(time.time() + seconds if seconds else 0.0)

    def bring_up_to_date(self, progress: Progress = lambda _done, _all: None) -> None:
        """Writes rows of incidents that have none yet; of a store never served that takes a millisecond
        each. Incidents of an older method are made anew first, for else the first reviewer would wait for
        it."""
        if self.store.has_older_method():
            rebuild_incidents(self.store)
        open_index(self.store, progress)
        self.index.count(Filters())  # reads the columns now, not at the first page

    def incident_records(self, incident_ids: Iterable[str]) -> Iterator[Record]:
        """The records of these incidents with their accounts whole, in order."""
        return incident_records(self.store, incident_ids)

    def incident_record(self, incident_id: str) -> Record | None:
        """The incident of an id that is or once was given out; ``None`` where none holds its accounts."""
        with self.store.snapshot():
            incident = self.store.incident(incident_id)
            return None if incident is None else next(self.incident_records([incident.id]), None)

    def account_record(self, account_id: str) -> Record | None:
        """One account with the values that people set."""
        with self.store.snapshot():
            found = list(self.store.accounts_among([account_id]))
            return next(iter(self._account_records(found)), None)

    def accounts_of_document(self, document_id: str) -> list[Record]:
        """The accounts of one document in reading order, also those that people rejected."""
        with self.store.snapshot():
            return self._account_records(self.store.accounts_of_document(document_id))

    def document_record(self, document_id: str) -> Record | None:
        """One document with its text."""
        return self.document_records([document_id]).get(document_id)

    def document_records(self, document_ids: Iterable[str]) -> dict[str, Record]:
        """Those of the documents that there are, by id."""
        found = self.store.documents_among(document_ids)
        return {id_: cast(Record, document_record(document)) for id_, document in found.items()}

    def documents_of(self, incident: Record) -> dict[str, Record]:
        """The documents that an incident record rests on, by id."""
        return self.document_records({source["document_id"] for source in incident["sources"]})

    def _account_records(self, accounts: Iterable[Any]) -> list[Record]:
        held = list(accounts)
        documents = self.store.documents_among({account.document_id for account in held})
        told = on_accounts(self.store.judgements_in_force())
        in_incident = {
            account_id: incident.id
            for incident in self.store.incidents_holding(account.id for account in held)
            for account_id in incident.account_ids
        }
        return [
            cast(
                Record,
                to_record(
                    account,
                    documents[account.document_id],
                    in_incident.get(account.id),
                    told.get(account.id, ()),
                ),
            )
            for account in judged_accounts(held, ruled_in(self.store).rulings)
        ]


def desk_of(request: Request) -> Desk:
    """The desk of the application that answers ``request``."""
    return cast("Desk", request.app.state.desk)


def filters_of(request: Request) -> Filters:
    """The filters in the query of ``request``; its other parameters are the route's own.

    Raises:
        UsageError: the value of a filter is not allowed, or one is given twice.
    """
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in FILTER_NAMES:
            if name in given:
                raise UsageError(f"{name}: is given twice; several values go into one, with commas")
            given[name] = value
    return Filters.parse(given, desk_of(request).codebook.types)


FiltersOf = Annotated[Filters, Depends(filters_of)]
"""The filters of the request, for a route: ``def page(desk: DeskOf, filters: FiltersOf)``."""

DeskOf = Annotated[Desk, Depends(desk_of)]
"""What a route that reads the store takes: ``def page(desk: DeskOf)``; such routes are plain functions, so
that they run on a thread and a slow one holds up nobody else."""
