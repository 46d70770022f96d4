"""Incident records of a store, a part at a time: memory does not grow with the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from dateline.codec import document_record, incident_record
from dateline.export import Filters, matches
from dateline.judging.resolving import ruled_in
from dateline.model import Incident
from dateline.resolve.judged import edits_of, judged_accounts
from dateline.resolve.judgement_log import on_accounts, on_incidents
from dateline.store import Narrow, Store

__all__ = ["IncidentPieces", "narrow_of"]

FIRST, AT_ONCE = 50, 500
"""Incidents read at once, at first and at most: who wants few waits for few, and 500 are about 10 MB."""


class IncidentPieces:
    """Iterates over the exchange records of the incidents that pass ``filters``, in the order of the exports,
    or of those with ``ids``; :attr:`documents` has the texts of those at hand.

    What people judged is read once, at the beginning. An incident that is written anew meanwhile is given as
    it is when its turn comes, or left out if it is no more.
    """

    def __init__(
        self, store: Store, filters: Filters | None = None, *, ids: Iterable[str] | None = None
    ) -> None:
        self._store = store
        self._filters = filters
        self._ids = ids
        self._documents: dict[str, Mapping[str, Any]] = {}

    @property
    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        """Document records by id, of the incidents whose turn it is."""
        return self._documents

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        store = self._store
        ids = iter(store.incident_ids(narrow_of(self._filters)) if self._ids is None else self._ids)
        ruled, standing = ruled_in(store), store.judgements_in_force()
        on_account = on_accounts(standing)
        # Only incidents that hold an account which a judgement names are judged on.
        named = {account for judgement in standing for account in (*judgement.accounts, *judgement.others)}
        held = {i.id: i for account in named if (i := store.incident_of(account)) is not None}
        around: list[Incident] = sorted(held.values(), key=lambda incident: incident.id)
        on_incident = on_incidents(standing, around, edits_of(around, ruled.rulings))
        size = FIRST
        while piece := list(islice(ids, size)):
            size = min(size * 2, AT_ONCE)
            incidents = list(store.incidents_among(piece))
            accounts = {
                account.id: account
                for account in judged_accounts(
                    store.accounts_among(id_ for i in incidents for id_ in i.account_ids), ruled.rulings
                )
            }
            documents = store.documents_among(
                {id_ for i in incidents for id_ in i.document_ids}
                | {a.document_id for a in accounts.values()}
            )
            # The same mapping is filled anew: who was given it sees the documents of this piece.
            self._documents.clear()
            self._documents.update((id_, document_record(found)) for id_, found in documents.items())
            for incident in incidents:
                # After a run that was cut short an incident may still name accounts that gave way.
                members = [accounts[id_] for id_ in incident.account_ids if id_ in accounts]
                if len(members) == len(incident.account_ids):
                    told = on_incident.get(incident.id, ())
                    record = incident_record(incident, members, documents, told, on_account)
                    if self._filters is None or matches(record, self._filters, self._documents):
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
