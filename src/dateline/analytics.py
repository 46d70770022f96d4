"""Counts over a release: by actor, dyad, type, place and time, with what is not known kept in sight.

Three rules hold in every table. Facts of another status (claimed, alleged, attempted, threatened, ...) are
never added to what occurred. An aggregate ("five attacks this month") stands in rows of its own, because the
attacks it sums up may be there singly too. An incident without a figure adds nothing to a sum and is counted
beside it: unknown is not 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.errors import UsageError
from dateline.model import Casualty

__all__ = ["GROUPINGS", "HARMS", "Grouping", "Tally", "incidents_of", "rows", "tally"]

HARMS = tuple(kind.value for kind in Casualty)
_COLUMNS = ["event_type", "status", "count", "date", "place", "actors", "casualties"]
_ROWS_AT_ONCE = 5_000
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """A way to group: names of the parts of a key, and the keys of one incident (several where it has several
    actors: then groups overlap and must not be added up)."""

    parts: tuple[str, ...]
    keys: Callable[[Mapping[str, Any]], Iterable[Key]]
    doc: str


@dataclass(slots=True, kw_only=True)
class Tally:
    """One group's counts. Sums are ``None`` until an incident has a figure."""

    incidents: int = 0
    events: int = 0
    """Events that they stand for, at least: more than ``incidents`` in rows of aggregates only."""
    low: int | None = None
    """Sum of the least figures. One that is unknown adds nothing, so this is a least figure itself."""
    best: int | None = None
    """Sum of the best figures, of those incidents that have one."""
    high: int | None = None
    """Sum of the highest figures; no upper bound where ``open_high`` is not 0."""
    with_figure: int = 0
    without_figure: int = 0
    """Incidents of which no source gives a figure."""
    without_best: int = 0
    """Incidents with a figure but no best one: ``best`` leaves them out."""
    open_high: int = 0
    """Incidents with a figure but no upper bound: ``high`` has at least what is told of them."""


def incidents_of(folder: Path) -> Iterator[dict[str, Any]]:
    """The incidents of a release, with the fields that counting needs.

    Raises:
        UsageError: it is no release folder.
    """
    try:
        with pq.ParquetFile(folder / "incidents.parquet") as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=_COLUMNS):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise UsageError(f"{folder} is no release: its incidents.parquet cannot be read") from error


def tally(
    incidents: Iterable[Mapping[str, Any]], by: str, *, harm: str = "killed"
) -> dict[tuple[Key, str, str], Tally]:
    """(key, status, ``single`` or ``aggregate``) -> counts, with the people ``harm`` came to; keys sorted,
    the unknown one last.

    Raises:
        UsageError: there is no such grouping or kind of harm.
    """
    if by not in GROUPINGS or harm not in HARMS:
        raise UsageError(
            f"cannot count {harm!r} by {by!r}; groupings are {', '.join(GROUPINGS)}, harms {', '.join(HARMS)}"
        )
    found: dict[tuple[Key, str, str], Tally] = {}
    for incident in incidents:
        told_as = "single" if incident["count"] in {None, 1} else "aggregate"
        for key in dict.fromkeys(GROUPINGS[by].keys(incident)):
            _add(found.setdefault((key, incident["status"], told_as), Tally()), incident, harm)
    return dict(sorted(found.items(), key=_order))


def rows(folder: Path, by: str, *, harm: str = "killed") -> list[dict[str, str | int | None]]:
    """:func:`tally` of the release at ``folder`` as flat rows, for a data frame or a table."""
    names = [field.name for field in fields(Tally)]
    renamed = {"low": f"{harm}_low", "best": f"{harm}_best", "high": f"{harm}_high"}
    return [
        {
            **dict(zip(GROUPINGS[by].parts, key, strict=True)),
            "status": status,
            "told_as": told_as,
            **{renamed.get(name, name): getattr(counts, name) for name in names},
        }
        for (key, status, told_as), counts in tally(incidents_of(folder), by, harm=harm).items()
    ]


def _add(counts: Tally, incident: Mapping[str, Any], harm: str) -> None:
    counts.incidents += 1
    counts.events += incident["count"] or 1
    figure = incident["casualties"][harm]
    if figure is None or figure["low"] is figure["best"] is figure["high"] is None:
        counts.without_figure += 1
        return
    low, best, high = figure["low"], figure["best"], figure["high"]
    counts.with_figure += 1
    counts.without_best += best is None
    counts.open_high += high is None
    # Where no upper bound is told, the most that is told is still a floor under the highest figure.
    most = high if high is not None else max(n for n in (low, best) if n is not None)
    counts.low = (counts.low or 0) + (low or 0)
    counts.high = (counts.high or 0) + most
    if best is not None:
        counts.best = (counts.best or 0) + best


def _order(item: tuple[tuple[Key, str, str], Tally]) -> tuple[object, ...]:
    (key, status, told_as), _ = item
    return (tuple((part is None, part or "") for part in key), status, told_as)


def _parties(incident: Mapping[str, Any], *roles: str) -> list[str | None]:
    """Registry ids, else names, else words of actors in ``roles``; the unknown one where there is none."""
    found = [a["actor_id"] or a["name"] or a["text"] for a in incident["actors"] if a["role"] in roles]
    return list(dict.fromkeys(found)) or [None]


def _period(incident: Mapping[str, Any], name: Callable[[dt.date], str]) -> list[Key]:
    """The period that both ends of the date fall into; unknown where they do not."""
    date = incident["date"]
    if date is None or date["start"] is None or date["end"] is None:
        return [(None,)]
    first, last = name(date["start"]), name(date["end"])
    return [(first if first == last else None,)]


def _week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _place(incident: Mapping[str, Any], *parts: str) -> list[Key]:
    place = incident["place"]
    return [tuple(None if place is None else place[part] for part in parts)]


GROUPINGS: Mapping[str, Grouping] = {
    "type": Grouping(parts=("event_type",), keys=lambda r: [(r["event_type"],)], doc="event type"),
    "actor": Grouping(
        parts=("actor",), keys=lambda r: [(who,) for who in _parties(r, "perpetrator")], doc="who did it"
    ),
    "dyad": Grouping(
        parts=("actor", "target"),
        keys=lambda r: product(_parties(r, "perpetrator"), _parties(r, "target", "victim")),
        doc="who did it to whom",
    ),
    "country": Grouping(parts=("country",), keys=lambda r: _place(r, "country"), doc="country"),
    "admin1": Grouping(
        parts=("country", "admin1"),
        keys=lambda r: _place(r, "country", "admin1"),
        doc="first-level division",
    ),
    "week": Grouping(parts=("week",), keys=lambda r: _period(r, _week), doc="ISO week"),
    "month": Grouping(
        parts=("month",), keys=lambda r: _period(r, lambda day: f"{day:%Y-%m}"), doc="calendar month"
    ),
}
"""Every grouping by its name."""
