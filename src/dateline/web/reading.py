"""What the routes read: one open store for each thread that serves."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request

from dateline.settings import Settings
from dateline.store import Store

__all__ = ["Desk", "DeskOf", "desk_of"]


class Desk:
    """The store that is served, and the settings it is read with. Safe to share between threads."""

    def __init__(self, db: Path, settings: Settings) -> None:
        self.db = db
        self.settings = settings
        self._held = threading.local()

    @property
    def store(self) -> Store:
        """This thread's connection; opened when first asked for.

        Raises:
            StoreError: the file went away or cannot be read.
        """
        held = getattr(self._held, "store", None)
        if held is None:
            held = self._held.store = Store.open(self.db, create=False)
        return cast("Store", held)


def desk_of(request: Request) -> Desk:
    """The desk of the application that answers ``request``."""
    return cast("Desk", request.app.state.desk)


DeskOf = Annotated[Desk, Depends(desk_of)]
"""What a route that reads the store takes: ``def page(desk: DeskOf)``; such routes are plain functions, so
that they run on a thread and a slow one holds up nobody else."""
