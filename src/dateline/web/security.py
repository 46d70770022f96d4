"""Headers that keep hostile text inert, whatever a page forgets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from dateline.web.faults import fault

__all__ = ["HEADERS", "MOST_BODY", "with_headers"]

MOST_BODY = 1_000_000
"""Bytes: a judgement with its reasons has some thousands."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""No inline script or style runs; the map's worker is a script of ours, which MapLibre starts from a blob."""


async def with_headers(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """The answer with :data:`HEADERS`, those that a route set itself left as they are.

    A body that is longer than :data:`MOST_BODY`, or does not say how long it is, is not read.
    """
    length = request.headers.get("content-length")
    if length is not None and (not length.isdecimal() or int(length) > MOST_BODY):
        response = fault(request, 413, f"a request has at most {MOST_BODY} bytes")
    elif length is None and "transfer-encoding" in request.headers:
        response = fault(request, 411, "say how long the request is")
    else:
        response = await go_on(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
