"""Which place a name means here: ranks the gazetteer's candidates by what the whole article tells.

A candidate's score is a sum of named weights: how populous it is, what kind of place it is, how much of the
article speaks of its country and province, whether the words around the name ask for it ("..., Syria",
"... province"), and how near it is to the other places named. Countries are tallied once an article from
country names, demonyms, the dateline and well-known towns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Literal

from dateline.link.context import CAPITALISED, PlaceContext, Places, Tally
from dateline.link.demonyms import demonyms
from dateline.link.entry import PlaceEntry
from dateline.link.names import ROMANISED, class_of, exact_key, loose_key, strip_direction, strip_facility
from dateline.link.stopnames import is_stop_name
from dateline.model import PlacePrecision, PlaceRef

__all__ = ["PlaceContext", "PlaceMention", "Relation", "link_places"]

Relation = Literal["in", "near", "direction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place as named: its words, the wider places told with it ("..., Syria"), how the event lies to it."""

    text: str
    qualifiers: tuple[str, ...] = ()
    relation: Relation = "in"


# Weights, in tenfold steps of population: a country that fills the article outweighs five of them.
_COUNTRY_SHARE = 5.0
_PROVINCE_SHARE = 4.0
_QUALIFIED = 12.0
_QUALIFIED_PROVINCE = 4.0
_WANTED_KIND = 4.0
_NOT_WANTED_KIND = -3.0
_OWN_NAME = 2.2
"""The place's main name, or a romanisation of it, rather than one of its alternates."""
_NEAR_OTHERS = 3.0
_NEAR_KM = 150.0
"""Other places of the article lend their nearness, which fades with this distance."""
_KIND: Mapping[str, float] = {"country": 3.5, "region": 10.0, "province": -0.4, "district": -1.5, "town": 0.0}
"""A country beats a town of its name, unless the article is about the town's country; a region of our list
always; a bare name that a town shares with its province or district is the town."""
_CAPITAL = 1.5
"""The seat of a government: "Washington" is the city, "San Jose" without a context that of Costa Rica."""
_CITY_STATES = frozenset({"HK", "MO", "SG", "MC", "GI", "VA"})
_CITY_STATE = -3.0
"""A country that is one town is the town, which has a point."""
_SEAT = -2.5
"""A province or district that shares its name with one of its towns: the bare name is the town."""
_UNCOUNTED = 3.0
"""log10 of the population assumed for a town without a figure: GeoNames lacks figures for whole provinces of
Syria and Sudan, whose towns count some thousands."""

_SPECIFIC_CONSONANTS = 5
_LOOSE_SHARE = 0.1
"""A name that only sounds like a place is taken for it if this much of the article speaks of its country."""


def link_places(
    mentions: Sequence[PlaceMention], index: Places, context: PlaceContext
) -> tuple[PlaceRef, ...]:
    """The most likely place of each mention, in order; unresolved words keep their text and get precision
    ``unknown``.

    Countries and regions carry no point. A mention "near" or "north of" a town carries the town's point and
    the precision ``near``.
    """
    tally = context.tally(index)
    readings = [_readings(mention, index, context, tally) for mention in mentions]
    anchors = {
        mention.text: entry
        for mention, (_, ranked) in zip(mentions, readings, strict=True)
        if ranked and (entry := max(ranked, key=itemgetter(0))[1]).kind in ("town", "district")
    }
    return tuple(
        _reference(
            mention.text,
            relation,
            _nearest(ranked, [anchors[text] for text in anchors if text != mention.text]),
        )
        for mention, (relation, ranked) in zip(mentions, readings, strict=True)
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What the words of one mention ask for, worked out once for all its candidates."""

    keys: frozenset[str]
    """Exact keys of the name as written, without its class word, and without its direction."""
    sound: str
    wanted: str | None
    """Kind of place that a class word asks for."""
    wider: tuple[tuple[PlaceEntry, ...], ...]
    """What each qualifier may mean."""
    seats: frozenset[tuple[str | None, str | None]]
    """Country and province of the candidate towns."""


def _readings(
    mention: PlaceMention, index: Places, context: PlaceContext, tally: Tally
) -> tuple[Relation, list[tuple[float, PlaceEntry]]]:
    """How the event lies to the place, and every candidate with its score, before nearness to other places.

    Where nothing has the name, the nearest wider place that is known stands for it, no more exact than it is.
    """
    mention, wider = _path(mention, index)
    for place, name in enumerate((mention.text, *wider)):
        if candidates := _candidates(name, index, tally):
            outer = wider[place:] or _told_after(name, context)
            return mention.relation, _scored(name, candidates, [index.named(words) for words in outer], tally)
    return mention.relation, []


def _scored(
    name: str, candidates: Sequence[PlaceEntry], wider: Sequence[tuple[PlaceEntry, ...]], tally: Tally
) -> list[tuple[float, PlaceEntry]]:
    if len(candidates) == 1:
        return [(0.0, candidates[0])]
    bare, wanted = class_of(name)
    question = _Question(
        keys=frozenset(map(exact_key, (name, bare, strip_direction(bare)))),
        sound=loose_key(bare),
        wanted=wanted,
        wider=tuple(wider),
        seats=frozenset((entry.country, entry.admin1_code) for entry in candidates if entry.kind == "town"),
    )
    return [(_score(entry, question, tally), entry) for entry in candidates]


def _candidates(name: str, index: Places, tally: Tally) -> tuple[PlaceEntry, ...]:
    """Entries of the name; of a demonym, its country; of a like-sounding name, those the article may mean."""
    code = demonyms().get(exact_key(name))
    if code:
        return index.country(code)
    if (name.islower() and name.isascii()) or (" " in name and is_stop_name(name)):
        return ()
    if found := index.named(name):
        return found
    like = index.alike(name)
    if like and _is_specific(name):
        return like
    return tuple(
        entry
        for entry in like or index.named(strip_facility(name))
        if tally.countries.get(entry.country or "", 0.0) >= _LOOSE_SHARE
    )


def _is_specific(name: str) -> bool:
    """Whether what is left of a name without its vowels is enough to tell it from all others."""
    key = loose_key(name)
    return " " in key and len(key) > _SPECIFIC_CONSONANTS


def _told_after(name: str, context: PlaceContext) -> tuple[str, ...]:
    """What the article puts after the name and a comma, where it first names it: "Springfield, Ohio"."""
    start = context.body.find(name)
    end = start + len(name)
    told = start >= 0 and context.body.startswith(", ", end)
    found = CAPITALISED.match(context.body, end + 2) if told else None
    return (found.group(),) if found else ()


def _nearest(ranked: list[tuple[float, PlaceEntry]], anchors: list[PlaceEntry]) -> PlaceEntry | None:
    """The best candidate once nearness to the other places of the article counts."""
    if not ranked:
        return None
    top = max(score for score, _ in ranked)
    close = [(score, entry) for score, entry in ranked if score > top - _NEAR_OTHERS]
    if len(close) == 1:
        return close[0][1]
    return max(close, key=lambda pair: pair[0] + _NEAR_OTHERS * _nearness(pair[1], anchors))[1]


def _nearness(entry: PlaceEntry, anchors: list[PlaceEntry]) -> float:
    """0..1: how near the nearest other place is."""
    others = [other for other in anchors if other.latitude is not None and other != entry]
    if entry.latitude is None or not others:
        return 0.0
    return max(math.exp(-_kilometres(entry, other) / _NEAR_KM) for other in others)


def _kilometres(one: PlaceEntry, other: PlaceEntry) -> float:
    """Distance on a flat map around ``one``: right to some per cent over the distances that matter here."""
    north = ((one.latitude or 0.0) - (other.latitude or 0.0)) * 111.2
    east = (
        ((one.longitude or 0.0) - (other.longitude or 0.0))
        * 111.2
        * math.cos(math.radians(one.latitude or 0.0))
    )
    return math.hypot(north, east)


def _score(entry: PlaceEntry, question: _Question, tally: Tally) -> float:
    province = (entry.country or "", entry.admin1_code or "")
    score = math.log10(entry.population) if entry.population else _UNCOUNTED
    score += _CITY_STATE if entry.kind == "country" and entry.country in _CITY_STATES else _KIND[entry.kind]
    score += _CAPITAL if entry.capital else 0.0
    score += _COUNTRY_SHARE * tally.countries.get(province[0], 0.0)
    score += _PROVINCE_SHARE * tally.provinces.get(province, 0.0)
    if _bears_name(entry, question):
        score += _OWN_NAME
    if question.wanted:
        score += _WANTED_KIND if entry.kind == question.wanted else _NOT_WANTED_KIND
    elif entry.kind in ("province", "district") and (entry.country, entry.admin1_code) in question.seats:
        score += _SEAT
    return score + sum(_inside(entry, outer) for outer in question.wider)


def _bears_name(entry: PlaceEntry, question: _Question) -> bool:
    """Whether the name asked for is the entry's main name or a romanisation of it."""
    if exact_key(entry.name) in question.keys:
        return True
    return entry.country in ROMANISED and loose_key(entry.name) == question.sound


def _inside(entry: PlaceEntry, outer: tuple[PlaceEntry, ...]) -> float:
    """How well a candidate lies in one of the places a qualifier may mean."""
    best = 0.0
    for place in outer:
        if place.country != entry.country or place == entry:
            continue
        if place.kind == "country":
            best = max(best, _QUALIFIED)
        elif place.admin1_code == entry.admin1_code and place.kind == "province":
            best = max(best, _QUALIFIED + _QUALIFIED_PROVINCE)
        elif place.kind == "region" or place.admin1_code == entry.admin1_code:
            best = max(best, _QUALIFIED_PROVINCE)
    return best


_PRECISION: Mapping[str, PlacePrecision] = {
    "town": PlacePrecision.TOWN,
    "district": PlacePrecision.DISTRICT,
    "province": PlacePrecision.PROVINCE,
    "country": PlacePrecision.COUNTRY,
    "region": PlacePrecision.REGION,
}


def _reference(text: str, relation: Relation, entry: PlaceEntry | None) -> PlaceRef:
    if entry is None:
        return PlaceRef(text=text)
    precision = _PRECISION[entry.kind]
    if relation != "in" and entry.kind == "town":
        precision = PlacePrecision.NEAR
    return PlaceRef(
        text=text,
        name=entry.name,
        geonameid=entry.geonameid,
        country=entry.country,
        admin1=entry.admin1,
        latitude=entry.latitude,
        longitude=entry.longitude,
        precision=precision,
    )
