"""Link what was read about actors: each draft an assertion with registry ids, a date and its speakers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.extract.dossier.draft import FactDraft, PartyDraft
from dateline.link.acronyms import introduced_acronyms
from dateline.linking import Linker
from dateline.model import (
    ActorAssertion,
    ActorFact,
    Attribution,
    Document,
    Party,
    Span,
    SpeakerKind,
    Status,
)

__all__ = ["about_actors"]


def about_actors(
    document: Document,
    drafts: Sequence[FactDraft],
    linker: Linker,
    published: dt.date | None,
    method: str,
) -> tuple[ActorAssertion, ...]:
    """The assertions of ``drafts``, each thing once: where it is told first, and with its object.

    Acronyms that the text introduces for a party of theirs, or for a known actor, are added as aliases.
    """
    linked = [_linked(document, draft, linker, published, method) for draft in drafts]
    told = [assertion for assertion in linked if assertion is not None]
    told = _ended_with_removal(told)
    told.extend(_acronyms(document, told, linker, published, method) if drafts else ())
    return tuple(_once(told))


def _linked(
    document: Document, draft: FactDraft, linker: Linker, published: dt.date | None, method: str
) -> ActorAssertion | None:
    subject = _party(draft.subject, linker, published)
    other = _party(draft.object, linker, published) if draft.object else None
    if draft.kind is not ActorFact.ALIAS and other is not None and _key(subject) == _key(other):
        return None
    chain = linker.speakers(draft.attribution, published)
    date = linker.when(document, draft.time, published)
    spans = [draft.cue, *draft.subject.spans, *(draft.object.spans if draft.object else ())]
    spans += [draft.title] if draft.title else []
    spans += [*draft.status_spans, *draft.attribution_spans, *(date[1] if date else ())]
    return ActorAssertion(
        document_id=document.id,
        kind=draft.kind,
        relation=draft.relation,
        subject=subject,
        object=other,
        title=draft.title.quote if draft.title else None,
        status=_status(draft.status, chain, subject, other),
        ended=draft.ended,
        date=date[0] if date else None,
        spans=tuple(dict.fromkeys(spans)),
        attribution=chain,
        method=method,
    )


_ENDS_OFFICE = frozenset({"removed", "resigned"})


def _ended_with_removal(told: Sequence[ActorAssertion]) -> list[ActorAssertion]:
    """An office named in passing of who is told to have lost it ("ousted leader Orr") holds no longer."""
    lost = {span for a in told if a.relation in _ENDS_OFFICE for span in a.spans if a.title == span.quote}
    return [replace(a, ended=True) if a.kind is ActorFact.ROLE and a.spans[0] in lost else a for a in told]


def _party(draft: PartyDraft, linker: Linker, when: dt.date | None) -> Party:
    """Who is named. The word of a country or people is its government; a person is never a group."""
    text = draft.words.quote
    actor = linker.who(text, when)
    if actor is None and (draft.place or draft.people):
        actor = linker.who(f"{text} government", when)
    if actor is not None and draft.person and actor.kind != "person":
        actor = None
    return Party(text=text, actor_id=actor.id if actor else None, name=actor.name if actor else None)


def _status(status: Status, chain: Iterable[Attribution], subject: Party, other: Party | None) -> Status:
    """What is known only by the word of an armed party that it is about is that party's claim."""
    if status is not Status.OCCURRED:
        return status
    about = {party.actor_id for party in (subject, other) if party and party.actor_id}
    claimed = any(link.kind is SpeakerKind.CLAIMANT and link.actor_id in about for link in chain)
    return Status.CLAIMED if claimed else status


def _acronyms(
    document: Document,
    told: Sequence[ActorAssertion],
    linker: Linker,
    published: dt.date | None,
    method: str,
) -> Iterator[ActorAssertion]:
    """ "Tolm Armed Front (TAF)" as an alias."""
    parties = {party.text for a in told for party in (a.subject, a.object) if party is not None}
    for short, name in introduced_acronyms(document.body).items():
        found = _introduced(document, name, short)
        actor = linker.who(name, published)
        if found is None or (actor is None and name not in parties):
            continue
        date = linker.when(document, None, published)
        yield ActorAssertion(
            document_id=document.id,
            kind=ActorFact.ALIAS,
            relation="also known as",
            subject=Party(
                text=name, actor_id=actor.id if actor else None, name=actor.name if actor else None
            ),
            object=Party(text=short),
            date=date[0] if date else None,
            spans=(*found, *(date[1] if date else ())),
            attribution=linker.speakers(_outlet(document), published),
            method=method,
        )


def _introduced(document: Document, name: str, short: str) -> tuple[Span, Span] | None:
    """The two names where the text puts the one in brackets after the other."""
    for first, second in ((name, short), (short, name)):
        start = document.body.find(f"{first} ({second}")
        if start >= 0:
            after = start + len(first) + 2
            spans = document.span(start, start + len(first)), document.span(after, after + len(second))
            return spans if first == name else (spans[1], spans[0])
    return None


def _outlet(document: Document) -> tuple[Attribution, ...]:
    return (Attribution(speaker=document.outlet, kind=SpeakerKind.OUTLET),) if document.outlet else ()


def _once(told: Sequence[ActorAssertion]) -> list[ActorAssertion]:
    """Each thing once, in order of reading; an office "of" nothing is dropped where another says of what."""
    kept: dict[tuple[object, ...], ActorAssertion] = {}
    bare = {(a.kind, a.relation, _key(a.subject), a.ended) for a in told if a.object is not None}
    for assertion in told:
        who = (assertion.kind, assertion.relation, _key(assertion.subject), assertion.ended)
        if assertion.object is None and who in bare:
            continue
        kept.setdefault((*who, assertion.status, _key(assertion.object)), assertion)
    return sorted(kept.values(), key=lambda a: (a.spans[0].start, a.relation))


def _key(party: Party | None) -> str:
    return "" if party is None else party.actor_id or party.text.casefold()
