"""Columns of pairs and the levels that are read off them: what all the groups are made with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dateline.resolve.cases import GENERIC
from dateline.resolve.daily import rarity as daily_rarity
from dateline.resolve.story import rarity, stem
from dateline.resolve.table import UNKNOWN, CaseTable, Keys

Rows = npt.NDArray[np.intp]
Levels = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
SERIAL = frozenset(
    {
        "air_strike", "shelling", "armed_clash", "force_movement", "territory_change", "protest", "riot",
        "protest_intervention", "excessive_force", "sanction", "threat", "talks", "announcement",
    }
)  # fmt: skip
"""Types of which one campaign has many, day after day."""
NEWS_DAYS = 7
"""A report this long after the event looks back; until then it is news."""
RARE = 3.0
"""A shared name with a word of fewer than one in twenty articles is rare: it says more."""
WORD = re.compile(r"[^\W_]+")
FEW, SEVERAL, MANY = 2, 5, 10
"""Bounds of counts: what every other attack has, what few have, what hardly any has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One thing that is looked at. ``falling`` names levels of which none may weigh more than the one before:
    a day apart never speaks for one incident more than the same day."""

    name: str
    levels: tuple[str, ...]
    of: Callable[[CaseTable, Rows, Rows], Levels]
    falling: tuple[tuple[str, ...], ...] = ()

    def level(self, name: str) -> int:
        """The number of a level."""
        return self.levels.index(name)


def chosen(size: int, *choices: tuple[Flags, int]) -> Levels:
    """The level of the first condition that holds, else 0."""
    conditions = [condition for condition, _ in choices]
    return np.select(conditions, [np.int8(level) for _, level in choices], np.int8(0)).astype(np.int8)


def kilometres(table: CaseTable, one: Rows, other: Rows) -> npt.NDArray[np.float64]:
    """Great-circle distance; ``nan`` where a point is not known."""
    lat1, lon1, lat2, lon2 = (
        np.radians(column[rows].astype(np.float64))
        for rows in (one, other)
        for column in (table.lat, table.lon)
    )
    haversine = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * 6371.0 * np.arcsin(np.sqrt(np.clip(haversine, 0.0, 1.0))))


def same_value(column: npt.NDArray[np.signedinteger], one: Rows, other: Rows) -> Flags:
    """Equal and known."""
    return np.asarray((column[one] == column[other]) & (column[one] != UNKNOWN))


def both(column: npt.NDArray[np.signedinteger], one: Rows, other: Rows) -> Flags:
    """Both known."""
    return np.asarray((column[one] != UNKNOWN) & (column[other] != UNKNOWN))


def same_place(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """One gazetteer entry, or, where one of the two has none, the same words."""
    words = same_value(table.place_words, one, other) & ~both(table.geonameid, one, other)
    return same_value(table.geonameid, one, other) | words


def is_serial(table: CaseTable, rows: Rows) -> Flags:
    """Whether the type is one of :data:`SERIAL`."""
    serial = np.array([name in SERIAL for name in table.types], dtype=np.bool_)
    return np.asarray(serial[table.type[rows]])


def days_read(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """Whether both texts give the days; else those of one are only the days before its publication."""
    return np.asarray(table.read[one] & table.read[other])


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Of each pair of sets: whether both have members, whether they meet and are equal, and the rarity of the
    rarest thing they share."""

    told: Flags
    meet: Flags
    equal: Flags
    rarest: npt.NDArray[np.float64]


def overlap(table: CaseTable, keys: Keys, one: Rows, other: Rows) -> Overlap:
    """How the sets of each pair meet; ``keys`` are a column of ``table``."""
    counts = keys.counts(one), keys.counts(other)
    told = (counts[0] > 0) & (counts[1] > 0)
    common, rarest = np.zeros(len(one), np.int64), np.zeros(len(one))
    both = np.flatnonzero(told)
    if len(both):
        width = int(keys.ids.max()) + 1
        ones, others = (
            np.repeat(both, count[both]) * width + keys.take(rows[both]).ids
            for rows, count in zip((one, other), counts, strict=True)
        )
        shared = ones[np.isin(ones, others)]
        pair, key = shared // width, shared % width
        np.add.at(common, pair, 1)
        found, place = np.unique(key, return_inverse=True)
        worth = np.array([value_rarity(table.strings[number]) for number in found.tolist()])
        np.maximum.at(rarest, pair, worth[place] if len(found) else 0.0)
    equal = told & (common == counts[0]) & (common == counts[1])
    return Overlap(told=told, meet=common > 0, equal=equal, rarest=rarest)


@lru_cache(maxsize=200_000)
def value_rarity(value: str) -> float:
    """The rarity of the rarest word of a name: "police" says little, "maasai militia" says much. Kinds of
    people that the registry knows ("generic:civilians:SY") name nobody."""
    if value.startswith(GENERIC):
        return 0.0
    return max((_rarity_by_both(stem(word)) for word in WORD.findall(value)), default=0.0)


def _rarity_by_both(word: str) -> float:
    """Rarity in articles, or on days of news, where that is less."""
    return min(rarity(word), daily_rarity(word))
