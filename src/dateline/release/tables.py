"""The flat tables of a release that no export has: assertions, judgements and what is said about actors."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import Any, get_args

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter
from typing_extensions import get_type_hints

from dateline.codec import ActorAssertionRecord, actor_assertion_record, dump_assertion
from dateline.export.csv import safe_text
from dateline.model import Account, ActorAssertion, Assertion, Judgement

__all__ = ["FlatTable", "about_actors", "assertions", "judgements", "write_table"]

_NUMBERS = {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
"""Types of fields that are no text; every other value is text, or JSON where it has parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatTable:
    """Rows of one kind, in order; ``kinds`` has the column type of every column."""

    kinds: Mapping[str, pa.DataType]
    rows: Sequence[Mapping[str, Any]]


def assertions(accounts: Iterable[Account]) -> FlatTable:
    """Every assertion of ``accounts``, in reading order; ``kind`` names the class of its value."""
    kinds = {"assertion_id": pa.string(), **_kinds(Assertion), "kind": pa.string()}
    rows = [
        {"assertion_id": item.id, **json.loads(dump_assertion(item))}
        for account in accounts
        for item in account.assertions
    ]
    return FlatTable(kinds=kinds, rows=[_flat(row, kinds) for row in rows])


def about_actors(told: Iterable[ActorAssertion]) -> FlatTable:
    """What documents say about actors, in the order given."""
    kinds = _kinds(ActorAssertionRecord)
    return FlatTable(kinds=kinds, rows=[_flat(actor_assertion_record(item), kinds) for item in told])


def judgements(log: Iterable[Judgement]) -> FlatTable:
    """The log of judgements, by methods and people, in the order given."""
    kinds = _kinds(Judgement)
    adapter: TypeAdapter[Judgement] = TypeAdapter(Judgement)
    return FlatTable(kinds=kinds, rows=[_flat(adapter.dump_python(item, mode="json"), kinds) for item in log])


def write_table(table: FlatTable, folder: Path, name: str) -> None:
    """``NAME.parquet`` and ``NAME.csv``; unknown is null and an empty cell, never 0."""
    schema = pa.schema(list(table.kinds.items()))
    pq.write_table(
        pa.Table.from_pylist(list(table.rows), schema=schema), folder / f"{name}.parquet", compression="zstd"
    )
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.kinds)
    writer.writerows([_cell(row[column]) for column in table.kinds] for row in table.rows)
    (folder / f"{name}.csv").write_bytes(text.getvalue().encode())


def _kinds(record: type) -> dict[str, pa.DataType]:
    """Columns of a record, whatever fields it has: a field that is added becomes a column."""
    return {name: _kind(hint) for name, hint in get_type_hints(record).items()}


def _kind(hint: Any) -> pa.DataType:
    present = [choice for choice in get_args(hint) if choice is not NoneType] or [hint]
    return _NUMBERS.get(present[0], pa.string()) if len(present) == 1 else pa.string()


def _flat(row: Mapping[str, Any], kinds: Mapping[str, pa.DataType]) -> dict[str, Any]:
    return {
        name: json.dumps(value, ensure_ascii=False, sort_keys=True)
        if isinstance(value := row.get(name), dict | list | tuple)
        else value
        for name in kinds
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_text(value) if isinstance(value, str) else str(value)
