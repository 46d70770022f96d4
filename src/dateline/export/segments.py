"""Overlapping and nested spans as a row of pieces that each know every span they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Annotation", "Segment", "segments"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A half-open, non-empty range with a name of its own."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A half-open range that no span begins or ends inside. ``inside`` are the spans it lies in, longest
    first; ``starting`` are those of them that begin here."""

    start: int
    end: int
    inside: tuple[Annotation, ...]
    starting: tuple[Annotation, ...]


def segments(length: int, annotations: Sequence[Annotation]) -> tuple[Segment, ...]:
    """Cut a text of ``length`` characters at every edge of ``annotations``; the pieces cover it in order.

    One sweep over the sorted edges. A range that leaves the text is a ``ValueError``.

    >>> [(s.start, s.end, [a.name for a in s.inside]) for s in segments(
    ...     5, [Annotation(start=0, end=4, name="a"), Annotation(start=2, end=5, name="b")])]
    [(0, 2, ['a']), (2, 4, ['a', 'b']), (4, 5, ['b'])]
    """
    for annotation in annotations:
        if not 0 <= annotation.start < annotation.end <= length:
            raise ValueError(f"{annotation} is not inside a text of {length} characters")
    waiting = sorted(annotations, key=_outermost_first, reverse=True)
    cuts = sorted({0, length, *(a.start for a in annotations), *(a.end for a in annotations)})
    active: list[Annotation] = []
    found = []
    for start, end in pairwise(cuts):
        active = [annotation for annotation in active if annotation.end > start]
        starting = []
        while waiting and waiting[-1].start == start:
            starting.append(waiting.pop())
        active += starting
        inside = tuple(sorted(active, key=_longest_first))
        found.append(Segment(start=start, end=end, inside=inside, starting=tuple(starting)))
    return tuple(found)


def _outermost_first(annotation: Annotation) -> tuple[int, int, str]:
    return (annotation.start, -annotation.end, annotation.name)


def _longest_first(annotation: Annotation) -> tuple[int, int, str]:
    return (annotation.start - annotation.end, annotation.start, annotation.name)
