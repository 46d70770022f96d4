"""Actors by their registry id: how they are shown, and which of them the incidents name most."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dateline.filters import Filters
from dateline.link.actors import Registry
from dateline.web.reading import Desk

__all__ = ["actor_name", "named_actors", "registry_of"]

_ASKED_FOR_EACH = 12
"""The index counts every name of an actor by itself; so many more are asked for than are shown."""
MOST_NAMES = 200_000


def registry_of(desk: Desk) -> Registry:
    """The registry that is in use, read once."""
    return _registry(desk.settings.registry)


@lru_cache(maxsize=4)
def _registry(extra: tuple[Path, ...]) -> Registry:
    return Registry.load(extra)


def actor_name(desk: Desk, actor_id: str) -> str:
    """The registry's name of an actor; of one that it does not know the id."""
    known = registry_of(desk).get(actor_id)
    return actor_id if known is None else known.name


def named_actors(desk: Desk, filters: Filters, limit: int | None = None) -> list[tuple[str, int]]:
    """Registry ids with the number of visible incidents that name the actor in any role, most first."""
    registry = registry_of(desk)
    most = MOST_NAMES if limit is None else limit * _ASKED_FOR_EACH
    names = desk.store.index.facet("actor", filters, limit=most)
    found = [
        (f.value, f.incidents) for f in names if f.value is not None and registry.get(f.value) is not None
    ]
    return found if limit is None else found[:limit]
