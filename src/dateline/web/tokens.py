"""``POST /oauth/token`` as ACLED has it, so that its clients can sign in; tokens are kept in memory, hashed.

Without users the desk is open on this machine, and whoever asks gets a token. With users
(``app.state.sign_in``, a function from a name and a password to whether they fit) a token is needed, and only
they get one.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException

__all__ = ["TokenBook", "let_in", "router"]

ACCESS_SECONDS = 24 * 3600
REFRESH_SECONDS = 14 * 24 * 3600
MOST_TOKENS = 10_000
"""Tokens remembered; the oldest are forgotten, and their holders sign in again."""
TOKEN_BYTES = 32
SignIn = Callable[[str, str], bool]

router = APIRouter()


class TokenBook:
    """The tokens that were given out. Safe to share between threads."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[str, str, float]] = OrderedDict()

    def give(self, user: str) -> dict[str, str | int]:
        """A new pair for ``user``, in the shape of the OAuth answer."""
        return {
            "token_type": "Bearer",
            "expires_in": ACCESS_SECONDS,
            "access_token": self._new("access", user, ACCESS_SECONDS),
            "refresh_token": self._new("refresh", user, REFRESH_SECONDS),
        }

    def user(self, token: str, kind: Literal["access", "refresh"] = "access") -> str | None:
        """Whose token it is; ``None`` for one that was never given out, is of another kind or has run out."""
        with self._lock:
            kept = self._known.get(_hashed(token))
        return kept[1] if kept is not None and kept[0] == kind and self._now() < kept[2] else None

    def _new(self, kind: str, user: str, seconds: int) -> str:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._lock:
            self._known[_hashed(token)] = (kind, user, self._now() + seconds)
            while len(self._known) > MOST_TOKENS:
                self._known.popitem(last=False)
        return token


def _hashed(token: str) -> str:
    return hashlib.blake2b(token.encode(), digest_size=32).hexdigest()


def _book(request: Request) -> TokenBook:
    state = request.app.state
    if not hasattr(state, "tokens"):
        state.tokens = TokenBook()
    book: TokenBook = state.tokens
    return book


def _sign_in(request: Request) -> SignIn | None:
    found: SignIn | None = getattr(request.app.state, "sign_in", None)
    return found


@router.post("/oauth/token", tags=["ACLED"])
def token(
    request: Request,
    *,
    grant_type: Annotated[Literal["password", "refresh_token"], Form()],
    username: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    refresh_token: Annotated[str, Form(max_length=200)] = "",
    client_id: Annotated[str, Form(max_length=200)] = "acled",
) -> dict[str, str | int]:
    """Signs in: a token for a day, and one for two weeks to get the next with. ``client_id`` is not looked
    at. Without users anybody on this machine gets one."""
    book, sign_in = _book(request), _sign_in(request)
    if grant_type == "refresh_token":
        user = book.user(refresh_token, "refresh")
        if user is None and sign_in is not None:
            raise HTTPException(
                401, "this refresh token is not known any more; sign in with name and password"
            )
        return book.give(user or "nobody")
    if sign_in is not None and not sign_in(username, password):
        raise HTTPException(401, "name and password do not fit")
    return book.give(username or "nobody")


def let_in(request: Request) -> None:
    """Lets a program read: anybody where there are no users, else the holder of a token, in the header
    ``Authorization: Bearer``, or as ``key`` beside ``email``, where ACLED's older clients put theirs.

    Raises:
        HTTPException: 401 without a token that holds.
    """
    if _sign_in(request) is None or getattr(request.state, "user", None) is not None:
        return
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    book = _book(request)
    if scheme.lower() == "bearer" and book.user(given.strip()) is not None:
        return
    owner = book.user(request.query_params.get("key", ""))
    if owner is not None and owner == request.query_params.get("email"):
        return
    raise HTTPException(
        401, "ask POST /oauth/token for a token first", headers={"WWW-Authenticate": "Bearer"}
    )
