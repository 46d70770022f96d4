"""Many pairs at once: what forbids each, and what speaks for it. The rules of :mod:`.score`, on columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from dateline.model import PlacePrecision, Status
from dateline.resolve.cases import COARSE
from dateline.resolve.score import (
    COPY_LIKENESS,
    COPY_WORDS,
    DAY_SLACK,
    MERGE_AT,
    NEAR_KM,
    TALKS_ALIKE,
    TELLING_TOLL,
)
from dateline.resolve.table import REALITIES, CaseTable, Keys
from dateline.resolve.types import compatible

__all__ = ["FEATURES", "METHOD", "WEIGHTS", "PairScores", "compare", "distance_km", "reasons"]

METHOD = "resolve@3"
"""Raised when a rule changes which accounts are merged: every store is then resolved anew."""

Rows = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

POINTS = {
    "same type": 1.0,
    "same speaker": 3.0,
    "one denies what the other tells": 3.0,
    "same place": 3.0,
    "same large place": 1.0,
    "places near each other": 2.0,
    "same province": 1.0,
    "same day": 2.0,
    "dates that fit": 1.0,
    "same perpetrator": 2.0,
    "same kind of perpetrator": 1.0,
    "another perpetrator named": -1.0,
    "same victim or target": 1.0,
    "same telling toll": 2.0,
    "same small toll": 1.0,
    "tolls far apart": -2.0,
    "same sentence": 4.0,
    "much the same words": 1.0,
}
FEATURES = tuple(POINTS)
WEIGHTS = np.array(list(POINTS.values()))
_DISTINCTIVE = np.isin(
    FEATURES,
    [
        "same speaker",
        "one denies what the other tells",
        "same telling toll",
        "same sentence",
        "much the same words",
    ],
)
_BELOW = 0.5
"""Points are whole: half a point below :data:`MERGE_AT` parts those that reach it from the rest."""
EARTH_KM = 6371.0
_COARSE = np.array([place in COARSE for place in PlacePrecision])
_FUTURE = REALITIES.index("future")
_DENIED = list(Status).index(Status.DENIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScores:
    """Of each pair: whether it can be no one incident, what speaks for it, and how much in log-odds."""

    forbidden: Flags
    features: npt.NDArray[np.float64]
    log_odds: npt.NDArray[np.float64]


def compare(table: CaseTable, one: Rows, other: Rows) -> PairScores:
    """Scores the pairs ``(one[i], other[i])`` of rows; the order within a pair makes no difference.

    ``features`` and ``log_odds`` of a forbidden pair are 0 and minus infinity.
    """
    forbidden = _plainly_apart(table, one, other)
    features = np.zeros((len(one), len(FEATURES)))
    log_odds = np.full(len(one), -np.inf)
    left = np.flatnonzero(~forbidden)
    if len(left):
        pairs = _Pairs(table, one[left], other[left])
        apart, told = pairs.apart(), pairs.features()
        points = told @ WEIGHTS
        vague = pairs.coarse & ~told[:, _DISTINCTIVE].any(axis=1)
        points = np.where(vague, np.minimum(points, MERGE_AT - 1), points) - MERGE_AT + _BELOW
        features[left] = np.where(apart[:, None], 0.0, told)
        log_odds[left] = np.where(apart, -np.inf, points)
        forbidden[left] = apart
    return PairScores(forbidden=forbidden, features=features, log_odds=log_odds)


def reasons(features: npt.NDArray[np.float64]) -> str:
    """The features of one pair in words, strongest first, with their points.

    >>> reasons(np.isin(FEATURES, ["same place", "same day"]).astype(float))
    'same place (+3); same day (+2)'
    """
    parts = [
        (float(points), name) for points, name in zip(features * WEIGHTS, FEATURES, strict=True) if points
    ]
    return "; ".join(f"{name} ({points:+g})" for points, name in sorted(parts, key=lambda p: (-p[0], p[1])))


def _plainly_apart(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """What the cheapest columns rule out: most candidates go no further."""
    compatible_types = np.array(
        [[compatible(a, b) for b in table.types] for a in table.types], dtype=np.bool_
    )
    apart: Flags = (
        (table.reality[one] != table.reality[other])
        | (table.number[one] != table.number[other])
        | ~compatible_types[table.type[one], table.type[other]]
        | _days_apart(table, one, other)
        | _places_apart(table, one, other)
    )
    return apart


def _days_apart(table: CaseTable, one: Rows, other: Rows) -> Flags:
    gap = np.maximum(table.first[one] - table.last[other], table.first[other] - table.last[one])
    apart: Flags = (table.first[one] >= 0) & (table.first[other] >= 0) & (gap > DAY_SLACK)
    return apart


def _places_apart(table: CaseTable, one: Rows, other: Rows) -> Flags:
    coarse = _COARSE[table.precision[one]] | _COARSE[table.precision[other]]
    far = np.where(coarse, _both_differ(table.admin1, one, other), distance_km(table, one, other) > NEAR_KM)
    placed = (table.place_words[one] >= 0) & (table.place_words[other] >= 0)
    apart: Flags = placed & (far | _both_differ(table.country, one, other))
    return apart


def _both_differ(column: npt.NDArray[np.int32], one: Rows, other: Rows) -> Flags:
    differ: Flags = (column[one] >= 0) & (column[other] >= 0) & (column[one] != column[other])
    return differ


def distance_km(table: CaseTable, one: Rows, other: Rows) -> npt.NDArray[np.float64]:
    """Great-circle kilometres; ``nan`` without both points."""
    lat1, lat2 = np.radians(table.lat[one], dtype=np.float64), np.radians(table.lat[other], dtype=np.float64)
    lon1, lon2 = np.radians(table.lon[one], dtype=np.float64), np.radians(table.lon[other], dtype=np.float64)
    angle = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    km: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(angle, 1.0)))
    return km


class _Pairs:
    """The columns of some pairs, and what they say."""

    def __init__(self, table: CaseTable, one: Rows, other: Rows) -> None:
        self.table, self.one, self.other = table, one, other
        placed = (table.place_words[one] >= 0) & (table.place_words[other] >= 0)
        coarse = _COARSE[table.precision[one]] | _COARSE[table.precision[other]]
        known = (table.geonameid[one] >= 0) & (table.geonameid[other] >= 0)
        words = placed & (table.place_words[one] == table.place_words[other])
        self.placed, self.coarse = placed, ~placed | coarse
        self.known = known & placed
        self.same_place = np.where(known, table.geonameid[one] == table.geonameid[other], words) & placed
        self.same_type = table.type[one] == table.type[other]
        self.own_day = table.own[one] & table.own[other] & (table.first[one] == table.first[other])
        self.km = distance_km(table, one, other)
        self.same_doer = _share(table.doers, one, other)
        self.statement = table.statement[one] | table.statement[other]
        self.copied = self._copied()

    def apart(self) -> Flags:
        """Whether the two cannot be one event, beyond what the cheapest columns say."""
        table, one, other = self.table, self.one, self.other
        # Older events are told in passing; only the event's own day and place say that it is the same one.
        mixed = table.background[one] != table.background[other]
        apart: Flags = mixed & ~(self.same_place & self.own_day)
        uttered = self.statement | (table.reality[one] == _FUTURE)
        apart |= uttered & ~mixed & ~((self.same_doer | self.copied) & self.same_type)
        return apart | self._told_apart()

    def features(self) -> npt.NDArray[np.float64]:
        """1 where a feature of :data:`FEATURES` holds."""
        table, one, other = self.table, self.one, self.other
        dated = (table.first[one] >= 0) & (table.first[other] >= 0)
        coarse_days = table.coarse[one] | table.coarse[other]
        near = ~self.same_place & self.placed & (self.km <= NEAR_KM)
        province = (table.admin1[one] >= 0) & (table.admin1[one] == table.admin1[other])
        one_country = table.country[one] == table.country[other]
        large = self.same_place & self.known & _COARSE[table.precision[one]]
        described = ~self.same_doer & _share(table.described, one, other)
        denied = (table.status[one] == _DENIED) != (table.status[other] == _DENIED)
        low = np.minimum(table.killed_low[one], table.killed_low[other])
        high = np.maximum(table.killed_low[one], table.killed_low[other])
        same_toll = (low == high) & (low > 0)
        columns = {
            "same type": self.same_type,
            "same speaker": self.statement & self.same_doer,
            "one denies what the other tells": denied & (table.document[one] == table.document[other]),
            "same place": self.same_place & ~large,
            "same large place": large,
            "places near each other": near,
            "same province": self.placed & ~self.same_place & ~near & province & one_country,
            "same day": self.own_day,
            "dates that fit": dated & ~self.own_day & ~coarse_days,
            "same perpetrator": self.same_doer & ~self.statement,
            "same kind of perpetrator": described,
            "another perpetrator named": self._rivals() & ~described,
            "same victim or target": _share(table.others, one, other),
            "same telling toll": same_toll & (low >= TELLING_TOLL),
            "same small toll": same_toll & (low < TELLING_TOLL),
            "tolls far apart": (low >= 0) & (high > 3 * low.astype(np.int64) + 3),
            "same sentence": self.copied,
            "much the same words": ~self.copied & self._much_the_same(),
        }
        return np.stack([columns[name] for name in FEATURES], axis=1).astype(np.float64)

    def _told_apart(self) -> Flags:
        """Whether one document keeps the two apart: it gives them different places, dates or exact tolls."""
        table, one, other = self.table, self.one, self.other
        dated = table.dated[one] & table.dated[other] & (table.first[one] >= 0) & (table.first[other] >= 0)
        days = (table.first[one] != table.first[other]) | (table.last[one] != table.last[other])
        low, high = table.killed_low, table.killed_high
        exact = (low[one] >= 0) & (low[one] == high[one]) & (low[other] >= 0) & (low[other] == high[other])
        tolls = exact & (low[one] != low[other]) & (table.status[one] == table.status[other])
        differ = (self.placed & ~self.same_place) | (dated & days) | tolls
        apart: Flags = (table.document[one] == table.document[other]) & differ
        return apart

    def _copied(self) -> Flags:
        return self._alike(fuzz.ratio, COPY_LIKENESS, COPY_WORDS)

    def _much_the_same(self) -> Flags:
        return self._alike(fuzz.token_set_ratio, TALKS_ALIKE, 1)

    def _alike(self, likeness: object, cutoff: float, words: int) -> Flags:
        """Whether the telling sentences are that alike; shorter ones than ``words`` never are."""
        told = self.table.words
        ones, others = ([told[row] for row in rows] for rows in (self.one.tolist(), self.other.tolist()))
        long = np.array(
            [_long(a, words) and _long(b, words) for a, b in zip(ones, others, strict=True)], bool
        )
        at = np.flatnonzero(long).tolist()
        scores = cpdist(
            [ones[i] for i in at],
            [others[i] for i in at],
            scorer=likeness,  # type: ignore[arg-type]
            score_cutoff=cutoff,
            dtype=np.float32,
        )
        long[at] = np.asarray(scores) > 0
        return long

    def _rivals(self) -> Flags:
        """Whether both name perpetrators, and none is another or part of another's name."""
        doers, strings = self.table.doers, self.table.strings
        named = np.diff(doers.indptr) > 0
        rivals = ~self.same_doer & named[self.one] & named[self.other]
        for at in np.flatnonzero(rivals).tolist():
            ones, others = doers.of(self.one[at]).tolist(), doers.of(self.other[at]).tolist()
            rivals[at] = not any(_inside(strings[p], strings[q]) for p in ones for q in others)
        return rivals


def _long(words: str, least: int) -> bool:
    return bool(words) and words.count(" ") + 1 >= least


def _inside(one: str, other: str) -> bool:
    """Whether one name is part of the other ("falcons" of "falcons of the delta")."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _share(keys: Keys, one: Rows, other: Rows) -> Flags:
    """Whether the two rows of each pair have a key in common."""
    counts = np.diff(keys.indptr)
    shared = np.zeros(len(one), dtype=np.bool_)
    both = np.flatnonzero((counts[one] > 0) & (counts[other] > 0))
    if len(both):
        width = int(keys.ids.max()) + 1
        ones, others = (
            np.repeat(np.arange(len(both)), counts[rows[both]]) * width + keys.take(rows[both]).ids
            for rows in (one, other)
        )
        shared[both[ones[np.isin(ones, others)] // width]] = True
    return shared
