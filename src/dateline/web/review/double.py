"""``/review/double``: what two people code apart from one another, one incident a screen.

What is said here is seen by who said it alone until both have finished; ``/quality`` then compares.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dateline.api import Record
from dateline.errors import UsageError
from dateline.export import headline
from dateline.filters import Filters
from dateline.judging.double import Coder, candidates, key_of, set_aside, shown
from dateline.judging.values import INCIDENT_FIELDS
from dateline.model import ActorRef, Claim, Count, DateInterval, Label, PlaceRef, Value
from dateline.store.doubles import CODERS
from dateline.web.auth import require
from dateline.web.pages.marks import article_of, marks_of
from dateline.web.pages.records import told_of
from dateline.web.reading import Desk, DeskOf, FiltersOf
from dateline.web.review.fields import Choosable, Field, fields_to_review
from dateline.web.review.queue import DOUBLE, ORDERS, query_of
from dateline.web.review.who import FromHere, Reviewer
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()
MOST = 10_000
"""Incidents set aside at once; two people need months for so many."""
Text = Annotated[str, Form(max_length=2000)]


@router.get("/review/double", include_in_schema=False)
def code(request: Request, desk: DeskOf, filters: FiltersOf, person: Reviewer, item: str = "") -> Response:
    """The item named, else the next for this person."""
    coder = Record(desk.store, desk.settings).coder(person)
    asked: dict[str, Any] = {"query": query_of(filters, DOUBLE), "orders": ORDERS, "order": DOUBLE}
    asked |= {"person": person, "waiting": len(desk.store.doubles.open_items())}
    if item and desk.store.doubles.take([item], person) is None:
        raise HTTPException(409, "this is not yours to code: it is finished, or two others have it")
    item = item or coder.next(_among(desk, filters)) or ""
    if not item:
        return templates.TemplateResponse(request, "double_done.html", asked)
    return templates.TemplateResponse(request, "double.html", {**asked, **_page(desk, coder, item)})


@router.post("/review/double", include_in_schema=False, dependencies=[FromHere])
def act(  # noqa: PLR0917 - FastAPI passes them by name
    desk: DeskOf,
    filters: FiltersOf,
    person: Reviewer,
    verb: Annotated[Literal["accept", "reject", "edit", "unsure", "skip", "undo"], Form()],
    item: Text = "",
    field: Text = "",
    value: Text = "",
    why: Text = "",
) -> Response:
    """Keeps on this person's sheet what they say, and leads on."""
    coder = Record(desk.store, desk.settings).coder(person)
    queue = f"/review/double?{query_of(filters, DOUBLE)}"
    match verb:
        case "undo":
            item = _take_back(desk, coder)
        case "edit":
            coder.say(item, field, value)
        case "accept" | "reject":
            coder.finish(item, happened=verb == "accept")
            item = ""
        case "unsure" | "skip":
            if item not in desk.store.doubles.open_items():
                raise HTTPException(404, "this is not set aside")
            desk.store.reviewing.mark(item, person, "unsure" if verb == "unsure" else "skipped", why)
            coder.leave(item)
            item = ""
    return RedirectResponse(f"{queue}&item={quote(item)}" if item else queue, status_code=303)


@router.post("/quality/double", include_in_schema=False, dependencies=[FromHere, require("admin")])
def draw(
    desk: DeskOf,
    person: Reviewer,
    number: Annotated[int, Form(ge=1, le=MOST)],
) -> Response:
    """Sets a random sample of the incidents aside that nobody has decided on."""
    desk.bring_up_to_date()
    waiting = candidates(desk.store, Filters())
    if not waiting:
        raise UsageError("number: no incident is left that nobody has decided on")
    set_aside(desk.store, waiting[:number], person, f"{number} at random of {len(waiting)}")
    return RedirectResponse("/quality#double", status_code=303)


@router.post("/quality/double/withdraw", include_in_schema=False, dependencies=[FromHere, require("admin")])
def withdraw(desk: DeskOf, item: Text = "") -> Response:
    """Asks nobody for an item any more."""
    if item not in desk.store.doubles.open_items():
        raise HTTPException(404, "this is not set aside, or two have finished it")
    desk.store.doubles.withdraw(item)
    return RedirectResponse("/quality#double", status_code=303)


@router.post("/quality/double/settle", include_in_schema=False, dependencies=[FromHere])
def settle(desk: DeskOf, person: Reviewer, item: Text, field: Text, coder: Text) -> Response:
    """Makes what one of the two said the incident's own."""
    Record(desk.store, desk.settings).settle(item, field, coder, by=person)
    return RedirectResponse("/quality#double", status_code=303)


@router.post("/quality/double/undo", include_in_schema=False, dependencies=[FromHere])
def unsettle(desk: DeskOf, person: Reviewer, judgement: Text) -> Response:
    """Takes that back."""
    Record(desk.store, desk.settings).undo(judgement, by=person)
    return RedirectResponse("/quality#double", status_code=303)


def _take_back(desk: Desk, coder: Coder) -> str:
    """The item of what this person did last here: a step of a sheet, or leaving it for later."""
    apart = desk.store.doubles.open_items()
    mark = next((m for m in desk.store.reviewing.marks(coder.person) if m.item in apart), None)
    if mark is None or mark.at <= desk.store.doubles.last_step(coder.person):
        return coder.undo().item
    desk.store.reviewing.unmark(mark.item, coder.person)
    return mark.item


def _among(desk: Desk, filters: Filters) -> set[str] | None:
    return set(desk.index.ids(filters)) if filters.to_query() else None


def _page(desk: Desk, coder: Coder, item: str) -> dict[str, Any]:
    incident = desk.store.incident(item)
    told = None if incident is None else told_of(desk, incident.id)
    if told is None:
        raise HTTPException(404, "the accounts of the incident are not whole; run `dateline code` again")
    record = told.record
    mine = desk.store.doubles.says(item, coder.person)
    fields = [_mine(field, mine) for field in fields_to_review(told)]
    beside = {field.path for field in fields}
    fields += [
        _mine(Field(path=path, label=path.rpartition(".")[2], kind="other", stands="", choices=()), mine)
        for path in mine
        if path not in beside
    ]
    return {
        "record": record,
        "item": item,
        "title": headline(record),
        "fields": fields,
        "others": [path for path in INCIDENT_FIELDS if path not in {field.path for field in fields}],
        "coders": CODERS,
        "articles": [
            article_of(
                told.documents[id_], marks_of(a for a in record["accounts"] if a["document_id"] == id_)
            )
            for id_ in dict.fromkeys(account["document_id"] for account in record["accounts"])
        ],
    }


def _mine(field: Field, mine: dict[str, tuple[Value, ...]]) -> Field:
    """The field as it stands on this person's sheet."""
    if field.path not in mine:
        return field
    values = mine[field.path]
    written = _written(values)
    choices = tuple(replace(choice, stands=choice.value == written) for choice in field.choices)
    if not any(choice.stands for choice in choices):
        own = Choosable(shown=shown(values), value=written, tellings=(), stands=True)
        choices = (own, *choices)
    return replace(field, stands=written, choices=choices)


def _written(values: tuple[Value, ...]) -> str:
    """The values as they are typed, and as the choices of the page have them."""
    return "; ".join(map(_typed, values)) if key_of(values) else "unknown"


def _typed(value: Value) -> str:
    match value:
        case Count(low=low, high=high):
            return f"{low}+" if high is None else str(low) if low == high else f"{low or 0}-{high}"
        case DateInterval(start=start, end=end):
            return "/".join(dict.fromkeys(day for day in (start, end) if day))
        case PlaceRef(geonameid=int(number)):
            return str(number)
        case PlaceRef() | ActorRef():
            return value.name or value.text
        case Label():
            return value.value
        case Claim():
            return value.by
    return str(value)
