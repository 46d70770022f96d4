"""Accounts to incidents. Pure: the order in which accounts come does not matter.

1. prepare each account                       (cases, table)
2. pick the pairs worth comparing             (block)
3. say what forbids or supports each          (score, compare)
4. group what hangs together                  (engine, cluster)
5. sum up each group                          (origins, tolls, grade, here)

What people have judged comes in at three places: edits and rejections of accounts before step 1, must-links
and cannot-links in step 4, what was decided of whole incidents after step 5 (judged, ruled_groups).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import (
    Account,
    ActorRef,
    Basis,
    DateInterval,
    DatePrecision,
    Document,
    Incident,
    Judgement,
    PlacePrecision,
    PlaceRef,
    Status,
    Verdict,
    content_id,
)
from dateline.resolve.cases import Case, actor_key, cases_of
from dateline.resolve.compare import METHOD
from dateline.resolve.engine import explained, resolved_rows
from dateline.resolve.grade import grade_of
from dateline.resolve.judged import accounts_to_resolve, judged_incidents
from dateline.resolve.origins import origins_of
from dateline.resolve.rulings import Rulings
from dateline.resolve.table import CaseTable
from dateline.resolve.tolls import tolls_of

__all__ = ["METHOD", "Resolution", "incident_of", "judgement_of", "resolve", "resolve_with_reasons"]

_STATUS_ORDER = (
    Status.OCCURRED,
    Status.CLAIMED,
    Status.ALLEGED,
    Status.ATTEMPTED,
    Status.THREATENED,
    Status.HYPOTHETICAL,
    Status.DENIED,
)
"""The status of an incident is the first of these that an account gives; a denial shows in the grade."""
_PRECISE_DATES = tuple(DatePrecision)
_PRECISE_PLACES = tuple(PlacePrecision)
_BASES = (Basis.TEXT, Basis.EVENT, Basis.DATELINE, Basis.PUBLICATION)


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


def incident_of(cases: Sequence[Case]) -> Incident:
    """``cases`` are in their order, the earliest first; its account gives the id."""
    status = min((case.account.status for case in cases), key=_STATUS_ORDER.index)
    best = max(cases, key=lambda case: _standing(case, status))
    origins = origins_of(cases)
    claimed_by = tuple(dict.fromkeys(case.account.claim.by for case in cases if case.account.claim))
    grade, reason = grade_of(cases, origins, claimed_by)
    return Incident(
        id=content_id(["incident", cases[0].account.id]),
        account_ids=tuple(case.account.id for case in cases),
        best=best.account.id,
        event_type=best.account.event_type,
        status=status,
        grade=grade,
        grade_reason=reason,
        date=_date(best, cases),
        place=_place(best, cases),
        actors=_actors(best, cases),
        casualties=tolls_of(cases),
        claimed_by=claimed_by,
        origins=origins,
        outlets=tuple(dict.fromkeys(case.document.outlet for case in cases if case.document.outlet)),
        document_ids=tuple(dict.fromkeys(case.document.id for case in cases)),
        background=all(case.account.background for case in cases),
    )


def _standing(case: Case, status: Status) -> tuple[object, ...]:
    """What makes an account stand for its incident: its status, a specific type, most told, newest."""
    account = case.account
    fields = {assertion.field for assertion in account.assertions}
    return (
        account.status is status,
        not account.background,
        account.event_type != "armed_attack",  # the type of an attack whose means is not told
        len(fields),
        case.order,
    )


def _date(best: Case, cases: Sequence[Case]) -> DateInterval | None:
    """The most precise date, what the text itself says first; the best account's where no worse."""
    dates = [case.account.date for case in (best, *cases) if case.account.date]
    return min(
        dates,
        key=lambda d: (d.start is None, _BASES.index(d.basis), _PRECISE_DATES.index(d.precision)),
        default=None,
    )


def _place(best: Case, cases: Sequence[Case]) -> PlaceRef | None:
    places = [case.account.place for case in (best, *cases) if case.account.place]
    return min(places, key=lambda place: _PRECISE_PLACES.index(place.precision), default=None)


def _actors(best: Case, cases: Sequence[Case]) -> tuple[ActorRef, ...]:
    """Every actor in every role once, the best account's first; who figures only in a denial is left out."""
    seen: dict[tuple[str, str], ActorRef] = {}
    for case in (best, *cases):
        if case.account.status is Status.DENIED and best.account.status is not Status.DENIED:
            continue
        for actor in case.account.actors:
            seen.setdefault((actor.role.value, actor_key(actor)), actor)
    return tuple(seen.values())
