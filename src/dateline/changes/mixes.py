"""Whether another share of a series' incidents is of one kind: type, target, place, weapon, whom they
name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dateline.changes.chance import share_chances, share_likeness
from dateline.changes.dating import share_difference, turn_of
from dateline.changes.explain import certainty, explanations
from dateline.changes.rates import LATEST_TURN, LOOKED_BACK
from dateline.changes.records import Aspect, Direction, Finding
from dateline.changes.window import BLOCK, PAST, RECENT, Window

__all__ = ["ShareTest", "share_tests"]

LEAST_PAST, LEAST_NOW = 10, 5
"""Incidents from which a share is tested. Of fewer in the past any kind is new; of fewer now each is a
third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTest:
    """One share held against its past."""

    share: int
    direction: Direction
    p: float
    least: float
    now: int
    now_of: int
    past: int
    past_of: int

    @property
    def what(self) -> tuple[object, ...]:
        """Each share is tested once a direction."""
        return ("share", self.share, self.direction)

    def finding(self, at: Window, q: float) -> Finding | None:
        """The finding, or ``None`` where the share changed long ago."""
        series, aspect, kind = at.record.shares[self.share]
        weeks, _ = at.weeks(at.record.share_members, self.share, LOOKED_BACK)
        of_weeks, _ = at.weeks(at.record.bases[aspect], series, LOOKED_BACK)
        age = (LOOKED_BACK - turn_of(weeks, of_weeks + self.past_of / (PAST * 4))) * 7
        if age > LATEST_TURN:
            return None
        effect, low, high = share_difference(self.past, self.past_of, self.now, self.now_of)
        if self.direction is Direction.RISE:
            chosen = at.facts_since(at.record.share_members, self.share, RECENT * BLOCK)
        else:
            chosen = at.facts_since(at.record.bases[aspect], series, RECENT * BLOCK)
        why = explanations(at, chosen, None)
        return Finding(
            series=at.record.series[series],
            aspect=aspect,
            direction=self.direction,
            category=kind,
            since=dt.date.fromordinal(at.until - age + 1).isoformat(),
            days=RECENT * BLOCK,
            now=self.now,
            now_of=self.now_of,
            before_days=PAST * BLOCK,
            before=self.past,
            before_of=self.past_of,
            effect=effect,
            low=low,
            high=high,
            p=self.p,
            q=q,
            incidents=tuple(at.record.facts[n].id for n in chosen),
            explanations=why,
            certainty=certainty(q, why),
        )


def share_tests(at: Window) -> Iterator[ShareTest]:
    """Every kind of every series that has enough incidents of which it is known, both ways.

    A share needs no correction for how much was reported: more reports are more of every kind.
    """
    record = at.record
    kinds = at.counts(record.share_members, len(record.shares))
    owner = np.array([series for series, _, _ in record.shares], dtype=np.int64)
    for aspect in Aspect:
        mine = np.flatnonzero([found is aspect for _, found, _ in record.shares])
        if not len(mine):
            continue
        of_all = at.counts(record.bases[aspect], len(record.series))[owner[mine]]
        of_kind = kinds[mine]
        past, past_of = of_kind[:, RECENT:].sum(axis=1), of_all[:, RECENT:].sum(axis=1)
        now, now_of = of_kind[:, :RECENT].sum(axis=1), of_all[:, :RECENT].sum(axis=1)
        tested = (past_of >= LEAST_PAST) & (now_of >= LEAST_NOW) & (past + now > 0)
        alike = share_likeness(of_kind[tested][:, RECENT:], of_all[tested][:, RECENT:])
        known = past[tested], past_of[tested]
        more, fewer, none = share_chances(*known, now[tested], now_of[tested], alike)
        every, *_ = share_chances(*known, now_of[tested], now_of[tested], alike)
        for direction, found, lowest in ((Direction.RISE, more, every), (Direction.FALL, fewer, none)):
            for number, chance, least in zip(np.flatnonzero(tested), found, lowest, strict=True):
                yield ShareTest(
                    share=int(mine[number]),
                    direction=direction,
                    p=float(chance),
                    least=float(least),
                    now=int(now[number]),
                    now_of=int(now_of[number]),
                    past=int(past[number]),
                    past_of=int(past_of[number]),
                )
