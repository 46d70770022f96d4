"""What two people coded apart from one another, compared: alpha by field, and what is still to be settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.judging.alpha import Interval, Level, alpha, alpha_interval
from dateline.judging.double import EVENT, as_it_stands, by_coder, key_of, shown
from dateline.model import Count, DateInterval, Value
from dateline.resolve.judged import CASUALTIES
from dateline.store import Store
from dateline.store.doubles import DoubleItem

__all__ = ["Agreement", "Alpha", "Difference", "Results", "results_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """Krippendorff's alpha at a level, over ``incidents``; ``value`` ``None``: one value only was given."""

    level: Level
    incidents: int
    value: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One field: of how many ``incidents`` both said the ``same``; alpha over names and, of tolls and dates,
    over distances too, of those of which both gave a figure or a day."""

    field: str
    incidents: int
    same: int
    nominal: Alpha
    distance: Alpha | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of an incident that somebody has to settle: the two differ, or agree on what does not stand.

    ``said`` is coder -> value in words; ``settled`` the judgement in force that settles it, or "".
    """

    item: str
    field: str
    said: tuple[tuple[str, str], ...]
    stands: str
    agreed: bool
    settled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """``complete`` items, those ``open``, and those not compared, whose coders saw other accounts."""

    complete: int
    open: int
    unlike: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    differences: tuple[Difference, ...]


def results_in(store: Store) -> Results:
    """What double coding says so far; nothing of an item of which one is not done."""
    items = [item for item in store.doubles.items() if not item.withdrawn]
    done = [item for item in items if item.complete]
    alike = [item for item in done if len({frozenset(sheet.seen) for sheet in item.sheets}) == 1]
    return Results(
        complete=len(done),
        open=sum(item.open for item in items),
        unlike=tuple(item.item for item in done if item not in alike),
        agreements=tuple(_agreements(alike)),
        differences=tuple(_differences(store, done)),
    )


def _agreements(items: Iterable[DoubleItem]) -> Iterable[Agreement]:
    held = list(items)
    for field in _fields(held):
        units = [tuple(by_coder(item, field).values()) for item in held if field in _fields([item])]
        pairs = [(one, other) for one, other in units if one is not None and other is not None]
        if not pairs:
            continue
        keys = [(key_of(one), key_of(other)) for one, other in pairs]
        yield Agreement(
            field=field,
            incidents=len(keys),
            same=sum(one == other for one, other in keys),
            nominal=_alpha(keys, "nominal"),
            distance=_by_distance(field, pairs),
        )


def _fields(items: Iterable[DoubleItem]) -> list[str]:
    found = {field for item in items for sheet in item.sheets for field in sheet.says}
    return sorted(found, key=lambda field: (field != EVENT, field))


def _alpha(units: list[tuple[object, object]] | list[tuple[str, str]], level: Level) -> Alpha:
    return Alpha(
        level=level,
        incidents=len(units),
        value=alpha(units, level),
        interval=alpha_interval(units, level),
    )


def _by_distance(field: str, pairs: list[tuple[tuple[Value, ...], tuple[Value, ...]]]) -> Alpha | None:
    """Three dead and four are nearer than three and forty; a day and the next than a day and a year later."""
    level: Level
    if field.startswith(CASUALTIES):
        level = "ratio"
    elif field == "date":
        level = "interval"
    else:
        return None
    told = [(_number(one), _number(other)) for one, other in pairs]
    both: list[tuple[object, object]] = [(a, b) for a, b in told if a is not None and b is not None]
    return _alpha(both, level) if both else None


def _number(values: tuple[Value, ...]) -> float | None:
    """A figure, or a day as a number; a range by its middle, "at least" by its figure."""
    value = next(iter(values), None)
    if isinstance(value, Count):
        known = [figure for figure in (value.low, value.high) if figure is not None]
    elif isinstance(value, DateInterval):
        known = [dt.date.fromisoformat(day).toordinal() for day in (value.start, value.end) if day]
    else:
        known = []
    return sum(known) / len(known) if known else None


def _differences(store: Store, items: Iterable[DoubleItem]) -> Iterable[Difference]:
    log = [j for j in store.judgements_in_force() if j.level == "incident"]
    for item in items:
        incident = store.incident(item.item)
        if incident is None:
            continue
        names = {item.item, incident.id}
        of_item = [j for j in log if not names.isdisjoint(j.incidents)]
        standing = as_it_stands(incident)
        settled_event = next((j.id for j in reversed(of_item) if j.kind in ("accept", "reject")), "")
        for field in _fields([item]):
            said = {coder: values for coder, values in by_coder(item, field).items() if values is not None}
            keys = {key_of(values) for values in said.values()}
            agreed = len(keys) == 1
            if field == EVENT:
                settled = settled_event
                stands = ""
                if agreed and keys == {"yes"}:
                    continue
            else:
                settled = next((j.id for j in reversed(of_item) if j.kind == "edit" and j.field == field), "")
                stands = shown(standing.get(field, ()))
                if agreed and not settled and keys == {key_of(standing.get(field, ()))}:
                    continue
                if len(said) < len(item.sheets) and not settled:
                    continue  # whether there was an event at all comes first
            yield Difference(
                item=item.item,
                field=field,
                said=tuple((coder, shown(values)) for coder, values in said.items()),
                stands=stands,
                agreed=agreed,
                settled=settled,
            )
