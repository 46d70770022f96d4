"""Which values of the accounts of a ``satp`` report are right, by the rules of its scores."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.evaluate.calibration.verdicts import Verdicts
from dateline.evaluate.corpora.satp import Incident, Report
from dateline.evaluate.metrics.matching import best_matching
from dateline.evaluate.metrics.satp import place_right
from dateline.evaluate.metrics.satp_coding import (
    STATE_ACTS,
    action_of,
    code_report,
    done,
    kind_of_target,
    side_of,
)
from dateline.model import Account, ActorRef, Assertion, PlaceRef, Role

__all__ = ["satp_verdicts"]

_TOTALS = {"killed": "killed", "perpetrators_killed": "killed", "injured": "injured", "arrested": "arrested"}
_SAME_ACTION = 100.0


def satp_verdicts(report: Report, accounts: Sequence[Account]) -> tuple[Verdicts, ...]:
    """For each account whether the coders have its event, and which of its values are right.

    An event is one action of one coded incident; each is some account's, and an account that is left over
    tells one that they did not code. Accounts of what is not done, or has no action here, are not judged.
    """
    told = done(accounts)
    slots = [(incident, action) for incident in report.incidents for action in sorted(incident.actions)]
    weights = {
        (a, s): 1.0
        + _SAME_ACTION * (action_of(account) == action)
        + 10 * (place_right(account.place, incident) is True)
        for a, account in enumerate(told)
        for s, (incident, action) in enumerate(slots)
    }
    matched = best_matching(weights, len(told), len(slots))
    by_id = {told[a].id: slots[s] for a, s in matched.items()}
    judged = {account.id for account in told} if slots else set()
    whole = len(report.incidents) == 1
    return tuple(
        Verdicts(
            event=account.id in by_id if account.id in judged else None,
            values=tuple(
                _value(row, account, by_id[account.id], told if whole else (account,))
                if account.id in by_id
                else None
                for row in account.assertions
            ),
        )
        for account in accounts
    )


def _value(
    assertion: Assertion,
    account: Account,
    slot: tuple[Incident, str],
    counted: Sequence[Account],
) -> bool | None:
    """``counted`` are the accounts whose numbers make the totals of the incident."""
    (incident, action), value = slot, assertion.value
    if assertion.field == "event_type":
        return action_of(account) == action
    if isinstance(value, PlaceRef):
        return place_right(value, incident)
    if isinstance(value, ActorRef):
        return _actor_right(value, account, incident)
    total = _TOTALS.get(assertion.field.removeprefix("casualties."))
    if total is None or incident.totals[total] is None:
        return None
    return code_report(counted).totals[total] == incident.totals[total]


def _actor_right(actor: ActorRef, account: Account, incident: Incident) -> bool | None:
    """The side of who did it, or the kind of who was harmed.

    Not judged: who acts in what only the state does, and a side that the coders left unknown, which often
    means that it is unclear who began (corpus README).
    """
    if actor.role is Role.PERPETRATOR:
        if account.event_type in STATE_ACTS or incident.perpetrator in {None, "Unknown"}:
            return None
        return side_of(actor) == incident.perpetrator
    if actor.role in {Role.TARGET, Role.VICTIM} and incident.targets_coded:
        return kind_of_target(account, actor) in incident.targets
    return None
