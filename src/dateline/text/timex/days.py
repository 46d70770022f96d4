"""What a time expression means: intervals of days, how exact they are, and their TIMEX3 values. Pure.

Weeks run Monday to Sunday. "Early", "mid" and "late" cut a month at the 10th and 20th and a year in thirds.
An interval is as precise as it is long: 1 day, 2 to 6, a week up to 13, a month up to 31, else a year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum

from dateline.model import DatePrecision

__all__ = [
    "DAY_PARTS",
    "Kind",
    "When",
    "add_months",
    "between",
    "held",
    "length",
    "month",
    "on",
    "quarter",
    "safe_date",
    "shift",
    "third",
    "unknown",
    "week",
    "year",
]


class Kind(StrEnum):
    """The types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A reading before it has its words: inclusive days, either unknown, and how exact they are.

    ``value`` is the normalised value of TIMEX3 (ISO 8601 with its additions: ``2024-W10``, ``P3D``,
    ``PAST_REF``), ``""`` where the standard has none, as for "between March and May".
    """

    start: date | None
    end: date | None
    precision: DatePrecision
    value: str = ""
    kind: Kind = Kind.DATE


def unknown(
    precision: DatePrecision = DatePrecision.UNKNOWN, *, value: str = "", kind: Kind = Kind.DATE
) -> When:
    """A reading without days; ``precision`` is what the words alone tell."""
    return When(start=None, end=None, precision=precision, value=value, kind=kind)


def on(day: date, part: str = "") -> When:
    """One day, or a ``part`` of it ("morning"; "" for the whole)."""
    code = DAY_PARTS.get(part, "")
    return When(
        start=day,
        end=day,
        precision=DatePrecision.DAY,
        value=day.isoformat() + code,
        kind=Kind.TIME if code else Kind.DATE,
    )


DAY_PARTS = {
    "morning": "TMO",
    "dawn": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "noon": "T12:00",
    "midday": "T12:00",
    "midnight": "T24:00",
}
"""Part of a day -> what TIMEX3 writes after the day."""


def between(
    one: date,
    other: date,
    precision: DatePrecision | None = None,
    *,
    value: str = "",
    kind: Kind = Kind.DATE,
) -> When:
    """The days between two days in either order, as precise as it is long unless told."""
    start, end = min(one, other), max(one, other)
    precision = precision or _by_length((end - start).days + 1)
    return When(start=start, end=end, precision=precision, value=value, kind=kind)


def _by_length(days: int) -> DatePrecision:
    for limit, precision in (
        (1, DatePrecision.DAY),
        (6, DatePrecision.DAYS),
        (13, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
    ):
        if days <= limit:
            return precision
    return DatePrecision.YEAR


def safe_date(year_: int, month_: int, day: int) -> date | None:
    """The day, or ``None`` if the calendar has no such day."""
    try:
        return date(year_, month_, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date:
    """``day`` moved by ``days``, held inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def add_months(day: date, months: int) -> tuple[int, int]:
    """Year and month ``months`` after the month of ``day``, held inside the calendar."""
    index = min(max(day.year * 12 + day.month - 1 + months, MINYEAR * 12), MAXYEAR * 12 + 11)
    return index // 12, index % 12 + 1


def held(year_: int) -> int:
    """``year_`` held inside the calendar."""
    return min(max(year_, MINYEAR), MAXYEAR)


def third(stage: str) -> int:
    """Which third "early", "mid-" or "the end of" cuts out: 1, 2, 3, or 0 for none."""
    if re.search("earl|begin|start|turn", stage):
        return 1
    if "mid" in stage:
        return 2
    return 3 if re.search("late|end", stage) else 0


def month(year_: int, month_: int, stage: str = "") -> When:
    """A calendar month, or the third of it that ``stage`` names."""
    year_ = held(year_)
    last, value = calendar.monthrange(year_, month_)[1], f"{year_:04}-{month_:02}"
    if cut := third(stage):
        first_day, last_day = ((1, 10), (11, 20), (21, last))[cut - 1]
        days = date(year_, month_, first_day), date(year_, month_, last_day)
        return between(*days, DatePrecision.WEEK, value=value)
    return between(date(year_, month_, 1), date(year_, month_, last), DatePrecision.MONTH, value=value)


def year(year_: int, stage: str = "") -> When:
    """A calendar year, or the third of it that ``stage`` names."""
    year_ = held(year_)
    first, last = ((1, 12), (1, 4), (5, 8), (9, 12))[third(stage)]
    end = calendar.monthrange(year_, last)[1]
    return between(date(year_, first, 1), date(year_, last, end), DatePrecision.YEAR, value=f"{year_:04}")


def week(day: date, stage: str = "") -> When:
    """The week of ``day``; early is Monday to Wednesday, mid Wednesday to Friday, late Thursday to Sunday."""
    monday = shift(day, -day.weekday())
    iso = monday.isocalendar()
    value = f"{iso.year:04}-W{iso.week:02}"
    if cut := third(stage):
        first, last = ((0, 2), (2, 4), (3, 6))[cut - 1]
        return between(shift(monday, first), shift(monday, last), DatePrecision.DAYS, value=value)
    return between(monday, shift(monday, 6), DatePrecision.WEEK, value=value)


def quarter(year_: int, number: int) -> When:
    """The first to fourth quarter of a year."""
    year_ = held(year_)
    end = month(year_, number * 3).end or date(year_, 12, 31)
    return between(date(year_, number * 3 - 2, 1), end, value=f"{year_:04}-Q{number}")


def length(count: int | None, unit: str) -> When:
    """A duration of ``count`` units, ``None`` for some: a length without a place in time."""
    code = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M"}
    code |= {"quarter": "Q", "year": "Y", "decade": "Y", "century": "Y"}
    times = {"decade": 10, "century": 100}.get(unit, 1)
    clock = "T" if unit in ("second", "minute", "hour") else ""
    if count is None and times > 1:
        value = "PXE" if unit == "decade" else "PXC"
    else:
        value = f"P{clock}{'X' if count is None else count * times}{code[unit]}"
    return unknown(value=value, kind=Kind.DURATION)
