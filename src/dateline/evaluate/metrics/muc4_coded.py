"""From our accounts to incidents in the words of the keys, where no tagger hands in its own.

Which accounts make an incident and of what type is told by :mod:`~dateline.evaluate.metrics.muc4_templates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.evaluate.metrics.muc4_incident import Filler, FillerRole, Incident
from dateline.evaluate.metrics.muc4_templates import (
    is_organisation,
    is_thing,
    organisation_words,
    personal_name,
    template_of,
)
from dateline.model import Account, ActorRef, Assertion, Attribution, Casualty, Role, Status
from dateline.registry.states import Organ

__all__ = ["incidents_of"]

_STAGES: Mapping[Status, str] = {
    Status.ATTEMPTED: "ATTEMPTED",
    Status.THREATENED: "THREATENED",
}
_STATE = re.compile(rf"-(?:{'|'.join(organ.value for organ in Organ)})$")
"""Ends the id of a regular actor of a country."""
_Words = tuple[tuple[str, re.Pattern[str]], ...]


def _words(table: Mapping[str, str]) -> _Words:
    return tuple((value, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for value, words in table.items())


_PERSONS = _words(
    {
        "SECURITY GUARD": r"bodyguard|watchm[ae]n|security guard|escort|guards?\b",
        "LAW ENFORCEMENT": r"polic|detective|agents?\b",
        "ACTIVE MILITARY": r"soldier|army|military|colonel|col\b|general\b|gen\b|captain|lieutenant|sergeant",
        "LEGAL OR JUDICIAL": r"judge|magistrate|prosecutor|attorney general|lawyer",
        "DIPLOMAT": r"ambassador|diplomat|consul",
        "POLITICAL FIGURE": r"candidate|politic|party|union leader|leader|deput|senator|congress",
        "GOVERNMENT OFFICIAL": r"minister|mayor|governor|president|official|councilm",
    }
)
_THINGS = _words(
    {
        "DIPLOMAT OFFICE OR RESIDENCE": r"embass|consulate|ambassador",
        "ENERGY": r"pylon|power|electric|pipeline|oil|energy|substation|tower",
        "TRANSPORT VEHICLE": r"cars?\b|truck|bus\b|buses|vehicle|plane|helicopter|boat|train\b|jeep",
        "FINANCIAL": r"bank|savings|financ",
        "COMMUNICATIONS": r"telephone|radio|television|newspaper|telecom|antenna",
        "TRANSPORTATION ROUTE": r"bridge|road|highway|railway|rail line",
        "LAW ENFORCEMENT FACILITY": r"police (?:station|post|headquarters)|barracks",
        "GOVERNMENT OFFICE OR RESIDENCE": r"ministry|town ?hall|government|palace|mayor|municipal",
        "ORGANIZATION OFFICE": r"headquarters|office|union|party",
        "CIVILIAN RESIDENCE": r"house|home|residence|neighborhood",
        "COMMERCIAL": r"store|shop|restaurant|hotel|company|market|mall|plant|factory|warehouse|farm",
    }
)
_WEAPONS = _words(
    {
        "VEHICLE BOMB": r"car[- ]?bomb|truck[- ]?bomb|vehicle bomb",
        "DYNAMITE": r"dynamite",
        "GRENADE": r"grenade",
        "MOLOTOV COCKTAIL": r"molotov",
        "MACHINE GUN": r"machine ?gun|submachine|sub-machine|ak-47",
        "RIFLE": r"rifle",
        "MORTAR": r"mortar",
        "ROCKET": r"rocket",
        "MINE": r"(?:land)?mines?\b",
        "BOMB": r"bomb",
        "EXPLOSIVE": r"explosive",
        "CUTTING DEVICE": r"knife|knives|machete|dagger",
        "GUN": r"guns?\b|pistol|revolver|firearm|shot|bullet|weapon",
    }
)


def incidents_of(accounts: Sequence[Account]) -> tuple[Incident, ...]:
    """The incidents of one text in order of the accounts, equal ones once."""
    incidents: list[Incident] = []
    for account in accounts:
        template = template_of(account)
        if template is None:
            continue
        incident = Incident(
            type=next(iter(template.types)).upper(),
            stage=_STAGES.get(account.status, "ACCOMPLISHED"),
            category="STATE-SPONSORED VIOLENCE" if _by_state(account) else "TERRORIST ACT",
            fillers=tuple(_fillers(account)),
        )
        if incident not in incidents:
            incidents.append(incident)
    return tuple(incidents)


def _by_state(account: Account) -> bool:
    return any(_STATE.search(actor.actor_id or "") for actor in account.actors_as(Role.PERPETRATOR))


def _fillers(account: Account) -> Iterator[Filler]:
    for row in account.of("actor"):
        actor = row.value
        if isinstance(actor, ActorRef) and actor.role is Role.PERPETRATOR:
            yield from _perpetrator(actor, row, account)
        elif isinstance(actor, ActorRef) and actor.role in (Role.TARGET, Role.VICTIM):
            yield _target(actor, row, account)
    for row in account.of("weapon")[:1]:
        words = account.weapon or ""
        yield _filler(FillerRole.INSTRUMENT, words, row, {"type": _first(_WEAPONS, words, "")})


def _perpetrator(actor: ActorRef, row: Assertion, account: Account) -> Iterator[Filler]:
    """MUC-4 has two roles where we have one actor: "HF guerrillas" are people and name an organisation."""
    if not is_organisation(actor):
        yield _filler(FillerRole.PERP_INDIVIDUAL, actor.text, row, {})
    organisation = organisation_words(actor)
    if organisation:
        confidence = _confidence(account, row.attribution)
        yield _filler(FillerRole.PERP_ORG, organisation, row, {"confidence": confidence})


def _confidence(account: Account, vouching: tuple[Attribution, ...]) -> str:
    """How the text presents an organisation's part in it."""
    if account.claim is not None:
        return "CLAIMED OR ADMITTED"
    if vouching or account.attribution:
        return "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def _target(actor: ActorRef, row: Assertion, account: Account) -> Filler:
    if is_thing(actor.text):
        attributes = {"type": _first(_THINGS, actor.text, "OTHER"), "effect": "SOME DAMAGE"}
        return _filler(FillerRole.PHYS_TGT, actor.text, row, attributes)
    effect = next((effect for kind, effect in _EFFECTS.items() if account.casualties(kind)), "")
    attributes = {"type": _first(_PERSONS, actor.text, "CIVILIAN"), "effect": effect}
    name = personal_name(actor.text)
    role = FillerRole.HUM_TGT_NAME if name else FillerRole.HUM_TGT_DESC
    return _filler(role, name or actor.text, row, attributes)


_EFFECTS: Mapping[Casualty, str] = {Casualty.KILLED: "DEATH", Casualty.INJURED: "INJURY"}


def _filler(role: FillerRole, words: str, row: Assertion, attributes: Mapping[str, str]) -> Filler:
    """A filler with the place of its words in the body, ``(0, 0)`` where only the title has them."""
    span = next((span for span in row.spans if span.part == "body"), None)
    start, end = (span.start, span.end) if span is not None else (0, 0)
    return Filler(
        role=role, mentions=((start, end, words),), attributes={k: v for k, v in attributes.items() if v}
    )


def _first(table: _Words, words: str, otherwise: str) -> str:
    return next((value for value, form in table if form.search(words)), otherwise)
