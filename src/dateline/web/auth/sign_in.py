"""``/login`` and ``/logout``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dateline.web.auth.guard import ABSOLUTE, COOKIE, IDLE, Guard
from dateline.web.auth.passwords import TooMany, signed_in
from dateline.web.templating import templates

__all__ = ["next_page", "router"]

router = APIRouter()


def next_page(given: str) -> str:
    r"""``given`` if it is a page of this desk, else the first page.

    >>> [next_page(text) for text in ("/review?order=killed", "//e.example", "/\\e.example", "https://e.example")]
    ['/review?order=killed', '/', '/', '/']
    """
    ours = given.startswith("/") and given[1:2] not in ("/", "\\") and given.isascii() and given.isprintable()
    return given if ours else "/"


@router.get("/login", include_in_schema=False)
def ask(request: Request, next: str = "/") -> Response:
    """The form; whoever is signed in already goes on."""
    _users(request)
    if request.state.user is not None:
        return RedirectResponse(next_page(next), status_code=303)
    return templates.TemplateResponse(request, "login.html", {"next": next_page(next), "fault": ""})


@router.post("/login", include_in_schema=False)
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=1000)] = "",
    password: Annotated[str, Form(max_length=5000)] = "",
    next: Annotated[str, Form(max_length=5000)] = "/",
) -> Response:
    """Begins a session, a new one each time; nobody learns here which names there are."""
    users = _users(request).users
    if users is None:
        raise HTTPException(404, "no users are set up")
    address = request.client.host if request.client else ""
    try:
        user = signed_in(users, name, password, address)
    except TooMany:
        user, status, told = None, 429, "Too many tries. Wait a quarter of an hour."
    else:
        status, told = 401, "Name and password do not fit."
    if user is None:
        page = {"next": next_page(next), "fault": told}
        return templates.TemplateResponse(request, "login.html", page, status_code=status)
    if before := request.cookies.get(COOKIE):
        users.end(before)
    token = users.begin(user.name, "browser", IDLE, ABSOLUTE)
    answer = RedirectResponse(next_page(next), status_code=303)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(ABSOLUTE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/logout", include_in_schema=False)
def sign_out(request: Request) -> Response:
    """Ends the session here and in the file."""
    users = _users(request).users
    token = request.cookies.get(COOKIE)
    if users is not None and token:
        users.end(token)
        users.note(request.state.user or "", "signed out", request.client.host if request.client else "")
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


def _users(request: Request) -> Guard:
    guard: Guard = request.app.state.guard
    if guard.users is None:
        raise HTTPException(404, "no users are set up: whoever is on this machine may do everything")
    return guard
