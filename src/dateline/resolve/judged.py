"""Judgements of people put into effect on accounts and incidents. Pure.

A value that a person set is an assertion like any other: by method ``person:<name>``, on the words that the
value before it rested on, first of its field, so that the machine's value stays beside it as a rival.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.model import (
    Account,
    ActorRef,
    Assertion,
    Claim,
    Count,
    DateInterval,
    Grade,
    Incident,
    Label,
    PlaceRef,
    Role,
    Status,
    Value,
)
from dateline.resolve.rulings import Edit, Rulings

__all__ = ["ACTORS", "CASUALTIES", "accounts_to_resolve", "edits_of", "judged", "judged_incidents"]

ACTORS = "actors."
"""Fields of edits that begin so set everyone with one role: ``actors.perpetrator``."""
CASUALTIES = "casualties."


def accounts_to_resolve(accounts: Iterable[Account], rulings: Rulings) -> Iterator[Account]:
    """The accounts that incidents are made of: without those rejected, with the values that people set."""
    edited = _by_account(rulings)
    for account in accounts:
        if account.id not in rulings.rejected:
            yield _edited(account, edited[account.id]) if account.id in edited else account


def judged(account: Account, rulings: Rulings) -> Account:
    """``account`` with the values that people set."""
    return _edited(account, [edit for (id_, _), edit in rulings.edits.items() if id_ == account.id])


def _by_account(rulings: Rulings) -> dict[str, list[Edit]]:
    edited: dict[str, list[Edit]] = {}
    for (account, _), edit in rulings.edits.items():
        edited.setdefault(account, []).append(edit)
    return edited


def _edited(account: Account, edits: Sequence[Edit]) -> Account:
    assertions = account.assertions
    for edit in sorted(edits, key=lambda edit: edit.field):
        assertions = tuple(_with(assertions, account, edit))
    return Account(account.id, account.document_id, assertions)


def _with(assertions: Sequence[Assertion], account: Account, edit: Edit) -> Iterator[Assertion]:
    """The assertions with those of an edit in the place of the field's first, or at the end."""
    name, role = _asserted_field(edit.field)
    old = [a for a in assertions if a.field == name and (role is None or _role(a.value) is role)]
    basis = old[0] if old else next(iter(account.of("event_type")), assertions[0])
    new = [replace(basis, field=name, value=value, method=edit.by, confidence=None) for value in edit.values]
    # Whom the person left out of a role plays no part in it; a rival figure stays beside theirs.
    dropped = old if role is not None or not edit.values else [a for a in old if a.value in edit.values]
    at = assertions.index(old[0]) if old else len(assertions)
    yield from assertions[:at]
    yield from new
    yield from (a for a in assertions[at:] if a not in dropped)


def _asserted_field(field: str) -> tuple[str, Role | None]:
    return ("actor", Role(field.removeprefix(ACTORS))) if field.startswith(ACTORS) else (field, None)


def _role(value: Value) -> Role | None:
    return value.role if isinstance(value, ActorRef) else None


def judged_incidents(incidents: Sequence[Incident], rulings: Rulings) -> tuple[Incident, ...]:
    """The incidents with what people decided of them as wholes."""
    edits = edits_of(incidents, rulings)
    return tuple(
        _incident(incident, edits.get(incident.id, ()), rulings)
        if incident.id in edits or not rulings.discounted.isdisjoint(incident.account_ids)
        else incident
        for incident in incidents
    )


def edits_of(incidents: Iterable[Incident], rulings: Rulings) -> dict[str, list[Edit]]:
    """Incident -> the edits it takes, oldest first: those made when most of their accounts were its own.

    Of two incidents with as many, the one that holds the first of the accounts.
    """
    if not rulings.incident_edits:
        return {}
    named = {account for edit in rulings.incident_edits for account in edit.accounts}
    holder = {id_: incident.id for incident in incidents for id_ in incident.account_ids if id_ in named}
    found: dict[str, list[Edit]] = {}
    for edit in rulings.incident_edits:
        votes = Counter(holder[account] for account in edit.accounts if account in holder)
        if votes:
            found.setdefault(votes.most_common(1)[0][0], []).append(edit)
    return found


def _incident(incident: Incident, edits: Iterable[Edit], rulings: Rulings) -> Incident:
    changes: dict[str, Any] = {}
    casualties = dict(incident.casualties)
    for edit in edits:
        if edit.field.startswith(CASUALTIES):
            _set_toll(casualties, edit)
        elif edit.field.startswith(ACTORS):
            role = Role(edit.field.removeprefix(ACTORS))
            others = [a for a in changes.get("actors", incident.actors) if a.role is not role]
            changes["actors"] = (*(v for v in edit.values if isinstance(v, ActorRef)), *others)
        else:
            changes |= _change(edit)
    reasons = [rulings.reasons[a] for a in incident.account_ids if a in rulings.discounted]
    if reasons:
        changes |= {"grade": Grade.DISCOUNTED, "grade_reason": "; ".join(dict.fromkeys(reasons))}
    return replace(incident, casualties=casualties, **changes)


def _set_toll(casualties: dict[str, tuple[int | None, int | None, int | None]], edit: Edit) -> None:
    kind = edit.field.removeprefix(CASUALTIES)
    count = next((value for value in edit.values if isinstance(value, Count)), None)
    if count is None or (count.low is None and count.high is None):
        casualties.pop(kind, None)
    else:
        casualties[kind] = (count.low, count.low, count.high)


def _change(edit: Edit) -> Mapping[str, object]:
    value = edit.values[0] if edit.values else None
    match edit.field, value:
        case "event_type", Label(value=text):
            return {"event_type": text}
        case "status", Label(value=text):
            return {"status": Status(text)}
        case "date", DateInterval() | None:
            return {"date": value}
        case "place", PlaceRef() | None:
            return {"place": value}
        case "claim", Claim(by=by):
            return {"claimed_by": (by,)}
        case "claim", None:
            return {"claimed_by": ()}
        case "background", _:
            return {"background": value is not None}
    return {}
