"""Incidents and documents as exchange records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from dateline.codec.accounts import to_record
from dateline.codec.judgements import judgement_record
from dateline.codec.shapes import (
    SCHEMA_VERSION,
    AccountRecord,
    ActorRecord,
    ClaimRecord,
    DateRecord,
    DocumentRecord,
    IncidentRecord,
    PlaceRecord,
    RangeRecord,
    RangesRecord,
    SourceRecord,
)
from dateline.codec.values import plain_value
from dateline.model import Account, Casualty, Document, Incident, Judgement

__all__ = ["document_record", "incident_record"]


def incident_record(
    incident: Incident,
    accounts: Iterable[Account],
    documents: Mapping[str, Document],
    judgements: Sequence[Judgement] = (),
    on_accounts: Mapping[str, Sequence[Judgement]] | None = None,
) -> IncidentRecord:
    """The exchange record of ``incident`` with its accounts whole, in the order of ``incident.account_ids``.

    ``accounts`` must hold every account of the incident (others are ignored) and ``documents``, keyed by
    id, every document behind them. What is one account's to say (weapon, statement, attribution,
    confidence) is the best account's. ``judgements`` are those of people on this incident, ``on_accounts``
    those on its accounts; it is reviewed when every account is.

    Raises:
        KeyError: an account or a document of the incident is not given.
    """
    by_id = {account.id: account for account in accounts}
    members = [by_id[account_id] for account_id in incident.account_ids]
    judged = on_accounts or {}
    records = [to_record(a, documents[a.document_id], incident.id, judged.get(a.id, ())) for a in members]
    best = next(record for record in records if record["account_id"] == incident.best)
    reviewed = all(record["review"] == "reviewed" for record in records)
    return {
        "incident_id": incident.id,
        "event_type": incident.event_type,
        "status": incident.status,
        "count": best["count"],
        "date": None if incident.date is None else cast(DateRecord, plain_value(incident.date)),
        "place": None if incident.place is None else cast(PlaceRecord, plain_value(incident.place)),
        "actors": [cast(ActorRecord, plain_value(actor)) for actor in incident.actors],
        "casualties": cast(
            RangesRecord, {kind.value: _range(incident.casualties.get(kind.value)) for kind in Casualty}
        ),
        "weapon": best["weapon"],
        "claim": _claim(incident, records),
        "statement": best["statement"],
        "attribution": best["attribution"],
        "confidence": best["confidence"],
        "grade": incident.grade,
        "grade_reason": incident.grade_reason,
        "claimed_by": list(incident.claimed_by),
        "best_account": incident.best,
        "accounts": records,
        "origins": list(incident.origins),
        "outlets": list(incident.outlets),
        "sources": [_source(documents[document_id]) for document_id in incident.document_ids],
        "background": incident.background,
        "machine": not reviewed,
        "review": "reviewed" if reviewed else "machine",
        "judgements": [judgement_record(judgement) for judgement in judgements],
        "schema_version": SCHEMA_VERSION,
    }


def document_record(document: Document) -> DocumentRecord:
    """The exchange record of ``document``, whole body included: evidence offsets are into it."""
    part = document.parts.get
    return {
        "document_id": document.id,
        "source_name": document.source_name or None,
        "media_type": document.media_type or None,
        "raw_hash": document.raw_hash or None,
        "title": part("title") or None,
        "byline": part("byline") or None,
        "dateline": part("dateline") or None,
        "published": part("published") or None,
        "outlet": part("outlet") or None,
        "origin": part("origin") or None,
        "url": part("url") or None,
        "language": part("language") or None,
        "body": document.body,
        "schema_version": SCHEMA_VERSION,
    }


def _range(bounds: tuple[int | None, int | None, int | None] | None) -> RangeRecord | None:
    if bounds is None or bounds == (None, None, None):
        return None
    low, best, high = bounds
    return {"low": low, "best": best, "high": high}


def _claim(incident: Incident, records: list[AccountRecord]) -> ClaimRecord | None:
    """The claim of the first claimant, with the channel from whichever account tells it."""
    if not incident.claimed_by:
        return None
    by = incident.claimed_by[0]
    modes = (c["mode"] for r in records if (c := r["claim"]) is not None and c["by"] == by and c["mode"])
    return {"by": by, "mode": next(modes, None)}


def _source(document: Document) -> SourceRecord:
    return {
        "document_id": document.id,
        "title": document.title or None,
        "outlet": document.outlet or None,
        "origin": document.origin or None,
        "url": document.url or None,
        "published": document.published or None,
    }
