"""From an incident as coded to its template of 24 slots: what nobody chose is read off the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.evaluate.corpora.muc4_fills import Fill, Number, read_fill
from dateline.evaluate.metrics.muc4_how_many import PLURAL, how_many
from dateline.evaluate.metrics.muc4_incident import Filler, FillerRole, Incident
from dateline.evaluate.metrics.muc4_means import implied_means
from dateline.evaluate.metrics.muc4_nations import nation_of
from dateline.evaluate.metrics.muc4_slots import SlotTemplate
from dateline.evaluate.metrics.muc4_surroundings import Surroundings
from dateline.evaluate.metrics.muc4_when import date_of
from dateline.evaluate.metrics.muc4_where import country_of, locate
from dateline.link.context import Places

__all__ = ["assemble"]

_NOT_ASKED: Mapping[str, frozenset[FillerRole]] = {
    "ARSON": frozenset({FillerRole.INSTRUMENT}),
    "KIDNAPPING": frozenset({FillerRole.INSTRUMENT, FillerRole.PHYS_TGT}),
}
"""Type of incident -> fillers that its template has no place for (``*`` in the keys)."""

_TITLE_GAP = re.compile(
    r"[\s,]*(?:(?:COL|DR|FATHER|GEN|LT|MAJ|CAPT|SGT|MSGR|MR|MRS|SISTER)\b\s*)*", re.IGNORECASE
)
_APPOSITION_GAP = re.compile(r"\s*,\s*(?:(?:A|AN|THE|WHO (?:WAS|IS)(?: THE| AN?)?)\s+)?", re.IGNORECASE)

_Slots = dict[str, list[Fill]]


def assemble(incident: Incident, around: Surroundings, places: Places) -> SlotTemplate:
    """The template of an incident.

    Date, location, numbers, nations and a means that no filler names come from the text; a total is left
    empty, since the keys rarely ask for one. A description that stands beside a name describes it, and then
    type, number and effect are told of the name alone.
    """
    fillers = [f for f in incident.fillers if f.role not in _NOT_ASKED.get(incident.type, ())]
    anchors = [group for f in fillers if (group := [start for start, end, _ in f.mentions if end])]
    where, when = locate(anchors, around), date_of(anchors, around)
    slots: _Slots = defaultdict(list)
    slots["date"] = [Fill(value=when)] if when is not None else []
    slots["location"] = [Fill(value=where)] if where is not None else []
    for slot, value in (
        ("incident_type", incident.type),
        ("stage", incident.stage),
        ("perp_category", incident.category),
    ):
        slots[slot] = [Fill(value=value)] if value else []
    nation = _Nation(around, places, country_of(where))
    for filler in fillers:
        _add(slots, filler, _named_by(filler, fillers, around.text), nation)
    if not slots["instrument_id"] and (means := implied_means(incident.type, anchors, around)):
        slots["instrument_type"] = [Fill(value=means)]
    return SlotTemplate(slots={slot: tuple(dict.fromkeys(fills)) for slot, fills in slots.items() if fills})


class _Nation:
    """The text and the country against which a target is foreign."""

    def __init__(self, around: Surroundings, places: Places, home: str) -> None:
        self.text = around.text
        self._places = places
        self._home = home

    def of(self, filler: Filler) -> str:
        """The foreign nation that a mention of the filler names, or ``""``."""
        nations = (
            nation_of(start, words, self.text, self._home, self._places)
            for start, _, words in filler.mentions
        )
        return next(filter(None, nations), "")


def _add(slots: _Slots, filler: Filler, name: str, nation: _Nation) -> None:
    """Adds what a filler says; ``name`` is that of the person it describes, or ``""``."""
    role, words = filler.role, _words(filler)
    slots[role.slot].append(Fill(value=words, of=name))
    if role is FillerRole.PERP_ORG:
        _choose(slots, "perp_org_confidence", filler.attributes.get("confidence", ""), words)
    elif role is FillerRole.INSTRUMENT:
        _choose(slots, "instrument_type", filler.attributes.get("type", ""), words)
    elif role is not FillerRole.PERP_INDIVIDUAL:
        target = "phys_tgt" if role is FillerRole.PHYS_TGT else "hum_tgt"
        _choose(slots, f"{target}_nation", nation.of(filler), name or words)
        if not name:
            _choose(slots, f"{target}_type", filler.attributes.get("type", ""), words)
            _choose(slots, f"{target}_effect", filler.attributes.get("effect", ""), words)
            slots[f"{target}_number"].append(Fill(value=_number(filler, nation.text), of=words))


def _choose(slots: _Slots, slot: str, value: str, of: str) -> None:
    if value:
        slots[slot].append(Fill(value=value, of=of))


def _words(filler: Filler) -> str:
    """The words that go into the slot: a person's fullest name, else the first mention."""
    words = [words for _, _, words in filler.mentions]
    return max(words, key=len) if filler.role is FillerRole.HUM_TGT_NAME else words[0]


def _number(filler: Filler, text: str) -> Number | str:
    """The number that was coded, else what the first mention says, or another where it says only several."""
    coded = read_fill("hum_tgt_total", filler.attributes.get("number", ""))
    if coded is not None and isinstance(coded.alternatives[0], Number | str):
        return coded.alternatives[0]
    if filler.role is FillerRole.HUM_TGT_NAME:
        return Number(low=1, high=1)
    read = [how_many(start, words, text) for start, _, words in filler.mentions]
    return (
        next((number for number in read if (number.low or 0) > 1), PLURAL) if read[0] == PLURAL else read[0]
    )


def _named_by(filler: Filler, fillers: Sequence[Filler], text: str) -> str:
    """The name that a description stands beside, or ``""``."""
    if filler.role is not FillerRole.HUM_TGT_DESC:
        return ""
    for other in fillers:
        if other.role is FillerRole.HUM_TGT_NAME and any(
            _beside(start, end, a, b, text) for start, end, _ in filler.mentions for a, b, _ in other.mentions
        ):
            return _words(other)
    return ""


def _beside(start: int, end: int, name_start: int, name_end: int, text: str) -> bool:
    """Whether a description is a title before a name, an apposition after it, or around it."""
    if not end or not name_end:
        return False
    if start < name_end and name_start < end:
        return True
    if end <= name_start:
        return _TITLE_GAP.fullmatch(text[end:name_start]) is not None
    return _APPOSITION_GAP.fullmatch(text[name_end:start]) is not None
