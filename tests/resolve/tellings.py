"""Short ways to tell one event in several documents, for the tests of what is made of a group of accounts."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import (
    Account,
    Assertion,
    Attribution,
    Count,
    Document,
    Incident,
    Relation,
    SpeakerKind,
)
from dateline.resolve.cases import cases_of
from dateline.resolve.relations import relations_of
from dateline.resolve.summary import incident_of
from store.accounts import account, document

Told = tuple[Document, Account]

BODIES = (
    "Shopkeepers fled when something blew up near the grain store.",
    "Eight ambulances raced from the clinic towards thick black smoke.",
    "A charge tore through the bus stop, as police chief Idris Oru put it.",
    "Windows shattered across several streets, one baker said.",
    "The mayor cut short a visit abroad when word of it reached her.",
    "Rescuers dug through rubble by torchlight until the early morning.",
    "Three schools near the river stayed shut for the rest of the week.",
)


def tell(
    outlet: str,
    published: str = "2026-03-10",
    body: str = "",
    origin: str = "",
    url: str = "",
    **values: object,
) -> Told:
    """One document of ``outlet`` with one account; every outlet has words of its own."""
    parts = {name: told for name, told in (("origin", origin), ("url", url)) if told}
    text = body or BODIES[ord(outlet[-1]) % len(BODIES)]
    source = document(text, outlet=outlet, published=published, **parts)
    return source, account(source, **values)  # type: ignore[arg-type]


def with_count(told: Told, field: str, count: Count, kind: SpeakerKind | None = None) -> Told:
    """The same with one more figure, on the word of a speaker of ``kind``."""
    source, one = told
    row = Assertion(
        document_id=source.id,
        account_id=one.id,
        field=f"casualties.{field}",
        value=count,
        spans=one.assertions[0].spans,
        attribution=(Attribution(speaker="someone", kind=kind),) if kind else (),
        method="rules@1",
    )
    return source, Account(one.id, one.document_id, (*one.assertions, row))


def summed(*told: Told) -> Incident:
    """The incident that all of them together are."""
    return incident_of(cases_of([a for _, a in told], {source.id: source for source, _ in told}))


def related(*groups: Iterable[Told]) -> dict[int, tuple[Relation, ...]]:
    """Number of a group -> its relations, incidents named by their numbers."""
    told = [pair for group in groups for pair in group]
    cases = cases_of([a for _, a in told], {source.id: source for source, _ in told})
    at = {case.account.id: index for index, case in enumerate(cases)}
    incidents = {str(n): [at[a.id] for _, a in group] for n, group in enumerate(groups)}
    return {int(id_): rows for id_, rows in relations_of(cases, incidents).items()}


def several(
    body: str, *accounts: dict[str, object], outlet: str = "A", published: str = "2026-03-10"
) -> list[Told]:
    """Accounts of one document; ``words`` of each are where it is told."""
    source = document(body, outlet=outlet, published=published)
    return [(source, account(source, **values)) for values in accounts]  # type: ignore[arg-type]
