"""An actor's incidents told apart: done, done to it, said and said to it; by year, and with whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.export import Asked
from dateline.model import Status
from dateline.store.index import IndexRow

__all__ = ["Dyad", "Parts", "Statement", "parts_of"]

PARTS = ("done", "suffered", "said", "heard")
NOT_DONE = frozenset({Status.THREATENED.value, Status.DENIED.value, Status.HYPOTHETICAL.value})
"""What nobody tells as having happened is counted apart, in no year and with no counterpart."""
STATEMENTS = "statement"
"""The family of event types that are speech."""


@dataclass(slots=True)
class Dyad:
    """What is told between the actor and one other: incidents by part, and the killed in what was done.

    ``killed_low`` and ``killed_high`` are sums over incidents with a figure; ``open_ended`` says that some of
    these name no upper bound.
    """

    name: str
    done: int = 0
    suffered: int = 0
    said: int = 0
    heard: int = 0
    killed_low: int = 0
    killed_high: int = 0
    with_figure: int = 0
    open_ended: bool = False

    @property
    def incidents(self) -> int:
        """Of every part."""
        return self.done + self.suffered + self.said + self.heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that the actor said; ``gap``: days since it was last told to say something."""

    row: IndexRow
    gap: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """How often which part; ``years`` in order ("undated" last), ``dyads`` most first, statements newest
    first."""

    counts: Mapping[str, int]
    years: Mapping[str, Mapping[str, int]]
    dyads: tuple[Dyad, ...]
    statements: tuple[Statement, ...]
    longest_gap: int | None


def parts_of(rows: Iterable[IndexRow], asked: Asked, families: Mapping[str, str]) -> Parts:
    """The parts that the actor plays in ``rows``; ``families`` tells which event types are statements."""
    counts = dict.fromkeys((*PARTS, "not_done"), 0)
    years: dict[str, dict[str, int]] = {}
    dyads: dict[str, Dyad] = {}
    said: list[IndexRow] = []
    for row in rows:
        part = _part(row, asked, families)
        if part is None:
            continue
        if part in ("done", "suffered") and row["status"] in NOT_DONE:
            counts["not_done"] += 1
            continue
        counts[part] += 1
        year = "undated" if row["first_day"] is None else row["first_day"][:4]
        years.setdefault(year, dict.fromkeys(PARTS, 0))[part] += 1
        others = row["targets"] if part in ("done", "said") else row["doers"]
        for name in others:
            if not _is(asked, name):
                _add(dyads.setdefault(name, Dyad(name)), row, part)
        if part == "said":
            said.append(row)
    statements = _with_gaps(said)
    return Parts(
        counts=counts,
        years=dict(sorted(years.items())),
        dyads=tuple(sorted(dyads.values(), key=lambda dyad: (-dyad.incidents, dyad.name))),
        statements=tuple(reversed(statements)),
        longest_gap=max((s.gap for s in statements if s.gap is not None), default=None),
    )


def _part(row: IndexRow, asked: Asked, families: Mapping[str, str]) -> str | None:
    """Whoever does and is done to at once (one side of a clash) is counted as doing."""
    speech = families.get(row["event_type"]) == STATEMENTS
    claimed = asked.party.actor_id is not None and asked.party.actor_id in row["claimed_by"]
    if claimed or any(_is(asked, name) for name in row["doers"]):
        return "said" if speech else "done"
    if any(_is(asked, name) for name in row["targets"]):
        return "heard" if speech else "suffered"
    return None


def _is(asked: Asked, name: str) -> bool:
    return name.casefold() == (asked.party.name or asked.party.text).casefold() or asked.names(name)


def _add(dyad: Dyad, row: IndexRow, part: str) -> None:
    setattr(dyad, part, getattr(dyad, part) + 1)
    low = row["killed_low"] if row["killed_low"] is not None else row["killed_best"]
    if part in ("done", "suffered") and low is not None:
        dyad.with_figure += 1
        dyad.killed_low += low
        if row["killed_high"] is None:
            dyad.open_ended = True
            dyad.killed_high += low
        else:
            dyad.killed_high += row["killed_high"]


def _with_gaps(said: Iterable[IndexRow]) -> list[Statement]:
    """Oldest first, those without a day before them."""
    found: list[Statement] = []
    before: dt.date | None = None
    for row in sorted(said, key=lambda row: (row["first_day"] or "", row["number"])):
        day = None if row["first_day"] is None else dt.date.fromisoformat(row["first_day"])
        gap = None if day is None or before is None else (day - before).days
        found.append(Statement(row=row, gap=gap))
        before = day or before
    return found
