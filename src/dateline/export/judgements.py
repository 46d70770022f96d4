"""Judgements as text for people: what was decided, by whom, when, why, and what puts it in question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from dateline.codec.shapes import JudgementRecord
from dateline.export.excerpt import one_line
from dateline.export.fields import PERSON, value_text

__all__ = ["conflicts_text", "decision_text", "history_text", "person_of"]

_KINDS = {
    "date": "DateInterval",
    "place": "PlaceRef",
    "count": "Count",
    "casualties": "Count",
    "actors": "ActorRef",
    "claim": "Claim",
}
"""What the values of a field are; those of the others are labels."""


def history_text(judgements: Sequence[JudgementRecord]) -> str:
    """A paragraph for each judgement, oldest first; ends with a newline."""
    if not judgements:
        return "nothing was judged here, by a person or by a method\n"
    return "\n".join("\n".join(_paragraph(judgement)) for judgement in judgements) + "\n"


def conflicts_text(conflicts: Sequence[Mapping[str, Any]]) -> str:
    """A paragraph for each judgement in question; ends with a newline."""
    if not conflicts:
        return "no judgement is in question\n"
    return "".join(
        f"{conflict['kind']}: judgement {conflict['judgement']['judgement_id']}\n"
        f"  {decision_text(conflict['judgement'])}\n  {one_line(conflict['text'])}\n"
        + "".join(f"  account {account}\n" for account in conflict["accounts"])
        for conflict in conflicts
    )


def decision_text(judgement: JudgementRecord) -> str:
    """What was decided, by whom and why, on one line: ``accepted by ana on 2026-03-12: seen the video``."""
    who = person_of(judgement["by"])
    told = f"{_decision(judgement)} by {who} on {judgement['at'][:10]}"
    return one_line(f"{told}: {judgement['why']}" if judgement["why"] else told)


def person_of(by: str) -> str:
    """The name of the person; of a method its own."""
    return by.removeprefix(PERSON)


def _paragraph(judgement: JudgementRecord) -> Iterator[str]:
    gone = " (undone)" if judgement["undone_by"] else ""
    yield f"judgement {judgement['judgement_id']}{gone}"
    yield f"  {decision_text(judgement)}"
    if judgement["number"] is None:
        yield f"  of account {judgement['subject']} and account {judgement['object']}"
    for account in judgement["accounts"]:
        yield f"  account {account}"
    if judgement["others"]:
        yield f"  {'with' if judgement['kind'] == 'merge' else 'apart from'}"
        yield from (f"  account {account}" for account in judgement["others"])
    if judgement["undone_by"]:
        yield f"  undone by {judgement['undone_by']}"


def _decision(judgement: JudgementRecord) -> str:
    level = judgement["level"] or ""
    match judgement["kind"]:
        case "merge":
            return f"{_number(judgement['accounts'])} merged with {_number(judgement['others'])}"
        case "split":
            return f"{_number(judgement['accounts'])} told apart from {_number(judgement['others'])}"
        case "accept":
            return f"{level} accepted"
        case "reject":
            return "incident discounted" if level == "incident" else "account rejected"
        case "edit":
            field = judgement["field"] or ""
            was = _values_text(field, judgement["was"])
            return f"{level}: {field} set to {_values_text(field, judgement['values'])} (was {was})"
        case "undo":
            return f"judgement {judgement['subject']} undone"
    return "joined"


def _number(accounts: Sequence[str]) -> str:
    return "1 account" if len(accounts) == 1 else f"{len(accounts)} accounts"


def _values_text(field: str, values: Iterable[Mapping[str, Any]]) -> str:
    kind = _KINDS.get(field.partition(".")[0], "Label")
    texts = [value_text(kind, cast(dict[str, object], value)) for value in values]
    return "; ".join(texts) or "none"
