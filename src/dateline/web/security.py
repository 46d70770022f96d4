"""Headers that keep hostile text inert, whatever a page forgets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

__all__ = ["HEADERS", "with_headers"]

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
    """The answer with :data:`HEADERS`, those that a route set itself left as they are."""
    response = await go_on(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
