"""Weeks of the index as the charts draw them: by week, or by month or year where weeks would be hairlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dateline.store.index import Week

__all__ = ["over_time"]

MOST_WEEKS = 160
"""Three years: in a chart 600 pixels wide a bar is then some four pixels."""
MOST_MONTHS = 300
TAIL = 0.005
"""A share of the incidents at either end, of long ago or (misread) of the far future, that would squeeze all
others into a corner; they are counted in ``outside`` instead."""
KEYS = 7
"""Types that have a row of their own; the rest are "other". More would not fit on a screen."""
OTHER = "other"
_LETTERS = {"month": 7, "year": 4}


def over_time(
    counts: Mapping[str | None, int], units: Callable[[Mapping[str, str]], Iterable[Week]]
) -> Mapping[str, Any]:
    """``unit`` and, per unit of time, incidents by type and by status and the killed; ``undated`` incidents
    have no week, ``outside`` ones lie in a tail that is not drawn. A sum of highest figures is ``None``
    where one of them is open above.

    ``counts`` is week -> incidents; ``units`` gives the incidents of the drawn weeks, told week -> unit.
    """
    every = sorted((week, n) for week, n in counts.items() if week is not None)
    dated = _without_tails(every)
    unit = _unit({week for week, _ in dated})
    rows = list(units({week: _start(week, unit) for week, _ in dated}))
    common = [name for name, _ in _counted(rows, "event_type").most_common(KEYS)]
    by_type: Counter[tuple[str, str]] = Counter()
    by_status: Counter[tuple[str, str]] = Counter()
    killed: dict[str, dict[str, Any]] = {}
    for row in rows:
        start = row.week or ""
        by_type[start, row.event_type if row.event_type in common else OTHER] += row.incidents
        by_status[start, row.status] += row.incidents
        if row.with_figure:
            _add(killed.setdefault(start, _nothing()), row)
    return {
        "unit": unit,
        "undated": counts.get(None, 0),
        "outside": sum(n for _, n in every) - sum(n for _, n in dated),
        "event_type": _rows(by_type),
        "status": _rows(by_status),
        "killed": [{"start": start, **sums} for start, sums in sorted(killed.items())],
    }


def _without_tails(weeks: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """``weeks`` (in order) without the thin tails."""
    most = sum(n for _, n in weeks) * TAIL
    low, high = 0, len(weeks)
    before = after = 0
    while low < high and before + weeks[low][1] <= most:
        before += weeks[low][1]
        low += 1
    while high > low and after + weeks[high - 1][1] <= most:
        high -= 1
        after += weeks[high][1]
    return weeks[low:high]


def _counted(rows: Iterable[Week], name: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[getattr(row, name)] += row.incidents
    return found


def _unit(weeks: set[str]) -> str:
    if len(weeks) <= MOST_WEEKS:
        return "week"
    return "month" if len({week[:7] for week in weeks}) <= MOST_MONTHS else "year"


def _start(week: str, unit: str) -> str:
    """The first day of the week's unit; a week belongs to the month and year of its Monday."""
    return week if unit == "week" else (week[: _LETTERS[unit]] + "-01-01")[:10]


def _nothing() -> dict[str, Any]:
    return {"low": 0, "best": 0, "high": 0, "figures": 0}


def _add(sums: dict[str, Any], row: Week) -> None:
    sums["figures"] += row.with_figure
    sums["low"] += row.killed_low or 0
    sums["best"] += row.killed_best or 0
    sums["high"] = None if sums["high"] is None or row.killed_high is None else sums["high"] + row.killed_high


def _rows(counts: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"start": start, "key": key, "n": n} for (start, key), n in sorted(counts.items())]
