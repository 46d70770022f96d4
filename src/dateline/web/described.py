"""``/api/docs``: the description of the interface to read and to try, from files of this package."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

__all__ = ["router"]

router = APIRouter()
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The interface for programs · Dateline</title>
<link rel="stylesheet" href="/static/vendor/swagger-ui.css">
<script src="/static/vendor/swagger-ui-bundle.js" defer></script>
<script src="/static/js/described.js" defer></script>
<main id="described"><p>The description as data: <a href="/openapi.json">openapi.json</a></p></main>
</html>
"""


@router.get("/api/docs", include_in_schema=False)
def described() -> HTMLResponse:
    """Swagger UI over ``/openapi.json``."""
    return HTMLResponse(PAGE)
