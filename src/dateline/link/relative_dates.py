"""Reads dates told from the day of publication: weekdays, "overnight", "late last month", "two days ago"."""

from __future__ import annotations

import re
from datetime import date

from dateline.link.days import When, add_months, between, held, month, on, shift, unknown, week, year
from dateline.link.phrases import (
    DAYPART,
    HOURS,
    NUMBER,
    STAGE,
    UNIT,
    VAGUE,
    WEEKDAY,
    Anchor,
    Readers,
    choice,
    number_of,
    reads,
    singular,
)
from dateline.model import DatePrecision
from dateline.text.times import WEEKDAYS

__all__ = ["RELATIVE", "UNIT_DAYS", "around"]

RELATIVE: Readers = []
"""Readers of dates relative to publication, in the order to be tried."""
_FEW = {"day": (1, 5), "week": (7, 30), "month": (31, 365)}
"""Unit -> nearest and furthest day of "a few ... ago", each within the next coarser precision."""
UNIT_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
"""Length of a rolling unit in days ("the past two months")."""


@reads(
    RELATIVE,
    rf"(?:(?:early|earlier|late|later) (?:on )?)?{HOURS}"
    rf"(?:(?P<which>last|this|next|past|this past|this coming) )?(?P<w>{WEEKDAY})"
    rf"(?:(?: of)? (?P<of>last|this|next) week|{DAYPART})",
)
def _weekday(match: re.Match[str], anchor: Anchor) -> When | None:
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


@reads(RELATIVE, rf"(?:(?:early|earlier|late|later) )?{HOURS}(?P<day>{choice(list(_DEICTIC))}){DAYPART}")
def _deictic(match: re.Match[str], anchor: Anchor) -> When | None:
    return on(shift(anchor.day, _DEICTIC[match["day"]])) if anchor.day else unknown()


@reads(
    RELATIVE,
    rf"{STAGE}(?P<which>last|this|next|past|this past|the past|the last|the next|the coming) "
    r"(?P<unit>week-?end|week|month|year|decade|century)",
)
def _calendar_unit(match: re.Match[str], anchor: Anchor) -> When | None:
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
    return between(date(held(first), 1, 1), date(held(first + 9), 12, 31))


def _up_to(when: When, anchor: Anchor, *, later: bool) -> When:
    """The past of a running unit, or what is left of it if ``later``; its precision stays."""
    if anchor.day is None or when.start is None or when.end is None:
        return when
    if later:
        return between(min(anchor.day, when.end), when.end, when.precision)
    return between(when.start, max(min(anchor.day, when.end), when.start), when.precision)


@reads(RELATIVE, r"the week-?end")
def _the_weekend(match: re.Match[str], anchor: Anchor) -> When | None:
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
    days = max(round(count * UNIT_DAYS[singular(unit)]), 1)
    return between(day, shift(day, days if forward else -days))


@reads(
    RELATIVE,
    rf"(?:(?:the )?(?P<which>past|last|previous|preceding|next|coming|following)"
    rf" (?:(?P<n>{NUMBER})|{VAGUE})[ -]?"
    rf"|(?:the )?(?P<recent>recent|coming) |the (?P<past>past|last) (?=day|hour))(?P<unit>{UNIT})",
)
def _stretch(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    unit = singular(match["unit"])
    forward = match["which"] in ("next", "coming", "following") or match["recent"] == "coming"
    count = 1 if match["past"] else number_of(match["n"]) if match["n"] else None
    if count is not None:
        return _rolling(anchor.day, count, unit, forward=forward)
    if unit == "hour":
        return between(anchor.day, shift(anchor.day, 1 if forward else -1))
    if unit not in _FEW:
        return unknown()
    reach = _FEW[unit][1]
    return between(anchor.day, shift(anchor.day, reach if forward else -reach))


@reads(
    RELATIVE, rf"(?:(?P<n>{NUMBER})|{VAGUE}|(?=hours|days|weeks|months|years|decades)) ?(?P<unit>{UNIT}) ago"
)
def _ago(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    unit, count = singular(match["unit"]), number_of(match["n"]) if match["n"] else None
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
    back = shift(anchor.day, -round(count * UNIT_DAYS[unit]))
    return on(back) if unit == "day" else around(back, unit)


def around(day: date, unit: str) -> When:
    """A point told in weeks or longer is no exact day: the week around it, its month or its year."""
    if unit == "week":
        return between(shift(day, -3), shift(day, 3), DatePrecision.WEEK)
    return month(day.year, day.month) if unit == "month" else year(day.year)
