"""The records of what documents say about actors, and of an actor's dossier, typed.

As in :mod:`.shapes`: fields may be added, never renamed; ``None`` is unknown.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from dateline.codec.shapes import AttributionRecord, DateRecord, SpanRecord
from dateline.model import ActorFact, Status

__all__ = ["ActorAssertionRecord", "DossierLineRecord", "DossierRecord", "PartyRecord", "Section"]

Section = Literal[
    "name", "role", "tie", "membership", "leadership", "stance", "done", "suffered", "said", "heard"
]
"""What a line of a dossier tells of its actor. ``done`` and ``suffered`` are incidents, ``said`` and
``heard`` speech acts by and to the actor; the others are assertions about it."""


class PartyRecord(TypedDict):
    """A person or group: the words that name it, and the registry actor."""

    text: str
    actor_id: str | None
    name: str | None


class ActorAssertionRecord(TypedDict):
    """What one document says about an actor."""

    assertion_id: str
    document_id: str
    kind: ActorFact
    relation: str
    subject: PartyRecord
    object: PartyRecord | None
    title: str | None
    status: Status
    ended: bool
    date: DateRecord | None
    evidence: list[tuple[int, int]]
    evidence_elsewhere: list[SpanRecord]
    attribution: list[AttributionRecord]
    method: str
    confidence: float | None
    schema_version: int


class DossierLineRecord(TypedDict):
    """One thing in the history of an actor, with its sentence and source."""

    section: Section
    text: str
    date: DateRecord | None
    status: Status
    sentence: str
    evidence: list[tuple[int, int]]
    document_id: str
    source: str
    published: str | None
    attribution: list[AttributionRecord]
    record_id: str
    documents: int
    changed: str | None


class DossierRecord(TypedDict):
    """The history of one person or group as the documents of a store tell it, in order of time."""

    actor: PartyRecord
    actor_kind: str | None
    countries: list[str]
    lines: list[DossierLineRecord]
    machine: bool
    schema_version: int
