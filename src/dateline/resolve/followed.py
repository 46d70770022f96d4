"""The event that tying words lead to, among the accounts around the one that tells them."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import BODY, Basis, PlaceRef, RelationKind, Span
from dateline.resolve.cases import COARSE, Case, Days
from dateline.resolve.ties import Tie, sentence_bounds
from dateline.resolve.types import STATEMENTS, compatible

__all__ = ["BACK_DAYS", "PROVINCE", "Found", "Near", "keys_elsewhere"]

BACK_DAYS = 60
"""How long before the report an event of another document may lie that "the attack" still means; a trial
years later tells its event in its own words, which is way 1."""
PROVINCE = "province "
"""How keys of provinces begin; only a count of events is followed by them."""
_FUTURE_KINDS = frozenset({RelationKind.THREAT_CARRIED_OUT})
_NO_EVENTS = STATEMENTS | {"arrest", "trial", "sanction", "weapons_seizure"}
"""Types that a tie does not lead to: what is condemned or tried is a deed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A tie of two accounts, by index: the follow-up, the event, and the words."""

    kind: RelationKind
    follower: int
    event: int
    spans: tuple[Span, ...]


def keys_elsewhere(case: Case) -> Iterator[str]:
    """The keys that lead to other documents."""
    place = case.account.place
    yield from (f"doer {name}" for name in sorted(case.perpetrators))
    if place is not None and place.geonameid is not None and place.precision not in COARSE:
        yield f"place {place.geonameid}"
    if place is not None and place.admin1:
        yield f"{PROVINCE}{place.country} {place.admin1}"


@dataclass(frozen=True, slots=True)
class Near:
    """The accounts around one, by the keys they share."""

    cases: Sequence[Case]
    incident_of: Mapping[int, str]
    here: Mapping[str, Sequence[int]]
    """Document -> its accounts."""
    by_key: Mapping[str, Sequence[tuple[int, int]]]
    """Key -> (first day, account) of those with a date, by day."""

    def event_of(self, index: int, tie: Tie) -> tuple[int, int] | None:
        """The account of the event that ``tie`` of account ``index`` leads to, and where its words end."""
        case = self.cases[index]
        fitting = [i for i in self.here[case.document.id] if self._may_be(i, index, tie.kind)]
        told = [
            (span.start, span.end, i)
            for i in fitting
            for span in _told_at(self.cases[i])
            if tie.end <= span.start < tie.reach
            and (0 < tie.noun_end <= max(span.end, tie.end) or span.quote.endswith("ing"))
        ]
        if told:
            _, end, i = min(told)
            return i, max(end, min(tie.noun_end, tie.reach))
        if not tie.definite or not tie.types:
            return None
        before = [
            i
            for i in fitting
            if self.cases[i].account.event_type in tie.types
            and any(span.start < tie.start for span in _told_at(self.cases[i]))
            and _fits_weekday(self.cases[i], case, tie)
        ]
        event = self._only(before) if before else self._elsewhere(index, tie)
        return None if event is None else (event, tie.noun_end)

    def counted(self, index: int) -> Iterator[Found]:
        """The events that a count of events holds."""
        case = self.cases[index]
        row = next(iter(case.account.of("count")), None)
        if row is None or case.days is None or not _dated(case):
            return
        for i in self._around(case, case.days.first, case.days.last, province=True):
            if self._held(case, self.cases[i]):
                yield Found(RelationKind.AGGREGATE, index, i, row.spans)

    def _may_be(self, i: int, index: int, kind: RelationKind) -> bool:
        case = self.cases[i]
        if self.incident_of[i] == self.incident_of[index]:
            return False
        if kind in _FUTURE_KINDS:
            return case.reality == "future" or case.account.event_type in {"threat", "pledge", "call_to_arms"}
        return case.account.event_type not in _NO_EVENTS and case.reality in {"deed", "attempted"}

    def _only(self, found: Sequence[int]) -> int | None:
        """The first of ``found`` where all are of one incident."""
        if len({self.incident_of[i] for i in found}) != 1:
            return None
        return min(found, key=lambda i: self.cases[i].order)

    def _elsewhere(self, index: int, tie: Tie) -> int | None:
        case = self.cases[index]
        if case.days is None:
            return None
        found = []
        for i in self._around(case, case.days.last - BACK_DAYS, case.days.last + 1):
            other = self.cases[i]
            if (
                other.number == 1
                and other.account.event_type in tie.types
                and other.days is not None
                and other.days.last <= case.days.last + 1
                and self._may_be(i, index, tie.kind)
                and (_one_place(case, other) or _named_in(other, case, tie))
                and _fits_weekday(other, case, tie)
            ):
                found.append(i)
        return self._only(found)

    def _around(self, case: Case, first: int, last: int, *, province: bool = False) -> Iterator[int]:
        """Accounts that share a key with ``case`` and may have begun in those days, each once."""
        seen: set[int] = set()
        for key in keys_elsewhere(case):
            if province or not key.startswith(PROVINCE):
                days = self.by_key.get(key, ())
                for at in range(bisect_left(days, (first, -1)), len(days)):
                    day, index = days[at]
                    if day > last:
                        break
                    if index not in seen:
                        seen.add(index)
                        yield index

    def _held(self, count: Case, event: Case) -> bool:
        """Whether ``event`` is one of those counted, as far as kind, time, place and doer say."""
        mine, its = count.account, event.account
        if (
            event.number > 1
            or count.reality != event.reality
            or not compatible(mine.event_type, its.event_type)
        ):
            return False
        if its.event_type in STATEMENTS or count.days is None or not _dated(event) or event.days is None:
            return False
        if not (count.days.first <= event.days.first and event.days.last <= count.days.last):
            return False
        if count.perpetrators and count.perpetrators.isdisjoint(event.perpetrators):
            return False
        return _inside(mine.place, its.place)


def _told_at(case: Case) -> list[Span]:
    return [span for row in case.account.of("event_type") for span in row.spans if span.part == BODY]


def _dated(case: Case) -> bool:
    date = case.account.date
    return date is not None and date.basis in {Basis.TEXT, Basis.EVENT}


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
    place = event.account.place
    if case.perpetrators.isdisjoint(event.perpetrators) or place is None or place.precision in COARSE:
        return False
    start, end = sentence_bounds(case.document.body, tie.start, tie.end)
    name = place.text.casefold()
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
