"""How many were killed and injured, and which report gave its figure later."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from dateline.resolve.features.columns import (
    FEW,
    MANY,
    NEWS_DAYS,
    SEVERAL,
    Flags,
    Group,
    Levels,
    Rows,
    both,
    chosen,
    days_read,
)
from dateline.resolve.table import UNKNOWN, CaseTable

_ROSE = re.compile(
    r"\btoll\b(?: \w+){0,30}? (?:rises?|rose|risen|climbs?|climbed|increases?|increased|jumps?|jumped|"
    r"grows?|grew|reaches|reached|passes|passed|surpasses|updated|revised|now)\b"
)
"""Words of a sentence that tells a toll anew."""
RISEN = 10
"""A toll told anew is at most so many times the first one; of a war it is all the dead so far."""


def tolls_of(
    low: npt.NDArray[np.int32], high: npt.NDArray[np.int32], one: Rows, other: Rows
) -> tuple[Flags, Flags, Flags, npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Both told, one told, equal; the smaller and the larger figure."""
    a, b = low[one], low[other]
    tells = (a > 0) & (b > 0)
    alone = (a > 0) != (b > 0)
    equal = tells & (a == b) & (high[one] == high[other])
    return tells, alone, equal, np.minimum(a, b), np.maximum(a, b)


def _killed(table: CaseTable, one: Rows, other: Rows) -> Levels:
    tells, alone, equal, least, most = tolls_of(table.killed_low, table.killed_high, one, other)
    fewer = np.where(table.killed_low[one] <= table.killed_low[other], one, other)
    guessed = ~days_read(table, one, other)
    open_above = (table.killed_high[fewer] == UNKNOWN) & (most <= 10 * least)  # "at least seven" may rise
    return chosen(
        len(one),
        (guessed & equal & (most >= MANY), 12),
        (guessed & equal & (most > FEW), 13),
        (guessed & equal, 14),
        (guessed & tells & ((most <= 1.5 * least) | (most - least <= 1)), 15),
        (guessed & tells & ((most <= 3 * least + 3) | open_above), 16),
        (guessed & tells, 17),
        (guessed & alone, 18),
        (equal & (most >= MANY), 1),
        (equal & (most > FEW), 2),
        (equal & (most == FEW), 3),
        (equal, 4),
        (tells & (most <= 1.5 * least) & (least >= MANY), 5),
        (tells & ((most <= 1.5 * least) | (most - least <= 1)), 6),
        (tells & ((most <= 3 * least + 3) | open_above), 7),
        (tells, 8),
        (alone & (most > SEVERAL), 11),
        (alone & (most > FEW), 10),
        (alone, 9),
    )


def _toll_order(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """Tolls that differ, by which report came later: tolls rise, they seldom fall, and reports of one day
    that both give a figure without "at least" tell two events where the figures differ."""
    tells, _, equal, least, most = tolls_of(table.killed_low, table.killed_high, one, other)
    low, high, published = table.killed_low, table.killed_high, table.published
    exact = (low[one] == high[one]) & (low[other] == high[other])
    rose = np.sign(published[other] - published[one]) * np.sign(low[other] - low[one])
    differ = tells & ~equal & both(published, one, other) & ~days_read(table, one, other)
    far = most > 3 * least + 3
    return chosen(
        len(one),
        (~differ, 0),
        ((rose == 0) & exact, 1),
        (rose == 0, 2),
        ((rose > 0) & far, 4),
        (rose > 0, 3),
        (exact, 6),
        (rose < 0, 5),
    )


def _revised(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """Whether the later report says that the toll has risen, and the earlier, of the days before, tells fewer
    dead: "the death toll of the attack rises to 32" is no second attack."""
    tells, _, _, least, most = tolls_of(table.killed_low, table.killed_high, one, other)
    published = table.published
    gap = published[other] - published[one]
    low = table.killed_low
    grew = np.where(gap > 0, low[other] - low[one], low[one] - low[other])
    near = both(published, one, other) & (gap != 0) & (np.abs(gap) <= NEWS_DAYS)
    may = np.flatnonzero(tells & near & (grew >= 0) & (most <= RISEN * least))
    told = np.zeros(len(one), dtype=np.bool_)
    later = np.where(gap > 0, other, one)[may]
    told[may] = [_ROSE.search(table.words[row]) is not None for row in later.tolist()]
    return chosen(len(one), (told, 1))


def _injured(table: CaseTable, one: Rows, other: Rows) -> Levels:
    tells, alone, equal, least, most = tolls_of(table.injured_low, table.injured_high, one, other)
    return chosen(
        len(one),
        (equal & (most > FEW), 1),
        (equal, 2),
        (tells & (most <= 2 * least + 2), 3),
        (tells, 4),
        (alone, 5),
    )


GROUPS: tuple[Group, ...] = (
    Group(
        name="killed",
        levels=(
            "unknown",
            "same toll of many",
            "same toll of several",
            "same toll of two",
            "same toll of one",
            "high tolls near each other",
            "tolls near each other",
            "a toll that rose",
            "a toll that leapt",
            "one tells dead",
            "one tells several dead",
            "one tells many dead",
            "same toll of many, of days not told",
            "same toll of several, of days not told",
            "same small toll, of days not told",
            "tolls near each other, of days not told",
            "tolls apart, of days not told",
            "tolls far apart, of days not told",
            "one tells dead, of days not told",
        ),
        of=_killed,
        falling=(
            ("same toll of many", "same toll of several", "same toll of two", "same toll of one"),
            (
                "same toll of many",
                "high tolls near each other",
                "tolls near each other",
                "a toll that rose",
                "a toll that leapt",
            ),
            ("same toll of two", "tolls near each other"),
            ("one tells dead", "one tells several dead", "one tells many dead"),
            (
                "same toll of many, of days not told",
                "same toll of several, of days not told",
                "same small toll, of days not told",
            ),
            (
                "same toll of several, of days not told",
                "tolls near each other, of days not told",
                "tolls apart, of days not told",
                "tolls far apart, of days not told",
            ),
        ),
    ),
    Group(
        name="order",
        levels=(
            "unknown",
            "other exact tolls on one day",
            "other tolls on one day",
            "the later toll is higher",
            "the later toll is much higher",
            "the later toll is lower",
            "the later exact toll is lower",
        ),
        of=_toll_order,
        falling=(
            ("the later toll is higher", "the later toll is lower", "the later exact toll is lower"),
            ("other tolls on one day", "other exact tolls on one day"),
        ),
    ),
    Group(name="revised", levels=("not told", "the later report says that the toll has risen"), of=_revised),
    Group(
        name="injured",
        levels=(
            "unknown",
            "same many injured",
            "same few injured",
            "injured near each other",
            "injured far apart",
            "one tells injured",
        ),
        of=_injured,
        falling=(("same many injured", "same few injured", "injured near each other", "injured far apart"),),
    ),
)
"""What is looked at here, each once."""
