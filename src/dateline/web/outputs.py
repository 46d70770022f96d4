"""What leaves the desk for other programs and other people: ``/exports``, ``/feed.atom``, ``/feed.json`` and
``/brief``, each with the filters of the page it was asked from."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from dateline.brief import make_brief, period_of
from dateline.brief import write as write_brief
from dateline.export import FORMAT_INFO
from dateline.filters import Filters
from dateline.searches import atom_feed, items_of, json_feed
from dateline.searches.items import Item
from dateline.web.pages.remembered import remembered_of_record
from dateline.web.queries import Asked, FilterQuery, filters_in
from dateline.web.reading import Desk, DeskOf, FiltersOf
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()
ITEMS = 50
"""Of a feed: what a reader program asks for every hour."""
_OWN_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"<>]+)"')
DEFAULT_SINCE = "7d"


@router.get("/exports", include_in_schema=False)
def exports(request: Request, desk: DeskOf, filters: FiltersOf) -> Response:
    """Every format of what passes the filters, and the feeds of it."""
    page = {
        "formats": [(name, info) for name, info in FORMAT_INFO.items() if "incident" in info.levels],
        "query": urlencode(filters.to_query()),
        "counts": desk.index.count(filters),
    }
    return templates.TemplateResponse(request, "exports.html", page)


@router.get("/feed.atom", response_class=Response, tags=["feeds"])
def atom(request: Request, desk: DeskOf, asked: Asked) -> Response:
    """The incidents that came in last of those that pass the filters, as Atom."""
    title, items = _feed(desk, filters_in(desk, asked))
    body = atom_feed(title, items, base=_base(request), own=str(request.url))
    return Response(body, media_type="application/atom+xml")


@router.get("/feed.json", response_class=Response, tags=["feeds"])
def json(request: Request, desk: DeskOf, asked: Asked) -> Response:
    """The same as JSON Feed."""
    title, items = _feed(desk, filters_in(desk, asked))
    body = json_feed(title, items, base=_base(request), own=str(request.url))
    return Response(body, media_type="application/feed+json")


class BriefQuery(FilterQuery):
    """The filters and the days."""

    since: str = Field(default=DEFAULT_SINCE, max_length=20, description="7d, or the first day")
    until: str = Field(default="", max_length=20, description="the last day; default: the newest told of")


@router.get("/brief", include_in_schema=False)
def brief(request: Request, desk: DeskOf, asked: Annotated[BriefQuery, Query()]) -> Response:
    """What the record holds of some days, every sentence with its words."""
    until = asked.until or desk.store.last_published()
    if not until:
        return templates.TemplateResponse(request, "brief_none.html", {})
    filters = filters_in(desk, asked)
    period = period_of(asked.since or DEFAULT_SINCE, until)

    def written() -> bytes:
        with desk.store.snapshot():
            made = make_brief(desk.store, period, filters=filters, codebook=desk.codebook, against=None)
        labels = {name: entry.label for name, entry in desk.codebook.types.items()}
        return write_brief(made, "html", labels)

    page = remembered_of_record(desk, ("brief", period, filters), written)
    own = _OWN_POLICY.search(page)
    # The page is one file that can be sent on: its style is in it, allowed by hash.
    headers = {"Content-Security-Policy": own[1].decode()} if own else {}
    return Response(page, media_type="text/html; charset=utf-8", headers=headers)


def _feed(desk: Desk, filters: Filters) -> tuple[str, list[Item]]:
    rows = desk.index.page(filters, order="newest", limit=ITEMS).rows
    told = ", ".join(f"{name} {value}" for name, value in filters.to_query().items())
    items = items_of(desk.store, Filters(), {row["id"]: row["added"] for row in rows})
    return f"Dateline: {told or 'all incidents'}", items


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
