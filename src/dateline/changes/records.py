"""What is watched, and what is found to have changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model import Status

__all__ = ["Aspect", "Changes", "Direction", "Explanation", "Finding", "Level", "Series"]


class Level(StrEnum):
    """What a series is of. ``actor`` is what an actor does, ``against`` what is done to it, ``said`` what it
    says."""

    ACTOR = "actor"
    AGAINST = "against"
    SAID = "said"
    COUNTRY = "country"
    ADMIN1 = "admin1"
    TYPE = "type"


class Aspect(StrEnum):
    """What of a series is held against its past: how many incidents, or a share of them, or its silence."""

    RATE = "rate"
    TYPES = "types"
    TARGETS = "targets"
    PLACES = "places"
    WEAPONS = "weapons"
    NAMED = "named"
    RETURN = "return"


class Direction(StrEnum):
    """Which way; a return, and a larger share, are a rise."""

    RISE = "rise"
    FALL = "fall"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Series:
    """Incidents that are counted together. Statuses are never added up: each has series of its own."""

    level: Level
    id: str
    """Registry id, country code, ``country/first-level division`` or event type."""
    name: str
    status: Status = Status.OCCURRED

    @property
    def about(self) -> str:
        """Whom or what it is about: ``country:UA``, ``actor:hamas`` whether it does, suffers or says it."""
        actor = self.level in {Level.ACTOR, Level.AGAINST, Level.SAID}
        return f"{'actor' if actor else self.level.value}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Something that could explain a finding away, in a word for programs and one for people."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that changed.

    ``now`` of ``now_of`` is counted in the last ``days`` days, ``before`` of ``before_of`` in the
    ``before_days`` days before: for a rate, incidents of documents read; for a share, incidents of the kind
    of all those of the series; for a return, incidents since of days silent.
    """

    series: Series
    aspect: Aspect
    direction: Direction
    category: str
    """Of which kind the share changed, ``""`` for a rate or a return."""
    since: str
    """ISO day from which on it is another; dated to the week."""
    days: int
    now: int
    now_of: int
    before_days: int
    before: int
    before_of: int
    effect: float | None
    """Ratio of rates, difference of shares, or days silent."""
    low: float | None
    """95 % interval of the effect; ``None`` where that end is not bounded."""
    high: float | None
    p: float
    q: float
    """The p-value corrected for every test that the run made."""
    incidents: tuple[str, ...]
    """Ids of those counted in ``now``; of a fall the last ones before it."""
    explanations: tuple[Explanation, ...]
    certainty: str
    """``strong``, ``moderate`` or ``weak``: how far what speaks against it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one run found."""

    until: str
    tests: int
    """How many were made; all count in the correction."""
    level: float
    """The share of false findings among all that is controlled."""
    findings: tuple[Finding, ...]
    left_out: int
    """Incidents of the period that no test could use: their date is not known to the week, or not at all."""
