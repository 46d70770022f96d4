"""Exchange records of some incidents of a store, with what people judged of them in effect.

:class:`dateline.api.Record` reads every account and document of a store; this reads those that are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from dateline.codec import document_record, incident_record, to_record
from dateline.codec.judgements import judgement_record
from dateline.codec.shapes import AccountRecord, IncidentRecord, JudgementRecord
from dateline.export import Record
from dateline.judging.resolving import ruled_in
from dateline.model import Account, Document, Incident
from dateline.resolve.judged import edits_of, judged_accounts
from dateline.resolve.judgement_log import on_accounts, on_incidents
from dateline.store import Store

__all__ = ["Judged", "SomeRecords"]

Judged = tuple[JudgementRecord, list[tuple[str, AccountRecord]]]
"""A judgement, and each account concerned with the incident that holds it now (``""``: none does)."""


class SomeRecords:
    """Reads records of an open store; what people ruled is looked up once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ruled = ruled_in(store)
        self._standing = store.judgements_in_force()

    def incidents(self, incidents: Iterable[Incident]) -> tuple[list[IncidentRecord], dict[str, Record]]:
        """The records of those that are no history, in their order, and of all their documents by id.

        One whose accounts a newer coder replaced in a run that was cut short is passed over.
        """
        chosen = [incident for incident in incidents if not incident.background]
        accounts = {a.id: a for a in self._accounts(id_ for one in chosen for id_ in one.account_ids)}
        documents = self._store.some_documents({a.document_id for a in accounts.values()})
        on_account = on_accounts(self._standing)
        on_incident = on_incidents(self._standing, chosen, edits_of(chosen, self._ruled.rulings))
        found = []
        for one in chosen:
            if all(id_ in accounts for id_ in one.account_ids):
                members = [accounts[id_] for id_ in one.account_ids]
                told = on_incident.get(one.id, ())
                found.append(incident_record(one, members, documents, told, on_account))
        return found, _document_records(documents)

    def judged(self, first: str, last: str) -> tuple[list[Judged], dict[str, Record]]:
        """Judgements in force that people made between two ISO days, both inclusive, in order, with their
        accounts, whatever has become of these since; and the documents of the accounts."""
        log = [j for j in self._standing if first <= j.at[:10] <= last]
        accounts = {a.id: a for a in self._accounts({id_ for j in log for id_ in (*j.accounts, *j.others)})}
        documents = self._store.some_documents({a.document_id for a in accounts.values()})
        found: list[Judged] = []
        for judgement in log:
            told = []
            for id_ in (*judgement.accounts, *judgement.others):
                if id_ in accounts:
                    holder = self._store.incident_of(id_)
                    where = "" if holder is None else holder.id
                    document = documents[accounts[id_].document_id]
                    told.append((where, to_record(accounts[id_], document, where or None)))
            found.append((judgement_record(judgement), told))
        return found, _document_records(documents)

    def _accounts(self, ids: Iterable[str]) -> Iterator[Account]:
        return judged_accounts(self._store.some_accounts(ids), self._ruled.rulings)


def _document_records(documents: dict[str, Document]) -> dict[str, Record]:
    return {id_: cast(Record, document_record(document)) for id_, document in documents.items()}
