"""Exchange records as accounts again: every fault of a record is found before one error is raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from dateline.codec.shapes import AccountRecord, ProvenanceRecord, SpanRecord
from dateline.codec.values import attribution_from, faults_of, value_from
from dateline.errors import RecordError, SpanError
from dateline.model import Account, Assertion, Document, Label, Span, Status, Value

__all__ = ["from_record"]

_RECORD: TypeAdapter[AccountRecord] = TypeAdapter(AccountRecord)
DEFAULTS = {("event_type", ""), ("status", Status.OCCURRED.value)}
"""What a record shows where no assertion says anything; only these may stand without evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One value of a record with everything an assertion needs, spans not yet checked."""

    path: str
    field: str
    value: Value
    ranges: list[tuple[int, int]]
    elsewhere: list[SpanRecord]
    provenance: ProvenanceRecord


def from_record(record: Mapping[str, object], document: Document) -> Account:
    """The account that :func:`dateline.codec.to_record` wrote, with its spans read from ``document``.

    Assertions come back grouped by field, first the shown value, then its rivals in order; the spans of
    one assertion come back body first.

    Raises:
        RecordError: the record does not fit its shape, is of another document, points outside it, or has a
            value without evidence; lists every fault.
    """
    try:
        shape = _RECORD.validate_python(record)
    except ValidationError as error:
        raise RecordError("account record", faults_of(error)) from None
    faults: list[str] = []
    if shape["document_id"] != document.id:
        faults.append(f"document_id: {shape['document_id']} is not {document.id}, the document given")
    told = [*_shown(shape, faults), *_others(shape, faults)]
    assertions = [_assertion(shape, item, document, faults) for item in told]
    if faults:
        raise RecordError(f"account record {shape['account_id']}", tuple(faults))
    return Account(
        id=shape["account_id"],
        document_id=shape["document_id"],
        assertions=tuple(a for a in assertions if a is not None),
    )


def _shown(shape: AccountRecord, faults: list[str]) -> Iterator[_Told]:
    """The values that the record shows."""
    values = dict(_values(shape, faults))
    pointed_at = {*shape["provenance"], *shape["evidence"], *shape["evidence_elsewhere"]}
    faults.extend(
        f"{path}: has evidence or provenance but no value" for path in sorted(pointed_at - values.keys())
    )
    for path, value in values.items():
        provenance = shape["provenance"].get(path)
        if provenance is not None:
            yield _Told(
                path=path,
                field="actor" if path.startswith("actors.") else path,
                value=value,
                ranges=shape["evidence"].get(path, []),
                elsewhere=shape["evidence_elsewhere"].get(path, []),
                provenance=provenance,
            )
        elif not (isinstance(value, Label) and (path, value.value) in DEFAULTS):
            faults.append(f"{path}: has a value but no provenance")


def _values(shape: AccountRecord, faults: list[str]) -> Iterator[tuple[str, Value]]:
    yield "event_type", Label(value=shape["event_type"])
    yield "status", Label(value=shape["status"])
    structured: list[tuple[str, str, object]] = [
        ("count", "Count", shape["count_range"]),
        ("date", "DateInterval", shape["date"]),
        ("place", "PlaceRef", shape["place"]),
        *((f"casualties.{name}", "Count", count) for name, count in shape["casualties"].items()),
        ("claim", "Claim", shape["claim"]),
        ("statement", "Statement", shape["statement"]),
        *((f"actors.{index}", "ActorRef", actor) for index, actor in enumerate(shape["actors"])),
    ]
    for path, kind, data in structured:
        if data is not None and (value := _value(path, kind, data, faults)) is not None:
            yield path, value
    if shape["weapon"] is not None:
        yield "weapon", Label(value=shape["weapon"])
    if shape["background"]:
        yield "background", Label(value="background")


def _others(shape: AccountRecord, faults: list[str]) -> Iterator[_Told]:
    """The values that rival a shown one."""
    for index, other in enumerate(shape["other_values"]):
        path = f"other_values.{index}"
        value = _value(path, other["kind"], other["value"], faults)
        if value is not None:
            yield _Told(
                path=path,
                field=other["field"],
                value=value,
                ranges=other["evidence"],
                elsewhere=other["evidence_elsewhere"],
                provenance=other,
            )


def _value(path: str, kind: str, data: object, faults: list[str]) -> Value | None:
    try:
        return value_from(kind, data)
    except KeyError:
        faults.append(f"{path}: there is no value of kind {kind!r}")
    except ValidationError as error:
        faults.extend(f"{path}.{fault}" for fault in faults_of(error))
    return None


def _assertion(shape: AccountRecord, told: _Told, document: Document, faults: list[str]) -> Assertion | None:
    spans = _spans(told, document, faults)
    if not spans:
        faults.append(f"{told.path}: has a value but no evidence")
        return None
    return Assertion(
        document_id=shape["document_id"],
        account_id=shape["account_id"],
        field=told.field,
        value=told.value,
        spans=spans,
        attribution=attribution_from(told.provenance["attribution"]),
        method=told.provenance["method"],
        confidence=told.provenance["confidence"],
    )


def _spans(told: _Told, document: Document, faults: list[str]) -> tuple[Span, ...]:
    found = []
    for start, end in told.ranges:
        try:
            found.append(document.span(start, end))
        except SpanError as error:
            faults.append(f"{told.path}: {error}")
    for shape in told.elsewhere:
        try:
            span = Span(**shape)
        except SpanError as error:
            faults.append(f"{told.path}: {error}")
            continue
        if not document.holds(span):
            faults.append(f"{told.path}: {span.part}[{span.start}:{span.end}] is not {span.quote!r}")
        found.append(span)
    return tuple(found)
