"""Parquet with a typed, nested schema that is read off the types of the exchange record."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import islice
from types import NoneType, UnionType
from typing import Any, BinaryIO, Literal, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq
from typing_extensions import get_type_hints, is_typeddict

from dateline.codec.shapes import AccountRecord, DateRecord, DocumentRecord, IncidentRecord
from dateline.export.columns import Level, Record

__all__ = ["arrow_schema", "write_parquet"]

ROWS_PER_GROUP = 5_000
"""Rows held in memory at once; an incident with its accounts is about 20 kB."""
_RECORDS: Mapping[Level, type] = {
    "incident": IncidentRecord,
    "account": AccountRecord,
    "document": DocumentRecord,
}
_SCALARS: Mapping[type, pa.DataType] = {
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    object: pa.string(),
}


def write_parquet(records: Iterable[Record], level: Level, out: BinaryIO) -> None:
    """One row a record, in the order given; structs, lists and maps as in the record, unknown as null.

    Days are dates, ``evidence`` is a map from field to pairs of offsets, and free-form values are JSON text.
    """
    schema = arrow_schema(level)
    encoders = [_encoder(hint) for hint in _hints(_RECORDS[level]).values()]
    rows = iter(records)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, ROWS_PER_GROUP)):
            arrays = [
                pa.array([encode(row[field.name]) for row in batch], type=field.type)
                for field, encode in zip(schema, encoders, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def arrow_schema(level: Level) -> pa.Schema:
    """The Arrow schema of one level, fields in the order of the record."""
    return pa.schema(list(_struct(_RECORDS[level])))


@cache
def _hints(record: type) -> dict[str, Any]:
    """Field types of a record; the days of a date are dates here and ISO text in JSON."""
    hints = get_type_hints(record)
    return {**hints, "start": datetime.date, "end": datetime.date} if record is DateRecord else hints


def _struct(record: type) -> Iterable[pa.Field]:
    for name, hint in _hints(record).items():
        yield pa.field(name, _arrow(hint))


def _present(hint: Any) -> Any:
    """``hint`` without its ``None``."""
    if get_origin(hint) in {Union, UnionType}:
        return next(choice for choice in get_args(hint) if choice is not NoneType)
    return hint


def _arrow(hint: Any) -> pa.DataType:
    kind = _present(hint)
    origin, inner = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        return pa.struct(list(_struct(kind)))
    if origin is list:
        return pa.list_(_arrow(inner[0]))
    if origin is tuple:
        return pa.list_(_arrow(inner[0]), len(inner))
    if origin is dict:
        return pa.string() if inner[1] is object else pa.map_(pa.string(), _arrow(inner[1]))
    if origin is Literal or issubclass(kind, str):
        return pa.string()
    return pa.date32() if kind is datetime.date else _SCALARS[kind]


@cache
def _encoder(hint: Any) -> Callable[[Any], Any]:
    """What turns a value of type ``hint`` into what pyarrow wants for its :func:`_arrow`; ``None`` stays."""
    encode = _present_encoder(_present(hint))
    return lambda value: None if value is None else encode(value)


def _present_encoder(kind: Any) -> Callable[[Any], Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        fields = [(name, _encoder(field)) for name, field in _hints(kind).items()]
        return lambda value: {name: encode(value[name]) for name, encode in fields}
    if origin is list:
        item = _encoder(inner[0])
        return lambda value: [item(each) for each in value]
    if origin is dict and inner[1] is object:
        return lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True)
    if origin is dict:
        entry = _encoder(inner[1])
        return lambda value: [(key, entry(each)) for key, each in value.items()]
    if kind is datetime.date:
        return datetime.date.fromisoformat
    return lambda value: value
