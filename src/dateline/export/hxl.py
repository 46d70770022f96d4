"""HXL: a CSV whose second row tags each column (Humanitarian Exchange Language 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from dateline.export.code_lists import list_of
from dateline.export.columns import COLUMNS, Record
from dateline.export.crosswalk import Row, Tally
from dateline.export.facts import made_by, web_address
from dateline.export.flat import write_rows
from dateline.export.geojson import point_of

__all__ = ["HEADERS", "TAGS", "write_hxl"]

_PAIRS: list[tuple[str, str]] = [(name, tag) for name, tag in list_of("hxl")["columns"]]
HEADERS = tuple(name for name, _ in _PAIRS)
TAGS = tuple(tag for _, tag in _PAIRS)
_VALUES = {column.name: column.value for column in COLUMNS["incident"]}


def write_hxl(records: Iterable[Record], out: BinaryIO, tally: Tally) -> None:
    """Header, hashtags, then one row an incident, in the order given; unknown is empty."""
    write_rows(_rows(records, tally), HEADERS, out, second=TAGS)


def _rows(records: Iterable[Record], tally: Tally) -> Iterator[Row]:
    for record in records:
        row: Row = {name: _VALUES[name](record) for name in HEADERS}
        if point_of(record) is None:
            row["latitude"] = row["longitude"] = None
        row["review"] = made_by(record)
        urls = (web_address(source["url"]) for source in record["sources"])
        row["urls"] = "; ".join(dict.fromkeys(url for url in urls if url)) or None
        tally.written += 1
        yield row
