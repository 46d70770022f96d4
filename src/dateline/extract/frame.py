"""One event as one sentence tells it, and all that one sentence tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from dateline.extract.casualties import Toll
from dateline.extract.claim import ClaimReading
from dateline.extract.mentions import Mention
from dateline.extract.places import PlaceMention
from dateline.extract.times import TimeMention
from dateline.text.parse import Sentence

__all__ = ["VIOLENT", "Frame", "SentenceReading"]

VIOLENT = frozenset({
    "armed_clash", "air_strike", "shelling", "bombing", "suicide_bombing", "grenade", "chemical_attack",
    "armed_attack", "assassination", "sexual_violence", "abduction", "torture", "execution",
    "property_attack", "excessive_force", "mob_violence",
})  # fmt: skip
"""Types whose mentions in one sentence may tell one event together."""


@dataclass(slots=True)
class Frame:
    """One event as one sentence tells it. ``agents`` and ``patients`` are heads of noun phrases."""

    sentence: Sentence
    event_type: str
    mentions: list[Mention]
    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    tolls: list[Toll] = field(default_factory=list)
    place: PlaceMention | None = None
    place_close: bool = False
    """Whether the place stands in the event's own clause."""
    time: TimeMention | None = None
    claim: ClaimReading | None = None
    strong: bool = False
    generic: bool = False
    past: bool = False
    """Whether it is told as history; then it lends its time to nothing else."""

    @property
    def trigger(self) -> Token:
        """The word that tells the event best: an action before an outcome."""
        actions = [m for m in self.mentions if not m.outcome]
        ranked = [m for m in actions or self.mentions if m.anchors[0].strong] or actions or self.mentions
        return ranked[0].trigger

    @property
    def violent(self) -> bool:
        """Whether it is an act of violence."""
        return self.event_type in VIOLENT

    @property
    def only_outcome(self) -> bool:
        """Whether it tells what happened to people but not what was done ("two more were wounded")."""
        return all(m.outcome for m in self.mentions)


@dataclass(slots=True)
class SentenceReading:
    """All that one sentence tells: its frames, its claims of responsibility, its places and times."""

    sentence: Sentence
    frames: list[Frame]
    claims: list[ClaimReading]
    tolls: list[Toll]
    places: list[PlaceMention]
    times: list[TimeMention]
