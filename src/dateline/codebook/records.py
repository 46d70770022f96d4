"""The records of the codebook: event types, statuses, vague quantities. :mod:`.load` builds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from dateline.model import Status

__all__ = [
    "FAMILIES",
    "AcledCode",
    "EventType",
    "Family",
    "Modifier",
    "Numbers",
    "PloverCode",
    "Quantity",
    "StatusRule",
]

Family = Literal["violence", "disorder", "strategic", "statement"]
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)
"""In the order in which the codebook is told."""
Modifier = Literal["floor", "ceiling", "about"]


class AcledCode(NamedTuple):
    """ACLED event type and sub-event type, spelt as ACLED exports them."""

    event_type: str
    sub_event_type: str


class PloverCode(NamedTuple):
    """PLOVER event type (``ASSAULT``) and, where the type has one, its mode (``aerial``)."""

    type: str
    mode: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One native event type.

    Anchors are what a reporter writes when such an event is told: ``verbs`` and ``nouns`` are lemmas in
    lower case, ``phrases`` are space-separated runs of token lemmas. ``verb_objects`` maps a verb that is
    ambiguous alone to the head lemmas that settle it, as object or as subject of the passive.
    """

    id: str
    family: Family
    label: str
    definition: str
    examples: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    phrases: tuple[str, ...]
    verb_objects: Mapping[str, tuple[str, ...]]
    acled: AcledCode
    plover: PloverCode
    gtd_attack_type: int | None
    """GTD attack type 1-9; ``None`` where GTD would not record such an event."""
    source: str
    """File that defines it; the shipped files have no folder in their name."""
    shipped: bool = True
    """Whether it came with the package, and not from a user's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule:
    """One status: what it means and the cues (lemmas) that speak for it."""

    id: Status
    label: str
    definition: str
    examples: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Bounds that a vague word stands for; ``None`` is unknown."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How vague quantities are read.

    ``quantities`` maps a lower-case phrase ("dozens") to its bounds, ``modifiers`` maps a lower-case phrase
    ("at least") to what it makes of the number beside it: ``floor`` (N, null), ``ceiling`` (null, N) or
    ``about`` (N, N).
    """

    quantities: Mapping[str, Quantity]
    modifiers: Mapping[str, Modifier]
