"""What an actor of the registry is: an organisation or public figure with names, type, country and years."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["DEFAULT_INTER", "DEFAULT_SECTOR", "PLOVER_SECTORS", "Actor", "ActorKind", "ActorRole", "Inter"]


class ActorKind(StrEnum):
    """What sort of actor it is."""

    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    SECURITY = "security"
    """State security forces that are neither plainly army nor plainly police, and intelligence services."""
    REBEL = "rebel"
    MILITIA = "militia"
    CRIMINAL = "criminal"
    PARTY = "party"
    INTERNATIONAL = "international"
    MONITOR = "monitor"
    NGO = "ngo"
    MEDIA = "media"
    PERSON = "person"
    GENERIC = "generic"


class Inter(StrEnum):
    """ACLED's actor type (codebook, ``inter1``), by its text name."""

    STATE = "State forces"
    REBEL = "Rebel group"
    POLITICAL_MILITIA = "Political militia"
    IDENTITY_MILITIA = "Identity militia"
    RIOTERS = "Rioters"
    PROTESTERS = "Protesters"
    CIVILIANS = "Civilians"
    EXTERNAL = "External/Other forces"


DEFAULT_INTER = {
    ActorKind.GOVERNMENT: Inter.STATE,
    ActorKind.MILITARY: Inter.STATE,
    ActorKind.POLICE: Inter.STATE,
    ActorKind.SECURITY: Inter.STATE,
    ActorKind.REBEL: Inter.REBEL,
    ActorKind.MILITIA: Inter.POLITICAL_MILITIA,
    ActorKind.CRIMINAL: Inter.POLITICAL_MILITIA,
    ActorKind.PARTY: Inter.POLITICAL_MILITIA,
    ActorKind.INTERNATIONAL: Inter.EXTERNAL,
    ActorKind.MONITOR: Inter.CIVILIANS,
    ActorKind.NGO: Inter.CIVILIANS,
    ActorKind.MEDIA: Inter.CIVILIANS,
    ActorKind.PERSON: Inter.CIVILIANS,
    ActorKind.GENERIC: Inter.CIVILIANS,
}
"""Actor type of a kind unless the entry says otherwise."""

DEFAULT_SECTOR = {
    ActorKind.GOVERNMENT: "GOV",
    ActorKind.MILITARY: "MIL",
    ActorKind.POLICE: "COP",
    ActorKind.SECURITY: "SPY",
    ActorKind.REBEL: "REB",
    ActorKind.MILITIA: "PRM",
    ActorKind.CRIMINAL: "CRM",
    ActorKind.PARTY: "PTY",
    ActorKind.INTERNATIONAL: "IGO",
    ActorKind.MONITOR: "NGO",
    ActorKind.NGO: "NGO",
    ActorKind.MEDIA: "JRN",
    ActorKind.PERSON: "GOV",
    ActorKind.GENERIC: "CVL",
}

PLOVER_SECTORS = frozenset(
    {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "JRN", "JUD", "LAB"}
    | {"LEG", "MED", "MIL", "NGO", "PRM", "PTY", "REB", "REF", "REL", "SPY", "UAF"}
)
"""Actor sectors of PLOVER that an entry may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRole:
    """An office held: ``role`` of ``of`` (an ISO 3166 country or an actor id) from ``start`` to ``end``.

    Dates are inclusive; ``None`` is "not known" for the start and "still" for the end.
    """

    role: str
    of: str
    start: datetime.date | None = None
    end: datetime.date | None = None

    def held(self, when: datetime.date) -> bool:
        """Whether the office was held on that day."""
        return (self.start is None or self.start <= when) and (self.end is None or when <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One registry entry. ``id`` is stable and kebab-case; ``name`` is how it is shown.

    ``aliases`` are its other names; ``shared`` are names that mean this actor only where the country or
    the date of the report says so. ``cased`` are acronyms that are also English words. ``countries`` are
    ISO 3166 alpha-2, home first. ``start``/``end`` are the years it existed under this name.
    ``parent`` is what it is a part of or serves under; ``branch_of`` the movement whose branch it is.
    """

    id: str
    name: str
    kind: ActorKind
    inter: Inter
    sector: str
    countries: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    parent: str | None = None
    branch_of: str | None = None
    roles: tuple[ActorRole, ...] = ()

    @property
    def country(self) -> str | None:
        """Home country, ISO 3166 alpha-2; ``None`` for actors of no one country."""
        return self.countries[0] if self.countries else None

    def active(self, when: datetime.date) -> bool:
        """Whether the actor existed in that year."""
        return (self.start is None or self.start <= when.year) and (self.end is None or when.year <= self.end)
