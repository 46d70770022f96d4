"""Dates of publication as ISO dates or datetimes; what cannot be read for certain stays out."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

from dateline.text.dateline import parse_day

__all__ = ["iso_published"]

YEARS = range(1800, 2101)
"""Years a report can have appeared in; "0001-01-01" is a content system's way of saying unknown."""

CLOCK = re.compile(
    r"(?P<day>.*\d{4})(?:,| at|,? -)? (?P<time>\d{1,2}:\d\d(?::\d\d)?)(?: ?(?P<half>[ap])\.?m\.?)?", re.I
)
HAS_TIME = re.compile(r"\d[T ]\d\d")


def iso_published(text: str) -> str:
    """``text`` as ``YYYY-MM-DD`` or an ISO datetime, or ``""`` when it names no day beyond doubt.

    Read are ISO 8601, e-mail dates and dates with a month's name and a four-digit year. Dates in figures
    alone ("03/04/2024") are not: the order of day and month would be a guess.

    >>> [iso_published(t) for t in ("20240103", "January 3, 2024 10:05 pm", "03/04/2024", "Monday")]
    ['2024-01-03', '2024-01-03T22:05:00', '', '']
    """
    text = " ".join(text.split())
    moment = _iso(text) or _mail(text) or _named_month(text)
    if moment is None or moment.year not in YEARS:
        return ""
    return moment.isoformat()


def _iso(text: str) -> datetime.date | None:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if HAS_TIME.search(text) else moment.date()


def _mail(text: str) -> datetime.datetime | None:
    try:
        return parsedate_to_datetime(text) if ":" in text and "," in text[:4] else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _named_month(text: str) -> datetime.date | None:
    """ "3 January 2024", with a time of day if it is told; its zone, unless told in figures, stays
    unknown."""
    found = CLOCK.fullmatch(text)
    day = parse_day(found["day"] if found else text)
    if day is None or not re.search(r"\d{4}", text):
        return None
    if found is None:
        return day
    try:
        time = datetime.time.fromisoformat(found["time"].zfill(5))
    except ValueError:
        return day
    if found["half"] and 1 <= time.hour <= 12:
        time = time.replace(hour=time.hour % 12 + (12 if found["half"] in "pP" else 0))
    return datetime.datetime.combine(day, time)
