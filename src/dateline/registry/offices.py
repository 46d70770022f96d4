"""What the press calls an office, from ``offices.toml``: "the junta chief" is the leader or the president."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.errors import CodebookError
from dateline.registry.entries import parse_toml, read_data

__all__ = ["Offices", "load_offices"]

Titles = Mapping[str, tuple[str, ...]]
"""Title in lower case -> roles of the registry that it may mean, the likelier first."""


@dataclass(frozen=True, slots=True)
class Offices:
    """Titles of a country's offices, of those of its army, and of an organisation's."""

    country: Titles
    army: Titles
    organisation: Titles


@cache
def load_offices() -> Offices:
    """The titles.

    Raises:
        CodebookError: a part is missing, or a title is not lower case or has no list of roles.
    """
    parts = parse_toml(read_data("offices.toml"), "offices.toml")
    return Offices(*(_titles(part, parts.get(part)) for part in ("country", "army", "organisation")))


def _titles(part: str, rows: object) -> Titles:
    if not isinstance(rows, dict):
        raise CodebookError(f"offices.toml: [{part}] is missing")
    titles: dict[str, tuple[str, ...]] = {}
    for title, roles in rows.items():
        listed = isinstance(roles, list) and roles and all(isinstance(role, str) for role in roles)
        if title != title.lower() or not listed:
            raise CodebookError(f"offices.toml: [{part}] {title}: a lower-case title with a list of roles")
        titles[title] = tuple(roles)
    return titles
