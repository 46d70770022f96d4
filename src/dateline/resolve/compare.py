"""Whether two accounts tell one incident, for many pairs at once: what forbids it, and how likely it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from dateline.model import PlacePrecision
from dateline.resolve.cases import COARSE
from dateline.resolve.features import (
    COPY_LIKENESS,
    COPY_WORDS,
    GROUPS,
    Levels,
    is_distinctive,
    is_serial,
    levels,
    slain_in_both,
)
from dateline.resolve.table import REALITIES, CaseTable, Keys
from dateline.resolve.types import DECREES, compatible
from dateline.resolve.weights import shipped

__all__ = ["METHOD", "PairScores", "compare", "distance_km", "probability", "reasons"]

METHOD = "resolve@5"
"""Raised when a rule changes which accounts are merged: every store is then resolved anew."""

Rows = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

NEAR_KM = 50.0
"""Places within this distance may be one event's (outlets name the village or the town next to it)."""
DAY_SLACK = 1
"""Days by which two outlets' dates of one event may differ: midnight, time zones, "overnight"."""
VAGUE = 1.0
"""Log-odds that a pair needs more where nothing distinctive is shared and a place is large or not known, or
the type is one of a campaign and no text gives one day for both (or a campaign's day is not known at all,
whatever is shared): a country and a week hold many events, and a
town under siege a shelling a day."""
LONG = 1.0
"""Log-odds that a pair needs more where one text gives no day but a week, a month or a year: two kidnappings
"in 2023" are seldom one."""
LONG_DAYS = 6
EARTH_KM = 6371.0
_COARSE = np.array([place in COARSE for place in PlacePrecision])
_FUTURE = REALITIES.index("future")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScores:
    """Of each pair: whether it can be no one incident, its levels (a column for each of
    :data:`~dateline.resolve.features.GROUPS`), and how far its log-odds are above ``join_at``, those from
    which these two are joined (:class:`~dateline.resolve.weights.Weights`)."""

    forbidden: Flags
    features: Levels
    log_odds: npt.NDArray[np.float64]
    join_at: npt.NDArray[np.float64]


def compare(table: CaseTable, one: Rows, other: Rows) -> PairScores:
    """Scores the pairs ``(one[i], other[i])`` of rows; the order within a pair makes no difference.

    ``features`` and ``log_odds`` of a forbidden pair are 0 and minus infinity.
    """
    forbidden = _plainly_apart(table, one, other)
    features = np.zeros((len(one), len(GROUPS)), dtype=np.int8)
    log_odds = np.full(len(one), -np.inf)
    weights = shipped()
    join_at = np.where(table.read[one] & table.read[other], weights.join_at, weights.join_at_untold)
    left = np.flatnonzero(~forbidden)
    if len(left):
        pairs = _Pairs(table, one[left], other[left])
        apart, told = pairs.apart(), levels(table, one[left], other[left])
        odds = weights.log_odds(told) - join_at[left]
        vague = (pairs.coarse | pairs.campaign) & ~is_distinctive(told)
        vague |= pairs.campaign & ~pairs.dated
        odds = odds - VAGUE * vague - LONG * pairs.long
        features[left] = np.where(apart[:, None], np.int8(0), told)
        log_odds[left] = np.where(apart, -np.inf, odds)
        forbidden[left] = apart
    return PairScores(forbidden=forbidden, features=features, log_odds=log_odds, join_at=join_at)


def probability(scores: PairScores) -> npt.NDArray[np.float64]:
    """The calibrated probability that the accounts of each pair tell one incident."""
    return np.asarray(1 / (1 + np.exp(-(scores.log_odds + scores.join_at))))


def reasons(features: Levels) -> str:
    """The levels of one pair in words, strongest first, with what each adds to the log-odds."""
    parts = [(points, name) for name, points in shipped().parts(features)]
    return "; ".join(f"{name} ({points:+.1f})" for points, name in sorted(parts, key=lambda p: (-p[0], p[1])))


def _plainly_apart(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """What the cheapest columns rule out: most candidates go no further."""
    compatible_types = np.array(
        [[not a or not b or compatible(a, b) for b in table.types] for a in table.types], dtype=np.bool_
    )
    elsewhere = (
        ~compatible_types[table.type[one], table.type[other]]
        | _days_apart(table, one, other)
        | _places_apart(table, one, other)
    )
    apart: Flags = (
        (table.reality[one] != table.reality[other])
        | (table.number[one] != table.number[other])
        # Nobody is killed twice: of a person by name a report of a funeral gives other days and places.
        | (elsewhere & ~slain_in_both(table, one, other))
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
        self.dated = (table.first[one] >= 0) & (table.first[other] >= 0)
        self.campaign = is_serial(table, one) & is_serial(table, other) & ~self.own_day
        spans = np.maximum(table.last[one] - table.first[one], table.last[other] - table.first[other])
        self.long = spans >= LONG_DAYS
        self.km = distance_km(table, one, other)
        self.same_doer = _share(table.doers, one, other)
        self.statement = table.statement[one] | table.statement[other]
        self.copied = self._copied()

    def apart(self) -> Flags:
        """Whether the two cannot be one event, beyond what the cheapest columns say."""
        table, one, other = self.table, self.one, self.other
        # Older events are told in passing; only the event's own day and place say that it is the same one.
        mixed = table.background[one] != table.background[other]
        apart: Flags = mixed & ~(self.same_place & self.own_day) & ~slain_in_both(table, one, other)
        uttered = self.statement | (table.reality[one] == _FUTURE)
        # A speaker says much: without a day only the same words are the same utterance.
        said_once = (self.same_doer & self.dated) | self.copied
        apart |= uttered & ~mixed & ~(said_once & self.same_type)
        # Two states that sanction a third, often in the same words, do two things.
        ordered = np.array([name in DECREES for name in table.types], dtype=np.bool_)
        decreed = ordered[table.type[one]] & ordered[table.type[other]]
        named = (table.doers.counts(one) > 0) & (table.doers.counts(other) > 0)
        apart |= decreed & named & ~self.same_doer
        return apart | self._told_apart()

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


def _long(words: str, least: int) -> bool:
    return bool(words) and words.count(" ") + 1 >= least


def _share(keys: Keys, one: Rows, other: Rows) -> Flags:
    """Whether the two rows of each pair have a key in common."""
    counts = [keys.counts(rows) for rows in (one, other)]
    shared = np.zeros(len(one), dtype=np.bool_)
    both = np.flatnonzero((counts[0] > 0) & (counts[1] > 0))
    if len(both):
        width = int(keys.ids.max()) + 1
        ones, others = (
            np.repeat(np.arange(len(both)), count[both]) * width + keys.take(rows[both]).ids
            for rows, count in zip((one, other), counts, strict=True)
        )
        shared[both[ones[np.isin(ones, others)] // width]] = True
    return shared
