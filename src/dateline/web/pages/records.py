"""Exchange records of single incidents and documents, read by id: a page needs one of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from dateline.codec import document_record, to_record
from dateline.codec.shapes import AccountRecord, DocumentRecord, IncidentRecord
from dateline.indexing import incident_records
from dateline.judging.resolving import ruled_in
from dateline.resolve.judged import judged_accounts
from dateline.resolve.judgement_log import on_accounts
from dateline.store import Store

__all__ = ["Told", "accounts_of_document", "documents_of", "records_of", "told_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An incident as exchange record with the document records behind it, by id."""

    record: IncidentRecord
    documents: Mapping[str, DocumentRecord]


def told_of(store: Store, incident_id: str) -> Told | None:
    """The incident with the values and judgements of people in force; ``None``: a run of the coder was cut
    short and its accounts are not whole."""
    record = records_of(store, [incident_id]).get(incident_id)
    if record is None:
        return None
    wanted = {source["document_id"] for source in record["sources"]}
    wanted |= {tie["document_id"] for tie in record["related"]}
    return Told(record=record, documents=documents_of(store, wanted))


def records_of(store: Store, ids: Iterable[str]) -> dict[str, IncidentRecord]:
    """The records of a few incidents, by id; those that are no more are left out."""
    found = incident_records(store, dict.fromkeys(ids))
    return {record["incident_id"]: cast(IncidentRecord, record) for record in found}


def accounts_of_document(store: Store, document_id: str) -> list[AccountRecord]:
    """What the document tells, in reading order; what people rejected is there and says so."""
    document = store.documents_among([document_id])[document_id]
    judgements = on_accounts(store.judgements_in_force())
    accounts = list(judged_accounts(store.accounts_of_document(document_id), ruled_in(store).rulings))
    held = store.incidents_holding(account.id for account in accounts)
    holder = {account: incident.id for incident in held for account in incident.account_ids}
    return [to_record(a, document, holder.get(a.id), judgements.get(a.id, ())) for a in accounts]


def documents_of(store: Store, ids: Iterable[str]) -> dict[str, DocumentRecord]:
    """Document records by id."""
    return {id_: document_record(document) for id_, document in store.documents_among(ids).items()}
