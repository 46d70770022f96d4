"""Incident records for routes that serve other schemes and files: found by filter, read a part at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence, Sized
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from dateline.export import Crosswalk, Filters, Record
from dateline.judging.pieces import IncidentPieces, narrow_of
from dateline.web.reading import Desk, DeskOf

__all__ = ["Held", "Source", "SourceOf", "source_of"]

MOST_HELD = 1_000_000
"""Ids that are remembered, of all answers together: some 90 MB."""
FIRST_DAY = "0001-01-01"
"""Every incident with a date passes from this day on."""
_T = TypeVar("_T")


class Held:
    """Answers that stay right until something in the store changes that is served.

    That somebody takes an item of the review is none of that. Safe to share between threads.
    """

    def __init__(self, most: int = MOST_HELD) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, desk: Desk, key: Hashable, make: Callable[[], _T]) -> _T:
        """The answer for ``key`` as the store stands now, made where it is not held."""
        full = (desk.store.state(), key)
        with self._lock:
            if full in self._answers:
                self._answers.move_to_end(full)
                found: _T = self._answers[full]
                return found
        made = make()
        with self._lock:
            self._answers[full] = made
            while sum(map(_weight, self._answers.values())) > self._most and len(self._answers) > 1:
                self._answers.popitem(last=False)
        return made


def _weight(answer: object) -> int:
    return len(answer) + 1 if isinstance(answer, Sized) else 1


class Source:
    """The incidents of the desk's store."""

    def __init__(self, desk: Desk, held: Held) -> None:
        self.desk = desk
        self.held = held

    def filters(self, values: dict[str, str]) -> Filters:
        """The filter record of a query string.

        Raises:
            UsageError: a filter is unknown or its value is not allowed.
        """
        return Filters.parse(values, self.desk.codebook.types)

    def crosswalk(self, filters: Filters) -> Crosswalk:
        """The codebook and registry of the desk."""
        known = self.held.get(
            self.desk,
            "crosswalk",
            lambda: Crosswalk.load(self.desk.settings.codebook, self.desk.settings.registry),
        )
        return known.asking(filters)

    def ids(self, filters: Filters) -> Sequence[str]:
        """Ids of incidents that may pass, oldest first; held until the store changes."""
        return self.held.get(self.desk, ("ids", filters), lambda: self._ids(filters))

    def _ids(self, filters: Filters) -> Sequence[str]:
        store = self.desk.store
        if store.index.stale():  # a run that is not through yet: the incidents' own table is slower and right
            return store.incident_ids(narrow_of(filters))
        newest = store.index.ids(filters)
        dated = set(store.index.ids(replace(filters, from_=filters.from_ or FIRST_DAY)))
        return [
            *(id_ for id_ in reversed(newest) if id_ in dated),
            *(id_ for id_ in newest if id_ not in dated),
        ]

    def changed(self, incident_id: str) -> str | None:
        """When the incident last changed in this store (ISO, UTC); ``None`` where the index does not say."""
        row = self.desk.index.of(incident_id)
        return None if row is None else str(row["changed"])

    def among(self, ids: Sequence[str], filters: Filters) -> Iterator[Record]:
        """The records of those of ``ids`` that pass."""
        return iter(IncidentPieces(self.desk.store, filters, ids=ids))


def source_of(request: Request, desk: DeskOf) -> Source:
    """The source of the application that answers ``request``; one memory for all its threads."""
    state = request.app.state
    if not hasattr(state, "held"):
        state.held = Held()
    return Source(desk, state.held)


SourceOf = Annotated[Source, Depends(source_of)]
"""What a route takes that serves incidents to programs or as files."""
