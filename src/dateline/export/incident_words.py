"""The values of an incident in words: one spelling for the terminal, the table and the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from dateline.codec.shapes import (
    DateRecord,
    FigureRecord,
    IncidentRecord,
    PlaceRecord,
    RangeRecord,
    RelationRecord,
    SayingRecord,
    StepRecord,
)
from dateline.export.columns import Record
from dateline.export.fields import bounds_text
from dateline.model import RelationKind, SayingKind

__all__ = [
    "changes_text",
    "date_text",
    "figure_text",
    "headline",
    "how_told",
    "place_text",
    "relation_text",
    "span_of_counts",
]

RELATION_WORDS: Mapping[RelationKind, tuple[str, str]] = {
    RelationKind.ARREST: ("arrest over it", "is an arrest over"),
    RelationKind.TRIAL: ("trial over it", "is a trial over"),
    RelationKind.CLAIM: ("claim of it", "is a claim of"),
    RelationKind.DENIAL: ("denial of it", "is a denial of"),
    RelationKind.ACCUSATION: ("accusation over it", "is an accusation over"),
    RelationKind.CONDEMNATION: ("condemnation of it", "is a condemnation of"),
    RelationKind.PROTEST: ("protest over it", "is a protest over"),
    RelationKind.FUNERAL: ("funeral or mourning after it", "is a funeral or mourning after"),
    RelationKind.RETALIATION: ("retaliation for it", "is told as retaliation for"),
    RelationKind.SANCTION: ("sanction over it", "is a sanction over"),
    RelationKind.AGGREGATE: ("count of events that may hold it", "is a count that may hold"),
    RelationKind.THREAT_CARRIED_OUT: ("carries it out", "carries out the threat"),
}
"""Kind -> what the other incident is to this one; what this one is to the other."""
TWO_SIDED = ("armed_clash", "territory_change", "protest", "talks", "agreement")
"""Types in which who is named need not have begun it."""
SAYING_WORDS: Mapping[SayingKind, str] = {
    SayingKind.TOLD: "told as the doer",
    SayingKind.CLAIMED: "claims it",
    SayingKind.ACCUSED: "accused",
    SayingKind.DENIED: "denied",
}


def headline(record: IncidentRecord | Record) -> str:
    """Type, place, date and tolls in one line; what is not known is said to be unknown or left out."""
    place, date = record["place"], record["date"]
    where = "place unknown" if place is None else f"in {place_text(place)}"
    when = "date unknown" if date is None else date_text(date)
    kinds = cast(Mapping[str, RangeRecord | None], record["casualties"])
    tolls = [f"{kind.replace('_', ' ')} {span_of_counts(c)}" for kind, c in kinds.items() if c is not None]
    count = f" ({record['count']} events)" if record["count"] > 1 else ""
    event = record["event_type"].replace("_", " ")
    return "; ".join([f"{event}{count} {where}, {when}", *tolls])


def place_text(place: PlaceRecord) -> str:
    """``Rava, North, XA (town)``."""
    names = [place["name"] or place["text"], place["admin1"], place["country"]]
    return f"{', '.join(dict.fromkeys(name for name in names if name))} ({place['precision']})"


def date_text(date: DateRecord) -> str:
    """``2026-03-09 (day)``, or that it is unknown; a date that is only the report's says so."""
    start, end = date["start"], date["end"]
    if start is None and end is None:
        return f"date unknown ({date['text']})" if date["text"] else "date unknown"
    days = str(start) if start == end else f"{start or '?'} to {end or '?'}"
    note = ", from the day of publication" if date["basis"] == "publication" else ""
    return f"{days} ({date['precision']}{note})"


def span_of_counts(counts: RangeRecord) -> str:
    """``7 to 12, best 11``, ``20 or more``, ``at most 5``; one number where all agree."""
    low, best, high = counts["low"], counts["best"], counts["high"]
    if low is not None and low == high:
        return str(low)
    if low is None and high is None:
        text = "unknown"
    elif high is None:
        text = f"{low} or more"
    else:
        text = f"at most {high}" if low is None else f"{low} to {high}"
    return f"{text}, best {best}" if best is not None and best != low else text


def how_told(saying: SayingRecord, event_type: str) -> str:
    """In what way an account names the doer: ``claims it``, ``told as taking part``."""
    if saying["kind"] == SayingKind.TOLD and event_type in TWO_SIDED:
        return "told as taking part"
    return SAYING_WORDS[SayingKind(saying["kind"])]


def figure_text(figure: FigureRecord) -> str:
    """``at least 7``, ``5 (soldiers: 3; farmers: 2)``."""
    sides = "; ".join(f"{side['of']}: {bounds_text(side['low'], side['high'])}" for side in figure["sides"])
    return bounds_text(figure["low"], figure["high"]) + (f" ({sides})" if sides else "")


def changes_text(step: StepRecord) -> str:
    """What a document newly gave or changed: ``killed 20 -> 24; claimed by Red Front``."""
    if not step["changes"]:
        return "nothing new"
    told = (
        f"{change['field'].replace('_', ' ')} {change['now']}"
        if change["was"] is None
        else f"{change['field'].replace('_', ' ')} {change['was']} -> {change['now']}"
        for change in step["changes"]
    )
    return "; ".join(dict.fromkeys(told))


def relation_text(relation: RelationRecord) -> str:
    """What the other incident is to this one, or this one to the other."""
    to_it, of_it = RELATION_WORDS[RelationKind(relation["kind"])]
    return of_it if relation["follows"] else to_it
