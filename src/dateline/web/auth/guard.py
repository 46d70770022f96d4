"""Every request before any route sees it: is the host ours, who is it, may they."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Awaitable, Callable, Collection
from urllib.parse import quote

from fastapi import HTTPException, Request, Response, params
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from dateline.errors import StoreError
from dateline.store.users import ROLES, Role, User, Users, user_key
from dateline.web.auth.hosts import answers_to
from dateline.web.faults import fault

__all__ = ["ABSOLUTE", "COOKIE", "IDLE", "SAFE", "Guard", "csrf_of", "path_of", "require"]

_log = logging.getLogger(__name__)

COOKIE = "dateline_session"
IDLE = dt.timedelta(hours=8)
"""A working day: who comes back the next morning signs in."""
ABSOLUTE = dt.timedelta(days=7)
"""Even in a browser that is never closed."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_TO_ALL = ("/static/", "/login", "/healthz", "/oauth/token")
"""Nothing of the store is here; ``/oauth/token`` asks for name and password itself."""


class Guard:
    """Who is let in. ``users`` ``None``: everybody; ``names`` ``None``: under any host name."""

    def __init__(self, users: Users | None, names: Collection[str] | None = None) -> None:
        self.users = users
        self.names = names

    async def __call__(self, request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        """The answer of the route, or why there is none. Sets ``user`` (their name), ``role`` and ``csrf`` on
        ``request.state``; without users ``None``, admin and empty."""
        if self.names is not None and not answers_to(request.headers.get("host", ""), self.names):
            return fault(request, 421, "this desk does not go by that name; see `dateline serve --name`")
        state = request.state
        state.user, state.role, state.csrf = None, "admin", ""
        if self.users is None:
            return await go_on(request)
        state.role = None
        try:
            found = await run_in_threadpool(self._who, request)
        except StoreError as error:
            _log.error("%s", error)
            return fault(request, 503, "the users cannot be read just now; try again")
        if found is not None:
            state.user, state.role = found.name, found.role
        if _is_open(path_of(request)):
            return await go_on(request)
        if found is None:
            return _asked_to_sign_in(request)
        needed = _needed(request)
        if not may(found.role, needed):
            return fault(request, 403, f"that takes the role {needed}; yours is {found.role}")
        response = await go_on(request)
        # What a shared computer keeps of an answer is not to be shown to the next person on it.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def _who(self, request: Request) -> User | None:
        users = self.users
        if users is None:
            return None
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._program(request, given.strip())
        if "key" in request.query_params and "email" in request.query_params:  # as older clients of ACLED do
            found = self._program(request, request.query_params["key"])
            owner = request.query_params["email"]
            return found if found is not None and user_key(found.name) == user_key(owner) else None
        token = request.cookies.get(COOKIE, "")
        found = users.session(token, "browser", IDLE) if token else None
        if found is not None:
            request.state.csrf = csrf_of(token)
        return found

    def _program(self, request: Request, token: str) -> User | None:
        users = self.users
        found = None if users is None else users.session(token, "program", ABSOLUTE)
        if found is not None or users is None:
            return found
        book = getattr(request.app.state, "tokens", None)  # those that /oauth/token gave out
        name = None if book is None else book.user(token)
        return None if name is None else users.find(name)


def path_of(request: Request) -> str:
    """The path that routes are chosen by. ``request.url`` is put together with the ``Host`` that was sent,
    and one with a slash in it would make it another."""
    return str(request.scope["path"])


def csrf_of(token: str) -> str:
    """What pages of a session send back when they post: made of its token, never leading back."""
    return hashlib.sha256(f"what is posted {token}".encode()).hexdigest()


def may(role: Role | None, needed: Role) -> bool:
    """Whether ``role`` is ``needed`` or above."""
    return role is not None and ROLES.index(role) >= ROLES.index(needed)


def require(needed: Role) -> params.Depends:
    """A dependency of routes that take more than reading or reviewing.

    Raises:
        HTTPException: 403, when a request comes in from somebody with less.
    """

    def check(request: Request) -> None:
        role: Role | None = getattr(request.state, "role", "admin")
        if not may(role, needed):
            raise HTTPException(403, f"that takes the role {needed}; yours is {role}")

    return params.Depends(check)


def _is_open(path: str) -> bool:
    return any(path == open_.rstrip("/") or path.startswith(f"{open_.rstrip('/')}/") for open_ in OPEN_TO_ALL)


def _needed(request: Request) -> Role:
    """To look at the queue takes an item of it, so that is reviewing too."""
    path = path_of(request)
    if path == "/review" or path.startswith("/review/"):
        return "reviewer"
    return "reader" if request.method in SAFE or path == "/logout" else "reviewer"


def _asked_to_sign_in(request: Request) -> Response:
    if request.method in SAFE and "text/html" in request.headers.get("accept", ""):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/login?next={quote(path_of(request) + query, safe='')}", status_code=303)
    answer = fault(request, 401, "sign in first")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
