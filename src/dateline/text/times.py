"""Finds the time expressions of news English: calendar dates, weekdays, and words such as "overnight".

A closed grammar of our own and not a library's: reading is what this package is for, and a general date
finder takes "March" the verb and bare numbers for dates and needs milliseconds a sentence. What an
expression *means* is :mod:`dateline.link.dates`' part.

Found: the dates a coder needs. Not found: durations ("for three days", "the seven-day truce"), clock times,
ages, and phrases that hang on an event ("shortly after its release").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["MONTHS", "NUMBERS", "WEEKDAYS", "TimeMention", "find_times"]

_MONTH_NAMES = ["january", "february", "march", "april", "may", "june"]
_MONTH_NAMES += ["july", "august", "september", "october", "november", "december"]
_WEEKDAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

MONTHS: Mapping[str, int] = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
"""Lower-case month name or abbreviation without its dot -> 1..12."""

WEEKDAYS: Mapping[str, int] = {
    **{name: number for number, name in enumerate(_WEEKDAY_NAMES)},
    **{name[:3]: number for number, name in enumerate(_WEEKDAY_NAMES)},
    **{"tues": 1, "wednes": 2, "thur": 3, "thurs": 3},
}
"""Lower-case weekday or abbreviation without its dot -> 0 (Monday)..6."""

_COUNTING = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
NUMBERS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_COUNTING, 1)},
    **{"a": 1, "an": 1, "couple": 2, "a couple of": 2, "a dozen": 12},
    **{"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18},
    **{"nineteen": 19, "twenty": 20, "twenty-four": 24},
    **{"thirty": 30, "forty": 40, "forty-eight": 48, "fifty": 50, "sixty": 60, "seventy-two": 72},
}
"""Number words that news uses before "days ago"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """One time expression: half-open character range ``[start, end)`` of the text, and its words."""

    start: int
    end: int
    text: str


def _choice(words: list[str]) -> str:
    """Alternation, longest first, so that "couple" does not cut "couple of" short."""
    return "(?:" + "|".join(sorted((word.replace(" ", "~") for word in words), key=len, reverse=True)) + ")"


_PARTS: dict[str, str] = {}


def _rule(template: str) -> str:
    """A pattern from a template: ``<name>`` is a part defined before, ``~`` the space between two words
    (also a line break, since wires break lines anywhere)."""
    filled = re.sub(r"<(\w+)>", lambda name: _PARTS[name.group(1)], template)
    return filled.replace("~", r"(?:[ \t\u00a0]{1,2}\n?|\n)")


def _part(name: str, template: str) -> None:
    _PARTS[name] = f"(?:{_rule(template)})"


_part("year", r"(?:1[89]|20)\d\d\b(?![-/]\d\d|\.\d|,\d)")
_part("day", r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b")
_part("fullmonth", _choice(_MONTH_NAMES) + r"\b")
_part("shortmonth", _choice([name for name in MONTHS if name not in _MONTH_NAMES]) + r"\b\.?")
_part("month", "<fullmonth>|<shortmonth>")
_part("fullweekday", _choice(_WEEKDAY_NAMES) + r"\b")
_part("weekday", "<fullweekday>|" + _choice([d for d in WEEKDAYS if d not in _WEEKDAY_NAMES]) + r"\b\.?")
_part("daypart", r"(?:early~|late~|mid-?)?(?:morning|afternoon|evening|night|dawn|noon|midday)\b")
_part("to", "~?[-–—]~?|~(?:to|and|through|until|till|or)~(?:the~)?")
_part("number", r"\d{1,3}|" + _choice(list(NUMBERS)))
_part("vague", "(?:(?:a~)?few|several|some|many|a~number~of)")
_part("unit", "(?:hours?|days?|nights?|weeks?|months?|years?|decades?)")
_part("season", "spring|summer|autumn|fall|winter")
_part("whose", "last|this|next|past|(?:the|that)~(?:past|last|next|previous|following|same|coming)|that")
_part("stage", "early|earlier|mid|late|later|the~(?:very~)?(?:beginning|start|middle|end)~of|the~turn~of")
_part("hours", "(?:the~)?(?:(?:early|late|small)~)?(?:hours|night|morning|evening|afternoon|dawn)~of~")
_part("ofyear", ",?~(?:of~)?(?:<year>|(?:last|this|next)~year\\b)")
_part("daymonth", "<day>(?:~of)?(?:~|-)<month>")
_part("dmy", r"<daymonth>(?:<ofyear>|-<year>|(?:~|-)'?\d\d\b(?![:,.%]\d|~?%))?")
_part("monthday", r"<month>~(?:the~)?<day>(?![:.,]\d)")
_part("mdy", "<monthday><ofyear>?")
_part("my", r"<month>,?~(?:of~)?<year>|<fullmonth>,?~(?:of~)?(?:last|this|next|that)~year\b")
_part("date", "<dmy>|<mdy>|<my>")
_part("stagedate", "(?:<stage>~?(?:in~)?-?)?(?:<hours>)?(?:<weekday>,?~)?\\(?(?:<date>)")

# Tried in this order at each character; the first that fits wins, so longer readings stand first.
_FORMS: Mapping[str, str] = {
    "range": (
        r"(?:between~|from~)?(?:<day><to><dmy>|<monthday><to><day>(?![:.,]\d)<ofyear>?|<date><to><date>"
        r"|<fullmonth><to><fullmonth><ofyear>)|(?:between|from)~<fullmonth><to><fullmonth>"
    ),
    "iso": r"(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b",
    "slashed": (
        r"\d{1,2}/\d{1,2}/(?:(?:1[89]|20)\d\d|\d\d)\b(?![/\d])|\d{1,2}\.\d{1,2}\.(?:1[89]|20)\d\d\b(?!\.\d)"
    ),
    "date": "(?:since~)?<stagedate>",
    "seasons": (
        r"(?:since~)?(?:the~)?(?:<stage>~)?(?:<season>)(?:~of)?,?~<year>|(?:since~)?(?:last|this|next)~(?:<season>)\b"
    ),
    "parts": (
        r"the~(?:first|second|third|fourth|last|final)~(?:quarter|half|months)~of~"
        r"(?:<year>|(?:last|this|next)~year\b)"
    ),
    "stagemonth": (
        "(?:since~)?<stage>(?:~|-)<fullmonth>|since~<fullmonth>|(?:since~)?(?:<stage>~)?(?:last|this|next)~<fullmonth>"
    ),
    "years": (
        r"(?:between~|from~)<year><to><year>|(?:1[89]|20)\d\d~?[-–—]~?<year>|(?:1[89]|20)\d\d[-–/]\d\d\b(?![-/.,]\d)"
        r"|(?:the~)?(?:<stage>(?:~|-))?(?:1[89]|20)\d0s\b|(?:since~<stage>|since|<stage>)(?:~|-)<year>"
    ),
    "month": "<month>",
    "year": "<year>",
    "weekdays": (
        "(?:between~|from~|overnight~(?:from~|between~|on~)?|<hours>)?<fullweekday>(?:~<daypart>)?"
        "<to>(?:<hours>)?<fullweekday>(?:~<daypart>)?"
    ),
    "weekday": (
        "(?:overnight~(?:on~|into~)?|(?:early|earlier|late|later)~(?:on~)?)?(?:since~)?(?:<hours>)?"
        "(?:(?:<whose>)~)?<fullweekday>(?:~(?:of~)?(?:last|this|next)~week\\b|~<daypart>)?"
    ),
    "deictic": (
        r"the~day~(?:before~yesterday|after~tomorrow)\b"
        r"|(?:since~)?(?:(?:early|earlier|late|later)~)?(?:<hours>)?(?:yesterday|today|tonight|tomorrow)\b(?:~<daypart>)?"
        r"|(?:(?:early|earlier|late|later)~)?(?:overnight|last~night|last~evening|this~(?:morning|afternoon|evening))\b"
    ),
    "calendar": (
        r"(?:since~)?(?:<stage>~)?(?:<whose>)~(?:week-?end|week|month|year|decade|century)\b"
        r"|(?:over|at|during|on)~the~week-?end\b"
    ),
    "stretch": (
        r"(?:the~)?(?:past|last|previous|preceding|next|coming|following)~(?:<number>|<vague>)(?:~|-)<unit>\b"
        r"|(?:the~)?(?:recent|coming)~(?:hours|days|weeks|months|years|decades)\b|the~(?:past|last)~(?:day|hour)\b"
    ),
    "distance": (
        r"(?:(?:<number>|<vague>)~<unit>|hours|days|weeks|months|years|decades)"
        r"~(?:ago|earlier|later|previously|beforehand)\b"
        r"|the~(?:previous|next|following|same|preceding)~(?:day|night|morning|evening|afternoon)\b"
        r"|that~(?:day|night|morning|evening|afternoon)\b|the~(?:day|night|week|month|year)~(?:before|earlier|after)\b"
    ),
}
_ANY_FORM = re.compile(
    r"(?<![\w$£€/.-])(?:"
    + "|".join(f"(?P<{name}>{_rule(template)})" for name, template in _FORMS.items())
    + r")(?!\w)",
    re.IGNORECASE,
)

_LOWER_MONTH = re.compile(rf"(?<!\w)(?:{'|'.join(MONTHS)})(?!\w)")
_CUE = re.compile(
    r"(?:^|[\s(])(?:in|during|by|until|till|before|after|of|throughout|from|since|around|circa|year|last|to|and|through)"
    r"[ \n\u00a0]$",
    re.IGNORECASE,
)
"""Words after which a lone month or a four-digit number is a date."""
_SURE_CUE = re.compile(r"(?:^|[\s(])(?:in|during|since|throughout|year)[ \n\u00a0]$", re.IGNORECASE)
"""Words after which a year is a year even before a noun that is counted elsewhere ("In 2019 troops ...")."""
_YEAR_AFTER_COMMA = re.compile(r"(?:\(|\b(?:19|20)\d\d(?:,| and| or)?[ ])$")
_THE = re.compile(r"(?:^|\W)the\s$", re.IGNORECASE)
_COUNTED = re.compile(
    r"[ \n\u00a0](?:%|per\s?cent|people|persons?|men|women|children|troops|soldiers|fighters|dead"
    r"|wounded|others"
    r"|civilians|families|houses|homes|dollars|[mb]illion|euros|k[mg]\b|kilomet\w+|miles|met\w*rs?|feet|tons?|tonnes"
    r"|residents|refugees|GMT|UTC|hrs|local time|more"
    r"|members|hours|detainees|prisoners|rounds|villagers|migrants|police\w*|US\b|cases"
    r"|deaths|victims|protesters|personnel|vehicles|rockets|shells|drones|hectares|acres)",
    re.IGNORECASE,
)
"""A four-digit number before one of these counts things."""
_NAME_FOLLOWS = re.compile(r"[ ][A-Z][a-z]")


def find_times(text: str) -> tuple[TimeMention, ...]:
    """Time expressions of ``text`` in order, non-overlapping, each the longest reading at its place.

    >>> [mention.text for mention in find_times("Troops may march on Friday, 27 January 2019.")]
    ['Friday, 27 January 2019']
    """
    mentions: list[TimeMention] = []
    position = 0
    while match := _ANY_FORM.search(text, position):
        if _is_time(text, match):
            mentions.append(TimeMention(start=match.start(), end=match.end(), text=match.group()))
            position = match.end()
        else:
            position = _next_word(text, match.start())
    return tuple(mentions)


def _next_word(text: str, start: int) -> int:
    """Where the word at ``start`` ends: a refused reading gives up one word, not all of its words."""
    end = start + 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether the words around and their case allow the reading."""
    words = match.group()
    if _LOWER_MONTH.search(words):  # "may" the modal, "march" the verb, "sun" and "sat" are no dates
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    form = match.lastgroup
    if form == "month":
        return _is_month(words, before, text[match.end() : match.end() + 3])
    if form == "year":
        return _is_year(before, text[match.end() : match.end() + 14])
    return True


def _is_year(before: str, after: str) -> bool:
    """A four-digit number on its own: a year where a preposition, a bracket or "the 2016 attack" says so."""
    if _SURE_CUE.search(before):
        return True
    cued = _CUE.search(before) or _YEAR_AFTER_COMMA.search(before)
    named = _THE.search(before) and after[:1] == " " and after[1:2].islower()
    return bool(cued or named) and not _COUNTED.match(after)


def _is_month(words: str, before: str, after: str) -> bool:
    """A month on its own: after a preposition, or a full name that is nothing else in English."""
    if _CUE.search(before):
        return not (words.rstrip(".").lower() in ("may", "march") and _NAME_FOLLOWS.match(after))
    lowered = words.lower()
    unclear = lowered in ("may", "march", "april", "june", "august") or lowered not in _MONTH_NAMES
    return not unclear and not _NAME_FOLLOWS.match(after)
