"""From our accounts to the labels of ``indiapolice``: what an article says that the police did.

The police must be the one who acts; that something happened to them, or that they only told it, is no
action of theirs. What is planned, denied or guessed was not done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.evaluate.metrics.names import fold
from dateline.model import Account, Casualty, Role, Status

__all__ = ["label_account", "label_article"]

_POLICE = re.compile(
    r"police|\bcops?\b|constable|inspector|\bcrpf\b|\braf\b|rapid action force|\bsrpf?\b|\bbsf\b|"
    r"security (?:forces?|personnel|men)|paramilitary|home guard|\bcbi\b"
)
_ACTS = (Role.PERPETRATOR, Role.PARTICIPANT)
_NOT_DONE = (Status.THREATENED, Status.DENIED, Status.HYPOTHETICAL, Status.ATTEMPTED)
_KILLING = frozenset({"assassination", "execution"})
_FORCE = frozenset(
    {
        "armed_clash",
        "armed_attack",
        "assassination",
        "execution",
        "torture",
        "sexual_violence",
        "protest_intervention",
        "excessive_force",
        "mob_violence",
        "shelling",
        "grenade",
    }
)


def label_article(accounts: Sequence[Account]) -> frozenset[str]:
    """The labels of an article: those of its accounts together."""
    return frozenset(label for account in accounts for label in label_account(account))


def label_account(account: Account) -> frozenset[str]:
    """The labels that one account gives."""
    if account.status in _NOT_DONE or not _by_police(account):
        return frozenset()
    labels = {"ANY_ACTION"}
    if account.event_type == "arrest":
        labels.add("ARREST")
    if account.event_type in _FORCE:
        labels.add("FORCE")
    if account.event_type in _KILLING or _has_deaths(account):
        labels |= {"KILL", "FORCE"}
    return frozenset(labels)


def _by_police(account: Account) -> bool:
    actors = account.actors_as(*_ACTS)
    if account.event_type == "arrest" and not actors:
        return True
    return any(_POLICE.search(fold(f"{actor.text} {actor.name or ''}")) for actor in actors)


def _has_deaths(account: Account) -> bool:
    killed = account.casualties(Casualty.KILLED)
    return killed is not None and bool(killed.low or killed.high)
