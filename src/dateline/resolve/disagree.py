"""Whether what one account tells can stand beside a value that a person set. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dateline.model import ActorRef, Claim, Count, DateInterval, Label, PlaceRef, Value
from dateline.resolve.cases import COARSE, actor_key, is_named
from dateline.resolve.types import compatible

__all__ = ["disagree"]

NEAR_KM = 50.0
"""As in scoring: outlets name the village or the town next to it."""
KM_A_DEGREE = 111.2


def disagree(field: str, judged: Sequence[Value], told: Sequence[Value]) -> bool:
    """Whether ``told`` gives something that ``judged`` leaves no room for.

    Figures disagree when their ranges do not meet, dates when the days do not, places when one cannot lie in
    the other, types when no event is of both; "at least 20" stands beside 35, 20 does not. A person's
    "unknown" or "none" leaves no room for anything that is known.
    """
    if not judged:
        return any(_is_known(value) for value in told)
    if field.startswith("actors."):
        names = {actor_key(value) for value in judged if isinstance(value, ActorRef)}
        return any(
            isinstance(value, ActorRef) and is_named(value) and actor_key(value) not in names
            for value in told
        )
    one, other = judged[0], told[0]
    match one, other:
        case Count(), Count():
            return _is_known(other) and (not _is_known(one) or _counts_apart(one, other))
        case DateInterval(), DateInterval():
            return _is_known(other) and (not _is_known(one) or _days_apart(one, other))
        case PlaceRef(), PlaceRef():
            return _is_known(other) and (not _is_known(one) or _places_apart(one, other))
        case Label(), Label() if field == "event_type":
            return not compatible(one.value, other.value)
        case Claim(), Claim():
            return one.by != other.by
    return one != other


def _is_known(value: Value) -> bool:
    match value:
        case Count(low=None, high=None) | DateInterval(start=None, end=None):
            return False
        case PlaceRef(country=None, latitude=None, geonameid=None):
            return False
    return True


def _counts_apart(one: Count, other: Count) -> bool:
    return _above(one.low, other.high) or _above(other.low, one.high)


def _above(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high


def _days_apart(one: DateInterval, other: DateInterval) -> bool:
    first, last = one.start or one.end or "", one.end or one.start or ""
    return first > (other.end or other.start or "") or last < (other.start or other.end or "")


def _places_apart(one: PlaceRef, other: PlaceRef) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    if one.precision in COARSE or other.precision in COARSE:
        return bool(one.admin1 and other.admin1 and one.admin1 != other.admin1)
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return False
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return False
    north = (one.latitude - other.latitude) * KM_A_DEGREE
    east = (one.longitude - other.longitude) * KM_A_DEGREE * math.cos(math.radians(one.latitude))
    return math.hypot(north, east) > NEAR_KM
