"""The vocabulary of time phrases, and text made plain enough to match them on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "DAY",
    "DAYPART",
    "FIRST_WORDS",
    "HOURS",
    "MONTH",
    "MONTHS",
    "NUMBER",
    "NUMBERS",
    "OF_YEAR",
    "ORDINALS",
    "STAGE",
    "UNIT",
    "VAGUE",
    "WEEKDAY",
    "WEEKDAYS",
    "WEEKDAY_NAME",
    "YEAR",
    "Plain",
    "choice",
    "number_of",
    "plain",
    "singular",
]


def choice(words: list[str]) -> str:
    """Alternation, longest first, so that "couple" does not cut "couple of" short."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


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

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"]
_TEENS += ["nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

NUMBERS: Mapping[str, int] = {
    **{word: number for number, word in enumerate([*_ONES, *_TEENS], 1)},
    **{ten: number * 10 for number, ten in enumerate(_TENS, 2)},
    **{
        f"{ten}{gap}{one}": number * 10 + unit
        for number, ten in enumerate(_TENS, 2)
        for unit, one in enumerate(_ONES, 1)
        for gap in ("-", " ")
    },
    **{"a": 1, "an": 1, "couple": 2, "a couple of": 2, "a couple": 2, "a dozen": 12, "hundred": 100},
    "a hundred": 100,
}
"""Number words that news uses before a unit of time."""

_FIRST = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_FIRST += ["eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"]
_FIRST += ["eighteenth", "nineteenth", "twentieth"]
ORDINALS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_FIRST, 1)},
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_FIRST[:9], 1)},
    **{"thirtieth": 30, "thirty-first": 31},
}
"""Ordinal words of the days of a month."""

MONTH = choice(list(MONTHS))
WEEKDAY = choice(list(WEEKDAYS))
WEEKDAY_NAME = choice(_WEEKDAY_NAMES)
DAY = rf"(?P<d>(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{choice(list(ORDINALS))})(?!\w)"
YEAR = r"(?:1[89]|20)\d\d(?!\w|[.,]\d)"
STAGE = (
    r"(?P<stage>(?:the )?(?:very )?"
    r"(?:early|earlier|mid|middle|late|later|beginning|start|end|turn)(?: of| in| on)?[ -])?"
)
DAYPART = r"(?: (?:early |late |mid-?)?(?P<part>morning|afternoon|evening|night|dawn|noon|midday))?"
HOURS = r"(?:(?:the )?(?:early |late |small )?(?P<hours>hours|night|morning|evening|afternoon|dawn) of )?"
OF_YEAR = rf"(?:,? (?:of )?(?P<y>{YEAR})|,? (?:of )?(?P<rely>last|this|next|that) year(?!\w))"
_SMALL = [word for word in NUMBERS if not word.startswith(tuple(_TENS))]
NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{choice(_SMALL)})(?!\w)"
_STARTERS = """
the very early earlier mid middle late later beginning start end close turn small hours night
morning evening afternoon dawn last this next past that these those previous preceding coming
following recent latest current present future fiscal financial year eighteen nineteen oh twenties
thirties forties fifties sixties seventies eighties nineties spring summer autumn fall winter final
initial opening eve christmas new valentine's halloween thanksgiving yesterday today tonight
tomorrow overnight about nearly almost more over some just at less only roughly few several many
shortly soon immediately moments right minutes day days week weeks month months years decade decades
centuries hour daily weekly monthly quarterly yearly annually hourly nightly biweekly fortnightly
every each once twice per now currently nowadays presently recently lately formerly not long noon
midday midnight around before after aged age his her their half up no as another within between from
comparable prior its most until any muharram safar rabi rabi' jumada rajab sha'ban shaaban shaban
ramadan ramazan ramadhan shawwal shawal dhu dhul zilhaj
"""
FIRST_WORDS = re.compile(
    r"(?<![\w$£€/.-])(?=(?:\d|'\d|q[1-4](?!\w)|"
    + choice(
        [
            *MONTHS,
            *WEEKDAYS,
            *(name + "s" for name in _WEEKDAY_NAMES),
            *_TENS,
            *_SMALL,
            *ORDINALS,
            *_STARTERS.split(),
        ]
    )
    + r")(?:(?!\w)|(?<=\d)))"
)
"""Where a time expression may begin: a quick test, so that the rules are tried at few words."""
VAGUE = r"(?:a few|few|several|some|many|a number of)"
UNIT = r"(?:hour|day|night|week|month|quarter|year|decade)s?"


def number_of(words: str) -> int | None:
    """A number in digits or words, or ``None``."""
    return int(words) if words.isdigit() else NUMBERS.get(words)


def singular(unit: str) -> str:
    """ "days" and "nights" -> "day"."""
    return {"night": "day", "morning": "day", "evening": "day", "afternoon": "day"}.get(
        unit.removesuffix("s"), unit.removesuffix("s")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Text made plain, and for each of its characters the half-open range that it stands for."""

    text: str
    starts: list[int]
    ends: list[int]

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the plain text stands in the original."""
        return self.starts[start], self.ends[end - 1]


_ABBREVIATED = choice([name for name in (*MONTHS, *WEEKDAYS) if len(name) < 5 and name != "may"])
_PIECE = re.compile(
    rf"(?<!\w)(?P<short>{_ABBREVIATED})\.|(?<!\w)(?P<half>[ap])\.\s?m\b\.?|(?P<hyphen>[-‐‑])(?=\S)"
    r"|(?P<dash>[ \t]?[-‐‑–—][ \t]?)|(?P<space>\s+)|(?P<quote>[’‘])|[^\W_]+|.",
    re.IGNORECASE,
)


def plain(text: str) -> Plain:
    """Lower case, single spaces (a blank line is a line feed), no dots after abbreviations, ``-`` for a
    hyphen
    within a word and ``–`` for any other dash, with the place of each character in ``text``.

    >>> plain("Nov. 3,  9 A.M. – noon").text
    'nov 3, 9 am–noon'
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(written: str, start: int, end: int | None = None) -> None:
        letters.append(written)
        starts.extend(range(start, start + len(written)))
        ends.extend(range(start + 1, start + len(written) + 1))
        if end is not None:
            ends[-1] = end

    for piece in _PIECE.finditer(text):
        start, words, kind = piece.start(), piece.group(), piece.lastgroup
        if kind == "short":
            put(words[:-1].lower(), start)
        elif kind == "half":
            put(words[0].lower(), start)
            put("m", start + 1, piece.end())
        elif kind in ("hyphen", "quote"):
            put("-" if kind == "hyphen" else "'", start)
        elif kind == "dash":
            put("–", start, piece.end())
        elif kind == "space":
            put("\n" if words.count("\n") > 1 else " ", start, piece.end())
        else:
            lowered = words.lower()
            put(lowered if len(lowered) == len(words) else words, start)
    return Plain(text="".join(letters), starts=starts, ends=ends)
