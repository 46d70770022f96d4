"""Who reviews."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dateline.errors import UsageError
from dateline.settings import person_name
from dateline.web.auth import FromHere
from dateline.web.reading import desk_of
from dateline.web.templating import templates

__all__ = ["COOKIE", "FromHere", "Reviewer", "known_reviewer", "router"]

router = APIRouter()
COOKIE = "dateline_reviewer"
YEAR = 365 * 24 * 3600


class NoName(HTTPException):
    """Nobody has said who reviews."""

    def __init__(self) -> None:
        super().__init__(303, "say who you are first", {"Location": "/review/who"})


def reviewer(request: Request) -> str:
    """Who signed in; without sign-in the name that they gave on this desk, else the one of the settings.

    Raises:
        NoName: none is known; leads to the page that asks for it.
    """
    if name := known_reviewer(request):
        return name
    raise NoName


def known_reviewer(request: Request) -> str:
    """Who :func:`reviewer` would say it is; "" where nobody has said so."""
    given = getattr(request.state, "user", None) or request.cookies.get(COOKIE, "")
    try:
        return person_name(given or desk_of(request).settings.by or "")
    except ValueError:
        return ""


Reviewer = Annotated[str, Depends(reviewer)]


@router.get("/review/who", include_in_schema=False)
def ask(request: Request) -> Response:
    """Asks for the name that judgements are kept under."""
    return templates.TemplateResponse(request, "review_who.html", {"fault": ""})


@router.post("/review/who", include_in_schema=False, dependencies=[FromHere])
def say(request: Request, name: Annotated[str, Form()] = "") -> Response:
    """Keeps the name for this browser."""
    try:
        person = person_name(name)
    except ValueError as error:
        page = {"fault": f"The name {error}."}
        return templates.TemplateResponse(request, "review_who.html", page, status_code=422)
    if not person.isascii():
        # A cookie is ASCII; the settings and the command line take any name.
        raise UsageError("name: use ASCII letters here, or set `by` in dateline.toml to a name of any script")
    answer = RedirectResponse("/review", status_code=303)
    answer.set_cookie(COOKIE, person, max_age=YEAR, httponly=True, samesite="strict")
    return answer
