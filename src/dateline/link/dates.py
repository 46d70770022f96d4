"""What a time expression means: a :class:`~dateline.model.DateInterval`, anchored to the publication date.

Reads the closed grammar of :mod:`dateline.text.times` with rules of our own: reading is what this package is
for, and a general date library fails "overnight", "late last month" and "earlier this week" and costs a
second at start. Nothing is guessed: words that need an anchor and have none come back without days.

Conventions, each pinned in the tests:

* A weekday is the last such day not after publication; the publication's own weekday is that very day.
* A day or month without a year is the last one not after publication (a day of grace for time zones).
* "Last week" is the calendar week before, "the past week" the seven days up to publication.
* ``12/05/2021`` is both readings at once, an interval from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateline.link.days import (
    When,
    add_months,
    between,
    month,
    on,
    safe_date,
    shift,
    third,
    unknown,
    week,
    year,
)
from dateline.model import Basis, DateInterval, DatePrecision
from dateline.text.times import MONTHS, NUMBERS, WEEKDAYS

__all__ = ["hangs_on_event", "resolve_after", "resolve_time"]

_TWO_DIGIT_PIVOT = 50
"""A two-digit year from 50 on is of the 20th century: news archives in use start after 1950."""
_ZONE_GRACE = 1
"""A yearless date one day after publication is this year's: the event may lie east of the newsroom."""
_FEW = {"day": (1, 5), "week": (7, 30), "month": (31, 365)}
"""Unit -> nearest and furthest day of "a few ... ago", each within the next coarser precision."""
_LONGEST = 90
"""Characters of the longest phrase worth reading; every form of the grammar is shorter."""
_UNIT_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
"""Length of a rolling unit in days ("the past two months")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    """What a phrase is read against: the publication day, if known, and whether it tells of things to come."""

    day: date | None
    future: bool = False


def resolve_time(text: str, published: date | None, *, future: bool = False) -> DateInterval | None:
    """The interval that the words ``text`` name, read by someone on the day ``published``.

    ``future`` is for what is announced or planned: "on Friday" is then the next one. Returns ``None`` for
    words that are no time expression. Words that mean something only relative to another event ("two days
    later") come back without days and with basis ``event``; :func:`resolve_after` reads those. Precision
    stays ``unknown`` without days, except that a yearless day or month keeps its own.

    >>> from datetime import date
    >>> resolve_time("late last month", date(2024, 3, 4)).start
    '2024-02-21'
    """
    words = _plain(text)
    if _EVENT_RELATIVE.fullmatch(words):
        return _interval(unknown(), text, Basis.EVENT)
    when = _read(words, _Anchor(day=published, future=future))
    return _interval(when, text, Basis.TEXT) if when else None


def hangs_on_event(text: str) -> bool:
    """Whether ``text`` dates one event by another ("the previous day", "two weeks later")."""
    return _EVENT_RELATIVE.fullmatch(_plain(text)) is not None


def resolve_after(text: str, anchor: DateInterval) -> DateInterval | None:
    """The interval that event-relative words name, given the date of the event they refer to.

    ``None`` if the words are not event-relative; without days if the anchor has none.
    """
    match = _EVENT_RELATIVE.fullmatch(_plain(text))
    if match is None:
        return None
    if anchor.start is None or anchor.end is None:
        return _interval(unknown(), text, Basis.EVENT)
    start, end = date.fromisoformat(anchor.start), date.fromisoformat(anchor.end)
    if match["same"]:
        return _interval(When(start=start, end=end, precision=anchor.precision), text, Basis.EVENT)
    forward = bool(match["next"] or match["later"] or match["after"])
    unit = _singular(match["next_unit"] or match["the_unit"] or match["unit"])
    if unit in WEEKDAYS:
        days = (
            (WEEKDAYS[unit] - end.weekday()) % 7 or 7
            if forward
            else -((start.weekday() - WEEKDAYS[unit]) % 7 or 7)
        )
        return _interval(on(shift(end if forward else start, days)), text, Basis.EVENT)
    count = _number(match["count"]) if match["count"] else None if match["unit"] else 1
    if count is None or unit not in _UNIT_DAYS:
        return _interval(unknown(), text, Basis.EVENT)
    days = round(count * _UNIT_DAYS[unit]) * (1 if forward else -1)
    if start == end and unit in ("week", "month", "year"):
        return _interval(_around(shift(start, days), unit), text, Basis.EVENT)
    return _interval(between(shift(start, days), shift(end, days)), text, Basis.EVENT)


def _interval(when: When, text: str, basis: Basis) -> DateInterval:
    return DateInterval(
        start=when.start.isoformat() if when.start else None,
        end=when.end.isoformat() if when.end else None,
        precision=when.precision,
        basis=basis,
        text=text,
    )


_LEAD = re.compile(
    r"^(?:(?:on|in|at|during|by|of|over|before|after|until|till|throughout|about|around|circa|nearly|almost"
    r"|just|only|more than|less than|back in|as of|also|and|the year) )+"
)


def _plain(text: str) -> str:
    """Lower case, single spaces, plain dashes, no dots after abbreviations, no leading preposition."""
    words = " ".join(text[:_LONGEST].lower().replace("’", "'").replace("(", " ").split())
    words = re.sub(r" ?[-–—] ?", "-", words)
    words = re.sub(r"(?<=[a-z])\.", "", words).strip(" ,;:.)'\"")
    return _LEAD.sub("", words)


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else NUMBERS.get(words)


def _full_year(digits: str) -> int:
    value = int(digits)
    if len(digits) > 2:
        return value
    return value + (1900 if value >= _TWO_DIGIT_PIVOT else 2000)


def _singular(unit: str) -> str:
    return {"night": "day", "morning": "day", "evening": "day", "afternoon": "day"}.get(
        unit.removesuffix("s"), unit.removesuffix("s")
    )


# --- the grammar ----------------------------------------------------------------------------------------


def _choice(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_M = _choice(list(MONTHS))
_W = _choice(list(WEEKDAYS))
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?:1[89]|20)\d\d"
_STAGE = r"(?P<stage>(?:the )?(?:very )?(?:early|earlier|mid|middle|late|later|beginning|start|end|turn)(?: of| in| on)?[ -])?"
_PART = r"(?: (?:early |late |mid-?)?(?:morning|afternoon|evening|night|dawn|noon|midday))?"
_HOURS = r"(?:(?:the )?(?:early |late |small )?(?:hours|night|morning|evening|afternoon|dawn) of )?"
_OF_YEAR = rf"(?:,? (?:of )?(?P<y>{_Y})|,? (?:of )?(?P<rely>last|this|next|that) year)"
_NUMBER = rf"(?:\d{{1,3}}|{_choice(list(NUMBERS))})"
_VAGUE = r"(?:a few|few|several|some|many|a number of)"
_UNIT = r"(?:hour|day|night|week|month|year|decade)s?"
_TO = re.compile(r"-| (?:to|and|through|until|till|or) (?:the )?")

_EVENT_RELATIVE = re.compile(
    rf"(?:earlier |later |early |late )?(?:"
    rf"(?P<same>(?:the same|that) (?:{_UNIT}|weekend|morning|evening|afternoon|{_W}))"
    rf"|the (?:(?P<next>next|following)|previous|preceding)"
    rf" (?P<next_unit>day|night|morning|evening|afternoon|week|month|year|weekend|{_W})"
    rf"|the (?P<the_unit>day|night|week|month|year) (?:before|earlier|(?P<later>after|later))"
    rf"|(?:(?P<count>{_NUMBER})|{_VAGUE}|(?=hours|days|weeks|months|years|decades)) ?(?P<unit>{_UNIT})"
    rf" (?:earlier|previously|beforehand|before|(?P<after>later|after))"
    rf")"
)

_Reader = Callable[[re.Match[str], _Anchor], "When | None"]
_POINTS: list[tuple[re.Pattern[str], _Reader]] = []
_RANGES: list[tuple[re.Pattern[str], _Reader]] = []


def _reads(
    pattern: str, readers: list[tuple[re.Pattern[str], _Reader]] = _POINTS
) -> Callable[[_Reader], _Reader]:
    """Registers a reader for phrases that wholly match ``pattern``; tried in order of definition."""

    def register(reader: _Reader) -> _Reader:
        readers.append((re.compile(pattern), reader))
        return reader

    return register


def _read(words: str, anchor: _Anchor) -> When | None:
    """Reads a point or a range; the ends of a range are points, so the reading ends."""
    return _read_with([*_POINTS, *_RANGES], words, anchor)


def _read_with(readers: list[tuple[re.Pattern[str], _Reader]], words: str, anchor: _Anchor) -> When | None:
    for pattern, reader in readers:
        match = pattern.fullmatch(words)
        if match and (when := reader(match, anchor)):
            return when
    return None


# --- calendar dates --------------------------------------------------------------------------------------


@_reads(rf"(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)")
def _iso(match: re.Match[str], anchor: _Anchor) -> When | None:
    day = safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return on(day) if day else None


@_reads(rf"(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>{_Y}|\d\d)")
def _slashed(match: re.Match[str], anchor: _Anchor) -> When | None:
    in_year = _full_year(match["y"])
    day_first = safe_date(in_year, int(match["b"]), int(match["a"]))
    month_first = safe_date(in_year, int(match["a"]), int(match["b"]))
    if day_first and month_first:
        return between(day_first, month_first)
    day = day_first or month_first
    return on(day) if day else None


@_reads(
    rf"{_STAGE}{_HOURS}(?:{_W},? )?{_D}(?: of)?[ -](?P<m>{_M})(?:{_OF_YEAR}|-(?P<y2>{_Y})|[ -]'?(?P<y3>\d\d))?"
)
def _day_month(match: re.Match[str], anchor: _Anchor) -> When | None:
    digits = match["y"] or match["y2"] or match["y3"]
    return _month_day(match, anchor, _full_year(digits) if digits else None)


@_reads(rf"{_STAGE}{_HOURS}(?:{_W},? )?(?P<m>{_M}) (?:the )?{_D}{_OF_YEAR}?")
def _month_day_year(match: re.Match[str], anchor: _Anchor) -> When | None:
    return _month_day(match, anchor, int(match["y"]) if match["y"] else None)


def _month_day(match: re.Match[str], anchor: _Anchor, told_year: int | None) -> When | None:
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


def _relative_year(word: str | None, anchor: _Anchor) -> int | None:
    """Year of "last year"; ``None`` if not told or not known ("that year")."""
    offset = {"last": -1, "this": 0, "next": 1}.get(word or "")
    return anchor.day.year + offset if anchor.day and offset is not None else None


@_reads(rf"{_STAGE}(?:(?P<which>last|this|next) )?(?P<m>{_M}){_OF_YEAR}?")
def _month_alone(match: re.Match[str], anchor: _Anchor) -> When | None:
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


@_reads(rf"{_STAGE}(?P<y>{_Y})")
def _year_alone(match: re.Match[str], anchor: _Anchor) -> When | None:
    return year(int(match["y"]), match["stage"] or "")


@_reads(rf"(?:the )?{_STAGE}(?P<y>(?:1[89]|20)\d0)s")
def _decade(match: re.Match[str], anchor: _Anchor) -> When | None:
    first, cut = int(match["y"]), third(match["stage"] or "")
    low, high = ((0, 9), (0, 3), (4, 6), (7, 9))[cut]
    return between(date(first + low, 1, 1), date(first + high, 12, 31))


@_reads(rf"(?P<a>{_Y})[-/](?P<b>\d\d)")
def _short_years(match: re.Match[str], anchor: _Anchor) -> When | None:
    first = int(match["a"])
    last = first // 100 * 100 + int(match["b"])
    return between(date(first, 1, 1), date(last, 12, 31)) if last > first else None


_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
"""Northern seasons as first and last month; month 14 is the next February."""


@_reads(
    rf"(?:the )?{_STAGE}(?:(?P<which>last|this|next) )?(?P<season>{_choice(list(_SEASON_MONTHS))})(?: of)?(?:,? (?P<y>{_Y}))?"
)
def _season(match: re.Match[str], anchor: _Anchor) -> When | None:
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
    end = month(of_year + last // 13, (last - 1) % 12 + 1).end or date(of_year, 12, 31)
    return between(date(of_year, first, 1), end)


@_reads(
    rf"the (?P<which>first|second|third|fourth|last|final) (?P<part>quarter|half|months) of (?:(?P<y>{_Y})|(?P<rely>last|this|next) year)"
)
def _part_of_year(match: re.Match[str], anchor: _Anchor) -> When | None:
    in_year = int(match["y"]) if match["y"] else _relative_year(match["rely"], anchor)
    if in_year is None:
        return unknown()
    months = {"quarter": 3, "half": 6, "months": 4}[match["part"]]
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(match["which"], 12 // months - 1)
    if index >= 12 // months:
        return None
    end = month(in_year, (index + 1) * months).end or date(in_year, 12, 31)
    return between(date(in_year, index * months + 1, 1), end)


# --- days and weeks told from the publication ---------------------------------------------------------------


@_reads(
    rf"(?:(?:early|earlier|late|later) (?:on )?)?{_HOURS}(?:(?P<which>last|this|next|past|this past|this coming) )?(?P<w>{_W})"
    rf"(?:(?: of)? (?P<of>last|this|next) week|{_PART})"
)
def _weekday(match: re.Match[str], anchor: _Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    wanted, today = WEEKDAYS[match["w"]], anchor.day.weekday()
    if match["of"] or match["which"] == "this":
        weeks = {"last": -1, "next": 1}.get(match["of"] or "", 0)
        return on(shift(anchor.day, wanted - today + 7 * weeks))
    if match["which"] in ("next", "this coming") or (anchor.future and match["which"] is None):
        return on(shift(anchor.day, (wanted - today) % 7 or (7 if match["which"] else 0)))
    return on(shift(anchor.day, -((today - wanted) % 7 or (7 if match["which"] else 0))))


_DEICTIC = {
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "last night": -1,
    "last evening": -1,
} | {f"this {part}": 0 for part in ("morning", "afternoon", "evening")}
_DEICTIC |= {"the day before yesterday": -2, "the day after tomorrow": 2}


@_reads(rf"(?:(?:early|earlier|late|later) )?{_HOURS}(?P<day>{_choice(list(_DEICTIC))}){_PART}")
def _deictic(match: re.Match[str], anchor: _Anchor) -> When | None:
    return on(shift(anchor.day, _DEICTIC[match["day"]])) if anchor.day else unknown()


@_reads(r"(?:(?:early|late) )?overnight(?: (?:on|into|from|between)?)? ?(?P<rest>.+)?", _RANGES)
def _overnight(match: re.Match[str], anchor: _Anchor) -> When | None:
    """The night that ends on the publication day; "overnight Friday" the night that starts on Friday."""
    if match["rest"]:
        when = _read(match["rest"], anchor)
        if when and when.start and when.start == when.end:
            return between(when.start, shift(when.start, 1))
        return when
    return between(shift(anchor.day, -1), anchor.day) if anchor.day else unknown()


@_reads(
    rf"{_STAGE}(?P<which>last|this|next|past|this past|the past|the last|the next|the coming) (?P<unit>week-?end|week|month|year|decade|century)"
)
def _calendar_unit(match: re.Match[str], anchor: _Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    which, unit, stage = match["which"], match["unit"].replace("-", ""), (match["stage"] or "").strip(" -")
    if unit == "weekend":
        return _weekend(anchor.day, which)
    if unit == "century":
        return unknown()
    if ("the " in which or "past" in which) and not stage:
        return _rolling(anchor.day, 1, unit, forward=which.endswith(("next", "coming")))
    offset = -1 if which.endswith(("last", "past")) else 1 if which.endswith(("next", "coming")) else 0
    cut = "" if stage in ("earlier", "later") else stage
    when = _unit_of(anchor.day, unit, offset, cut)
    if offset:
        return when if not stage else _unit_of(anchor.day, unit, offset, stage)
    return _up_to(when, anchor, later=stage == "later" or anchor.future)


def _unit_of(day: date, unit: str, offset: int, stage: str) -> When:
    """The calendar week, month, year or decade ``offset`` units from the one of ``day``."""
    if unit == "week":
        return week(shift(day, 7 * offset), stage)
    if unit == "month":
        return month(*add_months(day, offset), stage)
    if unit == "year":
        return year(day.year + offset, stage)
    first = day.year // 10 * 10 + 10 * offset
    return between(date(first, 1, 1), date(first + 9, 12, 31))


def _up_to(when: When, anchor: _Anchor, *, later: bool) -> When:
    """The past of a running unit, or what is left of it if ``later``; its precision stays."""
    if anchor.day is None or when.start is None or when.end is None:
        return when
    if later:
        return between(min(anchor.day, when.end), when.end, when.precision)
    return between(when.start, max(min(anchor.day, when.end), when.start), when.precision)


@_reads(r"the week-?end")
def _the_weekend(match: re.Match[str], anchor: _Anchor) -> When | None:
    return _weekend(anchor.day, "next" if anchor.future else "last") if anchor.day else unknown()


def _weekend(day: date, which: str) -> When:
    """Saturday and Sunday: the ones begun last, or ("next") those to come."""
    saturday = shift(day, -((day.weekday() - 5) % 7))
    if which in ("next", "the next", "the coming") or (
        which == "this" and day.weekday() < 5 and day.weekday() > 1
    ):
        saturday = shift(saturday, 7)
    return between(saturday, shift(saturday, 1))


def _rolling(day: date, count: int, unit: str, *, forward: bool) -> When:
    """``count`` units up to, or from, ``day``."""
    days = max(round(count * _UNIT_DAYS[_singular(unit)]), 1)
    return between(day, shift(day, days if forward else -days))


@_reads(
    rf"(?:(?:the )?(?P<which>past|last|previous|preceding|next|coming|following) (?:(?P<n>{_NUMBER})|{_VAGUE})[ -]?"
    rf"|(?:the )?(?P<recent>recent|coming) |the (?P<past>past|last) (?=day|hour))(?P<unit>{_UNIT})"
)
def _stretch(match: re.Match[str], anchor: _Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    unit = _singular(match["unit"])
    forward = match["which"] in ("next", "coming", "following") or match["recent"] == "coming"
    count = 1 if match["past"] else _number(match["n"]) if match["n"] else None
    if count is not None:
        return _rolling(anchor.day, count, unit, forward=forward)
    if unit == "hour":
        return between(anchor.day, shift(anchor.day, 1 if forward else -1))
    if unit not in _FEW:
        return unknown()
    reach = _FEW[unit][1]
    return between(anchor.day, shift(anchor.day, reach if forward else -reach))


@_reads(rf"(?:(?P<n>{_NUMBER})|{_VAGUE}|(?=hours|days|weeks|months|years|decades)) ?(?P<unit>{_UNIT}) ago")
def _ago(match: re.Match[str], anchor: _Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    unit, count = _singular(match["unit"]), _number(match["n"]) if match["n"] else None
    if unit == "hour":
        return between(shift(anchor.day, -((count or 1) // 24)), shift(anchor.day, -((count or 1) // 24)))
    if count is None:
        if unit not in _FEW:
            return unknown()
        nearest, furthest = _FEW[unit]
        return between(shift(anchor.day, -furthest), shift(anchor.day, -nearest))
    if unit == "month":
        return month(*add_months(anchor.day, -count))
    if unit in ("year", "decade"):
        return year(max(anchor.day.year - count * (10 if unit == "decade" else 1), 1))
    back = shift(anchor.day, -round(count * _UNIT_DAYS[unit]))
    return on(back) if unit == "day" else _around(back, unit)


def _around(day: date, unit: str) -> When:
    """A point told in weeks or longer is no exact day: the week around it, its month or its year."""
    if unit == "week":
        return between(shift(day, -3), shift(day, 3), DatePrecision.WEEK)
    return month(day.year, day.month) if unit == "month" else year(day.year)


# --- ranges -------------------------------------------------------------------------------------------------


@_reads(r"since (?P<rest>.+)", _RANGES)
def _since(match: re.Match[str], anchor: _Anchor) -> When | None:
    when = _read_with(_POINTS, _LEAD.sub("", match["rest"]), anchor)
    if when is None or when.start is None:
        return when and unknown()
    if anchor.day is None or anchor.day < when.start:
        return When(start=when.start, end=None, precision=DatePrecision.UNKNOWN)
    return between(when.start, anchor.day)


@_reads(
    rf"(?:between |from )?(?P<m>{_M}) (?P<a>\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO.pattern})(?P<b>\d{{1,2}})(?:st|nd|rd|th)?(?P<y>,? .+)?",
    _RANGES,
)
def _days_of_month(match: re.Match[str], anchor: _Anchor) -> When | None:
    tail = match["y"] or ""
    return _from_to(f"{match['m']} {match['a']}{tail}", f"{match['m']} {match['b']}{tail}", anchor)


@_reads(
    rf"(?:between |from )?(?P<a>\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO.pattern})(?P<rest>\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?P<m>{_M}).*)",
    _RANGES,
)
def _days_before_month(match: re.Match[str], anchor: _Anchor) -> When | None:
    return _from_to(f"{match['a']} {match['m']}", match["rest"], anchor)


@_reads(r"(?:between |from )?(?P<rest>.+)", _RANGES)
def _any_range(match: re.Match[str], anchor: _Anchor) -> When | None:
    for separator in _TO.finditer(match["rest"]):
        left, right = match["rest"][: separator.start()], match["rest"][separator.end() :]
        if left and right and (when := _from_to(left, right, anchor)):
            return when
    return None


def _from_to(left: str, right: str, anchor: _Anchor) -> When | None:
    """From the one to the other: each is read from the other, so "3 May to 4 June 2019" needs one year only."""
    if anchor.future:
        first = _read_with(_POINTS, left, anchor)
        last = _read_with(_POINTS, right, _Anchor(day=first.start, future=True)) if first else None
    else:
        last = _read_with(_POINTS, right, anchor)
        first = _read_with(_POINTS, left, _Anchor(day=last.end)) if last else None
    if first is None or last is None:
        return None
    if first.start is None or last.end is None:
        return unknown()
    return between(first.start, last.end)
