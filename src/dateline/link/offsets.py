"""Points that lie so far and in such a direction from a town: "20 km south of Raqqa". Pure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

__all__ = ["Offset", "moved", "offset_in"]

_KM = {"km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609, "mi": 1.609}
_DEGREES = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_FARTHEST_KM = 300.0
"""What is told to be farther off is a journey and no place near the town."""
_KM_OF_DEGREE = 111.2
_SMALL_NUMBERS = {
    word: float(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
} | {"fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0}

_OFFSET = re.compile(
    r"\b(?P<number>\d{1,3}(?:\.\d)?|[a-z]{3,7})[ -]?(?P<unit>km|kms|kilomet(?:re|er)s?|miles?|mi)\b"
    r"(?: \([^)]{1,20}\))? (?:to the )?"
    r"(?P<way>(?:north|south)[ -]?(?:east|west)|north|south|east|west)(?:ern)?(?: of)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """How far and which way; ``bearing`` in degrees, clockwise from north."""

    kilometres: float
    bearing: float


def offset_in(text: str) -> Offset | None:
    """The distance and direction that the words before a name tell; ``None`` without both of them.

    >>> offset_in("about 20 km south of")
    Offset(kilometres=20.0, bearing=180.0)
    >>> offset_in("south of") is None
    True
    """
    found = _OFFSET.search(text)
    if found is None:
        return None
    word = found["number"].lower()
    number = float(word) if word[0].isdigit() else _SMALL_NUMBERS.get(word)
    unit = found["unit"].lower().removesuffix("s").replace("meter", "metre")
    if number is None or (distance := number * _KM[unit]) > _FARTHEST_KM:
        return None
    bearing = _DEGREES[re.sub("[ -]", "", found["way"].lower())]
    return Offset(kilometres=round(distance, 1), bearing=bearing)


def moved(latitude: float, longitude: float, offset: Offset) -> tuple[float, float]:
    """The point that lies so far off, on a sphere flat enough over these distances; to a hundredth of a
    degree.

    >>> moved(36.0, 39.0, Offset(kilometres=20.0, bearing=180.0))
    (35.82, 39.0)
    """
    turn = math.radians(offset.bearing)
    north = offset.kilometres * math.cos(turn) / _KM_OF_DEGREE
    east = offset.kilometres * math.sin(turn) / (_KM_OF_DEGREE * max(0.1, math.cos(math.radians(latitude))))
    return round(latitude + north, 2), round((longitude + east + 180) % 360 - 180, 2)
