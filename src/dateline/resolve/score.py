"""One pair of accounts: what forbids that they are one event, and what speaks for it, in words.

The same as :mod:`dateline.resolve.compare` does for many pairs; here it is explained.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from dateline.model import Count, PlaceRef
from dateline.resolve.cases import COARSE, Case
from dateline.resolve.compare import PairScores, compare, probability
from dateline.resolve.features import COPY_LIKENESS, COPY_WORDS, FEATURES, kilometres, levels
from dateline.resolve.table import CaseTable
from dateline.resolve.types import DECREES, compatible
from dateline.resolve.weights import shipped

__all__ = ["Explanation", "Feature", "apart", "copied", "evidence_for", "explain", "log_odds", "told_apart"]

NEAR_KM = 50.0
"""Places within this distance may be one event's (outlets name the village or the town next to it)."""
DAY_SLACK = 1
"""Days by which two outlets' dates of one event may differ: midnight, time zones, "overnight"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that speaks for (or, below 0, against) two accounts being one incident."""

    name: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A pair of accounts in words: the calibrated probability that they tell one incident (0 where something
    forbids it), and what adds to it and takes from it, in log-odds, strongest first."""

    forbidden: bool
    probability: float
    features: tuple[Feature, ...]


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
    if {a.account.event_type, b.account.event_type} <= DECREES:
        named = bool(a.perpetrators and b.perpetrators)
        if named and not a.perpetrators & b.perpetrators:
            return True
    if a.statement or a.reality == "future":
        one_speaker = (a.perpetrators & b.perpetrators and a.days and b.days) or copied(a, b)
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
    """What speaks for and against one incident, strongest first; empty when the two would not be joined."""
    scores = _compared(a, b)
    if scores.log_odds[0] <= 0:
        return ()
    return explain(CaseTable.of([a, b]), 0, 1).features


def log_odds(a: Case, b: Case) -> float:
    """How far the log-odds of one incident are above those from which two accounts are joined; minus
    infinity where it cannot be one."""
    return float(_compared(a, b).log_odds[0])


def _compared(a: Case, b: Case) -> PairScores:
    return compare(CaseTable.of([a, b]), np.array([0]), np.array([1]))


def explain(table: CaseTable, one: int, other: int) -> Explanation:
    """One pair in words with what each thing adds."""
    rows = np.array([one]), np.array([other])
    scores = compare(table, *rows)
    found = levels(table, *rows)[0] if scores.forbidden[0] else scores.features[0]
    words = dict(_in_words(table, one, other))
    features = [Feature(name=words.get(name, name), points=points) for name, points in shipped().parts(found)]
    return Explanation(
        forbidden=bool(scores.forbidden[0]),
        probability=0.0 if scores.forbidden[0] else float(probability(scores)[0]),
        features=tuple(sorted(features, key=lambda feature: (-feature.points, feature.name))),
    )


def _in_words(table: CaseTable, one: int, other: int) -> Iterator[tuple[str, str]]:
    """Levels whose name can say more: which town, how far, which tolls in what order."""
    first, then = sorted((one, other), key=lambda row: (int(table.published[row]), table.ids[row]))
    km = float(kilometres(table, np.array([one]), np.array([other]))[0])
    place, kind = table.string(int(table.place_words[one])), table.types[table.type[one]].replace("_", " ")
    low = table.killed_low
    for name in FEATURES["place"].levels:
        if name.startswith("within"):
            yield name, f"{km:.0f} km apart"
        elif name.startswith("same") and place:
            yield name, f"{name}: {place}"
    for name in ("same type", "same broad type"):
        yield name, f"{name}: {kind}"
    for name in FEATURES["killed"].levels:
        if name.startswith("same toll"):
            yield name, f"same toll {low[one]}"
        elif "toll" in name:
            yield name, f"toll {low[first]} then {low[then]}"
    days = table.first
    if days[one] >= 0:
        yield "same day", f"same day {datetime.date.fromordinal(int(days[one])).isoformat()}"


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


def _exact(count: Count | None) -> bool:
    return count is not None and count.low is not None and count.low == count.high
