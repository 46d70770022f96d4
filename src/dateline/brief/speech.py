"""Statements in words: who, through what, to whom, and how long after the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.brief.material import Material
from dateline.brief.phrases import GENERIC, actor_name, on_whose_word, when_text, where_text
from dateline.codec.shapes import IncidentRecord
from dateline.export.excerpt import one_line, sentence_around
from dateline.model import Role, Status
from dateline.store import Fact

LONGEST_QUOTE = 300
"""Characters of the report's sentence: statements are coded, not republished."""

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


def statement_text(record: IncidentRecord, material: Material, said: Mapping[str, Sequence[Said]]) -> str:
    """The sentence on a statement; what is not told of it is left out.

    The gap is counted to the speaker's last statement before it that the record holds, by the days of both;
    where these are days of reports it says so. The report's own sentence follows: what it says of the
    statement (the first in years, a shift) is said on its word.
    """
    labels = material.labels
    statement = record["statement"] or {
        "speaker": None,
        "organisation": None,
        "medium": None,
        "addressee": None,
    }
    speakers = [actor for actor in record["actors"] if actor["role"] == Role.SPEAKER]
    heard = [actor_name(actor) for actor in record["actors"] if actor["role"] == Role.ADDRESSEE]
    who = (
        ", ".join(dict.fromkeys(actor_name(a) for a in speakers))
        or _words(statement["speaker"])
        or "a speaker who is not named"
    )
    spoken = {actor["text"].casefold() for actor in speakers}
    organisation = (statement["organisation"] or "").casefold()
    if organisation and organisation not in who.casefold() and organisation not in spoken:
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
    return text + _gap(record, said) + _quoted(record, material)


def _quoted(record: IncidentRecord, material: Material) -> str:
    """The sentence that tells the statement, cut where it is long."""
    account = next(a for a in record["accounts"] if a["account_id"] == record["best_account"])
    ranges = account["evidence"].get("event_type")
    if not ranges:
        return ""
    body = str(material.documents[account["document_id"]]["body"])
    low, high = sentence_around(body, *ranges[0])
    words = one_line(body[low:high])
    return (
        f" In the report's words: “{words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + ' …'}”"
    )


def _gap(record: IncidentRecord, said: Mapping[str, Sequence[Said]]) -> str:
    """For each named speaker the days since its last statement in the record; of none before, nothing."""
    date = record["date"]
    if date is None or not date["start"] or date["start"] != date["end"]:
        return ""
    told = []
    for speaker in record["actors"]:
        if speaker["role"] != Role.SPEAKER:
            continue
        before = [one for one in said.get(speaker["actor_id"] or "", ()) if one.day < date["start"]]
        if before:
            days = (dt.date.fromisoformat(date["start"]) - dt.date.fromisoformat(before[-1].day)).days
            told.append(
                f" {days} day{'s' * (days != 1)} after the last statement of {actor_name(speaker)} that this "
                f"record holds ({before[-1].day}, incident {before[-1].incident[:11]})."
            )
    return "".join(dict.fromkeys(told))


def _words(text: str | None) -> str:
    return f"“{text}”" if text else ""
