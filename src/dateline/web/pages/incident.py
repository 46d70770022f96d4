"""``/incident/{id}``: every value of an incident with every word that it rests on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dateline.codec.shapes import IncidentRecord, RangeRecord
from dateline.errors import StoreError
from dateline.export import Record, decision_text, headline
from dateline.export.incident_view import (
    Line,
    date_lines,
    doer_lines,
    figure_lines,
    place_lines,
    related_lines,
    source_lines,
    timeline_lines,
)
from dateline.export.incident_words import span_of_counts
from dateline.web.pages.fields import fields_of
from dateline.web.pages.marks import Excerpt, anchor_of, excerpt_of, file_name, web_address
from dateline.web.pages.records import Told, history_of, records_of, told_of
from dateline.web.reading import Desk, DeskOf
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a section with the sentence it rests on and the place of its words."""

    line: Line
    excerpts: tuple[Excerpt, ...]
    anchor: str
    link: str = ""
    """The web address of the line's document."""


@router.get("/incident/{incident_id}", include_in_schema=False)
def incident_page(request: Request, desk: DeskOf, incident_id: str) -> Response:
    """The page of one incident; a former id leads to the incident that holds its accounts now."""
    store = desk.store
    with store.snapshot():
        incident = store.incident(incident_id)
        past = store.history(incident_id)
        if incident is None:
            if not past:
                raise HTTPException(404, "there is no such incident")
            return templates.TemplateResponse(
                request, "incident_gone.html", {"id": incident_id, "past": past}, status_code=410
            )
        if incident.id != incident_id:
            return RedirectResponse(f"/incident/{incident.id}", status_code=308)
        told = told_of(desk, incident.id)
        if told is None:
            raise StoreError("the accounts of the incident are not whole; run `dateline code` again")
        page = _page(desk, told) | {"past": past, "former": store.former_ids(incident.id)}
    return templates.TemplateResponse(request, "incident.html", page)


def _page(desk: Desk, told: Told) -> dict[str, Any]:
    record, documents, names = told.record, told.documents, told.names()
    return {
        "record": record,
        "title": headline(record),
        "fields": fields_of(told),
        "where": _rows(place_lines(record, documents), documents),
        "when": _rows(date_lines(record, documents), documents),
        "doers": [(name, _rows(lines, documents)) for name, lines in doer_lines(record, documents)],
        "tolls": list(_tolls(record, documents)),
        "steps": _rows(timeline_lines(record, documents), documents),
        "sources": [(names.get(name, name), _rows(lines, documents)) for name, lines in source_lines(record)],
        "related": _related(desk, record, documents),
        "history": [
            (decision_text(j), j["judgement_id"], bool(j["undone_by"])) for j in history_of(desk, record)
        ],
        "edits": [
            (j["field"], decision_text(j))
            for j in record["judgements"]
            if j["kind"] == "edit" and j["level"] == "incident"
        ],
        "cite": _cite(desk, record),
    }


def _rows(lines: Iterable[Line], documents: Mapping[str, Record]) -> list[Row]:
    return [_row(line, documents.get(line.document_id)) for line in lines]


def _row(line: Line, document: Record | None) -> Row:
    if document is None:
        return Row(line=line, excerpts=(), anchor="")
    named = line.source if line.source != document["source_name"] else file_name(line.source)
    return Row(
        line=replace(line, source=named),
        excerpts=tuple(excerpt_of(where, document) for where in line.where[:1]),
        anchor=anchor_of(line.where[0]) if line.where else "",
        link=web_address(document["url"]),
    )


def _tolls(
    record: IncidentRecord, documents: Mapping[str, Record]
) -> Iterator[tuple[str, str, list[Row], str]]:
    """Kind of harm, its range in words, the figures, and the same figures for the chart as JSON."""
    ranges = cast("Mapping[str, RangeRecord | None]", record["casualties"])
    accounts = {account["account_id"]: account for account in record["accounts"]}
    for kind, figures in record["casualties_told"].items():
        counts = ranges.get(kind)
        points = []
        for figure in figures:
            document = documents[accounts[figure["account_id"]]["document_id"]]
            if document["published"]:
                outlet = document["outlet"] or ""
                points.append(
                    {
                        "day": document["published"][:10],
                        "low": figure["low"],
                        "high": figure["high"],
                        "best": figure["best"],
                        "own": figure["own_word"],
                        "outlet": outlet,
                    }
                )
        told = "unknown" if counts is None else span_of_counts(counts)
        rows = _rows(figure_lines(record, documents, kind), documents)
        yield kind.replace("_", " "), told, rows, json.dumps(points)


def _related(desk: Desk, record: IncidentRecord, documents: Mapping[str, Record]) -> list[tuple[str, Row]]:
    rows = _rows(related_lines(record, documents), documents)
    heads = records_of(desk, (row.line.other for row in rows))
    return [(headline(heads[r.line.other]) if r.line.other in heads else r.line.other, r) for r in rows]


def _cite(desk: Desk, record: IncidentRecord) -> str:
    """The incident as a reference: what it is, its id, the snapshot that can be cited, and the day."""
    releases = desk.store.releases()
    release = f", release {releases[-1].name}" if releases else ", not part of a release"
    today = dt.datetime.now(dt.UTC).date().isoformat()
    state = "machine-made, not reviewed" if record["machine"] else "reviewed"
    return (
        f"{headline(record)}. Dateline incident {record['incident_id']} ({record['grade']}, {state}; "
        f"{len(record['sources'])} documents of {len(record['origins'])} origins){release}. Read {today}."
    )
