"""Flat text files of other schemes: CSV and tab-separated, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from dateline.export.columns import Cell
from dateline.export.crosswalk import Row
from dateline.export.csv import safe_text

__all__ = ["safe_cell", "write_rows"]

_LINE_BREAKS = str.maketrans("\t\r\n", "   ")


def write_rows(
    rows: Iterable[Row],
    columns: Sequence[str],
    out: BinaryIO,
    *,
    tabs: bool = False,
    second: Sequence[str] = (),
    missing: str = "",
) -> None:
    """One header row, the ``second`` row where there is one, then the rows in the order given; UTF-8.

    With ``tabs`` cells are parted by tabs, lines end in a newline, and a tab or line break in a text becomes
    a space. ``missing`` stands for ``None``.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        if tabs:
            writer = csv.writer(text, dialect="excel-tab", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        else:
            writer = csv.writer(text)
        writer.writerow(columns)
        if second:
            writer.writerow(second)
        for row in rows:
            cells = [safe_cell(row[column], missing) for column in columns]
            writer.writerow([cell.translate(_LINE_BREAKS) for cell in cells] if tabs else cells)
        text.flush()
    finally:
        text.detach()


def safe_cell(value: Cell, missing: str = "") -> str:
    """A value as text; only text is guarded: a negative latitude is a number and stays one."""
    if value is None:
        return missing
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_text(value) if isinstance(value, str) else str(value)
