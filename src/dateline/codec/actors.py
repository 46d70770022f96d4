"""What documents say about actors as exchange records, and as rows of JSON for the store."""

from __future__ import annotations

import json
from typing import Any, cast

from pydantic import TypeAdapter

from dateline.codec.actor_shapes import ActorAssertionRecord, PartyRecord
from dateline.codec.shapes import SCHEMA_VERSION, DateRecord
from dateline.codec.values import attribution_record, plain_value, span_record
from dateline.model import BODY, ActorAssertion, Party

__all__ = ["actor_assertion_record", "dump_actor_assertion", "load_actor_assertion", "party_record"]

_ASSERTION: TypeAdapter[ActorAssertion] = TypeAdapter(ActorAssertion)


def party_record(party: Party) -> PartyRecord:
    """A party as JSON data."""
    return {"text": party.text, "actor_id": party.actor_id, "name": party.name}


def actor_assertion_record(assertion: ActorAssertion) -> ActorAssertionRecord:
    """The exchange record of ``assertion``; evidence is into the body of its document."""
    return {
        "assertion_id": assertion.id,
        "document_id": assertion.document_id,
        "kind": assertion.kind,
        "relation": assertion.relation,
        "subject": party_record(assertion.subject),
        "object": None if assertion.object is None else party_record(assertion.object),
        "title": assertion.title,
        "status": assertion.status,
        "ended": assertion.ended,
        "date": None if assertion.date is None else cast(DateRecord, plain_value(assertion.date)),
        "evidence": [(span.start, span.end) for span in assertion.spans if span.part == BODY],
        "evidence_elsewhere": [span_record(span) for span in assertion.spans if span.part != BODY],
        "attribution": attribution_record(assertion.attribution),
        "method": assertion.method,
        "confidence": assertion.confidence,
        "schema_version": SCHEMA_VERSION,
    }


def dump_actor_assertion(assertion: ActorAssertion) -> dict[str, Any]:
    """Every field as JSON data, for a row of the store."""
    return cast(dict[str, Any], _ASSERTION.dump_python(assertion, mode="json"))


def load_actor_assertion(fields: dict[str, Any]) -> ActorAssertion:
    """The assertion that :func:`dump_actor_assertion` wrote.

    Raises:
        pydantic.ValidationError: the data does not fit.
    """
    return _ASSERTION.validate_json(json.dumps(fields))
