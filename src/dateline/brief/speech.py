"""Statements in words: who, through what, to whom, and how long after the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.brief.first_told import first_told
from dateline.brief.material import Material
from dateline.brief.phrases import GENERIC, actor_name, on_whose_word, when_text, where_text
from dateline.codec.shapes import IncidentRecord
from dateline.export.excerpt import one_line, sentence_around
from dateline.model import Role, Status
from dateline.store import Fact

LONGEST_QUOTE = 300
"""Characters of one sentence of the report: statements are coded, not republished."""
MOST_QUOTED = 2
"""Sentences of it: the one that tells the statement, and one more that tells who spoke or through what."""
CLAIM = "responsibility_claim"
"""The statement that comes with every attack: who claims each week may have said nothing else in years."""

__all__ = ["Said", "said_by", "statement_text"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Said:
    """One statement in the record: when, its incident, and whether it is a claim of responsibility."""

    day: str
    incident: str
    claim: bool


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
                found.setdefault(actor.id, []).append(
                    Said(day=fact.start, incident=fact.id, claim=fact.event_type == CLAIM)
                )
    for said in found.values():
        said.sort()
    return found


def statement_text(record: IncidentRecord, material: Material, said: Mapping[str, Sequence[Said]]) -> str:
    """The sentence on a statement; what is not told of it is left out.

    The gap is counted to the speaker's last statement before it that the record holds, by the days of both;
    where these are days of reports it says so. Claims of responsibility are counted apart from all else that
    is said. What the report itself tells of the silence before is quoted, and so are its sentences: what they
    say of the statement (the first in years, a shift) is said on its word.
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
    quoted = _sentences(record, material)
    first = first_told(quoted)
    told = f" By the report it is “{first}”." if first else ""
    return text + told + _gap(record, said) + _quoted(quoted)


def _sentences(record: IncidentRecord, material: Material) -> list[str]:
    """The sentence that tells the statement, and one more that tells who spoke or through what."""
    account = next(a for a in record["accounts"] if a["account_id"] == record["best_account"])
    body = str(material.documents[account["document_id"]]["body"])
    evidence = account["evidence"]
    ranges = [*evidence.get("event_type", ())[:1], *evidence.get("statement", ())]
    found = dict.fromkeys(sentence_around(body, start, end) for start, end in ranges)
    return [one_line(body[low:high]) for low, high in list(found)[:MOST_QUOTED]]


def _quoted(sentences: Sequence[str]) -> str:
    """The sentences in quotation marks, each cut where it is long."""
    cut = (words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + " …" for words in sentences)
    shown = " ".join(f"“{words}”" for words in cut)
    return f" In the report's words: {shown}" if shown else ""


def _gap(record: IncidentRecord, said: Mapping[str, Sequence[Said]]) -> str:
    """For each named speaker the days since its last statement in the record; of none before, nothing."""
    date = record["date"]
    if date is None or not date["start"] or date["start"] != date["end"]:
        return ""
    claim = record["event_type"] == CLAIM
    told = []
    for speaker in record["actors"]:
        before = [one for one in said.get(speaker["actor_id"] or "", ()) if one.day < str(date["start"])]
        alike = [one for one in before if one.claim == claim]
        if speaker["role"] != Role.SPEAKER or not before:
            continue
        name = actor_name(speaker)
        kind = "claim of responsibility" if claim else "statement"
        if not alike:
            only = "statements of other kinds" if claim else "claims of responsibility"
            told.append(f" The first {kind} of {name} in this record; before it stand {only} alone.")
            continue
        last = alike[-1]
        days = (dt.date.fromisoformat(date["start"]) - dt.date.fromisoformat(last.day)).days
        apart = " (claims of responsibility apart)" if not claim and len(alike) < len(before) else ""
        told.append(
            f" {days:,} day{'s' * (days != 1)} after the last {kind} of {name} that this record "
            f"holds{apart}: {last.day}, incident {last.incident[:11]}."
        )
    return "".join(dict.fromkeys(told))


def _words(text: str | None) -> str:
    return f"“{text}”" if text else ""
