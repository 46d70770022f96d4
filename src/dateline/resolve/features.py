"""What two accounts share, in levels: for many pairs at once, in columns.

Each group of levels ("days", "place") looks at one thing. A level is a small whole number with a name; level 0
is always "unknown" and weighs nothing, so that what is not told speaks neither for nor against. The weights of
the levels are fitted (:mod:`dateline.training.pair_weights`) and add up (:mod:`dateline.resolve.score`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from dateline.model import PlacePrecision, Status
from dateline.resolve.story import log_odds
from dateline.resolve.table import UNKNOWN, CaseTable, Keys
from dateline.resolve.types import compatible

__all__ = ["BROAD", "COPY_LIKENESS", "COPY_WORDS", "FEATURES", "GROUPS", "Group", "Levels", "kilometres", "levels"]

Rows = npt.NDArray[np.intp]
Levels = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

COPY_LIKENESS = 90.0
"""Likeness of the telling sentences (0-100) from which one is a copy of the other: an editor's changed word
leaves 92 and more of a sentence of twenty words, two reporters' sentences on one event stay below 80."""
COPY_WORDS = 8
"""Shorter sentences are alike by chance."""
SPOT_KM = 0.1
"""Points nearer than this are one point, rounded."""
BROAD = frozenset({"armed_attack", "armed_clash", "protest", "protest_intervention", "arrest"})
"""Types that much of what is reported has; sharing one says less than sharing a rarer one."""
_SPOT = tuple(
    place for place, name in enumerate(PlacePrecision) if name in {PlacePrecision.EXACT, PlacePrecision.NEAR}
)
_TOWN = list(PlacePrecision).index(PlacePrecision.TOWN)
_DISTRICT = list(PlacePrecision).index(PlacePrecision.DISTRICT)
_DENIED = list(Status).index(Status.DENIED)
_FEW, _SEVERAL, _MANY = 2, 5, 10
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


def levels(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """The levels of each pair of rows, a column for each of :data:`GROUPS`."""
    return np.column_stack([group.of(table, one, other) for group in GROUPS])


def _chosen(size: int, *choices: tuple[Flags, int]) -> Levels:
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


def _same(column: npt.NDArray[np.signedinteger], one: Rows, other: Rows) -> Flags:
    """Equal and known."""
    return (column[one] == column[other]) & (column[one] != UNKNOWN)


def _both(column: npt.NDArray[np.signedinteger], one: Rows, other: Rows) -> Flags:
    return (column[one] != UNKNOWN) & (column[other] != UNKNOWN)


def same_place(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """One gazetteer entry, or, where one of the two has none, the same words."""
    words = _same(table.place_words, one, other) & ~_both(table.geonameid, one, other)
    return _same(table.geonameid, one, other) | words


def _days(table: CaseTable, one: Rows, other: Rows) -> Levels:
    first, last = table.first, table.last
    known = _both(first, one, other)
    gap = np.maximum(first[one] - last[other], first[other] - last[one])
    equal = (first[one] == first[other]) & (last[one] == last[other])
    own = table.own[one] & table.own[other]
    coarse = table.coarse[one] | table.coarse[other]
    dated = table.dated[one] & table.dated[other]
    return _chosen(
        len(one),
        (~known, 0),
        (equal & own, 1),
        (equal & dated & ~coarse, 2),
        ((gap <= 0) & ~coarse, 3),
        (equal & dated, 4),
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
    town = (precision[one] <= _TOWN) & (precision[other] <= _TOWN) & _both(precision, one, other)
    district = (precision[one] <= _DISTRICT) & (precision[other] <= _DISTRICT) & _both(precision, one, other)
    spot = (km <= SPOT_KM) | (same & district)
    known = (table.place_words[one] != UNKNOWN) & (table.place_words[other] != UNKNOWN) | ~np.isnan(km)
    apart = _both(table.admin1, one, other) & ~_same(table.admin1, one, other)
    return _chosen(
        len(one),
        (~known, 0),
        (spot & fine, 1),
        (spot & town, 2),
        (spot, 3),
        (district & (km <= 2), 4),
        (district & (km <= 10), 5),
        (district & (km <= 25), 6),
        (district & (km <= 50), 7),
        (district & (km > 50), 10),
        (same | _same(table.admin1, one, other), 8),
        (apart, 10),
        (_same(table.country, one, other), 9),
        (_both(table.country, one, other), 10),
    )


def _type(table: CaseTable, one: Rows, other: Rows) -> Levels:
    broad = np.array([name in BROAD for name in table.types], dtype=np.bool_)
    names = table.types
    fits = np.array([[compatible(a, b) for b in names] for a in names], dtype=np.bool_).reshape(
        len(names), len(names)
    )
    a, b = table.type[one], table.type[other]
    same = a == b
    return _chosen(
        len(one), (same & ~broad[a], 1), (same, 2), (fits[a, b], 3), (np.ones(len(one), np.bool_), 4)
    )


def _shared(keys: Keys, one: Rows, other: Rows) -> tuple[Flags, Flags]:
    """Whether the two sets meet, and whether both have members."""
    left, right = keys.take(one), keys.take(other)
    counts = np.diff(left.indptr), np.diff(right.indptr)
    size = np.int64(max(left.ids.max(initial=0), right.ids.max(initial=0)) + 1)
    held = np.repeat(np.arange(len(one)), counts[0]) * size + left.ids
    sought = np.repeat(np.arange(len(one)), counts[1]) * size + right.ids
    meet = np.zeros(len(one), dtype=np.bool_)
    meet[(sought[np.isin(sought, held)] // size)] = True
    return meet, (counts[0] > 0) & (counts[1] > 0)


def _means(table: CaseTable, one: Rows, other: Rows) -> Levels:
    meet, told = _shared(table.means, one, other)
    return _chosen(len(one), (meet, 1), (told, 2))


def _doers(table: CaseTable, one: Rows, other: Rows) -> Levels:
    named, both_named = _shared(table.doers, one, other)
    described, both_described = _shared(table.described, one, other)
    has_name = [np.diff(table.doers.indptr)[rows] > 0 for rows in (one, other)]
    has_words = [np.diff(table.described.indptr)[rows] > 0 for rows in (one, other)]
    mixed = (has_name[0] & has_words[1]) | (has_words[0] & has_name[1])
    return _chosen(
        len(one), (named, 1), (described, 2), (both_named, 5), (mixed, 3), (both_described, 4)
    )


def _others(table: CaseTable, one: Rows, other: Rows) -> Levels:
    meet, told = _shared(table.others, one, other)
    return _chosen(len(one), (meet, 1), (told, 2))


def _tolls(
    low: npt.NDArray[np.int32], high: npt.NDArray[np.int32], one: Rows, other: Rows
) -> tuple[Flags, Flags, Flags, npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Both told, one told, equal; the smaller and the larger figure."""
    a, b = low[one], low[other]
    tells = (a > 0) & (b > 0)
    alone = (a > 0) != (b > 0)
    equal = tells & (a == b) & (high[one] == high[other])
    return tells, alone, equal, np.minimum(a, b), np.maximum(a, b)


def _killed(table: CaseTable, one: Rows, other: Rows) -> Levels:
    tells, alone, equal, least, most = _tolls(table.killed_low, table.killed_high, one, other)
    return _chosen(
        len(one),
        (equal & (most >= _MANY), 1),
        (equal & (most > _FEW), 2),
        (equal & (most == _FEW), 3),
        (equal, 4),
        (tells & ((most <= 1.5 * least) | (most - least <= 1)), 5),
        (tells & (most <= 3 * least + 3), 6),
        (tells, 7),
        (alone & (most > _FEW), 9),
        (alone, 8),
    )


def _injured(table: CaseTable, one: Rows, other: Rows) -> Levels:
    tells, alone, equal, least, most = _tolls(table.injured_low, table.injured_high, one, other)
    return _chosen(
        len(one),
        (equal & (most > _FEW), 1),
        (equal, 2),
        (tells & (most <= 2 * least + 2), 3),
        (tells, 4),
        (alone, 5),
    )


def _crowd(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How many events like it one of the two documents tells at that place and time: at most one of them is
    the other account's."""
    cells = np.column_stack([table.document, table.place_words, table.first])
    _, cell, counts = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
    told = counts[cell.ravel()]
    most = np.maximum(told[one], told[other])
    return _chosen(len(one), (most <= 1, 0), (most == 2, 1), (most <= _SEVERAL, 2), (most > _SEVERAL, 3))


def _reported(table: CaseTable, one: Rows, other: Rows) -> Levels:
    known = _both(table.published, one, other)
    gap = np.abs(table.published[one] - table.published[other])
    return _chosen(
        len(one), (~known, 0), (gap == 0, 1), (gap == 1, 2), (gap <= 3, 3), (gap <= 14, 4), (gap > 14, 5)
    )


def _status(table: CaseTable, one: Rows, other: Rows) -> Levels:
    a, b = table.status[one], table.status[other]
    denied = (a == _DENIED) != (b == _DENIED)
    same_document = table.document[one] == table.document[other]
    return _chosen(len(one), (denied & same_document, 1), (a != b, 2))


def _words(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How alike the telling sentences are. The order of words counts for a copy, not for likeness."""
    texts, sizes = table.words, np.array([text.count(" ") + 1 for text in table.words])
    left, right = [texts[row] for row in one.tolist()], [texts[row] for row in other.tolist()]
    known = np.array([bool(a and b) for a, b in zip(left, right, strict=True)], dtype=np.bool_)
    long = np.minimum(sizes[one], sizes[other]) >= COPY_WORDS
    likeness = cpdist(left, right, scorer=fuzz.token_set_ratio, dtype=np.float32)
    alike = np.flatnonzero(known & long & (likeness >= COPY_LIKENESS / 2))
    copy = np.zeros(len(one), dtype=np.bool_)
    copy[alike] = (
        cpdist([left[at] for at in alike], [right[at] for at in alike], scorer=fuzz.ratio) >= COPY_LIKENESS
    )
    return _chosen(
        len(one),
        (~known, 0),
        (copy, 1),
        (likeness >= 75, 2),
        (likeness >= 60, 3),
        (likeness >= 45, 4),
        (known, 5),
    )


def story_likeness(
    table: CaseTable, one: Rows, other: Rows
) -> npt.NDArray[np.float64]:
    """:func:`dateline.resolve.story.log_odds` for the documents of pairs of accounts; ``nan`` for one document or where a document
    has no keys."""
    documents, first, place = np.unique(
        table.document[np.concatenate([one, other])], return_index=True, return_inverse=True
    )
    rows = np.concatenate([one, other])[first]
    left, right = place[: len(one)], place[len(one) :]
    pairs, back = np.unique(left.astype(np.int64) * len(documents) + right, return_inverse=True)
    strings = table.strings
    stories = [[strings[key] for key in table.story.of(row)] for row in rows.tolist()]
    told = np.array([bool(story) for story in stories], dtype=np.bool_)
    a, b = pairs // len(documents), pairs % len(documents)
    scores = log_odds(stories, a, b)
    scores[(a == b) | ~told[a] | ~told[b]] = np.nan
    return np.asarray(scores[back.ravel()])


def _story(table: CaseTable, one: Rows, other: Rows) -> Levels:
    likeness = story_likeness(table, one, other)
    return _chosen(
        len(one),
        (np.isnan(likeness), 0),
        (likeness >= 0.4, 1),
        (likeness >= 0.25, 2),
        (likeness >= 0.15, 3),
        (likeness >= 0.08, 4),
        (likeness >= 0.03, 5),
        (likeness < 0.03, 6),
    )


GROUPS: tuple[Group, ...] = (
    Group(
        name="days",
        levels=(
            "unknown", "same day", "same days", "days that overlap", "same long time", "long times that overlap",
            "a day apart", "days apart", "long apart",
        ),
        of=_days,
        falling=(("same day", "days that overlap", "a day apart", "days apart", "long apart"),
                 ("same days", "days that overlap"), ("same long time", "long times that overlap", "long apart")),
    ),
    Group(
        name="place",
        levels=(
            "unknown", "same spot", "same town", "same district", "within 2 km", "within 10 km", "within 25 km",
            "within 50 km", "same province", "same country", "places apart",
        ),
        of=_place,
        falling=(("same spot", "within 2 km", "within 10 km", "within 25 km", "within 50 km", "places apart"),
                 ("same town", "same district", "same province", "same country", "places apart")),
    ),
    Group(name="type", levels=("unknown", "same type", "same broad type", "types that fit", "other type"),
          of=_type, falling=(("same type", "same broad type", "types that fit", "other type"),)),
    Group(name="means", levels=("unknown", "same means", "other means"), of=_means,
          falling=(("same means", "other means"),)),
    Group(
        name="doers",
        levels=("unknown", "same perpetrator", "same kind of perpetrator", "one named, one described",
                "other kind of perpetrator", "another perpetrator named"),
        of=_doers,
        falling=(("same perpetrator", "another perpetrator named"),
                 ("same kind of perpetrator", "other kind of perpetrator")),
    ),
    Group(name="others", levels=("unknown", "same victim or target", "other victims or targets"), of=_others,
          falling=(("same victim or target", "other victims or targets"),)),
    Group(
        name="killed",
        levels=("unknown", "same toll of many", "same toll of several", "same toll of two", "same toll of one",
                "tolls near each other", "a toll that rose", "a toll that leapt", "one tells dead",
                "one tells many dead"),
        of=_killed,
        falling=(("same toll of many", "same toll of several", "same toll of two", "same toll of one"),
                 ("same toll of two", "tolls near each other", "a toll that rose", "a toll that leapt")),
    ),
    Group(
        name="injured",
        levels=("unknown", "same many injured", "same few injured", "injured near each other",
                "injured far apart", "one tells injured"),
        of=_injured,
        falling=(("same many injured", "same few injured", "injured near each other", "injured far apart"),),
    ),
    Group(name="crowd", levels=("alone", "one of two there", "one of several there", "one of many there"),
          of=_crowd, falling=(("alone", "one of two there", "one of several there", "one of many there"),)),
    Group(
        name="reported",
        levels=("unknown", "reported on one day", "reported a day apart", "reported days apart",
                "reported weeks apart", "reported long apart"),
        of=_reported,
        falling=(("reported on one day", "reported a day apart", "reported days apart", "reported weeks apart",
                  "reported long apart"),),
    ),
    Group(name="status", levels=("same status", "one denies what the other tells", "other status"), of=_status),
    Group(name="words",
          levels=("unknown", "same sentence", "much the same words", "like words", "some words", "other words"),
          of=_words,
          falling=(("same sentence", "much the same words", "like words", "some words", "other words"),)),
    Group(name="story",
          levels=("unknown", "same story", "like stories", "stories that share much", "stories that share some",
                  "stories that share little", "other stories"),
          of=_story,
          falling=(("same story", "like stories", "stories that share much", "stories that share some",
                    "stories that share little", "other stories"),)),
)  # fmt: skip
"""Everything that is looked at, in the order of the columns of :func:`levels`."""

FEATURES: Mapping[str, Group] = {group.name: group for group in GROUPS}
