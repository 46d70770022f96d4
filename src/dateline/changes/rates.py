"""Whether there are more or fewer incidents than the past of a series leads one to expect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dateline.changes.chance import count_chances, dispersion
from dateline.changes.dating import rate_ratio, turn_of
from dateline.changes.explain import certainty, explanations
from dateline.changes.records import Aspect, Direction, Finding
from dateline.changes.window import BLOCK, PAST, RECENT, Window

__all__ = ["RateTest", "rate_tests"]

LEAST = 5
"""Incidents in past and present together from which a rate is tested: fewer can prove nothing, and every test
made costs all others power. Which test is made must not depend on when they were."""
LOOKED_BACK = 52
"""Weeks among which the turn is looked for."""
LATEST_TURN = 63
"""Days before the run after which a change began to be told: eight weeks, and the week that a turn is dated
to. What began earlier was told then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTest:
    """One count held against its past."""

    series: int
    blocks: int
    direction: Direction
    p: float

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
        counts = at.of_series[self.series]
        past = counts[RECENT:]
        own, pooled = dispersion(at.of_series[:, RECENT:], np.tile(at.documents[RECENT:], (len(at.of_series), 1)))
        spread = max(float(own[self.series]), pooled)
        now, exposure = counts[: self.blocks].sum(), at.documents[: self.blocks].sum()
        effect, low, high = rate_ratio(past, at.documents[RECENT:], now, exposure, spread)
        chosen = at.facts_of(members, self.series, range(self.blocks))
        if self.direction is Direction.FALL:
            chosen = chosen or at.facts_of(members, self.series, range(self.blocks, RECENT + PAST))[:10]
        why = explanations(at, chosen, (low, high))
        return Finding(
            series=at.record.series[self.series],
            aspect=Aspect.RATE,
            direction=self.direction,
            category="",
            since=dt.date.fromordinal(at.until - age + 1).isoformat(),
            days=self.blocks * BLOCK,
            now=int(now),
            now_of=int(exposure),
            before_days=PAST * BLOCK,
            before=int(past.sum()),
            before_of=int(at.documents[RECENT:].sum()),
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
    """Every series with enough incidents, over the last four and the last eight weeks, both ways.

    Each is held against the documents read and against these times the coverage of its region; the chance is
    the larger of the two, so that a change must hold whichever is taken for how much was reported.
    """
    numbers = np.flatnonzero(at.of_series.sum(axis=1) >= LEAST)
    counts = at.of_series[numbers]
    everywhere = np.tile(at.documents, (len(numbers), 1))
    measures = (everywhere, at.reported[numbers])
    for blocks in range(1, RECENT + 1):
        now = counts[:, :blocks].sum(axis=1)
        more, fewer = zip(
            *(
                count_chances(counts[:, RECENT:], given[:, RECENT:], now, given[:, :blocks].sum(axis=1))
                for given in measures
            ),
            strict=True,
        )
        for direction, chances in ((Direction.RISE, np.maximum(*more)), (Direction.FALL, np.maximum(*fewer))):
            for number, chance in zip(numbers, chances, strict=True):
                yield RateTest(series=int(number), blocks=blocks, direction=direction, p=float(chance))
