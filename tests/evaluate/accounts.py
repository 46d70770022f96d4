"""Accounts and gold events by hand, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.evaluate.corpora.news import GoldEvent
from dateline.model import (
    Account,
    ActorRef,
    Assertion,
    Casualty,
    Claim,
    Count,
    DateInterval,
    Document,
    Label,
    PlaceRef,
    Role,
    Span,
    Status,
    Value,
)

FAMILIES = {
    "bombing": "violence",
    "air_strike": "violence",
    "armed_attack": "violence",
    "abduction": "violence",
    "protest": "disorder",
    "arrest": "strategic",
    "sanction": "strategic",
    "announcement": "statement",
    "threat": "statement",
}


def document(body: str, **parts: str) -> Document:
    return Document(parts={"body": body, **parts})


def account(
    doc: Document,
    words: str,
    event_type: str,
    *,
    status: Status = Status.OCCURRED,
    background: bool = False,
    date: DateInterval | None = None,
    place: PlaceRef | None = None,
    actors: Sequence[tuple[Role, str, str | None]] = (),
    killed: tuple[int | None, int | None] | None = None,
    injured: tuple[int | None, int | None] | None = None,
    arrested: tuple[int | None, int | None] | None = None,
    weapon: str | None = None,
    claimed_by: str | None = None,
) -> Account:
    """An account whose every value rests on ``words``, which must stand in the body."""
    start = doc.body.index(words)
    spans: tuple[Span, ...] = (doc.span(start, start + len(words)),)
    rows: list[tuple[str, Value]] = [
        ("event_type", Label(value=event_type)),
        ("status", Label(value=status.value)),
    ]
    if background:
        rows.append(("background", Label(value="background")))
    rows += [(name, value) for name, value in (("date", date), ("place", place)) if value is not None]
    rows += [("actor", ActorRef(role=role, text=text, name=name)) for role, text, name in actors]
    counts = ((Casualty.KILLED, killed), (Casualty.INJURED, injured), (Casualty.ARRESTED, arrested))
    rows += [
        (f"casualties.{kind.value}", Count(low=pair[0], high=pair[1], text=words))
        for kind, pair in counts
        if pair is not None
    ]
    if weapon is not None:
        rows.append(("weapon", Label(value=weapon)))
    if claimed_by is not None:
        rows.append(("claim", Claim(by=claimed_by)))
    return Account(
        id=f"{event_type}:{words}",
        document_id=doc.id,
        assertions=tuple(
            Assertion(
                document_id=doc.id,
                account_id=f"{event_type}:{words}",
                field=name,
                value=value,
                spans=spans,
                method="hand@1",
                confidence=1.0,
            )
            for name, value in rows
        ),
    )


def gold(doc: Document, words: str, event_type: str, **changes: object) -> GoldEvent:
    """A core gold event told in ``words``, with nothing else known; ``changes`` are fields of the record."""
    start = doc.body.index(words)
    plain = GoldEvent(
        id=f"gold:{words}",
        native_types=(event_type,),
        coarse_types=("attack",),
        statuses=(Status.OCCURRED,),
        dates=(),
        date_source="text",
        places=(),
        actors=(),
        killed=(None,),
        injured=(None,),
        claimed_by=(None,),
        evidence=(words,),
        spans=((start, start + len(words)),),
        background=False,
        core=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
