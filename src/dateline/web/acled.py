"""``/api/acled/read``: the store as ACLED's API would serve it, so that clients written for it read this one.

Filters, operators, paging and the envelope are ACLED's (documentation of its API, September 2025); what is
lost in its columns is said in the tags and in ``docs/exports.md``.
"""

from __future__ import annotations

import datetime
import io
import itertools
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal
from xml.sax.saxutils import escape

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from dateline.errors import UsageError
from dateline.export import FILTER_NAMES, Crosswalk, Filters, LeftOut
from dateline.export.acled import COLUMNS, STATUSES, acled_row, with_numbers
from dateline.export.crosswalk import Row
from dateline.export.flat import write_rows
from dateline.web.acled_query import WHERE, Term, narrowed, passes, terms_of
from dateline.web.source import Source, SourceOf
from dateline.web.tokens import let_in

__all__ = ["router"]

router = APIRouter(tags=["ACLED"], dependencies=[Depends(let_in)])

LIMIT = 5_000
"""Rows of a page unless the query says otherwise, as ACLED has it."""
MOST_ROWS = 50_000
"""Rows of one answer at most: some 60 MB; the next page has the rest."""
RESERVED = frozenset(
    {"_format", "fields", "page", "limit", "inter_num", "population", "export_type", "terms"}
    | {"key", "email", "access_token"}
)
OURS = frozenset(FILTER_NAMES) - set(COLUMNS)
"""Our own filters that are no column of ACLED's: ``status=claimed`` asks for what ACLED would not record."""
MACHINE = "rows are machine-made from reports, not reviewed, unless tagged x-reviewed"
POPULATION = "population is not known here: the parameter is ignored"
MONADIC = "export_type=monadic is not served: rows are dyadic"
CUT = f"limit is at most {MOST_ROWS}: ask for the next page"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""
Format = Literal["json", "csv", "xml"]


_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "one page",
        "content": {"application/json": {}, "text/csv; charset=utf-8": {}, "application/xml": {}},
    }
}
_COLUMN_FILTERS: dict[str, object] = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
        for column in COLUMNS
        for name in (column, f"{column}{WHERE}")
    ]
}


@router.get("/api/acled/read", response_class=Response, responses=_ANSWERS, openapi_extra=_COLUMN_FILTERS)
@router.get("/api/acled/read/", include_in_schema=False)
def read(
    request: Request,
    source: SourceOf,
    *,
    format_: Annotated[Format, Query(alias="_format")] = "json",
    fields: Annotated[str, Query(description="columns, with | between them", max_length=1000)] = "",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    limit: Annotated[int, Query(ge=0, le=10_000_000, description="0 is all")] = LIMIT,
    inter_num: Annotated[int, Query(ge=0, le=1, description="1: actor types as numbers")] = 0,
    population: Annotated[str, Query(max_length=20, description="ignored, with a word")] = "",
    export_type: Annotated[str, Query(max_length=20)] = "dyadic",
) -> Response:
    """Incidents in ACLED's columns. Every column is a filter; ``event_date_where=BETWEEN`` and the like are
    its operator. Pages are in order of date, oldest first."""
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name not in RESERVED]
    own = {name: value for name, value in pairs if name in OURS and not name.endswith(WHERE)}
    terms = terms_of([(name, value) for name, value in pairs if name not in OURS])
    shown = _columns(fields)
    size = min(limit or MOST_ROWS, MOST_ROWS)
    messages = [MACHINE]
    messages += [POPULATION] if population else []
    messages += [MONADIC] if export_type == "monadic" else []
    messages += [CUT] if limit > MOST_ROWS or limit == 0 else []
    rows = [_shown(row, shown, inter_num) for row in _page(source, own, terms, page=page, size=size)]
    if format_ == "csv":
        return _csv(rows, shown)
    envelope = {
        "status": 200,
        "success": True,
        "last_update": _hours_since_update(source),
        "count": len(rows),
        "messages": messages,
        "data": rows,
        "filename": "",
    }
    return _xml(envelope) if format_ == "xml" else JSONResponse(envelope)


def _columns(fields: str) -> tuple[str, ...]:
    """The columns asked for, in the order asked."""
    asked = tuple(dict.fromkeys(name.strip() for name in re.split(r"[|,]", fields) if name.strip()))
    unknown = [name for name in asked if name not in COLUMNS]
    if unknown:
        raise UsageError(f"fields: {', '.join(unknown)} is no column; the columns are {', '.join(COLUMNS)}")
    return asked or COLUMNS


def _shown(row: Row, columns: Sequence[str], inter_num: int) -> Row:
    found = with_numbers(row) if inter_num else row
    return {name: found[name] for name in columns}


def _page(
    source: Source, own: Mapping[str, str], terms: tuple[Term, ...], *, page: int, size: int
) -> list[Row]:
    """The rows of one page. Where the page before it ended is remembered, so that reading all pages in turn
    reads each incident once."""
    crosswalk = source.crosswalk(source.filters(dict(own)))
    coarse = narrowed(terms, crosswalk)
    both = None if coarse is None else _both(own, coarse)
    if both is None:
        return []
    narrow = source.filters(both)
    ids = source.ids(narrow)
    ends: dict[int, int] = source.held.get(
        source.desk, ("acled", tuple(sorted(own.items())), terms, size), dict
    )
    nearest = max((number for number in ends if number < page), default=0)
    start = ends.get(nearest, 0)
    rows = _rows(source, ids[start:], narrow, terms, crosswalk)
    found: list[Row] = []
    for number in range(nearest + 1, page + 1):
        found = []
        for used, row in itertools.islice(rows, size):
            found.append(row)
            ends[number] = start + used
        if len(found) < size:
            return found if number == page else []
    return found


def _rows(
    source: Source, ids: Sequence[str], narrow: Filters, terms: tuple[Term, ...], crosswalk: Crosswalk
) -> Iterator[tuple[int, Row]]:
    """Rows that pass, each with how many of ``ids`` are behind it."""
    place = {id_: number for number, id_ in enumerate(ids, 1)}
    for record in source.among(ids, narrow):
        row = acled_row(record, crosswalk)
        if isinstance(row, LeftOut):
            continue
        changed = source.changed(record["incident_id"])
        if changed is not None:
            # What a script asks that brings its copy up to date.
            row["timestamp"] = int(datetime.datetime.fromisoformat(changed).timestamp())
        if passes(row, terms):
            yield place[record["incident_id"]], row


def _both(own: Mapping[str, str], coarse: Mapping[str, str]) -> dict[str, str] | None:
    """Our own filters and the narrowing; of two lists what both have, ``None`` where that is nothing."""
    found = {"status": ",".join(STATUSES)} | {name: value for name, value in coarse.items() if value}
    for name, value in own.items():
        if name == "type" and name in found:
            both = {part.strip() for part in value.split(",")} & set(found[name].split(","))
            if not both:
                return None
            found[name] = ",".join(sorted(both))
        elif name in ("from", "to") and found.get(name) and value.strip():
            found[name] = (max if name == "from" else min)(value.strip(), found[name])
        elif value.strip():
            found[name] = value
    return None if found.get("to") and found.get("from", "") > found["to"] else found


def _hours_since_update(source: Source) -> int:
    """Whole hours since the store was written to."""
    return max(0, int((time.time() - source.desk.db.stat().st_mtime) // 3600))


def _csv(rows: list[Row], columns: Sequence[str]) -> Response:
    out = io.BytesIO()
    write_rows(rows, columns, out)
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8")


def _xml(envelope: Mapping[str, Any]) -> Response:
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<response>']
    for name, value in envelope.items():
        if name == "data":
            parts.append("<data>")
            for row in value:
                cells = "".join(f"<{key}>{_text(cell)}</{key}>" for key, cell in row.items())
                parts.append(f"<item>{cells}</item>")
            parts.append("</data>")
        elif name == "messages":
            parts.append("<messages>" + "".join(f"<item>{_text(m)}</item>" for m in value) + "</messages>")
        else:
            parts.append(f"<{name}>{_text(value)}</{name}>")
    parts.append("</response>\n")
    return Response("".join(parts), media_type="application/xml")


def _text(value: object) -> str:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return escape(_NO_XML.sub("", text))
