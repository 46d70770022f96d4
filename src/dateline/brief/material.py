"""What a brief is made from: records of the period, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from dateline.brief.evidence import evidence_of, of_accounts
from dateline.brief.period import Period
from dateline.brief.records import Evidence, Sentence
from dateline.codec.shapes import AccountRecord, IncidentRecord, JudgementRecord
from dateline.export import Record
from dateline.model import Status

__all__ = ["Material", "Writer", "day_of", "inside", "known_days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Records as JSON data, and what the codebook calls the types."""

    period: Period
    records: Sequence[IncidentRecord]
    """Incidents that may have happened in the period, or that a document of it tells, by date; no history,
    and none that a person discounted."""
    judged: Sequence[tuple[JudgementRecord, Sequence[tuple[str, AccountRecord]]]]
    """Judgements of the period, each with the accounts concerned and their incidents."""
    documents: Mapping[str, Record]
    labels: Mapping[str, str]
    families: Mapping[str, str]

    def happened(self) -> list[IncidentRecord]:
        """Incidents whose whole date lies in the period, and that are no statements."""
        return [r for r in self.records if inside(r, self.period) and not self.is_statement(r)]

    def statements(self) -> list[IncidentRecord]:
        """What was said in the period."""
        return [r for r in self.records if inside(r, self.period) and self.is_statement(r)]

    def perhaps(self) -> list[IncidentRecord]:
        """What may have happened in it, or in days around it."""
        return [
            r
            for r in self.records
            if not inside(r, self.period) and overlaps(r, self.period) and not self.is_statement(r)
        ]

    def undated(self) -> list[IncidentRecord]:
        """What documents of the period tell without a day."""
        return [r for r in self.records if not known_days(r)]

    def is_statement(self, record: IncidentRecord) -> bool:
        """Whether it is something said and not done."""
        return self.families.get(record["event_type"]) == "statement"

    def published(self, account: AccountRecord) -> str:
        """Day on which the document of an account was published."""
        return str(self.documents[account["document_id"]]["published"] or "")[:10]


def inside(record: IncidentRecord, period: Period) -> bool:
    """Whether the incident certainly lies in the period."""
    date = record["date"]
    return date is not None and period.holds(date["start"] or "") and period.holds(date["end"] or "")


def known_days(record: IncidentRecord) -> tuple[str, str] | None:
    """Its first and last day, where both are known."""
    date = record["date"]
    return (date["start"], date["end"]) if date and date["start"] and date["end"] else None


def overlaps(record: IncidentRecord, period: Period) -> bool:
    """Whether it may lie in it."""
    days = known_days(record)
    return days is not None and days[0] <= period.last and days[1] >= period.first


def day_of(record: IncidentRecord) -> str:
    """Its first day, to sort by; what has none comes last."""
    date = record["date"]
    return (date["start"] if date else None) or "9999"


class Writer:
    """Numbers sentences and gives each its evidence."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._made = 0

    def on(
        self, record: IncidentRecord, text: str, *, paths: Iterable[str] | None = None, range_: str = ""
    ) -> Sentence:
        """A sentence on one incident; its status, grade and review with it."""
        found = (
            evidence_of(record, self.material.documents)
            if paths is None
            else evidence_of(record, self.material.documents, paths)
        )
        return self._made_of(record, text, found, range_)

    def on_accounts(
        self, record: IncidentRecord, text: str, accounts: Sequence[AccountRecord], paths: tuple[str, ...]
    ) -> Sentence | None:
        """A sentence on what some accounts of an incident say; ``None`` where none of them gives words."""
        documents = self.material.documents
        found = tuple(of_accounts(record["incident_id"], accounts, documents, paths))
        return self._made_of(record, text, found, "") if found else None

    def free(
        self,
        text: str,
        evidence: tuple[Evidence, ...],
        *,
        incidents: tuple[str, ...],
        machine: bool,
        grade: str = "",
        notes: tuple[str, ...] = (),
    ) -> Sentence:
        """A sentence on several incidents."""
        self._made += 1
        return Sentence(
            id=f"s{self._made}",
            text=text,
            evidence=evidence,
            incidents=incidents,
            grade=grade,
            machine=machine,
            notes=notes,
        )

    def _made_of(
        self, record: IncidentRecord, text: str, evidence: tuple[Evidence, ...], range_: str
    ) -> Sentence:
        self._made += 1
        return Sentence(
            id=f"s{self._made}",
            text=text,
            evidence=evidence,
            incidents=(record["incident_id"],),
            status=Status(record["status"]).value,
            grade=str(cast(str, record["grade"])),
            grade_reason=record["grade_reason"],
            range=range_,
            machine=record["machine"],
        )
