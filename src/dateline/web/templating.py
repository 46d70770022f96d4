"""The templates: everything is escaped, and a name that is missing is an error."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.templating import Jinja2Templates

__all__ = ["templates"]

templates = Jinja2Templates(
    env=Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
)
"""``templates.TemplateResponse(request, "incident.html", {…})``. No template marks text as safe: there is no
inline script or style to put it in, and the policy of :mod:`.security` would not run it."""
