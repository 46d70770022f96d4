"""What a person writes into a field, read as the value that it holds. Pure: the lists are passed in."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.link.entry import PlaceEntry
from dateline.link.geocode import reference_to
from dateline.link.names import exact_key
from dateline.model import (
    ActorRef,
    Basis,
    Casualty,
    Claim,
    Count,
    DateInterval,
    DatePrecision,
    Label,
    PlacePrecision,
    PlaceRef,
    Role,
    Status,
    Value,
)
from dateline.resolve.judged import ACTORS, CASUALTIES

__all__ = ["FIELDS", "INCIDENT_FIELDS", "Lists", "Places", "field_named", "value_of"]

INCIDENT_FIELDS = (
    "event_type",
    "status",
    "date",
    "place",
    *(f"{CASUALTIES}{kind.value}" for kind in Casualty),
    *(f"{ACTORS}{role.value}" for role in Role),
    "claim",
    "background",
)
"""What a person may set of an incident."""
FIELDS = (*INCIDENT_FIELDS, "weapon", "count")
"""What a person may set of an account."""
NONE = "none"
UNKNOWN = "unknown"
LONGEST = 300
"""Characters of the longest value: a name, not a text."""
MOST = 10_000_000
"""No event has counted more dead; more is a slip of the finger."""
NEAR_DEGREES = 0.5
"""A corrected point within about 50 km of the place before lies in the same country and province, for want of
borders to look it up in."""
LISTED = 6
_COUNT = re.compile(
    r"(?:(?P<exact>\d{1,9})|(?P<low>\d{1,9})\s?[-\u2013]\s?(?P<high>\d{1,9})|(?P<least>\d{1,9})\+)"
)
_POINT = re.compile(r"(?P<lat>[-+]?\d{1,2}(?:\.\d{1,8})?)\s?,\s?(?P<lon>[-+]?\d{1,3}(?:\.\d{1,8})?)")
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_YES, _NO = ("yes", "true"), ("no", "false", NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What is asked of the gazetteer: every place of a name, and the one of a GeoNames id."""

    named: Callable[[str], Sequence[PlaceEntry]]
    by_id: Callable[[int], PlaceEntry | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What values are checked against. The gazetteer and the registry are opened when they are asked for."""

    types: Collection[str]
    places: Callable[[], Places]
    actor: Callable[[str], tuple[str, str] | None]
    """Words -> id and name of the registry's actor."""


def field_named(name: str, level: str) -> str:
    """The field that ``name`` means: itself, or its last part ("killed", "perpetrator").

    Raises:
        UsageError: there is no such field, or it cannot be set at this level.
    """
    settable = INCIDENT_FIELDS if level == "incident" else FIELDS
    found = [field for field in FIELDS if name in (field, field.rpartition(".")[2])]
    if found and found[0] in settable:
        return found[0]
    if found:
        raise UsageError(f"{name} is what one account says; edit that account, not the incident")
    raise UsageError(f"{name!r} cannot be edited; of an {level} there are {', '.join(settable)}")


def value_of(field: str, text: str, lists: Lists, before: Value | None = None) -> tuple[Value, ...]:
    """The values that ``text`` gives for ``field``; none where it says that there is none.

    ``before`` is what stands there: a bare name of several places means the one in the same country.

    Raises:
        UsageError: ``text`` is no value of the field, or names more than one place; says what would do.
    """
    text = " ".join(text.split())
    if not text or len(text) > LONGEST or not text.isprintable():
        raise UsageError(
            f"a value has 1 to {LONGEST} printable characters; {UNKNOWN!r} or {NONE!r} for no value"
        )
    if field.startswith(CASUALTIES) or field == "count":
        return (_count(text, least=1 if field == "count" else 0),)
    if field.startswith(ACTORS):
        return _actors(text, Role(field.removeprefix(ACTORS)), lists)
    match field:
        case "event_type":
            return (Label(value=_one_of(text, lists.types, "type", "`dateline codebook` lists them")),)
        case "status":
            return (Label(value=_one_of(text, [s.value for s in Status], "status", "")),)
        case "date":
            return (_date(text),)
        case "place":
            return (_place(text, lists, before if isinstance(before, PlaceRef) else None),)
        case "claim":
            return _claim(text, lists, before)
        case "background":
            return _background(text)
    return () if text.casefold() in (NONE, UNKNOWN) else (Label(value=text),)


def _one_of(text: str, allowed: Collection[str], what: str, where: str) -> str:
    value = text.casefold().replace(" ", "_")
    if value not in allowed:
        known = where or f"there are {', '.join(allowed)}"
        raise UsageError(f"there is no {what} {text!r}; {known}")
    return value


def _count(text: str, *, least: int) -> Count:
    """``20``, ``20-24``, ``20+`` or ``unknown``."""
    if text.casefold() == UNKNOWN:
        return Count(low=None, high=None, text=text)
    found = _COUNT.fullmatch(text)
    if found is None:
        raise UsageError(f"{text!r} is no count; write 20, 20-24, 20+ or {UNKNOWN}")
    low = int(found["exact"] or found["low"] or found["least"])
    high = None if found["least"] else int(found["exact"] or found["high"])
    if low < least or low > MOST or (high is not None and not low <= high <= MOST):
        raise UsageError(f"{text!r} is no count from {least} to {MOST}, the lower figure first")
    return Count(low=low, high=high, text=text)


def _date(text: str) -> DateInterval:
    """A day, month or year, or two of them with a slash between; ``unknown``."""
    if text.casefold() == UNKNOWN:
        return DateInterval(
            start=None, end=None, precision=DatePrecision.UNKNOWN, basis=Basis.TEXT, text=text
        )
    parts = [part.strip() for part in text.split("/")]
    if len(parts) > 2:
        raise UsageError(f"{text!r} is no date; write 2026-03-09, 2026-03, 2026 or 2026-03-09/2026-03-11")
    start, end = _bounds(parts[0])[0], _bounds(parts[-1])[1]
    if start > end:
        raise UsageError(f"{text!r} ends before it begins")
    return DateInterval(
        start=start.isoformat(),
        end=end.isoformat(),
        precision=_precision((end - start).days + 1),
        basis=Basis.TEXT,
        text=text,
    )


def _bounds(text: str) -> tuple[datetime.date, datetime.date]:
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError("neither year, month nor day")
        year, month, day = (None if part is None else int(part) for part in found.groups())
        first = datetime.date(year or 0, month or 1, day or 1)
        if day is not None:
            return first, first
        last_month = month or 12
        return first, datetime.date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    except ValueError as error:
        raise UsageError(f"{text!r} is no date ({error}); write 2026-03-09, 2026-03 or 2026") from error


def _precision(days: int) -> DatePrecision:
    steps = (
        (1, DatePrecision.DAY),
        (6, DatePrecision.DAYS),
        (7, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
    )
    return next((precision for longest, precision in steps if days <= longest), DatePrecision.YEAR)


def _place(text: str, lists: Lists, before: PlaceRef | None) -> PlaceRef:
    if text.casefold() == UNKNOWN:
        return PlaceRef(text=text)
    if point := _POINT.fullmatch(text):
        return _at(text, float(point["lat"]), float(point["lon"]), before)
    places = lists.places()
    if text.isascii() and text.isdecimal():
        entry = places.by_id(int(text))
        if entry is None:
            raise UsageError(f"the gazetteer has no place with the GeoNames id {text}")
        return reference_to(entry, entry.name)
    return reference_to(_the_one(text, places, before), text)


def _at(text: str, latitude: float, longitude: float, before: PlaceRef | None) -> PlaceRef:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UsageError(f"{text!r} is no point; write latitude,longitude in degrees: 14.49,-4.19")
    near = (
        before is not None
        and before.latitude is not None
        and before.longitude is not None
        and abs(before.latitude - latitude) <= NEAR_DEGREES
        and abs(before.longitude - longitude) <= NEAR_DEGREES
    )
    return PlaceRef(
        text=text,
        country=before.country if near and before else None,
        admin1=before.admin1 if near and before else None,
        latitude=latitude,
        longitude=longitude,
        precision=PlacePrecision.EXACT,
    )


def _the_one(text: str, places: Places, before: PlaceRef | None) -> PlaceEntry:
    """The place that ``text`` ("Mopti", "Tripoli, LB", "Tripoli, Libya") means, if it means but one."""
    name, *wider = (part.strip() for part in text.split(","))
    found = [entry for entry in places.named(name) if all(_lies_in(entry, part, places) for part in wider)]
    if not found:
        raise UsageError(f"the gazetteer has no place {text!r}; give its GeoNames id or latitude,longitude")
    if len(found) > 1 and not wider and before is not None and before.country is not None:
        found = [entry for entry in found if entry.country == before.country] or found
    towns = [entry for entry in found if entry.kind == "town"]
    if len(found) > 1 and len(towns) == 1:
        found = towns
    if len(found) > 1:
        told = "; ".join(map(_described, found[:LISTED]))
        more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise UsageError(
            f"{len(found)} places are named {text!r}; give the GeoNames id of one, or its country after a "
            f"comma: {told}{more}"
        )
    return found[0]


def _described(entry: PlaceEntry) -> str:
    where = ", ".join(filter(None, (entry.name, entry.admin1, entry.country)))
    return f"{entry.geonameid} {where} ({entry.kind})"


def _lies_in(entry: PlaceEntry, wider: str, places: Places) -> bool:
    """Whether ``wider`` names the country (also by its code) or the province of ``entry``."""
    if wider.upper() == entry.country or (entry.admin1 and exact_key(wider) == exact_key(entry.admin1)):
        return True
    return any(
        unit.country == entry.country
        and (unit.kind == "country" or (unit.kind == "province" and unit.admin1_code == entry.admin1_code))
        for unit in places.named(wider)
    )


def _actors(text: str, role: Role, lists: Lists) -> tuple[Value, ...]:
    """Names with a semicolon between; ``none`` for nobody."""
    if text.casefold() in (NONE, UNKNOWN):
        return ()
    found = []
    for name in (part.strip() for part in text.split(";")):
        if name:
            known = lists.actor(name)
            found.append(
                ActorRef(
                    role=role,
                    text=name,
                    actor_id=known[0] if known else None,
                    name=known[1] if known else None,
                )
            )
    if not found:
        raise UsageError(f"{text!r} names nobody; write names with ; between, or {NONE}")
    return tuple(dict.fromkeys(found))


def _claim(text: str, lists: Lists, before: Value | None) -> tuple[Value, ...]:
    if text.casefold() in (NONE, UNKNOWN):
        return ()
    known = lists.actor(text)
    by = known[0] if known else text
    mode = before.mode if isinstance(before, Claim) and before.by == by else None
    return (Claim(by=by, mode=mode),)


def _background(text: str) -> tuple[Value, ...]:
    if text.casefold() in _YES:
        return (Label(value="true"),)
    if text.casefold() in _NO:
        return ()
    raise UsageError(f"{text!r}: write yes or no")
