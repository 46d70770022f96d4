"""When and where the two were, and of what type."""

from __future__ import annotations

import numpy as np

from dateline.model import PlacePrecision
from dateline.resolve.daily import rarity_of_name
from dateline.resolve.features.columns import (
    RARE,
    Flags,
    Group,
    Levels,
    Rows,
    both,
    chosen,
    days_read,
    is_serial,
    kilometres,
    same_place,
    same_value,
    value_rarity,
)
from dateline.resolve.table import UNKNOWN, CaseTable
from dateline.resolve.types import compatible

SPOT_KM = 0.1
"""Points nearer than this are one point, rounded."""
BROAD = frozenset({"armed_attack", "armed_clash", "protest", "protest_intervention", "arrest"})
"""Types that much of what is reported has; sharing one says less than sharing a rarer one."""
_SPOT = tuple(
    place for place, name in enumerate(PlacePrecision) if name in {PlacePrecision.EXACT, PlacePrecision.NEAR}
)
_TOWN = list(PlacePrecision).index(PlacePrecision.TOWN)
_DISTRICT = list(PlacePrecision).index(PlacePrecision.DISTRICT)
WEEKLY, MONTHLY = 0.1, 0.012
"""Shares of days on which the news has the name of a place that is in it every other week, and every few
months."""


def _days(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """Days that both texts give; a day that one gives and the other's publication; or two publications."""
    first, last, published = table.first, table.last, table.published
    known = both(first, one, other)
    gap = np.maximum(first[one] - last[other], first[other] - last[one])
    equal = (first[one] == first[other]) & (last[one] == last[other])
    own = table.own[one] & table.own[other]
    coarse = table.coarse[one] | table.coarse[other]
    told = table.read[one] & table.read[other]
    untold = ~table.read[one] & ~table.read[other]
    apart = np.abs(published[one] - published[other])
    # Of a pair of which one gives the day: how long after it the other was published.
    after = np.where(table.read[one], published[other] - last[one], published[one] - last[other])
    given = np.where(table.read[one], table.own[one], table.own[other])
    return chosen(
        len(one),
        (~known, 0),
        (untold & (apart == 0), 9),
        (untold & (apart == 1), 10),
        (untold, 11),
        (~told & ~coarse & (gap <= 0) & given & (after <= 1), 12),
        (~told & ~coarse & (gap <= 0) & given, 13),
        (~told & (gap <= 0), 14),
        (equal & own, 1),
        (equal & table.dated[one] & table.dated[other] & ~coarse, 2),
        ((gap <= 0) & ~coarse, 3),
        ((gap <= 0) & is_serial(table, one) & is_serial(table, other), 15),
        (equal & table.dated[one] & table.dated[other], 4),
        (gap <= 0, 5),
        (gap == 1, 6),
        (gap <= 3, 7),
        (gap > 3, 8),
    )


def _place(table: CaseTable, one: Rows, other: Rows) -> Levels:
    km = kilometres(table, one, other)
    same = same_place(table, one, other)
    precision = table.precision
    fine = np.isin(precision[one], _SPOT) & np.isin(precision[other], _SPOT)
    town = (precision[one] <= _TOWN) & (precision[other] <= _TOWN) & both(precision, one, other)
    district = (precision[one] <= _DISTRICT) & (precision[other] <= _DISTRICT) & both(precision, one, other)
    spot = (km <= SPOT_KM) | (same & district)
    known = (table.place_words[one] != UNKNOWN) & (table.place_words[other] != UNKNOWN) | ~np.isnan(km)
    apart = both(table.admin1, one, other) & ~same_value(table.admin1, one, other)
    exact = (precision[one] == 0) & (precision[other] == 0)
    loose = district & ~town
    return chosen(
        len(one),
        (~known, 0),
        (spot & exact, 1),
        (spot & fine, 2),
        (spot & town & _rare_place(table, one), 3),
        (spot & town, 4),
        (spot, 5),
        (loose & (km <= 50), 10),
        (district & (km <= 2), 6),
        (district & (km <= 10), 7),
        (district & (km <= 25), 8),
        (district & (km <= 50), 9),
        (district & (km > 50), 13),
        (same | same_value(table.admin1, one, other), 11),
        (apart, 13),
        (same_value(table.country, one, other), 12),
        (both(table.country, one, other), 13),
    )


def _rare_place(table: CaseTable, rows: Rows) -> Flags:
    found, place = np.unique(table.place_words[rows], return_inverse=True)
    rare = np.array([value_rarity(table.string(number)) >= RARE + 2 for number in found.tolist()])
    return np.asarray(rare[place.ravel()], dtype=np.bool_)


def _busy(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How often the news tells of the place, where no text says that the days are the same: in a town that
    is in the news every week two attacks of three days are seldom one."""
    found, place = np.unique(
        np.concatenate([table.place_words[one], table.place_words[other]]), return_inverse=True
    )
    worth = np.array([rarity_of_name(table.string(number)) for number in found.tolist()] or [0.0])[
        place.ravel()
    ]
    rarest = np.maximum(worth[: len(one)], worth[len(one) :])
    known = both(table.place_words, one, other)
    told = table.read[one] & table.read[other]
    days = np.exp(-rarest)
    return chosen(
        len(one),
        (~known | told, 0),
        (days >= WEEKLY, 3),
        (days >= MONTHLY, 2),
        (known, 1),
    )


def _type(table: CaseTable, one: Rows, other: Rows) -> Levels:
    broad = np.array([name in BROAD for name in table.types], dtype=np.bool_)
    names = table.types
    fits = np.array([[compatible(a, b) for b in names] for a in names], dtype=np.bool_).reshape(
        len(names), len(names)
    )
    a, b = table.type[one], table.type[other]
    same = a == b
    known = np.array([bool(name) for name in names], dtype=np.bool_)
    return chosen(
        len(one),
        (~known[a] | ~known[b], 0),
        (same & is_serial(table, one) & ~days_read(table, one, other), 5),
        (same & ~broad[a], 1),
        (same, 2),
        (fits[a, b], 3),
        (np.ones(len(one), np.bool_), 4),
    )


GROUPS: tuple[Group, ...] = (
    Group(
        name="days",
        levels=(
            "unknown",
            "same day",
            "same days",
            "days that overlap",
            "same long time",
            "long times that overlap",
            "a day apart",
            "days apart",
            "long apart",
            "no day told, news of one day",
            "no day told, news of two days",
            "no day told, news of several days",
            "the day that the other is news of",
            "a day before the other's news",
            "a time around the other's news",
            "long times of a campaign",
        ),
        of=_days,
        falling=(
            ("same day", "the day that the other is news of", "a day before the other's news"),
            (
                "the day that the other is news of",
                "no day told, news of one day",
                "no day told, news of two days",
                "no day told, news of several days",
            ),
            ("same day", "days that overlap", "a day apart", "days apart", "long apart"),
            ("same days", "days that overlap"),
            ("same long time", "long times that overlap", "long apart"),
            ("same long time", "long times of a campaign"),
        ),
    ),
    Group(
        name="place",
        levels=(
            "unknown",
            "same spot",
            "same part of a town",
            "same rare town",
            "same well-known town",
            "same district",
            "within 2 km",
            "within 10 km",
            "within 25 km",
            "within 50 km",
            "near or in one district",
            "same province",
            "same country",
            "places apart",
        ),
        of=_place,
        falling=(
            (
                "same spot",
                "same part of a town",
                "within 2 km",
                "within 10 km",
                "within 25 km",
                "within 50 km",
                "places apart",
            ),
            (
                "same rare town",
                "same well-known town",
                "same district",
                "near or in one district",
                "same province",
                "same country",
                "places apart",
            ),
        ),
    ),
    Group(
        name="busy",
        levels=(
            "unknown",
            "a place seldom in the news",
            "a place often in the news",
            "a place always in the news",
        ),
        of=_busy,
        falling=(
            (
                "a place seldom in the news",
                "a place often in the news",
                "a place always in the news",
            ),
        ),
    ),
    Group(
        name="type",
        levels=(
            "unknown",
            "same type",
            "same broad type",
            "types that fit",
            "other type",
            "same type of a campaign",
        ),
        of=_type,
        falling=(("same type", "same broad type", "types that fit", "other type"),),
    ),
)
"""What is looked at here, each once."""
