"""The 49 columns of UCDP's georeferenced event dataset, one row an incident with a death and two sides.

Source: UCDP GED codebook 24.1. Sides, dyads and conflicts have numbers made from our ids, not UCDP's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.export.code_lists import Country, columns_of, countries, list_of
from dateline.export.columns import Cell, Record
from dateline.export.crosswalk import Crosswalk, LeftOut, Row, Tally, unasked
from dateline.export.facts import (
    country_of,
    joined,
    number_of,
    open_range,
    point,
    summary,
    toll,
    when_of,
)
from dateline.export.parties import Party, doers, parties, targets
from dateline.model import Status

__all__ = ["COLUMNS", "STATUSES", "Violence", "priogrid", "ucdp_row"]

COLUMNS = columns_of("ucdp")
STATUSES = frozenset({Status.OCCURRED})
_WHERE: Mapping[str, int] = list_of("ucdp")["where_prec"]
_SIDE_BITS = 31
"""Bits of the number of a side or dyad: scripts read them as 32-bit integers."""
SEPARATOR = ";"
SOURCES = "///"
CIVILIANS = "Civilians"

Violence = Literal[1, 2, 3]
"""1 state-based, 2 between groups, 3 one-sided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dyad:
    """The two sides as UCDP orders them, and the deaths of each."""

    violence: Violence
    a: Party
    b: Party | None
    """``None`` is civilians."""
    deaths_a: int = 0
    deaths_b: int = 0
    civilians: int = 0
    unknown: int = 0

    @property
    def name_b(self) -> str:
        return CIVILIANS if self.b is None else self.b.name

    @property
    def key(self) -> str:
        return f"{self.a.key} - {CIVILIANS if self.b is None else self.b.key}"


def ucdp_row(record: Record, crosswalk: Crosswalk, tally: Tally | None = None) -> Row | LeftOut:
    """The row of an incident record, or why UCDP has none. ``tally`` counts what the row could not hold."""
    refused = unasked(record, crosswalk, STATUSES)
    if refused is not None:
        return refused
    deaths = toll(record, "killed", "perpetrators_killed")
    if deaths is None or deaths[1] == 0:
        return LeftOut("without a known death")
    when, country = when_of(record), country_of(record)
    if when is None or when.ucdp_precision is None:
        return LeftOut("without a date within a year")
    if country is None:
        return LeftOut("without a country")
    dyad = _dyad(record, crosswalk, deaths[1])
    if dyad is None:
        return LeftOut("without two sides that UCDP would name")
    latitude, longitude = point(record)
    if tally is not None:
        _count_losses(record, latitude, tally)
    number, dyad_id = number_of(record["incident_id"]), number_of(dyad.key, _SIDE_BITS)
    side_b = CIVILIANS if dyad.b is None else dyad.b.key
    place, sources = record["place"], record["sources"]
    values: tuple[Cell, ...] = (
        number,
        f"{country.iso3}-{when.start.year}-{dyad.violence}-{dyad_id}-{number}",
        when.start.year,
        None,
        "Clear" if record["review"] == "reviewed" else "Check_machine_made",
        dyad.violence,
        dyad.key,
        dyad_id,
        f"{dyad.a.name} - {dyad.name_b}",
        dyad.key,
        dyad_id,
        f"{dyad.a.name} - {dyad.name_b}",
        dyad.a.key,
        number_of(dyad.a.key, _SIDE_BITS),
        dyad.a.name,
        side_b,
        number_of(side_b, _SIDE_BITS),
        dyad.name_b,
        len(record["origins"]) or -1,
        _sources(record),
        joined((s["outlet"] for s in sources), SEPARATOR),
        joined(((s["published"] or "")[:10] for s in sources), SEPARATOR),
        joined((s["title"] for s in sources), SEPARATOR),
        joined((link["speaker"] for link in record["attribution"]), SEPARATOR),
        _WHERE[place["precision"]],
        place["name"] or place["text"],
        f"{place['text']} ({place['precision']}) {summary(record)}",
        place["admin1"] or "",
        "",
        latitude,
        longitude,
        "" if latitude is None else f"POINT ({longitude} {latitude})",
        None if latitude is None or longitude is None else priogrid(latitude, longitude),
        country.ucdp_name,
        country.gw,
        country.ucdp_region or "",
        2 if record["count"] > 1 else 1,
        when.ucdp_precision,
        f"{when.start} 00:00:00.000",
        f"{when.end} 00:00:00.000",
        dyad.deaths_a,
        dyad.deaths_b,
        dyad.civilians,
        dyad.unknown,
        deaths[1],
        deaths[2],
        deaths[0],
        _government(dyad.a),
        None if dyad.b is None else _government(dyad.b),
    )
    return dict(zip(COLUMNS, values, strict=True))


def priogrid(latitude: float, longitude: float) -> int:
    """The cell of PRIO-GRID: half degrees, counted from the south-west corner of the world, row by row.

    >>> priogrid(34.53, 69.17)  # Kabul
    179779
    """
    row, column = min(int((latitude + 90) * 2), 359), min(int((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _dyad(record: Record, crosswalk: Crosswalk, best: int) -> _Dyad | None:
    """The sides and their deaths, or ``None`` where a side has no name or the event is not UCDP's."""
    first, second = doers(record, crosswalk), targets(record, crosswalk)
    if not first:
        taking_part = parties(record, crosswalk, ("participant",))
        first, second = taking_part[:1], second or taking_part[1:]
    doer = next((party for party in first if party.named and party.organised), None)
    if doer is None:
        return None
    own = toll(record, "perpetrators_killed")
    lost = min(own[1] if own is not None else 0, best)
    rest = best - lost
    other = next((p for p in second if p.named and p.organised and p.key != doer.key), None)
    if other is None:
        kind = crosswalk.types[record["event_type"]]
        harmless = any(p.civilians for p in second) or kind.acled.event_type == "Violence against civilians"
        armed = any(p.organised for p in second)
        if armed or not harmless:
            return None
        return _Dyad(violence=3, a=doer, b=None, deaths_a=lost, civilians=rest)
    # Deaths are of a side only where nobody else is among those whom they befell.
    victims = [p for p in second if p.key != other.key]
    theirs, unknown = (rest, 0) if not victims else (0, rest)
    if other.state and not doer.state:
        return _Dyad(violence=1, a=other, b=doer, deaths_a=theirs, deaths_b=lost, unknown=unknown)
    violence: Violence = 1 if doer.state else 2
    return _Dyad(violence=violence, a=doer, b=other, deaths_a=lost, deaths_b=theirs, unknown=unknown)


def _government(side: Party) -> int | None:
    """Gleditsch-Ward number of the state that a side is an organ of."""
    home: Country | None = countries().get(side.countries[0]) if side.state and side.countries else None
    return None if home is None else home.gw


def _sources(record: Record) -> str:
    """``"Outlet,2026-03-09,Headline"`` for each source, as UCDP writes them."""
    told: Sequence[str] = [
        ",".join(part for part in (s["outlet"], (s["published"] or "")[:10], s["title"]) if part)
        for s in record["sources"]
    ]
    return joined((f'"{text}"' for text in told if text), SOURCES)


def _count_losses(record: Record, latitude: float | None, tally: Tally) -> None:
    if open_range(record, "killed"):
        tally.lossy["with a toll without a lower or upper bound: the nearest known figure stands for it"] += 1
    if latitude is None:
        tally.lossy["without coordinates: latitude, longitude and geom_wkt are empty"] += 1
    if record["rivals"]:
        tally.lossy["with rival perpetrators: only the first is a side"] += 1
