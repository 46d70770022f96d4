"""The notation of the MUC-4 keys: one filler a line, as ``muc4/SLOTS.md`` sets it out.

``-`` empty, ``*`` does not apply, ``A / B`` alternatives, ``? A`` optional, ``A: "B"`` a filler that belongs
to the filler B of another slot. Dates, numbers and places are read into values of their own; everything else
stays text.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dateline.text.times import MONTHS

__all__ = [
    "KINDS",
    "SLOTS",
    "Chain",
    "Days",
    "Fill",
    "KeyFill",
    "Kind",
    "Number",
    "Place",
    "Value",
    "read_fill",
]


class Kind(StrEnum):
    """What the fillers of a slot are."""

    DATE = "date"
    LOCATION = "location"
    SET = "set"
    STRING = "string"
    NUMBER = "number"


KINDS: Mapping[str, Kind] = {
    "date": Kind.DATE,
    "location": Kind.LOCATION,
    "incident_type": Kind.SET,
    "stage": Kind.SET,
    "instrument_id": Kind.STRING,
    "instrument_type": Kind.SET,
    "perp_category": Kind.SET,
    "perp_individual": Kind.STRING,
    "perp_org": Kind.STRING,
    "perp_org_confidence": Kind.SET,
    "phys_tgt_id": Kind.STRING,
    "phys_tgt_type": Kind.SET,
    "phys_tgt_number": Kind.NUMBER,
    "phys_tgt_nation": Kind.SET,
    "phys_tgt_effect": Kind.SET,
    "phys_tgt_total": Kind.NUMBER,
    "hum_tgt_name": Kind.STRING,
    "hum_tgt_desc": Kind.STRING,
    "hum_tgt_type": Kind.SET,
    "hum_tgt_number": Kind.NUMBER,
    "hum_tgt_nation": Kind.SET,
    "hum_tgt_effect": Kind.SET,
    "hum_tgt_total": Kind.NUMBER,
}
"""Slot -> kind, in the order of the score sheets. The 24th slot, the template's number, has no filler."""
SLOTS = tuple(KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From ``first`` to ``last``, both included; ``first`` is ``None`` for "on or before"."""

    first: datetime.date | None
    last: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """``low`` to ``high``, ``None`` where that side is open; ``about`` for ``~``; ``PLURAL`` is open on both
    sides."""

    low: int | None
    high: int | None
    about: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name and what it may name (``CITY``, ``DEPARTMENT``); a country has no kind."""

    name: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Country first, then ever more specific places; a level of two places means between the two."""

    levels: tuple[frozenset[Place], ...]


Value = str | Days | Number | Chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """One filler of a response; ``of`` is the filler of another slot that it belongs to, or ``""``."""

    value: Value
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFill:
    """One filler of a key: any of ``alternatives`` is right, and so is leaving an ``optional`` one out.

    ``of`` are the wordings of the filler of another slot that it belongs to; none where it stands alone.
    """

    alternatives: tuple[Value, ...]
    optional: bool = False
    of: tuple[str, ...] = ()


NO_YEAR = datetime.MINYEAR
"""Stands for the year of a date that has none, in a text that has none."""
_EMPTY = frozenset({"", "-", "*", '"-"'})
_OF_SEVERAL = frozenset(slot for slot in SLOTS if KINDS[slot] not in (Kind.DATE, Kind.LOCATION))
"""Slots whose lines may name a filler of another slot after a colon."""
_MONTH = "(?i:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_DAY = rf"\d{{1,2}} {_MONTH}(?: \d\d)?|{_MONTH} \d{{1,2}}"
_DAYS = re.compile(rf"(?P<open>-)?\s*(?P<first>{_DAY})(?:\s*-\s*(?P<last>{_DAY}))?")
_NUMBER = re.compile(r"(?P<about>~)?\s*(?P<low>\d+)?\s*(?P<to>-)?\s*(?P<high>\d+)?")
_PLACE = re.compile(r"(?P<name>[^()]*?)\s*(?:\((?P<kind>[^()]*)\))?")
_BETWEEN = re.compile(r"(?<=\)) - ")


def read_fill(slot: str, line: str, year: int | None = None) -> KeyFill | None:
    """The filler of one line of ``slot``, or ``None`` where the line says that there is none.

    ``year`` is that of a date without one, the text's own if it has one. A date or number that is not in the
    notation, a slip of the key, stays text; nothing but the same slip equals it.

    >>> read_fill("hum_tgt_number", '? ~7: "PILOTS" / "CREW"')
    KeyFill(alternatives=(Number(low=7, high=7, about=True),), optional=True, of=('PILOTS', 'CREW'))
    """
    text = line.strip()
    optional = text.startswith("?")
    text = text.removeprefix("?").strip()
    reference = ""
    if slot in _OF_SEVERAL:
        text, *rest = _split(text, ":")
        reference = ":".join(rest).strip()
    if text.strip() in _EMPTY:
        return None
    alternatives = tuple(_value(slot, part, year) for part in _split(_bare(text), "/"))
    of = () if reference in _EMPTY else tuple(map(_unquoted, _split(reference, "/")))
    return KeyFill(alternatives=alternatives, optional=optional, of=of)


def _split(text: str, mark: str) -> list[str]:
    """``text`` at every ``mark`` outside quotes and brackets; quotes that do not pair are no quotes."""
    quotes = len(re.findall(r'(?<!\\)"', text)) % 2 == 0
    parts, begin, depth, quoted = [], 0, 0, False
    for at, letter in enumerate(text):
        if letter == '"' and quotes and text[at - 1 : at] != "\\":
            quoted = not quoted
        elif quoted:
            continue
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == mark and depth == 0:
            parts.append(text[begin:at].strip())
            begin = at + 1
    return [*parts, text[begin:].strip()]


def _bare(text: str) -> str:
    """``text`` without brackets around the whole of it."""
    text = text.strip()
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[1:-1].strip() if text[:1] == "(" and at == len(text) - 1 else text
    return text


def _unquoted(text: str) -> str:
    return " ".join(_bare(text).removeprefix('"').removesuffix('"').replace('\\"', '"').split())


def _value(slot: str, text: str, year: int | None) -> Value:
    kind = KINDS[slot]
    if kind is Kind.DATE:
        return _days(_bare(text), year)
    if kind is Kind.LOCATION:
        return _chain(_bare(text))
    if kind is Kind.NUMBER:
        return _number(_bare(text))
    return _unquoted(text)


def _days(text: str, year: int | None) -> Days | str:
    found = _DAYS.fullmatch(text)
    if found is None:
        return text
    first = _day(found["first"], year)
    if found["last"]:
        return Days(first=first, last=_day(found["last"], year))
    return Days(first=None if found["open"] else first, last=first)


def _day(text: str, year: int | None) -> datetime.date:
    """``30 DEC 89``; ``30 DEC`` and ``DEC 30`` are of ``year``; 31 APR, a slip, is its month's last day."""
    words = text.split()
    month = next(MONTHS[word.lower()[:3]] for word in words if not word.isdigit())
    day, *written = [int(word) for word in words if word.isdigit()]
    of_year = 1900 + written[0] if written else year or NO_YEAR
    return datetime.date(of_year, month, min(day, calendar.monthrange(of_year, month)[1]))


def _number(text: str) -> Number | str:
    if text == "PLURAL":
        return Number(low=None, high=None)
    found = _NUMBER.fullmatch(text)
    if found is None or not (found["low"] or found["high"]):
        return text
    low = int(found["low"]) if found["low"] else None
    high = int(found["high"]) if found["high"] else None if found["to"] else low
    return Number(low=low, high=high, about=bool(found["about"]))


def _chain(text: str) -> Chain:
    levels = (_BETWEEN.split(level) for level in _split(text, ":"))
    return Chain(levels=tuple(frozenset(map(_place, level)) for level in levels))


def _place(text: str) -> Place:
    found = _PLACE.fullmatch(text.strip())
    if found is None:
        return Place(name=" ".join(text.split()))
    kinds = (kind.strip(" ?") for kind in (found["kind"] or "").split("/"))
    return Place(name=" ".join(found["name"].split()), kinds=frozenset(filter(None, kinds)))
