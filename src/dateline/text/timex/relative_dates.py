"""Dates told from the day of publication: weekdays, "overnight", "late last month", "two days ago"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.text.timex.days import (
    Kind,
    When,
    add_months,
    between,
    held,
    length,
    month,
    on,
    quarter,
    shift,
    unknown,
    week,
    year,
)
from dateline.text.timex.grammar import Anchor, Rules, reads
from dateline.text.timex.words import (
    DAYPART,
    HOURS,
    NUMBER,
    STAGE,
    UNIT,
    VAGUE,
    WEEKDAY_NAME,
    WEEKDAYS,
    choice,
    number_of,
    singular,
)

__all__ = ["RELATIVE", "UNIT_DAYS", "around", "back_by", "rolling"]

RELATIVE: Rules = []
"""Rules of dates relative to publication."""
_FEW = {"day": (1, 5), "week": (7, 30), "month": (31, 365)}
"""Unit -> nearest and furthest day of "a few ... ago", each within the next coarser precision."""
UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
"""Length of a rolling unit in days ("the past two months")."""


@reads(
    RELATIVE,
    rf"(?:(?:early|earlier|late|later) (?:on )?)?{HOURS}"
    rf"(?:(?P<which>last|this|next|past|this past|this coming) )?(?P<w>{WEEKDAY_NAME})"
    rf"(?:(?: of)? (?P<of>last|this|next) week(?!\w)|{DAYPART})",
)
def _weekday(match: re.Match[str], anchor: Anchor) -> When | None:
    part = match["part"] or match["hours"] or ""
    if anchor.day is None:
        value = f"XXXX-WXX-{WEEKDAYS[match['w']] + 1}"
        return unknown(value=value)
    wanted, today = WEEKDAYS[match["w"]], anchor.day.weekday()
    if match["of"] or match["which"] == "this":
        weeks = {"last": -1, "next": 1}.get(match["of"] or "", 0)
        return on(shift(anchor.day, wanted - today + 7 * weeks), part)
    if match["which"] in ("next", "this coming") or (anchor.future and match["which"] is None):
        return on(shift(anchor.day, (wanted - today) % 7 or (7 if match["which"] else 0)), part)
    return on(shift(anchor.day, -((today - wanted) % 7 or (7 if match["which"] else 0))), part)


_DEICTIC = {
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "last night": -1,
    "last evening": -1,
} | {f"this {part}": 0 for part in ("morning", "afternoon", "evening")}
_DEICTIC |= {"the day before yesterday": -2, "the day after tomorrow": 2, "overnight": 0}
_NAMED_PART = re.compile(r"night|morning|afternoon|evening|dawn")


@reads(RELATIVE, rf"(?:(?:early|earlier|late|later) )?{HOURS}(?P<day>{choice(list(_DEICTIC))}){DAYPART}")
def _deictic(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    if match["day"] == "overnight":  # the night that ends on the publication day
        night = shift(anchor.day, -1)
        return between(night, anchor.day, value=f"{night.isoformat()}TNI", kind=Kind.TIME)
    named = _NAMED_PART.search(match["day"])
    part = match["part"] or match["hours"] or (named.group() if named else "")
    return on(shift(anchor.day, _DEICTIC[match["day"]]), part)


@reads(
    RELATIVE,
    rf"{STAGE}(?P<which>last|this|next|past|this past|this coming|the past|the last|the next"
    rf"|the coming|the current"
    r"|the present|current|the latest) (?:(?:fiscal|financial|calendar) )?"
    r"(?P<unit>week-?end|week|month|quarter|year|decade|century)(?:'s end)?",
)
def _calendar_unit(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    which, unit, stage = match["which"], match["unit"].replace("-", ""), (match["stage"] or "").strip(" -")
    which = {"the current": "this", "the present": "this", "current": "this", "the latest": "last"}.get(
        which, which
    )
    if unit == "weekend":
        return _weekend(anchor.day, which)
    if unit == "century":
        return unknown(value=f"{anchor.day.year // 100}")
    if ("the " in which or "past" in which) and not stage:
        forward = which.endswith(("next", "coming"))
        near = _unit_of(anchor.day, unit, 1 if forward else -1, "")
        return rolling(anchor.day, 1, unit, forward=forward, value=near.value)
    offset = -1 if which.endswith(("last", "past")) else 1 if which.endswith(("next", "coming")) else 0
    cut = "" if stage in ("earlier", "later") else stage
    when = _unit_of(anchor.day, unit, offset, cut)
    if offset:
        return when if not stage else _unit_of(anchor.day, unit, offset, stage)
    return _up_to(when, anchor, later=stage == "later" or anchor.future)


@reads(
    RELATIVE,
    r"(?P<stage>early|earlier|late|later)(?: on)? in the (?P<unit>week|month|year|decade)"
    r"|(?:the )?(?P<stage2>beginning|start|middle|end|close) of the (?P<unit2>week|month|year|decade)",
)
def _within_the_unit(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    stage, unit = match["stage"] or match["stage2"], match["unit"] or match["unit2"]
    if stage in ("earlier", "later"):
        return _up_to(_unit_of(anchor.day, unit, 0, ""), anchor, later=stage == "later")
    return _unit_of(anchor.day, unit, 0, "end" if stage == "close" else stage)


def _unit_of(day: date, unit: str, offset: int, stage: str) -> When:
    """The calendar week, month, year or decade ``offset`` units from the one of ``day``."""
    if unit == "week":
        return week(shift(day, 7 * offset), stage)
    if unit == "quarter":
        year_, month_ = add_months(day, 3 * offset)
        return quarter(year_, (month_ + 2) // 3)
    if unit == "month":
        return month(*add_months(day, offset), stage)
    if unit == "year":
        return year(day.year + offset, stage)
    first = day.year // 10 * 10 + 10 * offset
    return between(date(held(first), 1, 1), date(held(first + 9), 12, 31), value=f"{held(first) // 10}")


def _up_to(when: When, anchor: Anchor, *, later: bool) -> When:
    """The past of a running unit, or what is left of it if ``later``; its precision stays."""
    if anchor.day is None or when.start is None or when.end is None:
        return when
    if later:
        return between(min(anchor.day, when.end), when.end, when.precision, value=when.value)
    return between(when.start, max(min(anchor.day, when.end), when.start), when.precision, value=when.value)


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
    iso = saturday.isocalendar()
    return between(saturday, shift(saturday, 1), value=f"{iso.year:04}-W{iso.week:02}-WE")


def rolling(day: date, count: int, unit: str, *, forward: bool, value: str = "") -> When:
    """``count`` units up to, or from, ``day``."""
    days = max(round(count * UNIT_DAYS[singular(unit)]), 1)
    when = between(day, shift(day, days if forward else -days), value=value)
    return when if value else replace(when, value=length(count, singular(unit)).value, kind=Kind.DURATION)


@reads(
    RELATIVE,
    rf"(?:(?:(?:the|these|those) )?(?P<which>past|last|latest|previous|preceding|next|coming|following)"
    rf" (?:(?P<n>{NUMBER})|{VAGUE})[ -]?"
    rf"|(?:the )?(?P<recent>recent|coming|past|latest|future) |the (?P<past>past|last) (?=day"
    rf"|hour))(?P<unit>{UNIT})"
    rf"(?: or (?:so|two|more))?",
)
def _stretch(match: re.Match[str], anchor: Anchor) -> When | None:
    unit = singular(match["unit"])
    forward = (match["which"] or match["recent"]) in ("next", "coming", "following", "future")
    count = 1 if match["past"] else number_of(match["n"]) if match["n"] else None
    if match["recent"] and not match["unit"].endswith("s"):
        return None
    if anchor.day is None:
        return unknown()
    if count is not None:
        return rolling(anchor.day, count, unit, forward=forward)
    value, kind = length(None, unit).value, Kind.DURATION
    if match["recent"]:
        value, kind = ("FUTURE_REF" if forward else "PAST_REF"), Kind.DATE
    if unit == "hour":
        return between(anchor.day, shift(anchor.day, 1 if forward else -1), value=value, kind=kind)
    if unit not in _FEW:
        return unknown(value=value, kind=kind)
    reach = _FEW[unit][1]
    return between(anchor.day, shift(anchor.day, reach if forward else -reach), value=value, kind=kind)


_ROUGHLY = (
    r"(?:(?:about|nearly|almost|more than|over|some|just|at least|less than|just over|around|roughly) )?"
)


@reads(
    RELATIVE,
    rf"{_ROUGHLY}(?:(?P<n>{NUMBER})|{VAGUE}|(?=hours|days|weeks|months|years|decades)) ?(?P<unit>{UNIT}) ago"
    rf"(?P<today> today)?",
)
def _ago(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    unit, count = singular(match["unit"]), number_of(match["n"]) if match["n"] else None
    if unit == "year" and count == 1 and anchor.event is not None and anchor.event.start is not None:
        spoken_of = anchor.event.start
        return quarter(spoken_of.year - 1, (spoken_of.month + 2) // 3)
    return back_by(anchor.day, count, unit)


@reads(RELATIVE, rf"(?P<w>{WEEKDAY_NAME}|today|tomorrow) a week ago|a week ago (?P<w2>{WEEKDAY_NAME}|today)")
def _week_before(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    word = match["w"] or match["w2"]
    back = 0 if word == "today" else -1 if word == "tomorrow" else (anchor.day.weekday() - WEEKDAYS[word]) % 7
    return on(shift(anchor.day, -back - 7))


def back_by(day: date, count: int | None, unit: str, *, forward: bool = False) -> When:
    """The time ``count`` units before ``day`` (or after), as exact as the unit; ``None`` for some."""
    sign = 1 if forward else -1
    if unit == "hour":
        moved = shift(day, sign * ((count or 1) // 24))
        return between(moved, moved)
    if count is None:
        vague = {"month": f"{day.year:04}-XX", "day": f"{day.year:04}-XX-XX", "week": f"{day.year:04}-WXX"}
        value = vague.get(unit, "FUTURE_REF" if forward else "PAST_REF")
        if unit not in _FEW:
            return unknown(value=value)
        nearest, furthest = _FEW[unit]
        return between(shift(day, sign * furthest), shift(day, sign * nearest), value=value)
    if unit == "quarter":
        year_, month_ = add_months(day, sign * 3 * count)
        return quarter(year_, (month_ + 2) // 3)
    if unit == "month":
        return month(*add_months(day, sign * count))
    if unit in ("year", "decade"):
        return year(max(day.year + sign * count * (10 if unit == "decade" else 1), 1))
    back = shift(day, sign * round(count * UNIT_DAYS[unit]))
    return on(back) if unit == "day" else around(back, unit)


def around(day: date, unit: str) -> When:
    """A point told in weeks or longer is no exact day: the week around it, its month or its year."""
    if unit == "week":
        return replace(week(day), start=shift(day, -3), end=shift(day, 3))
    if unit == "quarter":
        return quarter(day.year, (day.month + 2) // 3)
    return month(day.year, day.month) if unit == "month" else year(day.year)
