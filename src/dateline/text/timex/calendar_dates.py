"""Calendar dates: days, months, years and decades, with or without their year."""

from __future__ import annotations

import re
from datetime import date

from dateline.model import DatePrecision
from dateline.text.timex.days import (
    When,
    between,
    held,
    month,
    on,
    safe_date,
    shift,
    third,
    unknown,
    year,
)
from dateline.text.timex.grammar import Anchor, Rules, reads
from dateline.text.timex.words import (
    DAY,
    DAYPART,
    HOURS,
    MONTH,
    MONTHS,
    NUMBERS,
    OF_YEAR,
    ORDINALS,
    STAGE,
    WEEKDAY,
    YEAR,
    choice,
)

__all__ = ["CALENDAR", "ZONE_GRACE", "relative_year"]

CALENDAR: Rules = []
"""Rules of calendar dates."""
_TWO_DIGIT_PIVOT = 50
"""A two-digit year from 50 on is of the 20th century: news archives in use start after 1950."""
ZONE_GRACE = 1
"""A yearless date one day after publication is this year's: the event may lie east of the newsroom."""
_TO = r"(?: ?[-–] ?| (?:to|and|through|until|till|or) (?:the )?)"
_NO_CLOCK = r"(?![:.,]\d)"


def full_year(digits: str) -> int:
    """A year of two or four digits."""
    value = int(digits)
    if len(digits) > 2:
        return value
    return value + (1900 if value >= _TWO_DIGIT_PIVOT else 2000)


def _day_of(words: str) -> int:
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else ORDINALS[words]


@reads(CALENDAR, r"(?P<y>(?:1[89]|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])")
def _iso(match: re.Match[str], anchor: Anchor) -> When | None:
    day = safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return on(day) if day else None


@reads(
    CALENDAR,
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:1[89]|20)\d\d|\d\d)(?![/\d])"
    r"|(?P<a2>\d{1,2})\.(?P<b2>\d{1,2})\.(?P<y2>(?:1[89]|20)\d\d)(?!\.\d)",
)
def _slashed(match: re.Match[str], anchor: Anchor) -> When | None:
    one, other = int(match["a"] or match["a2"]), int(match["b"] or match["b2"])
    in_year = full_year(match["y"] or match["y2"])
    day_first = safe_date(in_year, other, one)
    month_first = safe_date(in_year, one, other)
    if day_first and month_first:
        return on(day_first) if day_first == month_first else between(day_first, month_first)
    day = day_first or month_first
    return on(day) if day else None


@reads(
    CALENDAR,
    rf"{STAGE}{HOURS}(?:{WEEKDAY}(?:,? the|,)? \(?)?{DAY}(?: of)?[ -](?P<m>{MONTH})(?!\w)"
    rf"(?:{OF_YEAR}|-(?P<y2>{YEAR})|[ -]'?(?P<y3>\d\d)(?![\w:,.%]| ?%))?",
)
def _day_month(match: re.Match[str], anchor: Anchor) -> When | None:
    digits = match["y"] or match["y2"] or match["y3"]
    return _month_day(match, anchor, full_year(digits) if digits else None)


@reads(
    CALENDAR,
    rf"{STAGE}{HOURS}(?:(?:this coming |last |next )?{WEEKDAY}{DAYPART},? \(?)?(?P<m>{MONTH})(?!\w)"
    rf" (?:the )?{DAY}{_NO_CLOCK}{OF_YEAR}?",
)
def _month_day_year(match: re.Match[str], anchor: Anchor) -> When | None:
    return _month_day(match, anchor, int(match["y"]) if match["y"] else None)


def _month_day(match: re.Match[str], anchor: Anchor, told_year: int | None) -> When | None:
    month_, day_ = MONTHS[match["m"]], _day_of(match["d"])
    in_year = told_year or relative_year(match["rely"], anchor)
    if in_year is None and match["rely"] is None:
        in_year = anchor.years.get(month_)
    if in_year:
        day = safe_date(in_year, month_, day_)
        return on(day) if day else None
    if safe_date(2000, month_, day_) is None:  # 2000 is a leap year: no such day in any year
        return None
    if anchor.day is None or match["rely"]:
        return unknown(DatePrecision.DAY, value=f"XXXX-{month_:02}-{day_:02}")
    near = [safe_date(anchor.day.year + offset, month_, day_) for offset in range(-8, 9)]
    days = [day for day in near if day]
    if anchor.ahead_weight is not None:
        today, weight = anchor.day, anchor.ahead_weight
        return on(
            min(days, key=lambda day: (today - day).days if day <= today else (day - today).days * weight)
        )
    if anchor.future:
        return on(min(day for day in days if day >= anchor.day))
    return on(max(day for day in days if day <= shift(anchor.day, ZONE_GRACE)))


@reads(
    CALENDAR,
    rf"(?P<m>{MONTH})(?!\w) (?P<a>\d{{1,2}})(?:st|nd|rd|th)?{_TO}{DAY}{_NO_CLOCK}(?P<tail>{OF_YEAR})?",
)
def _days_of_month(match: re.Match[str], anchor: Anchor) -> When | None:
    tail = match["tail"] or ""
    return _both(f"{match['m']} {match['a']}{tail}", f"{match['m']} {match['d']}{tail}", anchor)


@reads(
    CALENDAR,
    rf"(?P<a>\d{{1,2}})(?:st|nd|rd|th)?{_TO}{DAY}(?: of)?[ -](?P<m>{MONTH})(?!\w)(?P<tail>{OF_YEAR})?",
)
def _days_before_month(match: re.Match[str], anchor: Anchor) -> When | None:
    tail = match["tail"] or ""
    return _both(f"{match['m']} {match['a']}{tail}", f"{match['m']} {match['d']}{tail}", anchor)


def _both(left: str, right: str, anchor: Anchor) -> When | None:
    """From the one day of a month to the other."""
    days = [_read(words, anchor) for words in (left, right)]
    if days[0] is None or days[1] is None:
        return None
    first, last = days[0].start, days[1].end
    return between(first, last) if first and last and first <= last else unknown(DatePrecision.DAYS)


def _read(words: str, anchor: Anchor) -> When | None:
    rule = next(rule for rule in CALENDAR if rule.name == "month_day_year")
    match = rule.pattern.fullmatch(words)
    return rule.read(match, anchor) if match else None


def relative_year(which: str | None, anchor: Anchor) -> int | None:
    """The year that "last", "this" or "next" year is; ``None`` without a day to read it from."""
    if which is None or which == "that" or anchor.day is None:
        return None
    return held(anchor.day.year + {"last": -1, "this": 0, "next": 1}[which])


_WRITTEN_YEAR = (
    r"(?P<century>eighteen|nineteen|twenty)[ -](?P<rest>"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six"
    r"|seven|eight|nine))?"
    r"|oh[ -](?:one|two|three|four|five|six|seven|eight|nine)"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)|two thousand"
)


@reads(
    CALENDAR,
    rf"{STAGE}(?:(?P<which>last|this|next|this past|this coming) )?(?P<m>{MONTH})(?!\w)"
    rf"(?:{OF_YEAR}|,? (?:of )?(?P<written>{_WRITTEN_YEAR})|-'?(?P<y2>{YEAR}|\d\d(?!\d)))?",
)
def _month(match: re.Match[str], anchor: Anchor) -> When | None:
    month_, stage = MONTHS[match["m"]], match["stage"] or ""
    in_year = int(match["y"]) if match["y"] else relative_year(match["rely"], anchor)
    if match["y2"]:
        in_year = full_year(match["y2"])
    if match["written"]:
        in_year = _written(match)
    if in_year is None and not (match["rely"] or match["which"]):
        in_year = anchor.years.get(month_)
    if in_year is None and anchor.day and not match["rely"]:
        in_year = anchor.day.year
        passed, current = month_ < anchor.day.month, month_ == anchor.day.month
        if anchor.ahead_weight is not None and match["which"] is None:
            behind, ahead = (anchor.day.month - month_) % 12, (month_ - anchor.day.month) % 12
            is_ahead = ahead * anchor.ahead_weight < behind
            in_year += (is_ahead and passed) - (not is_ahead and month_ > anchor.day.month)
        elif match["which"] in ("next", "this coming") or (anchor.future and match["which"] is None):
            in_year += passed or (current and match["which"] == "next")
        elif match["which"] != "this":
            in_year -= not passed and not (current and match["which"] is None)
    if in_year is None:
        return unknown(DatePrecision.MONTH, value=f"XXXX-{month_:02}")
    return month(in_year, month_, stage)


def _written(match: re.Match[str]) -> int:
    """A year in words: "nineteen ninety-seven"."""
    if match["century"] is None:
        return 2000
    rest = match["rest"].replace("-", " ").removeprefix("oh ")
    return {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[match["century"]] + sum(
        NUMBERS[word] for word in rest.split()
    )


@reads(
    CALENDAR,
    rf"{STAGE}(?:(?:the )?(?:fiscal|financial) (?:year )?|the year |the (?:calendar"
    rf"|school) year )?(?P<y>{YEAR})",
)
def _year_alone(match: re.Match[str], anchor: Anchor) -> When | None:
    return year(int(match["y"]), match["stage"] or "")


@reads(
    CALENDAR,
    rf"{STAGE}(?:the year )?(?P<written>{_WRITTEN_YEAR})(?! (?:[a-z]+ed|men|people|dollars|percent))",
)
def _year_in_words(match: re.Match[str], anchor: Anchor) -> When | None:
    return year(_written(match), match["stage"] or "")


_TENS = "twenties thirties forties fifties sixties seventies eighties nineties"


@reads(
    CALENDAR,
    rf"(?:the )?{STAGE}(?:(?P<y>(?:1[89]|20)\d0)'?s|'?(?P<y2>[2-9]0)'?s|(?P<words>{choice(_TENS.split())}))",
)
def _decade(match: re.Match[str], anchor: Anchor) -> When | None:
    if match["words"] or match["y2"]:
        if not match["words"] and not re.search(r"'\d|^the ", match.group()):
            return None  # "in his 60s"
        tens = _TENS.split().index(match["words"]) + 2 if match["words"] else int(match["y2"]) // 10
        first = 1900 + tens * 10
    else:
        first = int(match["y"])
    low, high = ((0, 9), (0, 3), (4, 6), (7, 9))[third(match["stage"] or "")]
    return between(date(first + low, 1, 1), date(first + high, 12, 31), value=f"{first // 10}")


@reads(CALENDAR, r"(?:the )?(?:(?:early|mid|late)[ -])?(?P<n>1[5-9]|2[01])(?:th|st)[ -]century")
def _century(match: re.Match[str], anchor: Anchor) -> When | None:
    first = (int(match["n"]) - 1) * 100
    return between(date(first + 1, 1, 1), date(first + 100, 12, 31), value=f"{first // 100}")


@reads(CALENDAR, rf"(?:between |from )?(?P<a>(?:1[89]|20)\d\d) ?[-–/] ?(?P<b>\d\d|{YEAR})(?![-/.,]\d)")
def _years(match: re.Match[str], anchor: Anchor) -> When | None:
    first, digits = int(match["a"]), match["b"]
    last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
    return between(date(first, 1, 1), date(last, 12, 31)) if last > first else None
