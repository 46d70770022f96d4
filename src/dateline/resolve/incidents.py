"""Accounts to incidents. Pure: the order in which accounts come does not matter.

1. prepare each account                       (cases, table)
2. pick the pairs worth comparing             (block)
3. say what forbids or supports each          (score, compare)
4. group what hangs together                  (engine, cluster)
5. sum up each group                          (summary: origins, tolls, doers, where_when, grade, timeline)
6. tell which incidents belong together       (ties, followed, relations)

What people have judged comes in at three places: edits and rejections of accounts before step 1, must-links
and cannot-links in step 4, what was decided of whole incidents after step 5 (judged, ruled_groups).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dateline.model import Account, Document, Incident, Judgement, Verdict, content_id
from dateline.resolve.cases import cases_of
from dateline.resolve.compare import METHOD
from dateline.resolve.engine import explained, resolved_rows
from dateline.resolve.judged import accounts_to_resolve, judged_incidents
from dateline.resolve.relations import relations_of
from dateline.resolve.rulings import Rulings
from dateline.resolve.summary import incident_of
from dateline.resolve.table import CaseTable

__all__ = ["METHOD", "Resolution", "incident_of", "judgement_of", "resolve", "resolve_with_reasons"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Incidents, and one machine judgement for every merge that made them."""

    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...]


def resolve(
    accounts: Iterable[Account], documents: Mapping[str, Document], rulings: Rulings | None = None
) -> tuple[Incident, ...]:
    """The incidents that ``accounts`` tell, each account in exactly one, by earliest account.

    ``documents``, keyed by id, must hold every document behind the accounts. Accounts that a person rejected
    are in none; what ``rulings`` decide goes before what the method finds.
    """
    return resolve_with_reasons(accounts, documents, rulings).incidents


def resolve_with_reasons(
    accounts: Iterable[Account], documents: Mapping[str, Document], rulings: Rulings | None = None
) -> Resolution:
    """:func:`resolve`, with the judgements that explain it; their ``at`` is left to whoever has a clock."""
    rulings = rulings or Rulings()
    cases = cases_of(accounts_to_resolve(accounts, rulings), documents)
    table = CaseTable.of(cases)
    found = resolved_rows(table, rulings)
    groups = sorted(sorted(group) for group in found.groups)
    incidents = [incident_of([cases[index] for index in group]) for group in groups]
    related = relations_of(cases, {i.id: group for i, group in zip(incidents, groups, strict=True)})
    incidents = [replace(i, related=related.get(i.id, ())) for i in incidents]
    return Resolution(
        incidents=judged_incidents(incidents, rulings),
        judgements=tuple(
            judgement_of(table.ids[merge.one], table.ids[merge.other], why)
            for merge, why in explained(table, found.merges)
        ),
    )


def judgement_of(one: str, other: str, why: str) -> Judgement:
    """The machine's judgement that two accounts tell one incident."""
    return Judgement(
        id=content_id([Verdict.SAME.value, one, other, METHOD, why]),
        verdict=Verdict.SAME,
        subject=one,
        object=other,
        by=METHOD,
        at="",
        why=why,
    )
