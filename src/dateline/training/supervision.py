"""The one form in which every corpus tells the tagger what is right.

A corpus annotates some heads and not others. What it does not annotate is masked, never taken as absent:
``annotated`` names the layers whose spans are complete in the text, and a label head that is not in
``labels`` gives no loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Example", "GoldSpan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpan:
    """Words with a label of one layer. Offsets are characters of the example's text, end exclusive.

    ``attributes`` maps an attribute to its right values (several: any is right). ``events`` are numbers of
    the events of the text that the words belong to; words that share none are of different events.
    """

    layer: str
    label: str
    start: int
    end: int
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text and what is right of it.

    ``annotated`` are the layers, or labels (``muc.victim``), that are complete in the text. ``weight``
    multiplies its loss.
    """

    id: str
    corpus: str
    text: str
    spans: tuple[GoldSpan, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    annotated: frozenset[str] = frozenset()
    weight: float = 1.0
