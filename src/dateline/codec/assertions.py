"""Assertions as one line of JSON each, for the store."""

from __future__ import annotations

import json

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from dateline.codec.shapes import AttributionRecord, SpanRecord
from dateline.codec.values import (
    attribution_from,
    attribution_record,
    faults_of,
    plain_value,
    span_record,
    value_from,
)
from dateline.errors import RecordError, SpanError
from dateline.model import Assertion, Span, Value

__all__ = ["dump_assertion", "load_assertion"]


class _AssertionShape(TypedDict):
    document_id: str
    account_id: str
    field: str
    kind: str
    value: dict[str, object]
    spans: list[SpanRecord]
    attribution: list[AttributionRecord]
    method: str
    confidence: float | None


_SHAPE: TypeAdapter[_AssertionShape] = TypeAdapter(_AssertionShape)


def dump_assertion(assertion: Assertion) -> str:
    """Compact JSON of an assertion; ``kind`` names the class of its value. One line, keys in order."""
    shape: _AssertionShape = {
        "document_id": assertion.document_id,
        "account_id": assertion.account_id,
        "field": assertion.field,
        "kind": type(assertion.value).__name__,
        "value": plain_value(assertion.value),
        "spans": [span_record(span) for span in assertion.spans],
        "attribution": attribution_record(assertion.attribution),
        "method": assertion.method,
        "confidence": assertion.confidence,
    }
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"))


def load_assertion(text: str | bytes) -> Assertion:
    """The assertion that :func:`dump_assertion` wrote.

    Raises:
        RecordError: ``text`` is not JSON or does not fit; lists every fault.
    """
    try:
        shape = _SHAPE.validate_json(text)
    except ValidationError as error:
        raise RecordError("assertion", faults_of(error)) from None
    faults: list[str] = []
    value = _value(shape, faults)
    spans = _spans(shape["spans"], faults)
    if faults or value is None:
        raise RecordError(f"assertion of {shape['field']}", tuple(faults))
    return Assertion(
        document_id=shape["document_id"],
        account_id=shape["account_id"],
        field=shape["field"],
        value=value,
        spans=spans,
        attribution=attribution_from(shape["attribution"]),
        method=shape["method"],
        confidence=shape["confidence"],
    )


def _value(shape: _AssertionShape, faults: list[str]) -> Value | None:
    try:
        return value_from(shape["kind"], shape["value"])
    except KeyError:
        faults.append(f"kind: there is no value of kind {shape['kind']!r}")
    except ValidationError as error:
        faults.extend(f"value.{fault}" for fault in faults_of(error))
    return None


def _spans(shapes: list[SpanRecord], faults: list[str]) -> tuple[Span, ...]:
    found = []
    for index, shape in enumerate(shapes):
        try:
            found.append(Span(**shape))
        except SpanError as error:
            faults.append(f"spans.{index}: {error}")
    if not shapes:
        faults.append("spans: empty; an assertion rests on at least one span")
    return tuple(found)
