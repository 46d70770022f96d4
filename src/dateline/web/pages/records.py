"""An incident with its documents and all that was judged of it, read by id: a page needs one of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from dateline.codec.judgements import judgement_record
from dateline.codec.shapes import IncidentRecord, JudgementRecord
from dateline.model import Judgement
from dateline.resolve.judgement_log import undone
from dateline.web.pages.marks import file_name
from dateline.web.reading import Desk, Record

__all__ = ["Told", "history_of", "records_of", "told_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An incident as exchange record with the document records behind it, by id."""

    record: IncidentRecord
    documents: Mapping[str, Record]

    def names(self) -> dict[str, str]:
        """Names of files -> the same without their folders: what stands for an outlet that is not known, and
        where it lay on the machine that coded it is nobody's business."""
        files = (document["source_name"] for document in self.documents.values())
        return {name: file_name(name) for name in files if name}


def told_of(desk: Desk, incident_id: str) -> Told | None:
    """The incident with the values and judgements of people in force; ``None``: a run of the coder was cut
    short and its accounts are not whole."""
    record = records_of(desk, [incident_id]).get(incident_id)
    if record is None:
        return None
    wanted = {source["document_id"] for source in record["sources"]}
    wanted |= {tie["document_id"] for tie in record["related"]}
    return Told(record=record, documents=desk.document_records(wanted))


def records_of(desk: Desk, ids: Iterable[str]) -> dict[str, IncidentRecord]:
    """The records of a few incidents, by id; those that are no more are left out."""
    found = desk.incident_records(dict.fromkeys(ids))
    return {record["incident_id"]: cast(IncidentRecord, record) for record in found}


def history_of(desk: Desk, record: IncidentRecord) -> list[JudgementRecord]:
    """Every judgement on the incident or its accounts, oldest first: of methods and people, undone or not."""
    log = desk.store.judgements_of_people()
    gone = undone(log)
    accounts = {account["account_id"] for account in record["accounts"]}
    about = accounts | {record["incident_id"]}
    of_people = [j for j in log if not about.isdisjoint((*j.accounts, *j.others, *j.incidents))]
    told = [*desk.store.judgements_on(accounts), *_with_undoing(of_people, log)]
    return [judgement_record(judgement, gone.get(judgement.id)) for judgement in told]


def _with_undoing(judgements: Iterable[Judgement], log: Iterable[Judgement]) -> Iterator[Judgement]:
    """Those of ``log`` that are among ``judgements`` or undo, or bring back, one of them; in order."""
    known = {judgement.id for judgement in judgements}
    for judgement in log:
        if judgement.id in known or (judgement.kind == "undo" and judgement.subject in known):
            known.add(judgement.id)
            yield judgement
