"""The pages that an analyst reads: incidents, one incident, a document, actors."""

from dateline.web.pages import actor, document, incident, incidents

__all__ = ["ROUTERS"]

ROUTERS = (incidents.router, incident.router, document.router, actor.router)
"""Of every page here."""
