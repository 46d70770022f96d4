"""Decide which native type a mention tells, or that it tells none.

An anchor may be read in more than one way ("strike", "capture", "raid"); the words it governs decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention
from dateline.extract.readings import attacks, control, crowds, politics, strikes

__all__ = ["TYPE_RANK", "more_specific", "tells_alone", "type_of"]

TYPE_RANK = (
    "suicide_bombing", "chemical_attack", "assassination", "air_strike", "shelling", "grenade", "bombing",
    "abduction", "sexual_violence", "torture", "execution", "excessive_force", "protest_intervention",
    "mob_violence", "armed_clash", "property_attack", "armed_attack",
)  # fmt: skip
"""Which type names an event told in several ways, most specific first."""

Reading = Callable[[Mention, Lexicon, NameFinder], str | None]


def type_of(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    """The native type, or ``None`` when the words tell no event of the codebook here."""
    types = [a.event_type for a in mention.anchors]
    reader = _READERS.get(mention.lemma) or _READERS.get(mention.trigger.lower_)
    if len(mention.tokens) == 1 and reader is not None:
        return reader(mention, lexicon, names)
    phrase_reader = _PHRASE_READERS.get(types[0])
    return phrase_reader(mention, lexicon, names) if phrase_reader is not None else types[0]


def tells_alone(word: str) -> bool:
    """Whether the anchor ``word`` may tell an event by itself, and not only inside a phrase."""
    return _READERS.get(word) is not _never


def more_specific(a: str, b: str) -> str:
    """Of two types that tell one event, the one that says more."""
    rank = {name: i for i, name in enumerate(TYPE_RANK)}
    return a if rank.get(a, len(TYPE_RANK)) <= rank.get(b, len(TYPE_RANK)) else b


def _never(mention: Mention, lexicon: Lexicon, names: NameFinder) -> str | None:
    return None


_READERS: Mapping[str, Reading] = {
    "strike": strikes.strike, "strikes": strikes.strike, "pound": strikes.hit, "hit": strikes.hit,
    "capture": control.capture, "seize": control.capture, "seizure": control.capture,
    "conquer": control.capture, "occupy": control.capture, "fall": _never, "take": _never,
    "recover": control.capture, "defuse": control.capture, "recovery": control.capture, "find": control.found,
    "unearth": control.found, "uncover": control.found, "discover": control.found,
    "intercept": control.capture, "liberate": control.liberate,
    "liberation": _never, "takeover": _never, "bomb": strikes.bomb, "mine": strikes.bomb,
    "bombard": strikes.bomb, "explosion": strikes.blast, "blast": strikes.blast, "explode": strikes.blast,
    "detonation": strikes.blast, "raid": attacks.raid, "fire": attacks.fire, "launch": strikes.launch,
    "missile": strikes.projectile, "rocket": strikes.projectile, "mortar": strikes.projectile,
    "artillery": strikes.projectile, "salvo": strikes.projectile, "barrage": strikes.projectile,
    "shell": strikes.projectile, "land": _never, "offensive": control.offensive, "destroy": attacks.destroy,
    "damage": attacks.destroy, "protester": crowds.protesters, "demonstrator": crowds.protesters,
    "gather": crowds.gather, "march": crowds.march, "rally": crowds.march, "join": politics.join,
    "participation": politics.participation, "membership": politics.participation,
    "accession": politics.participation, "surrender": control.surrender, "deploy": control.move,
    "deployment": control.move, "withdraw": control.move, "withdrawal": control.move,
    "mobilize": control.move, "mobilise": control.move, "advance": control.move, "retreat": control.move,
    "transfer": control.move, "redeploy": control.move, "incursion": control.move, "invasion": _never,
    "invade": control.move, "reinforcement": _never, "mobilization": control.move,
    "mobilisation": control.move, "pullout": control.move, "expel": politics.sanction_verb,
    "ban": politics.sanction_verb, "outlaw": politics.sanction_verb, "freeze": _never,
    "sanction": politics.sanction_noun, "embargo": politics.sanction_noun, "curfew": politics.sanction_noun,
    "blockade": politics.sanction_noun, "agreement": politics.agreement, "accord": politics.agreement,
    "treaty": politics.agreement, "deal": politics.agreement, "pact": politics.agreement, "sign": _never,
    "ratify": _never, "talk": politics.talks, "negotiation": politics.talks, "summit": politics.talks,
    "meeting": politics.talks, "dialogue": politics.talks, "mediation": politics.talks, "meet": _never,
    "trial": politics.trial, "conviction": politics.trial, "sentence": politics.trial,
    "verdict": politics.trial, "extradition": politics.trial, "prosecution": politics.trial,
    "charge": politics.trial, "convict": politics.trial, "jail": politics.trial, "acquit": politics.trial,
    "extradite": politics.trial, "prosecute": politics.trial, "resign": politics.leader,
    "appoint": politics.leader, "succeed": politics.leader, "depose": politics.leader, "dismiss": _never,
    "sack": _never, "impeach": politics.leader, "resignation": _never, "inauguration": _never,
    "presidency": _never, "merger": _never, "merge": _never, "release": _never, "free": _never,
    "disarm": control.surrender, "dissolve": _never, "execution": attacks.execute,
    "execute": attacks.execute, "burn": attacks.burn, "ax": attacks.by_hand,
    "axe": attacks.by_hand, "beat": attacks.by_hand, "slit": attacks.by_hand, "chop": attacks.by_hand,
    "succumb": attacks.by_hand, "supply": politics.supply,
    "cooperate": politics.cooperation, "cooperation": politics.cooperation, "fighting": attacks.weak_battle,
    "battle": attacks.weak_battle, "combat": _never, "fight": attacks.fought, "clash": attacks.clash,
    "encounter": attacks.weak_battle,
    "hostility": _never, "mob": _never, "unrest": _never, "rioter": _never, "detention": _never,
    "hostage": _never, "disappearance": _never, "vigil": _never, "boycott": _never, "demolition": _never,
    "grenade": strikes.grenade, "ied": _never, "landmine": _never, "drone": _never, "attempt": _never,
    "expulsion": _never, "defection": control.surrender, "disbandment": control.surrender,
    "demobilize": control.surrender, "repel": _never,
}  # fmt: skip
"""Anchors whose reading depends on their words; one read as never tells an event only inside a phrase."""

_PHRASE_READERS: Mapping[str, Reading] = {
    "armed_attack": attacks.attack,
    "leadership_change": politics.office,
    "aid_access": politics.aid,
    "agreement": politics.truce,
    "property_attack": attacks.fire_set,
    "grenade": strikes.grenade,
}  # fmt: skip
"""Types of which every anchor needs a second look."""
