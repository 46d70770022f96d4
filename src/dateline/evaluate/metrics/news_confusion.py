"""Which value an account of ``news`` gives where the gold event has which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dateline.evaluate.confusion import NOTHING, Confusion, bucket, of_value
from dateline.evaluate.corpora.news import GoldCount, GoldEvent
from dateline.evaluate.metrics.news_fields import CHECKS, STATED, is_statement
from dateline.model import Account, Casualty, Count, Role

__all__ = ["of_fields"]

_GIVEN: Mapping[str, Callable[[Account], bool]] = {
    "date": lambda account: account.date is not None,
    "place": lambda account: account.place is not None,
    "perpetrator": lambda account: bool(account.actors_as(Role.PERPETRATOR)),
    "victim": lambda account: bool(account.actors_as(Role.TARGET, Role.VICTIM)),
    "speaker": lambda account: bool(account.actors_as(Role.SPEAKER)),
    "claimed_by": lambda account: account.claim is not None,
    "attribution": lambda account: bool(account.attribution),
}
"""Fields of open values, and whether an account has one: of them is told whether it is right."""


def of_fields(account: Account, gold: GoldEvent) -> Iterator[Confusion]:
    """Every field of one matched pair. An accepted alternative counts as the value it is."""
    types, statuses = gold.native_types, gold.statuses
    given = account.event_type
    yield of_value("type", given if given in types else types[0], given)
    if not is_statement(types[0]):
        status = account.status if account.status in statuses else statuses[0]
        yield of_value("status", status.value, account.status.value)
    for field, kind, golds in (
        ("killed", Casualty.KILLED, gold.killed),
        ("injured", Casualty.INJURED, gold.injured),
    ):
        right = CHECKS[field](account, gold)
        size = _size(account.casualties(kind))
        yield of_value(field, size if right else _size(golds[0]), size)
    for field, is_given in _GIVEN.items():
        right = CHECKS[field](account, gold)
        if right is None:
            continue
        told = STATED[field](gold) if field in STATED else True
        met = "right" if right else "wrong" if is_given(account) else NOTHING
        yield of_value("fields", field if told else f"no {field}", met)


def _size(count: Count | GoldCount | None) -> str:
    """The size of the least that a count says; of "at most ten" that is what it is at most."""
    if count is None:
        return NOTHING
    return bucket(count.low if count.low is not None else count.high)
