"""Counting found ranges of a text against gold ones: exactly, by overlap, and word by word."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dateline.evaluate.metrics.matching import best_matching, overlaps
from dateline.evaluate.tally import Metric, f1, precision, recall

__all__ = ["Range", "around", "measured", "overlapping", "words_in"]

Range = tuple[int, int]
"""Start and end (exclusive) in characters."""

_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")


def overlapping(found: Collection[Range], gold: Collection[Range]) -> int:
    """How many found ranges can be paired one-to-one with gold ranges that they share a character with.

    >>> overlapping([(0, 5), (6, 9)], [(4, 8)])
    1
    """
    ours, theirs = sorted(found), sorted(gold)
    pairs = {
        (a, b): 1.0
        for a, one in enumerate(ours)
        for b, other in enumerate(theirs)
        if overlaps((one,), (other,))
    }
    return len(best_matching(pairs, len(ours), len(theirs)))


def words_in(text: str, ranges: Collection[Range]) -> frozenset[int]:
    """Where the words and signs of the ranges begin.

    >>> sorted(words_in("Rebels shelled Umber.", [(7, 21)]))
    [7, 15, 20]
    """
    return frozenset(
        word.start() for start, end in ranges for word in _WORD_OR_SIGN.finditer(text, start, end)
    )


def around(text: str, place: Range, reach: int = 160) -> str:
    """The words around a range, for a list of misses; at most ``reach`` characters on either side."""
    return text[max(0, place[0] - reach) : place[1] + reach]


def measured(name: str) -> Sequence[Metric]:
    """Precision, recall and F1 over the counts ``NAME.right``, ``NAME.found`` and ``NAME.gold``."""
    return (
        precision(f"{name}.precision", f"{name}.right", f"{name}.found"),
        recall(f"{name}.recall", f"{name}.right", f"{name}.gold"),
        f1(f"{name}.f1", f"{name}.right", f"{name}.found", f"{name}.gold"),
    )
