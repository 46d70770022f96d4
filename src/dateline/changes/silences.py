"""Who is heard of again after a silence that was longer than chance: groups that return, and speakers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dateline.changes.chance import common_dispersion, dispersion, silence_chance
from dateline.changes.counted import Days
from dateline.changes.explain import certainty, explanations
from dateline.changes.records import Aspect, Direction, Finding, Level
from dateline.changes.window import BLOCK, RECENT, Window

__all__ = ["SilenceTest", "silence_tests"]

LONG = 365
"""Days of silence from which a return is looked at."""
LEAST_BEFORE = 3
"""Incidents before the silence: fewer give no rate to be silent from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceTest:
    """One silence held against the rate before it."""

    series: int
    p: float
    least: float
    began: int
    ended: int
    before: int
    before_from: int

    @property
    def what(self) -> tuple[object, ...]:
        """A series ends one silence at a time."""
        return ("silence", self.series)

    def finding(self, at: Window, q: float) -> Finding | None:
        """The finding; a silence ends on a day, so it is always of late."""
        chosen = at.facts_since(at.record.members, self.series, RECENT * BLOCK)
        why = explanations(at, chosen, None)
        documents = at.documents_to(np.array([self.before_from - 1, self.began, self.ended]))
        return Finding(
            series=at.record.series[self.series],
            aspect=Aspect.RETURN,
            direction=Direction.RISE,
            category="",
            since=dt.date.fromordinal(self.ended).isoformat(),
            days=RECENT * BLOCK,
            now=len(chosen),
            now_of=int(documents[2] - documents[1]),
            before_days=self.began - self.before_from + 1,
            before=self.before,
            before_of=int(documents[1] - documents[0]),
            effect=float(self.ended - self.began),
            low=None,
            high=None,
            p=self.p,
            q=q,
            incidents=tuple(at.record.facts[n].id for n in chosen),
            explanations=why,
            certainty=certainty(q, why),
        )


def silence_tests(at: Window) -> Iterator[SilenceTest]:
    """Every actor that did or said something in the last eight weeks, and nothing for a year before."""
    record, members = at.record, at.record.members
    watched = np.array([series.level in {Level.ACTOR, Level.SAID} for series in record.series])
    seen = (record.day <= at.until) & (record.known <= at.until)
    mine = watched[members.group] & seen[members.fact]
    groups, days = members.group[mine], record.day[members.fact[mine]]
    order = np.lexsort((days, groups))
    groups, days = groups[order], days[order]
    lately = at.until - RECENT * BLOCK
    everywhere = np.tile(at.documents[RECENT:], (len(at.of_series), 1))
    common = common_dispersion(at.of_series[:, RECENT:], everywhere)
    for group in np.unique(groups[days > lately]):
        low, high = np.searchsorted(groups, [group, group + 1])
        own = days[low:high]
        before, ended = own[own <= lately], int(own[own > lately][0])
        if len(before) < LEAST_BEFORE or ended - int(before[-1]) < LONG:
            continue
        first, last = max(int(before[0]), record.first), int(before[-1])
        if last <= first:
            continue
        documents = at.documents_to(np.array([first - 1, last, ended - 1]))
        read_before, read_since = documents[1] - documents[0], documents[2] - documents[1]
        spread = _spread_before(at, own[own <= last], first, common)
        chance = silence_chance(len(before), read_before, read_since, spread)
        yield SilenceTest(
            series=int(group),
            p=chance,
            least=0.0,
            began=last,
            ended=ended,
            before=len(before),
            before_from=first,
        )


def _spread_before(at: Window, days: Days, first: int, common: float) -> float:
    """The dispersion of a series over the blocks before its silence: the silence must not excuse itself."""
    last = int(days[-1])
    blocks = (last - first) // BLOCK + 1
    counts = np.bincount((last - days[days >= first]) // BLOCK, minlength=blocks)[None, :].astype(float)
    read = -np.diff(at.documents_to(last - BLOCK * np.arange(blocks + 1)))[None, :]
    return float(dispersion(counts, read, common)[0])
