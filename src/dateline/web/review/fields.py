"""What stands for each field of an incident, and what rivals it, written as the values that can be set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.codec.shapes import DateRecord, IncidentRecord, PlaceRecord
from dateline.model import Role
from dateline.web.pages.fields import FieldView, Telling, fields_of
from dateline.web.pages.records import Told

__all__ = ["Choosable", "Field", "fields_to_review"]

MOST_CHOICES = 9
"""As many as there are keys for."""
TOLLS = ("killed", "injured", "abducted", "arrested")
ROLES = (Role.PERPETRATOR, Role.TARGET, Role.VICTIM, Role.SPEAKER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """One value that some account gives: as people read it, as it is set, and whose words it rests on."""

    shown: str
    value: str
    tellings: tuple[Telling, ...]
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field with its choices, the standing one first; ``path`` is what is edited."""

    path: str
    label: str
    kind: str
    stands: str
    choices: tuple[Choosable, ...]


def fields_to_review(told: Told) -> tuple[Field, ...]:
    """The fields that people set of an incident and some account gives."""
    record = told.record
    views = {view.label: view for view in fields_of(told)}
    found = []
    for path, label, stands, valued in _fields(record):
        told_by: dict[str, list[Telling]] = {}
        view = views.get(label)
        for account in record["accounts"]:
            value = valued(account)
            if value:
                told_by.setdefault(value, []).extend(_tellings(view, account["account_id"]))
        if stands and stands not in told_by:
            told_by[stands] = []
        if told_by:
            ordered = sorted(told_by, key=lambda value: (value != stands, -len(told_by[value]), value))
            choices = tuple(
                Choosable(
                    shown=_shown(path, v, record), value=v, tellings=tuple(told_by[v]), stands=v == stands
                )
                for v in ordered[:MOST_CHOICES]
            )
            found.append(
                Field(
                    path=path,
                    label=label,
                    kind=view.kind if view else "other",
                    stands=stands,
                    choices=choices,
                )
            )
    return tuple(found)


def _fields(record: IncidentRecord) -> Iterator[tuple[str, str, str, Any]]:
    """Path, label on the pages, what stands, and what an account gives."""
    yield "event_type", "event", record["event_type"], lambda account: account["event_type"]
    yield "status", "status", record["status"], lambda account: account["status"]
    yield "date", "date", _date(record["date"]), lambda account: _date(account["date"])
    yield "place", "place", _place(record["place"]), lambda account: _place(account["place"])
    for kind in TOLLS:
        stands = _range(record["casualties"][kind])  # type: ignore[literal-required]
        yield (
            f"casualties.{kind}",
            kind,
            stands,
            lambda account, kind=kind: _count(account["casualties"][kind]),
        )
    for role in ROLES:
        stands = _names(record["actors"], role)
        yield f"actors.{role}", role.value, stands, lambda account, role=role: _names(account["actors"], role)


def _tellings(view: FieldView | None, account_id: str) -> Iterator[Telling]:
    for choice in view.choices if view else ():
        for telling in choice.tellings:
            if telling.account_id == account_id and not telling.rival:
                yield telling


def _shown(path: str, value: str, record: IncidentRecord) -> str:
    if path != "place":
        return value.replace("_", " ")
    for place in (record["place"], *(account["place"] for account in record["accounts"])):
        if place is not None and _place(place) == value:
            name = place["name"] or place["text"]
            return f"{name}{', ' + place['country'] if place['country'] else ''} ({place['precision']})"
    return value


def _date(date: DateRecord | None) -> str:
    if date is None or not (date["start"] or date["end"]):
        return ""
    start, end = date["start"] or date["end"] or "", date["end"] or date["start"] or ""
    return start if start == end else f"{start}/{end}"


def _place(place: PlaceRecord | None) -> str:
    if place is None:
        return ""
    return str(place["geonameid"]) if place["geonameid"] is not None else place["name"] or place["text"]


def _count(count: Mapping[str, Any] | None) -> str:
    return "" if count is None else _figures(count["low"], count["high"])


def _range(counts: Mapping[str, Any] | None) -> str:
    """The best figure, which stands for the incident, else its bounds."""
    if counts is None:
        return ""
    if counts["high"] is None and counts["low"] == counts["best"]:  # "at least" is all that is known
        return _figures(counts["low"], None)
    return str(counts["best"]) if counts["best"] is not None else _figures(counts["low"], counts["high"])


def _figures(low: int | None, high: int | None) -> str:
    if low is None:
        return "" if high is None else f"0-{high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def _names(actors: list[Any], role: Role) -> str:
    names = (actor["name"] or actor["text"] for actor in actors if actor["role"] == role)
    return "; ".join(dict.fromkeys(name.replace(";", ",") for name in names))
