"""Which values of the accounts of a ``news`` text are right, by the rules of its scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.evaluate.calibration.verdicts import Verdicts
from dateline.evaluate.corpora.news import GoldEvent, NewsText
from dateline.evaluate.metrics.news import match_events
from dateline.evaluate.metrics.news_fields import CHECKS, actor_right
from dateline.model import Account, ActorRef, Assertion, Casualty, Role

__all__ = ["news_verdicts"]

_CHECKED = {
    "event_type": "type",
    "status": "status",
    "date": "date",
    "place": "place",
    f"casualties.{Casualty.KILLED.value}": "killed",
    f"casualties.{Casualty.INJURED.value}": "injured",
}
"""Field of an assertion -> the check of the account that judges it; the corpus has one value of each."""
_ROLES = {
    Role.PERPETRATOR: (Role.PERPETRATOR,),
    Role.TARGET: (Role.TARGET, Role.VICTIM),
    Role.VICTIM: (Role.TARGET, Role.VICTIM),
    Role.SPEAKER: (Role.SPEAKER,),
}


def news_verdicts(
    text: NewsText, accounts: Sequence[Account], families: Mapping[str, str]
) -> tuple[Verdicts, ...]:
    """For each account whether the gold has its event (a background or optional one counts), and which of its
    values are right. The values of an event that the gold does not have are not judged."""
    matched = match_events(accounts, text.events, families)
    return tuple(
        Verdicts(
            event=number in matched,
            values=tuple(
                _value(row, account, text.events[matched[number]]) if number in matched else None
                for row in account.assertions
            ),
        )
        for number, account in enumerate(accounts)
    )


def _value(assertion: Assertion, account: Account, gold: GoldEvent) -> bool | None:
    if isinstance(assertion.value, ActorRef):
        roles = _ROLES.get(assertion.value.role)
        return actor_right(assertion.value, gold, roles) if roles else None
    check = _CHECKED.get(assertion.field)
    preferred = account.of(assertion.field)[0] is assertion
    return CHECKS[check](account, gold) if check and preferred else None
