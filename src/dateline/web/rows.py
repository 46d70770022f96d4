"""The flat rows that the interface serves beside the exchange records, typed for its description."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from dateline.codec.shapes import Review
from dateline.model import Basis, DatePrecision, Grade, PlacePrecision, Status

__all__ = ["ActorRow", "AssertionRow", "FacetRow", "HistoryRow", "PointColumns", "RowRecord", "WeekRow"]


class RowRecord(TypedDict):
    """One incident on a line; ``None`` is unknown, never 0."""

    number: int
    id: str
    headline: str
    event_type: str
    status: Status
    grade: Grade
    review: Review
    background: bool
    first_day: str | None
    last_day: str | None
    date_precision: DatePrecision | None
    date_basis: Basis | None
    week: str | None
    country: str | None
    admin1: str | None
    place: str | None
    precision: PlacePrecision | None
    latitude: float | None
    longitude: float | None
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    injured_low: int | None
    injured_best: int | None
    injured_high: int | None
    doers: list[str]
    targets: list[str]
    claimed_by: list[str]
    accounts: int
    documents: int
    origins: int
    least_confidence: float | None
    conflict: int
    added: str
    changed: str


class PointColumns(TypedDict):
    """Incidents that have a point; the entries of all columns belong together."""

    id: list[str]
    longitude: list[float]
    latitude: list[float]
    precision: list[PlacePrecision]
    event_type: list[str]
    status: list[Status]
    grade: list[Grade]
    review: list[Review]
    killed_best: list[int | None]
    first_day: list[str | None]
    last_day: list[str | None]


class WeekRow(TypedDict):
    """Incidents of one type and status in one week (its Monday; null: the date names no week)."""

    week: str | None
    event_type: str
    status: Status
    incidents: int
    with_figure: int
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None


class FacetRow(TypedDict):
    """One value and how many incidents have it."""

    value: str | None
    incidents: int


class ActorRow(TypedDict):
    """One actor of the registry and how many incidents name it, in whatever role."""

    actor_id: str
    name: str
    kind: str
    countries: list[str]
    aliases: list[str]
    parent: str | None
    branch_of: str | None
    start: int | None
    end: int | None
    incidents: int


class HistoryRow(TypedDict):
    """One thing that became of an incident."""

    incident_id: str
    event: str
    into: list[str]
    by: str
    why: str
    at: str


class AssertionRow(TypedDict):
    """One assertion as it was coded."""

    document_id: str
    account_id: str
    field: str
    kind: str
    value: dict[str, Any]
    spans: list[dict[str, Any]]
    attribution: list[dict[str, Any]]
    method: str
    confidence: float | None
