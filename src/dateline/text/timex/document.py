"""The time expressions of a whole text as TIMEX3: type and normalised value of each, read in its context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.model import DatePrecision
from dateline.text.times import find_phrases
from dateline.text.timex.days import Kind, When
from dateline.text.timex.grammar import Anchor
from dateline.text.timex.phrases import Phrase

__all__ = ["Timex", "looks_ahead", "timexes_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """One expression: half-open character range ``[start, end)`` of the text, its type and its value."""

    start: int
    end: int
    text: str
    kind: Kind
    value: str


def timexes_in(text: str, published: date | None) -> tuple[Timex, ...]:
    """All time expressions of ``text``, ranges as two, in order.

    What is told from an event ("two days later") is read from the day named last before it, and from
    publication where none is: the order of telling is all that a text without its events gives.

    >>> [(t.text, t.value) for t in timexes_in("He left on Friday for three days.", date(2024, 3, 6))]
    [('Friday', '2024-03-01'), ('three days', 'P3D')]
    """
    words, phrases = find_phrases(text, ranges=False)
    told: When | None = None
    quarter: When | None = None
    found: list[Timex] = []
    for phrase in phrases:
        start, end = words.range_of(phrase.start, phrase.end)
        event = told if phrase.hangs else quarter
        if event is None and phrase.hangs and published is not None:
            event = When(start=published, end=published, precision=DatePrecision.DAY)
        if phrase.hangs and quarter is not None and _YEAR_BACK.search(phrase.atoms[0].match.group()):
            event = quarter
        when = phrase.read(Anchor(day=published, future=looks_ahead(text, start), event=event))
        if when is None or not when.value:
            continue
        if _QUARTER.fullmatch(when.value):
            quarter = _days_of(when.value)
        if _is_told(phrase, when):
            told = when
        found.append(Timex(start=start, end=end, text=text[start:end], kind=when.kind, value=when.value))
    return tuple(found)


_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR_BACK = re.compile(r"a year (?:earlier|before)")


def _days_of(value: str) -> When:
    from dateline.text.timex.days import quarter

    return quarter(int(value[:4]), int(value[-1]))


def _is_told(phrase: Phrase, when: When) -> bool:
    """Whether an event was told at it, so that others may be told from it."""
    return phrase.dates and when.start is not None and when.kind is not Kind.DURATION


_AHEAD = re.compile(
    r"\b(?:will|'ll|shall|to be|is to|are to|due|scheduled|plans?|planned|expects?|expected|intends?|set to|going to"
    r"|until|by|next|upcoming|matures?|maturing|effective|starting|beginning|may|would|could|can|should|must"
    r"|payable|expires?|hopes?|proposed|proposes)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(?:was|were|had|did|said|told|\w{3,}ed|took|came|went|fell|rose|made|got|began)\b")
_CLAUSE = re.compile(r"[.;!?]\s|\n\s*\n|[\"”“]")
_REACH = 120
"""Characters before an expression in which its verb is looked for."""


def looks_ahead(text: str, start: int) -> bool:
    """Whether the words before an expression, in its sentence, point forward and none after them back."""
    before = text[max(0, start - _REACH) : start]
    clause = _CLAUSE.split(before)[-1]
    ahead = [match.start() for match in _AHEAD.finditer(clause)]
    if not ahead:
        return False
    behind = [m.start() for m in _BEHIND.finditer(clause) if m.group() not in _AHEAD_PARTICIPLES]
    return not behind or ahead[-1] > behind[-1]


_AHEAD_PARTICIPLES = frozenset({"scheduled", "planned", "expected", "proposed"})
