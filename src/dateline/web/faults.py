"""The one shape of every error: ``{"error": {"status": 404, "message": …, "details": […]}}``.

A person whose browser asks for HTML gets the same on a page.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Sequence

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from dateline.errors import DatelineError, StoreError, UsageError

__all__ = ["fault", "install"]

_log = logging.getLogger(__name__)


def fault(request: Request, status: int, message: str, details: Sequence[str] = ()) -> Response:
    """The answer that says what went wrong."""
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        error = {"status": status, "message": message, "details": list(details)}
        return JSONResponse({"error": error}, status_code=status)
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in details)
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{status} · Dateline</title>'
        f'<h1>{html.escape(message)}</h1><ul>{lines}</ul><p><a href="/">Back to the incidents</a></p></html>',
        status_code=status,
    )


def install(app: FastAPI) -> None:
    """Has ``app`` answer every error in the one shape."""

    @app.exception_handler(UsageError)
    def _usage(request: Request, error: UsageError) -> Response:
        first, *rest = str(error).splitlines() or [""]
        return fault(request, 422, first, rest)

    @app.exception_handler(StoreError)
    def _store(request: Request, error: StoreError) -> Response:
        _log.error("%s", error)
        return fault(request, 503, "the store cannot be read just now; try again")

    @app.exception_handler(DatelineError)
    def _ours(request: Request, error: DatelineError) -> Response:
        return fault(request, 422, str(error))

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        details = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        return fault(request, 422, "the request is not as it should be", details)

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        answer = fault(request, error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer
