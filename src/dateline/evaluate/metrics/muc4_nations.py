"""Which foreign nation a target is of, by the words of its mention and those before it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.link.context import Places
from dateline.link.demonyms import demonyms

__all__ = ["nation_of"]

_NAMES: Mapping[str, str] = {
    "CN": "PEOPLES REP OF CHINA",
    "GB": "UNITED KINGDOM",
    "RU": "USSR",
    "SU": "USSR",
    "US": "UNITED STATES",
}
"""Nations that the keys call otherwise than the place index does."""
_US = re.compile(r"\bU\.?S\.?(?=\W)|\bUSA\b|\bNORTH AMERICANS?\b|\bUNITED STATES\b", re.IGNORECASE)
_SOVIET = re.compile(r"\bSOVIETS?\b", re.IGNORECASE)
_CENTRAL_AMERICAN = re.compile(r"\b(?:CENTRAL|SOUTH|LATIN)\s+AMERICANS?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CHARACTERS_BEFORE = 20


def nation_of(start: int, words: str, text: str, home: str, places: Places) -> str:
    """The nation in the keys' words, ``""`` where none is named or it is the country of the incident,
    ``home`` (its name in the keys)."""
    before = _US.sub(" USA ", text[max(0, start - _CHARACTERS_BEFORE) : start]) if start else ""
    before = re.split(r"[.,;:()]|\b(?:and|of|by|in|the)\b", before, flags=re.IGNORECASE)[-1]
    told = _CENTRAL_AMERICAN.sub(" ", f"{before} {words} ")
    name = ""
    if _US.search(told):
        name = _NAMES["US"]
    elif _SOVIET.search(told):
        name = _NAMES["SU"]
    else:
        people = demonyms()
        code = next((code for word in _WORD.findall(told) if (code := people.get(word.lower()))), "")
        entry = next(iter(places.country(code)), None) if code else None
        name = _NAMES.get(code) or (entry.name.upper() if entry is not None else "")
    return "" if name == home else name
