"""Accounts as exchange records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from dateline.codec.judgements import judgement_record
from dateline.codec.shapes import (
    SCHEMA_VERSION,
    AccountRecord,
    ActorRecord,
    CasualtiesRecord,
    ClaimRecord,
    CountRecord,
    DateRecord,
    Evidence,
    OtherValueRecord,
    PlaceRecord,
    ProvenanceRecord,
    SpanRecord,
    StatementRecord,
)
from dateline.codec.values import (
    attribution_record,
    plain_value,
    span_record,
)
from dateline.errors import SpanError
from dateline.model import (
    BODY,
    Account,
    ActorRef,
    Assertion,
    Casualty,
    Claim,
    Count,
    DateInterval,
    Document,
    Judgement,
    Label,
    PlaceRef,
    Statement,
    Value,
)

__all__ = ["to_record"]

PERSON = "person:"
"""Methods that begin so are people; one value that is not by a person keeps its account unreviewed."""
DECIDES_ALL = ("accept", "reject")
"""Kinds of judgement by which a person decides on every value of an account."""
CASUALTY_FIELDS = tuple(f"casualties.{kind.value}" for kind in Casualty)
SINGLE_FIELDS: Mapping[str, type] = {
    "event_type": Label,
    "status": Label,
    "count": Count,
    "date": DateInterval,
    "place": PlaceRef,
    **dict.fromkeys(CASUALTY_FIELDS, Count),
    "weapon": Label,
    "claim": Claim,
    "statement": Statement,
    "background": Label,
}
"""Fields of which the record shows the first assertion; further ones go to ``other_values``."""


def to_record(
    account: Account,
    document: Document,
    incident_id: str | None = None,
    judgements: Sequence[Judgement] = (),
) -> AccountRecord:
    """The exchange record of ``account``, which ``document`` tells.

    ``judgements`` are those of people on this account that are in force; one that accepts or rejects it makes
    it reviewed.

    Raises:
        SpanError: a span of the account is not in ``document``.
    """
    shown, others = _shown(account)
    for assertion in account.assertions:
        for span in assertion.spans:
            if not document.holds(span):
                raise SpanError(
                    f"{span.part}[{span.start}:{span.end}] of {assertion.field} is not in {document.id}"
                )
    method = next((a.method for a in account.of("event_type")), "")
    machine = not (
        all(a.method.startswith(PERSON) for a in account.assertions)
        or any(judgement.kind in DECIDES_ALL for judgement in judgements)
    )
    return {
        "account_id": account.id,
        "document_id": account.document_id,
        "incident_id": incident_id,
        "event_type": account.event_type,
        "status": account.status,
        "count": _least(account.count),
        "date": cast(DateRecord | None, _plain(account.date)),
        "place": cast(PlaceRecord | None, _plain(account.place)),
        "actors": [cast(ActorRecord, plain_value(actor)) for actor in account.actors],
        "casualties": cast(
            CasualtiesRecord, {kind.value: _count(account.casualties(kind)) for kind in Casualty}
        ),
        "weapon": account.weapon,
        "claim": cast(ClaimRecord | None, _plain(account.claim)),
        "statement": cast(StatementRecord | None, _plain(account.statement)),
        "attribution": attribution_record(account.attribution),
        "confidence": account.confidence,
        "evidence": _evidence(shown),
        "evidence_elsewhere": {path: found for path, a in shown.items() if (found := _elsewhere(a))},
        "provenance": {path: _provenance(a) for path, a in shown.items()},
        "other_values": [_other_value(a) for a in others],
        "count_range": _count(account.count),
        "background": account.background,
        "machine": machine,
        "review": "machine" if machine else "reviewed",
        "judgements": [judgement_record(judgement) for judgement in judgements],
        "method": method,
        "schema_version": SCHEMA_VERSION,
    }


def _shown(account: Account) -> tuple[dict[str, Assertion], list[Assertion]]:
    """The assertion behind each path of the record, and those that no path shows."""
    shown: dict[str, Assertion] = {}
    actors: dict[str, Assertion] = {}
    others: list[Assertion] = []
    for assertion in account.assertions:
        if assertion.field == "actor" and isinstance(assertion.value, ActorRef):
            actors[f"actors.{len(actors)}"] = assertion
        elif assertion is account.of(assertion.field)[0] and isinstance(
            assertion.value, SINGLE_FIELDS.get(assertion.field, ())
        ):
            shown[assertion.field] = assertion
        else:
            others.append(assertion)
    ordered = {field: shown[field] for field in SINGLE_FIELDS if field in shown}
    return ordered | actors, others


def _least(count: Count | None) -> int:
    """How many events at least; an account is of one event unless its words say more."""
    return 1 if count is None or count.low is None else count.low


def _plain(value: Value | None) -> dict[str, object] | None:
    return None if value is None else plain_value(value)


def _count(count: Count | None) -> CountRecord | None:
    return cast(CountRecord | None, _plain(count))


def _body_ranges(assertion: Assertion) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in assertion.spans if span.part == BODY]


def _evidence(shown: Mapping[str, Assertion]) -> Evidence:
    return {path: ranges for path, assertion in shown.items() if (ranges := _body_ranges(assertion))}


def _elsewhere(assertion: Assertion) -> list[SpanRecord]:
    return [span_record(span) for span in assertion.spans if span.part != BODY]


def _provenance(assertion: Assertion) -> ProvenanceRecord:
    return {
        "attribution": attribution_record(assertion.attribution),
        "method": assertion.method,
        "confidence": assertion.confidence,
    }


def _other_value(assertion: Assertion) -> OtherValueRecord:
    return {
        "field": assertion.field,
        "kind": type(assertion.value).__name__,
        "value": plain_value(assertion.value),
        "evidence": _body_ranges(assertion),
        "evidence_elsewhere": _elsewhere(assertion),
        **_provenance(assertion),
    }
