"""The words that time phrases are made of, and what a phrase is read against.

Shared by the readers of calendar dates (:mod:`dateline.link.calendar_dates`) and of dates told from the
publication (:mod:`dateline.link.relative_dates`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateline.link.days import When
from dateline.text.times import MONTHS, NUMBERS, WEEKDAYS

__all__ = [
    "DAY",
    "DAYPART",
    "HOURS",
    "LEAD",
    "MONTH",
    "NUMBER",
    "OF_YEAR",
    "STAGE",
    "UNIT",
    "VAGUE",
    "WEEKDAY",
    "YEAR",
    "Anchor",
    "Reader",
    "Readers",
    "choice",
    "number_of",
    "plain",
    "read_with",
    "reads",
    "singular",
]

_LONGEST = 90
"""Characters of the longest phrase worth reading; every form of the grammar is shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a phrase is read against: the publication day, if known, and if it tells of things to come."""

    day: date | None
    """The publication day."""
    future: bool = False


Reader = Callable[[re.Match[str], Anchor], "When | None"]
"""Reads a matched phrase; ``None`` if it names nothing after all ("30 February")."""
Readers = list[tuple[re.Pattern[str], Reader]]


def reads(readers: Readers, pattern: str) -> Callable[[Reader], Reader]:
    """Adds a reader for phrases that wholly match ``pattern``; readers are tried in order of definition."""

    def register(reader: Reader) -> Reader:
        readers.append((re.compile(pattern), reader))
        return reader

    return register


def read_with(readers: Readers, words: str, anchor: Anchor) -> When | None:
    """What the first reader that can make sense of ``words`` makes of them."""
    for pattern, reader in readers:
        match = pattern.fullmatch(words)
        if match and (when := reader(match, anchor)):
            return when
    return None


LEAD = re.compile(
    r"^(?:(?:on|in|at|during|by|of|over|before|after|until|till|throughout|about|around|circa|nearly|almost"
    r"|just|only|more than|less than|back in|as of|also|and|the year) )+"
)


def plain(text: str) -> str:
    """Lower case, single spaces, plain dashes, no dots after abbreviations, no leading preposition."""
    if len(text) > _LONGEST:
        return ""
    words = " ".join(text.lower().replace("’", "'").replace("(", " ").split())
    words = re.sub(r" ?[-–—] ?", "-", words)
    words = re.sub(r"(?<=[a-z])\.", "", words).strip(" ,;:.)'\"")
    return LEAD.sub("", words)


def number_of(words: str) -> int | None:
    """A number in digits or words, or ``None``."""
    return int(words) if words.isdigit() else NUMBERS.get(words)


def singular(unit: str) -> str:
    """ "days" and "nights" -> "day"."""
    return {"night": "day", "morning": "day", "evening": "day", "afternoon": "day"}.get(
        unit.removesuffix("s"), unit.removesuffix("s")
    )


def choice(words: list[str]) -> str:
    """Alternation, longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


MONTH = choice(list(MONTHS))
WEEKDAY = choice(list(WEEKDAYS))
DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?:1[89]|20)\d\d"
STAGE = (
    r"(?P<stage>(?:the )?(?:very )?"
    r"(?:early|earlier|mid|middle|late|later|beginning|start|end|turn)(?: of| in| on)?[ -])?"
)
DAYPART = r"(?: (?:early |late |mid-?)?(?:morning|afternoon|evening|night|dawn|noon|midday))?"
HOURS = r"(?:(?:the )?(?:early |late |small )?(?:hours|night|morning|evening|afternoon|dawn) of )?"
OF_YEAR = rf"(?:,? (?:of )?(?P<y>{YEAR})|,? (?:of )?(?P<rely>last|this|next|that) year)"
NUMBER = rf"(?:\d{{1,3}}|{choice(list(NUMBERS))})"
VAGUE = r"(?:a few|few|several|some|many|a number of)"
UNIT = r"(?:hour|day|night|week|month|year|decade)s?"
