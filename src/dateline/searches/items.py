"""What a saved search found: incidents as short items, newest told first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from dateline.codec import document_record
from dateline.codec.shapes import IncidentRecord
from dateline.export import Filters, Record, headline, matches
from dateline.export.excerpt import one_line
from dateline.export.fields import chain_text
from dateline.indexing import incident_records
from dateline.store import Store

__all__ = ["Item", "items_of"]

AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One incident as a feed or a digest tells it. No text of a document is in it but names."""

    incident_id: str
    title: str
    """Status, type, place, day and tolls in one line."""
    summary: str
    """Grade with its reason, on whose word, and whether it is machine-made."""
    learned: str
    """When its newest document was read, UTC."""
    machine: bool
    sources: tuple[str, ...]
    """Addresses of its documents."""


def items_of(
    store: Store, filters: Filters, learned: Mapping[str, str], *, limit: int | None = None
) -> list[Item]:
    """The items of incidents in ``learned`` (id -> when, newest first) that pass ``filters``, at most
    ``limit``.

    Read a few hundred at a time: of a large record only as many as the limit needs.
    """
    found: list[Item] = []
    waiting = list(learned)
    while waiting and (limit is None or len(found) < limit):
        piece, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        records = [r for r in incident_records(store, piece) if not r["background"]]
        wanted = {source["document_id"] for record in records for source in record["sources"]}
        documents = {
            id_: cast(Record, document_record(d)) for id_, d in store.documents_among(wanted).items()
        }
        passing = (cast(IncidentRecord, r) for r in records if matches(r, filters, documents))
        found += [_item(record, learned[record["incident_id"]]) for record in passing]
    return found if limit is None else found[:limit]


def _item(record: IncidentRecord, learned: str) -> Item:
    word = chain_text(record["attribution"]) or ", ".join(record["outlets"])
    review = "machine-made, not reviewed" if record["machine"] else "reviewed"
    parts = [f"{record['grade']}: {record['grade_reason']}", f"on the word of {word}" if word else "", review]
    urls = (source["url"] for source in record["sources"])
    return Item(
        incident_id=record["incident_id"],
        title=one_line(f"{str(record['status']).capitalize()}: {headline(record)}"),
        summary=one_line(". ".join(part for part in parts if part)),
        learned=learned,
        machine=record["machine"],
        sources=tuple(dict.fromkeys(url for url in urls if url)),
    )
