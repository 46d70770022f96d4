"""How right one filler of a response is against one filler of the key: full, half or no credit.

After ``muc4/SLOTS.md`` ("How the official scorer gives credit") and the published guidelines of the 1992
evaluation (Fourth Message Understanding Conference, appendix C). Where people then judged mismatches by hand,
the rule here is the narrow one: what is not told to be half right is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum

from dateline.evaluate.corpora.muc4 import plain
from dateline.evaluate.corpora.muc4_fills import KINDS, Chain, Days, Fill, KeyFill, Kind, Place, Value

__all__ = ["REFERRING", "Credit", "credit"]


class Credit(IntEnum):
    """In half points."""

    INCORRECT = 0
    PARTIAL = 1
    CORRECT = 2


REFERRING = frozenset(
    {
        "instrument_type",
        "perp_org_confidence",
        "phys_tgt_type",
        "phys_tgt_number",
        "phys_tgt_nation",
        "phys_tgt_effect",
        "hum_tgt_desc",
        "hum_tgt_type",
        "hum_tgt_number",
        "hum_tgt_nation",
        "hum_tgt_effect",
    }
)
"""Slots whose fillers say which filler of another slot they belong to."""

_NAMES = frozenset({"perp_org", "hum_tgt_name"})
"""Slots of proper names, where words around the right ones are no mere modifiers."""

_BOMBS = ("AERIAL BOMB", "DYNAMITE", "MINE", "VEHICLE BOMB")
_SUPERCLASSES: Mapping[str, frozenset[str]] = {
    **{kind: frozenset({"BOMB", "EXPLOSIVE"}) for kind in _BOMBS},
    **{kind: frozenset({"EXPLOSIVE"}) for kind in ("BOMB", "GRENADE", "MOLOTOV COCKTAIL")},
    **{kind: frozenset({"GUN"}) for kind in ("HANDGUN", "MACHINE GUN", "MORTAR", "RIFLE")},
    **{kind: frozenset({"PROJECTILE"}) for kind in ("MISSILE", "ROCKET")},
}
_HALF_RIGHT: Mapping[str, Mapping[str, frozenset[str]]] = {
    "incident_type": {
        kind: frozenset({"ATTACK"})
        for kind in ("ARSON", "BOMBING", "FORCED WORK STOPPAGE", "KIDNAPPING", "ROBBERY")
    },
    "instrument_type": _SUPERCLASSES,
    "perp_org_confidence": {"SUSPECTED OR ACCUSED BY AUTHORITIES": frozenset({"SUSPECTED OR ACCUSED"})},
    "phys_tgt_effect": {"SOME DAMAGE": frozenset({"DESTROYED"})},
    "hum_tgt_type": {
        "GOVERNMENT OFFICIAL": frozenset({"POLITICAL FIGURE"}),
        "FORMER GOVERNMENT OFFICIAL": frozenset({"GOVERNMENT OFFICIAL"}),
        "FORMER ACTIVE MILITARY": frozenset({"ACTIVE MILITARY"}),
    },
}
"""Slot -> value of the key -> values of a response that are half right for it."""

_AREAS = frozenset({"COUNTY", "DEPARTMENT", "PROVINCE", "REGION", "STATE"})
"""Kinds of place that are something else than the town of the same name."""

_MODIFIER_AFTER = frozenset(
    {
        "aboard",
        "and",
        "at",
        "belonging",
        "between",
        "by",
        "for",
        "from",
        "in",
        "located",
        "near",
        "of",
        "on",
        "or",
        "that",
        "to",
        "which",
        "who",
        "whose",
        "with",
    }
)
"""Words that begin a modifier after the noun, so that the noun is the word before."""


def credit(slot: str, found: Fill, key: KeyFill) -> Credit:
    """The credit of ``found`` against ``key`` in ``slot``, with the best alternative.

    A right value that belongs to another filler than the key says is half right; a value that is half right
    is so whatever it belongs to.
    """
    best = max(_of_value(slot, found.value, right) for right in key.alternatives)
    if best is Credit.CORRECT and slot in REFERRING and not _same_filler(found.of, key.of):
        return Credit.PARTIAL
    return best


def _same_filler(found: str, wordings: Iterable[str]) -> bool:
    rights = tuple(wordings)
    if not found or not rights:
        return not found and not rights
    return any(_of_words(found, right, name=False) for right in rights)


def _of_value(slot: str, found: Value, right: Value) -> Credit:
    if found == right:
        return Credit.CORRECT
    if isinstance(found, Days) and isinstance(right, Days):
        return _of_days(found, right)
    if isinstance(found, Chain) and isinstance(right, Chain):
        return _of_chain(found, right)
    if not isinstance(found, str) or not isinstance(right, str):
        return Credit.INCORRECT
    if KINDS[slot] is Kind.STRING:
        return _of_words(found, right, name=slot in _NAMES)
    half = found in _HALF_RIGHT.get(slot, {}).get(right, ())
    return Credit.PARTIAL if half else Credit.INCORRECT


def _of_days(found: Days, right: Days) -> Credit:
    """A day within the key's range, and "on or before" its last day, are half right. Of a range that is open
    to the past only the last day counts as within, or every earlier date would do."""
    if found.first is None:
        within = found.last == right.last
    else:
        begin = right.last if right.first is None else right.first
        within = found.first == found.last and begin <= found.last <= right.last
    return Credit.PARTIAL if within else Credit.INCORRECT


def _of_chain(found: Chain, right: Chain) -> Credit:
    """Right are the right country and the right most specific place: what lies between is no matter of its
    own. Either of the two alone is half right."""
    country = _same_level(found.levels[0], right.levels[0])
    if len(found.levels) == len(right.levels) == 1:
        return Credit.CORRECT if country else Credit.INCORRECT
    place = min(len(found.levels), len(right.levels)) > 1 and _same_level(found.levels[-1], right.levels[-1])
    if country and place:
        return Credit.CORRECT
    return Credit.PARTIAL if country or place else Credit.INCORRECT


def _same_level(found: frozenset[Place], right: frozenset[Place]) -> bool:
    return len(found) == len(right) and all(any(_same_place(one, other) for other in right) for one in found)


def _same_place(found: Place, right: Place) -> bool:
    if plain(found.name) != plain(right.name):
        return False
    if not found.kinds or not right.kinds or found.kinds & right.kinds:
        return True
    return not (found.kinds | right.kinds) & _AREAS


def _of_words(found: str, right: str, *, name: bool) -> Credit:
    """The same words are right, and so are more modifiers of the same noun, unless the words are a ``name``.

    A part of the right words, or they and more, is half right.
    """
    ours, theirs = plain(found).split(), plain(right).split()
    if ours == theirs:
        return Credit.CORRECT
    if not name and _holds(ours, theirs) and _noun(found) == _noun(right):
        return Credit.CORRECT
    return Credit.PARTIAL if _holds(ours, theirs) or _holds(theirs, ours) else Credit.INCORRECT


def _holds(words: list[str], part: list[str]) -> bool:
    """Whether ``part`` stands in ``words``, unbroken."""
    width = len(part)
    return bool(part) and any(words[at : at + width] == part for at in range(len(words) - width + 1))


def _noun(text: str) -> str:
    """The word that a noun phrase is about: the last before a modifier after it."""
    before = next((part for part in re.split(r"[,;\[\](]", text) if plain(part)), "")
    words = plain(before).split()
    after = next((at for at, word in enumerate(words) if at and word in _MODIFIER_AFTER), len(words))
    return words[after - 1] if words else ""
