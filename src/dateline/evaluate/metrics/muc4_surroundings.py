"""What a report says around its incidents: its sentences, its dates and its country, read once a text.

Works on text of one case (the corpus is upper case throughout), where no capital tells a name.
"""

from __future__ import annotations

import bisect
import datetime
import re
from collections import Counter
from dataclasses import dataclass

from dateline.evaluate.metrics.muc4_place_names import NINE, PlaceName, find_place_names
from dateline.link.context import Places
from dateline.link.dates import resolve_time
from dateline.link.demonyms import demonyms
from dateline.model import DateInterval
from dateline.text.dateline import Dateline, parse_day, read_dateline
from dateline.text.times import find_times

__all__ = ["Surroundings", "TimeName", "read_surroundings"]

_SENTENCE_END = re.compile(r"(?<![ (.][A-Za-z])[.!?][\"')\]]*\s+(?=\S)|\n\s*\n\s*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeName:
    """A time expression at ``[start, end)`` and what it means, read on the day of the dateline."""

    start: int
    end: int
    when: DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """``begin`` is where the report begins after its dateline, ``published`` the day of the dateline,
    ``home`` the country of the report (ISO 3166-1 alpha-2), ``""`` if none of the nine is named."""

    text: str
    begin: int
    published: datetime.date | None
    home: str
    sentences: tuple[int, ...]
    times: tuple[TimeName, ...]
    places: tuple[PlaceName, ...]

    def sentence(self, position: int) -> int:
        """The number of the sentence that holds ``position``, 0 for what is before the first."""
        return max(0, bisect.bisect_right(self.sentences, position) - 1)


def read_surroundings(text: str, places: Places) -> Surroundings:
    """Sentences, times and places of ``text``, which may begin with a dateline."""
    dateline = read_dateline(text)
    begin = dateline.end if dateline is not None else 0
    published = parse_day(dateline.date_text) if dateline is not None else None
    home = _home(text, begin, dateline, places)
    times = (
        TimeName(start=found.start, end=found.end, when=when)
        for found in find_times(text)
        if found.start >= begin and (when := resolve_time(found.text, published)) is not None
    )
    ends = (found.end() for found in _SENTENCE_END.finditer(text, begin))
    return Surroundings(
        text=text,
        begin=begin,
        published=published,
        home=home,
        sentences=(begin, *ends),
        times=tuple(times),
        places=find_place_names(text, begin, home, places),
    )


def _home(text: str, begin: int, dateline: Dateline | None, places: Places) -> str:
    """The country of the dateline if it is one of the nine, else the one of the nine that is named most."""
    if dateline is not None:
        place, _, abroad = dateline.place.partition(" (")
        entries = places.named((abroad.rstrip(")") or place).title())
        code = next((entry.country for entry in entries if entry.country in NINE), None)
        if code is not None:
            return code
    people = demonyms()
    words = Counter(found.group().lower() for found in _WORD.finditer(text, begin))
    named: Counter[str] = Counter()
    for word, count in words.items():
        if (code := people.get(word)) in NINE:
            named[code or ""] += count
    for code, name in NINE.items():
        named[code] += len(re.findall(rf"\b{name}\b", text[begin:], re.IGNORECASE))
    most, count = max(named.items(), key=lambda item: item[1])
    return most if count else ""
