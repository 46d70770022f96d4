"""What changed, as a page; the same findings as ``dateline changes``, by the same filters."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from dateline.changes import as_html, as_json, changes_in
from dateline.codebook import Codebook
from dateline.errors import UsageError
from dateline.filters import Filters
from dateline.web.reading import DeskOf

__all__ = ["router"]

router = APIRouter()


@router.get("/changes", include_in_schema=False)
def changes(request: Request, desk: DeskOf) -> Response:
    """Findings as of ``until`` (default: the last day read of), of what passes the filters of the query."""
    given = dict(request.query_params)
    until, form = given.pop("until", ""), given.pop("format", "html")
    if form not in {"html", "json"}:
        raise UsageError(f"format: {form!r} is neither html nor json")
    codebook = Codebook.load(desk.settings.codebook)
    asked = Filters.parse(given, codebook.types)
    found = changes_in(desk.store, codebook, until=_day(until), filters=asked)
    return JSONResponse(as_json(found)) if form == "json" else HTMLResponse(as_html(found, linked=True))


def _day(text: str) -> str | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"until: {text!r} is no day such as 2026-02-28") from error
