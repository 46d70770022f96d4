"""Statements in words: who, through what, to whom, and how long after the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.brief.phrases import GENERIC, actor_name, on_whose_word, when_text, where_text
from dateline.codec.shapes import IncidentRecord
from dateline.model import Role, Status
from dateline.store import Fact

__all__ = ["Said", "said_by", "statement_text"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Said:
    """One statement in the record: when, and its incident."""

    day: str
    incident: str


def said_by(facts: Iterable[Fact], families: Mapping[str, str]) -> dict[str, list[Said]]:
    """Speaker -> its statements that were made, oldest first; of actors of the registry: "a spokesman" is not
    one speaker from text to text."""
    found: dict[str, list[Said]] = {}
    for fact in facts:
        if families.get(fact.event_type) != "statement" or fact.status is not Status.OCCURRED:
            continue
        if fact.precision != "day" or not fact.start:
            continue
        for actor in fact.actors:
            if actor.role == Role.SPEAKER and actor.id and not actor.id.startswith(GENERIC):
                found.setdefault(actor.id, []).append(Said(day=fact.start, incident=fact.id))
    for said in found.values():
        said.sort()
    return found


def statement_text(record: IncidentRecord, labels: Mapping[str, str], said: Mapping[str, Sequence[Said]]) -> str:
    """The sentence on a statement; what is not told of it is left out.

    The gap is counted to the speaker's last statement before it that the record holds, by the days of both;
    where these are days of reports it says so.
    """
    statement = record["statement"] or {"speaker": None, "organisation": None, "medium": None, "addressee": None}
    speakers = [actor for actor in record["actors"] if actor["role"] == Role.SPEAKER]
    heard = [actor_name(actor) for actor in record["actors"] if actor["role"] == Role.ADDRESSEE]
    who = ", ".join(dict.fromkeys(actor_name(a) for a in speakers)) or _words(statement["speaker"]) or "a speaker who is not named"
    if statement["organisation"] and statement["organisation"] not in who:
        who += f" (of {_words(statement['organisation'])})"
    parts = [f"{labels.get(record['event_type'], record['event_type'])} by {who}"]
    if statement["medium"]:
        parts.append(f"through {_words(statement['medium'])}")
    if heard or statement["addressee"]:
        parts.append(f"to {', '.join(dict.fromkeys(heard)) or _words(statement['addressee'])}")
    if record["place"] is not None and record["place"]["precision"] not in {"country", "region", "unknown"}:
        parts.append(where_text(record["place"]))
    parts.append(when_text(record["date"]))
    status = "" if record["status"] == Status.OCCURRED else f"{record['status'].capitalize()}: "
    text = status + ", ".join(parts) + f". Told by {on_whose_word(record['attribution'], record['outlets'])}."
    return text + _gap(record, said)


def _gap(record: IncidentRecord, said: Mapping[str, Sequence[Said]]) -> str:
    date = record["date"]
    speakers = [actor for actor in record["actors"] if actor["role"] == Role.SPEAKER]
    if date is None or not date["start"] or date["start"] != date["end"] or not speakers:
        return ""
    speaker = speakers[0]
    before = [one for one in said.get(speaker["actor_id"] or "", ()) if one.day < date["start"]]
    if not before:
        return ""
    days = (dt.date.fromisoformat(date["start"]) - dt.date.fromisoformat(before[-1].day)).days
    return (
        f" {days} day{'s' * (days != 1)} after the last statement of {actor_name(speaker)} that this record "
        f"holds ({before[-1].day}, incident {before[-1].incident[:11]})."
    )


def _words(text: str | None) -> str:
    return f"“{text}”" if text else ""
