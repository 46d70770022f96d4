"""Incidents that belong together and are not one: an arrest over an attack, a claim of it, a count of many.

The words decide. A tie that a sentence tells (:mod:`.ties`) is followed to the event it speaks of:

1. to an account of the same document whose own words stand right behind the tying words;
2. else, for "the attack" and "Monday's bombing", to the only fitting event that the document told before;
3. else to the only fitting event of other documents at the same place or by the same doer, in the two months
   before, with the day that the words name.

Where two events fit, none is taken. A count of events ("five bombings in Rava in March") holds the events of
its kind in its time and place, by its doer where it names one. Nothing is made of nearness alone.

The work for one account depends on its neighbourhood only: two accounts can be related only when they share a
key of :func:`keys_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.model import Relation
from dateline.resolve.cases import Case
from dateline.resolve.followed import Found, Near, keys_elsewhere
from dateline.resolve.ties import ties_of

__all__ = ["follows_others", "found_ties", "keys_of", "put_together", "relations_of"]


def keys_of(case: Case) -> frozenset[str]:
    """What two accounts must share one of to be related: a document, a place, a named doer, a province."""
    return frozenset([f"document {case.document.id}", *keys_elsewhere(case)])


def relations_of(
    cases: Sequence[Case], incidents: Mapping[str, Sequence[int]]
) -> dict[str, tuple[Relation, ...]]:
    """Incident id -> its relations to the others, for every incident that has any.

    ``incidents`` gives each incident's accounts as indices into ``cases``. The relations of an incident are
    right when ``cases`` hold every account that shares a key (:func:`keys_of`) with one of its own, and those
    that share one with these (of two events that fit a follow-up, none is taken); what else they hold makes
    no difference.
    """
    incident_of = {index: id_ for id_, group in incidents.items() for index in group}
    return put_together(found_ties(cases, incident_of), cases, incident_of)


def follows_others(case: Case) -> bool:
    """Whether the account alone may tell a tie: its sentences have tying words, or it counts events."""
    return case.number > 1 or next(ties_of(case), None) is not None


def found_ties(cases: Sequence[Case], incident_of: Mapping[int, str]) -> list[Found]:
    """The ties of two accounts that are of two incidents; those of a follower are right when ``cases`` hold
    every account that shares a key with it. ``incident_of``: index of an account -> its incident."""
    return [
        tie for tie in _all_ties(cases, incident_of) if incident_of[tie.follower] != incident_of[tie.event]
    ]


def put_together(
    found: Iterable[Found], cases: Sequence[Case], incident_of: Mapping[int, str]
) -> dict[str, tuple[Relation, ...]]:
    """Incident id -> its relations, from ties of accounts: each told once a document, in order of telling."""
    told = sorted(
        found, key=lambda tie: (cases[tie.follower].order, tie.spans, tie.kind, cases[tie.event].order)
    )
    related: dict[str, dict[tuple[object, ...], Relation]] = {}
    for tie in told:
        teller = cases[tie.follower].account
        one, other = incident_of[tie.follower], incident_of[tie.event]
        for mine, theirs, follows in ((one, other, True), (other, one, False)):
            relation = Relation(
                kind=tie.kind,
                follows=follows,
                incident_id=theirs,
                account_id=teller.id,
                document_id=teller.document_id,
                spans=tie.spans,
                attribution=teller.attribution,
            )
            told_before = (tie.kind, follows, theirs, teller.document_id)
            related.setdefault(mine, {}).setdefault(told_before, relation)
    return {id_: tuple(rows.values()) for id_, rows in related.items()}


def _all_ties(cases: Sequence[Case], incident_of: Mapping[int, str]) -> Iterator[Found]:
    here: dict[str, list[int]] = {}
    by_key: dict[str, list[tuple[int, int]]] = {}
    followers = []
    for index, case in enumerate(cases):
        if index not in incident_of:
            continue
        here.setdefault(case.document.id, []).append(index)
        if case.days is not None:
            for key in keys_elsewhere(case):
                by_key.setdefault(key, []).append((case.days.first, index))
        ties = list(ties_of(case))
        if ties or case.number > 1:
            followers.append((index, ties))
    for days in by_key.values():
        days.sort()
    near = Near(cases, incident_of, here, by_key)
    for index, ties in followers:
        case = cases[index]
        for tie in ties:
            found = near.event_of(index, tie)
            if found is not None:
                event, end = found
                yield Found(tie.kind, index, event, (case.document.span(tie.start, end),))
        if case.number > 1:
            yield from near.counted(index)
