"""From our accounts to the codes of ``hrdsattack``: one violation per article.

Order matters: place, date and perpetrator type are those of the first account that has one, since the
article is coded as its main event.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluate.metrics.names import fold, is_generic
from dateline.extract.coder import NON_STATE_ARMED
from dateline.model import (
    Account,
    ActorRef,
    Basis,
    Casualty,
    DateInterval,
    PlacePrecision,
    PlaceRef,
    Role,
    Status,
)
from dateline.tagging.entities import entities_of
from dateline.tagging.reading import Reading

__all__ = ["Coded", "KindOf", "code_article"]

KindOf = Callable[[str], str | None]
"""Registry id -> kind of actor, or ``None`` where it is not known."""

VIOLATIONS: Mapping[str, str] = {
    "abduction": "kidnapping",
    "arrest": "arbitrary detention",
    "trial": "arbitrary detention",
    "torture": "torture",
    "assassination": "killing",
    "execution": "killing",
    "armed_attack": "other",
    "mob_violence": "other",
    "excessive_force": "other",
    "sexual_violence": "other",
    "bombing": "other",
    "suicide_bombing": "other",
    "shelling": "other",
    "air_strike": "other",
    "property_attack": "other",
    "threat": "other",
}
"""Native type -> violation; an account with deaths is a killing besides."""

STATE = "state actor"
_STATE_KINDS = frozenset({"government", "military", "police"})
_STATE_WORDS = re.compile(
    r"police|army|military|soldier|troop|government|authorit|court|judge|minist|security|president|regime|"
    r"officer|official|prosecut|junta|guard|state|intelligence"
)
_ARMED_WORDS = re.compile(
    r"gunm[ae]n|bandit|kidnap|militant|rebel|insurgent|terroris|gang|assailant|attacker|cartel"
)
_DISAPPEARED = re.compile(r"disappear|went missing|gone missing")
_NOT_DONE = (Status.DENIED, Status.HYPOTHETICAL)
_TOWNS = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.TOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What an article says, in the codes of the corpus; empty is nothing said."""

    perpetrator_mentioned: bool
    perpetrator_type: str
    violations: frozenset[str]
    victims: tuple[str, ...]
    place: Mapping[str, str]
    date: Mapping[str, int | None]


def code_article(accounts: Sequence[Account], kind_of: KindOf, reading: Reading | None = None) -> Coded:
    """All accounts of violations as one coding.

    Violations, the perpetrator's kind and the victims' names are those of the trained tagger, where there
    is a reading.
    """
    told = [
        account
        for account in accounts
        if account.event_type in VIOLATIONS and not account.background and account.status not in _NOT_DONE
    ]
    perpetrators = [actor for account in told for actor in account.actors_as(Role.PERPETRATOR)]
    types = [kind for actor in perpetrators if (kind := perpetrator_type(actor, kind_of))]
    mentioned, kind = bool(perpetrators), types[0] if types else ""
    violations = frozenset(kind for account in told for kind in violations_of(account))
    victims = named_victims(told)
    if reading is not None:
        mentioned = bool(reading.decided.get("hrds_mention"))
        kind = reading.decided.get("hrds_perpetrator", (kind,))[0]
        violations = frozenset(reading.decided.get("hrds_violation", violations))
        victims = tuple(entity.best.text for entity in entities_of(reading.of("hrds", "victim")))
    return Coded(
        perpetrator_mentioned=mentioned,
        perpetrator_type="" if kind == "none" else kind,
        violations=violations,
        victims=victims,
        place=_place([account.place for account in told if account.place is not None]),
        date=_date(_by_weight(accounts)),
    )


def violations_of(account: Account) -> set[str]:
    """The violations of one account."""
    kinds = {VIOLATIONS[account.event_type]}
    quotes = " ".join(span.quote for row in account.of("event_type") for span in row.spans).lower()
    if account.event_type == "abduction" and _DISAPPEARED.search(quotes):
        kinds = {"enforced disappearance"}
    killed = account.casualties(Casualty.KILLED)
    if killed is not None and (killed.low or killed.high):
        kinds = (kinds - {"other"}) | {"killing"}
    return kinds


def perpetrator_type(actor: ActorRef, kind_of: KindOf) -> str:
    """The kind of perpetrator, by its registry entry or else by its words; ``""`` where neither tells."""
    kind = kind_of(actor.actor_id) if actor.actor_id else None
    if kind in _STATE_KINDS:
        return STATE
    if kind in NON_STATE_ARMED:
        return "other actors without permissions"
    words = fold(f"{actor.text} {actor.name or ''}")
    if _STATE_WORDS.search(words):
        return STATE
    return "other actors without permissions" if _ARMED_WORDS.search(words) else "other non-state actors"


def named_victims(accounts: Sequence[Account]) -> tuple[str, ...]:
    """Names of people harmed, each once: two or more capitalised words and no registry organisation."""
    names = [
        actor.text
        for account in accounts
        for actor in account.actors_as(Role.VICTIM, Role.TARGET)
        if not is_generic(actor.text, None) and _is_personal(actor.text)
    ]
    return tuple(dict.fromkeys(names))


def _is_personal(text: str) -> bool:
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) >= 2 and capitals >= len(words) - 1 and not _STATE_WORDS.search(fold(text))


def _place(places: Sequence[PlaceRef]) -> dict[str, str]:
    """Country, region and city, each from the first place that has it."""
    return {
        "country": next((place.country for place in places if place.country), ""),
        "region": next((place.admin1 for place in places if place.admin1), ""),
        "city": next((place.name or place.text for place in places if place.precision in _TOWNS), ""),
    }


def _by_weight(accounts: Sequence[Account]) -> list[DateInterval]:
    """The dates of the violations told, history among them, those of trials and threats last: the corpus
    dates
    the violation that an article is about, which a report on its trial or its anniversary tells as the
    past."""
    told = [a for a in accounts if a.event_type in VIOLATIONS and a.status not in _NOT_DONE]
    told.sort(key=lambda account: account.event_type in _AFTERMATH)
    return [account.date for account in told if account.date is not None]


_AFTERMATH = frozenset({"trial", "threat"})


def _date(dates: Sequence[DateInterval]) -> dict[str, int | None]:
    """Year, month and day of the first date that the text gives, as far as its two ends agree."""
    told = next((date for date in dates if date.start and date.basis is not Basis.PUBLICATION), None)
    if told is None or told.start is None:
        return {"year": None, "month": None, "day": None}
    start = datetime.date.fromisoformat(told.start[:10])
    end = datetime.date.fromisoformat((told.end or told.start)[:10])
    year = start.year if start.year == end.year else None
    month = start.month if year and start.month == end.month else None
    return {"year": year, "month": month, "day": start.day if month and start.day == end.day else None}
