"""Where and when it was: the finest place and date that the accounts support, the others kept beside them.

An origin supports a value when it gives it, or a finer one that lies in it, and speaks against it when it
gives one that excludes it; a wider one that holds it does neither. What more origins support than speak
against is well supported; the finest of those is the incident's. Where none is, the accounts are even or at
odds: then it is what they share (the province, the days between), never one picked as if it were sure.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.model import (
    Basis,
    DateInterval,
    DatePrecision,
    DateTold,
    PlacePrecision,
    PlaceRef,
    PlaceTold,
    Status,
)
from dateline.resolve.cases import COARSE, Case, folded
from dateline.resolve.distance import kilometres

__all__ = ["date_holds", "date_of", "place_holds", "place_of"]

NEAR_KM = 50.0
"""Places within this distance may be one event's: outlets name the village or the town next to it. Neither
supports the other, neither excludes it."""
PERSON = "person:"
"""Methods of values that a person set; these decide alone."""
_FINENESS = {
    PlacePrecision.EXACT: 0,
    PlacePrecision.NEAR: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.PROVINCE: 3,
    PlacePrecision.COUNTRY: 4,
    PlacePrecision.REGION: 5,
    PlacePrecision.UNKNOWN: 6,
}
"""Lower is finer. "Near a town" says no less than "in" it."""
_REPORTED = 1
_BASIS = {Basis.TEXT: 0, Basis.EVENT: 0, Basis.DATELINE: _REPORTED, Basis.PUBLICATION: _REPORTED}
"""What the text says of the event itself goes before what is only taken from the report."""
_SPANS = ((1, DatePrecision.DAY), (6, DatePrecision.DAYS), (7, DatePrecision.WEEK), (31, DatePrecision.MONTH))
"""Longest number of days that each precision stands for."""


V = TypeVar("V")


@dataclass(slots=True)
class _Told(Generic[V]):
    """One value with the accounts and origins that give it; ``rank`` is its place by the best account."""

    value: V
    accounts: list[str]
    origins: set[str]
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind(Generic[V]):
    """How values of one kind compare."""

    type: type[V]
    key: Callable[[V], object]
    holds: Callable[[V, V], bool]
    """Whether the first, wider one holds the second."""
    excludes: Callable[[V, V], bool]
    fineness: Callable[[V], tuple[int, ...]]


def place_of(
    cases: Sequence[Case], best: Case, origin_of: Mapping[str, str]
) -> tuple[PlaceRef | None, tuple[PlaceTold, ...]]:
    """The place of the incident and the other places told, the best supported first.

    ``cases`` are in their order, ``best`` is the account that stands for them.
    """
    if len(cases) == 1:
        return best.account.place, ()
    told = _collected(_first(best, cases), "place", _PLACES, origin_of)
    chosen, others = _settled(told, _PLACES)
    if chosen is None and told:
        chosen = _shared_place([row.value for row in told])
    return chosen, tuple(PlaceTold(place=row.value, account_ids=tuple(row.accounts)) for row in others)


def date_of(
    cases: Sequence[Case], best: Case, origin_of: Mapping[str, str]
) -> tuple[DateInterval | None, tuple[DateTold, ...]]:
    """The date of the incident and the other dates told, the best supported first.

    What is taken from the report (its dateline, the day of publication) decides nothing where an account
    gives a date of the event. Where none does, the first report decides: it happened no later.
    """
    if len(cases) == 1:
        return best.account.date, ()
    told = _collected(_first(best, cases), "date", _DATES, origin_of)
    level = min((_level(row.value) for row in told), default=0)
    own = [row for row in told if _level(row.value) == level]
    if level == _REPORTED:
        return min((row.value for row in own), key=_ends), ()
    chosen, others = _settled(own, _DATES)
    if chosen is None and own:
        chosen = _spanned([row.value for row in own])
    return chosen, tuple(DateTold(date=row.value, account_ids=tuple(row.accounts)) for row in others)


def _first(best: Case, cases: Sequence[Case]) -> list[Case]:
    """The account that stands for the incident, then the others, oldest first, without those that deny it."""
    denied = best.account.status is Status.DENIED
    others = [c for c in cases if c is not best and (denied or c.account.status is not Status.DENIED)]
    return [best, *others]


def _collected(
    cases: Sequence[Case], field: str, kind: _Kind[V], origin_of: Mapping[str, str]
) -> list[_Told[V]]:
    """The values told, in the order of ``cases``; a person's alone where there is one."""
    found: dict[object, _Told[V]] = {}
    by_person: set[object] = set()
    for case in cases:
        rows = case.account.of(field)
        if not rows or not isinstance(rows[0].value, kind.type):
            continue
        key = kind.key(rows[0].value)
        row = found.setdefault(key, _Told(rows[0].value, [], set(), len(found)))
        row.accounts.append(case.account.id)
        row.origins.add(origin_of[case.document.id])
        if rows[0].method.startswith(PERSON):
            by_person.add(key)
    return [row for key, row in found.items() if not by_person or key in by_person]


def _settled(told: Sequence[_Told[V]], kind: _Kind[V]) -> tuple[V | None, list[_Told[V]]]:
    """The finest well-supported value, ``None`` where there is none, and its rivals, best supported first.

    A wider value that holds the finest is no rival of it.
    """
    if not told:
        return None, []
    standing = []
    for row in told:
        backing = set(row.origins)
        against: set[str] = set()
        for other in told:
            if other is row:
                continue
            if kind.excludes(other.value, row.value):
                against |= other.origins
            elif kind.holds(row.value, other.value):
                backing |= other.origins
        standing.append((len(backing) - len(against), len(row.origins), row))
    ranked = sorted(standing, key=lambda s: (-s[0], kind.fineness(s[2].value), -s[1], s[2].rank))
    well = [s for s in standing if s[0] > 0]
    chosen = min(well, key=lambda s: (kind.fineness(s[2].value), -s[0], -s[1], s[2].rank), default=None)
    others = [
        row
        for _, _, row in ranked
        if chosen is None or (row is not chosen[2] and not kind.holds(row.value, chosen[2].value))
    ]
    return (None if chosen is None else chosen[2].value), others


def _place_key(place: PlaceRef) -> object:
    precise = place.precision
    return (place.geonameid, precise) if place.geonameid is not None else (folded(place.text), place.country)


def _place_fineness(place: PlaceRef) -> tuple[int, ...]:
    return (_FINENESS[place.precision],)


def place_holds(wide: PlaceRef, fine: PlaceRef) -> bool:
    """Whether ``fine`` lies in ``wide``, as far as country and province say."""
    if _FINENESS[wide.precision] < _FINENESS[fine.precision] or not wide.country:
        return False
    if wide.country != fine.country:
        return False
    if wide.precision is PlacePrecision.COUNTRY:
        return True
    same_province = bool(wide.admin1) and wide.admin1 == fine.admin1
    if wide.precision is PlacePrecision.PROVINCE:
        return same_province
    if wide.geonameid is not None and wide.geonameid == fine.geonameid:
        return True
    km = kilometres(wide, fine)
    return wide.precision is PlacePrecision.DISTRICT and same_province and km is not None and km <= NEAR_KM


def _place_excludes(one: PlaceRef, other: PlaceRef) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    if one.precision not in COARSE and other.precision not in COARSE:
        km = kilometres(one, other)
        return km is not None and km > NEAR_KM
    return bool(one.admin1 and other.admin1 and one.admin1 != other.admin1)


def _shared_place(told: Sequence[PlaceRef]) -> PlaceRef | None:
    """The province or country that all share, without a point; ``None`` where they share none."""
    countries = {place.country for place in told if place.country}
    if len(countries) != 1:
        return None
    provinces = {place.admin1 for place in told if place.admin1}
    admin1 = next(iter(provinces)) if len(provinces) == 1 else None
    return PlaceRef(
        text=" / ".join(dict.fromkeys(place.text for place in told)),
        name=admin1,
        country=next(iter(countries)),
        admin1=admin1,
        precision=PlacePrecision.PROVINCE if admin1 else PlacePrecision.COUNTRY,
    )


def _level(date: DateInterval) -> int:
    """0 for a date of the event itself, more for what stands in for one."""
    return _BASIS[date.basis] if date.start or date.end else 3


def _date_key(date: DateInterval) -> object:
    return (date.start, date.end) if date.start or date.end else folded(date.text)


def _ends(date: DateInterval) -> tuple[str, str]:
    return date.start or date.end or "", date.end or date.start or ""


def date_holds(wide: DateInterval, fine: DateInterval) -> bool:
    """Whether all days of ``fine`` lie in ``wide``; what has no days holds nothing."""
    (start, end), (first, last) = _ends(wide), _ends(fine)
    return bool(start and first) and start <= first and last <= end


def _date_excludes(one: DateInterval, other: DateInterval) -> bool:
    (start, end), (first, last) = _ends(one), _ends(other)
    return bool(start and first) and (end < first or last < start)


def _date_fineness(date: DateInterval) -> tuple[int, ...]:
    start, end = _ends(date)
    return (_days(start, end), list(DatePrecision).index(date.precision)) if start else (10**6, 0)


def _days(start: str, end: str) -> int:
    first, last = (datetime.date.fromisoformat(day[:10]).toordinal() for day in (start, end))
    return last - first + 1


def _spanned(told: Iterable[DateInterval]) -> DateInterval | None:
    """The days from the first to the last one told."""
    dates = [date for date in told if date.start or date.end]
    if not dates:
        return None
    start, end = min(_ends(date)[0] for date in dates), max(_ends(date)[1] for date in dates)
    length = _days(start, end)
    return DateInterval(
        start=start,
        end=end,
        precision=next((precision for days, precision in _SPANS if length <= days), DatePrecision.YEAR),
        basis=dates[0].basis,
        text=" / ".join(dict.fromkeys(date.text for date in dates if date.text)),
    )


_PLACES = _Kind(
    type=PlaceRef, key=_place_key, holds=place_holds, excludes=_place_excludes, fineness=_place_fineness
)
_DATES = _Kind(
    type=DateInterval, key=_date_key, holds=date_holds, excludes=_date_excludes, fineness=_date_fineness
)
