"""Words of weapons and parties as the few kinds that shares are counted of."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["target_kind", "weapon_kind"]

_WEAPONS: Mapping[str, str] = {
    "drone": r"drones?|uavs?|unmanned aerial",
    "missile or rocket": r"missiles?|rockets?|himars|katyushas?",
    "air strike": r"air ?strikes?|airstrikes?|air raids?|fighter jets?|warplanes?|helicopters?|bombers?",
    "artillery": r"artillery|mortars?|shells?|shelling|howitzers?",
    "chemical": r"chemical|chlorine|sarin|gas|nerve agent|poison",
    "grenade": r"grenades?|rpgs?",
    "vehicle": r"car|truck|van|vehicle|lorry",
    "explosive": r"bombs?|bombings?|explosives?|ieds?|mines?|landmines?|dynamite|detonat\w*",
    "fire": r"arson|petrol|molotov|fire|firebombs?",
    "firearm": r"guns?|gunfire|rifles?|pistols?|shots?|bullets?|shooting|machine guns?",
    "blade": r"kni(?:fe|ves)|machetes?|axes?|swords?|stabbing",
}
"""Kind -> words; the first that matches wins but for a "car bomb", which is an explosive."""
_BOMB = re.compile(r"\b(?:bombs?|explosives?)\b", re.IGNORECASE)
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _WEAPONS.items()}


def weapon_kind(words: str) -> str:
    """The kind of a weapon, ``""`` where its words say none..

    >>> weapon_kind("a car bomb"), weapon_kind("two drones"), weapon_kind("")
    ('explosive', 'drone', '')
    """
    for kind, pattern in _PATTERNS.items():
        if pattern.search(words):
            return "explosive" if kind == "vehicle" and _BOMB.search(words) else kind
    return ""


def target_kind(actor_id: str) -> str:
    """Whom it hit: a registry id; a generic group without its country.

    >>> target_kind("generic:civilians:SY"), target_kind("syrian-army"), target_kind("")
    ('civilians', 'syrian-army', '')
    """
    if actor_id.startswith("generic:"):
        return actor_id.split(":")[1]
    return actor_id
