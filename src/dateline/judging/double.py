"""Two people code the same incident, neither seeing what the other says: drawn, coded, settled.

Until both have finished nothing of it is a judgement and no incident changes: the second sees what the first
saw. What they differ in is then settled by judgements like any other, which can be undone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from dateline.errors import UsageError
from dateline.filters import Filters
from dateline.judging.judge import Judge
from dateline.judging.values import INCIDENT_FIELDS, Lists, field_named, value_of
from dateline.model import (
    ActorRef,
    Claim,
    Count,
    DateInterval,
    Incident,
    Judgement,
    Label,
    PlaceRef,
    Value,
)
from dateline.resolve.field_values import values_of_incident
from dateline.resolve.judged import CASUALTIES
from dateline.store import Store
from dateline.store.doubles import DoubleItem, Sheet, Step

__all__ = [
    "EVENT",
    "Coder",
    "as_it_stands",
    "by_coder",
    "candidates",
    "key_of",
    "said_in",
    "set_aside",
    "settle",
    "shown",
]

EVENT = "event"
"""The question that comes before all fields: was there such an event?"""
YES, NO = (Label(value="yes"),), (Label(value="no"),)
SEED = 20260301
"""Drawing again goes on in the same order, so that two draws of 50 are one of 100."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """One person coding in an open store, apart from whoever has the other half of an item."""

    store: Store
    person: str
    lists: Callable[[], AbstractContextManager[Lists]]

    def next(self, among: Collection[str] | None = None) -> str | None:
        """The next item for this person, whose place in it is kept; ``None``: there is none for them.

        What they have begun comes first. What they skipped or are unsure of is not given again.
        """
        left = {mark.item for mark in self.store.reviewing.marks(self.person)}
        waiting = [
            id_ for id_ in self.store.doubles.open_items() if id_ not in left and self.store.incident(id_)
        ]
        if among is not None:
            waiting = [id_ for id_ in waiting if id_ in among]
        begun = {item for item, coder in self.store.doubles.at_work() if coder == self.person}
        order = sorted(waiting, key=lambda id_: (id_ not in begun, _drawn(id_)))
        return self.store.doubles.take(order, self.person)

    def sheet(self, item: str) -> dict[str, tuple[Value, ...]]:
        """What this person holds for right by now: what stands, and over it what they set."""
        return as_it_stands(self._incident(item)) | self.store.doubles.says(item, self.person)

    def say(self, item: str, field: str, text: str) -> None:
        """Sets a field on this person's sheet to a value written as ``dateline edit`` takes it.

        Raises:
            UsageError: the value does not fit, or the item is not theirs to code.
        """
        field = field_named(field, "incident")
        with self.store.at_once():
            incident = self._taken(item)
            before = self.sheet(item).get(field) or values_of_incident(incident, field)
            with self.lists() as lists:
                values = value_of(field, text, lists, before[0] if before else None)
            self.store.doubles.say(item, self.person, field, values)

    def finish(self, item: str, *, happened: bool = True) -> None:
        """Closes this person's sheet; ``happened``: whether there was such an event at all.

        Raises:
            UsageError: the item is not theirs to code.
        """
        with self.store.at_once():
            incident = self._taken(item)
            says: dict[str, tuple[Value, ...]] = {EVENT: YES if happened else NO}
            if happened:
                says |= self.sheet(item)
            self.store.doubles.finish(item, self.person, says, incident.account_ids)

    def leave(self, item: str) -> None:
        """Gives the place back to whoever comes next; what was said stays for this person."""
        self.store.doubles.leave(item, self.person)

    def undo(self) -> Step:
        """Takes this person's newest step back, as long as the other has not finished the item too.

        Raises:
            UsageError: there is none that can be taken back.
        """
        step = self.store.doubles.undo(self.person)
        if step is None:
            raise UsageError(
                f"{self.person} has nothing to take back here: once two have finished an item, "
                "what they said stands as they said it"
            )
        return step

    def _taken(self, item: str) -> Incident:
        if self.store.doubles.take([item], self.person) is None:
            raise UsageError(
                f"{item} is not for {self.person} to code: it is not set aside, two others have it, or it is "
                "finished"
            )
        return self._incident(item)

    def _incident(self, item: str) -> Incident:
        found = self.store.incident(item)
        if found is None:
            raise UsageError(f"incident {item} holds no account any more; withdraw it from double coding")
        return found


def candidates(store: Store, filters: Filters) -> list[str]:
    """Incidents that can be set aside, in the order of the draw: nobody has decided anything on them,
    and they were not set aside before. The index must be up to date."""
    taken = {item.item for item in store.doubles.items() if not item.withdrawn}
    decided = {id_ for j in store.judgements_in_force() for id_ in (*j.accounts, *j.others)}
    taken |= {incident.id for incident in store.incidents_holding(decided)}
    waiting = store.index.ids(replace(filters, review=("machine",)))
    return sorted((id_ for id_ in waiting if id_ not in taken), key=_drawn)


def set_aside(store: Store, ids: Iterable[str], by: str, how: str) -> list[str]:
    """Sets these incidents aside for double coding; the ids of those that are there."""
    found = {incident.id: incident.account_ids for incident in store.incidents_among(ids)}
    store.doubles.set_aside(found, by, how)
    return list(found)


def as_it_stands(incident: Incident) -> dict[str, tuple[Value, ...]]:
    """Every field that can be set and has a value; of a toll the best figure, which stands for it."""
    found = {field: _standing(incident, field) for field in INCIDENT_FIELDS}
    return {field: values for field, values in found.items() if key_of(values)}


def _standing(incident: Incident, field: str) -> tuple[Value, ...]:
    if field.startswith(CASUALTIES):
        toll = incident.casualties.get(field.removeprefix(CASUALTIES))
        best = None if toll is None else toll[1]
        if toll is not None and best is not None and (toll[0] != best or toll[2] is not None):
            return (Count(low=best, high=best, text=str(best)),)
    return values_of_incident(incident, field)


def key_of(values: Iterable[Value]) -> str:
    """The values so that equal ones are equal text, however they were written; "" for nothing known."""
    return "; ".join(sorted(filter(None, map(_key, values))))


def _key(value: Value) -> str:
    match value:
        case Count():
            return "" if value.low is None and value.high is None else f"{value.low}..{value.high}"
        case DateInterval():
            return "" if value.start is None and value.end is None else f"{value.start}..{value.end}"
        case PlaceRef():
            if value.geonameid is not None:
                return str(value.geonameid)
            return _words(value.name or value.text)
        case ActorRef():
            return value.actor_id or _words(value.name or value.text)
        case Label():
            return value.value
        case Claim():
            return _words(value.by)
    return str(value)


def _words(text: str) -> str:
    told = " ".join(text.split()).casefold()
    return "" if told == UNKNOWN else told


def shown(values: Iterable[Value]) -> str:
    """The values as people read them."""
    return "; ".join(filter(None, map(_shown, values))) or "nothing known"


def _shown(value: Value) -> str:
    match value:
        case Count():
            if value.low is None:
                return "" if value.high is None else f"at most {value.high}"
            if value.high is None:
                return f"{value.low} or more"
            return str(value.low) if value.low == value.high else f"{value.low} to {value.high}"
        case DateInterval():
            days = [day for day in (value.start, value.end) if day]
            return " to ".join(dict.fromkeys(days))
        case PlaceRef():
            name = value.name or value.text
            return "" if not _words(name) else f"{name}, {value.country}" if value.country else name
        case ActorRef():
            return value.name or value.text
        case Label():
            return value.value.replace("_", " ")
        case Claim():
            return value.by
    return str(value)


def settle(store: Store, judge: Judge, item: str, field: str, coder: str) -> Judgement:
    """Makes what ``coder`` said of ``field`` the incident's own, by a judgement that can be undone.

    Raises:
        UsageError: the item is not complete, or nobody of that name said anything of the field.
    """
    found = next((one for one in store.doubles.items() if one.item == item), None)
    if found is None or found.open or found.withdrawn:
        raise UsageError(f"{item} was not coded by two people; see `dateline double list`")
    sheet = next((one for one in found.sheets if one.coder == coder), None)
    values = None if sheet is None else sheet.says.get(field, () if field in _fields(found) else None)
    if values is None:
        raise UsageError(f"{coder} said nothing of {field} in {item}")
    why = f"double coding: {_whose(found, field, values)}"
    if field != EVENT:
        return judge.set(item, field, values, why)
    return judge.accept(item, why) if key_of(values) == key_of(YES) else judge.reject(item, why)


def _fields(item: DoubleItem) -> set[str]:
    return {field for sheet in item.sheets for field in sheet.says}


def _whose(item: DoubleItem, field: str, values: tuple[Value, ...]) -> str:
    same = [s.coder for s in item.sheets if key_of(said_in(s, field) or ()) == key_of(values)]
    others = [s.coder for s in item.sheets if s.coder not in same]
    told = f"as {' and '.join(same)} had it"
    return f"{told}, not {' and '.join(others)}" if others else told


def said_in(sheet: Sheet, field: str) -> tuple[Value, ...] | None:
    """What a sheet says of a field: nothing known where it was left empty; ``None`` where there was no
    event to say anything of."""
    if field != EVENT and key_of(sheet.says.get(EVENT, ())) == key_of(NO):
        return None
    return sheet.says.get(field, ())


def _drawn(item: str) -> bytes:
    """Where an incident lies in the order of the draw, which nothing that is known of it tells."""
    return hashlib.blake2b(f"{SEED} {item}".encode(), digest_size=16).digest()


def by_coder(item: DoubleItem, field: str) -> Mapping[str, tuple[Value, ...] | None]:
    """Coder -> what they say of the field."""
    return {sheet.coder: said_in(sheet, field) for sheet in item.sheets}
