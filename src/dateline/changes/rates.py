"""Whether there are more or fewer incidents than the past of a series leads one to expect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dateline.changes.chance import count_chances
from dateline.changes.dating import rate_ratio, turn_of
from dateline.changes.explain import certainty, explanations
from dateline.changes.records import Aspect, Direction, Finding
from dateline.changes.window import BLOCK, PAST, RECENT, Window

__all__ = ["RateTest", "rate_tests"]

LEAST = 5
"""Incidents in past and present together from which a rate is tested: fewer can prove nothing, and every test
made costs all others power. Which test is made must not depend on when they were."""
WINDOWS = (BLOCK // 2, BLOCK, RECENT * BLOCK)
"""Days up to now that are looked at: what began last week is lost in two months, what is slow in two
weeks."""
LAST_BEFORE = 10
"""Of a fall to nothing, the last incidents before it that are listed."""
LOOKED_BACK = 52
"""Weeks among which the turn is looked for."""
LATEST_TURN = 63
"""Days before the run after which a change began to be told: eight weeks, and the week that a turn is dated
to. What began earlier was told then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTest:
    """One count held against its past."""

    series: int
    days: int
    direction: Direction
    p: float
    least: float

    @property
    def what(self) -> tuple[object, ...]:
        """The same change in another window is the same."""
        return ("rate", self.series, self.direction)

    def finding(self, at: Window, q: float) -> Finding | None:
        """The finding, or ``None`` where the change began long ago."""
        members = at.record.members
        weeks, documents = at.weeks(members, self.series, LOOKED_BACK)
        turn = turn_of(weeks, documents)
        age = (LOOKED_BACK - turn) * 7
        if age > LATEST_TURN:
            return None
        past, read = at.of_series[self.series, RECENT:], at.documents[RECENT:]
        chosen = at.facts_since(members, self.series, self.days)
        exposure = at.documents_since(self.days)
        effect, low, high = rate_ratio(past, read, len(chosen), exposure, float(at.spread[self.series]))
        now = len(chosen)
        if self.direction is Direction.FALL:
            chosen = chosen or at.facts_since(members, self.series, (RECENT + PAST) * BLOCK)[:LAST_BEFORE]
        why = explanations(at, chosen, (low, high))
        return Finding(
            series=at.record.series[self.series],
            aspect=Aspect.RATE,
            direction=self.direction,
            category="",
            since=dt.date.fromordinal(at.until - age + 1).isoformat(),
            days=self.days,
            now=now,
            now_of=int(exposure),
            before_days=PAST * BLOCK,
            before=int(past.sum()),
            before_of=int(read.sum()),
            effect=effect,
            low=low,
            high=high,
            p=self.p,
            q=q,
            incidents=tuple(at.record.facts[n].id for n in chosen),
            explanations=why,
            certainty=certainty(q, why),
        )


def rate_tests(at: Window) -> Iterator[RateTest]:
    """Every series with enough incidents, over the last two, four and eight weeks, both ways.

    Each is held against the documents read and against these times the coverage of its region; the chance is
    the larger of the two, so that a change must hold whichever is taken for how much was reported.
    """
    numbers = np.flatnonzero(at.of_series.sum(axis=1) >= LEAST)
    counts, spread = at.of_series[numbers], at.spread[numbers]
    everywhere = np.tile(at.documents, (len(numbers), 1))
    for days in WINDOWS:
        now, read = at.counts_since(days)[numbers], at.documents_since(days)
        # How much of the region was reported is steadier by whole blocks.
        covered = at.reported[numbers][:, : max(days // BLOCK, 1)].sum(axis=1)
        usual = at.documents[: max(days // BLOCK, 1)].sum()
        both = [
            count_chances(counts[:, RECENT:], given[:, RECENT:], now, exposure, spread)
            for given, exposure in (
                (everywhere, np.full(len(numbers), read)),
                (at.reported[numbers], covered / max(usual, 1) * read),
            )
        ]
        more, fewer, none = (np.maximum(*chances) for chances in zip(*both, strict=True))
        for place, series in enumerate(numbers.tolist()):
            for direction, chance, least in (
                (Direction.RISE, more[place], 0.0),
                (Direction.FALL, fewer[place], none[place]),
            ):
                yield RateTest(
                    series=series, days=days, direction=direction, p=float(chance), least=float(least)
                )
