"""One account record as a list of fields for people: value, words, speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from dateline.codec.shapes import (
    AccountRecord,
    AttributionRecord,
    CountRecord,
    DateRecord,
    OtherValueRecord,
    PlaceRecord,
    ProvenanceRecord,
    RangeRecord,
    SpanRecord,
)
from dateline.model import BODY

__all__ = [
    "PERSON",
    "FieldRow",
    "Where",
    "bounds_text",
    "chain_text",
    "confidence_text",
    "field_rows",
    "made_by_text",
    "range_text",
    "value_text",
]

UNKNOWN = "unknown"
PERSON = "person:"
"""How the method of a value that a person set begins."""
_COUNT: TypeAdapter[CountRecord] = TypeAdapter(CountRecord)
_DATE: TypeAdapter[DateRecord] = TypeAdapter(DateRecord)
_PLACE: TypeAdapter[PlaceRecord] = TypeAdapter(PlaceRecord)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Where:
    """A half-open range in a named part of the document."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One coded value of an account and what it rests on. ``rival`` marks a value beside the one shown."""

    path: str
    label: str
    value: str
    where: tuple[Where, ...]
    speakers: str
    method: str
    confidence: float | None
    rival: bool = False


def field_rows(record: AccountRecord) -> tuple[FieldRow, ...]:
    """Every value of ``record`` that rests on words, in its order, rivals after the shown ones."""
    shown = (
        _row(path, label, value, record["provenance"][path], _where(record, path))
        for path, label, value in _shown(record)
        if path in record["provenance"]
    )
    rivals = (
        _row(
            other["field"], _label(other["field"]), _other_text(other), other, _other_where(other), rival=True
        )
        for other in record["other_values"]
    )
    return (*shown, *rivals)


def chain_text(chain: Sequence[AttributionRecord]) -> str:
    """Who says so, nearest first: ``"a medic (medic), via Harbour Post (outlet)"``; "" for nobody."""
    return ", via ".join(f"{link['speaker']} ({link['kind']})" for link in chain)


def confidence_text(confidence: float | None) -> str:
    """``confidence 0.83``, or that it was never measured.

    >>> confidence_text(0.825), confidence_text(None)
    ('confidence 0.82', 'confidence not measured')
    """
    return "confidence not measured" if confidence is None else f"confidence {confidence:.2f}"


def made_by_text(method: str, confidence: float | None) -> str:
    """Who or what gave a value, and how sure it is; what a person set is nobody's guess.

    >>> made_by_text("rules@3", 0.825), made_by_text("person:ana", None)
    ('by rules@3, confidence 0.82', 'set by ana, reviewed')
    """
    person = method.removeprefix(PERSON)
    return f"set by {person}, reviewed" if person != method else f"by {method}, {confidence_text(confidence)}"


def bounds_text(low: int | None, high: int | None) -> str:
    """``3``, ``3-5``, ``at least 3``, ``at most 5`` or ``unknown``."""
    if low is None:
        return UNKNOWN if high is None else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}-{high}"


def range_text(counts: RangeRecord) -> str:
    """A range over accounts: ``3`` where all agree, else ``2 / 3 / 5 (low / best / high)``."""
    figures = [counts["low"], counts["best"], counts["high"]]
    if figures[0] is not None and len(set(figures)) == 1:
        return str(figures[0])
    return " / ".join("?" if figure is None else str(figure) for figure in figures) + " (low / best / high)"


def _row(
    path: str,
    label: str,
    value: str,
    source: ProvenanceRecord,
    where: tuple[Where, ...],
    *,
    rival: bool = False,
) -> FieldRow:
    return FieldRow(
        path=path,
        label=label,
        value=value,
        where=where,
        speakers=chain_text(source["attribution"]),
        method=source["method"],
        confidence=source["confidence"],
        rival=rival,
    )


def _shown(record: AccountRecord) -> Iterator[tuple[str, str, str]]:
    """Path, label and text of every value that the record shows."""
    yield "event_type", "event", record["event_type"]
    yield "status", "status", record["status"]
    if record["count_range"] is not None:
        yield "count", "events", _count_text(record["count_range"])
    if record["date"] is not None:
        yield "date", "date", _date_text(record["date"])
    if record["place"] is not None:
        yield "place", "place", _place_text(record["place"])
    for index, actor in enumerate(record["actors"]):
        yield f"actors.{index}", actor["role"], _named(actor["text"], actor["name"])
    for kind, count in record["casualties"].items():
        if count is not None:
            yield f"casualties.{kind}", _label(kind), _count_text(_COUNT.validate_python(count))
    if record["weapon"] is not None:
        yield "weapon", "weapon", record["weapon"]
    claim = record["claim"]
    if claim is not None:
        yield "claim", "claimed by", claim["by"] + (f" ({claim['mode']})" if claim["mode"] else "")
    if record["statement"] is not None:
        told = [f"{name}: {text}" for name, text in record["statement"].items() if text]
        yield "statement", "statement", "; ".join(told)
    if record["background"]:
        yield "background", "background", "told as an older event"


def _label(path: str) -> str:
    return path.rpartition(".")[2].replace("_", " ")


def _named(text: str, name: str | None) -> str:
    return text if name is None or name == text else f"{text} = {name}"


def _count_text(count: CountRecord) -> str:
    sides = "; ".join(f"{side['of']}: {bounds_text(side['low'], side['high'])}" for side in count["sides"])
    notes = [note for note in ("ambiguous" if count["ambiguous"] else "", sides) if note]
    return bounds_text(count["low"], count["high"]) + (f" ({'; '.join(notes)})" if notes else "")


def _date_text(date: DateRecord) -> str:
    start, end = date["start"], date["end"]
    if start is None and end is None:
        return f"{UNKNOWN} ({date['text']})" if date["text"] else UNKNOWN
    days = start if start == end else f"{start or '?'} to {end or '?'}"
    return f"{days} (precision: {date['precision']}, from: {date['basis']})"


def _place_text(place: PlaceRecord) -> str:
    known = [text for text in (place["admin1"], place["country"]) if text and text != place["name"]]
    named = _named(place["text"], place["name"])
    return f"{', '.join((named, *known))} (precision: {place['precision']})"


def _other_text(other: OtherValueRecord) -> str:
    return value_text(other["kind"], other["value"])


def value_text(kind: str, value: Mapping[str, object]) -> str:
    """A value of a record, of the class ``kind``, in words."""
    if kind == "Count":
        return _count_text(_COUNT.validate_python(value))
    if kind == "DateInterval":
        return _date_text(_DATE.validate_python(value))
    if kind == "PlaceRef":
        return _place_text(_PLACE.validate_python(value))
    if kind == "ActorRef":
        return _named(str(value["text"]), None if value["name"] is None else str(value["name"]))
    return "; ".join(str(text) for text in value.values() if text is not None)


def _spans(ranges: Sequence[tuple[int, int]], elsewhere: Sequence[SpanRecord]) -> tuple[Where, ...]:
    body = [Where(part=BODY, start=start, end=end) for start, end in ranges]
    others = [Where(part=span["part"], start=span["start"], end=span["end"]) for span in elsewhere]
    return (*body, *others)


def _where(record: AccountRecord, path: str) -> tuple[Where, ...]:
    return _spans(record["evidence"].get(path, []), record["evidence_elsewhere"].get(path, []))


def _other_where(other: OtherValueRecord) -> tuple[Where, ...]:
    return _spans(other["evidence"], other["evidence_elsewhere"])
