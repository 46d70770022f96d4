"""Place names in text of one case: told by the place index and by the words around them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.link.context import Places
from dateline.link.entry import PlaceEntry
from dateline.link.stopnames import is_stop_name

__all__ = ["NINE", "PlaceName", "find_place_names"]

NINE: Mapping[str, str] = {
    "AR": "ARGENTINA",
    "BO": "BOLIVIA",
    "CL": "CHILE",
    "CO": "COLOMBIA",
    "EC": "ECUADOR",
    "SV": "EL SALVADOR",
    "GT": "GUATEMALA",
    "HN": "HONDURAS",
    "PE": "PERU",
}
"""The countries whose incidents count: ISO 3166-1 alpha-2 -> name in the keys."""

_COUNTRY_CODES = {name: code for code, name in NINE.items()}
_CAPITALS: Mapping[str, str] = {
    "AR": "BUENOS AIRES",
    "BO": "LA PAZ",
    "CL": "SANTIAGO",
    "CO": "BOGOTA",
    "EC": "QUITO",
    "SV": "SAN SALVADOR",
    "GT": "GUATEMALA CITY",
    "HN": "TEGUCIGALPA",
    "PE": "LIMA",
}
_THE_CAPITAL = "THE CAPITAL"
_LONGEST_NAME = 4
_BESIDE = 12
"""Characters from one place to the next in "Soyapango, in San Salvador"."""
_KIND = (
    "AIRPORT|AREA|CANTON|CITY|COMMUNITY|COUNTY|DEPARTMENT|DISTRICT|FARM|HAMLET|ISLAND|JURISDICTION|"
    "MUNICIPALITY|NEIGHBORHOOD|PORT|PROVINCE|REGION|RIVER|SECTOR|STATE|SUBURB|TOWN|TOWNSHIP|UNIVERSITY|VILLAGE"
)
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-\w+)*")
_LEAD = re.compile(
    r"\b(?:in|at|near|from|to|around|outside|of|between|throughout|on|toward|towards)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west)\w*\s+|downtown\s+|central\s+)?"
    rf"(?:(?:{_KIND}|CAPITAL)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
"""What stands before a place where something happens."""
_KIND_WORD = re.compile(_KIND)
_KIND_BEFORE = re.compile(rf"\b({_KIND})\s+OF\s+$", re.IGNORECASE)
_KIND_AFTER = re.compile(rf"\s+({_KIND})\b(?!\s+OF\b)", re.IGNORECASE)
_AFTER_NAME = re.compile(r",\s+(?:in\s+)?(?:the\s+)?$", re.IGNORECASE)
_NAMED_AFTER_KIND = re.compile(
    r"\b(?P<kind>CANTON|HAMLET|MUNICIPALITY|NEIGHBORHOOD|TOWN|VILLAGE)\s+OF\s+"
    r"(?P<name>(?:(?:DE|DEL|EL|LA|LAS|LOS|SAN|SANTA)\s+)*[^\W\d_]{3,})",
    re.IGNORECASE,
)
_NAMED_BEFORE_KIND = re.compile(
    r"\b(?:AT|IN|NEAR|OF)\s+(?:THE\s+)?(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){0,2}?)\s+"
    r"(?P<kind>AIRPORT|NEIGHBORHOOD|UNIVERSITY)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:\w+ed|one|four|five|six|seven|eight|nine|ten|a|an|the|this|that|same|of|and|in|at|on|city'?s?|local|own|other|residential|wealthy|poor|working|class|"
    r"international|several|various|two|three|each|every|main|state|private|public)",
    re.IGNORECASE,
)
_LARGEST_PART: Mapping[str, str] = {"AR": "PROVINCE", "EC": "PROVINCE", "CL": "REGION"}
"""What a country calls its largest parts where that is not a department."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A place name at ``[start, end)``: the name, its kind in the keys' words (``""`` for a country) and its
    country (ISO 3166-1 alpha-2, ``""`` where the name does not tell)."""

    start: int
    end: int
    name: str
    kind: str
    country: str


def find_place_names(text: str, begin: int, home: str, places: Places) -> tuple[PlaceName, ...]:
    """The places of ``text`` from ``begin`` on, in order.

    ``home`` is the country that a name of several countries is taken to be in. Countries count wherever they
    stand, other places only where a preposition, a word for their kind or another place leads to them.
    """
    found = list(_known(text, begin, home, places))
    taken = [(name.start, name.end) for name in found]
    for form in (_NAMED_AFTER_KIND, _NAMED_BEFORE_KIND):
        for match in form.finditer(text, begin):
            start, end = match.span("name")
            words = match["name"].split()
            if any(start < b and a < end for a, b in taken) or any(map(_NO_NAME.fullmatch, words)):
                continue
            name, kind = " ".join(words).upper(), match["kind"].upper()
            full = f"{name} {kind}" if kind in ("AIRPORT", "UNIVERSITY") else name
            found.append(PlaceName(start=start, end=end, name=full, kind=kind, country=""))
    return tuple(sorted(found, key=lambda place: place.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    """What stands before a name: whether it leads to a place, and the word for the kind of place."""

    leads: bool
    kind: str


def _cue(text: str, start: int, after: int) -> _Cue:
    """The cue before ``start``; ``after`` is the end of the place before."""
    before = text[max(0, start - 60) : start]
    kind = _KIND_BEFORE.search(before)
    beside = start - after < _BESIDE and _AFTER_NAME.fullmatch(text[after:start])
    return _Cue(leads=bool(beside or _LEAD.search(before)), kind=kind[1].upper() if kind else "")


def _known(text: str, begin: int, home: str, places: Places) -> Iterator[PlaceName]:
    """Names that the index has, the longest at each word that can begin one."""
    words = list(_WORD.finditer(text, begin))
    at, last_end = 0, begin
    while at < len(words):
        cue = _cue(text, words[at].start(), last_end)
        for width in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            run = words[at : at + width]
            if not all(text[a.end() : b.start()].isspace() for a, b in itertools.pairwise(run)):
                continue
            place = _place(text, (run[0].start(), run[-1].end()), cue, home, places)
            if place is not None:
                yield place
                at, last_end = at + width - 1, place.end
                break
        at += 1


def _place(text: str, span: tuple[int, int], cue: _Cue, home: str, places: Places) -> PlaceName | None:
    """The place that the words at ``span`` name, if something leads to a place there."""
    start, end = span
    name = " ".join(text[start:end].split()).upper()
    country = _COUNTRY_CODES.get(name)
    if country is not None:
        return PlaceName(start=start, end=end, name=name, kind="", country=country)
    if home and name == _THE_CAPITAL:
        return PlaceName(start=start, end=end, name=_CAPITALS[home], kind="CITY", country=home)
    kind_after = _KIND_AFTER.match(text, end)
    if not (cue.leads or cue.kind or kind_after) or _is_part(name) or is_stop_name(name.title()):
        return None
    inside = [entry for entry in places.exact(name.title()) if entry.country in NINE]
    if not inside:
        return None
    entry = next((entry for entry in inside if entry.country == home), inside[0])
    kind = cue.kind or (kind_after[1].upper() if kind_after else _kind(inside, entry))
    return PlaceName(start=start, end=end, name=name, kind=kind, country=entry.country or "")


def _is_part(name: str) -> bool:
    """Whether the words begin with an article or end with the kind of place, which is no part of the name."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    return first == "THE" or (last != "CITY" and _KIND_WORD.fullmatch(last) is not None)


def _kind(entries: Sequence[PlaceEntry], entry: PlaceEntry) -> str:
    """A town's name is the town's before it is its department's."""
    country = entry.country or ""
    if any(other.kind == "town" for other in entries if other.country == country):
        return "CITY"
    return _LARGEST_PART.get(country, "DEPARTMENT")
