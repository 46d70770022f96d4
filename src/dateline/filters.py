"""The filter record: one spelling for the command line, the URL and the API."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

from dateline.codec.shapes import Review
from dateline.errors import UsageError
from dateline.model import Grade, Status

__all__ = ["EVENT_ONLY", "FILTER_NAMES", "Bounds", "Filters", "Level"]

Level = Literal["incident", "account", "document"]

FILTER_NAMES: Mapping[str, str] = {
    "country": "ISO 3166-1 alpha-2 codes, comma-separated: SY,IQ",
    "admin1": "first-level division, by name",
    "bbox": "west,south,east,north in degrees; west > east crosses the 180th meridian",
    "from": "first day, YYYY-MM-DD, YYYY-MM or YYYY; keeps what may have happened on or after it",
    "to": "last day, YYYY-MM-DD, YYYY-MM or YYYY; keeps what may have happened on or before it",
    "type": "event type ids, comma-separated",
    "status": "statuses, comma-separated",
    "actor": "registry id, name or words of an actor in any role, or of the claimant",
    "min_killed": "least number killed; what has no known figure is left out",
    "outlet": "who published it, by name",
    "grade": "grades, comma-separated (incidents only)",
    "review": "machine or reviewed",
    "text": "words that must all occur in the title, the source sentences or the coded values",
}
"""Every filter and what it takes, in the order of the docs."""
EVENT_ONLY = frozenset(FILTER_NAMES) - {"from", "to", "outlet", "text"}
"""Filters that ask about an event and mean nothing for a document record."""
_COUNTRY = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")
_WHOLE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A box of WGS84 degrees; ``west > east`` crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether the point is in the box, edges included."""
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to keep; an empty field keeps everything. ``from_``/``to`` are ISO days, both inclusive."""

    country: tuple[str, ...] = ()
    admin1: str = ""
    bbox: Bounds | None = None
    from_: str = ""
    to: str = ""
    type: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    actor: str = ""
    min_killed: int | None = None
    outlet: str = ""
    grade: tuple[Grade, ...] = ()
    review: tuple[Review, ...] = ()
    text: str = ""

    @classmethod
    def parse(cls, values: Mapping[str, str], types: Collection[str]) -> Filters:
        """Filters from strings, as a URL or a command line gives them; "" is as good as absent.

        ``types`` are the event type ids of the codebook in use.

        Raises:
            UsageError: a filter is unknown or its value is not allowed; lists all faults and what is allowed.
        """
        faults: list[str] = []
        given = {name: value.strip() for name, value in values.items() if value.strip()}
        faults.extend(
            f"{name}: no such filter; the filters are {', '.join(FILTER_NAMES)}"
            for name in given
            if name not in FILTER_NAMES
        )
        found = cls(
            country=_countries(given.get("country", ""), faults),
            admin1=given.get("admin1", ""),
            bbox=_bounds(given.get("bbox", ""), faults),
            from_=_day("from", given.get("from", ""), 0, faults),
            to=_day("to", given.get("to", ""), 1, faults),
            type=_listed("type", given.get("type", ""), types, faults),
            status=tuple(map(Status, _listed("status", given.get("status", ""), _names(Status), faults))),
            actor=given.get("actor", ""),
            min_killed=_whole("min_killed", given.get("min_killed", ""), faults),
            outlet=given.get("outlet", ""),
            grade=tuple(map(Grade, _listed("grade", given.get("grade", ""), _names(Grade), faults))),
            review=_listed("review", given.get("review", ""), get_args(Review), faults),  # type: ignore[arg-type]
            text=" ".join(given.get("text", "").split()),
        )
        if found.from_ and found.to and found.from_ > found.to:
            faults.append(f"from: {found.from_} is after to: {found.to}")
        if faults:
            raise UsageError("\n".join(faults))
        return found

    def to_query(self) -> dict[str, str]:
        """The filters as strings that :meth:`parse` reads back to an equal record, absent ones left out."""
        box = self.bbox
        values = {
            "country": ",".join(self.country),
            "admin1": self.admin1,
            "bbox": "" if box is None else f"{box.west!r},{box.south!r},{box.east!r},{box.north!r}",
            "from": self.from_,
            "to": self.to,
            "type": ",".join(self.type),
            "status": ",".join(self.status),
            "actor": self.actor,
            "min_killed": "" if self.min_killed is None else str(self.min_killed),
            "outlet": self.outlet,
            "grade": ",".join(self.grade),
            "review": ",".join(self.review),
            "text": self.text,
        }
        return {name: value for name, value in values.items() if value}

    def check(self, level: Level) -> None:
        """Refuse filters that mean nothing at ``level``, rather than ignore them.

        Raises:
            UsageError: a grade is asked of accounts, or something about events of documents.
        """
        asked = self.to_query().keys()
        wrong = asked & EVENT_ONLY if level == "document" else asked & {"grade"} if level == "account" else ()
        if wrong:
            names = ", ".join(sorted(wrong))
            raise UsageError(f"{names}: cannot filter at level {level}; use --level incident")


def _names(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def _listed(name: str, text: str, allowed: Collection[str], faults: list[str]) -> tuple[str, ...]:
    """A comma-separated list of known values; order and repeats do not matter."""
    found = tuple(sorted({item.strip() for item in text.split(",") if item.strip()}))
    unknown = [item for item in found if item not in allowed]
    if unknown:
        faults.append(f"{name}: {', '.join(unknown)} is not allowed; use one of {', '.join(allowed)}")
    return tuple(item for item in found if item in allowed)


def _countries(text: str, faults: list[str]) -> tuple[str, ...]:
    found = tuple(sorted({item.strip().upper() for item in text.split(",") if item.strip()}))
    faults.extend(
        f"country: {item!r} is not a two-letter ISO 3166-1 code such as SY"
        for item in found
        if not _COUNTRY.fullmatch(item)
    )
    return found


def _bounds(text: str, faults: list[str]) -> Bounds | None:
    if not text:
        return None
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        faults.append(f"bbox: {text!r} is not four numbers west,south,east,north")
        return None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        faults.append("bbox: longitudes are -180 to 180, latitudes -90 to 90 and south is not above north")
        return None
    return Bounds(west=west, south=south, east=east, north=north)


def _day(name: str, text: str, edge: int, faults: list[str]) -> str:
    """The first (``edge`` 0) or last (1) day of a day, month or year, as ISO text."""
    if not text:
        return ""
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        year, month = int(found["year"]), int(found["month"] or (1, 12)[edge])
        day = int(found["day"] or (1, calendar.monthrange(year, month)[1])[edge])
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        faults.append(f"{name}: {text!r} is not a day; use YYYY-MM-DD, YYYY-MM or YYYY")
        return ""


def _whole(name: str, text: str, faults: list[str]) -> int | None:
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        faults.append(f"{name}: {text!r} is not a whole number from 0 to 999999999")
        return None
    return int(text)
