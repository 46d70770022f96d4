"""ACLED's ``time_precision`` and UCDP's ``date_prec``, derived from the interval, its precision and its
basis.

Sources: ACLED codebook (2024), "Time precision": 1 the exact day, 2 within a week, 3 within a month. UCDP GED
codebook (24.1), ``date_prec``: 1 the exact day, 2 two to six days, 3 a week, 4 eight days to a month, 5
more than a
month and at most a year. What is vaguer than a scheme's widest class has no code, and neither scheme would
take it.
"""

from __future__ import annotations

from datetime import date

from dateline.model import Basis, DateInterval, DatePrecision

__all__ = ["acled_time_precision", "ucdp_date_prec"]

_UP_TO = {
    DatePrecision.DAY: 1,
    DatePrecision.DAYS: 6,
    DatePrecision.WEEK: 7,
    DatePrecision.MONTH: 31,
    DatePrecision.YEAR: 366,
}
"""Precision -> days of the longest interval that it stands for."""
_UNTOLD = 7
"""Days in which an event lies that is dated by its publication only: news is of the days before it."""


def _days(when: DateInterval | None) -> int | None:
    """Within how many days the event is known to lie: by its precision or its interval, whichever is
    wider."""
    if when is None or when.start is None or when.end is None or when.precision not in _UP_TO:
        return None
    if when.basis is Basis.PUBLICATION:
        return _UNTOLD
    length = (date.fromisoformat(when.end[:10]) - date.fromisoformat(when.start[:10])).days + 1
    return max(length, 1 if when.precision is DatePrecision.DAY else _UP_TO[when.precision])


def acled_time_precision(when: DateInterval | None) -> int | None:
    """1 day, 2 week, 3 month; ``None`` where not even the month is known.

    >>> from dateline.link.dates import resolve_time
    >>> acled_time_precision(resolve_time("late last month", date(2024, 3, 6)))
    3
    """
    days = _days(when)
    return (
        None
        if days is None
        else next((code for code, most in ((1, 1), (2, 7), (3, 31)) if days <= most), None)
    )


def ucdp_date_prec(when: DateInterval | None) -> int | None:
    """1 day, 2 two to six days, 3 week, 4 month, 5 year; ``None`` where not even the year is known.

    >>> from dateline.link.dates import resolve_time
    >>> ucdp_date_prec(resolve_time("overnight", date(2024, 3, 6)))
    2
    """
    days = _days(when)
    classes = ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366))
    return None if days is None else next((code for code, most in classes if days <= most), None)
