"""From our accounts to the labels of ``indiapolice``: what an article says that the police did.

The police must be the ones who act; that something happened to them is no action of theirs. What is
planned, denied or guessed was not done. To tell or to deny something is an action, but no other label. FAIL
is never given: that somebody did not act is no event of the codebook.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.evaluate.metrics.names import fold
from dateline.model import Account, Casualty, Role, Status

__all__ = ["label_account", "label_article"]

_POLICE = re.compile(
    r"police|\bcops?\b|constable|inspector|\bcrpf\b|\braf\b|rapid action force|\bsrpf?\b|\bbsf\b|"
    r"security (?:forces?|personnel|men)|paramilitary|para-military|home guard|\bcbi\b|\barmy\b|\btroops\b|"
    r"\bjawans?\b|\bforces\b"
)
"""Also the army, which was called in beside them: the annotators took what it did as theirs."""
_ACTS = (Role.PERPETRATOR, Role.PARTICIPANT)
_MOVED = (*_ACTS, Role.TARGET)
"""Who is deployed is often told as whom the government deploys."""
_THEIR_ACTS = frozenset({"arrest", "weapons_seizure", "protest_intervention"})
"""What only the police do; where nobody is named, they did it."""
_CURFEW = re.compile(r"curfew|prohibitory order|section 144")
_SHOTS = re.compile(r"\bfir(?:e|ed|es|ing)\b|shoot|\bshot|lathi|tear ?gas|baton|disperse|beat")
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
    labels = {"ANY_ACTION"} if _police_speak(account) else set()
    words = " ".join(span.quote for row in account.of("event_type") for span in row.spans).lower()
    if account.status in _NOT_DONE or not (_by_police(account) or _CURFEW.search(words)):
        return frozenset(labels)
    labels.add("ANY_ACTION")
    if account.event_type == "arrest":
        labels.add("ARREST")
    if account.event_type in _FORCE or _SHOTS.search(words):
        labels.add("FORCE")
    if account.event_type in _KILLING or _has_deaths(account):
        labels |= {"KILL", "FORCE"}
    return frozenset(labels)


def _police_speak(account: Account) -> bool:
    speakers = [actor.text for actor in account.actors_as(Role.SPEAKER)]
    return any(_names_police(words) for words in (*speakers, *(link.speaker for link in account.attribution)))


def _names_police(words: str) -> bool:
    return _POLICE.search(fold(words)) is not None


def _by_police(account: Account) -> bool:
    actors = account.actors_as(*(_MOVED if account.event_type == "force_movement" else _ACTS))
    if account.event_type in _THEIR_ACTS and not account.actors_as(*_ACTS):
        return True
    return any(_names_police(f"{actor.text} {actor.name or ''}") for actor in actors)


def _has_deaths(account: Account) -> bool:
    killed = account.casualties(Casualty.KILLED)
    return killed is not None and bool(killed.low or killed.high)
