"""CSV (RFC 4180, UTF-8, CRLF) that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from dateline.export.columns import COLUMNS, Cell, Column, Level, Record

__all__ = ["safe_text", "write_csv"]

FORMULA_STARTS = frozenset("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20")
"""First characters that some spreadsheet takes for a formula, with their full-width twins."""
SKIPPED_BY_SPREADSHEETS = " '\"\u00a0\ufeff"
"""Characters that importers drop from the front of a cell before they look at it."""


def write_csv(records: Iterable[Record], level: Level, out: BinaryIO) -> None:
    """One header row, then one row a record in the order given; unknown is an empty cell, never 0."""
    columns = COLUMNS[level]
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow([column.name for column in columns])
        writer.writerows([_cell(column, column.value(record)) for column in columns] for record in records)
        text.flush()
    finally:
        text.detach()


def safe_text(text: str) -> str:
    """``text`` with an apostrophe in front where a spreadsheet would run it as a formula.

    >>> safe_text("=1+1"), safe_text(' "@SUM(A1)'), safe_text("2-3 people")
    ("'=1+1", '\\' "@SUM(A1)', '2-3 people')
    """
    seen = text.lstrip(SKIPPED_BY_SPREADSHEETS)
    return f"'{text}" if text[:1] in FORMULA_STARTS or seen[:1] in FORMULA_STARTS else text


def _cell(column: Column, value: Cell) -> str:
    """Only text is guarded: a negative latitude is a number and stays one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_text(str(value)) if column.kind == "text" else str(value)
