"""Incident records of a store, a part at a time: memory does not grow with the record."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from dateline.codec import document_record
from dateline.export import Filters, matches
from dateline.indexing import incident_records
from dateline.store import Narrow, Store

__all__ = ["IncidentPieces", "Texts", "narrow_of"]

FIRST, AT_ONCE = 50, 500
"""Incidents read at once, at first and at most: who wants few waits for few, and 500 are about 10 MB."""
TEXTS_HELD = 1_000
"""Documents that are remembered: those of neighbouring incidents are often the same."""
Record = Mapping[str, Any]


class Texts(Mapping[str, Record]):
    """The document records of a store by id, read when asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: OrderedDict[str, Record] = OrderedDict()

    def __getitem__(self, document_id: str) -> Record:
        if document_id not in self._held:
            found = self._store.documents_among([document_id])
            self._held[document_id] = document_record(found[document_id])
            if len(self._held) > TEXTS_HELD:
                self._held.popitem(last=False)
        return self._held[document_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.documents())

    def __len__(self) -> int:
        return len(self._store.documents())


class IncidentPieces:
    """Iterates over the exchange records of the incidents that pass ``filters``, oldest first, those without
    a date last; or over those of ``ids`` that pass, in their order.

    An incident that is written anew meanwhile is given as it is when its turn comes, or left out if it is no
    more. :attr:`documents` has the texts.
    """

    def __init__(
        self, store: Store, filters: Filters | None = None, *, ids: Iterable[str] | None = None
    ) -> None:
        self._store = store
        self._filters = filters
        self._ids = ids
        self.documents = Texts(store)

    def __iter__(self) -> Iterator[Record]:
        given = self._store.incident_ids(narrow_of(self._filters)) if self._ids is None else self._ids
        ids, size = iter(given), FIRST
        while some := list(islice(ids, size)):
            size = min(size * 2, AT_ONCE)
            for record in incident_records(self._store, some):
                if self._filters is None or matches(record, self._filters, self.documents):
                    yield record


def narrow_of(filters: Filters | None) -> Narrow:
    """What of ``filters`` the incidents' own table can tell; :func:`dateline.export.matches` tells the
    rest."""
    if filters is None:
        return Narrow()
    return Narrow(
        countries=filters.country,
        statuses=tuple(map(str, filters.status)),
        types=filters.type,
        grades=tuple(map(str, filters.grade)),
        from_=filters.from_,
        to=filters.to,
        killed=filters.min_killed,
    )
