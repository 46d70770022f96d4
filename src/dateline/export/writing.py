"""The one entry point of ``dateline export``: records of a level to a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

from dateline.errors import UsageError
from dateline.export.acled import COLUMNS as ACLED_COLUMNS
from dateline.export.acled import acled_row
from dateline.export.annotations import write_annotations
from dateline.export.columns import COLUMNS, Level, Record
from dateline.export.crosswalk import Crosswalk, LeftOut, Row, Tally, counted
from dateline.export.csv import write_csv
from dateline.export.flat import write_rows
from dateline.export.formats import FORMAT_INFO, FORMATS, Format
from dateline.export.ftm import write_ftm
from dateline.export.geojson import write_geojson
from dateline.export.gtd import COLUMNS as GTD_COLUMNS
from dateline.export.gtd import EventIds, gtd_row
from dateline.export.html import write_html
from dateline.export.hxl import write_hxl
from dateline.export.jsonl import write_jsonl
from dateline.export.polecat import COLUMNS as POLECAT_COLUMNS
from dateline.export.polecat import NONE, polecat_row
from dateline.export.stix import Tlp, write_stix
from dateline.export.table import Style, write_table
from dateline.export.ucdp import COLUMNS as UCDP_COLUMNS
from dateline.export.ucdp import ucdp_row

__all__ = ["LEVELS", "write"]

LEVELS: tuple[Level, ...] = tuple(COLUMNS)
SCHEMES = frozenset({"acled", "ucdp", "gtd", "polecat", "stix", "ftm"})
"""Formats that are made with a crosswalk."""


def write(
    records: Iterable[Record],
    out: BinaryIO,
    *,
    format: Format,
    level: Level = "incident",
    documents: Mapping[str, Record] | None = None,
    style: Style | None = None,
    crosswalk: Crosswalk | None = None,
    tlp: Tlp = "amber",
) -> Tally:
    """Write exchange ``records`` of one ``level`` to ``out``, in the order given; what was lost on the way.

    ``documents`` (document records by id) are the texts that the records rest on: the table, HTML, STIX and
    annotations show them. ``crosswalk`` is the codebook and registry in use, for the formats of other
    schemes; the packaged ones where it is not given. ``style`` is the table's, ``tlp`` the marking of STIX. A
    table and HTML hold all rows in memory; the others stream.

    Raises:
        UsageError: there is no such format or level, or the format cannot hold the level.
    """
    if format not in FORMATS or level not in LEVELS:
        raise UsageError(
            f"cannot export format {format!r} at level {level!r}; formats are {', '.join(FORMATS)}, "
            f"levels are {', '.join(LEVELS)}"
        )
    info = FORMAT_INFO[format]
    if level not in info.levels:
        raise UsageError(
            f"format {format} ({info.what}) has no place for {level}s; export it at level "
            + " or ".join(info.levels)
        )
    # A mapping that is filled while the records come is still empty here.
    given, tally = {} if documents is None else documents, Tally()
    if format in SCHEMES:
        known = crosswalk or Crosswalk.load()
        _write_scheme(records, out, format=format, crosswalk=known, documents=given, tlp=tlp, tally=tally)
    else:
        _write_own(
            records, out, format=format, level=level, documents=given, style=style or Style(), tally=tally
        )
    return tally


def _write_own(
    records: Iterable[Record],
    out: BinaryIO,
    *,
    format: Format,
    level: Level,
    documents: Mapping[str, Record],
    style: Style,
    tally: Tally,
) -> None:
    """The formats that hold our own columns, and those that annotate texts."""
    match format:
        case "jsonl":
            write_jsonl(records, out)
        case "csv":
            write_csv(records, level, out)
        case "geojson":
            write_geojson(records, level, out)
        case "parquet":
            # pyarrow takes 0.2 s to import, GDAL 0.1 s; only their formats pay for it.
            from dateline.export.parquet import write_parquet

            write_parquet(records, level, out)
        case "gpkg":
            from dateline.export.geopackage import write_geopackage

            write_geopackage(records, level, out)
        case "xlsx":
            from dateline.export.xlsx import write_xlsx

            write_xlsx(records, level, out, tally)
        case "hxl":
            write_hxl(records, out, tally)
        case "annotations":
            write_annotations(records, out, documents, tally)
        case "html":
            write_html(records, level, out, documents)
        case _:
            write_table(records, level, out, documents, style)


def _write_scheme(
    records: Iterable[Record],
    out: BinaryIO,
    *,
    format: Format,
    crosswalk: Crosswalk,
    documents: Mapping[str, Record],
    tlp: Tlp,
    tally: Tally,
) -> None:
    """The formats of other schemes."""
    ids = EventIds()

    def rows(row_of: Callable[[Record, Crosswalk, Tally], Row | LeftOut]) -> Iterator[Row]:
        return counted((row_of(record, crosswalk, tally) for record in records), tally)

    match format:
        case "acled":
            write_rows(rows(acled_row), ACLED_COLUMNS, out)
        case "ucdp":
            write_rows(rows(ucdp_row), UCDP_COLUMNS, out)
        case "gtd":
            write_rows(rows(lambda r, c, t: gtd_row(r, c, t, ids)), GTD_COLUMNS, out)
        case "polecat":
            write_rows(rows(polecat_row), POLECAT_COLUMNS, out, tabs=True, missing=NONE)
        case "stix":
            write_stix(records, out, crosswalk, documents, tally, tlp=tlp)
        case _:
            write_ftm(records, out, crosswalk, tally)
