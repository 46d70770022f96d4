"""A place as a person writes it: a name, a GeoNames id or a point. Pure: the gazetteer is passed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.link.entry import PlaceEntry
from dateline.link.geocode import reference_to
from dateline.link.names import exact_key
from dateline.model import PlacePrecision, PlaceRef

__all__ = ["UNKNOWN", "Places", "place_of"]

UNKNOWN = "unknown"
NEAR_DEGREES = 0.5
"""A corrected point within about 50 km of the place before lies in the same country and province, for want of
borders to look it up in."""
LISTED = 6
"""Places that a question which one is meant names."""
_POINT = re.compile(
    r"(?P<lat>[-+]?\d{1,2}(?:\.\d{1,8})?)\s?,\s?(?P<lon>[-+]?\d{1,3}(?:\.\d{1,8})?)", re.ASCII
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What is asked of the gazetteer: every place of a name, and the one of a GeoNames id."""

    named: Callable[[str], Sequence[PlaceEntry]]
    by_id: Callable[[int], PlaceEntry | None]


def place_of(text: str, open_places: Callable[[], Places], before: PlaceRef | None) -> PlaceRef:
    """The place that ``text`` means, ``before`` being what stands there; the gazetteer is opened if need be.

    Raises:
        UsageError: it means none, or more than one; says which.
    """
    if text.casefold() == UNKNOWN:
        return PlaceRef(text=text)
    if point := _POINT.fullmatch(text):
        return _at(text, float(point["lat"]), float(point["lon"]), before)
    places = open_places()
    if text.isascii() and text.isdecimal():
        entry = places.by_id(int(text))
        if entry is None:
            raise UsageError(f"the gazetteer has no place with the GeoNames id {text}")
        return reference_to(entry, entry.name)
    return reference_to(_the_one(text, places, before), text)


def _at(text: str, latitude: float, longitude: float, before: PlaceRef | None) -> PlaceRef:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UsageError(f"{text!r} is no point; write latitude,longitude in degrees: 14.49,-4.19")
    near = (
        before is not None
        and before.latitude is not None
        and before.longitude is not None
        and abs(before.latitude - latitude) <= NEAR_DEGREES
        and abs(before.longitude - longitude) <= NEAR_DEGREES
    )
    return PlaceRef(
        text=text,
        country=before.country if near and before else None,
        admin1=before.admin1 if near and before else None,
        latitude=latitude,
        longitude=longitude,
        precision=PlacePrecision.EXACT,
    )


def _the_one(text: str, places: Places, before: PlaceRef | None) -> PlaceEntry:
    """The place that ``text`` ("Mopti", "Tripoli, LB", "Tripoli, Libya") means, if it means but one."""
    name, *wider = (part.strip() for part in text.split(","))
    found = [entry for entry in places.named(name) if all(_lies_in(entry, part, places) for part in wider)]
    if not found:
        raise UsageError(f"the gazetteer has no place {text!r}; give its GeoNames id or latitude,longitude")
    if len(found) > 1 and not wider and before is not None and before.country is not None:
        found = [entry for entry in found if entry.country == before.country] or found
    towns = [entry for entry in found if entry.kind == "town"]
    if len(found) > 1 and len(towns) == 1:
        found = towns
    if len(found) > 1:
        told = "; ".join(map(_described, found[:LISTED]))
        more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise UsageError(
            f"{len(found)} places are named {text!r}; give the GeoNames id of one, or its country after a "
            f"comma: {told}{more}"
        )
    return found[0]


def _described(entry: PlaceEntry) -> str:
    where = ", ".join(filter(None, (entry.name, entry.admin1, entry.country)))
    return f"{entry.geonameid} {where} ({entry.kind})"


def _lies_in(entry: PlaceEntry, wider: str, places: Places) -> bool:
    """Whether ``wider`` names the country (also by its code) or the province of ``entry``."""
    if wider.upper() == entry.country or (entry.admin1 and exact_key(wider) == exact_key(entry.admin1)):
        return True
    return any(
        unit.country == entry.country
        and (unit.kind == "country" or (unit.kind == "province" and unit.admin1_code == entry.admin1_code))
        for unit in places.named(wider)
    )
