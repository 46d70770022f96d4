"""A record as arrays: which incident belongs to which series, on which day, and how much was reported
then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.changes.kinds import target_kind, weapon_kind
from dateline.changes.places import continents, country_name
from dateline.changes.records import Aspect, Level, Series
from dateline.model import Role, Status
from dateline.store import Fact

__all__ = ["Counted", "Days", "Members", "counted", "day_number"]

Days = npt.NDArray[np.int64]
LONGEST = 7
"""Days that a date may span to be counted: a change is dated to the week."""
COUNTED_STATUSES = (Status.OCCURRED, Status.CLAIMED)
FORCE = frozenset({"violence", "disorder"})
"""Families that make the rate of an actor or a place: use of force and unrest. Trials, talks and sanctions
have a rate by type only; they follow the news of other years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Which incidents belong to which group: two arrays of one length, by group."""

    group: Days
    fact: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A record, aggregated once. Days are ordinals."""

    facts: tuple[Fact, ...]
    day: Days
    """Of each incident: when it happened."""
    known: Days
    """Of each incident: when it was first reported."""
    accounts: Days
    region: Days
    """Of each incident: index of its continent, -1 unknown."""
    country: Days
    series: tuple[Series, ...]
    members: Members
    shares: tuple[tuple[int, Aspect, str], ...]
    """Series, aspect and kind of every share."""
    share_members: Members
    bases: Mapping[Aspect, Members]
    """Of which incidents of a series an aspect is known: what its shares are shares of."""
    documents: Days
    """Documents published on each day from ``first`` on, summed up to and with it."""
    first: int
    unplaced: Days
    """When the incidents whose day is not known to the week were reported."""


def counted(facts: Iterable[Fact], documents: Mapping[str, int], families: Mapping[str, str]) -> Counted:
    """The arrays of a record. ``documents``: ISO day -> documents read; ``families``: event type -> family.

    Only what occurred and what is claimed is counted, each by itself; other statuses are no events.
    """
    usable: list[Fact] = []
    unplaced: list[Fact] = []
    for fact in facts:
        if fact.status in COUNTED_STATUSES:
            (usable if _dated(fact) else unplaced).append(fact)
    keys: dict[Series, int] = {}
    shares: dict[tuple[int, Aspect, str], int] = {}
    pairs: list[tuple[int, int]] = []
    share_pairs: list[tuple[int, int]] = []
    bases: dict[Aspect, list[tuple[int, int]]] = {aspect: [] for aspect in Aspect}
    for place, fact in enumerate(usable):
        for series in _series_of(fact, families.get(fact.event_type, "")):
            number = keys.setdefault(series, len(keys))
            pairs.append((number, place))
            for aspect, kinds in _kinds_of(fact, series):
                bases[aspect].append((number, place))
                for kind in kinds:
                    share = shares.setdefault((number, aspect, kind), len(shares))
                    share_pairs.append((share, place))
    countries = {code: n for n, code in enumerate(sorted({f.country for f in usable if f.country}))}
    first, summed = _summed(documents)
    return Counted(
        facts=tuple(usable),
        day=_array(day_number(f.start) for f in usable),
        known=_array(day_number(f.known or f.start) for f in usable),
        accounts=_array(f.accounts for f in usable),
        region=_array(continents().get(f.country, -1) for f in usable),
        country=_array(countries.get(f.country, -1) for f in usable),
        series=tuple(keys),
        members=_members(pairs),
        shares=tuple(shares),
        share_members=_members(share_pairs),
        bases={aspect: _members(found) for aspect, found in bases.items()},
        documents=summed,
        first=first,
        unplaced=_array(sorted(day_number(f.known) for f in unplaced if f.known)),
    )


def day_number(text: str) -> int:
    """The ordinal of an ISO day or time."""
    return dt.date.fromisoformat(text[:10]).toordinal()


def _dated(fact: Fact) -> bool:
    if not fact.start or fact.precision in {"month", "year", "unknown"}:
        return False
    return day_number(fact.end) - day_number(fact.start) < LONGEST


def _series_of(fact: Fact, family: str) -> Iterator[Series]:
    """The series that an incident counts in."""
    status = fact.status
    yield Series(level=Level.TYPE, id=fact.event_type, name=fact.event_type.replace("_", " "), status=status)
    if family == "statement":
        yield from _by_actor(fact, Level.SAID, {Role.SPEAKER})
    if family not in FORCE:
        return
    yield from _by_actor(fact, Level.ACTOR, {Role.PERPETRATOR, Role.PARTICIPANT})
    yield from _by_actor(fact, Level.AGAINST, {Role.TARGET, Role.VICTIM})
    if fact.country:
        land = country_name(fact.country)
        yield Series(level=Level.COUNTRY, id=fact.country, name=land, status=status)
        if fact.admin1:
            name = f"{fact.admin1}, {land}"
            yield Series(level=Level.ADMIN1, id=f"{fact.country}/{fact.admin1}", name=name, status=status)


def _by_actor(fact: Fact, level: Level, roles: set[Role]) -> Iterator[Series]:
    """Actors of the registry only: words of a report are not one actor from text to text, and no private
    person is watched."""
    named = {
        a.id: a.name for a in fact.actors if a.role in roles and a.id and not a.id.startswith("generic:")
    }
    for id_, name in named.items():
        yield Series(level=level, id=id_, name=name, status=fact.status)


def _kinds_of(fact: Fact, series: Series) -> Iterator[tuple[Aspect, Sequence[str]]]:
    """What is known of an incident, by aspect: of which kinds it is."""
    if series.status is not Status.OCCURRED or series.level in {Level.TYPE, Level.ADMIN1, Level.AGAINST}:
        return
    if series.level is Level.SAID:
        named = [a.id or a.name.casefold() for a in fact.actors if a.role == Role.ADDRESSEE]
        if named:
            yield Aspect.NAMED, sorted(set(named))
        return
    yield Aspect.TYPES, [fact.event_type]
    targets = sorted({target_kind(a.id) for a in fact.actors if a.role in {Role.VICTIM, Role.TARGET}} - {""})
    if targets:
        yield Aspect.TARGETS, targets
    where = fact.country if series.level is Level.ACTOR else fact.admin1
    if where:
        yield Aspect.PLACES, [where]
    if weapon := weapon_kind(fact.weapon):
        yield Aspect.WEAPONS, [weapon]


def _array(values: Iterable[int]) -> Days:
    return np.fromiter(values, dtype=np.int64)


def _members(pairs: list[tuple[int, int]]) -> Members:
    array = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
    return Members(group=array[:, 0], fact=array[:, 1])


def _summed(documents: Mapping[str, int]) -> tuple[int, Days]:
    """The first day and the running sum of documents from it on."""
    if not documents:
        return 0, np.zeros(1, dtype=np.int64)
    days = {day_number(day): count for day, count in documents.items()}
    first, last = min(days), max(days)
    return first, np.cumsum(_array(days.get(day, 0) for day in range(first, last + 1)))
