"""The days that a brief is of, and those that it is compared with."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dateline.errors import UsageError

__all__ = ["Period", "period_of"]

_LENGTH = re.compile(r"([1-9][0-9]{0,3})([dwm])")
_DAYS = {"d": 1, "w": 7, "m": 30}
LONGEST = 3_660
"""Days: ten years are no brief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """ISO days, both inclusive."""

    first: str
    last: str

    @property
    def days(self) -> int:
        """How many."""
        return (dt.date.fromisoformat(self.last) - dt.date.fromisoformat(self.first)).days + 1

    @property
    def before(self) -> Period:
        """As many days, just before."""
        end = dt.date.fromisoformat(self.first) - dt.timedelta(days=1)
        return Period(first=(end - dt.timedelta(days=self.days - 1)).isoformat(), last=end.isoformat())

    def holds(self, day: str) -> bool:
        """Whether an ISO day or time lies in it; not so an unknown one."""
        return bool(day) and self.first <= day[:10] <= self.last


def period_of(since: str, until: str) -> Period:
    """``7d``, ``2w``, ``1m`` (30 days) up to and with ``until``, or from a day on; ``until`` is an ISO day.

    >>> period_of("7d", "2026-02-28")
    Period(first='2026-02-22', last='2026-02-28')

    Raises:
        UsageError: either is no such thing, or the period would be empty or longer than ten years.
    """
    try:
        last = dt.date.fromisoformat(until)
        found = _LENGTH.fullmatch(since)
        if found:
            first = last - dt.timedelta(days=int(found[1]) * _DAYS[found[2]] - 1)
        else:
            first = dt.date.fromisoformat(since)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"--since {since!r} --until {until!r}: give 7d, 2w or 1m, or days such as 2026-02-22"
        ) from error
    days = (last - first).days + 1
    if not 1 <= days <= LONGEST:
        raise UsageError(f"--since {first} --until {last} are {days} days; a brief has 1 to {LONGEST}")
    return Period(first=first.isoformat(), last=last.isoformat())
