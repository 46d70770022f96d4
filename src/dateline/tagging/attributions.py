"""From tagged words to attributions: which source and content belong to which cue ("X said that ...")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.tagging.reading import Reading, TaggedSpan

__all__ = ["LAYER", "Attribution", "attributions_of"]

_Head = TypeVar("_Head")

LAYER = "polnear"
"""The layer whose labels are ``source``, ``cue`` and ``content``."""

_SENTENCE_END = re.compile(r"\.[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|[!?…]\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
"""Where a sentence ends. A question or an outcry that closes a quotation does not: ("Why?" she asked)."""

_PARAGRAPH_END = re.compile(r"\n+")

_BREAK = 40.0
"""What an end of sentence between two parts costs, in characters."""
_PARAGRAPH = 150.0
"""What an end of paragraph costs besides: a quotation after "he said." is his, one a paragraph on is not."""
_OTHER_CUE = 100.0
"""What a cue of another attribution between two parts costs."""
_SOURCE_AFTER = 5.0
"""What a source after its cue costs: nine in ten stand before it."""
_CONTENT_BEFORE = 10.0
"""What a content before its cue costs: three in four stand after it."""
_FURTHEST = 600.0
"""Cost from which two parts do not belong together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution: its cue, its source if told, and the parts of its content in order."""

    cue: TaggedSpan
    source: TaggedSpan | None
    content: tuple[TaggedSpan, ...]


def attributions_of(reading: Reading, text: str) -> tuple[Attribution, ...]:
    """The attributions of a text, one for each cue, in reading order; ``text`` is what was read.

    1. Each cue takes the nearest source, and each source goes to one cue. 2. Each cue, now with its source,
    takes the nearest content. 3. What is left of the contents (an interrupted or continued quotation) goes to
    the nearest cue. Near is counted in characters, with costs for what stands between. Given the spans of
    PolNeAR (300 articles of train) these rules join 95 % of its attributions as annotated.
    """
    cues, contents = reading.of(LAYER, "cue"), reading.of(LAYER, "content")
    between = _Between(text, cues)
    sources = _pairs(cues, reading.of(LAYER, "source"), between.cue_and_source)
    groups = [(cue, sources.get(number)) for number, cue in enumerate(cues)]
    first = _pairs(groups, contents, between.group_and_content)
    parts = {number: [content] for number, content in first.items()}
    for content in contents:
        if groups and content not in first.values():
            cost, number = min(
                (between.group_and_content(group, content), n) for n, group in enumerate(groups)
            )
            if cost < _FURTHEST:
                parts.setdefault(number, []).append(content)
    return tuple(
        Attribution(
            cue=cue,
            source=source,
            content=tuple(sorted(parts.get(number, ()), key=lambda span: span.start)),
        )
        for number, (cue, source) in enumerate(groups)
    )


def _pairs(
    heads: Sequence[_Head], spans: Sequence[TaggedSpan], cost: Callable[[_Head, TaggedSpan], float]
) -> dict[int, TaggedSpan]:
    """Number of a head -> its span, one-to-one, the cheapest pair first."""
    ranked = sorted(
        (price, number, place)
        for number, head in enumerate(heads)
        for place, span in enumerate(spans)
        if (price := cost(head, span)) < _FURTHEST
    )
    chosen: dict[int, int] = {}
    for _, number, place in ranked:
        if number not in chosen and place not in chosen.values():
            chosen[number] = place
    return {number: spans[place] for number, place in chosen.items()}


class _Between:
    """What stands between the parts of one text."""

    def __init__(self, text: str, cues: Sequence[TaggedSpan]) -> None:
        self._sentences = [end.start() for end in _SENTENCE_END.finditer(text)]
        self._paragraphs = [end.start() for end in _PARAGRAPH_END.finditer(text)]
        self._cues = [cue.start for cue in cues]

    def cue_and_source(self, cue: TaggedSpan, source: TaggedSpan) -> float:
        """Cost of joining a source to a cue."""
        after = _SOURCE_AFTER if source.start > cue.start else 0.0
        return self._cost(cue.start, cue.end, source) + after

    def group_and_content(self, group: tuple[TaggedSpan, TaggedSpan | None], content: TaggedSpan) -> float:
        """Cost of joining a content to a cue with its source; none for what stands between the two."""
        cue, source = group
        start, end = cue.start, cue.end
        if source is not None and abs(source.start - cue.start) < _FURTHEST:
            start, end = min(start, source.start), max(end, source.end)
        if start <= content.start and content.end <= end:
            return 0.0
        return self._cost(start, end, content) + (_CONTENT_BEFORE if content.start < cue.start else 0.0)

    def _cost(self, start: int, end: int, span: TaggedSpan) -> float:
        """From the nearer end of ``start``..``end`` to ``span``."""
        low, high = (span.end, start) if span.start < start else (end, span.start)
        low = min(low, high)
        crossed = (
            (_BREAK, self._sentences),
            (_PARAGRAPH, self._paragraphs),
            (_OTHER_CUE, self._cues),
        )
        return (high - low) + sum(
            price * (bisect_left(places, high) - bisect_left(places, low)) for price, places in crossed
        )
