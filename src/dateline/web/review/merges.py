"""``/review/merges``: pairs of incidents that may be one, side by side."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dateline.api import Record
from dateline.export import headline
from dateline.web.pages.fields import fields_of
from dateline.web.pages.marks import article_of, marks_of
from dateline.web.pages.records import told_of
from dateline.web.reading import Desk, DeskOf
from dateline.web.review.taking_back import take_back
from dateline.web.review.who import FromHere, Reviewer
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()
LOOKED_AT = 500


@router.get("/review/merges", include_in_schema=False)
def merges(request: Request, desk: DeskOf, person: Reviewer, one: str = "", other: str = "") -> Response:
    """The likeliest pair that the method left apart and nobody has judged; or the pair that is named."""
    if one or other:
        pair = one, other
    else:
        found = _next_pair(desk, person)
        if found is None:
            return templates.TemplateResponse(request, "merges_done.html", {"person": person})
        pair = found
    sides = [_side(desk, id_) for id_ in pair]
    labels = list(dict.fromkeys(label for side in sides for label in side["values"]))
    page = {
        "person": person,
        "sides": sides,
        "rows": [(label, [side["values"].get(label, ()) for side in sides]) for label in labels],
        "item": " ".join(sorted(side["record"]["incident_id"] for side in sides)),
    }
    return templates.TemplateResponse(request, "merges.html", page)


@router.post("/review/merges", include_in_schema=False, dependencies=[FromHere])
def judge(  # noqa: PLR0917 - FastAPI passes them by name
    desk: DeskOf,
    person: Reviewer,
    verb: Annotated[Literal["same", "different", "related", "unsure", "undo"], Form()],
    one: Annotated[str, Form(max_length=100)] = "",
    other: Annotated[str, Form(max_length=100)] = "",
    why: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keeps the decision and leads to the next pair. Same and different are judgements, which every later run
    obeys; related and unsure are notes of this reviewer, who is not asked again."""
    record = Record(desk.store, desk.settings)
    if verb == "undo":
        back = take_back(desk, person, why, "")
        return RedirectResponse(back if back.startswith("/") else "/review/merges", status_code=303)
    for id_ in (one, other):
        if desk.store.incident(id_) is None:
            raise HTTPException(404, "there is no such incident any more")
    item = " ".join(sorted((one, other)))
    match verb:
        case "same":
            record.merge(one, other, by=person, why=why)
        case "different":
            record.apart(one, other, by=person, why=why)
        case "related" | "unsure":
            desk.store.reviewing.mark(item, person, verb, why)
    desk.store.reviewing.release(person)
    return RedirectResponse("/review/merges", status_code=303)


def _next_pair(desk: Desk, person: str) -> tuple[str, str] | None:
    judged = {
        " ".join(sorted(j.incidents))
        for j in desk.store.judgements_in_force()
        if j.kind == "split" and len(j.incidents) > 1
    }
    left = judged | {mark.item for mark in desk.store.reviewing.marks(person)}
    apart = desk.store.doubles.open_items()
    pairs = {
        f"{p.one} {p.other}": (p.one, p.other)
        for p in desk.store.reviewing.near_pairs(LOOKED_AT)
        if apart.isdisjoint((p.one, p.other))
    }
    item = desk.store.reviewing.claim((item for item in pairs if item not in left), person)
    return None if item is None else pairs[item]


def _side(desk: Desk, incident_id: str) -> dict[str, Any]:
    incident = desk.store.incident(incident_id)
    told = None if incident is None else told_of(desk, incident.id)
    if told is None:
        raise HTTPException(404, "there is no such incident")
    accounts = told.record["accounts"]
    return {
        "record": told.record,
        "title": headline(told.record),
        "values": {view.label: view.choices for view in fields_of(told)},
        "articles": [
            article_of(told.documents[id_], marks_of(a for a in accounts if a["document_id"] == id_))
            for id_ in dict.fromkeys(account["document_id"] for account in accounts)
        ],
    }
