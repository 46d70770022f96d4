"""The one shape of every success, ``{"data": …, "next": …, "counts": …}``, and of what is not modified."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import orjson
from fastapi import Request, Response
from pydantic import BaseModel, Field

from dateline.web.reading import Desk

__all__ = ["FAULTS", "Answer", "CountsRecord", "ErrorAnswer", "answer_body", "answered"]

T = TypeVar("T")


class CountsRecord(BaseModel):
    """How many incidents pass the filters, of how many, and how many of those have a point on the map."""

    visible: int
    total: int
    located: int


class Answer(BaseModel, Generic[T]):
    """What was asked for. ``next`` is what to send as ``after`` for what follows; null: nothing does."""

    data: T
    next: str | None = None
    counts: CountsRecord | None = None


class Fault(BaseModel):
    """What went wrong, in a sentence, and the details."""

    status: int
    message: str
    details: list[str] = Field(default_factory=list)


class ErrorAnswer(BaseModel):
    """Every error."""

    error: Fault


FAULTS: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorAnswer, "description": "There is no such thing in the store."},
    422: {"model": ErrorAnswer, "description": "The request is not as it should be; says what is allowed."},
}
"""What routes say of their errors in the description."""


def answered(request: Request, desk: Desk, make: Callable[[], tuple[Any, str | None, Any]]) -> Response:
    """``make()`` as ``(data, next, counts)`` in the one shape, or 304 where the asker has it already.

    Answers are made of what is in the store and of the address, so those two name them.
    """
    state = f"{desk.store.state()} {request.url.path}?{request.url.query}"
    tag = f'"{hashlib.blake2b(state.encode(), digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    asked = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in asked or "*" in asked:
        return Response(status_code=304, headers=headers)
    return Response(answer_body(*make()), media_type="application/json", headers=headers)


def answer_body(data: Any, following: str | None = None, counts: Any = None) -> bytes:
    """The JSON of an answer."""
    return orjson.dumps({"data": data, "next": following, "counts": counts})
