"""Whether a place is right, at the fineness at which the gold gives it."""

from __future__ import annotations

import math
import re

from rapidfuzz import fuzz

from dateline.evaluate.corpora.news import GoldPlace
from dateline.evaluate.metrics.names import fold
from dateline.model import PlacePrecision, PlaceRef

__all__ = ["kilometres", "place_agrees", "same_area_name"]

NEAR_KM = 50.0
"""Two points closer than this are one place: gold coordinates are approximate (corpus README: 50-100 km)."""
AREA_KM = 100.0
"""The same for the middle of a province, which gazetteers put at its centre or at its seat."""
SAME_SPELLING = 85.0
"""Ratio of edit similarity from which two romanisations of one area name are taken as one."""

_KINDS = "state|province|oblast|governorate|region|department|county|muhafazat"
_AREA_KIND = re.compile(rf"\b(?:{_KINDS})\b")
_AREA_WORDS = re.compile(rf"\b(?:{_KINDS}|the|al|el|ash|ad|ar|of)\b")
_AREAS = (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION)


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance of two points in WGS84 degrees.

    >>> round(kilometres(0.0, 0.0, 0.0, 1.0))
    111
    """
    a, b = math.radians(latitude), math.radians(other_latitude)
    turn = math.radians(other_longitude - longitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(name)))


def _area(name: str) -> str:
    return " ".join(_AREA_WORDS.sub(" ", _plain(name)).split())


def same_area_name(name: str, other: str) -> bool:
    """Whether two names of one admin-1 area agree, whatever kind of area and article they are written with.

    >>> same_area_name("Al Anbar Governorate", "Anbar"), same_area_name("Homs", "Hama")
    (True, False)
    """
    ours, theirs = _area(name), _area(other)
    return bool(ours and theirs) and fuzz.ratio(ours, theirs) >= SAME_SPELLING


def _is_country_level(gold: GoldPlace) -> bool:
    """The gold codes nothing below the country (or only a sea or a border)."""
    return gold.admin1 is None


def _is_admin1_level(gold: GoldPlace) -> bool:
    """The gold names the admin-1 area itself ("Anbar", "Idlib province"), no place within it."""
    if gold.admin1 is None:
        return False
    head, area = gold.name.split(",")[0], _area(gold.admin1)
    return area == _area(head) or (
        f" {area} " in f" {_area(head)} " and bool(_AREA_KIND.search(_plain(head)))
    )


def _same_name(found: PlaceRef, gold: GoldPlace, *, gold_is_area: bool) -> bool:
    """The folded words of one are within the other.

    An area answers only for an area, or where the account's own
    words name the very place and only its coordinates had to fall back to the area around it."""
    if found.country and gold.country and found.country != gold.country:
        return False
    if found.precision in _AREAS and not gold_is_area:
        return _plain(found.text) == _plain(gold.name.split(",")[0])
    names = [f" {_plain(name)} " for name in (found.name, found.text) if name and _plain(name)]
    target = f" {_plain(gold.name)} "
    return any(name in target or target in name for name in names)


def _distance(found: PlaceRef, gold: GoldPlace) -> float:
    if found.latitude is None or found.longitude is None or gold.latitude is None or gold.longitude is None:
        return math.inf
    return kilometres(found.latitude, found.longitude, gold.latitude, gold.longitude)


def place_agrees(found: PlaceRef | None, gold: GoldPlace) -> bool:
    """Whether ``found`` is ``gold``; nothing found is wrong.

    Right are, in order: the same name (folded, within each other, countries not at odds; a country or a
    province does not answer for a place inside it); a point within 50 km, where ``found`` is a point; the
    same admin-1 area where the gold names only that area (by name, or a province centre within 100 km);
    the same country where the gold gives no admin-1 area.
    """
    if found is None:
        return False
    country_level, admin1_level = _is_country_level(gold), _is_admin1_level(gold)
    if _same_name(found, gold, gold_is_area=country_level or admin1_level):
        return True
    if found.precision not in _AREAS and _distance(found, gold) <= NEAR_KM:
        return True
    if country_level:
        return found.country is not None and found.country == gold.country
    if not admin1_level or gold.admin1 is None or (found.country or gold.country) != gold.country:
        return False
    by_name = found.admin1 is not None and same_area_name(found.admin1, gold.admin1)
    return by_name or (found.precision is PlacePrecision.PROVINCE and _distance(found, gold) <= AREA_KM)
