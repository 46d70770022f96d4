"""What takes no date: durations ("for three days"), habits ("every Friday") and ages ("25-year-old")."""

from __future__ import annotations

import re

from dateline.text.timex.days import DAY_PARTS, Kind, When, length, unknown
from dateline.text.timex.grammar import Anchor, Rules, reads
from dateline.text.timex.words import NUMBER, VAGUE, WEEKDAY_NAME, WEEKDAYS, number_of, singular

__all__ = ["AGE", "LENGTHS"]

AGE = "age"
"""Name of the rule that keeps the years of a person from being a time."""
LENGTHS: Rules = []
"""Rules of durations, sets and ages."""
_LONG_UNIT = r"(?P<unit>second|minute|hour|day|night|week|month|quarter|year|decade|centurie|century)"
_ROUGHLY = (
    r"(?:(?:about|nearly|almost|more than|over|at least|at most|up to|less than|no more than|around"
    r"|roughly|some"
    r"|just|just over|just under|as (?:long|many|much) as|an estimated|the|another|an additional"
    r"|within|every|(?P<set>each)) ){0,2}"
)
_SORT = (
    r"(?:(?:more|additional|full|straight|consecutive|trading|business|working|whole|long|solid"
    r"|calendar|successive) )?"
)


@reads(
    LENGTHS,
    rf"{NUMBER}[- ](?:year|month|week|day)s?[- ]old|aged? (?:of )?\d{{1,3}}(?: (?:and|or|to) \d{{1,3}})?"
    rf"|(?:in )?(?:his|her|their) (?:early |mid-?|late )?(?:teens|twenties|thirties|forties|fifties"
    rf"|sixties|seventies|\d0s)"
    rf"|{NUMBER} years? of age",
    dates=False,
)
def _age(match: re.Match[str], anchor: Anchor) -> When | None:
    return unknown()


@reads(
    LENGTHS,
    rf"{_ROUGHLY}(?P<n>{NUMBER}|half an?|{VAGUE})[ -]{_SORT}{_LONG_UNIT}s?(?:-long"
    rf"| long)?(?: or so)?(?![- ]old)",
    dates=False,
)
def _duration(match: re.Match[str], anchor: Anchor) -> When | None:
    words, unit = match["n"], singular(match["unit"].replace("centurie", "century"))
    if unit == "second" and not words.isdigit():
        return None  # "a second" is an ordinal too
    if words.startswith("half"):
        halves = {"hour": "PT30M", "year": "P6M", "decade": "P5Y", "century": "P50Y", "day": "PT12H"}
        return unknown(value=halves.get(unit, ""), kind=Kind.DURATION)
    return length(number_of(words), unit)


@reads(LENGTHS, rf"(?P<n>{NUMBER})-{_LONG_UNIT}(?:-long)?(?!-old)", dates=False)
def _adjective(match: re.Match[str], anchor: Anchor) -> When | None:
    return length(number_of(match["n"]), singular(match["unit"]))


@reads(
    LENGTHS,
    r"(?P<unit>hour|day|week|month|year|decade)s?-long"
    r"|(?P<units>minutes|hours|days|weeks|months|years|decades|centuries)",
    dates=False,
)
def _some(match: re.Match[str], anchor: Anchor) -> When | None:
    if match["unit"]:
        return length(None if "s-" in match.group() else 1, match["unit"])
    return length(None, singular(match["units"].replace("centurie", "century")))


@reads(
    LENGTHS,
    rf"the (?P<first>first|initial|opening|final|last|latest) (?P<n>{NUMBER}|few|several) {_LONG_UNIT}s?"
    rf"|the (?P<n2>{NUMBER}) {_LONG_UNIT.replace('unit', 'unit2')}s?(?: ended| through| to)?",
    dates=False,
)
def _first_so_many(match: re.Match[str], anchor: Anchor) -> When | None:
    unit = singular((match["unit"] or match["unit2"]).replace("centurie", "century"))
    return length(number_of(match["n"] or match["n2"]), unit) if unit != "second" else None


_OFTEN = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y",
    "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W", "fortnightly": "P2W",
}  # fmt: skip


@reads(
    LENGTHS,
    rf"(?P<often>{'|'.join(_OFTEN)})|(?:every|each) (?:(?:other|(?P<n>{NUMBER})) )?(?:single )?"
    rf"(?P<unit>hour|day|night|week|month|quarter|year)s?"
    rf"|(?:(?:once|twice|three times) )?(?:per) (?P<unit2>hour|day|week|month|quarter|year)",
    dates=False,
)
def _habit(match: re.Match[str], anchor: Anchor) -> When | None:
    if match["often"]:
        return unknown(value=_OFTEN[match["often"]], kind=Kind.SET)
    count = number_of(match["n"]) if match["n"] else 2 if " other " in match.group() else 1
    return unknown(value=length(count, singular(match["unit"] or match["unit2"])).value, kind=Kind.SET)


@reads(
    LENGTHS,
    rf"(?:every|each) (?:other )?(?P<w>{WEEKDAY_NAME})(?: (?P<part>morning|afternoon|evening|night))?"
    rf"|(?P<w2>{WEEKDAY_NAME})s|(?P<w3>{WEEKDAY_NAME}) (?P<part2>morning|afternoon|evening|night)s",
    dates=False,
)
def _weekdays(match: re.Match[str], anchor: Anchor) -> When | None:
    day = WEEKDAYS[match["w"] or match["w2"] or match["w3"]]
    part = DAY_PARTS.get(match["part"] or match["part2"] or "", "")
    return unknown(value=f"XXXX-WXX-{day + 1}{part}", kind=Kind.SET)
