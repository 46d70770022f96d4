"""What the trained tagger says of one text: spans with probabilities, and labels of the whole text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Reading", "TaggedSpan"]


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
class Reading:
    """One text as the tagger reads it.

    ``spans`` are in reading order; spans of one (layer, label) do not overlap. ``labels`` maps a head of the
    whole text (``satp_action``) to the probability of each of its classes, ``decided`` to the classes that
    hold by the model's thresholds.
    """

    spans: tuple[TaggedSpan, ...]
    labels: Mapping[str, Mapping[str, float]]
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, layer: str, label: str | None = None) -> tuple[TaggedSpan, ...]:
        """The spans of a layer, or of one label of it."""
        return tuple(
            span for span in self.spans if span.layer == layer and (label is None or span.label == label)
        )
