"""``/``: map, time brush and list of the incidents under one filter, and what its scripts ask for."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from dateline.codec.shapes import Review
from dateline.filters import FILTER_NAMES, Filters
from dateline.model import Grade, PlacePrecision, Status
from dateline.store.index import Counts, IncidentIndex
from dateline.web.pages.asked import Asked, asked_of
from dateline.web.pages.naming import actor_name, named_actors
from dateline.web.pages.over_time import over_time
from dateline.web.pages.points import packed
from dateline.web.pages.remembered import remembered
from dateline.web.reading import Desk, DeskOf
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()
GZIP_LEVEL = 4
"""Of 9: 0.05 s of a core for the points of 200,000 incidents, where 9 takes 0.43 s for 3 % less."""
ROWS = 50
"""Incidents in one page of the list."""
SHOWN_ACTORS = 12
"""Bars of the chart by actor."""
ORDER_WORDS = {
    "date": "newest event first",
    "newest": "newest report first",
    "changed": "last changed first",
    "killed": "most killed first",
    "grade": "best supported first",
    "confidence": "least confident first",
    "conflict": "most in conflict first",
}


@router.get("/", include_in_schema=False)
def incidents_page(request: Request, desk: DeskOf) -> Response:
    """The whole page; the list and the filters work without scripts."""
    asked = asked_of(request, desk)
    index = desk.index
    page = _list(desk, asked) | {
        "types": _types(desk),
        "statuses": [(status.value, status.value) for status in Status],
        "grades": [(grade.value, grade.value) for grade in Grade],
        "reviews": [(word, word) for word in get_args(Review)],
        "meanings": FILTER_NAMES,
        "orders": ORDER_WORDS,
        "chosen": asked.filters.to_query(),
        "countries": remembered(desk, "countries", lambda: index.facet("country", Filters(), limit=300)),
    }
    return templates.TemplateResponse(request, "incidents.html", page)


@router.get("/list", include_in_schema=False)
def list_part(request: Request, desk: DeskOf) -> Response:
    """The list alone, or with ``after`` the rows that follow."""
    asked = asked_of(request, desk)
    name = "incidents_rows.html" if asked.after else "incidents_list.html"
    return templates.TemplateResponse(request, name, _list(desk, asked))


@router.get("/points", include_in_schema=False)
def points_part(request: Request, desk: DeskOf) -> Response:
    """The points under all filters but the days and the box, as :mod:`.points` packs them."""
    index = desk.index
    filters = asked_of(request, desk).without_time()
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    # The same bytes go to everybody, so they are pressed together once.
    body = remembered(
        desk, ("points", filters), lambda: gzip.compress(packed(*index.located(filters)), GZIP_LEVEL, mtime=0)
    )
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type="application/octet-stream", headers=headers)


@router.get("/figures", include_in_schema=False)
def figures_part(request: Request, desk: DeskOf) -> Response:
    """What the charts draw: ``time`` under the filters, ``span`` without days and box, ``counts``."""
    asked = asked_of(request, desk)
    index = desk.index
    every = asked.without_time()
    return JSONResponse(
        {
            "counts": asdict(_counts(desk, asked.filters)),
            "time": remembered(desk, ("time", asked.filters), lambda: _time(index, asked.filters)),
            "span": remembered(desk, ("span", every), lambda: _span(index, every)),
        },
        headers={"Cache-Control": "no-cache"},
    )


@router.get("/figures/actors", include_in_schema=False)
def actors_part(request: Request, desk: DeskOf) -> Response:
    """The actors that most visible incidents name; apart, for it is asked only once the charts are open."""
    filters = asked_of(request, desk).filters
    found = remembered(desk, ("actors", filters), lambda: _actors(desk, filters))
    return JSONResponse({"actors": found}, headers={"Cache-Control": "no-cache"})


def _list(desk: Desk, asked: Asked) -> dict[str, Any]:
    found = desk.index.page(asked.filters, order=asked.order, after=asked.after, limit=ROWS)
    first = asked.after is None
    return {
        "asked": asked,
        "rows": found.rows,
        "next": found.next,
        "counts": _counts(desk, asked.filters) if first else None,
        "unlocated": _unlocated(desk, asked.filters) if first else (),
    }


def _counts(desk: Desk, filters: Filters) -> Counts:
    return remembered(desk, ("count", filters), lambda: desk.index.count(filters))


def _unlocated(desk: Desk, filters: Filters) -> list[tuple[str, int]]:
    """How many of the visible the map cannot draw, by how exactly their place is known."""
    found = remembered(desk, ("precision", filters), lambda: desk.index.facet("precision", filters))
    drawn = {PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.TOWN, PlacePrecision.DISTRICT}
    drawn.add(PlacePrecision.PROVINCE)
    words = {"country": "known by country only", "region": "known by region or sea only"}
    told: dict[str, int] = {}
    for facet in found:
        if facet.value not in drawn:
            name = words.get(facet.value or "", "without a place")
            told[name] = told.get(name, 0) + facet.incidents
    return list(told.items())


def _types(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """Family -> id and label of its types."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in desk.codebook.types.values():
        found.setdefault(entry.family, []).append((entry.id, entry.label))
    return found


def _time(index: IncidentIndex, filters: Filters) -> Mapping[str, Any]:
    return over_time(index.week_counts(filters), lambda starts: index.units(filters, starts))


def _span(index: IncidentIndex, filters: Filters) -> list[tuple[str, int]]:
    """Week -> incidents: what the brush is drawn on."""
    return sorted((week, n) for week, n in index.week_counts(filters).items() if week is not None)


def _actors(desk: Desk, filters: Filters) -> list[dict[str, Any]]:
    """Actors of the registry that most visible incidents name, in any role."""
    found = named_actors(desk, filters, SHOWN_ACTORS)
    return [{"id": id_, "name": actor_name(desk, id_), "incidents": n} for id_, n in found]
