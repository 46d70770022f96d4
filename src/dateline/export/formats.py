"""Every format of ``dateline export``: its file name, media type, levels, and what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dateline.export.columns import Level

__all__ = ["FORMATS", "FORMAT_INFO", "Format", "FormatInfo"]

Format = Literal[
    "table",
    "jsonl",
    "csv",
    "geojson",
    "parquet",
    "html",
    "xlsx",
    "gpkg",
    "hxl",
    "acled",
    "ucdp",
    "gtd",
    "polecat",
    "stix",
    "ftm",
    "annotations",
]
FORMATS: tuple[Format, ...] = get_args(Format)
ALL: tuple[Level, ...] = ("incident", "account", "document")
EVENTS: tuple[Level, ...] = ("incident", "account")
INCIDENTS: tuple[Level, ...] = ("incident",)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInfo:
    """One format. ``streams`` is whether memory does not grow with the rows; ``documents`` whether it needs
    the texts."""

    suffix: str
    media_type: str
    levels: tuple[Level, ...]
    what: str
    streams: bool = True
    documents: bool = False


FORMAT_INFO: Mapping[Format, FormatInfo] = {
    "table": FormatInfo(
        suffix="txt",
        media_type="text/plain; charset=utf-8",
        levels=ALL,
        what="a table for the terminal",
        streams=False,
        documents=True,
    ),
    "jsonl": FormatInfo(
        suffix="jsonl", media_type="application/jsonl", levels=ALL, what="exchange records, one a line"
    ),
    "csv": FormatInfo(
        suffix="csv", media_type="text/csv; charset=utf-8", levels=ALL, what="flat columns of ours"
    ),
    "geojson": FormatInfo(
        suffix="geojson",
        media_type="application/geo+json",
        levels=EVENTS,
        what="points with the flat columns",
    ),
    "parquet": FormatInfo(
        suffix="parquet",
        media_type="application/vnd.apache.parquet",
        levels=ALL,
        what="typed, nested columns",
    ),
    "html": FormatInfo(
        suffix="html",
        media_type="text/html; charset=utf-8",
        levels=EVENTS,
        what="the evidence on one page",
        streams=False,
        documents=True,
    ),
    "xlsx": FormatInfo(
        suffix="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        levels=ALL,
        what="an Excel workbook with the flat columns",
    ),
    "gpkg": FormatInfo(
        suffix="gpkg",
        media_type="application/geopackage+sqlite3",
        levels=EVENTS,
        what="a GeoPackage layer for QGIS",
    ),
    "hxl": FormatInfo(
        suffix="hxl.csv", media_type="text/csv; charset=utf-8", levels=INCIDENTS, what="CSV with HXL hashtags"
    ),
    "acled": FormatInfo(
        suffix="acled.csv", media_type="text/csv; charset=utf-8", levels=INCIDENTS, what="ACLED's 31 columns"
    ),
    "ucdp": FormatInfo(
        suffix="ucdp.csv",
        media_type="text/csv; charset=utf-8",
        levels=INCIDENTS,
        what="UCDP GED's 49 columns",
    ),
    "gtd": FormatInfo(
        suffix="gtd.csv", media_type="text/csv; charset=utf-8", levels=INCIDENTS, what="the GTD's 135 columns"
    ),
    "polecat": FormatInfo(
        suffix="polecat.tsv",
        media_type="text/tab-separated-values; charset=utf-8",
        levels=INCIDENTS,
        what="POLECAT's 40 columns, tab-separated",
    ),
    "stix": FormatInfo(
        suffix="stix.json",
        media_type="application/stix+json;version=2.1",
        levels=INCIDENTS,
        what="a STIX 2.1 bundle",
        documents=True,
    ),
    "ftm": FormatInfo(
        suffix="ftm.jsonl",
        media_type="application/json+ftm",
        levels=INCIDENTS,
        what="followthemoney entities with statements",
    ),
    "annotations": FormatInfo(
        suffix="annotations.jsonld",
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        levels=EVENTS,
        what="W3C Web Annotations of every value's words",
        documents=True,
    ),
}
"""In the order of the docs. Parquet, XLSX and GeoPackage hold a few thousand rows at a time."""
