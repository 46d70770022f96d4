"""Which place a name means here: ranks the gazetteer's candidates by what the whole article tells.

Finds the candidates of each mention and what its words ask for; :mod:`dateline.link.ranking` weighs them: how
populous a place is, of what kind, how much of the article speaks of its country and province, whether the
words around the name ask for it ("..., Syria", "... province"), and how near it is to the other places that
are named. Countries are tallied once an article from country names, demonyms, the dateline and well-known
towns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateline.link.beside import told_with, wanted_after
from dateline.link.context import PlaceContext, Places, Tally
from dateline.link.demonyms import demonyms, peoples
from dateline.link.entry import PlaceEntry
from dateline.link.names import class_of, exact_key, loose_key, strip_direction, strip_facility
from dateline.link.neighbours import Matrix, Neighbours
from dateline.link.offsets import moved, offset_in
from dateline.link.ranking import NO_MATCH, Question, choose, features_of, load_weights
from dateline.link.stopnames import is_stop_name
from dateline.model import PlacePrecision, PlaceRef

__all__ = [
    "PlaceContext",
    "PlaceMention",
    "Reading",
    "Relation",
    "link_places",
    "readings_of",
    "reference_to",
]

Relation = Literal["in", "near", "direction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place as named: its words, the wider places told with it ("..., Syria"), how the event lies to it."""

    text: str
    qualifiers: tuple[str, ...] = ()
    relation: Relation = "in"
    start: int | None = None
    """Where it stands in the body, if it does: the words after it and its paragraph speak for it."""
    offset: str = ""
    """Words that say how far from the place and which way ("20 km south of")."""


_SPECIFIC_CONSONANTS = 5
_MEANT_BY_PEOPLE = 3
"""Of the places of a region's name, those that the name of its people may mean."""
_WELL_KNOWN = 30_000
_LOOSE_SHARE = 0.1
"""A name that only sounds like a place is taken for it if this much of the article speaks of its country."""


def link_places(
    mentions: Sequence[PlaceMention], index: Places, context: PlaceContext
) -> tuple[PlaceRef, ...]:
    """The most likely place of each mention, in order; unresolved words keep their text and get precision
    ``unknown``.

    Countries and regions carry no point. A mention "near" or "north of" a town carries the town's point and
    the precision ``near``; one "20 km north of" it the point that far off.
    """
    readings = readings_of(mentions, index, context)
    weights = load_weights()
    return tuple(
        _reference(mention, reading.relation, reading.chosen(weights))
        for mention, reading in zip(mentions, readings, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The places that one mention may mean, and the features by which they are ranked."""

    relation: Relation
    candidates: tuple[PlaceEntry, ...] = ()
    rows: Matrix | None = None
    """One row for each candidate and one for "none of these"; ``None`` where there is no candidate."""

    def chosen(self, weights: Matrix) -> PlaceEntry | None:
        """The likeliest candidate, or ``None``."""
        if self.rows is None:
            return None
        best, _ = choose(self.rows, weights)
        return None if best == NO_MATCH else self.candidates[best]


def readings_of(
    mentions: Sequence[PlaceMention], index: Places, context: PlaceContext
) -> tuple[Reading, ...]:
    """What each mention may mean, in order."""
    tally = context.tally(index)
    neighbours = context.neighbours(index)
    return tuple(_reading(mention, index, context, tally, neighbours) for mention in mentions)


_LONGEST = 120
"""Characters of the longest words taken for a place; more is a sentence."""
_NEAR = re.compile(
    r"(?:just )?(?:near|nearby|around|outside|close to"
    r"|(?:the|on the)? ?(?:vicinity|outskirts|edge|suburbs?|environs) of)"
    r" (?P<name>\S.*)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?P<wider>[^,]+?)(?:['’]s|s['’]) (?P<name>[^,]+)")
_WITHIN = re.compile(r"(?P<name>[^,]+?) (?P<how>in|of|near) (?P<wider>(?:[a-z-]+ )?[^\W\d_a-z].*)")


def _path(mention: PlaceMention, index: Places) -> tuple[PlaceMention, tuple[str, ...]]:
    """The mention with its bare name, and all the wider places told with it, nearest first.

    "Deir ez-Zor Governorate, Syria", "Syria's Idlib province" and "Forbury Gardens in Reading" are paths.
    """
    if len(mention.text) > _LONGEST:
        return replace(mention, text=""), ()
    if match := _NEAR.fullmatch(mention.text):
        mention = replace(mention, text=match["name"], relation="near")
    name, *wider = (part.strip() for part in mention.text.split(","))
    if any(part.startswith(("and ", "or ")) for part in wider):
        return replace(mention, text=""), ()  # "Denmark, France, and Spain" is no one place
    for pattern in (_OWNED, _WITHIN):
        if not index.named(name) and (match := pattern.fullmatch(name)):
            name, wider = match["name"], [match["wider"], *wider]
            if match.groupdict().get("how") == "near":
                mention = replace(mention, relation="near")
    return replace(mention, text=name), tuple(filter(None, [*wider, *mention.qualifiers]))


def _reading(
    mention: PlaceMention, index: Places, context: PlaceContext, tally: Tally, neighbours: Neighbours
) -> Reading:
    """Every candidate of a mention.

    Where nothing has the name, or nothing in the district or province that is told with it, the nearest wider
    place that is known stands for it, no more exact than it is.
    """
    path, wider = _path(mention, index)
    nearby = context.sentence(mention.start, mention.text, index)
    tally = tally.without(exact_key(path.text))
    spoken = nearby if nearby.countries else tally
    told = [index.named(words) or index.alike(words) for words in wider]
    for place, name in enumerate((path.text, *wider)):
        candidates = _candidates(name, index, spoken)
        sure = bool(index.named(name) or index.sounding(name))
        named = bool(index.named(name))
        bounds = [
            found
            for words, found in zip(wider[place:], told[place:], strict=True)
            if not named or _holds(words, found)
        ]
        if not candidates or not _may_lie_in(candidates, bounds, sure=named):
            continue
        bare, wanted = class_of(name)
        beside = (index.named(words) for words in (told_with(name, context.body) if not place else ()))
        question = Question(
            name=name,
            keys=frozenset(map(exact_key, (name, bare, strip_direction(bare)))),
            sound=loose_key(bare),
            wanted=wanted or (None if place else _wanted(context.body, mention)),
            wider=tuple(filter(None, (*told[place:], *beside))),
            alike=not sure,
            home=tally.home,
            nearby=nearby,
        )
        rows = features_of(candidates, question, tally, neighbours)
        return Reading(relation=path.relation, candidates=tuple(candidates), rows=rows)
    return Reading(relation=path.relation)


def _wanted(body: str, mention: PlaceMention) -> str | None:
    """The kind of place that the words after a mention ask for, where it stands in the body."""
    return None if mention.start is None else wanted_after(body, mention.start + len(mention.text))


def _holds(words: str, found: Sequence[PlaceEntry]) -> bool:
    """Whether what is told after a name can only be a unit around it, and no town of a list of towns."""
    return class_of(words)[1] in ("district", "province") or not any(entry.kind == "town" for entry in found)


def _may_lie_in(
    candidates: Sequence[PlaceEntry], told: Sequence[Sequence[PlaceEntry]], *, sure: bool
) -> bool:
    """Whether a candidate lies in the units that are told with it. A sure name may lie outside a country
    that is told with it, whose borders are disputed or told loosely."""
    for found in told:
        units = [unit for unit in found if not sure or unit.kind in ("district", "province", "country")]
        if not units or (sure and any(unit.kind == "country" for unit in units)):
            continue
        if not any(_lies_in(entry, unit) for entry in candidates for unit in units):
            return False
    return True


def _lies_in(entry: PlaceEntry, unit: PlaceEntry) -> bool:
    if unit.kind == "region":
        return unit.country in (None, entry.country)
    if entry.country != unit.country:
        return False
    return "country" in (unit.kind, entry.kind) or entry.admin1_code == unit.admin1_code


def _candidates(name: str, index: Places, tally: Tally) -> tuple[PlaceEntry, ...]:
    """Entries of the name; of a demonym, its country; of a like-sounding name, those the article may mean."""
    key = exact_key(name)
    code = demonyms().get(key)
    people = tuple(entry for area in peoples().get(key, ()) for entry in index.exact(area)[:_MEANT_BY_PEOPLE])
    if code or people:
        return (*(index.country(code) if code else ()), *people)
    if (name.islower() and name.isascii()) or (" " in name and is_stop_name(name)):
        return ()
    if found := index.named(name):
        return (*found, *_also_sounding(name, found, index, tally))
    like = index.alike(name)
    if like and _is_specific(name):
        return like
    return tuple(entry for entry in like or index.named(strip_facility(name)) if _spoken_of(entry, tally))


def _also_sounding(
    name: str, found: Sequence[PlaceEntry], index: Places, tally: Tally
) -> tuple[PlaceEntry, ...]:
    """Well-known towns of which the name is a romanisation, in countries that are spoken of and have no
    town of this very name: "Djalalabad" is a town of Kyrgyzstan, and one of Afghanistan."""
    held = {entry.country for entry in found if entry.kind == "town"}
    return tuple(
        entry
        for entry in index.sounding(name)
        if entry.country not in held
        and entry.kind == "town"
        and entry.population >= _WELL_KNOWN
        and _spoken_of(entry, tally)
    )


def _spoken_of(entry: PlaceEntry, tally: Tally) -> bool:
    """Whether the article speaks of the place's country."""
    return tally.countries.get(entry.country or "", 0.0) >= _LOOSE_SHARE


def _is_specific(name: str) -> bool:
    """Whether what is left of a name without its vowels is enough to tell it from all others."""
    key = loose_key(name)
    return " " in key and len(key) > _SPECIFIC_CONSONANTS


_PRECISION: Mapping[str, PlacePrecision] = {
    "town": PlacePrecision.TOWN,
    "district": PlacePrecision.DISTRICT,
    "province": PlacePrecision.PROVINCE,
    "country": PlacePrecision.COUNTRY,
    "region": PlacePrecision.REGION,
}


def _reference(mention: PlaceMention, relation: Relation, entry: PlaceEntry | None) -> PlaceRef:
    if entry is None:
        return PlaceRef(text=mention.text)
    place = reference_to(entry, mention.text)
    if relation == "in" or entry.kind != "town":
        return place
    latitude, longitude = entry.latitude, entry.longitude
    offset = offset_in(mention.offset)
    if offset is not None and latitude is not None and longitude is not None:
        latitude, longitude = moved(latitude, longitude, offset)
    return replace(place, latitude=latitude, longitude=longitude, precision=PlacePrecision.NEAR)


def reference_to(entry: PlaceEntry, text: str) -> PlaceRef:
    """The place of ``entry``, named by ``text``, as precise as what it is."""
    return PlaceRef(
        text=text,
        name=entry.name,
        geonameid=entry.geonameid,
        country=entry.country,
        admin1=entry.admin1,
        latitude=entry.latitude,
        longitude=entry.longitude,
        precision=_PRECISION[entry.kind],
    )
