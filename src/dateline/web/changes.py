"""What changed, as a page; the same findings as ``dateline changes``, by the same filters."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from dateline.changes import as_json, changes_in, sentence
from dateline.errors import UsageError
from dateline.filters import Filters
from dateline.web.pages.remembered import remembered_of_record
from dateline.web.reading import DeskOf
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()
ROWS = 30
"""Of the incidents behind one finding that the page shows; the JSON names all."""


@router.get("/changes", include_in_schema=False)
def changes(request: Request, desk: DeskOf) -> Response:
    """Findings as of ``until`` (default: the last day read of), of what passes the filters of the query."""
    given = dict(request.query_params)
    until, form = given.pop("until", ""), given.pop("format", "html")
    if form not in {"html", "json"}:
        raise UsageError(f"format: {form!r} is neither html nor json")
    codebook = desk.codebook
    asked = Filters.parse(given, codebook.types)
    day = _day(until)
    found = remembered_of_record(
        desk, ("changes", day, asked), lambda: changes_in(desk.store, codebook, until=day, filters=asked)
    )
    if form == "json":
        return JSONResponse(as_json(found))
    shown = [
        (one, sentence(one), [row for id_ in one.incidents[:ROWS] if (row := desk.index.of(id_))])
        for one in found.findings
    ]
    return templates.TemplateResponse(
        request, "changes.html", {"found": found, "shown": shown, "given": asked.to_query()}
    )


def _day(text: str) -> str | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"until: {text!r} is no day such as 2026-02-28") from error
