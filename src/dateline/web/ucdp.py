"""``/api/gedevents/{version}``: the store as UCDP's API would serve its georeferenced events.

Filters, paging and the envelope are UCDP's (https://ucdp.uu.se/apidocs/). The version is whatever a script
asks for: there is one record, as it is now.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from dateline.errors import UsageError
from dateline.export import Filters, LeftOut, Record
from dateline.export.columns import Cell
from dateline.export.crosswalk import Row
from dateline.export.ucdp import STATUSES, ucdp_row
from dateline.judging.pieces import narrow_of
from dateline.web.source import Source, SourceOf
from dateline.web.tokens import let_in

__all__ = ["router"]

router = APIRouter(tags=["UCDP"], dependencies=[Depends(let_in)])

PAGE_SIZE = 100
MOST_PAGE_SIZE = 1_000
"""Rows of a page at most, as UCDP has it."""
_NUMBERS = re.compile(r"[0-9]{1,15}(,[0-9]{1,15})*")
BLANK: Mapping[str, object] = {
    "count": 1,
    "weapon": None,
    "review": "machine",
    "grade_reason": "",
    "attribution": [],
    "claimed_by": [],
    "rivals": [],
    "origins": [],
    "sources": [],
    "related": [],
}
"""What a row needs beside the incident's own fields and no filter looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The filters of UCDP's API; what is empty lets everything through."""

    ids: frozenset[int] = frozenset()
    countries: frozenset[int] = frozenset()
    violence: frozenset[int] = frozenset()
    dyads: frozenset[int] = frozenset()
    actors: frozenset[int] = frozenset()
    start: str = ""
    end: str = ""
    box: tuple[float, float, float, float] | None = None

    def passes(self, row: Row) -> bool:
        """Whether a row of the 49 columns passes; dates pass when they overlap."""
        return (
            _among(row["id"], self.ids)
            and _among(row["country_id"], self.countries)
            and _among(row["type_of_violence"], self.violence)
            and _among(row["dyad_new_id"], self.dyads)
            and (not self.actors or bool({row["side_a_new_id"], row["side_b_new_id"]} & self.actors))
            and (not self.start or str(row["date_end"])[:10] >= self.start)
            and (not self.end or str(row["date_start"])[:10] <= self.end)
            and (self.box is None or _inside(row, self.box))
        )


@router.get("/api/gedevents/{version}")
def gedevents(
    request: Request,
    source: SourceOf,
    version: Annotated[str, Path(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3}){0,3}$", max_length=20)],
    *,
    page: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    pagesize: Annotated[int, Query(ge=1)] = PAGE_SIZE,
) -> Response:
    """Incidents with a known death and two sides, in UCDP's columns, oldest first; pages are counted from 0.
    Filters: Id, Country (Gleditsch-Ward), TypeOfViolence, Dyad, Actor, StartDate, EndDate, Geography."""
    size = min(pagesize, MOST_PAGE_SIZE)
    asked = _asked(request.query_params)
    ids = source.held.get(source.desk, ("ucdp", asked), lambda: _ids(source, asked))
    pages = -(-len(ids) // size)
    crosswalk = source.crosswalk(Filters())
    rows = (ucdp_row(r, crosswalk) for r in source.among(ids[page * size : (page + 1) * size], Filters()))
    answer = {
        "TotalCount": len(ids),
        "TotalPages": pages,
        "PreviousPageUrl": _url(request, page - 1) if 0 < page <= pages else "",
        "NextPageUrl": _url(request, page + 1) if page + 1 < pages else "",
        "Result": [_as_json(row) for row in rows if not isinstance(row, LeftOut)],
    }
    return JSONResponse(answer)


def _ids(source: Source, asked: _Asked) -> list[str]:
    """Ids of the incidents that UCDP would have and that pass, told from the incidents' own fields."""
    crosswalk = source.crosswalk(Filters())
    narrow = narrow_of(Filters(status=tuple(STATUSES), from_=asked.start, to=asked.end))
    found = []
    for head in source.desk.store.incident_heads(narrow):
        record: Record = {**BLANK, **head}
        row = ucdp_row(record, crosswalk)
        if not isinstance(row, LeftOut) and asked.passes(row):
            found.append(str(head["incident_id"]))
    return found


def _asked(query: Mapping[str, str]) -> _Asked:
    """The filters of a query string, whatever their letter case.

    Raises:
        UsageError: a value does not fit; lists all faults.
    """
    given = {name.lower(): value.strip() for name, value in query.items()}
    faults: list[str] = []

    def read(name: str, what: str, parse: Callable[[str], object]) -> object | None:
        text = given.get(name.lower(), "")
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            faults.append(f"{name}: {text!r} is not {what}")
            return None

    numbers = {
        field: read(name, "a list of whole numbers with commas between", _parse_numbers) or frozenset()
        for field, name in (
            ("ids", "Id"),
            ("countries", "Country"),
            ("violence", "TypeOfViolence"),
            ("dyads", "Dyad"),
            ("actors", "Actor"),
        )
    }
    days = {
        field: read(name, "a day, YYYY-MM-DD", _parse_day) or ""
        for field, name in (("start", "StartDate"), ("end", "EndDate"))
    }
    box = read("Geography", "two corners, 'south west,north east' in degrees", _parse_box)
    if faults:
        raise UsageError("\n".join(faults))
    return _Asked(**numbers, **days, box=box)  # type: ignore[arg-type]


def _parse_numbers(text: str) -> frozenset[int]:
    if not _NUMBERS.fullmatch(text.replace(" ", "")):
        raise ValueError(text)
    return frozenset(int(part) for part in text.replace(" ", "").split(","))


def _parse_day(text: str) -> str:
    return datetime.date.fromisoformat(text[:10]).isoformat()


def _parse_box(text: str) -> tuple[float, float, float, float]:
    (south, west), (north, east) = (map(float, corner.split()) for corner in text.split(","))
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError(text)
    return south, west, north, east


def _among(cell: Cell, asked: frozenset[int]) -> bool:
    return not asked or cell in asked


def _inside(row: Row, box: tuple[float, float, float, float]) -> bool:
    """Whether the row has a point in the box; one whose west is above its east crosses the 180th meridian."""
    latitude, longitude = row["latitude"], row["longitude"]
    if latitude is None or longitude is None:
        return False
    south, west, north, east = box
    y, x = float(latitude), float(longitude)
    return south <= y <= north and (west <= x <= east if west <= east else x >= west or x <= east)


def _url(request: Request, page: int) -> str:
    return str(request.url.include_query_params(page=page))


def _as_json(row: Row) -> Row:
    """Dates as UCDP's API writes them, which is not how its files do; empty text stays, unknown is null."""
    return row | {name: str(row[name]).replace(" ", "T")[:19] for name in ("date_start", "date_end")}
