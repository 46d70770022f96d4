"""The desk: pages for people and an interface for programs over one store, served by one process.

:func:`create_app` is the one entry point; ``dateline serve`` runs it. Each module of routes has a ``router``;
:mod:`.app` puts them together. Nothing here asks another host for anything.
"""

from dateline.web.app import create_app

__all__ = ["create_app"]
