"""Reads calendar dates: days, months, years, seasons and parts of a year, with or without their year."""

from __future__ import annotations

import re
from datetime import date

from dateline.link.days import When, between, held, month, on, safe_date, shift, third, unknown, year
from dateline.link.phrases import (
    DAY,
    HOURS,
    MONTH,
    OF_YEAR,
    STAGE,
    WEEKDAY,
    YEAR,
    Anchor,
    Readers,
    choice,
    reads,
)
from dateline.model import DatePrecision
from dateline.text.times import MONTHS

__all__ = ["CALENDAR"]

CALENDAR: Readers = []
"""Readers of calendar dates, in the order to be tried."""
_TWO_DIGIT_PIVOT = 50
"""A two-digit year from 50 on is of the 20th century: news archives in use start after 1950."""
_ZONE_GRACE = 1
"""A yearless date one day after publication is this year's: the event may lie east of the newsroom."""


def full_year(digits: str) -> int:
    value = int(digits)
    if len(digits) > 2:
        return value
    return value + (1900 if value >= _TWO_DIGIT_PIVOT else 2000)


@reads(CALENDAR, rf"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)")
def _iso(match: re.Match[str], anchor: Anchor) -> When | None:
    day = safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return on(day) if day else None


@reads(CALENDAR, rf"(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>{YEAR}|\d\d)")
def _slashed(match: re.Match[str], anchor: Anchor) -> When | None:
    in_year = full_year(match["y"])
    day_first = safe_date(in_year, int(match["b"]), int(match["a"]))
    month_first = safe_date(in_year, int(match["a"]), int(match["b"]))
    if day_first and month_first:
        return between(day_first, month_first)
    day = day_first or month_first
    return on(day) if day else None


@reads(
    CALENDAR,
    rf"{STAGE}{HOURS}(?:{WEEKDAY},? )?{DAY}(?: of)?[ -](?P<m>{MONTH})"
    rf"(?:{OF_YEAR}|-(?P<y2>{YEAR})|[ -]'?(?P<y3>\d\d))?",
)
def _day_month(match: re.Match[str], anchor: Anchor) -> When | None:
    digits = match["y"] or match["y2"] or match["y3"]
    return _month_day(match, anchor, full_year(digits) if digits else None)


@reads(CALENDAR, rf"{STAGE}{HOURS}(?:{WEEKDAY},? )?(?P<m>{MONTH}) (?:the )?{DAY}{OF_YEAR}?")
def _month_day_year(match: re.Match[str], anchor: Anchor) -> When | None:
    return _month_day(match, anchor, int(match["y"]) if match["y"] else None)


def _month_day(match: re.Match[str], anchor: Anchor, told_year: int | None) -> When | None:
    month_, day_ = MONTHS[match["m"]], int(match["d"])
    in_year = told_year or _relative_year(match["rely"], anchor)
    if in_year:
        day = safe_date(in_year, month_, day_)
        return on(day) if day else None
    if safe_date(2000, month_, day_) is None:  # 2000 is a leap year: no such day in any year
        return None
    if anchor.day is None or match["rely"]:
        return unknown(DatePrecision.DAY)
    near = [safe_date(anchor.day.year + offset, month_, day_) for offset in range(-8, 9)]
    days = [day for day in near if day]
    if anchor.future:
        return on(min(day for day in days if day >= anchor.day))
    return on(max(day for day in days if day <= shift(anchor.day, _ZONE_GRACE)))


def _relative_year(word: str | None, anchor: Anchor) -> int | None:
    """Year of "last year"; ``None`` if not told or not known ("that year")."""
    offset = {"last": -1, "this": 0, "next": 1}.get(word or "")
    return held(anchor.day.year + offset) if anchor.day and offset is not None else None


@reads(CALENDAR, rf"{STAGE}(?:(?P<which>last|this|next) )?(?P<m>{MONTH}){OF_YEAR}?")
def _month_alone(match: re.Match[str], anchor: Anchor) -> When | None:
    month_, stage = MONTHS[match["m"]], match["stage"] or ""
    in_year = int(match["y"]) if match["y"] else _relative_year(match["rely"], anchor)
    if in_year is None and anchor.day and not match["rely"]:
        in_year = anchor.day.year
        passed, current = month_ < anchor.day.month, month_ == anchor.day.month
        if match["which"] == "next" or (anchor.future and match["which"] is None):
            in_year += passed or (current and match["which"] == "next")
        elif match["which"] != "this":
            in_year -= not passed and not (current and match["which"] is None)
    return month(in_year, month_, stage) if in_year else unknown(DatePrecision.MONTH)


@reads(CALENDAR, rf"{STAGE}(?P<y>{YEAR})")
def _year_alone(match: re.Match[str], anchor: Anchor) -> When | None:
    return year(int(match["y"]), match["stage"] or "")


@reads(CALENDAR, rf"(?:the )?{STAGE}(?P<y>(?:1[89]|20)\d0)s")
def _decade(match: re.Match[str], anchor: Anchor) -> When | None:
    first, cut = int(match["y"]), third(match["stage"] or "")
    low, high = ((0, 9), (0, 3), (4, 6), (7, 9))[cut]
    return between(date(first + low, 1, 1), date(first + high, 12, 31))


@reads(CALENDAR, rf"(?P<a>{YEAR})[-/](?P<b>\d\d)")
def _short_years(match: re.Match[str], anchor: Anchor) -> When | None:
    first = int(match["a"])
    last = first // 100 * 100 + int(match["b"])
    return between(date(first, 1, 1), date(last, 12, 31)) if last > first else None


_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
"""Northern seasons as first and last month; month 14 is the next February."""


@reads(
    CALENDAR,
    rf"(?:the )?{STAGE}(?:(?P<which>last|this|next) )?(?P<season>{choice(list(_SEASON_MONTHS))})"
    rf"(?: of)?(?:,? (?P<y>{YEAR}))?",
)
def _season(match: re.Match[str], anchor: Anchor) -> When | None:
    if match["y"]:
        return _season_of(match["season"], int(match["y"]))
    if anchor.day is None or match["which"] is None:
        return unknown()
    this_year = _season_of(match["season"], anchor.day.year)
    ended = this_year.end is not None and this_year.end < anchor.day
    offset = {"last": 0 if ended else -1, "this": 0, "next": 1 if ended else 0}[match["which"]]
    return _season_of(match["season"], anchor.day.year + offset)


def _season_of(season: str, of_year: int) -> When:
    first, last = _SEASON_MONTHS[season]
    of_year = held(of_year)
    end = month(of_year + last // 13, (last - 1) % 12 + 1).end or date(of_year, 12, 31)
    return between(date(of_year, first, 1), end)


@reads(
    CALENDAR,
    rf"the (?P<which>first|second|third|fourth|last|final) (?P<part>quarter|half|months) of "
    rf"(?:(?P<y>{YEAR})|(?P<rely>last|this|next) year)",
)
def _part_of_year(match: re.Match[str], anchor: Anchor) -> When | None:
    in_year = int(match["y"]) if match["y"] else _relative_year(match["rely"], anchor)
    if in_year is None:
        return unknown()
    months = {"quarter": 3, "half": 6, "months": 4}[match["part"]]
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(match["which"], 12 // months - 1)
    if index >= 12 // months:
        return None
    end = month(in_year, (index + 1) * months).end or date(in_year, 12, 31)
    return between(date(in_year, index * months + 1, 1), end)
