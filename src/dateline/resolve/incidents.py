"""Accounts to incidents. Pure: the order in which accounts come does not matter.

1. prepare each account                       (cases)
2. pick the pairs worth comparing             (block)
3. say what forbids or supports each          (score)
4. group, strongest link first                (cluster)
5. sum up each group                          (summary: origins, tolls, doers, where_when, grade, timeline)
6. tell which incidents belong together       (ties, relations)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.model import Account, Document, Incident, Judgement, Verdict, content_id
from dateline.resolve.cases import Case, cases_of
from dateline.resolve.cluster import Link, clusters, links_between
from dateline.resolve.relations import relations_of
from dateline.resolve.summary import incident_of

__all__ = ["METHOD", "Resolution", "resolve", "resolve_with_reasons"]

METHOD = "resolve@1"
"""Raised when a rule changes which accounts are merged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Incidents, and one machine judgement for every merge that made them."""

    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...]


def resolve(accounts: Iterable[Account], documents: Mapping[str, Document]) -> tuple[Incident, ...]:
    """The incidents that ``accounts`` tell, each account in exactly one, by earliest account.

    ``documents``, keyed by id, must hold every document behind the accounts.
    """
    return resolve_with_reasons(accounts, documents).incidents


def resolve_with_reasons(accounts: Iterable[Account], documents: Mapping[str, Document]) -> Resolution:
    """:func:`resolve`, with the judgements that explain it; their ``at`` is left to whoever has a clock."""
    cases = cases_of(accounts, documents)
    groups, used = clusters(cases, links_between(cases))
    incidents = [incident_of([cases[index] for index in group]) for group in groups]
    related = relations_of(cases, {i.id: group for i, group in zip(incidents, groups, strict=True)})
    return Resolution(
        incidents=tuple(replace(i, related=related[i.id]) if i.id in related else i for i in incidents),
        judgements=tuple(_judgement(cases, link) for link in used),
    )


def _judgement(cases: Sequence[Case], link: Link) -> Judgement:
    one, other = cases[link.one].account.id, cases[link.other].account.id
    return Judgement(
        id=content_id([Verdict.SAME.value, one, other, METHOD, link.why]),
        verdict=Verdict.SAME,
        subject=one,
        object=other,
        by=METHOD,
        at="",
        why=link.why,
    )
