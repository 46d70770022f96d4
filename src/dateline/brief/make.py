"""A brief of a store: reads what the days touch, and has the sections written.

1. the incidents of the period, and of as many days before, as exchange records that pass the filters
2. sections, each sentence with its words                            (:mod:`.sections`)
3. what changed, by the tests of :mod:`dateline.changes`             (:mod:`.turns`)
4. totals of both periods, points of the map, and the sentences around the words for showing
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from dateline.brief.material import Material, Writer, day_of
from dateline.brief.period import Period
from dateline.brief.records import Brief, Evidence, Totals
from dateline.brief.sections import sections_of
from dateline.brief.speech import said_by
from dateline.brief.totals import points_of, totals_of
from dateline.brief.turns import turn_section
from dateline.changes import changes_at, counted, kept_facts
from dateline.codebook import Codebook
from dateline.codec import document_record
from dateline.codec.shapes import IncidentRecord
from dateline.export import Filters, Record, matches
from dateline.export.excerpt import one_line, sentence_around
from dateline.indexing import incident_records
from dateline.judging.judged_lately import judged_between
from dateline.model import BODY, Grade
from dateline.store import Store

__all__ = ["make_brief"]

LONGEST_QUOTE = 400
"""Characters of a sentence that is shown around its words; the words themselves are always whole."""


def make_brief(
    store: Store,
    period: Period,
    *,
    filters: Filters | None = None,
    codebook: Codebook,
    against: Totals | None = None,
) -> Brief:
    """The brief of ``period``; compared with ``against``, or with as many days before it.

    Raises:
        UsageError: a filter cannot be asked of a brief.
    """
    asked = filters or Filters()
    asked.check("incident")
    labels = {name: entry.label for name, entry in codebook.types.items()}
    families = {name: str(entry.family) for name, entry in codebook.types.items()}
    facts, by_day = store.facts(), store.documents_by_day()

    def material(of: Period) -> Material:
        records, documents = _read(store, store.touching(of.first, of.last))
        judged = judged_between(store, of.first, of.last)
        theirs = _documents(store, {account["document_id"] for _, told in judged for _, account in told})
        return Material(
            period=of,
            records=sorted(
                (
                    r
                    for r in records
                    if r["grade"] != Grade.DISCOUNTED and matches(cast(Record, r), asked, documents)
                ),
                key=lambda record: (day_of(record), record["incident_id"]),
            ),
            judged=[
                (judgement, told)
                for judgement, told in judged
                if any(matches(cast(Record, account), asked, theirs) for _, account in told)
            ],
            documents={**documents, **theirs},
            labels=labels,
            families=families,
        )

    now = material(period)
    writer = Writer(now)
    sections = [*sections_of(now, said_by(facts, families), writer)]
    # Facts cannot answer what needs documents; a section over more than was asked for would mislead.
    answerable = not (asked.text or asked.review)
    kept = kept_facts(facts, asked) if answerable else []
    found = changes_at(counted(kept, by_day, families), period.last)
    behind = {id_ for finding in found.findings for id_ in finding.incidents}
    their_records, their_documents = _read(store, sorted(behind))
    turns = turn_section(found, {r["incident_id"]: r for r in their_records}, their_documents, writer)
    if turns is not None:
        sections.insert(0, turns)
    documents = {**now.documents, **their_documents}
    before = against
    if before is None:
        before = totals_of(material(period.before), _published(by_day, period.before))
    points, only_country, unplaced = points_of(now)
    evidence = [one for section in sections for sentence in section.sentences for one in sentence.evidence]
    return Brief(
        title=f"Brief, {period.first} to {period.last}",
        period=period,
        filters=asked.to_query(),
        totals=totals_of(now, _published(by_day, period)),
        before=before,
        sections=tuple(sections),
        points=points,
        only_country=only_country,
        unplaced=unplaced,
        quotes={quote_key(one): _around(one, documents) for one in evidence if one.part == BODY},
        documents={one.document_id: _head(documents[one.document_id]) for one in evidence},
    )


def _read(store: Store, ids: Iterable[str]) -> tuple[list[IncidentRecord], dict[str, Record]]:
    """The records of incidents that are no history, and of their documents."""
    records = [cast(IncidentRecord, r) for r in incident_records(store, ids) if not r["background"]]
    return records, _documents(store, {s["document_id"] for r in records for s in r["sources"]})


def _documents(store: Store, ids: Iterable[str]) -> dict[str, Record]:
    return {id_: cast(Record, document_record(d)) for id_, d in store.documents_among(ids).items()}


def quote_key(one: Evidence) -> str:
    """The name that the sentence around some words is kept under."""
    return f"{one.document_id}/{one.start}/{one.end}"


def _published(by_day: Mapping[str, int], period: Period) -> int:
    return sum(count for day, count in by_day.items() if period.holds(day))


def _around(one: Evidence, documents: Mapping[str, Record]) -> str:
    """The sentence around the words; a long one is cut on both sides of them."""
    body = str(documents[one.document_id]["body"])
    low, high = sentence_around(body, one.start, one.end)
    spare = max(LONGEST_QUOTE - (one.end - one.start), 0) // 2
    cut_low, cut_high = max(low, one.start - spare), min(high, one.end + spare)
    return (
        ("… " if cut_low > low else "") + one_line(body[cut_low:cut_high]) + (" …" if cut_high < high else "")
    )


def _head(document: Record) -> dict[str, str]:
    shown: dict[str, Any] = {
        name: document[name] or "" for name in ("outlet", "published", "url", "title", "source_name")
    }
    return {name: one_line(str(value)) for name, value in shown.items()}
