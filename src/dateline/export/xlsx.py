"""Excel: one sheet of rows and one that says what the columns mean. No cell is ever a formula or a link."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import BinaryIO

import xlsxwriter

from dateline.export.columns import COLUMNS, Cell, Level, Record
from dateline.export.crosswalk import Tally
from dateline.export.facts import MACHINE

__all__ = ["CELL_LIMIT", "write_xlsx"]

CELL_LIMIT = 32_767
"""Characters that Excel keeps of a cell."""
SHEET_ROWS = 1_048_575
"""Rows of a sheet below its header; more go to a further sheet."""
CUT = " … (cut)"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
CREATED = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The file's own time of writing, so that the same incidents give the same bytes."""


def write_xlsx(
    records: Iterable[Record], level: Level, out: BinaryIO, tally: Tally, sheet_rows: int = SHEET_ROWS
) -> None:
    """The columns of the CSV, in the order given; unknown is an empty cell, numbers are numbers.

    Text is kept as text whatever it begins with. What is longer than a cell holds is cut, marked and counted.
    """
    columns = COLUMNS[level]
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": f"Dateline: {level}s", "comments": MACHINE, "created": CREATED})
        bold = book.add_format({"bold": True})
        sheet, at = None, sheet_rows
        for record in records:
            if sheet is None or at == sheet_rows:
                number = len(book.worksheets())
                sheet, at = book.add_worksheet(f"{level}s" + (f" {number + 1}" if number else "")), 0
                sheet.freeze_panes(1, 1)
                for place, column in enumerate(columns):
                    sheet.write_string(0, place, column.name, bold)
            at += 1
            tally.written += 1
            for place, column in enumerate(columns):
                _cell(sheet, at, place, column.value(record), tally)
        if sheet is None:
            sheet = book.add_worksheet(f"{level}s")
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column.name, bold)
        _about(book.add_worksheet("about"), level)


def _cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, value: Cell, tally: Tally) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    else:
        if len(value) > CELL_LIMIT:
            value = value[: CELL_LIMIT - len(CUT)] + CUT
            tally.lossy["cells cut at Excel's limit of 32,767 characters"] += 1
        sheet.write_string(row, place, value)


def _about(sheet: xlsxwriter.worksheet.Worksheet, level: Level) -> None:
    lines = [
        ("Dateline", f"one row for each {level}"),
        ("empty cell", "unknown; never 0"),
        ("review", f"machine: {MACHINE}; reviewed: a person has decided on every value"),
        *((column.name, column.doc) for column in COLUMNS[level]),
    ]
    for row, (name, meaning) in enumerate(lines):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, meaning)
