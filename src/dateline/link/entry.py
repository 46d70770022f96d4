"""One gazetteer entry, as the place index holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Kind", "PlaceEntry"]

Kind = Literal["town", "district", "province", "country", "region"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """A place. ``latitude``/``longitude`` are WGS84 degrees: a town's own, the middle of its towns for a
    province or district, ``None`` for countries, regions and units without a town in the gazetteer."""

    geonameid: int | None
    """``None`` for regions of our own list that GeoNames' packages lack."""
    name: str
    country: str | None
    """ISO 3166-1 alpha-2; ``None`` for a region of several countries."""
    admin1: str | None
    """English name of the level-1 unit, without its class word."""
    admin1_code: str | None
    """GeoNames code of it within the country (the ``04`` of ``SY.04``)."""
    latitude: float | None
    longitude: float | None
    kind: Kind
    population: int
    """Inhabitants; summed over towns for units; 0 where GeoNames does not know."""
    capital: bool = False
    """Whether it is the seat of its country's government, by GeoNames."""
