"""The words behind values of an incident, as a brief carries them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dateline.brief.records import Evidence
from dateline.codec.shapes import AccountRecord, IncidentRecord
from dateline.export import Record
from dateline.model import BODY

__all__ = ["evidence_of", "of_accounts"]

MOST_ACCOUNTS = 8
"""Accounts of one incident that a sentence lists; further ones repeat them, and stand in the record."""
TELLING = ("event_type", "status")
SHOWN = ("date", "place", "actors", "casualties", "claim", "count")
"""First steps of the paths whose values a sentence on an incident tells."""


def evidence_of(
    record: IncidentRecord, documents: Mapping[str, Record], paths: Iterable[str] = (*TELLING, *SHOWN)
) -> tuple[Evidence, ...]:
    """The words of the account that stands for the incident, then of the others, for ``paths``."""
    best = record["best_account"]
    ordered = sorted(record["accounts"], key=lambda account: account["account_id"] != best)
    wanted = tuple(paths)
    return tuple(of_accounts(record["incident_id"], ordered[:MOST_ACCOUNTS], documents, wanted))


def of_accounts(
    incident_id: str,
    accounts: Iterable[AccountRecord],
    documents: Mapping[str, Record],
    paths: tuple[str, ...],
) -> Iterator[Evidence]:
    """The words of these accounts for ``paths``: a whole path, or its first step."""
    for account in accounts:
        document = documents[account["document_id"]]
        for path, part, start, end in _spans(account, paths):
            text = str(document["body"] if part == BODY else document[part])
            yield Evidence(
                incident_id=incident_id,
                account_id=account["account_id"],
                document_id=account["document_id"],
                field=path,
                part=part,
                start=start,
                end=end,
                quote=text[start:end],
            )


def _spans(account: AccountRecord, paths: tuple[str, ...]) -> Iterator[tuple[str, str, int, int]]:
    def wanted(path: str) -> bool:
        return path in paths or path.partition(".")[0] in paths

    for path, ranges in account["evidence"].items():
        if wanted(path):
            for start, end in ranges:
                yield path, BODY, start, end
    for path, spans in account["evidence_elsewhere"].items():
        if wanted(path):
            for span in spans:
                yield path, span["part"], span["start"], span["end"]
