"""The sentence around a span, for display: what a reader needs to judge a coded value."""

from __future__ import annotations

import re

__all__ = ["one_line", "sentence_around"]

_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?\u061f\u06d4\u3002\u2026][\"'\u2019\u201d)\]]*(?=\s)")
_NOT_AN_END = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Brig|Gov|Sen|Rep|Rev|Prof|Sr|Jr|No|vs|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.N|U\.K|a\.m|p\.m|e\.g|i\.e)\.$"
)
"""A full stop after these is an abbreviation more often than an end; a wrong guess shows a longer excerpt."""
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
"""Controls, and marks that reorder text: outside text must not drive a terminal or hide what it says."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence or sentences of ``text`` that ``[start, end)`` touches, without outer blanks.

    >>> body = "Gen. Orr spoke. Two men died in Pell. Rain fell."
    >>> low, high = sentence_around(body, 16, 19)
    >>> body[low:high]
    'Two men died in Pell.'
    """
    low, high = 0, len(text)
    for gap in _PARAGRAPH.finditer(text):
        if gap.end() <= start:
            low = gap.end()
        elif gap.start() >= end:
            high = gap.start()
            break
    for stop in _SENTENCE_END.finditer(text, low, high):
        if _NOT_AN_END.search(text, max(low, stop.start() - 8), stop.start() + 1):
            continue
        if stop.end() <= start:
            low = stop.end()
        elif stop.end() >= end:
            high = stop.end()
            break
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def one_line(text: str) -> str:
    """``text`` on one line for a terminal: runs of white space and of control characters become a space.

    >>> one_line("two\\n men\\x1b[31m")
    'two men [31m'
    """
    return " ".join(_UNPRINTABLE.sub(" ", text).split())
