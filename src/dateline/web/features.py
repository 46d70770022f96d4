"""``/ogc``: incidents as OGC API Features (OGC 17-069r4), for QGIS and other programs of maps.

A feature has a point where one is honest, else no geometry; how exact the place is known is a property.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import orjson
from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import Field

from dateline.errors import UsageError
from dateline.filters import Filters
from dateline.web.answers import FAULTS
from dateline.web.queries import FilterQuery, filters_in
from dateline.web.reading import DeskOf

__all__ = ["router"]

router = APIRouter(prefix="/ogc", tags=["features"], responses={422: FAULTS[422]})
CLASSES = ("core", "oas30", "geojson")
GEOJSON = "application/geo+json"


def _geojson(*required: str) -> dict[int | str, dict[str, Any]]:
    """What the description says of a GeoJSON answer."""
    schema = {"type": "object", "required": ["type", *required]}
    return {200: {"description": "GeoJSON", "content": {GEOJSON: {"schema": schema}}}}


_INTERVAL = re.compile(r"(?P<start>\.\.|[^/]*)/(?P<end>\.\.|[^/]*)")


class ItemsQuery(FilterQuery):
    """The filters, the standard's own parameters and which page."""

    datetime: str = Field(default="", max_length=100, description="RFC 3339 time or interval, `..` for open")
    after: str | None = Field(default=None, max_length=500, description="from the link `next`")
    limit: int = Field(default=100, ge=1, le=1000)
    f: str = Field(default="json", pattern="^json$", description="the format")


@router.get("", include_in_schema=False)
@router.get("/")
def landing(request: Request) -> dict[str, Any]:
    """What there is."""
    return {
        "title": "Dateline",
        "description": "Political violence as news reports tell of it; machine-made until reviewed.",
        "links": [
            _link(request, "/ogc/", "self", "application/json"),
            _link(request, "/openapi.json", "service-desc", "application/vnd.oai.openapi+json;version=3.0"),
            _link(request, "/ogc/conformance", "conformance", "application/json"),
            _link(request, "/ogc/collections", "data", "application/json"),
        ],
    }


@router.get("/conformance")
def conformance() -> dict[str, list[str]]:
    """The parts of the standard that are kept."""
    return {"conformsTo": [f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{c}" for c in CLASSES]}


@router.get("/collections")
def collections(request: Request, desk: DeskOf) -> dict[str, Any]:
    """The one collection."""
    return {
        "links": [_link(request, "/ogc/collections", "self", "application/json")],
        "collections": [_collection(request)],
    }


@router.get("/collections/incidents")
def collection(request: Request, desk: DeskOf) -> dict[str, Any]:
    """What the collection is."""
    return _collection(request)


@router.get(
    "/collections/incidents/items",
    response_class=Response,
    responses=_geojson("features", "links", "numberMatched", "numberReturned"),
)
def items(request: Request, desk: DeskOf, asked: Annotated[ItemsQuery, Query()]) -> Response:
    """Incidents as GeoJSON, newest date first."""
    filters = _within(filters_in(desk, asked), asked.datetime)
    page = desk.index.page(filters, after=asked.after, limit=asked.limit)
    links = [_link(request, request.url.path, "self", GEOJSON, request.url.query)]
    if page.next:
        kept = [(k, v) for k, v in request.query_params.multi_items() if k != "after"]
        query = urlencode([*kept, ("after", page.next)])
        links.append(_link(request, request.url.path, "next", GEOJSON, query))
    found = {
        "type": "FeatureCollection",
        "numberMatched": desk.index.count(filters).visible,
        "numberReturned": len(page.rows),
        "timeStamp": dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "features": [_feature(row) for row in page.rows],
        "links": links,
    }
    return Response(orjson.dumps(found), media_type=GEOJSON)


@router.get(
    "/collections/incidents/items/{incident_id}",
    response_class=Response,
    responses={404: FAULTS[404], **_geojson("id", "geometry", "properties", "links")},
)
def item(request: Request, desk: DeskOf, incident_id: str) -> Response:
    """One incident as a feature."""
    row = desk.index.of(incident_id)
    if row is None:
        raise HTTPException(404, "no incident has this id")
    links = [
        _link(request, request.url.path, "self", GEOJSON),
        _link(request, "/ogc/collections/incidents", "collection", "application/json"),
    ]
    return Response(orjson.dumps({**_feature(row), "links": links}), media_type=GEOJSON)


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    point = None
    if row["latitude"] is not None:
        point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    left_out = ("id", "number", "latitude", "longitude")
    properties = {
        name: "; ".join(value) if isinstance(value, list) else value
        for name, value in row.items()
        if name not in left_out
    }
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": properties}


def _collection(request: Request) -> dict[str, Any]:
    return {
        "id": "incidents",
        "title": "Incidents",
        "description": "One feature an incident; without geometry where only a country or less is known.",
        "itemType": "feature",
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "extent": {"spatial": {"bbox": [[-180.0, -90.0, 180.0, 90.0]]}},
        "links": [
            _link(request, "/ogc/collections/incidents", "self", "application/json"),
            _link(request, "/ogc/collections/incidents/items", "items", GEOJSON),
        ],
    }


def _within(filters: Filters, interval: str) -> Filters:
    """``filters`` and what ``datetime`` asks, the narrower of both.

    Raises:
        UsageError: it is no time and no interval.
    """
    if not interval:
        return filters
    found = _INTERVAL.fullmatch(interval)
    start, end = (found["start"], found["end"]) if found else (interval, interval)
    first, last = (_day(text, interval) for text in (start, end))
    return replace(
        filters,
        from_=max(filters.from_, first),
        to=min(filters.to, last) if filters.to and last else filters.to or last,
    )


def _day(text: str, whole: str) -> str:
    if text in ("", ".."):
        return ""
    try:
        return dt.datetime.fromisoformat(text.upper().replace("Z", "+00:00")).date().isoformat()
    except ValueError:
        raise UsageError(
            f"datetime: {whole!r} is no RFC 3339 time and no interval such as 2026-03-01/2026-03-31 or "
            "2026-03-01/.."
        ) from None


def _link(request: Request, path: str, rel: str, media_type: str, query: str = "") -> dict[str, str]:
    base = str(request.base_url).rstrip("/")
    return {
        "href": f"{base}{quote(path)}{'?' + query if query else ''}",
        "rel": rel,
        "type": media_type,
        "title": rel,
    }
