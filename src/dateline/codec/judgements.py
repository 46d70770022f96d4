"""What a person's judgement says beyond its columns, as JSON for the store; and judgements as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from dateline.codec.shapes import JudgementRecord, SpanRecord
from dateline.codec.values import plain_value, span_record, value_from
from dateline.model import Judgement, Span, Value

__all__ = ["dump_payload", "dump_values", "judgement_record", "load_payload", "load_values"]


class _ValueShape(TypedDict):
    kind: str
    value: dict[str, object]


class _Payload(TypedDict, total=False):
    level: str
    accounts: list[str]
    others: list[str]
    incidents: list[str]
    field: str
    values: list[_ValueShape]
    was: list[_ValueShape]
    spans: list[SpanRecord]


_PAYLOAD: TypeAdapter[_Payload] = TypeAdapter(_Payload)
_VALUES: TypeAdapter[list[_ValueShape]] = TypeAdapter(list[_ValueShape])


def dump_payload(judgement: Judgement) -> dict[str, object]:
    """The fields of a judgement that have no column of their own; empty ones are left out."""
    payload: dict[str, object] = {
        "level": judgement.level,
        "accounts": list(judgement.accounts),
        "others": list(judgement.others),
        "incidents": list(judgement.incidents),
        "field": judgement.field,
        "values": _shapes(judgement.values),
        "was": _shapes(judgement.was),
        "spans": [span_record(span) for span in judgement.spans],
    }
    return {name: content for name, content in payload.items() if content}


@lru_cache(maxsize=4096)
def load_payload(text: str) -> Mapping[str, Any]:
    """Those fields again, by name. Kept, for the log is read again with every judgement.

    Raises:
        pydantic.ValidationError: ``text`` does not fit.
    """
    payload = _PAYLOAD.validate_json(text)
    return {
        "level": payload.get("level", ""),
        "accounts": tuple(payload.get("accounts", ())),
        "others": tuple(payload.get("others", ())),
        "incidents": tuple(payload.get("incidents", ())),
        "field": payload.get("field", ""),
        "values": _values(payload.get("values", ())),
        "was": _values(payload.get("was", ())),
        "spans": tuple(Span(**span) for span in payload.get("spans", ())),
    }


def dump_values(values: Iterable[Value]) -> str:
    """Values of a field as JSON; :func:`load_values` gives them again."""
    return _VALUES.dump_json(_shapes(values)).decode()


def load_values(text: str) -> tuple[Value, ...]:
    """The values that :func:`dump_values` wrote.

    Raises:
        pydantic.ValidationError: ``text`` does not fit.
    """
    return _values(_VALUES.validate_json(text))


def judgement_record(judgement: Judgement, undone_by: str | None = None) -> JudgementRecord:
    """The exchange record of ``judgement``; ``undone_by`` is the undo that takes it back, if one does."""
    return {
        "judgement_id": judgement.id,
        "number": judgement.number or None,
        "kind": judgement.kind,
        "verdict": judgement.verdict,
        "level": judgement.level or None,
        "subject": judgement.subject,
        "object": judgement.object or None,
        "accounts": list(judgement.accounts),
        "others": list(judgement.others),
        "incidents": list(judgement.incidents),
        "field": judgement.field or None,
        "values": [plain_value(value) for value in judgement.values],
        "was": [plain_value(value) for value in judgement.was],
        "by": judgement.by,
        "at": judgement.at,
        "why": judgement.why,
        "undone_by": undone_by,
    }


def _shapes(values: Iterable[Value]) -> list[_ValueShape]:
    return [{"kind": type(value).__name__, "value": plain_value(value)} for value in values]


def _values(shapes: Iterable[_ValueShape]) -> tuple[Value, ...]:
    return tuple(value_from(shape["kind"], shape["value"]) for shape in shapes)
