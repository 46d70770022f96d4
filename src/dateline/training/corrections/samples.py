"""Corrections to samples: the sentence that tells the account, as a vector, and what is right of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.codec import CorrectionRecord
from dateline.model import Document, Verdict
from dateline.tagging.user_heads import Coded, Vector
from dateline.text.parse import Parser

__all__ = ["Sample", "samples_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One corrected account. ``coded`` is what the machine had, ``None`` where it had nothing; ``right``
    what a person says, ``None`` where no event is told. ``document`` keeps what belongs together apart from
    what it is measured on."""

    document: str
    vector: Vector
    coded: Coded | None
    right: Coded | None


def samples_of(
    records: Iterable[CorrectionRecord], parser: Parser, vector: Callable[[str], Vector]
) -> tuple[Sample, ...]:
    """The samples of the records that a person decided; those marked unsure are left out.

    ``vector`` gives the vector of a sentence.
    """
    sentences: dict[str, Sequence[tuple[int, int]]] = {}
    found = []
    for record in records:
        if record["verdict"] is Verdict.UNSURE:
            continue
        found.append(
            Sample(
                document=record["document_id"],
                vector=vector(_sentence(record, parser, sentences)),
                coded=_coded(record),
                right=None if record["verdict"] is Verdict.REJECT else _of(record),
            )
        )
    return tuple(found)


def _of(record: Mapping[str, object]) -> Coded:
    return Coded(event_type=str(record["event_type"]), status=str(record["status"]))


def _coded(record: CorrectionRecord) -> Coded | None:
    """An account that was accepted or rejected was coded as it stands."""
    if record["verdict"] is not Verdict.EDIT:
        return _of(record)
    was = record.get("was")
    return None if was is None else _of(was)


def _sentence(record: CorrectionRecord, parser: Parser, known: dict[str, Sequence[tuple[int, int]]]) -> str:
    """The sentence that first tells the event, its paragraph where the parser sees no sentence there."""
    given = [sentence for sentence in record.get("sentences") or () if sentence.strip()]
    if given:
        return given[0]
    body = record.get("body") or ""
    start = min(start for start, _ in record["evidence"]["event_type"])
    if body not in known:
        parsed = parser.parse(Document(parts={"body": body}))
        known[body] = [(s.start, s.end) for s in parsed.sentences]
    for first, last in known[body]:
        if first <= start < last:
            return body[first:last]
    return body[body.rfind("\n", 0, start) + 1 :].partition("\n")[0]
