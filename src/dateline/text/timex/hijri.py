"""Dates of the Islamic calendar: "15 Ramadan 1445", "during Muharram".

Converted with the tabular calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30),
which
is within a day of the calendars in use, since months begin where the moon is seen. A Hijri day is therefore
an
interval of three days and a Hijri month one with a day on either side. Source: Reingold and Dershowitz,
*Calendrical Calculations*, chapter 7.
"""

from __future__ import annotations

import re
from datetime import date

from dateline.model import DatePrecision
from dateline.text.timex.days import When, between, shift, unknown
from dateline.text.timex.grammar import Anchor, Rules, reads
from dateline.text.timex.words import choice

__all__ = ["HIJRI", "from_hijri"]

HIJRI: Rules = []
"""Rules of the Islamic calendar."""

_NAMES = (
    "muharram",
    "safar",
    "rabi al-awwal, rabi' al-awwal, rabi i",
    "rabi al-thani, rabi' al-thani, rabi al-akhir, rabi ii",
    "jumada al-awwal, jumada al-ula, jumada i",
    "jumada al-thani, jumada al-akhira, jumada ii",
    "rajab",
    "sha'ban, shaaban, shaban",
    "ramadan, ramazan, ramadhan",
    "shawwal, shawal",
    "dhu al-qadah, dhu al-qi'dah, dhul qadah",
    "dhu al-hijjah, dhu al-hijja, dhul hijjah, zilhaj",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split(", ")}
_EPOCH = 227015
"""Ordinal of 1 Muharram 1 (Friday 16 July 622, Julian)."""
_YEAR_NOW = (date(2024, 7, 8), 1446)
"""A first day of a Hijri year, to find the year of any other day from."""


def from_hijri(year: int, month: int, day: int) -> date:
    """The Gregorian day of a tabular Hijri date.

    >>> from_hijri(1445, 9, 1).isoformat()
    '2024-03-11'
    """
    ordinal = _EPOCH + day + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 - 1
    return date.fromordinal(max(ordinal, 1))


_YEAR = r"(?P<y>1[2-5]\d\d)(?: (?:ah|hijri))?"


@reads(
    HIJRI,
    rf"(?:(?P<d>[12]?\d|30)(?:st|nd|rd|th)?(?: of)? )?(?P<m>{choice(list(_MONTHS))})(?: (?P<d2>[12]?\d"
    rf"|30)(?!\d))?(?:,? {_YEAR})?",
)
def _hijri(match: re.Match[str], anchor: Anchor) -> When | None:
    month, told = _MONTHS[match["m"]], match["d"] or match["d2"]
    if told is not None and not 1 <= int(told) <= 30:
        return None
    if match["y"] is None and anchor.day is None:
        return unknown(DatePrecision.DAYS if told else DatePrecision.MONTH)
    day = int(told) if told else 1
    if match["y"] is not None:
        first = from_hijri(int(match["y"]), month, day)
    else:
        first = _nearest(month, day, anchor)
    if told:
        return between(shift(first, -1), shift(first, 1))
    return between(shift(first, -1), shift(first, 30), DatePrecision.MONTH)


def _nearest(month: int, day: int, anchor: Anchor) -> date:
    """The last such day not after publication, or the first from it on of what lies ahead."""
    today = anchor.day or _YEAR_NOW[0]
    about = _YEAR_NOW[1] + round((today - _YEAR_NOW[0]).days / 354.367)
    days = [from_hijri(max(about + offset, 1), month, day) for offset in (-2, -1, 0, 1, 2)]
    if anchor.future:
        return min((found for found in days if found >= today), default=days[-1])
    return max((found for found in days if found <= shift(today, 1)), default=days[0])
