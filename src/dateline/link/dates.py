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
from datetime import date

from dateline.link.calendar_dates import CALENDAR
from dateline.link.days import When, between, on, shift, unknown
from dateline.link.phrases import (
    LEAD,
    MONTH,
    NUMBER,
    UNIT,
    VAGUE,
    WEEKDAY,
    Anchor,
    Readers,
    number_of,
    plain,
    read_with,
    reads,
    singular,
)
from dateline.link.relative_dates import RELATIVE, UNIT_DAYS, around
from dateline.model import Basis, DateInterval, DatePrecision
from dateline.text.times import WEEKDAYS

__all__ = ["hangs_on_event", "resolve_after", "resolve_time"]

_POINTS: Readers = [*CALENDAR, *RELATIVE]
"""Readers of single dates and periods."""
_RANGES: Readers = []
"""Readers of phrases made of points; its own parts are never ranges, so that reading ends."""
_TO = re.compile(r"-| (?:to|and|through|until|till|or) (?:the )?")

_EVENT_RELATIVE = re.compile(
    rf"(?:earlier |later |early |late )?(?:"
    rf"(?P<same>(?:the same|that) (?:{UNIT}|weekend|morning|evening|afternoon|{WEEKDAY}))"
    rf"|the (?:(?P<next>next|following)|previous|preceding)"
    rf" (?P<next_unit>day|night|morning|evening|afternoon|week|month|year|weekend|{WEEKDAY})"
    rf"|the (?P<the_unit>day|night|week|month|year) (?:before|earlier|(?P<later>after|later))"
    rf"|(?:(?P<count>{NUMBER})|{VAGUE}|(?=hours|days|weeks|months|years|decades)) ?(?P<unit>{UNIT})"
    rf" (?:earlier|previously|beforehand|before|(?P<after>later|after))"
    rf")"
)


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
    words = plain(text)
    if _EVENT_RELATIVE.fullmatch(words):
        return _interval(unknown(), text, Basis.EVENT)
    when = _read(words, Anchor(day=published, future=future))
    return _interval(when, text, Basis.TEXT) if when else None


def hangs_on_event(text: str) -> bool:
    """Whether ``text`` dates one event by another ("the previous day", "two weeks later")."""
    return _EVENT_RELATIVE.fullmatch(plain(text)) is not None


def resolve_after(text: str, anchor: DateInterval) -> DateInterval | None:
    """The interval that event-relative words name, given the date of the event they refer to.

    ``None`` if the words are not event-relative; without days if the anchor has none.
    """
    match = _EVENT_RELATIVE.fullmatch(plain(text))
    if match is None:
        return None
    if anchor.start is None or anchor.end is None:
        return _interval(unknown(), text, Basis.EVENT)
    start, end = date.fromisoformat(anchor.start), date.fromisoformat(anchor.end)
    if match["same"]:
        return _interval(When(start=start, end=end, precision=anchor.precision), text, Basis.EVENT)
    forward = bool(match["next"] or match["later"] or match["after"])
    unit = singular(match["next_unit"] or match["the_unit"] or match["unit"])
    if unit in WEEKDAYS:
        days = (
            (WEEKDAYS[unit] - end.weekday()) % 7 or 7
            if forward
            else -((start.weekday() - WEEKDAYS[unit]) % 7 or 7)
        )
        return _interval(on(shift(end if forward else start, days)), text, Basis.EVENT)
    count = number_of(match["count"]) if match["count"] else None if match["unit"] else 1
    if count is None or unit not in UNIT_DAYS:
        return _interval(unknown(), text, Basis.EVENT)
    days = round(count * UNIT_DAYS[unit]) * (1 if forward else -1)
    if start == end and unit in ("week", "month", "year"):
        return _interval(around(shift(start, days), unit), text, Basis.EVENT)
    return _interval(between(shift(start, days), shift(end, days)), text, Basis.EVENT)


def _interval(when: When, text: str, basis: Basis) -> DateInterval:
    return DateInterval(
        start=when.start.isoformat() if when.start else None,
        end=when.end.isoformat() if when.end else None,
        precision=when.precision,
        basis=basis,
        text=text,
    )


def _read(words: str, anchor: Anchor) -> When | None:
    return read_with(_POINTS, words, anchor) or read_with(_RANGES, words, anchor)


@reads(
    _RANGES,
    r"(?:(?:early|late) )?overnight(?: (?:on|into|from|between)?)? ?(?P<rest>.+)?",
)
def _overnight(match: re.Match[str], anchor: Anchor) -> When | None:
    """The night that ends on the publication day; "overnight Friday" the night that starts on Friday."""
    if match["rest"]:
        when = _read(match["rest"], anchor)
        if when and when.start and when.start == when.end:
            return between(when.start, shift(when.start, 1))
        return when
    return between(shift(anchor.day, -1), anchor.day) if anchor.day else unknown()


@reads(_RANGES, r"since (?P<rest>.+)")
def _since(match: re.Match[str], anchor: Anchor) -> When | None:
    when = read_with(_POINTS, LEAD.sub("", match["rest"]), anchor)
    if when is None or when.start is None:
        return when and unknown()
    if anchor.day is None or anchor.day < when.start:
        return When(start=when.start, end=None, precision=DatePrecision.UNKNOWN)
    return between(when.start, anchor.day)


@reads(
    _RANGES,
    rf"(?:between |from )?(?P<m>{MONTH}) (?P<a>\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO.pattern})"
    r"(?P<b>\d{1,2})(?:st|nd|rd|th)?(?P<y>,? .+)?",
)
def _days_of_month(match: re.Match[str], anchor: Anchor) -> When | None:
    tail = match["y"] or ""
    return _from_to(f"{match['m']} {match['a']}{tail}", f"{match['m']} {match['b']}{tail}", anchor)


@reads(
    _RANGES,
    rf"(?:between |from )?(?P<a>\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO.pattern})"
    rf"(?P<rest>\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?P<m>{MONTH}).*)",
)
def _days_before_month(match: re.Match[str], anchor: Anchor) -> When | None:
    return _from_to(f"{match['a']} {match['m']}", match["rest"], anchor)


@reads(_RANGES, r"(?:between |from )?(?P<rest>.+)")
def _any_range(match: re.Match[str], anchor: Anchor) -> When | None:
    for separator in _TO.finditer(match["rest"]):
        left, right = match["rest"][: separator.start()], match["rest"][separator.end() :]
        if left and right and (when := _from_to(left, right, anchor)):
            return when
    return None


def _from_to(left: str, right: str, anchor: Anchor) -> When | None:
    """From the one to the other, the one read from the other: "3 May to 4 June 2019" needs one year only."""
    if anchor.future:
        first = read_with(_POINTS, left, anchor)
        last = read_with(_POINTS, right, Anchor(day=first.start, future=True)) if first else None
    else:
        last = read_with(_POINTS, right, anchor)
        first = read_with(_POINTS, left, Anchor(day=last.end)) if last else None
    if first is None or last is None:
        return None
    if first.start is None or last.end is None:
        return unknown()
    return between(first.start, last.end)
