"""A group of accounts summed up as one incident, every value with the accounts behind it.

Works on one group alone and in one pass over it, so that an incident can be made anew when an account joins.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import ActorRef, Incident, Status, content_id
from dateline.resolve.cases import Case, actor_key
from dateline.resolve.doers import claimants, denials_of, doers_of
from dateline.resolve.grade import Support, grade_of
from dateline.resolve.sources import origin_groups, origin_of_each
from dateline.resolve.timeline import timeline_of
from dateline.resolve.tolls import figures_of, range_of
from dateline.resolve.where_when import date_of, place_of

__all__ = ["STATUS_ORDER", "incident_of"]

STATUS_ORDER = (
    Status.OCCURRED,
    Status.CLAIMED,
    Status.ALLEGED,
    Status.ATTEMPTED,
    Status.THREATENED,
    Status.HYPOTHETICAL,
    Status.DENIED,
)
"""The status of an incident is the first of these that an account gives; a denial shows in the grade."""


def incident_of(cases: Sequence[Case]) -> Incident:
    """The incident of ``cases``, oldest first (:attr:`Case.order`); the oldest account gives the id.

    ``related`` is left empty: it depends on other incidents (:mod:`.relations`).
    """
    if len(cases) == 1:  # what most incidents are, by the hundred thousand
        best = cases[0]
        status = best.account.status
    else:
        status = min((case.account.status for case in cases), key=STATUS_ORDER.index)
        best = max(cases, key=lambda case: _standing(case, status))
    groups = origin_groups(cases)
    origin_of = origin_of_each(groups)
    origins = tuple(group.name for group in groups)
    figures = figures_of(cases, origin_of)
    doers, denials = doers_of(cases), denials_of(cases)
    date, dates = date_of(cases, best, origin_of)
    place, places = place_of(cases, best, origin_of)
    support = Support(cases=cases, origins=origins, doers=doers, denials=denials)
    grade, reason = grade_of(support)
    return Incident(
        id=content_id(["incident", cases[0].account.id]),
        account_ids=tuple(case.account.id for case in cases),
        best=best.account.id,
        event_type=best.account.event_type,
        status=status,
        grade=grade,
        grade_reason=reason,
        date=date,
        place=place,
        actors=_actors(best, cases),
        casualties={kind: range_of(told) for kind, told in figures.items()},
        claimed_by=claimants(cases),
        origins=origins,
        outlets=tuple(dict.fromkeys(case.document.outlet for case in cases if case.document.outlet)),
        document_ids=tuple(dict.fromkeys(case.document.id for case in cases)),
        background=all(case.account.background for case in cases),
        casualties_told=figures,
        doers=doers,
        denials=denials,
        date_alternatives=dates,
        place_alternatives=places,
        origin_groups=groups,
        timeline=timeline_of(cases, origin_of, doers, figures),
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


def _actors(best: Case, cases: Sequence[Case]) -> tuple[ActorRef, ...]:
    """Every actor in every role once, the best account's first; who figures only in a denial is left out."""
    if len(cases) == 1 and len(best.account.of("actor")) < 2:
        return best.account.actors
    seen: dict[tuple[str, str], ActorRef] = {}
    for case in (best, *cases):
        if case.account.status is Status.DENIED and best.account.status is not Status.DENIED:
            continue
        for actor in case.account.actors:
            seen.setdefault((actor.role.value, actor_key(actor)), actor)
    return tuple(seen.values())
