"""The regular actors of every country: its government, army, police and security forces.

``states.toml`` has one line per country. "Syrian troops", "the government of Mali" and "Mali's army" are
not typed out for 200 countries: :class:`State` holds the adjectives, :data:`ORGAN_NOUNS` the nouns, and
the matcher composes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dateline.errors import CodebookError
from dateline.registry.entries import parse_toml, read_data
from dateline.registry.records import DEFAULT_INTER, DEFAULT_SECTOR, Actor, ActorKind

__all__ = ["ORGAN_NOUNS", "Organ", "State", "load_states", "state_actors"]


class Organ(StrEnum):
    """Which of the regular actors of a country; the value ends its id."""

    GOVERNMENT = "government"
    ARMY = "army"
    POLICE = "police"
    SECURITY = "security-forces"


ORGAN_KIND = {
    Organ.GOVERNMENT: ActorKind.GOVERNMENT,
    Organ.ARMY: ActorKind.MILITARY,
    Organ.POLICE: ActorKind.POLICE,
    Organ.SECURITY: ActorKind.SECURITY,
}

ORGAN_NAME = {
    Organ.GOVERNMENT: "{adjective} Government",
    Organ.ARMY: "{adjective} Armed Forces",
    Organ.POLICE: "{adjective} Police",
    Organ.SECURITY: "{adjective} Security Forces",
}

ORGAN_NOUNS: dict[Organ, tuple[str, ...]] = {
    Organ.GOVERNMENT: (
        *("government", "govt", "authorities", "regime", "officials", "official", "transitional government"),
        *("interim government", "government officials", "government official", "junta", "military junta"),
        *("foreign ministry", "defense ministry", "interior ministry", "health ministry", "justice ministry"),
        *(
            "ministry of foreign affairs",
            "foreign affairs ministry",
            "ministry of defense",
            "ministry of interior",
        ),
        *("ministry of the interior", "ministry of health", "ministry of justice", "presidency", "embassy"),
        *("state department", "foreign office", "transitional authorities", "military government"),
    ),
    Organ.ARMY: (
        *("army", "military", "armed forces", "forces", "troops", "soldiers", "soldier", "troop", "navy"),
        *("air force", "special forces", "government forces", "government troops", "government soldiers"),
        *("army soldiers", "army troops", "army soldier", "army forces", "military forces", "ground forces"),
        *("warplanes", "warplane", "fighter jets", "jets", "artillery", "marines", "naval forces"),
        *(
            "regime forces",
            "state forces",
            "national army",
            "national armed forces",
            "paratroopers",
            "troopers",
        ),
        *("air defense", "air defenses", "air defense forces", "commandos", "military police", "warships"),
        *("defense forces", "defense force", "servicemen", "land forces"),
    ),
    Organ.POLICE: (
        *("police", "police officers", "police officer", "policemen", "policeman", "national police"),
        *("federal police", "riot police", "police forces", "police force", "border police", "gendarmerie"),
        *("gendarmes", "police service", "counterterrorism police", "counter-terrorism police"),
    ),
    Organ.SECURITY: (
        *("security forces", "security force", "security services", "security service", "security personnel"),
        *("security agencies", "security agents", "intelligence service", "intelligence services"),
        *("intelligence agency", "intelligence agencies", "intelligence", "internal security forces"),
        *("general security", "security officials", "border guards", "coast guard", "secret police"),
    ),
}
"""Nouns that, after an adjective or before "of <country>", name an organ of the state."""

_FIELDS = frozenset({"name", "adjective", "shared", "army", "bare"})
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A country or territory with state actors of its own.

    ``names`` are names of the country, first is shown; ``adjectives`` the words before "army", first
    makes the ids; ``shared`` adjectives mean this country only in a report from there. ``bare``: whether
    the plain name also stands before a noun ("Mali government").
    """

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    shared: tuple[str, ...]
    army: str | None
    bare: bool

    def actor_id(self, organ: Organ) -> str:
        """``syrian-army``."""
        return f"{_SLUG.sub('-', self.adjectives[0].lower()).strip('-')}-{organ.value}"


def load_states() -> dict[str, State]:
    """ISO 3166 alpha-2 -> country, from ``states.toml``.

    Raises:
        CodebookError: a line lacks a name or adjective, or two countries would make the same ids.
    """
    states: dict[str, State] = {}
    for code, row in parse_toml(read_data("states.toml"), "states.toml").items():
        where = f"states.toml: {code}"
        if not re.fullmatch("[A-Z]{2}", code) or not isinstance(row, dict) or not set(row) <= _FIELDS:
            raise CodebookError(
                f"{where}: must be a two-letter code with fields {', '.join(sorted(_FIELDS))}"
            )
        if not row.get("name") or not row.get("adjective"):
            raise CodebookError(f"{where}: name and adjective are required")
        states[code] = State(
            code=code,
            names=tuple(_listed(row["name"], where)),
            adjectives=tuple(_listed(row["adjective"], where)),
            shared=tuple(_listed(row.get("shared", []), where)),
            army=row.get("army"),
            bare=bool(row.get("bare", True)),
        )
    owners: dict[str, str] = {}
    for state in states.values():
        for adjective in state.adjectives:
            other = owners.setdefault(adjective.lower(), state.code)
            if other != state.code:
                raise CodebookError(
                    f"states.toml: {state.code}: {adjective!r} belongs to {other}; make one shared"
                )
    return states


def _listed(value: object, where: str) -> Iterator[str]:
    for item in [value] if isinstance(value, str) else value if isinstance(value, list) else [None]:
        if not isinstance(item, str) or not item:
            raise CodebookError(f"{where}: names and adjectives are strings or lists of strings")
        yield item


def state_actors(states: dict[str, State]) -> Iterator[Actor]:
    """The regular actors of every country."""
    for state in states.values():
        adjective = state.adjectives[0]
        for organ, kind in ORGAN_KIND.items():
            name = ORGAN_NAME[organ].format(adjective=adjective)
            if organ is Organ.ARMY and state.army:
                name = state.army
            yield Actor(
                id=state.actor_id(organ),
                name=name,
                kind=kind,
                inter=DEFAULT_INTER[kind],
                sector=DEFAULT_SECTOR[kind],
                countries=(state.code,),
                aliases=tuple(f"{adjective} {noun}" for noun in ORGAN_NOUNS[organ]),
                parent=None if organ is Organ.GOVERNMENT else state.actor_id(Organ.GOVERNMENT),
            )
