"""The sentence of a text to show beside a miss."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["sentence_with"]

_END = re.compile(r"(?<=[.!?])\s+|\n{2,}|\s{3,}")
"""Where a sentence ends: a sign and a gap, or the gap between paragraphs as the corpora write it."""


def sentence_with(body: str, words: Iterable[str]) -> str:
    """The first sentence of ``body`` with the first of ``words`` that stands in any, in whatever case;
    ``""`` where none does.

    >>> sentence_with("It rained. Rebels shelled the port.  They left.", ["", "the PORT"])
    'Rebels shelled the port.'
    """
    wanted = [" ".join(word.lower().split()) for word in words if word.strip()]
    for word in wanted:
        for sentence in _END.split(body):
            if word in " ".join(sentence.lower().split()):
                return " ".join(sentence.split())
    return ""
