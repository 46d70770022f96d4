"""How far apart two places are."""

from __future__ import annotations

import math

from dateline.model import PlaceRef

__all__ = ["kilometres"]

EARTH_KM = 6371.0
"""Mean radius."""


def kilometres(one: PlaceRef, other: PlaceRef) -> float | None:
    """Great-circle distance of the two points, ``None`` where one has no point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    haversine = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, haversine)))
