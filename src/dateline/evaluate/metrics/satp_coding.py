"""From our accounts to the codes of ``satp``: side, actions, targets, totals and place of a report.

A report is coded there as one incident; all accounts that tell something done are therefore put together.
Background, threats, denials and guesses are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluate.corpora.satp import NO_TARGET
from dateline.evaluate.metrics.names import fold
from dateline.model import Account, ActorRef, Casualty, Count, PlaceRef, Role, Status
from dateline.tagging.reading import Reading

__all__ = ["Coded", "action_of", "code_report", "done", "side_of"]

ACTIONS: Mapping[str, str] = {
    "armed_clash": "armed_assault",
    "air_strike": "armed_assault",
    "armed_attack": "armed_assault",
    "assassination": "armed_assault",
    "execution": "armed_assault",
    "torture": "armed_assault",
    "sexual_violence": "armed_assault",
    "excessive_force": "armed_assault",
    "mob_violence": "armed_assault",
    "shelling": "armed_assault",
    "arrest": "arrest",
    "weapons_seizure": "seizure",
    "bombing": "bombing",
    "suicide_bombing": "bombing",
    "grenade": "bombing",
    "property_attack": "infrastructure",
    "abduction": "abduction",
}
"""Native type -> action."""

STATE_ACTS = frozenset({"arrest", "weapons_seizure"})
"""Acts that only the state's forces do; where nobody is named, they did it."""

_UNDONE = (Status.THREATENED, Status.DENIED, Status.HYPOTHETICAL)
_SURRENDER = re.compile(r"\bsurrender")
_MAOIST = re.compile(
    r"maoist|naxal|left[ -]wing extremis|\blwe|people s war|\bpwg\b|\bmcc\b|\bdalam|\bultra|\bplga\b|"
    r"\bcadre|\bextremist|\brebel|\bsquad"
)
_SECURITY = re.compile(
    r"police|security|\bcrpf\b|\bcobra\b|greyhound|\bstf\b|\bbsf\b|\bspo\b|paramilitar|\barmy\b|troop|jawan|"
    r"personnel|constable|commando|battalion|\bforces?\b|home guard|inspector"
)
_OFFICIAL = re.compile(
    r"sarpanch|minister|mla\b|\bmp\b|politic|leader|party|congress|councillor|official|mayor|panchayat|"
    r"collector|worker"
)
_INFRASTRUCTURE = re.compile(
    r"railway|station|track|school|government|panchayat|road|bridge|tower|pipeline|office|hospital|transformer|"
    r"guest house|building|post\b|train"
)
_PROPERTY = re.compile(
    r"truck|vehicle|house|shop|bus\b|tractor|machine|tower|car\b|lorr|motorcycle|property|equipment|jcb"
)
_COMPANY = re.compile(r"mining|\bnmdc\b|essar|steel|\bcoal\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What a report says, in the codes of the corpus."""

    perpetrator: str
    actions: frozenset[str]
    targets: frozenset[str]
    totals: Mapping[str, int]
    places: tuple[PlaceRef, ...]


def code_report(accounts: Sequence[Account], reading: Reading | None = None) -> Coded:
    """All accounts of a report as one coding; totals are sums, a range counts with its low end.

    Side, actions and targets are what the trained tagger decides, where there is a reading.
    """
    told = done(accounts)
    decided = reading.decided if reading is not None else {}
    side = next((side for side in map(perpetrating_side, told) if side != "Unknown"), "Unknown")
    actions = frozenset(action for action in map(action_of, told) if action)
    targets = frozenset(kind for account in told for kind in target_kinds(account))
    return Coded(
        perpetrator=decided.get("satp_perpetrator", (side,))[0],
        actions=frozenset(decided.get("satp_action", actions)),
        targets=frozenset(decided.get("satp_target", targets)) - {NO_TARGET},
        totals={
            "killed": _sum(told, Casualty.KILLED, Casualty.PERPETRATORS_KILLED),
            "injured": _sum(told, Casualty.INJURED),
            "arrested": _sum(told, Casualty.ARRESTED),
        },
        places=tuple(account.place for account in told if account.place is not None),
    )


def done(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The accounts of something done or tried, as news, that has an action in the corpus."""
    return tuple(
        account
        for account in accounts
        if not account.background and account.status not in _UNDONE and action_of(account)
    )


def action_of(account: Account) -> str | None:
    """The action of an account; a surrender is told by its word, for no native type is one."""
    quotes = " ".join(span.quote for row in account.of("event_type") for span in row.spans)
    if _SURRENDER.search(quotes.lower()):
        return "surrender"
    return ACTIONS.get(account.event_type)


def side_of(actor: ActorRef) -> str:
    """``Maoist``, ``Security`` or ``Unknown`` by the words and the registry name of an actor."""
    for words in (fold(actor.text), fold(actor.name or "")):
        if _MAOIST.search(words):
            return "Maoist"
        if _SECURITY.search(words):
            return "Security"
    return "Unknown"


def perpetrating_side(account: Account) -> str:
    """Who did it. Arrests and seizures are the state's, a surrender is that of the one who gives up."""
    action = action_of(account)
    if action == "surrender":
        return "Maoist"
    if account.event_type in STATE_ACTS:
        return "Security"
    sides = [side_of(actor) for actor in account.actors_as(Role.PERPETRATOR)]
    return next((side for side in sides if side != "Unknown"), "Unknown")


def target_kinds(account: Account) -> set[str]:
    """The kinds of target of an account; people of no told kind are civilians.

    Whom the state arrests or takes arms from is coded as Maoist in this corpus, unless told to be another.
    """
    kinds = {_kind(actor) for actor in account.actors_as(Role.TARGET, Role.VICTIM)}
    if account.event_type in STATE_ACTS:
        return (kinds - {"civilians", "security"}) or {"maoist"}
    return kinds


def _kind(actor: ActorRef) -> str:
    words = fold(actor.text)
    side = side_of(actor)
    if side == "Maoist":
        return "maoist"
    if _COMPANY.search(words):
        return "mining_company"
    if _INFRASTRUCTURE.search(words) and side != "Security":
        return "government_infrastructure"
    if _PROPERTY.search(words):
        return "private_property"
    if side == "Security":
        return "security"
    return "government_officials" if _OFFICIAL.search(words) else "civilians"


def _sum(accounts: Sequence[Account], *kinds: Casualty) -> int:
    return sum(_number(account.casualties(kind)) for account in accounts for kind in kinds)


def _number(count: Count | None) -> int:
    if count is None:
        return 0
    return count.low if count.low is not None else count.high or 0
