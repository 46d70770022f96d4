"""What people who judged the same incident hold for right, field by field, for :mod:`.alpha` to compare."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.codec.values import plain_value
from dateline.model import Judgement, Value

__all__ = ["Unit", "said_by_people", "said_of"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One field of one incident that people judged: person -> what they hold for right."""

    field: str
    said: dict[str, str] = dataclasses.field(default_factory=dict)


def said_by_people(
    log: Iterable[Judgement], gone: Iterable[str], stands: Mapping[str, Mapping[str, str]]
) -> list[Unit]:
    """What each person holds for right of each field of an incident, where two or more said so.

    ``log`` are the judgements of people in order, ``gone`` the ids of those taken back; ``stands`` what is
    there now, incident -> field -> value as :func:`said_of` writes it. Who edited a field says what they set;
    who accepted the incident, what stood when they did.
    """
    taken_back = set(gone)
    accepted: dict[str, list[Judgement]] = {}
    edits: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in log:
        if judgement.id in taken_back or judgement.level != "incident":
            continue
        for id_ in judgement.incidents:
            if judgement.kind == "accept":
                accepted.setdefault(id_, []).append(judgement)
            elif judgement.kind == "edit":
                edits.setdefault((id_, judgement.field), []).append(judgement)
    fields = dict.fromkeys((*((id_, name) for id_ in stands for name in stands[id_]), *edits))
    units = []
    for id_, name in fields:
        unit, of_field = Unit(name), edits.get((id_, name), [])
        first = _text(of_field[0].was) if of_field else stands.get(id_, {}).get(name, "")
        for judgement in accepted.get(id_, ()):
            before = [j for j in of_field if j.number < judgement.number]
            unit.said[judgement.by] = _text(before[-1].values) if before else first
        for judgement in of_field:
            unit.said[judgement.by] = _text(judgement.values)
        units.append(unit)
    return [unit for unit in units if len(unit.said) > 1]


def said_of(value: object) -> str:
    """A value of an exchange record, or one that a person set, so that equal ones are equal text.

    >>> [said_of(v) for v in ("alleged", {"low": 2, "high": None, "text": "2 or more"}, None)]
    ['alleged', '2-', '']
    """
    if not isinstance(value, Mapping):
        return "" if value is None else str(value)
    for names in (("low", "high"), ("start", "end")):
        if names[0] in value:
            return "-".join("" if value[name] is None else str(value[name]) for name in names)
    known = (
        value[name] for name in ("geonameid", "actor_id", "name", "value", "by", "text") if value.get(name)
    )
    return str(next(known, ""))


def _text(values: Iterable[Value]) -> str:
    return "; ".join(sorted(said_of(plain_value(value)) for value in values))
