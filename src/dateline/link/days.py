"""Calendar arithmetic for :mod:`dateline.link.dates`: intervals of days and how exact they are. Pure.

Weeks run Monday to Sunday. "Early", "mid" and "late" cut a month at the 10th and 20th and a year in thirds.
An interval is as precise as it is long: 1 day, 2 to 6, a week up to 13, a month up to 31, else a year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from dateline.model import DatePrecision

__all__ = [
    "When",
    "add_months",
    "between",
    "held",
    "month",
    "on",
    "safe_date",
    "shift",
    "third",
    "unknown",
    "week",
    "year",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A reading before it has its words: inclusive days, either unknown, and how exact they are."""

    start: date | None
    end: date | None
    precision: DatePrecision


def unknown(precision: DatePrecision = DatePrecision.UNKNOWN) -> When:
    """A reading that lacks its anchor; ``precision`` is what the words alone tell."""
    return When(start=None, end=None, precision=precision)


def on(day: date) -> When:
    """One day."""
    return When(start=day, end=day, precision=DatePrecision.DAY)


def between(one: date, other: date, precision: DatePrecision | None = None) -> When:
    """The days between two days in either order, as precise as it is long unless told."""
    start, end = min(one, other), max(one, other)
    return When(start=start, end=end, precision=precision or _by_length((end - start).days + 1))


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
    last = calendar.monthrange(year_, month_)[1]
    if cut := third(stage):
        first_day, last_day = ((1, 10), (11, 20), (21, last))[cut - 1]
        return between(date(year_, month_, first_day), date(year_, month_, last_day), DatePrecision.WEEK)
    return between(date(year_, month_, 1), date(year_, month_, last), DatePrecision.MONTH)


def year(year_: int, stage: str = "") -> When:
    """A calendar year, or the third of it that ``stage`` names."""
    year_ = held(year_)
    first, last = ((1, 12), (1, 4), (5, 8), (9, 12))[third(stage)]
    end = calendar.monthrange(year_, last)[1]
    return between(date(year_, first, 1), date(year_, last, end), DatePrecision.YEAR)


def week(day: date, stage: str = "") -> When:
    """The week of ``day``; early is Monday to Wednesday, mid Wednesday to Friday, late Thursday to Sunday."""
    monday = shift(day, -day.weekday())
    if cut := third(stage):
        first, last = ((0, 2), (2, 4), (3, 6))[cut - 1]
        return between(shift(monday, first), shift(monday, last), DatePrecision.DAYS)
    return between(monday, shift(monday, 6), DatePrecision.WEEK)
