"""Incidents that belong together and are not one: an arrest over an attack, a claim of it, a count that holds it.

The words decide. A tie that a sentence tells (:mod:`.ties`) is followed to the event it speaks of:

1. to an account of the same document whose own words stand right behind the tying words;
2. else, for "the attack" and "Monday's bombing", to the only fitting event that the same document told before;
3. else to the only fitting event of other documents at the same place or by the same doer, in the two months
   before, with the day that the words name.

Where two events fit, none is taken. A count of events ("five bombings in Rava in March") holds the events of its
kind in its time and place, by its doer where it names one. Nothing is made of nearness alone.

The work for one account depends on its neighbourhood only: two accounts can be related only when they share a key
of :func:`keys_of`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import BODY, Account, Basis, PlaceRef, Relation, RelationKind, Span, Status
from dateline.resolve.cases import COARSE, Case, Days
from dateline.resolve.ties import Tie, sentence_bounds, ties_of
from dateline.resolve.types import STATEMENTS, compatible

__all__ = ["keys_of", "relations_of"]

BACK_DAYS = 60
"""How long before the report an event of another document may lie that "the attack" still means; a trial years
later tells its event in its own words, which is way 1."""
_FUTURE_KINDS = frozenset({RelationKind.THREAT_CARRIED_OUT})
_NO_EVENTS = STATEMENTS | {"arrest", "trial", "sanction", "weapons_seizure"}
"""Types that a tie does not lead to: what is condemned or tried is a deed."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A tie of two accounts, by index: the follow-up, the event, and the words."""

    kind: RelationKind
    follower: int
    event: int
    spans: tuple[Span, ...]


def keys_of(case: Case) -> frozenset[str]:
    """What two accounts must share one of to be related: a document, a place, a named doer, a province."""
    place = case.account.place
    keys = {f"document {case.document.id}", *(f"doer {name}" for name in case.perpetrators)}
    if place is not None and place.geonameid is not None and place.precision not in COARSE:
        keys.add(f"place {place.geonameid}")
    if place is not None and place.admin1:
        keys.add(f"province {place.country} {place.admin1}")
    return frozenset(keys)


def relations_of(cases: Sequence[Case], groups: Iterable[Sequence[int]]) -> list[tuple[Relation, ...]]:
    """For each of ``groups`` (indices into ``cases``, each an incident) its relations to the others.

    The relations of a group are complete when ``cases`` hold every account that shares a key with one of its own;
    what else they hold makes no difference. ``incident_id`` of a relation is left as the id of the oldest
    account of the other group, for :func:`.summary.incident_id` to turn into the incident's.
    """
    grouped = [list(group) for group in groups]
    group_of = {index: number for number, group in enumerate(grouped) for index in group}
    found = [tie for tie in _all_ties(cases, group_of) if group_of[tie.follower] != group_of[tie.event]]
    found.sort(key=lambda tie: (cases[tie.follower].order, tie.spans[0], cases[tie.event].order))
    related: list[dict[tuple[object, ...], Relation]] = [{} for _ in grouped]
    for tie in found:
        teller = cases[tie.follower]
        for mine, other, follows in ((tie.follower, tie.event, True), (tie.event, tie.follower, False)):
            other_group = grouped[group_of[other]]
            first = cases[min(other_group, key=lambda index: cases[index].order)]
            key = (tie.kind, follows, first.account.id, teller.document.id)
            relation = Relation(
                kind=tie.kind,
                follows=follows,
                incident_id=first.account.id,
                account_id=teller.account.id,
                document_id=teller.document.id,
                spans=tie.spans,
                attribution=teller.account.attribution,
            )
            related[group_of[mine]].setdefault(key, relation)
    return [tuple(rows.values()) for rows in related]


def _all_ties(cases: Sequence[Case], group_of: Mapping[int, int]) -> Iterator[_Found]:
    by_key: dict[str, list[int]] = {}
    followers = []
    for index, case in enumerate(cases):
        if index not in group_of:
            continue
        for key in keys_of(case):
            by_key.setdefault(key, []).append(index)
        ties = list(ties_of(case))
        if ties or case.number > 1:
            followers.append((index, ties))
    near = _Near(cases, group_of, by_key)
    for index, ties in followers:
        for tie in ties:
            event = near.event_of(index, tie)
            if event is not None:
                case = cases[index]
                end = tie.noun_end or tie.end
                yield _Found(tie.kind, index, event, (case.document.span(tie.start, end),))
        if cases[index].number > 1:
            yield from near.counted(index)


@dataclass(frozen=True, slots=True)
class _Near:
    """The accounts around one, by the keys they share."""

    cases: Sequence[Case]
    group_of: Mapping[int, int]
    by_key: Mapping[str, Sequence[int]]

    def event_of(self, index: int, tie: Tie) -> int | None:
        """The account of the event that ``tie`` of account ``index`` leads to."""
        case = self.cases[index]
        here = [i for i in self.by_key[f"document {case.document.id}"] if i != index]
        fitting = [i for i in here if self._may_be(i, index, tie.kind)]
        told = [(at, i) for i in fitting for at in _body_starts(self.cases[i]) if tie.end <= at < tie.reach]
        if told:
            return min(told)[1]
        if not tie.definite or not tie.types:
            return None
        before = [
            i
            for i in fitting
            if self.cases[i].account.event_type in tie.types
            and min(_body_starts(self.cases[i]), default=tie.start) < tie.start
            and _fits_weekday(self.cases[i], case, tie)
        ]
        return self._only(before) if before else self._elsewhere(index, tie)

    def counted(self, index: int) -> Iterator[_Found]:
        """The events that a count of events holds."""
        case = self.cases[index]
        row = next(iter(case.account.of("count")), None)
        if row is None or not _own_interval(case):
            return
        seen: set[int] = set()
        for i in self._around(case):
            if i not in seen and self._held(case, self.cases[i]):
                seen.add(i)
                yield _Found(RelationKind.AGGREGATE, index, i, row.spans)

    def _may_be(self, i: int, index: int, kind: RelationKind) -> bool:
        case = self.cases[i]
        if self.group_of[i] == self.group_of[index]:
            return False
        if kind in _FUTURE_KINDS:
            return case.reality == "future" or case.account.event_type in {"threat", "pledge", "call_to_arms"}
        return case.account.event_type not in _NO_EVENTS and case.reality in {"deed", "attempted"}

    def _only(self, found: Sequence[int]) -> int | None:
        """The first of ``found`` where all are of one incident."""
        if len({self.group_of[i] for i in found}) != 1:
            return None
        return min(found, key=lambda i: self.cases[i].order)

    def _elsewhere(self, index: int, tie: Tie) -> int | None:
        case = self.cases[index]
        if case.days is None:
            return None
        first, last = case.days.last - BACK_DAYS, case.days.last
        found = []
        for i in self._around(case):
            other = self.cases[i]
            days = other.days
            if (
                days is not None
                and first <= days.first
                and days.last <= last + 1
                and other.number == 1
                and other.account.event_type in tie.types
                and self._may_be(i, index, tie.kind)
                and (_one_place(case, other) or _named_in(other, case, tie))
                and _fits_weekday(other, case, tie)
            ):
                found.append(i)
        return self._only(found)

    def _around(self, case: Case) -> Iterator[int]:
        for key in sorted(keys_of(case)):
            if not key.startswith(("document ", "province ")) or case.number > 1:
                yield from self.by_key[key]

    def _held(self, count: Case, event: Case) -> bool:
        """Whether ``event`` is one of those that ``count`` counts, as far as kind, time, place and doer say."""
        mine, its = count.account, event.account
        if event.number > 1 or count.reality != event.reality or not compatible(mine.event_type, its.event_type):
            return False
        if its.event_type in STATEMENTS or count.days is None or not _dated(event) or event.days is None:
            return False
        if not (count.days.first <= event.days.first and event.days.last <= count.days.last):
            return False
        if count.perpetrators and count.perpetrators.isdisjoint(event.perpetrators):
            return False
        return _inside(mine.place, its.place)


def _body_starts(case: Case) -> list[int]:
    return [s.start for row in case.account.of("event_type") for s in row.spans if s.part == BODY]


def _dated(case: Case) -> bool:
    date = case.account.date
    return date is not None and date.basis in {Basis.TEXT, Basis.EVENT}


def _own_interval(case: Case) -> bool:
    """Whether the text itself says in what time the counted events lie."""
    return _dated(case) and case.days is not None


def _one_place(case: Case, other: Case) -> bool:
    one, two = case.account.place, other.account.place
    return (
        one is not None
        and two is not None
        and one.geonameid is not None
        and one.geonameid == two.geonameid
        and one.precision not in COARSE
    )


def _named_in(event: Case, case: Case, tie: Tie) -> bool:
    """Whether the tying sentence names the event's place, and both have a named doer in common."""
    if case.perpetrators.isdisjoint(event.perpetrators) or event.account.place is None:
        return False
    start, end = sentence_bounds(case.document.body, tie.start, tie.end)
    name = event.account.place.text.casefold()
    return bool(name) and name in case.document.body[start:end].casefold()


def _fits_weekday(event: Case, case: Case, tie: Tie) -> bool:
    """Whether the event was on the last such day before the report, where the words name a day."""
    if tie.weekday < 0:
        return True
    if event.days is None or not _dated(event):
        return False
    report = _published(case) or case.days
    if report is None:
        return False
    day = report.last - (report.last - 1 - tie.weekday) % 7  # ordinal 1 was a Monday
    return event.days.first <= day <= event.days.last


def _published(case: Case) -> Days | None:
    try:
        day = datetime.date.fromisoformat(case.document.published[:10]).toordinal()
    except ValueError:
        return None
    return Days(first=day, last=day, own=True, coarse=False)


def _inside(wide: PlaceRef | None, fine: PlaceRef | None) -> bool:
    """Whether ``fine`` is ``wide`` or lies in it, as far as ids, provinces and countries say."""
    if wide is None or fine is None or not wide.country or wide.country != fine.country:
        return False
    if wide.geonameid is not None and wide.geonameid == fine.geonameid:
        return True
    if wide.precision.value == "country":
        return True
    return wide.precision.value == "province" and bool(wide.admin1) and wide.admin1 == fine.admin1
