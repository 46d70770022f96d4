"""Exports: exchange records in, bytes out. Pure but for the file object it is given.

:func:`write` is the one entry point of ``dateline export``; :mod:`.columns` documents the flat columns,
:mod:`.filters` the filter record; :mod:`.show`, :mod:`.dossier` and :mod:`.html` are the views with source
sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO, Literal, get_args

from dateline.errors import UsageError
from dateline.export.columns import COLUMNS, Column, Level, Record, flat_row
from dateline.export.csv import write_csv
from dateline.export.dossier import Asked, Told, dossier
from dateline.export.dossier_text import dossier_text
from dateline.export.filters import FILTER_NAMES, Filters
from dateline.export.geojson import write_geojson
from dateline.export.html import write_html
from dateline.export.incident_words import headline
from dateline.export.jsonl import write_jsonl
from dateline.export.matching import matches
from dateline.export.show import show_text
from dateline.export.table import Style, write_table

__all__ = [
    "COLUMNS",
    "FILTER_NAMES",
    "FORMATS",
    "LEVELS",
    "Asked",
    "Column",
    "Filters",
    "Format",
    "Level",
    "Record",
    "Style",
    "Told",
    "dossier",
    "dossier_text",
    "flat_row",
    "headline",
    "matches",
    "show_text",
    "write",
]

Format = Literal["table", "jsonl", "csv", "geojson", "parquet", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
LEVELS: tuple[Level, ...] = get_args(Level)


def write(
    records: Iterable[Record],
    out: BinaryIO,
    *,
    format: Format,
    level: Level = "incident",
    documents: Mapping[str, Record] | None = None,
    style: Style | None = None,
) -> None:
    """Write exchange ``records`` of one ``level`` to ``out``, in the order given.

    ``documents`` (document records by id) give the table its source sentences and are what the HTML shows:
    all those that the records rest on must be there for ``html``. ``style`` is the table's. A table and HTML
    hold all rows in memory; the others stream.

    Raises:
        UsageError: there is no such format or level, or the format cannot hold the level.
    """
    if format not in FORMATS or level not in LEVELS:
        raise UsageError(
            f"cannot export format {format!r} at level {level!r}; formats are {', '.join(FORMATS)}, "
            f"levels are {', '.join(LEVELS)}"
        )
    given = documents or {}
    match format:
        case "jsonl":
            write_jsonl(records, out)
        case "csv":
            write_csv(records, level, out)
        case "parquet":
            # pyarrow takes 0.2 s to import; only this format pays for it.
            from dateline.export.parquet import write_parquet

            write_parquet(records, level, out)
        case "geojson":
            if level == "document":
                raise UsageError("a document has no place; export geojson at level incident or account")
            write_geojson(records, level, out)
        case "html":
            write_html(records, level, out, given)
        case "table":
            write_table(records, level, out, given, style or Style())
