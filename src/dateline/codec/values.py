"""Values, spans and attributions as plain JSON data and back; the floor of the other codec modules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast, get_args

from pydantic import TypeAdapter, ValidationError

from dateline.codec.shapes import AttributionRecord, SpanRecord
from dateline.model import Attribution, Span, Value

__all__ = ["attribution_from", "attribution_record", "faults_of", "plain_value", "span_record", "value_from"]

_VALUES: Mapping[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in get_args(Value)}
_CHAIN: TypeAdapter[tuple[Attribution, ...]] = TypeAdapter(tuple[Attribution, ...])
_SPAN: TypeAdapter[Span] = TypeAdapter(Span)


def plain_value(value: Value) -> dict[str, object]:
    """The fields of ``value`` as JSON data; its class name is not among them."""
    return cast(dict[str, object], _VALUES[type(value).__name__].dump_python(value, mode="json"))


def value_from(kind: str, data: object) -> Value:
    """The value of class ``kind`` that :func:`plain_value` wrote.

    Raises:
        KeyError: there is no such class.
        pydantic.ValidationError: the data does not fit it.
    """
    return cast(Value, _VALUES[kind].validate_python(data))


def attribution_record(chain: tuple[Attribution, ...]) -> list[AttributionRecord]:
    """A chain of speakers as JSON data, nearest first."""
    return cast(list[AttributionRecord], list(_CHAIN.dump_python(chain, mode="json")))


def attribution_from(data: Iterable[AttributionRecord]) -> tuple[Attribution, ...]:
    """The chain that :func:`attribution_record` wrote."""
    return _CHAIN.validate_python(tuple(data))


def span_record(span: Span) -> SpanRecord:
    """A span as JSON data."""
    return cast(SpanRecord, _SPAN.dump_python(span, mode="json"))


def faults_of(error: ValidationError) -> tuple[str, ...]:
    """Every fault that pydantic found, as ``path: problem``."""
    return tuple(
        f"{'.'.join(map(str, fault['loc'])) or 'record'}: {fault['msg']}" for fault in error.errors()
    )
