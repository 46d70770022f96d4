"""Bundle a linked draft into an account: one assertion for every value, each on the words that support it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.extract.coder import Draft
from dateline.linking import Links
from dateline.model import Account, Assertion, Document, Label, Span, Value, content_id

__all__ = ["account_of"]


def account_of(document: Document, draft: Draft, links: Links, method: str) -> Account:
    """The account of ``draft``; its id rests on the document and the words that first tell it only."""
    account_id = content_id(
        [document.id, [[s.part, s.start, s.end] for s in draft.key], _discriminator(draft)]
    )
    assertions = tuple(
        Assertion(
            document_id=document.id,
            account_id=account_id,
            field=field,
            value=value,
            spans=tuple(spans),
            attribution=links.attribution,
            method=method,
        )
        for field, value, spans in _values(draft, links)
    )
    return Account(account_id, document.id, assertions)


def _discriminator(draft: Draft) -> str:
    """Tells a speech act apart from the event told with the same word ("claimed")."""
    return "statement" if draft.statement is not None else "event"


def _values(draft: Draft, links: Links) -> Iterator[tuple[str, Value, Sequence[Span]]]:
    yield "event_type", Label(value=draft.event_type), draft.type_spans
    yield "status", Label(value=draft.status.value), draft.status_spans
    if draft.attribution_spans and links.attribution:
        yield (
            "attribution",
            Label(value="; ".join(a.speaker for a in links.attribution)),
            draft.attribution_spans,
        )
    if draft.count is not None:
        yield "count", draft.count[0], draft.count[1]
    if links.date is not None:
        yield "date", links.date[0], links.date[1]
    if links.place is not None and draft.place is not None:
        yield "place", links.place, draft.place.spans
    for actor, spans in links.actors:
        yield "actor", actor, spans
    for kind, (count, spans) in draft.casualties.items():
        yield f"casualties.{kind.value}", count, spans
    if draft.weapon is not None:
        yield "weapon", Label(value=draft.weapon.quote), (draft.weapon,)
    if links.claim is not None and draft.claim is not None:
        yield "claim", links.claim, draft.claim[1]
    if draft.statement is not None:
        yield "statement", draft.statement[0], draft.statement[1]
    if draft.background:
        yield "background", Label(value="true"), draft.background
