"""The 40 columns of POLECAT's weekly files (PLOVER ontology), one row an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.export.code_lists import columns_of, countries, list_of
from dateline.export.columns import Cell, Record
from dateline.export.crosswalk import Crosswalk, LeftOut, Row, Tally, unasked
from dateline.export.facts import country_of, joined, made_by, outlets, point, when_of
from dateline.export.parties import Party, parties
from dateline.model import PlacePrecision, Status
from dateline.registry import ActorKind

__all__ = ["COLUMNS", "NONE", "polecat_row"]

COLUMNS = columns_of("polecat")
NONE = "None"
"""What POLECAT writes for a missing value."""
STATUSES = frozenset({Status.OCCURRED})
_QUADS: Mapping[str, str] = list_of("polecat")["quads"]
ACTORS = ("perpetrator", "speaker", "participant")
RECIPIENTS = ("target", "victim", "addressee")
_TOWNS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.TOWN})


def polecat_row(record: Record, crosswalk: Crosswalk, tally: Tally | None = None) -> Row | LeftOut:
    """The row of an incident record, or why POLECAT has none. Speech acts are events of PLOVER."""
    asked = replace(crosswalk, asked_types=(record["event_type"],))
    refused = unasked(record, asked, STATUSES)
    if refused is not None:
        return refused
    when = when_of(record)
    if when is None:
        return LeftOut("without a date")
    doing, done_to = parties(record, crosswalk, ACTORS), parties(record, crosswalk, RECIPIENTS)
    if not done_to and len(doing) > 1:
        doing, done_to = doing[:1], doing[1:]
    code = crosswalk.types[record["event_type"]].plover
    if tally is not None and any(record["casualties"].values()):
        tally.lossy["with casualties, for which POLECAT has no column"] += 1
    people, groups = _people(doing + done_to)
    source = record["sources"][0]
    values: tuple[Cell, ...] = (
        f"DTL_{record['incident_id'].removeprefix('b2:')}",
        when.start.isoformat(),
        code.type,
        code.mode,
        None,
        _QUADS[code.type],
        None,
        *_party(doing, record),
        *_party(done_to, record),
        *_place(record),
        joined(outlets(record)) or None,
        (source["published"] or "")[:10] or None,
        joined(people) or None,
        joined(groups) or None,
        None if record["place"] is None else record["place"]["text"],
        None,
        f"Dateline record {record['schema_version']}, {made_by(record)}",
    )
    return dict(zip(COLUMNS, values, strict=True))


def _party(found: list[Party], record: Record) -> tuple[Cell, ...]:
    """The eight columns of the actor or the recipient: the first is named, all sectors are listed."""
    if not found:
        return (None,) * 8
    first = found[0]
    home = countries().get(first.countries[0]) if first.countries else None
    sectors = [party.sector for party in found if party.sector != NONE]
    return (
        joined(party.name for party in found if party.named or party.inter is not None) or None,
        None if home is None else home.iso3,
        None if home is None else home.cow,
        None if first.sector == NONE else first.sector,
        joined(sectors) or None,
        None,
        joined(party.text for party in found),
        None,
    )


def _place(record: Record) -> tuple[Cell, ...]:
    place, country = record["place"], country_of(record)
    if place is None:
        return (None,) * 10
    latitude, longitude = point(record)
    precision = place["precision"]
    return (
        place["name"],
        place["name"] if precision in _TOWNS else None,
        place["name"] if precision == PlacePrecision.DISTRICT else None,
        place["admin1"],
        None if country is None else country.iso3,
        latitude,
        longitude,
        place["geonameid"],
        place["text"],
        precision,
    )


def _people(found: list[Party]) -> tuple[list[str], list[str]]:
    """Names of public figures and of organisations; nobody else is named."""
    named = [party for party in found if party.named and party.kind is not ActorKind.GENERIC]
    people = [party.name for party in named if party.kind is ActorKind.PERSON]
    return people, [party.name for party in named if party.kind is not ActorKind.PERSON]
