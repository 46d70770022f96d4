"""Assertions about an actor in order of time: what is told again, and what differs from what was told before.

Some things hold of one value at a time: who is president of a country, whether one supports or opposes
another. Each such thing is a slot; a later assertion that gives its slot another value is a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dateline.model import ActorAssertion, ActorFact, Basis, Document, Party, Status

__all__ = ["Change", "told_in_time"]

_ONE_HOLDER = frozenset({
    "president", "prime minister", "leader", "monarch", "chancellor", "governor", "mayor", "secretary",
    "minister", "head", "commander",
})  # fmt: skip
"""Offices that one person holds at a time, if title and body are the same."""
_PASSING = frozenset({"new", "current", "acting", "interim", "incumbent", "the", "supreme", "longtime"})
_FOR, _AGAINST = "for", "against"
_SIDES = {
    "supports": _FOR, "recognises": _FOR, "pledged allegiance to": _FOR, "opposes": _AGAINST,
    "condemns": _AGAINST, "declared war on": _AGAINST,
}  # fmt: skip
_INSIDE = {"joined": "in", "member of": "in", "left": "out", "expelled from": "out", "defected from": "out"}


@dataclass(slots=True)
class Change:
    """One thing told, by the documents that tell it in a row; ``earlier`` is what it differs from."""

    assertion: ActorAssertion
    earlier: ActorAssertion | None
    documents: list[str] = field(default_factory=list)


def told_in_time(assertions: Iterable[ActorAssertion], documents: Mapping[str, Document]) -> list[Change]:
    """The assertions in order of time, what only repeats the value before it joined with it."""
    ordered = sorted(assertions, key=lambda a: (_time(a, documents), a.spans[0].start))
    now: dict[tuple[str, ...], tuple[str, Change]] = {}
    found: list[Change] = []
    for assertion in ordered:
        slot, value = _slot(assertion)
        before = now.get(slot) or _told_more_fully(assertion, now)
        if before is not None and before[0] == value:
            if assertion.document_id not in before[1].documents:
                before[1].documents.append(assertion.document_id)
            continue
        change = Change(assertion, before[1].assertion if before else None, [assertion.document_id])
        now[slot] = (value, change)
        found.append(change)
    return found


def _told_more_fully(
    assertion: ActorAssertion, now: Mapping[tuple[str, ...], tuple[str, Change]]
) -> tuple[str, Change] | None:
    """The office of which "President Orr" leaves out of what: the last one told of the same person."""
    if assertion.kind is not ActorFact.ROLE or assertion.object is not None:
        return None
    same = [
        change
        for _, change in now.values()
        if change.assertion.kind is ActorFact.ROLE
        and change.assertion.relation == assertion.relation
        and change.assertion.ended == assertion.ended
        and _key(change.assertion.subject) == _key(assertion.subject)
    ]
    return (_slot(assertion)[1], same[-1]) if same else None


def _time(assertion: ActorAssertion, documents: Mapping[str, Document]) -> str:
    date = assertion.date
    told = date.start if date is not None and date.basis is not Basis.PUBLICATION else None
    return told or documents[assertion.document_id].published or "9999"


def _slot(assertion: ActorAssertion) -> tuple[tuple[str, ...], str]:
    """What is asked, and the answer of this assertion."""
    who, other = _key(assertion.subject), _key(assertion.object)
    kind, relation = assertion.kind.value, assertion.relation
    holds = f"{assertion.status is Status.DENIED}{assertion.ended}"
    if assertion.kind is ActorFact.ROLE and other and relation in _ONE_HOLDER and not assertion.ended:
        return (kind, relation, _title(assertion), other), f"{who}{holds}"
    if assertion.kind is ActorFact.STANCE:
        return (kind, who, other), f"{_SIDES[relation]}{holds}"
    if assertion.kind is ActorFact.MEMBERSHIP:
        return (kind, who, other), f"{_INSIDE[relation]}{holds}"
    if assertion.kind in {ActorFact.AFFILIATION, ActorFact.BRANCH}:
        return (kind, relation, who, other), holds
    return (kind, relation, who, other, str(assertion.ended), _title(assertion)), assertion.status.value


def _title(assertion: ActorAssertion) -> str:
    words = (assertion.title or "").lower().replace("defence", "defense").split()
    return " ".join(word for word in words if word not in _PASSING)


def _key(party: Party | None) -> str:
    return "" if party is None else party.actor_id or party.text.casefold()
