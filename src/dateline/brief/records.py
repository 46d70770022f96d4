"""What a brief is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.brief.period import Period
from dateline.errors import SpanError

__all__ = ["Brief", "Evidence", "MapPoint", "Section", "Sentence", "Totals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that a sentence rests on: ``part[start:end] == quote`` in the document."""

    incident_id: str
    account_id: str
    document_id: str
    field: str
    part: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One thing said. ``status``, ``grade`` and ``range`` are ``""`` where there is none to give.

    Raises:
        SpanError: it rests on no words.
    """

    id: str
    text: str
    evidence: tuple[Evidence, ...]
    incidents: tuple[str, ...]
    status: str = ""
    grade: str = ""
    grade_reason: str = ""
    range: str = ""
    """The toll as low, best and high, in words."""
    machine: bool = True
    """Whether no person has reviewed all that it says."""
    notes: tuple[str, ...] = ()
    """What would explain it away."""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise SpanError(f"the sentence {self.text!r} rests on no words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Sentences under a heading; ``note`` says by what rule they stand here."""

    id: str
    title: str
    note: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Counts of a period. Statuses stand apart and are never added up."""

    period: Period
    documents: int
    """Documents published then, whether or not they tell anything."""
    statuses: Mapping[str, int]
    countries: Mapping[str, int]
    """Of incidents that occurred and are no statements."""
    types: Mapping[str, int]
    days: Mapping[str, int]
    """ISO day -> incidents that occurred, of those known to the day."""
    statements: int
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    """Sums over incidents that occurred and have a figure; ``None``: none has."""
    killed_open: int
    """Of these, how many have no upper bound: the high sum is a least figure too."""
    killed_unknown: int
    """Incidents of violence that occurred and have no figure: unknown is not 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """One place on the map. A country or a region is never one."""

    longitude: float
    latitude: float
    precision: str
    label: str
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A whole brief."""

    title: str
    period: Period
    filters: Mapping[str, str]
    totals: Totals
    before: Totals
    sections: tuple[Section, ...]
    points: tuple[MapPoint, ...]
    only_country: Mapping[str, int]
    """Country code -> incidents of which no nearer place is told; never drawn as points."""
    unplaced: int
    quotes: Mapping[str, str] = field(default_factory=dict)
    """``document/start/end`` of body spans -> the sentence around, for showing."""
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Document id -> outlet, published, url, title; of those that are evidence."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All, in order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)
