"""Unnamed actors: "gunmen", "villagers", "protesters", as typed classes with their nouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.registry.entries import Entry, parse_toml, read_data
from dateline.registry.records import ActorKind, Inter

__all__ = ["GenericActor", "load_generic"]

_FIELDS = frozenset({"name", "kind", "inter", "nouns"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericActor:
    """A class of unnamed actors. ``nouns`` are lower-case head nouns or phrases, singular and plural."""

    id: str
    name: str
    kind: ActorKind
    inter: Inter
    nouns: tuple[str, ...]


@cache
def load_generic() -> dict[str, GenericActor]:
    """Noun phrase -> generic actor, from ``generic.toml``.

    ``kind`` is what the people are taken for (police, rebel, ...), or ``generic``.

    Raises:
        CodebookError: a field is missing or wrong, or a noun stands in two entries.
    """
    by_noun: dict[str, GenericActor] = {}
    for entry_id, table in parse_toml(read_data("generic.toml"), "generic.toml").items():
        entry = Entry.of("generic.toml", entry_id, table, _FIELDS)
        actor = GenericActor(
            id=entry_id,
            name=entry.required("name"),
            kind=entry.choice("kind", ActorKind, ActorKind.GENERIC),
            inter=entry.choice("inter", Inter),
            nouns=entry.texts("nouns"),
        )
        if not actor.nouns:
            raise entry.fault("nouns", "is missing")
        for noun in actor.nouns:
            if noun != noun.lower():
                raise entry.fault("nouns", f"{noun!r} must be lower case")
            other = by_noun.setdefault(noun, actor)
            if other is not actor:
                raise entry.fault("nouns", f"{noun!r} is a noun of [{other.id}] too")
    return by_noun
