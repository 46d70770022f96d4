"""The log of judgements to rulings. Pure: only the log and the accounts that there are now give them.

1. which judgements are undone                          (:func:`undone`)
2. what is said of single accounts: the newest stands   (accept, reject, edit)
3. which pairs are one incident and which are not       (merge, split), newest first: what a newer judgement
   contradicts does not count, and is told in ``Ruled.overruled``
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Incident, Judgement
from dateline.resolve.pair_rulings import pairs_ruled
from dateline.resolve.rulings import PERSON, Edit, Rulings

__all__ = ["Overruled", "Ruled", "in_force", "on_accounts", "on_incidents", "rulings_of", "undone"]


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

    must, cannot = pairs_ruled(standing, counts, losers)
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


def on_accounts(standing: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Account -> the judgements in force on what it says, those on its whole incident that accept it too.

    Only the newest word on each field and on the whole is told; ``standing`` is in order.
    """
    found: dict[str, dict[str, Judgement]] = {}
    for judgement in standing:
        if judgement.kind == "accept" or (
            judgement.kind in ("reject", "edit") and judgement.level == "account"
        ):
            for account in judgement.accounts:
                found.setdefault(account, {})[_matter(judgement)] = judgement
    return {account: list(told.values()) for account, told in found.items()}


def on_incidents(
    standing: Iterable[Judgement], incidents: Iterable[Incident], edits: Mapping[str, Iterable[Edit]]
) -> dict[str, list[Judgement]]:
    """Incident -> the judgements in force on it as a whole; ``edits`` are those that each incident takes.

    Only the newest word on each field and on whether there was such an event; ``standing`` is in order.
    """
    holder = {account: incident.id for incident in incidents for account in incident.account_ids}
    taken = {(edit.judgement, incident) for incident, some in edits.items() for edit in some}
    found: dict[str, dict[str, Judgement]] = {}
    for judgement in standing:
        if judgement.level != "incident" and judgement.kind != "split":
            continue
        named = (*judgement.accounts, *judgement.others)
        for incident_id in dict.fromkeys(holder[account] for account in named if account in holder):
            if judgement.kind != "edit" or (judgement.id, incident_id) in taken:
                found.setdefault(incident_id, {})[_matter(judgement)] = judgement
    return {incident_id: list(told.values()) for incident_id, told in found.items()}


def _matter(judgement: Judgement) -> str:
    """What a newer judgement replaces an older one on."""
    if judgement.kind in ("accept", "reject"):
        return "whole"
    return judgement.field if judgement.kind == "edit" else judgement.id


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
        spans=judgement.spans,
    )


def _reason(judgement: Judgement) -> str:
    name = judgement.by.removeprefix(PERSON)
    return f"{name}: {judgement.why}" if judgement.why else f"on the word of {name}"
