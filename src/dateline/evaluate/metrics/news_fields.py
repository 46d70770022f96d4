"""Field by field: whether an account says what a gold event of ``news`` says.

Every check takes an account and a gold event and answers ``True``, ``False`` or ``None`` (not scored).
Accepted alternatives count as right everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from dateline.evaluate.corpora.news import GoldCount, GoldEvent, GoldSource
from dateline.evaluate.metrics.dates import date_agrees
from dateline.evaluate.metrics.names import is_generic, names_agree
from dateline.evaluate.metrics.places import place_agrees
from dateline.model import Account, ActorRef, Attribution, Casualty, Count, Role
from dateline.resolve.types import STATEMENTS

__all__ = [
    "CHECKS",
    "COARSE",
    "JOINT",
    "STATED",
    "TELLING",
    "Check",
    "actor_right",
    "describe_found",
    "describe_gold",
    "is_statement",
]

Check = Callable[[Account, GoldEvent], bool | None]

COARSE: Mapping[str, frozenset[str]] = {
    "armed_clash": frozenset({"armed_clash"}),
    "territory_change": frozenset({"armed_clash", "movement/withdrawal"}),
    "air_strike": frozenset({"airstrike/shelling"}),
    "shelling": frozenset({"airstrike/shelling"}),
    "bombing": frozenset({"bombing"}),
    "suicide_bombing": frozenset({"bombing"}),
    "grenade": frozenset({"bombing", "attack"}),
    "chemical_attack": frozenset({"attack"}),
    "armed_attack": frozenset({"attack", "violence_against_civilians"}),
    "assassination": frozenset({"assassination"}),
    "sexual_violence": frozenset({"violence_against_civilians"}),
    "abduction": frozenset({"kidnapping"}),
    "torture": frozenset({"violence_against_civilians"}),
    "execution": frozenset({"violence_against_civilians"}),
    "property_attack": frozenset({"attack"}),
    "protest": frozenset({"protest"}),
    "protest_intervention": frozenset({"protest"}),
    "excessive_force": frozenset({"protest", "violence_against_civilians"}),
    "riot": frozenset({"riot"}),
    "mob_violence": frozenset({"riot", "violence_against_civilians"}),
    "arrest": frozenset({"arrest"}),
    "agreement": frozenset({"agreement/talks"}),
    "talks": frozenset({"agreement/talks"}),
    "cooperation": frozenset({"agreement/talks"}),
    "membership": frozenset({"agreement/talks"}),
    "force_movement": frozenset({"movement/withdrawal"}),
    "base_established": frozenset({"movement/withdrawal"}),
    "sanction": frozenset({"sanction"}),
}
"""Native type -> the coarse types it is coded under; a strategic type not listed is ``other``."""


def is_statement(native_type: str) -> bool:
    """Whether a native type is a speech act; its own status is not scored (it was said)."""
    return native_type in STATEMENTS


def coarse_types(native_type: str) -> frozenset[str]:
    """The coarse types of a native type."""
    if is_statement(native_type):
        return frozenset({"statement/threat"})
    return COARSE.get(native_type, frozenset({"other"}))


def type_right(account: Account, gold: GoldEvent) -> bool:
    """The native type is the gold one or an accepted one."""
    return account.event_type in gold.native_types


def coarse_right(account: Account, gold: GoldEvent) -> bool:
    """The native type falls under the gold's coarse type, or is right itself."""
    return type_right(account, gold) or not coarse_types(account.event_type).isdisjoint(gold.coarse_types)


def status_right(account: Account, gold: GoldEvent) -> bool | None:
    """The status; not scored where the gold is a statement."""
    return None if is_statement(gold.native_types[0]) else account.status in gold.statuses


def date_right(account: Account, gold: GoldEvent) -> bool | None:
    """The date; not scored where the gold has none or knows it from outside the text."""
    if gold.date_source == "external" or not gold.dates:
        return None
    return any(date_agrees(account.date, date, gold.date_source) for date in gold.dates)


def place_right(account: Account, gold: GoldEvent) -> bool | None:
    """The place; not scored where the gold has none, wrong where only the account has none."""
    return any(place_agrees(account.place, place) for place in gold.places) if gold.places else None


def _count_right(found: Count | None, golds: tuple[GoldCount | None, ...]) -> bool:
    given = None if found is None or (found.low is None and found.high is None) else (found.low, found.high)
    return given in [gold and (gold.low, gold.high) for gold in golds]


def killed_right(account: Account, gold: GoldEvent) -> bool:
    """Low and high of the killed; where the gold has no number, none must be given."""
    return _count_right(account.casualties(Casualty.KILLED), gold.killed)


def injured_right(account: Account, gold: GoldEvent) -> bool:
    """The same for the injured."""
    return _count_right(account.casualties(Casualty.INJURED), gold.injured)


def _role_right(account: Account, gold: GoldEvent, roles: tuple[Role, ...]) -> bool:
    """Some actor in these roles is named alike; where the gold names none, nobody in particular is named."""
    found = account.actors_as(*roles)
    if any(_named_alike(actor, gold, roles) for actor in found):
        return True
    return _names_nobody(gold, roles) and all(map(_is_nobody, found))


def actor_right(actor: ActorRef, gold: GoldEvent, roles: tuple[Role, ...]) -> bool:
    """Whether one actor is right in one of ``roles``: named alike, or nobody in particular as in the gold."""
    return _named_alike(actor, gold, roles) or (_names_nobody(gold, roles) and _is_nobody(actor))


def _named_alike(actor: ActorRef, gold: GoldEvent, roles: tuple[Role, ...]) -> bool:
    return any(names_agree(_names(actor), theirs.names) for theirs in gold.actors if theirs.role in roles)


def _names_nobody(gold: GoldEvent, roles: tuple[Role, ...]) -> bool:
    return not any(actor.named for actor in gold.actors if actor.role in roles)


def _is_nobody(actor: ActorRef) -> bool:
    return is_generic(actor.text, actor.name, actor.actor_id)


def _names(actor: ActorRef) -> list[str]:
    return [name for name in (actor.text, actor.name) if name]


def perpetrator_right(account: Account, gold: GoldEvent) -> bool:
    """Who did it."""
    return _role_right(account, gold, (Role.PERPETRATOR,))


def victim_right(account: Account, gold: GoldEvent) -> bool:
    """Target or victim: the texts do not keep the two apart, so neither does the score."""
    return _role_right(account, gold, (Role.TARGET, Role.VICTIM))


def speaker_right(account: Account, gold: GoldEvent) -> bool | None:
    """Who speaks; scored on statements only."""
    if not is_statement(gold.native_types[0]):
        return None
    return _role_right(account, gold, (Role.SPEAKER,))


def claimed_right(account: Account, gold: GoldEvent) -> bool:
    """Who says "we did it"; where the gold has no claim, none must be given."""
    if account.claim is None:
        return None in gold.claimed_by
    by = account.claim.by
    ours = [
        by.replace("-", " "),
        *(actor.name for actor in account.actors if actor.actor_id == by and actor.name),
    ]
    return any(names_agree(ours, re.split(r"[/()]", name)) for name in gold.claimed_by if name)


def attribution_right(account: Account, gold: GoldEvent) -> bool | None:
    """On whose word: the nearest speaker is one whom the gold names, and the gold's nearest is in the chain.

    Not scored where the gold names nobody. The two together ask for the right speaker, and for no wrong one
    before it.
    """
    if not gold.sources:
        return None
    nearest = any(_is_source(link, source) for link in account.attribution[:1] for source in gold.sources)
    return nearest and any(_is_source(link, gold.sources[0]) for link in account.attribution)


def _is_source(link: Attribution, source: GoldSource) -> bool:
    """Whether a link names the source, in words or as an actor of the registry."""
    return (
        names_agree([link.speaker], source.names)
        or link.actor_id in source.actor_ids
        or (link.actor_id is not None and names_agree([link.actor_id.replace("-", " ")], source.names))
    )


CHECKS: Mapping[str, Check] = {
    "type": type_right,
    "coarse_type": coarse_right,
    "status": status_right,
    "date": date_right,
    "place": place_right,
    "killed": killed_right,
    "injured": injured_right,
    "perpetrator": perpetrator_right,
    "victim": victim_right,
    "speaker": speaker_right,
    "claimed_by": claimed_right,
    "attribution": attribution_right,
}
"""Field -> its check, in the order of the report."""

TELLING = tuple(field for field in CHECKS if field != "attribution")
"""The fields that tell which account means which event: who vouches for it is no part of what happened."""

JOINT = ("type", "status", "place", "killed", "perpetrator")
"""The fields that an event right as a whole has right; one that is not scored does not stand against it."""

STATED: Mapping[str, Callable[[GoldEvent], bool]] = {
    "killed": lambda gold: gold.killed[0] is not None,
    "injured": lambda gold: gold.injured[0] is not None,
    "perpetrator": lambda gold: any(a.named for a in gold.actors if a.role == Role.PERPETRATOR),
    "victim": lambda gold: any(a.named for a in gold.actors if a.role in (Role.TARGET, Role.VICTIM)),
    "claimed_by": lambda gold: gold.claimed_by[0] is not None,
    "attribution": lambda gold: any(not source.outlet for source in gold.sources),
}
"""Fields that silence can get right: they are scored once more over the events where the gold has a value;
the attribution over those that somebody besides an outlet asserts."""


def describe_gold(field: str, gold: GoldEvent) -> str:
    """The gold value of a field, for a list of misses."""
    shown: Mapping[str, object] = {
        "type": gold.native_types,
        "coarse_type": gold.coarse_types,
        "status": [status.value for status in gold.statuses],
        "date": [f"{d.start}..{d.end} ({d.precision}, {gold.date_source})" for d in gold.dates],
        "place": [f"{p.name} [{p.country} {p.admin1}]" for p in gold.places],
        "killed": [c and (c.low, c.high) for c in gold.killed],
        "injured": [c and (c.low, c.high) for c in gold.injured],
        "claimed_by": gold.claimed_by,
        "attribution": [source.names for source in gold.sources],
    }
    roles = {"perpetrator": ("perpetrator",), "victim": ("target", "victim"), "speaker": ("speaker",)}
    if field in roles:
        return str([actor.names for actor in gold.actors if actor.role in roles[field]])
    return str(shown[field])


def describe_found(field: str, account: Account) -> str:
    """The account's value of a field, for a list of misses."""
    killed, injured = account.casualties(Casualty.KILLED), account.casualties(Casualty.INJURED)
    date, place = account.date, account.place
    shown: Mapping[str, object] = {
        "type": account.event_type,
        "coarse_type": account.event_type,
        "status": account.status.value,
        "date": date
        and f"{date.start}..{date.end} ({date.precision.value}, {date.basis.value}, {date.text!r})",
        "place": place
        and f"{place.text} -> {place.name} [{place.country} {place.admin1}] {place.precision.value}",
        "killed": killed and (killed.low, killed.high, killed.text),
        "injured": injured and (injured.low, injured.high, injured.text),
        "claimed_by": account.claim and account.claim.by,
        "attribution": [(link.speaker, link.kind.value, link.actor_id) for link in account.attribution],
    }
    roles = {
        "perpetrator": (Role.PERPETRATOR,),
        "victim": (Role.TARGET, Role.VICTIM),
        "speaker": (Role.SPEAKER,),
    }
    if field in roles:
        return str([(actor.text, actor.name) for actor in account.actors_as(*roles[field])])
    return str(shown[field])
