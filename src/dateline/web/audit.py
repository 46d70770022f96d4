"""``/audit``: who decided what and when, what was released, and, for admins, who signed in."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from dateline.codec.judgements import judgement_record
from dateline.export import decision_text
from dateline.model import Judgement
from dateline.resolve.judgement_log import undone
from dateline.store.review import Mark
from dateline.store.users import Users, user_key
from dateline.web.auth import Guard
from dateline.web.reading import Desk, DeskOf
from dateline.web.review.who import known_reviewer
from dateline.web.templating import templates

__all__ = ["router"]

router = APIRouter()
ROWS = 100
KINDS = ("merge", "split", "accept", "reject", "edit", "undo")
Day = Annotated[str, Query(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
"""An ISO day, or nothing."""


@router.get("/audit", include_in_schema=False)
def audit(  # noqa: PLR0917 - FastAPI passes them by name
    request: Request,
    desk: DeskOf,
    who: Annotated[str, Query(max_length=80)] = "",
    from_: Annotated[Day, Query(alias="from")] = "",
    to: Day = "",
    what: Literal["", "merge", "split", "accept", "reject", "edit", "undo"] = "",
    after: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """Judgements of people, newest first, by whom, from one day to another (both included, UTC), of a kind;
    ``after`` the number of the last that was shown."""
    log = desk.store.judgements_of_people()
    gone = undone(log)
    me = known_reviewer(request)

    def passes(at: str, name: str) -> bool:
        return (
            (not who or user_key(who) == user_key(name))
            and (not from_ or at[:10] >= from_)
            and (not to or at[:10] <= to)
        )

    found = [j for j in reversed(log) if passes(j.at, _person(j)) and (not what or j.kind == what)]
    here = [j for j in found if not after or j.number < after]
    rows = [judgement_record(j, gone.get(j.id)) for j in here[:ROWS]]
    asked = {"who": who, "from": from_, "to": to, "what": what}
    following = {**asked, "after": str(here[ROWS - 1].number) if len(here) > ROWS else ""}
    page: dict[str, Any] = {
        "who": who,
        "since": from_,
        "to": to,
        "what": what,
        "kinds": KINDS,
        "people": sorted({_person(j) for j in log}),
        "rows": [(row, decision_text(row)) for row in rows],
        "number": len(found),
        "total": len(log),
        "next": urlencode({k: v for k, v in following.items() if v}) if following["after"] else "",
        "marks": [m for m in _marks(desk, me) if passes(m.at, m.reviewer)][:ROWS],
        "releases": [r for r in reversed(desk.store.releases()) if not who and passes(r.at, "")],
        "sign_ins": None,
    }
    users = _users(request)
    if users is not None and request.state.role == "admin":
        page["sign_ins"] = users.sign_ins(name=who, since=from_, before=f"{to}~" if to else "~", limit=ROWS)
    return templates.TemplateResponse(request, "audit.html", page)


def _marks(desk: Desk, me: str) -> list[Mark]:
    """What reviewers left; of an incident that two people are coding apart only one's own."""
    apart = desk.store.doubles.open_items()
    return [m for m in desk.store.reviewing.marks() if m.reviewer == me or apart.isdisjoint(m.item.split())]


def _person(judgement: Judgement) -> str:
    return judgement.by.removeprefix("person:")


def _users(request: Request) -> Users | None:
    guard: Guard = request.app.state.guard
    return guard.users
