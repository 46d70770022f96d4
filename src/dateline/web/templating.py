"""The templates: everything is escaped, and a name that is missing is an error."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.templating import Jinja2Templates

__all__ = ["templates"]


def _known_of(request: Request) -> dict[str, Any]:
    """What every page knows: who is signed in (``me``, "" without users), their role, what forms send
    back."""
    state = request.state
    return {
        "me": getattr(state, "user", None) or "",
        "role": getattr(state, "role", "admin"),
        "csrf": getattr(state, "csrf", ""),
    }


templates = Jinja2Templates(
    env=Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ),
    context_processors=[_known_of],
)
"""``templates.TemplateResponse(request, "incident.html", {…})``. No template marks text as safe: there is no
inline script or style to put it in, and the policy of :mod:`.security` would not run it."""
