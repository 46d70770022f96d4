"""Dates told from another event: "two days later", "the previous night", "shortly after its release"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.text.timex.days import Kind, When, between, length, month, on, shift, unknown, week, year
from dateline.text.timex.grammar import Anchor, Rules, reads
from dateline.text.timex.relative_dates import UNIT_DAYS, around
from dateline.text.timex.words import NUMBER, UNIT, VAGUE, WEEKDAY_NAME, WEEKDAYS, number_of, singular

__all__ = ["HANGING"]

HANGING: Rules = []
"""Rules of dates relative to an event."""
_PARTS = "day|night|morning|evening|afternoon"
_WORD = r"[a-z][a-z'-]{0,24}"
_AN_EVENT = rf"(?:its|the|his|her|their|that|this) {_WORD}"


@reads(
    HANGING,
    rf"(?:earlier |later |early |late )?(?:the|that|this) (?:very )?same (?:{UNIT}|weekend|{_PARTS}"
    rf"|{WEEKDAY_NAME})",
    hangs=True,
)
def _the_same(match: re.Match[str], anchor: Anchor) -> When | None:
    return _same(anchor)


@reads(
    HANGING,
    rf"(?:earlier |later |early |late )?that (?:day|week|month|year|weekend|{_PARTS}|{WEEKDAY_NAME})",
    hangs=True,
)
def _that_day(match: re.Match[str], anchor: Anchor) -> When | None:
    when = _same(anchor)
    if when.start is None:
        return when
    unit = match.group().rsplit(" ", 1)[1]
    wider = {
        "year": year(when.start.year),
        "month": month(when.start.year, when.start.month),
        "week": week(when.start),
    }
    return wider.get(unit, when)


def _same(anchor: Anchor) -> When:
    return anchor.event or unknown()


@reads(
    HANGING,
    rf"(?:earlier |later |early |late )?the (?:(?P<next>next|following|ensuing)|previous|preceding|prior)"
    rf" (?P<unit>day|night|morning|evening|afternoon|week|month|quarter|year|weekend|{WEEKDAY_NAME})"
    rf"|the (?P<unit2>day|night|week|month|quarter|year) (?:before|earlier|(?P<later>after|later))",
    hangs=True,
)
def _the_next(match: re.Match[str], anchor: Anchor) -> When | None:
    unit = singular(match["unit"] or match["unit2"])
    return _moved(anchor, 1, unit, forward=bool(match["next"] or match["later"]))


@reads(
    HANGING,
    rf"(?:(?:about|nearly|almost|just|more than|only|some|roughly|less than|at least) )?"
    rf"(?:(?P<n>{NUMBER})|{VAGUE}|(?=hours|days|weeks|months|years|decades)) ?(?P<unit>{UNIT})"
    rf" (?:earlier|previously|beforehand|before|(?P<after>later|after(?!wards)|afterwards?))",
    hangs=True,
)
def _counted(match: re.Match[str], anchor: Anchor) -> When | None:
    count = number_of(match["n"]) if match["n"] else None
    unit = singular(match["unit"])
    when = _moved(anchor, count, unit, forward=bool(match["after"]))
    return when if "earlier" in match.group() else _as_length(when, count, unit)


def _as_length(when: When, count: int | None, unit: str) -> When:
    """TimeML marks the length in "three days later" and leaves "later" outside, as a signal."""
    return replace(when, value=length(count, unit).value, kind=Kind.DURATION)


@reads(
    HANGING,
    rf"(?P<how>shortly|soon|immediately|moments|right|(?:(?:{VAGUE}|{NUMBER}) )?(?P<unit>minutes|hours)) "
    rf"(?P<after>after|following|before) {_AN_EVENT}",
    hangs=True,
)
def _shortly_after(match: re.Match[str], anchor: Anchor) -> When | None:
    """Within a day of the event: "minutes" and "immediately" on its day, else on it or the next one."""
    if anchor.event is None or anchor.event.start is None or anchor.event.end is None:
        return unknown()
    if match["how"] in ("immediately", "moments", "right") or match["unit"] == "minutes":
        return anchor.event
    if match["after"] == "before":
        return between(shift(anchor.event.start, -1), anchor.event.end)
    return between(anchor.event.start, shift(anchor.event.end, 1))


@reads(
    HANGING,
    rf"(?P<n>{NUMBER}|several|a few) (?P<unit>days?|weeks?|months?|years?) (?:before|(?P<after>after"
    rf"|following)) {_AN_EVENT}",
    hangs=True,
)
def _so_long_after(match: re.Match[str], anchor: Anchor) -> When | None:
    count, unit = number_of(match["n"]), singular(match["unit"])
    return _as_length(_moved(anchor, count, unit, forward=bool(match["after"])), count, unit)


@reads(HANGING, rf"the (?P<eve>eve|day|night|morning) (?P<side>of|before|after) {_AN_EVENT}", hangs=True)
def _eve_of(match: re.Match[str], anchor: Anchor) -> When | None:
    if match["eve"] != "eve" and match["side"] == "of":
        return _same(anchor)
    return _moved(anchor, 1, "day", forward=match["side"] == "after")


def _moved(anchor: Anchor, count: int | None, unit: str, *, forward: bool) -> When:
    """The time ``count`` units after the event, or before it; without days where the event has none."""
    event = anchor.event
    if event is None or event.start is None or event.end is None:
        return unknown(value=_vague(unit, forward=forward) if count is None else "")
    if unit in WEEKDAYS:
        return on(_weekday_from(event.end if forward else event.start, WEEKDAYS[unit], forward=forward))
    if unit == "hour" and (count is None or count < 24):  # the same day or, near midnight, the one beside it
        return (
            between(event.start, shift(event.end, 1))
            if forward
            else between(shift(event.start, -1), event.end)
        )
    if count is None or unit not in UNIT_DAYS:
        return unknown(value=_vague(unit, forward=forward))
    days = round(count * UNIT_DAYS[unit]) * (1 if forward else -1)
    start, end = shift(event.start, days), shift(event.end, days)
    middle = date.fromordinal((start.toordinal() + end.toordinal()) // 2)
    if unit in ("week", "month", "quarter", "year", "decade") and (end - start).days < UNIT_DAYS[unit]:
        if unit == "year" and event.value[5:6] == "Q":
            return around(middle, "quarter")
        return around(start if start == end else middle, unit)
    if start == end:
        return on(start)
    return around(middle, unit) if (end - start).days < UNIT_DAYS[unit] * 1.1 else between(start, end)


def _vague(unit: str, *, forward: bool) -> str:
    return "FUTURE_REF" if forward else "PAST_REF"


def _weekday_from(day: date, wanted: int, *, forward: bool) -> date:
    return shift(
        day, ((wanted - day.weekday()) % 7 or 7) if forward else -((day.weekday() - wanted) % 7 or 7)
    )
