"""Loading the registry: every entry is checked; a fault names file, entry and field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from tomllib import loads

from dateline.errors import CodebookError
from dateline.registry.entries import Entry, parse_toml
from dateline.registry.records import (
    DEFAULT_INTER,
    DEFAULT_SECTOR,
    PLOVER_SECTORS,
    Actor,
    ActorKind,
    ActorRole,
    Inter,
)
from dateline.registry.states import State, load_states, state_actors

__all__ = ["ActorSet", "load_actors", "person_ids"]

_FIELDS = frozenset(
    {"name", "kind", "country", "aliases", "shared", "cased", "start", "end"}
    | {"parent", "branch_of", "inter", "sector", "roles"}
)
_ROLE_FIELDS = frozenset({"role", "of", "from", "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSet:
    """The whole registry. ``regular`` are the ids that are only made from ``states.toml``, so that their
    names are composed; ``own`` those that came from the caller's files: their names win."""

    actors: Mapping[str, Actor]
    states: Mapping[str, State]
    regular: frozenset[str]
    own: frozenset[str]


def load_actors(extra: Sequence[Path] = ()) -> ActorSet:
    """The packaged registry, with the caller's files laid over it in order.

    Raises:
        CodebookError: any fault in any file; the message names the file, the entry and the field.
    """
    states = load_states()
    regular = {actor.id: actor for actor in state_actors(states)}
    packaged, sources = _read_entries(_packaged_files())
    own: dict[str, Actor] = {}
    for path in extra:
        added, where = _read_entries([(str(path), _text_of(path))])
        own.update(added)
        sources.update(where)
    actors = regular | packaged | own
    for actor in (packaged | own).values():
        _check_references(sources[actor.id], actor, actors, states)
        if actor.roles:
            actors[actor.id] = _typed_by_office(sources[actor.id], actor, actors)
    return ActorSet(
        actors=actors, states=states, regular=frozenset(regular.keys() - sources.keys()), own=frozenset(own)
    )


@cache
def person_ids() -> frozenset[str]:
    """Ids of the persons of the packaged registry, without the cost of checking all of it."""
    return frozenset(
        entry
        for _, text in _packaged_files()
        if 'kind = "person"' in text
        for entry, told in loads(text).items()
        if told.get("kind") == ActorKind.PERSON
    )


def _packaged_files() -> list[tuple[str, str]]:
    folder = files("dateline.registry").joinpath("actors")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    return [(f"actors/{name}", folder.joinpath(name).read_text("utf-8")) for name in names]


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: cannot be read as a UTF-8 registry file: {error}") from error


def _read_entries(texts: Iterable[tuple[str, str]]) -> tuple[dict[str, Actor], dict[str, Entry]]:
    """Actors by id, and where each was read."""
    actors: dict[str, Actor] = {}
    sources: dict[str, Entry] = {}
    for source, text in texts:
        for entry_id, table in parse_toml(text, source).items():
            entry = Entry.of(source, entry_id, table, _FIELDS)
            if entry_id in sources:
                raise entry.fault("", f"the id is taken in {sources[entry_id].source}")
            actors[entry_id] = _actor(entry)
            sources[entry_id] = entry
    return actors, sources


def _actor(entry: Entry) -> Actor:
    kind = entry.choice("kind", ActorKind)
    if kind is ActorKind.GENERIC:
        raise entry.fault("kind", "unnamed actors belong in generic.toml")
    actor = Actor(
        id=entry.id,
        name=entry.required("name"),
        kind=kind,
        inter=entry.choice("inter", Inter, DEFAULT_INTER[kind]),
        sector=entry.text("sector") or DEFAULT_SECTOR[kind],
        countries=entry.texts("country"),
        aliases=entry.texts("aliases"),
        shared=entry.texts("shared"),
        cased=entry.texts("cased"),
        start=entry.year("start"),
        end=entry.year("end"),
        parent=entry.text("parent"),
        branch_of=entry.text("branch_of"),
        roles=_roles(entry, kind),
    )
    _check_names(entry, actor)
    return actor


def _check_names(entry: Entry, actor: Actor) -> None:
    if actor.sector not in PLOVER_SECTORS:
        raise entry.fault("sector", f"{actor.sector!r} is not one of {', '.join(sorted(PLOVER_SECTORS))}")
    if actor.start and actor.end and actor.end < actor.start:
        raise entry.fault("end", f"{actor.end} is before start {actor.start}")
    for field, names in (("aliases", actor.aliases), ("shared", actor.shared)):
        if actor.name in names:
            raise entry.fault(field, f"{actor.name!r} is the name already")
    for name in actor.cased:
        if name not in (actor.name, *actor.aliases, *actor.shared):
            raise entry.fault("cased", f"{name!r} is not among the names of the entry")
    if actor.shared and not (actor.countries or actor.start or actor.end):
        raise entry.fault("shared", "needs a country or years that tell this actor from the others")


def _roles(entry: Entry, kind: ActorKind) -> tuple[ActorRole, ...]:
    rows = entry.fields.get("roles", [])
    if not isinstance(rows, list) or (rows and kind is not ActorKind.PERSON):
        raise entry.fault("roles", "must be a list of tables, and only persons have them")
    roles: list[ActorRole] = []
    for row in rows:
        if not isinstance(row, dict) or not set(row) <= _ROLE_FIELDS:
            raise entry.fault("roles", f"must hold tables with {', '.join(sorted(_ROLE_FIELDS))}")
        role, of = row.get("role"), row.get("of")
        if not isinstance(role, str) or not isinstance(of, str):
            raise entry.fault("roles", "needs role and of as strings")
        start = entry.date("roles.from", row.get("from"), last=False)
        end = entry.date("roles.to", row.get("to"), last=True)
        if start and end and end < start:
            raise entry.fault("roles.to", f"{end} is before {start}")
        roles.append(ActorRole(role=role, of=of, start=start, end=end))
    return tuple(roles)


def _typed_by_office(entry: Entry, person: Actor, actors: Mapping[str, Actor]) -> Actor:
    """A person is of the type of whom the first role serves, unless the entry says otherwise: a rebel
    leader a rebel, a president of the government."""
    serves = actors.get(person.roles[0].of)
    inter = serves.inter if serves else Inter.STATE
    sector = serves.sector if serves else DEFAULT_SECTOR[ActorKind.GOVERNMENT]
    return replace(
        person,
        inter=person.inter if "inter" in entry.fields else inter,
        sector=person.sector if "sector" in entry.fields else sector,
    )


def _check_references(
    entry: Entry, actor: Actor, actors: Mapping[str, Actor], states: Mapping[str, State]
) -> None:
    for code in actor.countries:
        if code not in states:
            raise entry.fault("country", f"{code!r} is not a country of states.toml")
    for field, target in (("parent", actor.parent), ("branch_of", actor.branch_of)):
        if target is not None and target not in actors:
            raise entry.fault(field, f"no actor has the id {target!r}")
    for role in actor.roles:
        if role.of not in states and role.of not in actors:
            raise entry.fault("roles.of", f"{role.of!r} is neither a country nor an actor")
    seen, at = {actor.id}, actor.parent
    while at is not None:
        if at in seen:
            raise entry.fault("parent", f"{actor.id!r} comes to be its own parent")
        seen.add(at)
        at = actors[at].parent if at in actors else None
