"""Finds the time expressions of news English, with the grammar of :mod:`dateline.text.timex`.

A closed grammar of our own and not a library's: reading is what this package is for, and a general date
finder takes "March" the verb and bare numbers for dates and needs milliseconds a sentence. What an
expression *means* on a day of publication is :mod:`dateline.link.dates`' part.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.text.timex.grammar import Atom
from dateline.text.timex.lengths import AGE
from dateline.text.timex.phrases import Phrase, atoms_in, joined
from dateline.text.timex.words import MONTHS, NUMBERS, WEEKDAYS, Plain, choice, plain

__all__ = ["MONTHS", "NUMBERS", "WEEKDAYS", "TimeMention", "find_phrases", "find_times", "years_told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """One time expression: half-open character range ``[start, end)`` of the text, and its words."""

    start: int
    end: int
    text: str
    hangs: bool = False
    """Whether it dates one event by another ("two days later")."""


def find_times(text: str) -> tuple[TimeMention, ...]:
    """Expressions of ``text`` that can date an event, in order, non-overlapping, each as long as it can be.

    Durations, habits, ages, times of day and "now" are left out: they date nothing.

    >>> [mention.text for mention in find_times("Troops may march on Friday, 27 January 2019.")]
    ['Friday, 27 January 2019']
    """
    words, phrases = find_phrases(text)
    mentions: list[TimeMention] = []
    for phrase in phrases:
        if phrase.dates:
            start, end = words.range_of(phrase.start, phrase.end)
            mentions.append(TimeMention(start=start, end=end, text=text[start:end], hangs=phrase.hangs))
    return tuple(mentions)


def years_told(text: str, end: int) -> dict[int, int]:
    """Month -> the year last given with it in ``text`` before ``end`` ("in November 2019").

    >>> years_told("Shot in November 2019. He fled on Nov. 16.", 30)
    {11: 2019}
    """
    told = _months_and_years(text)
    before = bisect(told, end, key=lambda one: one[0])
    return {month: year for _, month, year in told[max(0, before - _YEARS_BACK) : before]}


_YEARS_BACK = 50
"""Months with a year that are looked at, the nearest: more than any article has."""


@lru_cache(maxsize=2)
def _months_and_years(text: str) -> Sequence[tuple[int, int, int]]:
    """Place, month and year of every "November 2019" and "Nov. 3, 2019" of a text."""
    return [
        (match.end(), MONTHS[match["m"].lower()], int(match["y"])) for match in _MONTH_AND_YEAR.finditer(text)
    ]


_MONTH_AND_YEAR = re.compile(
    rf"(?<!\w)(?P<m>{choice([name.capitalize() for name in MONTHS])})(?!\w)\.?"
    r"(?:[ \n](?:\d{1,2})(?:st|nd|rd|th)?)?,?[ \n](?P<y>(?:1[89]|20)\d\d)(?![\w:])"
)


def find_phrases(text: str, *, ranges: bool = True) -> tuple[Plain, list[Phrase]]:
    """All time phrases of ``text``, those that date nothing as well but no ages, over the text made plain."""
    words = plain(text)
    atoms = atoms_in(words, _allowed_in(text, words))
    phrases = joined(atoms, words.text, ranges=ranges)
    return words, [phrase for phrase in phrases if phrase.atoms[0].rule.name != AGE]


def _allowed_in(text: str, words: Plain) -> Callable[[Atom], bool]:
    """Whether the words around an expression and their case allow the reading."""

    def allowed(atom: Atom) -> bool:
        start, end = words.range_of(atom.start, atom.end)
        written = text[start:end]
        if _LOWER_MONTH.search(written):  # "may" the modal, "march" the verb, "sun" and "sat" are no dates
            return False
        before = text[max(0, start - 12) : start]
        name = atom.rule.name
        if name == "month" and _MONTH_ALONE.fullmatch(written):
            return _is_month(written, before, text[end : end + 3])
        if name == "year_alone" and written.isdigit():
            return _is_year(before, text[end : end + 14])
        if name == "weekday" and _PAPER.match(text[end : end + 12]):
            return False
        if name == "some" and not written.endswith("long") and not _SOME_CUE.search(before):
            return False
        return not (atom.rule.name in _BEFORE_NOUN and _NAME_FOLLOWS.match(text[end : end + 3]))

    return allowed


_BEFORE_NOUN = frozenset({"feast", "the_unit"})
_PAPER = re.compile(
    r"[ ](?:Times|Leader|Telegraph|Mirror|Mail|Express|Post|Herald|Tribune|Star|Observer|Sun|Vision"
    r"|World|Standard)\b"
)
"""What makes a weekday the name of a newspaper."""
_LOWER_MONTH = re.compile(rf"(?<!\w)(?:{'|'.join(MONTHS)})(?!\w)")
_MONTH_ALONE = re.compile(r"[A-Za-z]+\.?")
_SOME_CUE = re.compile(
    r"(?:^|\s)(?:for|in|within|over|after|took|takes?|spent|lasted|last|of|the|these|those)\s$",
    re.IGNORECASE,
)
"""Words after which a bare plural ("weeks") is a length of time."""
_CUE = re.compile(
    r"(?:^|[\s(])(?:in|during|by|until|till|before|after|of|throughout|from|since|around|circa|year|last|to|and|through"
    r"|between|for|into)[ \n\u00a0]$",
    re.IGNORECASE,
)
"""Words after which a lone month or a four-digit number is a date."""
_SURE_CUE = re.compile(r"(?:^|[\s(])(?:in|during|since|throughout|year)[ \n\u00a0]$", re.IGNORECASE)
"""Words after which a year is a year even before a noun that is counted elsewhere ("In 2019 troops ...")."""
_YEAR_AFTER_COMMA = re.compile(r"(?:\(|\b(?:19|20)\d\d(?:,| and| or|[-–]|/)?[ ]?)$")
_OF_A_YEAR = re.compile(r"(?:^|\W)(?:the|its|their|his|her|a|\w+['’]s)\s$", re.IGNORECASE)
"""Words between which and a noun a four-digit number is a year ("its 1990 invasion")."""
_COUNTED = re.compile(
    r"[ \n\u00a0](?:%|per\s?cent|people|persons?|men|women|children|troops|soldiers|fighters|dead"
    r"|wounded|others"
    r"|civilians|families|houses|homes|dollars|[mb]illion|euros|k[mg]\b|kilomet\w+|miles|met\w*rs?|feet|tons?|tonnes"
    r"|residents|refugees|GMT|UTC|hrs|local time|more"
    r"|members|hours|detainees|prisoners|rounds|villagers|migrants|police\w*|US\b|cases"
    r"|deaths|victims|protesters|personnel|vehicles|rockets|shells|drones|hectares|acres|pounds?|point|barrels|bottles)",
    re.IGNORECASE,
)
"""A four-digit number before one of these counts things."""
_NAME_FOLLOWS = re.compile(r"[ ][A-Z][a-z]")


def _is_year(before: str, after: str) -> bool:
    """A four-digit number on its own: a year where a preposition, a bracket or "the 2016 attack" says so."""
    if _SURE_CUE.search(before):
        return True
    cued = (
        _CUE.search(before) or _YEAR_AFTER_COMMA.search(before) or re.match(r"[-–](?:1[89]|20)\d\d\b", after)
    )
    named = _OF_A_YEAR.search(before) and after[:1] == " " and after[1:2].islower()
    return bool(cued or named) and not _COUNTED.match(after)


_FULL_MONTHS = frozenset(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))
_THE = re.compile(r"(?:^|\W)the\s$", re.IGNORECASE)


def _is_month(words: str, before: str, after: str) -> bool:
    """A month on its own: after a preposition, or a full name that is nothing else in English."""
    if _CUE.search(before):
        named = words.endswith(".") or (
            words.lower() in _FULL_MONTHS and words.lower() not in ("may", "march")
        )
        return named or not _NAME_FOLLOWS.match(after)
    lowered = words.lower()
    unclear = (
        lowered in ("may", "march", "april", "june", "august") or lowered.rstrip(".") not in _FULL_MONTHS
    )
    if unclear and _THE.search(before) and lowered in _FULL_MONTHS:
        return after[:1] == " " and after[1:2].islower()  # "the May attack"
    return not unclear and not _NAME_FOLLOWS.match(after)
