"""``POST /review``: what the reviewer decided of the incident before them."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Response
from fastapi.responses import RedirectResponse

from dateline.api import Record
from dateline.errors import UsageError
from dateline.web.reading import DeskOf, FiltersOf
from dateline.web.review.queue import ORDERS, query_of
from dateline.web.review.taking_back import take_back
from dateline.web.review.who import FromHere, Reviewer

__all__ = ["router"]

router = APIRouter(dependencies=[FromHere])
Text = Annotated[str, Form(max_length=2000)]


@router.post("/review", include_in_schema=False)
def act(  # noqa: PLR0917 - FastAPI passes them by name
    desk: DeskOf,
    filters: FiltersOf,
    person: Reviewer,
    verb: Annotated[Literal["accept", "reject", "edit", "unsure", "skip", "undo", "split"], Form()],
    item: Text = "",
    field: Text = "",
    value: Text = "",
    words: Text = "",
    account: Text = "",
    why: Text = "",
    order: Text = "confidence",
) -> Response:
    """Keeps the decision and leads on: after an edit to the same incident, else to the next.

    A correction of an incident stands beside what its accounts say; one with ``words`` is of the account in
    whose document they stand.
    """
    if order not in ORDERS:
        raise UsageError(f"order: {order!r} is not one of {', '.join(ORDERS)}")
    record, queue = Record(desk.store, desk.settings), f"/review?{query_of(filters, order)}"
    reviewing = desk.store.reviewing
    if verb == "undo":
        return RedirectResponse(take_back(desk, person, why, queue), status_code=303)
    incident = desk.store.incident(item)
    if incident is None:
        raise HTTPException(404, "there is no such incident any more")
    here = f"{queue}&item={quote(incident.id)}"
    match verb:
        case "edit":
            record.edit(account or incident.id, field, value, words=words, by=person, why=why)
            return RedirectResponse(here, status_code=303)
        case "split":
            record.split(incident.id, account, by=person, why=why)
            return RedirectResponse(here, status_code=303)
    with desk.store.at_once():  # one wait for the store, not three
        if order == "random" and verb in ("accept", "reject"):
            reviewing.sampled(incident.id, person)
        match verb:
            case "accept":
                record.accept(incident.id, by=person, why=why)
            case "reject":
                record.reject(account or incident.id, by=person, why=why)
            case "unsure" | "skip":
                reviewing.mark(incident.id, person, "unsure" if verb == "unsure" else "skipped", why)
        reviewing.release(person)
    return RedirectResponse(queue, status_code=303)
