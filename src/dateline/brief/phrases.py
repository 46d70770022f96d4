"""An incident in words: only what its record holds, each status told as what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from dateline.changes import country_name
from dateline.codec.shapes import (
    ActorRecord,
    AttributionRecord,
    DateRecord,
    DoerRecord,
    IncidentRecord,
    PlaceRecord,
    RangeRecord,
)
from dateline.export.fields import chain_text
from dateline.export.incident_words import span_of_counts
from dateline.model import Casualty, Role, SayingKind, Status

__all__ = [
    "GENERIC",
    "actor_name",
    "incident_text",
    "on_whose_word",
    "ranges_text",
    "short_text",
    "tellers",
    "when_text",
    "where_text",
]

HARMED: Mapping[str, str] = {
    Casualty.KILLED: "killed",
    Casualty.INJURED: "injured",
    Casualty.ABDUCTED: "abducted",
    Casualty.ARRESTED: "arrested",
    Casualty.KILLED_OR_INJURED: "killed or injured",
    Casualty.PERPETRATORS_KILLED: "of the perpetrators killed",
}
_LEADS: Mapping[Status, str] = {
    Status.ALLEGED: "Alleged by {who}: ",
    Status.ATTEMPTED: "Attempted, told by {who}: ",
    Status.THREATENED: "Threatened, told by {who}: ",
    Status.DENIED: "Denied by {who}: ",
    Status.HYPOTHETICAL: "Held possible by {who}: ",
}
_MOST_NAMED = 4
GENERIC = "generic:"
"""How the registry id of nobody in particular begins."""


def incident_text(record: IncidentRecord, labels: Mapping[str, str]) -> str:
    """The whole sentence on an incident, without grade and ids."""
    parts = [_lead(record) + short_text(record, labels)]
    parts += [text for text in (_doers(record), _hit(record)) if text]
    if tolls := ranges_text(record):
        parts.append(tolls)
    text = "; ".join(parts)
    if record["status"] == Status.OCCURRED:
        text += f". Told by {tellers(record)}"
    return text + "."


def short_text(record: IncidentRecord, labels: Mapping[str, str]) -> str:
    """Type, place and day: ``Air strike in Ordel, Rava, reported on 2026-02-21``."""
    label = labels.get(record["event_type"], record["event_type"].replace("_", " "))
    many = f" ({record['count']} events told as one)" if record["count"] > 1 else ""
    return f"{label}{many} {where_text(record['place'])}, {when_text(record['date'])}"


def where_text(place: PlaceRecord | None) -> str:
    """Where, no nearer than it is known."""
    if place is None:
        return "at a place that is not told"
    land = country_name(place["country"]) if place["country"] else ""
    name = place["name"] or place["text"]
    match place["precision"]:
        case "country":
            return f"in {land or name} (no nearer place is told)"
        case "unknown":
            return f"at “{place['text']}” (not found on the map)"
        case "region":
            return f"in {name} (region)"
        case "near":
            return f"near {_joined(name, place['admin1'], land)}"
        case "district" | "province":
            return f"in {_joined(name, place['admin1'], land)} ({place['precision']})"
        case _:
            return f"in {_joined(name, place['admin1'], land)}"


def when_text(date: DateRecord | None) -> str:
    """When, and whether that is only the day of the report."""
    if date is None or not (date["start"] or date["end"]):
        return "day not told"
    start, end = date["start"] or "?", date["end"] or "?"
    days = start if start == end else f"between {start} and {end}"
    if date["basis"] == "publication":
        return f"reported on {days} (its own day is not told)"
    return f"on {days}" if start == end else days


def ranges_text(record: IncidentRecord) -> str:
    """``killed 7 to 12, best 11; injured 20 or more``; ``""`` where no figure is told."""
    kinds = cast(Mapping[str, RangeRecord | None], record["casualties"])
    told = [
        f"{HARMED[kind]}: {span_of_counts(counts)}" for kind, counts in kinds.items() if counts is not None
    ]
    return "; ".join(told)


def on_whose_word(chain: Sequence[AttributionRecord], outlets: Sequence[str] = ()) -> str:
    """The nearest speaker with the way it took; the outlet where nobody else is named."""
    return chain_text(chain) or ", ".join(outlets) or "a document that names nobody"


def tellers(record: IncidentRecord) -> str:
    """Who tells it, account by account, each once: those who tell it as fact before its claimant."""
    ordered = sorted(record["accounts"], key=lambda a: a["status"] != record["status"])
    told = dict.fromkeys(chain_text(account["attribution"]) for account in ordered)
    told.pop("", None)
    names = list(told) or list(record["outlets"])
    more = len(names) - _MOST_NAMED
    joined = "; ".join(names[:_MOST_NAMED]) or "a document that names nobody"
    return joined + (f" and {more} more" if more > 0 else "")


def actor_name(actor: ActorRecord | DoerRecord) -> str:
    """The name of an actor of the registry, else the words in quotation marks: of "six farmers" the words say
    more than that they were civilians."""
    known = actor["actor_id"] and not actor["actor_id"].startswith(GENERIC)
    return actor["name"] if known and actor["name"] else f"“{actor['text']}”"


def _lead(record: IncidentRecord) -> str:
    status = Status(record["status"])
    if status is Status.OCCURRED:
        return ""
    if status is Status.CLAIMED:
        who = chain_text(record["attribution"]) or ", ".join(record["claimed_by"]) or "nobody named"
        return f"Claimed by {who}, told as fact by nobody: "
    return _LEADS[status].format(who=on_whose_word(record["attribution"], record["outlets"]))


def _doers(record: IncidentRecord) -> str:
    """Who is told to have done it, each on its word."""
    told = []
    for doer in record["doers"][:_MOST_NAMED]:
        name = actor_name(doer)
        kinds = {saying["kind"] for saying in doer["sayings"]}
        claims = SayingKind.CLAIMED in kinds
        if claims and SayingKind.TOLD not in kinds:
            told.append(f"{name} by its own claim")
        elif claims:
            told.append(f"{name}, which claims it")
        elif SayingKind.TOLD in kinds:
            told.append(name)
        elif SayingKind.ACCUSED in kinds:
            told.append(f"{name}, as alleged")
    if not told:
        parts = [actor_name(a) for a in record["actors"] if a["role"] in {Role.PARTICIPANT, Role.PERPETRATOR}]
        return f"with {', '.join(parts[:_MOST_NAMED])}" if parts else ""
    joined = " or ".join(told) if record["rivals"] else ", ".join(told)
    return f"by {joined}" + (" (rival doers are named)" if record["rivals"] else "")


def _hit(record: IncidentRecord) -> str:
    """At whom or what it was aimed, and whom it befell: the dead of a clash were not what it was "on"."""
    told = []
    for role, label in ((Role.TARGET, "target"), (Role.VICTIM, "affected")):
        names = dict.fromkeys(actor_name(a) for a in record["actors"] if a["role"] == role)
        if names:
            told.append(f"{label}: {', '.join(list(names)[:_MOST_NAMED])}")
    return "; ".join(told)


def _joined(*names: str | None) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))
