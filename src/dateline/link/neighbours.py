"""How many of the other names of an article may be places near a candidate, whichever of their places they
mean.

Ambiguous names decide each other this way before any of them is decided: in a text that names Paris, Bonham
and Cooper, only one Paris has towns of the other two names around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.link.entry import PlaceEntry

__all__ = ["Matrix", "Neighbours", "distances"]

Matrix = NDArray[np.float64]

_CLOSE_KM, _NEAR_KM = 30.0, 150.0
_MOST_OF_A_NAME = 30
"""Candidates of another name that may lend nearness: the most populous."""
_EARTH_KM = 6371.0


class Neighbours:
    """The places that the names of an article may mean, as points, to measure candidates against."""

    def __init__(self, names: Mapping[str, Sequence[PlaceEntry]]) -> None:
        points: list[tuple[float, float]] = []
        owner: list[int] = []
        self._provinces: list[dict[tuple[str | None, str | None], float]] = []
        self._number = {name: number for number, name in enumerate(names)}
        for number, found in enumerate(names.values()):
            located = [e for e in found if e.latitude is not None and e.longitude is not None]
            located = located[:_MOST_OF_A_NAME]
            points += [(e.latitude or 0.0, e.longitude or 0.0) for e in located]
            owner += [number] * len(located)
            areas = {(e.country, e.admin1_code) for e in found[:_MOST_OF_A_NAME] if e.admin1_code}
            self._provinces.append(dict.fromkeys(areas, 1.0 / len(areas)) if areas else {})
        self._points = np.radians(np.array(points, dtype=np.float64).reshape(-1, 2))
        self._owner = np.array(owner, dtype=np.intp)

    def support(self, candidates: Sequence[PlaceEntry], key: str) -> Matrix:
        """For each candidate: close names, near names, names that may lie in its province; each a
        logarithm."""
        own = self._number.get(key, -1)
        counted = np.zeros((len(candidates), 3))
        names = len(self._number)
        located = [n for n, e in enumerate(candidates) if e.latitude is not None]
        if len(self._points) and located:
            points = [(candidates[n].latitude or 0.0, candidates[n].longitude or 0.0) for n in located]
            distance = distances(np.radians(np.array(points)), self._points)
            for column, reach in enumerate((_CLOSE_KM, _NEAR_KM)):
                nearness = np.zeros((len(located), names))
                np.maximum.at(nearness.T, self._owner, np.exp(-distance / reach).T)
                if own >= 0:
                    nearness[:, own] = 0.0
                counted[located, column] = nearness.sum(axis=1)
        for n, entry in enumerate(candidates):
            area = (entry.country, entry.admin1_code)
            counted[n, 2] = sum(
                share.get(area, 0.0) for number, share in enumerate(self._provinces) if number != own
            )
        return np.log1p(counted)


def distances(these: Matrix, those: Matrix) -> Matrix:
    """Great-circle distances between points in radians, one row for each of ``these``."""
    north = np.sin((these[:, None, 0] - those[None, :, 0]) / 2) ** 2
    east = np.sin((these[:, None, 1] - those[None, :, 1]) / 2) ** 2
    half = north + np.cos(these[:, None, 0]) * np.cos(those[None, :, 0]) * east
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))), dtype=np.float64)
