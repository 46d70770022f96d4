"""What the trained tagger says of one text: spans with probabilities, and labels of the whole text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Entity", "Filler", "Incident", "Reading", "TaggedSpan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedSpan:
    """Words that the tagger gives a label of one layer (``polnear``/``cue``, ``muc``/``victim``).

    ``start`` and ``end`` are character offsets in the text that was read, end exclusive. ``probability`` is
    the mean probability of its pieces, in 0..1. ``attributes`` maps an attribute of the span
    (``hum_tgt_effect``) to the probability of each of its values. ``group`` is a vector whose product with
    that of another span is large where both are of one event.
    """

    layer: str
    label: str
    start: int
    end: int
    text: str
    probability: float
    attributes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    group: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Spans of one label that name one thing, in reading order; never empty."""

    label: str
    mentions: tuple[TaggedSpan, ...]

    @property
    def probability(self) -> float:
        """That of the surest mention."""
        return max(mention.probability for mention in self.mentions)

    @property
    def best(self) -> TaggedSpan:
        """The surest mention, the longer of two that are as sure."""
        return max(self.mentions, key=lambda mention: (round(mention.probability, 2), len(mention.text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """An entity in its role. ``values`` are the likeliest value of each attribute."""

    role: str
    entity: Entity
    probability: float
    values: Mapping[str, str]

    @property
    def text(self) -> str:
        """Its surest wording."""
        return self.entity.best.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident of a text. ``stage`` and ``category`` are in the words of ``heads.toml``."""

    type: str
    probability: float
    stage: str
    category: str
    fillers: tuple[Filler, ...]

    def of(self, role: str) -> tuple[Filler, ...]:
        """The fillers of a role."""
        return tuple(filler for filler in self.fillers if filler.role == role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One text as the tagger reads it.

    ``spans`` are in reading order; spans of one (layer, label) do not overlap. ``labels`` maps a head of the
    whole text (``satp_action``) to the probability of each of its classes, ``decided`` to the classes that
    hold by the model's thresholds. ``incidents`` are those of the text as a whole, the surest first.
    """

    spans: tuple[TaggedSpan, ...]
    labels: Mapping[str, Mapping[str, float]]
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    incidents: tuple[Incident, ...] = ()

    def of(self, layer: str, label: str | None = None) -> tuple[TaggedSpan, ...]:
        """The spans of a layer, or of one label of it."""
        return tuple(
            span for span in self.spans if span.layer == layer and (label is None or span.label == label)
        )
