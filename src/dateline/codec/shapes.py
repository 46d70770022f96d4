"""The exchange record, typed: the dictionaries that every export, the API and the JSON Schema share.

A field may be added here, never renamed or taken away: other people's scripts read these records. All
fields are always present; ``None`` is unknown, never 0 and never "".
"""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from dateline.model import (
    Basis,
    DatePrecision,
    Grade,
    OriginWhy,
    PlacePrecision,
    RelationKind,
    Role,
    SayingKind,
    SpeakerKind,
    Status,
    Verdict,
)

__all__ = [
    "SCHEMA_VERSION",
    "AccountRecord",
    "ActorRecord",
    "AttributionRecord",
    "BeforeRecord",
    "CasualtiesRecord",
    "ChangeRecord",
    "ClaimRecord",
    "CorrectionRecord",
    "CountRecord",
    "DateRecord",
    "DateToldRecord",
    "DocumentRecord",
    "DoerRecord",
    "Evidence",
    "FigureRecord",
    "IncidentHeadRecord",
    "IncidentRecord",
    "IncidentViewRecord",
    "JudgementRecord",
    "OriginGroupRecord",
    "OriginMemberRecord",
    "OtherValueRecord",
    "PlaceRecord",
    "PlaceToldRecord",
    "ProvenanceRecord",
    "RangeRecord",
    "RangesRecord",
    "RelationRecord",
    "Review",
    "SayingRecord",
    "SideRecord",
    "SourceRecord",
    "SpanRecord",
    "StatementRecord",
    "StepRecord",
]

SCHEMA_VERSION = 2
"""Raised when a field changes its meaning; added fields leave it alone."""

Review = Literal["machine", "reviewed"]
"""``machine`` until a person has decided on every value; nothing machine-made is shown as verified."""

Evidence = dict[str, list[tuple[int, int]]]
"""Field path (``place``, ``actors.0``, ``casualties.killed``) -> half-open ranges into the body."""


class SpanRecord(TypedDict):
    """A range in a part of the document other than its body."""

    part: str
    start: int
    end: int
    quote: str


class AttributionRecord(TypedDict):
    """One link of the chain of who says so."""

    speaker: str
    kind: SpeakerKind
    actor_id: str | None


class SideRecord(TypedDict):
    """A count for one side."""

    low: int | None
    high: int | None
    of: str


class CountRecord(TypedDict):
    """A number as told; ``ambiguous`` where the words leave the reading open."""

    low: int | None
    high: int | None
    text: str
    ambiguous: bool
    sides: list[SideRecord]


class CasualtiesRecord(TypedDict):
    """Counts of harm; ``None`` where the document does not say."""

    killed: CountRecord | None
    injured: CountRecord | None
    abducted: CountRecord | None
    arrested: CountRecord | None
    killed_or_injured: CountRecord | None
    perpetrators_killed: CountRecord | None


class DateRecord(TypedDict):
    """When: ISO days, both inclusive."""

    start: str | None
    end: str | None
    precision: DatePrecision
    basis: Basis
    text: str


class PlaceRecord(TypedDict):
    """Where; no coordinates where only a country or region is known."""

    text: str
    name: str | None
    geonameid: int | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision


class ActorRecord(TypedDict):
    """Who, in which role."""

    role: Role
    text: str
    actor_id: str | None
    name: str | None


class ClaimRecord(TypedDict):
    """A claim of responsibility."""

    by: str
    mode: str | None


class StatementRecord(TypedDict):
    """The speech act of a statement account."""

    speaker: str | None
    organisation: str | None
    medium: str | None
    addressee: str | None


class ProvenanceRecord(TypedDict):
    """On whose word one value rests, what made it and how likely it is right (0 to 1)."""

    attribution: list[AttributionRecord]
    method: str
    confidence: float | None


class OtherValueRecord(ProvenanceRecord):
    """A value of the same document that rivals the one shown (a second toll, a second place).

    ``kind`` names the record that ``value`` holds, ``field`` the field it would stand in.
    """

    field: str
    kind: str
    value: dict[str, object]
    evidence: list[tuple[int, int]]
    evidence_elsewhere: list[SpanRecord]


class JudgementRecord(TypedDict):
    """One judgement of a person (or, with no number, of a method). ``undone_by`` is what takes it back."""

    judgement_id: str
    number: int | None
    kind: str
    verdict: Verdict
    level: str | None
    subject: str
    object: str | None
    accounts: list[str]
    others: list[str]
    incidents: list[str]
    field: str | None
    values: list[dict[str, object]]
    was: list[dict[str, object]]
    by: str
    at: str
    why: str
    undone_by: str | None


class AccountRecord(TypedDict):
    """One account. ``evidence`` offsets are into the body of the document record."""

    account_id: str
    document_id: str
    incident_id: str | None
    event_type: str
    status: Status
    count: int
    date: DateRecord | None
    place: PlaceRecord | None
    actors: list[ActorRecord]
    casualties: CasualtiesRecord
    weapon: str | None
    claim: ClaimRecord | None
    statement: StatementRecord | None
    attribution: list[AttributionRecord]
    confidence: float | None
    evidence: Evidence
    evidence_elsewhere: dict[str, list[SpanRecord]]
    provenance: dict[str, ProvenanceRecord]
    other_values: list[OtherValueRecord]
    count_range: CountRecord | None
    background: bool
    machine: bool
    review: Review
    judgements: list[JudgementRecord]
    method: str
    schema_version: int


class RangeRecord(TypedDict):
    """One kind of harm over all accounts of an incident."""

    low: int | None
    best: int | None
    high: int | None


class RangesRecord(TypedDict):
    """Harm over all accounts of an incident; ``None`` where no account says."""

    killed: RangeRecord | None
    injured: RangeRecord | None
    abducted: RangeRecord | None
    arrested: RangeRecord | None
    killed_or_injured: RangeRecord | None
    perpetrators_killed: RangeRecord | None


class SourceRecord(TypedDict):
    """One document behind an incident."""

    document_id: str
    title: str | None
    outlet: str | None
    origin: str | None
    url: str | None
    published: str | None


class FigureRecord(TypedDict):
    """One account's figure for one kind of harm; its words are those of the account's value."""

    account_id: str
    low: int | None
    high: int | None
    text: str
    choice: int
    ambiguous: bool
    own_word: bool
    best: bool
    sides: list[SideRecord]


class SayingRecord(TypedDict):
    """One account's word on who did it."""

    kind: SayingKind
    by: str
    account_id: str
    attribution: list[AttributionRecord]
    mode: str | None


class DoerRecord(TypedDict):
    """Somebody told to have done it, with every account's word on it, oldest first."""

    text: str
    actor_id: str | None
    name: str | None
    rival: bool
    sayings: list[SayingRecord]


class DateToldRecord(TypedDict):
    """A date that accounts give."""

    date: DateRecord
    account_ids: list[str]


class PlaceToldRecord(TypedDict):
    """A place that accounts give."""

    place: PlaceRecord
    account_ids: list[str]


class OriginMemberRecord(TypedDict):
    """Why a document goes back to its origin."""

    document_id: str
    why: OriginWhy
    of: str
    span: SpanRecord | None
    words: int | None


class OriginGroupRecord(TypedDict):
    """Documents that go back to one newsroom."""

    name: str
    document_ids: list[str]
    members: list[OriginMemberRecord]


class ChangeRecord(TypedDict):
    """One thing that a document newly gave or changed, in words for people."""

    field: str
    was: str | None
    now: str
    account_id: str


class StepRecord(TypedDict):
    """One document in the history of an incident."""

    document_id: str
    published: str
    origin: str
    copy: bool
    account_ids: list[str]
    changes: list[ChangeRecord]


class RelationRecord(TypedDict):
    """A tie to another incident, with the words that tell it."""

    kind: RelationKind
    follows: bool
    incident_id: str
    account_id: str
    document_id: str
    spans: list[SpanRecord]
    attribution: list[AttributionRecord]


class IncidentHeadRecord(TypedDict):
    """The values of an incident and its accounts."""

    incident_id: str
    event_type: str
    status: Status
    count: int
    date: DateRecord | None
    place: PlaceRecord | None
    actors: list[ActorRecord]
    casualties: RangesRecord
    weapon: str | None
    claim: ClaimRecord | None
    statement: StatementRecord | None
    attribution: list[AttributionRecord]
    confidence: float | None
    grade: Grade
    grade_reason: str
    claimed_by: list[str]
    best_account: str
    accounts: list[AccountRecord]
    origins: list[str]
    outlets: list[str]
    sources: list[SourceRecord]
    background: bool


class IncidentViewRecord(TypedDict):
    """What the values of an incident rest on."""

    casualties_told: dict[str, list[FigureRecord]]
    doers: list[DoerRecord]
    rivals: list[str]
    claims: list[SayingRecord]
    denials: list[SayingRecord]
    date_alternatives: list[DateToldRecord]
    place_alternatives: list[PlaceToldRecord]
    origin_groups: list[OriginGroupRecord]
    timeline: list[StepRecord]
    related: list[RelationRecord]


class IncidentRecord(IncidentHeadRecord, IncidentViewRecord):
    """One incident with its accounts whole, so that each value resolves to its words."""

    machine: bool
    review: Review
    judgements: list[JudgementRecord]
    schema_version: int


class DocumentRecord(TypedDict):
    """One document: every part, so that spans into any part resolve. The text is the user's own copy."""

    document_id: str
    source_name: str | None
    media_type: str | None
    raw_hash: str | None
    title: str | None
    byline: str | None
    dateline: str | None
    published: str | None
    outlet: str | None
    origin: str | None
    url: str | None
    language: str | None
    body: str
    schema_version: int


class BeforeRecord(TypedDict):
    """What a machine had coded before a person edited it."""

    event_type: str
    status: Status


class CorrectionRecord(TypedDict):
    """One account that a person decided on, as `dateline train --corrections` reads it.

    An account record with the right values and what was decided, and with the text of its document or the
    sentences that tell it. The fields of the account record that are not listed here may stand and are
    passed over.
    """

    account_id: str
    document_id: str
    event_type: str
    status: Status
    evidence: Evidence
    review: Literal["reviewed"]
    verdict: Verdict
    was: NotRequired[BeforeRecord | None]
    body: NotRequired[str | None]
    sentences: NotRequired[list[str] | None]
