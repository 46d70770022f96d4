"""Who takes part in an event, as other schemes classify actors: kind, ACLED's actor type, PLOVER's sector."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.export.columns import Record
from dateline.export.crosswalk import Crosswalk
from dateline.registry import ActorKind, Inter
from dateline.registry.records import DEFAULT_INTER, DEFAULT_SECTOR

__all__ = ["Party", "doers", "parties", "targets"]

ORGANISED = frozenset(
    {
        ActorKind.GOVERNMENT,
        ActorKind.MILITARY,
        ActorKind.POLICE,
        ActorKind.SECURITY,
        ActorKind.REBEL,
        ActorKind.MILITIA,
        ActorKind.CRIMINAL,
        ActorKind.PARTY,
        ActorKind.INTERNATIONAL,
    }
)
"""Kinds that can be a side of a conflict."""
STATE = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE, ActorKind.SECURITY})
UNKNOWN_PEOPLE = ActorKind.GENERIC
"""Kind of people of whom only unclassified words are known ("five others")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One participant. ``key`` is the registry id, or the words where it is not known by one; ``named``
    is whether a name is known, not only a description."""

    key: str
    name: str
    text: str
    kind: ActorKind
    inter: Inter | None
    sector: str
    countries: tuple[str, ...]
    named: bool
    class_: str | None = None
    """Class of unnamed people, such as ``gunmen``."""

    @property
    def organised(self) -> bool:
        """Whether it is a group or force, and not people at large."""
        return self.kind in ORGANISED

    @property
    def state(self) -> bool:
        """Whether it is an organ of a state."""
        return self.kind in STATE

    @property
    def civilians(self) -> bool:
        """Whether they are known to be civilians."""
        return self.inter is Inter.CIVILIANS


def doers(record: Record, crosswalk: Crosswalk) -> list[Party]:
    """Who did it, each once, the best known first; those whom the doer is told to be either of, too."""
    return parties(record, crosswalk, ("perpetrator",))


def targets(record: Record, crosswalk: Crosswalk) -> list[Party]:
    """To whom it was done, each once, the best known first; of two as well known a target before a victim."""
    return parties(record, crosswalk, ("target", "victim"))


def parties(record: Record, crosswalk: Crosswalk, roles: Iterable[str]) -> list[Party]:
    """The actors of the record in these roles, each once: those with a name before those of a known class,
    and these before mere words, else by role and in the record's order."""
    found: dict[str, Party] = {}
    for role in roles:
        for actor in record["actors"]:
            if actor["role"] == role:
                party = _party(actor["actor_id"], actor["name"], actor["text"], crosswalk)
                found.setdefault(party.key, party)
    return sorted(found.values(), key=lambda party: (not party.named, party.inter is None))


def _party(actor_id: str | None, name: str | None, text: str, crosswalk: Crosswalk) -> Party:
    known = crosswalk.actors.get(actor_id or "")
    if known is not None:
        return Party(
            key=known.id,
            name=known.name,
            text=text,
            kind=known.kind,
            inter=known.inter,
            sector=known.sector,
            countries=known.countries,
            named=True,
        )
    sort, _, rest = (actor_id or "").partition(":")
    if sort == "generic":
        return _unnamed(str(actor_id), rest, name, text, crosswalk)
    kind = UNKNOWN_PEOPLE
    if sort == "candidate":
        kind = _kind(rest.partition(":")[0])
    return Party(
        key=actor_id or text,
        name=name or text,
        text=text,
        kind=kind,
        inter=None if kind is UNKNOWN_PEOPLE else DEFAULT_INTER[kind],
        sector="None" if kind is UNKNOWN_PEOPLE else DEFAULT_SECTOR[kind],
        countries=(),
        named=kind is not UNKNOWN_PEOPLE or _is_name(name or text),
    )


def _unnamed(actor_id: str, rest: str, name: str | None, text: str, crosswalk: Crosswalk) -> Party:
    class_, _, country = rest.partition(":")
    known = crosswalk.classes.get(class_)
    kind = known.kind if known is not None else UNKNOWN_PEOPLE
    return Party(
        key=actor_id,
        name=name or text,
        text=text,
        kind=kind,
        inter=known.inter if known is not None else None,
        sector=DEFAULT_SECTOR[kind],
        countries=(country,) if country else (),
        named=False,
        class_=class_,
    )


def _kind(text: str) -> ActorKind:
    try:
        return ActorKind(text)
    except ValueError:
        return UNKNOWN_PEOPLE


def _is_name(words: str) -> bool:
    """Whether unclassified words end in a capital: "the Sable Column", but not "Five others"."""
    return words.rsplit(maxsplit=1)[-1][:1].isupper() if words.split() else False
