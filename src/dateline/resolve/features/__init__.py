"""What two accounts share, in levels: for many pairs at once, in columns.

Each group of levels ("days", "place") looks at one thing. A level is a small whole number with a name; level
0 is "unknown" and weighs nothing, so that what is not told speaks neither for nor against. The weights of the
levels are fitted (:mod:`dateline.training.pair_weights`) and add up (:mod:`dateline.resolve.weights`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dateline.resolve.features import reports, tolls, where_when, who, words
from dateline.resolve.features.columns import Flags, Group, Levels, Rows, is_serial, kilometres, same_place
from dateline.resolve.features.where_when import BROAD
from dateline.resolve.features.who import slain_in_both
from dateline.resolve.features.words import COPY_LIKENESS, COPY_WORDS
from dateline.resolve.table import CaseTable

__all__ = [
    "BROAD",
    "COPY_LIKENESS",
    "COPY_WORDS",
    "FEATURES",
    "GROUPS",
    "Group",
    "Levels",
    "is_distinctive",
    "is_serial",
    "kilometres",
    "levels",
    "same_place",
    "slain_in_both",
]

GROUPS: tuple[Group, ...] = (
    *where_when.GROUPS,
    *who.GROUPS,
    *tolls.GROUPS,
    *reports.GROUPS,
    *words.GROUPS,
)
"""Everything that is looked at, in the order of the columns of :func:`levels`."""
_DISTINCTIVE = {
    "killed": (
        "same toll of many",
        "same toll of several",
        "high tolls near each other",
        "same toll of many, of days not told",
    ),
    "revised": ("the later report says that the toll has risen",),
    "slain": ("the same person is killed",),
    "doers": ("same rare perpetrator",),
    "others": ("a named victim or target in common",),
    "status": ("one denies what the other tells",),
    "speaker": ("same speaker",),
    "words": ("same sentence",),
    "shared": ("the same rare words", "many rare words in common"),
    "story": ("same story", "like stories"),
}
"""Levels that few pairs of different incidents reach."""
FEATURES: Mapping[str, Group] = {group.name: group for group in GROUPS}


def levels(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """The levels of each pair of rows, a column for each of :data:`GROUPS`."""
    return np.column_stack([group.of(table, one, other) for group in GROUPS])


def is_distinctive(found: Levels) -> Flags:
    """Whether a pair shares something that tells its incident from others of the same country and week."""
    some = np.zeros(len(found), dtype=np.bool_)
    for column, group in enumerate(GROUPS):
        for name in _DISTINCTIVE.get(group.name, ()):
            some |= found[:, column] == group.level(name)
    return some
