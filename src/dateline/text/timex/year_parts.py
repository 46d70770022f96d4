"""Parts of a year: seasons, quarters, halves, its end, and feasts on a fixed day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.model import DatePrecision
from dateline.text.timex.calendar_dates import ZONE_GRACE, relative_year
from dateline.text.timex.days import (
    Kind,
    When,
    between,
    held,
    month,
    on,
    quarter,
    shift,
    unknown,
    year,
)
from dateline.text.timex.grammar import Anchor, Rules, reads
from dateline.text.timex.words import (
    STAGE,
    YEAR,
    choice,
)

__all__ = ["YEAR_PARTS"]

YEAR_PARTS: Rules = []
"""Rules of parts of a year."""

_SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
"""Northern seasons as first and last month; month 14 is the next February."""
_SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


@reads(
    YEAR_PARTS,
    rf"(?:the )?{STAGE}(?:(?P<which>last|this|next|this past"
    rf"|this coming) )?(?P<season>{choice(list(_SEASON_MONTHS))})"
    rf"(?:(?: of)?,? (?:of )?(?:(?P<y>{YEAR})|(?P<rely>last|this|next) year(?!\w))|(?! of))",
)
def _season(match: re.Match[str], anchor: Anchor) -> When | None:
    in_year = int(match["y"]) if match["y"] else relative_year(match["rely"], anchor)
    if in_year:
        return _season_of(match["season"], in_year)
    if match["which"] is None and not match.group().startswith("the "):
        return None  # "spring" and "fall" alone are more often verbs
    if anchor.day is None:
        return unknown()
    this_year = _season_of(match["season"], anchor.day.year)
    ended = this_year.end is not None and this_year.end < anchor.day
    begun = this_year.start is not None and this_year.start <= anchor.day
    offset = {"last": 0 if ended else -1, "next": 1 if begun else 0, "this past": 0 if begun else -1}
    return _season_of(match["season"], anchor.day.year + offset.get(match["which"] or "this past", 0))


def _season_of(season: str, of_year: int) -> When:
    first, last = _SEASON_MONTHS[season]
    of_year = held(of_year)
    end = month(of_year + last // 13, (last - 1) % 12 + 1).end or date(of_year, 12, 31)
    return between(date(of_year, first, 1), end, value=f"{of_year:04}-{_SEASON_CODES[season]}")


_NTH = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 0,
    "last": 0,
}


@reads(
    YEAR_PARTS,
    rf"(?:(?:the )?{STAGE}(?P<which>{choice(list(_NTH))})|(?P<q>q)(?P<n>[1-4]))"
    rf"(?P<part>[ -]quarter|[ -]half|[ -](?:two |three |four |six |nine )?(?:months|quarters)|(?<=q\d))"
    rf"(?: of|,)? (?:the )?(?:(?:fiscal|financial) )?(?:(?P<y>{YEAR})|(?P<rely>last|this|next) year(?!\w))",
)
def _part_of_year(match: re.Match[str], anchor: Anchor) -> When | None:
    in_year = int(match["y"]) if match["y"] else relative_year(match["rely"], anchor)
    if in_year is None:
        return unknown()
    part = match["part"].strip(" -")
    index = int(match["n"]) if match["n"] else _NTH[match["which"]]
    if part in ("quarter", ""):
        return quarter(in_year, index or 4)
    months = {"half": 6, "months": 4, "two quarters": 6, "six months": 6, "three months": 3}.get(part, 0)
    if part == "nine months":
        first, last = (
            (date(in_year, 1, 1), date(in_year, 9, 30))
            if index
            else (date(in_year, 4, 1), date(in_year, 12, 31))
        )
        return between(first, last, value="P9M", kind=Kind.DURATION)
    if not months or index > 12 // months:
        return None
    index = index or 12 // months
    end = month(in_year, index * months).end or date(in_year, 12, 31)
    half = f"{in_year:04}-H{index}" if months == 6 else ""
    return between(date(in_year, (index - 1) * months + 1, 1), end, value=half)


@reads(
    YEAR_PARTS,
    r"(?:the )?(?:very )?(?:eve of the )?year[ -]?end|the (?:end|close) of (?P<which>last|this|the"
    r"|next) year",
)
def _year_end(match: re.Match[str], anchor: Anchor) -> When | None:
    if anchor.day is None:
        return unknown()
    in_year = held(anchor.day.year + {"last": -1, "next": 1}.get(match["which"] or "", 0))
    when = year(in_year, "end")
    return when if "the year" in match.group() else replace(when, value=f"{in_year:04}-12-31")


_FEASTS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "new year's": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "thanksgiving": (11, 0),
    "thanksgiving day": (11, 0),
}
"""Feasts on a fixed day; Thanksgiving is the fourth Thursday of November."""


@reads(YEAR_PARTS, rf"(?:(?P<which>last|this|next) )?(?P<feast>{choice(list(_FEASTS))})(?:,? (?P<y>{YEAR}))?")
def _feast(match: re.Match[str], anchor: Anchor) -> When | None:
    month_, day_ = _FEASTS[match["feast"]]

    def in_year(number: int) -> date:
        first = date(held(number), month_, day_ or 1)
        return first if day_ else shift(first, (3 - first.weekday()) % 7 + 21)

    if match["y"]:
        return on(in_year(int(match["y"])))
    if anchor.day is None:
        return unknown(DatePrecision.DAY)
    days = [in_year(anchor.day.year + offset) for offset in (-1, 0, 1)]
    ahead = match["which"] == "next" or anchor.future
    if ahead:
        return on(min((day for day in days if day >= anchor.day), default=days[-1]))
    return on(max((day for day in days if day <= shift(anchor.day, ZONE_GRACE)), default=days[0]))
