"""Corrections as JSON Lines: each line checked, a bad one told with its number and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from dateline.codec import CorrectionRecord
from dateline.codec.values import faults_of
from dateline.errors import UsageError
from dateline.model import Verdict

__all__ = ["Fault", "read_lines"]

_RECORD: TypeAdapter[CorrectionRecord] = TypeAdapter(CorrectionRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A line that is not used: its number from 1, and why."""

    line: int
    reason: str


def read_lines(path: Path, types: Collection[str]) -> Iterator[CorrectionRecord | Fault]:
    """The records of ``path`` in order, a :class:`Fault` for each bad line; empty lines are passed over.

    ``types`` are the ids of the codebook in use.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):  # splitlines() would also split at U+2028
        if not line.strip():
            continue
        try:
            record = _RECORD.validate_json(line)
        except ValidationError as error:
            yield Fault(line=number, reason="; ".join(faults_of(error)))
            continue
        reasons = list(_faults(record, types))
        yield Fault(line=number, reason="; ".join(reasons)) if reasons else record


def _faults(record: CorrectionRecord, types: Collection[str]) -> Iterator[str]:
    """What the shape of a record cannot say."""
    verdict, was = record["verdict"], record.get("was")
    if verdict not in {Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT, Verdict.UNSURE}:
        yield f"verdict: {verdict.value!r} is no verdict on one account; accept, edit, reject or unsure"
    if verdict is Verdict.EDIT and "was" not in record:
        yield "was: an edit says what was coded before, or null where nothing was"
    if verdict is not Verdict.EDIT and was is not None:
        yield f"was: only an edit changes what was coded; this is {verdict.value!r}"
    coded = [("event_type", record["event_type"])]
    coded += [] if was is None else [("was.event_type", was["event_type"])]
    for field, event_type in coded:
        if event_type not in types:
            yield f"{field}: no type {event_type!r} in the codebook; name its file in the setting `codebook`"
    body, sentences = record.get("body"), record.get("sentences")
    if not (body or "").strip() and not any(s.strip() for s in sentences or ()):
        yield "body: missing; give the text of the document, or in `sentences` those that tell the event"
    elif not sentences:
        yield from _evidence_faults(record, len(body or ""))


def _evidence_faults(record: CorrectionRecord, length: int) -> Iterator[str]:
    ranges = record["evidence"].get("event_type", [])
    if not ranges:
        yield "evidence.event_type: missing; it says where in `body` the event is told"
    for start, end in ranges:
        if not 0 <= start < end <= length:
            yield f"evidence.event_type: [{start}, {end}] is not inside the {length} characters of `body`"
