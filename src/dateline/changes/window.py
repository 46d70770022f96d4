"""The past as seen from one day: blocks of four weeks, what happened in each and how much was reported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dateline.changes.chance import Array, dispersion
from dateline.changes.counted import Counted, Days, Members
from dateline.changes.records import Level

__all__ = ["BLOCK", "PAST", "RECENT", "Window", "window_at"]

BLOCK = 28
"""Days of a block: whole weeks, so that no block has more Sundays than another."""
RECENT = 2
"""Blocks in which a change may lie."""
PAST = 26
"""Blocks that it is held against: two years."""
LEAST_PAST = 13
STEADY = 20.0
"""Accounts that a block of a region's coverage is steadied by: a region with three reports a month says
little about how much was reported."""


@dataclass(frozen=True)
class Window:
    """A record as it stood on the day ``until``, block 0 ending with it."""

    record: Counted
    until: int

    @cached_property
    def block(self) -> Days:
        """Block of each incident; -1 for what is not to be seen: later, not yet reported, or too old."""
        age = (self.until - self.record.day) // BLOCK
        seen = (self.record.day <= self.until) & (self.record.known <= self.until) & (age < RECENT + PAST)
        return np.where(seen, age, -1)

    @cached_property
    def documents(self) -> Array:
        """Documents published in each block."""
        ends = self.until - BLOCK * np.arange(RECENT + PAST + 1)
        return -np.diff(self.documents_to(ends))

    @property
    def enough(self) -> bool:
        """Whether there is a year of past, and anything published lately."""
        return int((self.documents[RECENT:] > 0).sum()) >= LEAST_PAST and self.documents[:RECENT].sum() > 0

    @property
    def left_out(self) -> int:
        """Incidents reported in the last eight weeks whose day is not known to the week."""
        told = self.record.unplaced
        return int(((told <= self.until) & (told > self.until - BLOCK * RECENT)).sum())

    def documents_to(self, days: Days) -> Array:
        """Documents published until each day."""
        summed = self.record.documents
        place = np.clip(days - self.record.first, -1, len(summed) - 1)
        return np.where(place < 0, 0, summed[np.maximum(place, 0)]).astype(float)

    def counts(self, members: Members, groups: int, weights: Days | None = None) -> Array:
        """Incidents (or ``weights``) of each group in each block: rows are groups."""
        block = self.block[members.fact]
        seen = block >= 0
        place = members.group[seen] * (RECENT + PAST) + block[seen]
        given = None if weights is None else weights[members.fact[seen]]
        found = np.bincount(place, weights=given, minlength=groups * (RECENT + PAST))
        return found.reshape(groups, RECENT + PAST).astype(float)

    @cached_property
    def of_series(self) -> Array:
        """Incidents of each series in each block."""
        return self.counts(self.record.members, len(self.record.series))

    @cached_property
    def spread(self) -> Array:
        """The dispersion of each series over its past blocks."""
        past = np.tile(self.documents[RECENT:], (len(self.record.series), 1))
        return dispersion(self.of_series[:, RECENT:], past)

    @cached_property
    def reported(self) -> Array:
        """For each series and block: the documents read, times how much more or less than usual the rest of
        the series' continent was reported.

        The rest is what is told of other countries, or of other actors: a war must not excuse itself. A type
        has no region; its documents are those of the world.
        """
        record, blocks = self.record, RECENT + PAST
        everything = np.arange(len(record.facts))
        regions = int(record.region.max(initial=-1)) + 1
        lands = int(record.country.max(initial=-1)) + 1
        placed = everything[record.region >= 0]
        by_region = self.counts(Members(group=record.region[placed], fact=placed), regions, record.accounts)
        by_land = self.counts(Members(group=record.country[placed], fact=placed), lands, record.accounts)
        own = self.counts(record.members, len(record.series), record.accounts)
        found = np.tile(self.documents, (len(record.series), 1))
        region, land = self._home(regions), self._land
        for number, series in enumerate(record.series):
            if series.level is Level.TYPE or region[number] < 0:
                continue
            of_place = series.level in {Level.COUNTRY, Level.ADMIN1}
            mine = by_land[land[number]] if of_place else own[number]
            rest = np.maximum(by_region[region[number]] - mine, 0)
            usual = rest[RECENT:].sum() / max(self.documents[RECENT:].sum(), 1) * self.documents
            found[number] *= (rest + STEADY) / (usual + STEADY)
        return found.reshape(-1, blocks)

    def _home(self, regions: int) -> Days:
        """The continent in which most incidents of a series lie; -1 where none is known."""
        members = self.record.members
        region = self.record.region[members.fact]
        seen = (self.block[members.fact] >= 0) & (region >= 0)
        place = members.group[seen] * max(regions, 1) + region[seen]
        groups = len(self.record.series)
        table = np.bincount(place, minlength=groups * max(regions, 1)).reshape(groups, -1)
        return np.where(table.sum(axis=1) > 0, table.argmax(axis=1), -1)

    @cached_property
    def _land(self) -> Days:
        """The country of a place's series: that of any of its incidents."""
        members = self.record.members
        found = np.full(len(self.record.series), -1)
        found[members.group] = self.record.country[members.fact]
        return found

    def counts_since(self, days: int) -> Array:
        """Incidents of each series in the last ``days`` days."""
        members = self.record.members
        seen = self._lately(members.fact, days)
        return np.bincount(members.group[seen], minlength=len(self.record.series)).astype(float)

    def documents_since(self, days: int) -> float:
        """Documents published in the last ``days`` days."""
        before, now = self.documents_to(np.array([self.until - days, self.until]))
        return float(now - before)

    def facts_since(self, members: Members, group: int, days: int) -> list[int]:
        """Indices of the incidents of a group in the last ``days`` days, newest first."""
        low, high = np.searchsorted(members.group, [group, group + 1])
        mine = members.fact[low:high]
        chosen = mine[self._lately(mine, days)]
        return [int(n) for n in chosen[np.argsort(-self.record.day[chosen], kind="stable")]]

    def _lately(self, facts: Days, days: int) -> npt.NDArray[np.bool_]:
        return (self.block[facts] >= 0) & (self.record.day[facts] > self.until - days)

    def weeks(self, members: Members, group: int, weeks: int) -> tuple[Array, Array]:
        """Incidents of a group and documents in each of the last ``weeks`` weeks, oldest first."""
        low, high = np.searchsorted(members.group, [group, group + 1])
        mine = members.fact[low:high]
        age = (self.until - self.record.day[mine]) // 7
        seen = (self.block[mine] >= 0) & (age < weeks)
        counts = np.bincount(age[seen], minlength=weeks)[::-1].astype(float)
        ends = self.until - 7 * np.arange(weeks + 1)
        return counts, (-np.diff(self.documents_to(ends)))[::-1]


def window_at(record: Counted, until: int) -> Window:
    """The record as of the day with this ordinal."""
    return Window(record, until)
