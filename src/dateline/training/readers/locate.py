"""Where the words of an annotation stand, for corpora that give words without offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["longest_apart", "occurrences"]


def occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Every place of ``text`` that has ``words``, whatever its case and line breaks, as whole words."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return
    pattern = r"\s+".join(parts)
    if words[:1].isalnum():
        pattern = r"(?<!\w)" + pattern
    if words[-1:].isalnum():
        pattern += r"(?!\w)"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield match.span()


def longest_apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that do not overlap a longer one, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(places), key=lambda place: (place[0] - place[1], place)):
        if all(end <= other_start or start >= other_end for other_start, other_end in kept):
            kept.append((start, end))
    return sorted(kept)
