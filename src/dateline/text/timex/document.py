"""The time expressions of a whole text as TIMEX3: type and normalised value of each, read in its context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.model import DatePrecision
from dateline.text.times import find_phrases, years_told
from dateline.text.timex.days import Kind, When
from dateline.text.timex.days import quarter as quarter_days
from dateline.text.timex.grammar import Anchor
from dateline.text.timex.phrases import Phrase

__all__ = ["Timex", "direction_of", "timexes_in"]


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
    told: dict[bool, When] = {}
    quarter: When | None = None
    found: list[Timex] = []
    for phrase in phrases:
        start, end = words.range_of(phrase.start, phrase.end)
        event = (
            told.get(_LONG_UNIT.search(phrase.atoms[0].match.group()) is None) if phrase.hangs else quarter
        )
        if event is None and phrase.hangs and published is not None:
            event = When(start=published, end=published, precision=DatePrecision.DAY)
        if phrase.hangs and quarter is not None and _YEAR_BACK.search(phrase.atoms[0].match.group()):
            event = quarter
        pointing = direction_of(text, start)
        if phrase.atoms[0].rule.name in _NOT_MARKED:
            continue
        when = phrase.read(
            Anchor(
                day=published,
                future=pointing > 0,
                ahead_weight=_AHEAD_WEIGHT[pointing],
                years=years_told(text, start),
                event=event,
            )
        )
        if when is None or not (when.value or when.start):
            continue
        if _QUARTER.fullmatch(when.value) and not _YEAR_BACK.search(words.text[phrase.start : phrase.end]):
            quarter = quarter_of(when.value)
        if _is_told(phrase, when):
            told[False] = when
            if when.precision in (DatePrecision.DAY, DatePrecision.DAYS):
                told[True] = when
        found.append(
            Timex(
                start=start,
                end=end,
                text=text[start:end],
                kind=when.kind,
                value=when.value or _first_of(when),
            )
        )
    return tuple(found)


_AHEAD_WEIGHT = {1: 0.5, 0: 1.0, -1: 3.0}
"""How far a day ahead counts, by the direction of the words before it: three weeks ahead are nearer than ten
months behind even after a verb in the past ("approved a payment to holders of 21 December")."""
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_NOT_MARKED = frozenset({"shortly_after"})
"""Rules whose phrases TimeML marks as signals ("shortly after") and not as times."""
_LONG_UNIT = re.compile(r"week|month|year|decade")
"""Units of expressions that may be told from a month or a year; a day is told from a day."""
_YEAR_BACK = re.compile(r"year[ -](?:earlier|before|ago)")


def quarter_of(value: str) -> When:
    """The days of a TIMEX3 quarter ("2024-Q3")."""
    return quarter_days(int(value[:4]), int(value[-1]))


def _first_of(when: When) -> str:
    """TIMEX3 has no value for a stretch of days: its first."""
    return when.start.isoformat() if when.start else ""


def _is_told(phrase: Phrase, when: When) -> bool:
    """Whether an event was told at it, so that others may be told from it."""
    return phrase.dates and when.start is not None and when.kind is not Kind.DURATION


_AHEAD = re.compile(
    r"\b(?:will|'ll|shall|to be|is to|are to|due|scheduled|plans?|planned|expects?|expected|intends?"
    r"|set to|going to"
    r"|until|by|next|upcoming|matures?|maturing|effective|starting|beginning|may|would|could|can|should|must"
    r"|as (?:early|soon) as|payable|expires?|hopes?|proposed|proposes)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|said|told|\w{3,}ed|took|came|went|fell|rose|made|got|began|brought|sold|bought|won|lost|left|met|held|struck|shot|became|gave|found|sent|led|set|ran|saw|paid|kept|hit)\b"
)
_CLAUSE = re.compile(r"[.;!?]\s|\n\s*\n|[\"”“]")
_REACH = 120
"""Characters before an expression in which its verb is looked for."""


def direction_of(text: str, start: int) -> int:
    """Whether the words before an expression in its sentence point forward (1), back (-1) or nowhere (0)."""
    before = text[max(0, start - _REACH) : start]
    clause = _CLAUSE.split(before)[-1]
    ahead = [match.start() for match in _AHEAD.finditer(clause)]
    behind = [m.start() for m in _BEHIND.finditer(clause) if m.group() not in _AHEAD_PARTICIPLES]
    if ahead and (not behind or ahead[-1] > behind[-1]):
        return 1
    if behind:
        return -1
    after = _CLAUSE.split(text[start : start + _REACH])[0]
    first = min(
        (
            (match.start(), way)
            for way, verbs in ((1, _WILL), (-1, _BEHIND))
            if (match := verbs.search(after))
        ),
        default=None,
    )
    return first[1] if first else 0


_WILL = re.compile(r"\b(?:will|'ll|shall|going to|is to|are to|expects?|plans?)\b")


_AHEAD_PARTICIPLES = frozenset({"scheduled", "planned", "expected", "proposed"})
