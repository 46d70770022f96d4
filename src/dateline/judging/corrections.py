"""What people decided of accounts, as ``dateline train --corrections`` reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from dateline.codec import CorrectionRecord, to_record
from dateline.judging.resolving import ruled_in
from dateline.model import Verdict
from dateline.resolve.judged import judged_accounts
from dateline.resolve.judgement_log import on_accounts
from dateline.store import Store

__all__ = ["corrections_in"]

AT_ONCE = 500


def corrections_in(store: Store) -> Iterator[CorrectionRecord]:
    """Every account of ``store`` that a person decided on, in order of its id, with the text of its document.

    It is rejected where a person rejected that account, edited where its type or status is no longer the one
    that was coded, accepted where a person accepted it or the incident that held it. That an incident was
    discounted says that there was no such event, not that its reports were misread: it teaches nothing here.
    """
    told = on_accounts(store.judgements_in_force())
    rulings = ruled_in(store).rulings
    for ids in _in_parts(sorted(told)):
        coded = {account.id: account for account in store.accounts_among(ids)}
        documents = store.documents_among({account.document_id for account in coded.values()})
        for account in judged_accounts((coded[id_] for id_ in ids if id_ in coded), rulings):
            document = documents[account.document_id]
            right: dict[str, Any] = dict(to_record(account, document, None, told[account.id]))
            before = to_record(coded[account.id], document, None, ())
            was = {"event_type": before["event_type"], "status": before["status"]}
            kinds = {judgement.kind for judgement in told[account.id]}
            if "reject" in kinds:
                decided: dict[str, Any] = {"verdict": Verdict.REJECT}
            elif was != {name: right[name] for name in was}:
                decided = {"verdict": Verdict.EDIT, "was": was}
            elif "accept" in kinds:
                decided = {"verdict": Verdict.ACCEPT}
            else:
                continue  # another field was set, and nothing said of type and status
            body = document.body
            yield cast(CorrectionRecord, right | decided | {"review": "reviewed", "body": body})


def _in_parts(ids: list[str]) -> Iterator[list[str]]:
    yield from (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
