"""The log of judgements to rulings. Pure: only the log and the accounts that there are now give them.

1. which judgements are undone                          (:func:`undone`)
2. what is said of single accounts: the newest stands   (accept, reject, edit)
3. which pairs are one incident and which are not       (merge, split), newest first: what a newer judgement
   contradicts does not count, and is told in ``Ruled.overruled``
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Judgement
from dateline.resolve.rulings import PERSON, Edit, Pair, Rulings, pair

__all__ = ["Overruled", "Ruled", "in_force", "rulings_of", "undone"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Overruled:
    """A judgement that newer ones, ``by``, contradict."""

    judgement: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The rulings, and the judgements that newer ones contradict, in part or wholly."""

    rulings: Rulings
    overruled: tuple[Overruled, ...] = ()


def undone(log: Iterable[Judgement]) -> dict[str, str]:
    """Judgement -> the undo that takes it back; an undo that was itself undone takes nothing back."""
    found: dict[str, str] = {}
    # Newest first: whether an undo stands is known before what it would undo.
    for judgement in sorted(log, key=lambda j: j.number, reverse=True):
        if judgement.kind == "undo" and judgement.id not in found:
            found.setdefault(judgement.subject, judgement.id)
    return found


def in_force(log: Iterable[Judgement]) -> list[Judgement]:
    """Judgements of people that are not undone, oldest first; undoing is not among them."""
    log = [judgement for judgement in log if judgement.number]
    gone = undone(log)
    standing = (j for j in log if j.kind != "undo" and j.id not in gone)
    return sorted(standing, key=lambda j: j.number)


def rulings_of(log: Iterable[Judgement], is_coded: Callable[[str], bool] = lambda _account: True) -> Ruled:
    """What ``log`` rules, where ``is_coded`` tells whether an account is still given by a coder.

    Accounts that are no more rule nothing; a merge of incidents then rests on the others that they held.
    """
    standing = in_force(log)
    losers: dict[str, set[str]] = {}
    rejected, accepted, discounted = _verdicts(standing, losers)

    def counts(account: str) -> bool:
        return account not in rejected and is_coded(account)

    must, cannot = _pairs(standing, counts, losers)
    return Ruled(
        rulings=Rulings(
            must=frozenset(must),
            cannot=frozenset(cannot),
            rejected=frozenset(rejected),
            accepted=frozenset(accepted),
            discounted=frozenset(discounted),
            edits=_account_edits(standing, losers),
            incident_edits=tuple(_edit(j) for j in standing if j.kind == "edit" and j.level == "incident"),
            reasons={account: _reason(judgement) for account, judgement in discounted.items()},
        ),
        overruled=tuple(sorted(Overruled(judgement=j, by=tuple(sorted(by))) for j, by in losers.items())),
    )


def _verdicts(
    standing: Sequence[Judgement], losers: dict[str, set[str]]
) -> tuple[dict[str, Judgement], dict[str, Judgement], dict[str, Judgement]]:
    """Rejected, accepted and discounted accounts with the newest judgement that says so.

    That an account is right or misread, and that its event is real or not, are two questions: a rejected
    account says nothing of its event.
    """
    reading: dict[str, Judgement] = {}
    event: dict[str, Judgement] = {}
    for judgement in standing:
        if judgement.kind not in ("accept", "reject"):
            continue
        for account in judgement.accounts:
            if judgement.level == "incident":
                _newer(event, account, judgement, losers)
            if judgement.level == "account" or judgement.kind == "accept":
                _newer(reading, account, judgement, losers)
    return (
        {account: j for account, j in reading.items() if j.kind == "reject"},
        {account: j for account, j in reading.items() if j.kind == "accept"},
        {account: j for account, j in event.items() if j.kind == "reject"},
    )


def _newer(
    register: dict[str, Judgement], account: str, judgement: Judgement, losers: dict[str, set[str]]
) -> None:
    """A person may change their mind; two people who disagree are told of it."""
    before = register.get(account)
    if before is not None and before.kind != judgement.kind and before.by != judgement.by:
        losers.setdefault(before.id, set()).add(judgement.id)
    register[account] = judgement


def _account_edits(standing: Sequence[Judgement], losers: dict[str, set[str]]) -> dict[tuple[str, str], Edit]:
    newest: dict[tuple[str, str], Judgement] = {}
    for judgement in standing:
        if judgement.kind == "edit" and judgement.level == "account":
            key = (judgement.subject, judgement.field)
            before = newest.get(key)
            if before is not None and before.by != judgement.by and before.values != judgement.values:
                losers.setdefault(before.id, set()).add(judgement.id)
            newest[key] = judgement
    return {key: _edit(judgement) for key, judgement in newest.items()}


def _edit(judgement: Judgement) -> Edit:
    return Edit(
        field=judgement.field,
        values=judgement.values,
        by=judgement.by,
        judgement=judgement.id,
        number=judgement.number,
        accounts=judgement.accounts,
    )


def _reason(judgement: Judgement) -> str:
    name = judgement.by.removeprefix(PERSON)
    return f"{name}: {judgement.why}" if judgement.why else f"on the word of {name}"


def _pairs(
    standing: Sequence[Judgement], counts: Callable[[str], bool], losers: dict[str, set[str]]
) -> tuple[set[Pair], set[Pair]]:
    """Must-links and cannot-links that do not contradict each other, the newest judgement first."""
    links = _Links()
    for judgement in reversed(standing):
        accounts, others = (list(filter(counts, side)) for side in (judgement.accounts, judgement.others))
        if judgement.kind == "merge" and accounts and others:
            against = links.join(accounts, others, judgement.id)
        elif judgement.kind == "split":
            against = links.part(accounts, others, judgement.id)
        else:
            continue
        if against:
            losers.setdefault(judgement.id, set()).update(against)
    return links.must, links.cannot


class _Links:
    """Groups that must-links make, and which of them cannot-links keep apart, each with its judgement."""

    def __init__(self) -> None:
        self.must: set[Pair] = set()
        self.cannot: set[Pair] = set()
        self._group: dict[str, set[str]] = {}
        self._parted: dict[str, dict[str, str]] = {}
        """Account -> account that it is kept apart from -> judgement."""
        self._merged: list[tuple[set[str], str]] = []
        """All that a merge said to be one, so that an older split among them counts no more."""

    def join(self, accounts: Sequence[str], others: Sequence[str], judgement: str) -> set[str]:
        """Links the first pair that nothing newer contradicts; if there is none, what contradicts them."""
        against: set[str] = set()
        for one in accounts:
            for other in others:
                objections = set(self._between(one, other))
                if not objections:
                    self._merged.append(({*accounts, *others}, judgement))
                    self._link(one, other)
                    return set()
                against |= objections
        return against

    def part(self, accounts: Sequence[str], others: Sequence[str], judgement: str) -> set[str]:
        """Keeps every account apart from every other; which newer merges some of that contradicts."""
        against: set[str] = set()
        for one in accounts:
            for other in others:
                if objections := set(self._joined(one, other)):
                    against |= objections
                else:
                    self.cannot.add(pair(one, other))
                    self._parted.setdefault(one, {}).setdefault(other, judgement)
                    self._parted.setdefault(other, {}).setdefault(one, judgement)
        return against

    def _link(self, one: str, other: str) -> None:
        self.must.add(pair(one, other))
        group = self._group_of(one) | self._group_of(other)
        self._group.update(dict.fromkeys(group, group))

    def _group_of(self, account: str) -> set[str]:
        return self._group.get(account, {account})

    def _between(self, one: str, other: str) -> Iterator[str]:
        """Judgements that keep a member of one group apart from a member of the other."""
        mine, theirs = self._group_of(one), self._group_of(other)
        if mine is theirs:
            return
        for member in mine:
            for enemy, judgement in self._parted.get(member, {}).items():
                if enemy in theirs:
                    yield judgement

    def _joined(self, one: str, other: str) -> Iterator[str]:
        """Newer merges by which the two are one incident, directly or by way of others."""
        for merged, judgement in self._merged:
            if one in merged and other in merged:
                yield judgement
        group = self._group_of(one)
        if other in group:
            yield from (judgement for merged, judgement in self._merged if len(group & merged) > 1)
