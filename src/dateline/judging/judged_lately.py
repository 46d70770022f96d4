"""What people judged in some days, with the accounts that it was about."""

from __future__ import annotations

from dateline.codec import to_record
from dateline.codec.judgements import judgement_record
from dateline.codec.shapes import AccountRecord, JudgementRecord
from dateline.judging.resolving import ruled_in
from dateline.resolve.judged import judged_accounts
from dateline.store import Store

__all__ = ["Judged", "judged_between"]

Judged = tuple[JudgementRecord, list[tuple[str, AccountRecord]]]
"""A judgement, and each account concerned with the incident that holds it now (``""``: none does)."""


def judged_between(store: Store, first: str, last: str) -> list[Judged]:
    """Judgements in force that people made between two ISO days, both inclusive, in order, each with its
    accounts, whatever has become of these since; accounts that are coded no more are left out."""
    log = [j for j in store.judgements_in_force() if first <= j.at[:10] <= last]
    if not log:
        return []
    wanted = {id_ for j in log for id_ in (*j.accounts, *j.others)}
    accounts = {a.id: a for a in judged_accounts(store.accounts_among(wanted), ruled_in(store).rulings)}
    documents = store.documents_among({account.document_id for account in accounts.values()})
    found: list[Judged] = []
    for judgement in log:
        told = []
        for id_ in (*judgement.accounts, *judgement.others):
            if id_ in accounts:
                holder = store.incident_of(id_)
                where = "" if holder is None else holder.id
                told.append(
                    (where, to_record(accounts[id_], documents[accounts[id_].document_id], where or None))
                )
        found.append((judgement_record(judgement), told))
    return found
