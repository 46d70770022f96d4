"""Records as rows and back. Values, spans and attributions are the JSON that the codec writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from dateline.codec.actors import dump_actor_assertion, load_actor_assertion
from dateline.codec.incident_view import dump_related, dump_view, load_related, load_view
from dateline.codec.values import attribution_from, attribution_record, plain_value, span_record, value_from
from dateline.model import (
    Account,
    ActorAssertion,
    ActorRef,
    Assertion,
    Attribution,
    DateInterval,
    Document,
    Grade,
    Incident,
    PlaceRef,
    Span,
    Status,
    Value,
)

__all__ = [
    "ACTOR_ASSERTION_COLUMNS",
    "ASSERTION_COLUMNS",
    "INCIDENT_COLUMNS",
    "Row",
    "account_of",
    "accounts_of",
    "actor_assertion_of",
    "actor_assertion_row",
    "assertion_row",
    "compact",
    "document_of",
    "incident_of",
    "incident_row",
]

Row = tuple[Any, ...]
ACTOR_ASSERTION_COLUMNS = (
    "document_id, kind, relation, subject, object, title, status, ended, date, spans, attribution, method, "
    "confidence"
)
ASSERTION_COLUMNS = "account_id, document_id, field, kind, value, spans, attribution, method, confidence"
INCIDENT_COLUMNS = (
    "id, best, event_type, status, grade, grade_reason, date, place, actors, casualties, claimed_by, "
    "origins, outlets, document_ids, background, view, related"
)

ACCOUNTS_KEPT = 4096
"""Accounts that stay read, some 50 MB: what lies near a new report, or on a page that people look at, is read
again and again. They are kept under their whole rows, so that none can be out of date."""


def compact(content: object) -> str:
    """Canonical JSON on one line."""
    return _JSON.encode(content)


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
"""Made once: of short values making it anew takes as long as writing them."""


def document_of(row: Row) -> Document:
    """The document of ``(parts, raw_hash, source_name, media_type)``."""
    parts, raw_hash, source_name, media_type = row
    return Document(json.loads(parts), raw_hash=raw_hash, source_name=source_name, media_type=media_type)


def assertion_row(assertion: Assertion, position: int, run: int) -> Row:
    """``id``, :data:`ASSERTION_COLUMNS`, ``position``, ``run``."""
    return (
        assertion.id,
        assertion.account_id,
        assertion.document_id,
        assertion.field,
        type(assertion.value).__name__,
        compact(plain_value(assertion.value)),
        compact([span_record(span) for span in assertion.spans]),
        compact(attribution_record(assertion.attribution)),
        assertion.method,
        assertion.confidence,
        position,
        run,
    )


_JSON_FIELDS = ("subject", "object", "date", "spans", "attribution")


def actor_assertion_row(assertion: ActorAssertion, position: int, run: int) -> Row:
    """``id``, :data:`ACTOR_ASSERTION_COLUMNS`, ``position``, ``run``."""
    fields = dump_actor_assertion(assertion)
    for name in _JSON_FIELDS:
        fields[name] = None if fields[name] is None else compact(fields[name])
    columns = ACTOR_ASSERTION_COLUMNS.split(", ")
    return (assertion.id, *(fields[name] for name in columns), position, run)


def actor_assertion_of(row: Row) -> ActorAssertion:
    """The assertion of a row of :data:`ACTOR_ASSERTION_COLUMNS`."""
    fields = dict(zip(ACTOR_ASSERTION_COLUMNS.split(", "), row, strict=True))
    for name in _JSON_FIELDS:
        fields[name] = None if fields[name] is None else json.loads(fields[name])
    return load_actor_assertion(fields | {"ended": bool(fields["ended"])})


def accounts_of(rows: Iterable[Row]) -> Iterator[Account]:
    """Accounts of rows of :data:`ASSERTION_COLUMNS`; the rows of a document stand together, in order."""
    for _, group in groupby(rows, key=lambda row: row[1]):
        bundles: dict[str, list[Row]] = {}
        for row in group:
            bundles.setdefault(row[0], []).append(row)
        yield from (account_of(tuple(told)) for told in bundles.values())


@lru_cache(maxsize=ACCOUNTS_KEPT)
def account_of(rows: tuple[Row, ...]) -> Account:
    """The account of all its rows, in order."""
    account_id, document_id, *_ = rows[0]
    return Account(account_id, document_id, tuple(map(_assertion_of, rows)))


def _assertion_of(row: Row) -> Assertion:
    account_id, document_id, field, kind, value, spans, attribution, method, confidence = row
    return Assertion(
        document_id=document_id,
        account_id=account_id,
        field=field,
        value=_value(kind, value),
        spans=_spans(spans),
        attribution=() if attribution == "[]" else _attribution(attribution),
        method=method,
        confidence=confidence,
    )


@lru_cache(maxsize=4096)
def _value(kind: str, text: str) -> Value:
    """Kept, like the next two: fields of an account rest on the same words, and values never change."""
    return value_from(kind, json.loads(text))


@lru_cache(maxsize=4096)
def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(**span) for span in json.loads(text))


@lru_cache(maxsize=4096)
def _attribution(text: str) -> tuple[Attribution, ...]:
    return attribution_from(json.loads(text))


def incident_row(incident: Incident) -> Row:
    """:data:`INCIDENT_COLUMNS`."""
    return (
        incident.id,
        incident.best,
        incident.event_type,
        incident.status.value,
        incident.grade.value,
        incident.grade_reason,
        None if incident.date is None else compact(plain_value(incident.date)),
        None if incident.place is None else compact(plain_value(incident.place)),
        compact([plain_value(actor) for actor in incident.actors]),
        compact({kind: list(bounds) for kind, bounds in incident.casualties.items()}),
        compact(list(incident.claimed_by)),
        compact(list(incident.origins)),
        compact(list(incident.outlets)),
        compact(list(incident.document_ids)),
        int(incident.background),
        dump_view(incident),
        dump_related(incident.related),
    )


def incident_of(row: Row, account_ids: tuple[str, ...]) -> Incident:
    """The incident of a row of :data:`INCIDENT_COLUMNS` and its accounts in order."""
    (id_, best, event_type, status, grade, reason, date, place, actors, casualties, *lists) = row
    *lists, background, view, related = lists
    claimed_by, origins, outlets, document_ids = (tuple(json.loads(text)) for text in lists)
    when = None if date is None else value_from("DateInterval", json.loads(date))
    where = None if place is None else value_from("PlaceRef", json.loads(place))
    who = (value_from("ActorRef", actor) for actor in json.loads(actors))
    return Incident(
        id=id_,
        account_ids=account_ids,
        best=best,
        event_type=event_type,
        status=Status(status),
        grade=Grade(grade),
        grade_reason=reason,
        date=when if isinstance(when, DateInterval) else None,
        place=where if isinstance(where, PlaceRef) else None,
        actors=tuple(actor for actor in who if isinstance(actor, ActorRef)),
        casualties={kind: tuple(bounds) for kind, bounds in json.loads(casualties).items()},
        claimed_by=claimed_by,
        origins=origins,
        outlets=outlets,
        document_ids=document_ids,
        background=bool(background),
        related=load_related(related),
        **load_view(view),
    )
