"""Every field of an incident with every assertion of it, rival values side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.codec.shapes import AccountRecord
from dateline.export.columns import Record
from dateline.export.fields import FieldRow, field_rows, made_by_text
from dateline.web.pages.marks import Excerpt, anchor_of, excerpt_of, kind_of
from dateline.web.pages.records import Told

__all__ = ["Choice", "FieldView", "Telling", "fields_of"]

ORDER = (
    "event",
    "status",
    "date",
    "place",
    "perpetrator",
    "target",
    "victim",
    "participant",
    "speaker",
    "addressee",
)
"""Labels in the order in which people ask; the others follow as they come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One assertion: who says so where, on which words, and what read it."""

    account_id: str
    document_id: str
    day: str
    outlet: str
    origin: str
    speakers: str
    made_by: str
    reviewed: bool
    anchor: str
    """Of its first words in the article."""
    excerpts: tuple[Excerpt, ...]
    rival: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value that is told, with everyone who tells it. ``shown`` is the incident's own."""

    value: str
    tellings: tuple[Telling, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field with the values that rival each other for it, most told first."""

    label: str
    kind: str
    choices: tuple[Choice, ...]


def fields_of(told: Told) -> tuple[FieldView, ...]:
    """Every field that any account gives."""
    found: dict[str, dict[str, list[Telling]]] = {}
    kinds: dict[str, str] = {}
    groups = _groups(told)
    for account in told.record["accounts"]:
        document = told.documents[account["document_id"]]
        for row in field_rows(account):
            kinds.setdefault(row.label, kind_of(row.path))
            telling = _telling(row, account, document, groups)
            found.setdefault(row.label, {}).setdefault(row.value, []).append(telling)
    labels = sorted(found, key=lambda label: ORDER.index(label) if label in ORDER else len(ORDER))
    return tuple(
        FieldView(label=label, kind=kinds[label], choices=tuple(_choices(found[label]))) for label in labels
    )


def _choices(values: Mapping[str, list[Telling]]) -> Iterator[Choice]:
    for value, tellings in sorted(values.items(), key=lambda item: -_origins(item[1])):
        yield Choice(value=value, tellings=tuple(tellings), origins=_origins(tellings))


def _origins(tellings: list[Telling]) -> int:
    return len({telling.origin for telling in tellings})


def _groups(told: Told) -> dict[str, str]:
    """Document -> the newsroom that it goes back to."""
    names = told.names()
    groups = ((names.get(group["name"], group["name"]), group) for group in told.record["origin_groups"])
    return {id_: name for name, group in groups for id_ in group["document_ids"]}


def _telling(row: FieldRow, account: AccountRecord, document: Record, groups: Mapping[str, str]) -> Telling:
    outlet = document["outlet"] or ""
    return Telling(
        account_id=account["account_id"],
        document_id=account["document_id"],
        day=(document["published"] or "")[:10],
        outlet=outlet,
        origin=groups.get(account["document_id"]) or document["origin"] or outlet or account["document_id"],
        speakers=row.speakers,
        made_by=made_by_text(row.method, row.confidence),
        reviewed=account["review"] == "reviewed" or row.method.startswith("person:"),
        anchor=anchor_of(row.where[0]) if row.where else "",
        excerpts=tuple(excerpt_of(where, document) for where in row.where),
        rival=row.rival,
    )
