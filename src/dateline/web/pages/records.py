"""Exchange records of single incidents and documents, read by id: a page needs one of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from dateline.api import Record
from dateline.codec import document_record, incident_record, to_record
from dateline.codec.shapes import AccountRecord, DocumentRecord, IncidentRecord
from dateline.judging.resolving import ruled_in
from dateline.model import Account, Incident
from dateline.resolve.judged import edits_of, judged_accounts
from dateline.resolve.judgement_log import on_accounts, on_incidents
from dateline.resolve.rulings import Rulings
from dateline.store import Store
from dateline.web.reading import Desk

__all__ = ["Told", "accounts_of_document", "documents_of", "heads_of", "told_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An incident as exchange record with the document records behind it, by id."""

    record: IncidentRecord
    documents: Mapping[str, DocumentRecord]


def told_of(store: Store, incident: Incident) -> Told:
    """``incident`` with the values and judgements of people in force."""
    ruled = ruled_in(store)
    accounts = _accounts(store.accounts_among(incident.account_ids), ruled.rulings)
    wanted = {*incident.document_ids, *(tie.document_id for tie in incident.related)}
    documents = store.documents_among(sorted(wanted))
    standing = store.judgements_in_force()
    near = _near(store, incident, ruled.rulings)
    on_incident = on_incidents(standing, near, edits_of(near, ruled.rulings))
    record = incident_record(
        incident, accounts, documents, on_incident.get(incident.id, ()), on_accounts(standing)
    )
    return Told(record=record, documents={id_: document_record(d) for id_, d in documents.items()})


def _accounts(accounts: Iterable[Account], rulings: Rulings) -> list[Account]:
    return list(judged_accounts(accounts, rulings))


def _near(store: Store, incident: Incident, rulings: Rulings) -> list[Incident]:
    """The incident, and those that may hold most of what an edit of it was made on."""
    members = set(incident.account_ids)
    edits = [edit for edit in rulings.incident_edits if not members.isdisjoint(edit.accounts)]
    others = {account for edit in edits for account in edit.accounts} - members
    found = {incident.id: incident}
    for account in sorted(others):
        holder = store.incident_of(account)
        if holder is not None:
            found[holder.id] = holder
    return list(found.values())


def accounts_of_document(store: Store, document_id: str) -> list[AccountRecord]:
    """What the document tells, in reading order; what people rejected is there and says so."""
    document = store.documents_among([document_id])[document_id]
    judgements = on_accounts(store.judgements_in_force())
    accounts = _accounts(store.accounts_in([document_id]), ruled_in(store).rulings)
    return [to_record(a, document, _holder(store, a.id), judgements.get(a.id, ())) for a in accounts]


def _holder(store: Store, account_id: str) -> str | None:
    incident = store.incident_of(account_id)
    return None if incident is None else incident.id


def documents_of(store: Store, ids: Iterable[str]) -> dict[str, DocumentRecord]:
    """Document records by id."""
    return {id_: document_record(document) for id_, document in store.documents_among(ids).items()}


def heads_of(store: Store, ids: Iterable[str]) -> dict[str, IncidentRecord]:
    """The records of a few other incidents, by id; those that are no more are left out."""
    found: dict[str, IncidentRecord] = {}
    for id_ in dict.fromkeys(ids):
        incident = store.incident(id_)
        if incident is not None:
            found[id_] = told_of(store, incident).record
    return found


def history_of(desk: Desk, id_: str) -> list[Mapping[str, Any]]:
    """Every judgement on an incident or account, oldest first, also those that were undone."""
    return cast("list[Mapping[str, Any]]", Record(desk.store, desk.settings).history(id_))
