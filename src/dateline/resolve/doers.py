"""Who did it, by whose word: everybody named, claims and denials apart, and which of them are rivals.

Two who are named are **rivals** where they exclude each other: two parties, never named together by one
account, and neither of them told as the other side (target, victim or participant) of the same fight. A
description ("gunmen") rivals nobody. Who made a claim is named by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline.model import ActorRef, Assertion, Doer, Role, Saying, SayingKind, Status
from dateline.resolve.cases import Case, folded, is_named

__all__ = ["claimants", "denials_of", "doers_of", "rivals_of"]

TWO_SIDED = frozenset({"armed_clash", "territory_change", "force_movement", "talks", "agreement", "protest"})
"""Types in which several parties take part: another doer named is another side."""
_OTHER_SIDE = (Role.TARGET, Role.VICTIM, Role.PARTICIPANT)
_KINDS = {Status.CLAIMED: SayingKind.CLAIMED, Status.ALLEGED: SayingKind.ACCUSED}
_SENTENCE_ENDS = '.!?:;"\u201c\u2019\u201d-\u2013\u2014'
_RANK = (SayingKind.CLAIMED, SayingKind.TOLD, SayingKind.ACCUSED, SayingKind.DENIED)


@dataclass(slots=True)
class _Party:
    """One doer under all its names (folded)."""

    actor: ActorRef
    named: bool
    names: set[str]
    sayings: list[Saying] = field(default_factory=list)


def doers_of(cases: Sequence[Case]) -> tuple[Doer, ...]:
    """Everybody whom ``cases`` (oldest first) tell to have done it: those named before those described,
    claimants before accused, then by the number of accounts.

    Who is only said not to have done it is not among them.
    """
    told_by = [list(_sayings(case)) for case in cases]
    if len(told_by) == 1 and len(told_by[0]) == 1:  # most incidents: nothing to join, nobody to rival
        ((actor, _, saying),) = told_by[0]
        return () if saying.kind is SayingKind.DENIED else (_doer(actor, (saying,)),)
    parties: list[_Party] = []
    for sayings in told_by:
        for actor, named, saying in sayings:
            party = _party_of(actor, named, parties)
            if saying not in party.sayings:
                party.sayings.append(saying)
    if not parties:
        return ()
    told = [party for party in parties if any(s.kind is not SayingKind.DENIED for s in party.sayings)]
    rivals = [id(party) for party in _rivals(told, cases)] if len(told) > 1 else []
    doers = [
        (
            (not party.named, min(_RANK.index(s.kind) for s in party.sayings), -len(party.sayings), index),
            _doer(party.actor, tuple(party.sayings), rival=id(party) in rivals),
        )
        for index, party in enumerate(told)
    ]
    return tuple(doer for _, doer in sorted(doers, key=lambda pair: pair[0]))


def _doer(actor: ActorRef, sayings: tuple[Saying, ...], *, rival: bool = False) -> Doer:
    """Of a kind of people ("gunmen") the words are kept, not what the registry calls the kind."""
    generic = actor.actor_id is not None and not is_named(actor)
    name = None if generic else actor.name
    return Doer(text=actor.text, actor_id=actor.actor_id, name=name, rival=rival, sayings=sayings)


def rivals_of(doers: Iterable[Doer]) -> list[str]:
    """Names of the rivals, in the order of the alphabet."""
    return sorted(doer.name or doer.text for doer in doers if doer.rival)


def claimants(cases: Iterable[Case]) -> tuple[str, ...]:
    """Who claims it (registry ids or words), by the oldest account that tells the claim."""
    return tuple(dict.fromkeys(case.account.claim.by for case in cases if case.account.claim))


def denials_of(cases: Iterable[Case]) -> tuple[Saying, ...]:
    """Every account that denies it; ``by`` is who is said not to have done it."""
    found: list[Saying] = []
    for case in cases:
        if case.account.status is Status.DENIED:
            names = [actor.actor_id or actor.text for actor in case.account.actors_as(Role.PERPETRATOR)]
            found += (_saying(case, None, SayingKind.DENIED, name) for name in names or [""])
    return tuple(found)


def _sayings(case: Case) -> Iterator[tuple[ActorRef, bool, Saying]]:
    """Each doer of an account, whether it is named, and the account's word on it."""
    account = case.account
    claim = account.claim
    claimed = False
    rows = account.of("actor")
    if claim is None and not rows:
        return
    status = account.status
    kind = SayingKind.DENIED if status is Status.DENIED else _KINDS.get(status)
    for row in rows:
        actor = row.value
        if not isinstance(actor, ActorRef) or actor.role is not Role.PERPETRATOR:
            continue
        own = claim is not None and not _names(actor).isdisjoint(_claimant_names(claim.by))
        claimed = claimed or own
        how = SayingKind.CLAIMED if own else (kind or SayingKind.TOLD)
        by = actor.actor_id or actor.text
        yield (
            actor,
            _is_name(actor, row, case),
            _saying(case, row, how, by, claim.mode if own and claim else None),
        )
    if claim is not None and not claimed and status is not Status.DENIED:
        row = account.of("claim")[0]
        known = claim.by if claim.by == claim.by.lower() and " " not in claim.by else None
        actor = ActorRef(role=Role.PERPETRATOR, text=claim.by, actor_id=known)
        yield actor, True, _saying(case, row, SayingKind.CLAIMED, claim.by, claim.mode)


def _saying(case: Case, row: Assertion | None, kind: SayingKind, by: str, mode: str | None = None) -> Saying:
    chain = (row.attribution if row else ()) or case.account.attribution
    return Saying(kind=kind, by=by, account_id=case.account.id, attribution=chain, mode=mode)


def _names(actor: ActorRef) -> set[str]:
    told = (actor.text, actor.name or "", (actor.actor_id or "").replace("-", " "))
    return {name.removeprefix("the ") for text in told if (name := folded(text))}


def _claimant_names(by: str) -> set[str]:
    return {folded(by).removeprefix("the "), folded(by.replace("-", " ")).removeprefix("the ")}


def _is_name(actor: ActorRef, row: Assertion, case: Case) -> bool:
    """Whether the words name a party; a capital that only begins a sentence ("Gunmen opened fire") does not
    make a name, which at worst leaves a rival out."""
    if actor.actor_id is not None or not is_named(actor):
        return is_named(actor)
    if actor.text[1:] != actor.text[1:].lower():
        return True
    span = row.spans[0]
    before = case.document.parts.get(span.part, "")[max(0, span.start - 3) : span.start].strip()
    return bool(before) and before[-1] not in _SENTENCE_ENDS


def _party_of(actor: ActorRef, named: bool, parties: list[_Party]) -> _Party:
    """The party that ``actor`` is, a new one where none fits; a name is never joined to a description."""
    names = _names(actor)
    for party in parties:
        if party.named is not named:
            continue
        if not party.names.isdisjoint(names) or (named and _one_party(party.names, names)):
            party.names |= names
            if actor.actor_id is not None and party.actor.actor_id is None:
                party.actor = actor
            return party
    parties.append(_Party(actor, named, names))
    return parties[-1]


def _one_party(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a name lies within another ("falcons", "falcons of the delta") or is its initials."""
    return any(
        f" {a} " in f" {b} " or f" {b} " in f" {a} " or _initials(a) == b or _initials(b) == a
        for a in one
        for b in other
    )


def _initials(name: str) -> str:
    """Of a name of several words its first letters, else ``""``.

    >>> _initials("red front"), _initials("falcons")
    ('rf', '')
    """
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _rivals(told: Sequence[_Party], cases: Sequence[Case]) -> list[_Party]:
    """The named parties that another one excludes."""
    named = [party for party in told if party.named]
    if len(named) < 2 or any(case.account.event_type in TWO_SIDED for case in cases):
        return []
    other_side = [
        _names(actor) for case in cases for actor in case.account.actors_as(*_OTHER_SIDE) if is_named(actor)
    ]
    fighters = [p for p in named if not any(_one_party(p.names, names) for names in other_side)]
    return [
        party
        for party in fighters
        if any(party is not other and not _together(party, other) for other in fighters)
    ]


def _together(one: _Party, other: _Party) -> bool:
    """Whether one account names both: allies."""
    accounts = {saying.account_id for saying in other.sayings if saying.kind is not SayingKind.DENIED}
    return any(s.account_id in accounts and s.kind is not SayingKind.DENIED for s in one.sayings)
