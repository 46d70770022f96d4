"""Whether two accounts tell one event: what forbids it, and what speaks for it, in points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from dateline.model import Count, PlaceRef, Status
from dateline.resolve.cases import COARSE, Case
from dateline.resolve.types import compatible

__all__ = ["MERGE_AT", "Feature", "apart", "copied", "evidence_for", "told_apart"]

MERGE_AT = 6.0
"""Points from which two accounts are one incident: the same town, day and type, or as much by other ways."""
NEAR_KM = 50.0
"""Places within this distance may be one event's (outlets name the village or the town next to it)."""
DAY_SLACK = 1
"""Days by which two outlets' dates of one event may differ: midnight, time zones, "overnight"."""
COPY_LIKENESS = 90.0
"""Likeness of the telling sentences (0-100) from which one is a copy of the other: an editor's changed word
leaves 92 and more of a sentence of twenty words, two reporters' sentences on one event stay below 80."""
COPY_WORDS = 8
"""Shorter sentences are alike by chance."""
TALKS_ALIKE = 60.0
"""Likeness of word sets from which the sentences share more than place and type."""
TELLING_TOLL = 3
"""A shared toll from here up is distinctive; one or two killed is what most attacks have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that speaks for (or, below 0, against) two accounts being one incident."""

    name: str
    points: float
    distinctive: bool = False


def apart(a: Case, b: Case) -> bool:
    """Whether the two cannot be one event, whatever else they share."""
    if a.reality != b.reality or not compatible(a.account.event_type, b.account.event_type):
        return True
    if a.number != b.number:  # an aggregate never absorbs a single event
        return True
    if _days_apart(a, b) or _places_apart(a.account.place, b.account.place):
        return True
    if a.account.background != b.account.background:
        # Older events are told in passing; only the event's own day and place say that it is the same one.
        return not (_same_place(a, b) and _own_day(a, b))
    if a.statement or a.reality == "future":
        one_speaker = a.perpetrators & b.perpetrators or copied(a, b)
        return not one_speaker or a.account.event_type != b.account.event_type
    return False


def told_apart(a: Case, b: Case) -> bool:
    """Whether one document keeps the two apart: it gives them different places, dates or exact tolls."""
    if a.document.id != b.document.id:
        return False
    places = a.account.place, b.account.place
    if None not in places and not _same_place(a, b):
        return True
    if (
        a.days
        and b.days
        and a.account.date
        and b.account.date
        and (a.days.first, a.days.last) != (b.days.first, b.days.last)
    ):
        return True
    return (
        _exact(a.killed)
        and _exact(b.killed)
        and a.killed != b.killed
        and a.account.status is b.account.status
    )


def copied(a: Case, b: Case) -> bool:
    """Whether the two sentences are one, up to an editor's hand."""
    if a.words == b.words:
        return len(a.words.split()) >= COPY_WORDS
    if min(len(a.words.split()), len(b.words.split())) < COPY_WORDS:
        return False
    return fuzz.ratio(a.words, b.words, score_cutoff=COPY_LIKENESS) > 0


def evidence_for(a: Case, b: Case) -> tuple[Feature, ...]:
    """What speaks for one incident, in words; empty when it does not reach :data:`MERGE_AT`."""
    features = tuple(_features(a, b))
    if sum(feature.points for feature in features) < MERGE_AT:
        return ()
    coarse = any(p is None or p.precision in COARSE for p in (a.account.place, b.account.place))
    if coarse and not any(feature.distinctive for feature in features):
        return ()
    return features


def _features(a: Case, b: Case) -> Iterator[Feature]:
    yield from _type(a, b)
    yield from _place(a, b)
    yield from _date(a, b)
    yield from _actors(a, b)
    yield from _toll(a.killed, b.killed)
    yield from _words(a, b)


def _type(a: Case, b: Case) -> Iterator[Feature]:
    if a.account.event_type == b.account.event_type:
        yield Feature(name="same type", points=1)
    if a.statement and a.perpetrators & b.perpetrators:
        yield Feature(name="same speaker", points=3, distinctive=True)
    statuses = {a.account.status, b.account.status}
    if a.document.id == b.document.id and Status.DENIED in statuses and len(statuses) == 2:
        yield Feature(name="one denies what the other tells", points=3, distinctive=True)


def _place(a: Case, b: Case) -> Iterator[Feature]:
    one, other = a.account.place, b.account.place
    if one is None or other is None:
        return
    if _same_place(a, b):
        coarse = one.precision in COARSE and one.geonameid is not None
        yield Feature(name=f"same place {one.name or one.text}", points=1 if coarse else 3)
    elif (km := _distance(one, other)) is not None and km <= NEAR_KM:
        yield Feature(name=f"places {km:.0f} km apart", points=2)
    elif one.admin1 and one.admin1 == other.admin1 and one.country == other.country:
        yield Feature(name=f"same province {one.admin1}", points=1)


def _date(a: Case, b: Case) -> Iterator[Feature]:
    if a.days is None or b.days is None:
        return
    if _own_day(a, b):
        yield Feature(name="same day", points=2)
    elif not (a.days.coarse or b.days.coarse):
        yield Feature(name="dates that fit", points=1)


def _actors(a: Case, b: Case) -> Iterator[Feature]:
    if a.perpetrators & b.perpetrators and not a.statement:
        yield Feature(name="same perpetrator", points=2)
    elif a.described & b.described:
        yield Feature(name="same kind of perpetrator", points=1)
    elif a.perpetrators and b.perpetrators and not _inside(a.perpetrators, b.perpetrators):
        yield Feature(name="another perpetrator named", points=-1)
    if a.others & b.others:
        yield Feature(name="same victim or target", points=1)


def _toll(one: Count | None, other: Count | None) -> Iterator[Feature]:
    if one is None or other is None or one.low is None or other.low is None:
        return
    low, high = sorted((one.low, other.low))
    if low == high and low > 0:
        telling = low >= TELLING_TOLL
        yield Feature(name=f"same toll {low}", points=2 if telling else 1, distinctive=telling)
    elif high > 3 * low + 3:  # a toll may rise, it does not leap from 2 to 40
        yield Feature(name=f"tolls {low} and {high}", points=-2)


def _words(a: Case, b: Case) -> Iterator[Feature]:
    if copied(a, b):
        yield Feature(name="same sentence", points=4, distinctive=True)
    elif a.words and b.words and fuzz.token_set_ratio(a.words, b.words, score_cutoff=TALKS_ALIKE):
        yield Feature(name="much the same words", points=1, distinctive=True)


def _days_apart(a: Case, b: Case) -> bool:
    one, other = a.days, b.days
    if one is None or other is None:
        return False
    return one.first - other.last > DAY_SLACK or other.first - one.last > DAY_SLACK


def _own_day(a: Case, b: Case) -> bool:
    one, other = a.days, b.days
    return one is not None and other is not None and one.own and other.own and one.first == other.first


def _same_place(a: Case, b: Case) -> bool:
    one, other = a.account.place, b.account.place
    if one is None or other is None:
        return False
    if one.geonameid is not None and other.geonameid is not None:
        return one.geonameid == other.geonameid
    return bool(a.place_words) and a.place_words == b.place_words


def _places_apart(one: PlaceRef | None, other: PlaceRef | None) -> bool:
    if one is None or other is None:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if one.precision not in COARSE and other.precision not in COARSE:
        km = _distance(one, other)
        return km is not None and km > NEAR_KM
    return bool(one.admin1 and other.admin1 and one.admin1 != other.admin1)


def _distance(one: PlaceRef, other: PlaceRef) -> float | None:
    """Great-circle kilometres, ``None`` without both points."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    lat1, lon1, lat2, lon2 = (
        math.radians(degrees or 0.0)
        for degrees in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    haversine = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(haversine))


def _inside(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a name of one side is part of a name of the other ("falcons" of "falcons of the delta")."""
    return any(f" {p} " in f" {q} " or f" {q} " in f" {p} " for p in one for q in other)


def _exact(count: Count | None) -> bool:
    return count is not None and count.low is not None and count.low == count.high
