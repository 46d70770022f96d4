"""Who did it with what, who was hit, and who was killed by name."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from dateline.resolve.cases import GENERIC
from dateline.resolve.features.columns import RARE, Flags, Group, Levels, Rows, both, chosen, overlap
from dateline.resolve.table import CaseTable

NAMELY = 5.0
"""A victim or target with a word of fewer than one in 150 articles: a person or a thing by name."""
_KIND_OF_COUNTRY = re.compile(rf"{GENERIC}[^:]+:[A-Z]{{2}}$")
"""A kind of people with its country ("generic:civilians:SY")."""
RETOLD_DAYS = 60
"""Days in which a death by name is the same death, where a text does not give its day."""


def _means(table: CaseTable, one: Rows, other: Rows) -> Levels:
    shared = overlap(table, table.means, one, other)
    several = table.means.counts(one) > 1
    return chosen(
        len(one), (shared.equal & several, 1), (shared.equal, 2), (shared.meet, 3), (shared.told, 4)
    )


def _doers(table: CaseTable, one: Rows, other: Rows) -> Levels:
    named = overlap(table, table.doers, one, other)
    described = overlap(table, table.described, one, other)
    has_name = [table.doers.counts(rows) > 0 for rows in (one, other)]
    has_words = [table.described.counts(rows) > 0 for rows in (one, other)]
    mixed = (has_name[0] & has_words[1]) | (has_words[0] & has_name[1])
    return chosen(
        len(one),
        (named.meet & (named.rarest >= RARE), 1),
        (named.equal, 2),
        (named.meet, 3),
        (described.meet, 4),
        (named.told, 7),
        (mixed, 5),
        (described.told, 6),
    )


def _others(table: CaseTable, one: Rows, other: Rows) -> Levels:
    shared = overlap(table, table.others, one, other)
    rare = shared.meet & (shared.rarest >= NAMELY)
    foreign = shared.told & _of_other_countries(table, one, other)
    return chosen(len(one), (rare, 4), (shared.equal, 1), (foreign, 5), (shared.meet, 2), (shared.told, 3))


def _of_other_countries(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """Whether both tell the country of those hit, and no country is in both: two Koreans are no Japanese."""
    strings, apart = table.strings, np.zeros(len(one), dtype=np.bool_)
    told = np.flatnonzero((table.others.counts(one) > 0) & (table.others.counts(other) > 0))
    ends = one[told].tolist(), other[told].tolist()
    found = {
        row: frozenset(country for key in table.others.of(row) if (country := _country_of_kind(strings[key])))
        for row in {*ends[0], *ends[1]}
    }
    apart[told] = [
        bool(found[a] and found[b]) and not found[a] & found[b] for a, b in zip(*ends, strict=True)
    ]
    return apart


@lru_cache(maxsize=200_000)
def _country_of_kind(name: str) -> str:
    """The "SY" of "generic:civilians:SY"; "" of all else."""
    return name.rpartition(":")[2] if _KIND_OF_COUNTRY.match(name) else ""


def slain_in_both(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """Whether both tell that one and the same person was killed, not long apart: a death that is reported
    anew a year later, or on another day, may be one of several false reports."""
    found = np.zeros(len(one), dtype=np.bool_)
    named = np.flatnonzero((table.slain.counts(one) > 0) & (table.slain.counts(other) > 0))
    if len(named):
        a, b = one[named], other[named]
        gap = np.maximum(table.first[a] - table.last[b], table.first[b] - table.last[a])
        dated = both(table.first, a, b)
        own = table.own[a] & table.own[b]
        near = ~dated | (gap <= np.where(own, 1, RETOLD_DAYS))
        found[named] = near & overlap(table, table.slain, a, b).meet
    return found


def _slain(table: CaseTable, one: Rows, other: Rows) -> Levels:
    shared = overlap(table, table.slain, one, other)
    return chosen(len(one), (slain_in_both(table, one, other), 1), (shared.told, 2))


GROUPS: tuple[Group, ...] = (
    Group(
        name="means",
        levels=("unknown", "several means, all the same", "same means", "a means in common", "other means"),
        of=_means,
        falling=(
            ("several means, all the same", "a means in common", "other means"),
            ("same means", "a means in common"),
        ),
    ),
    Group(
        name="doers",
        levels=(
            "unknown",
            "same rare perpetrator",
            "same perpetrators",
            "a perpetrator in common",
            "same kind of perpetrator",
            "one named, one described",
            "other kind of perpetrator",
            "another perpetrator named",
        ),
        of=_doers,
        falling=(
            (
                "same rare perpetrator",
                "same perpetrators",
                "a perpetrator in common",
                "another perpetrator named",
            ),
            ("same kind of perpetrator", "other kind of perpetrator"),
        ),
    ),
    Group(
        name="others",
        levels=(
            "unknown",
            "same victims or targets",
            "a victim or target in common",
            "other victims or targets",
            "a named victim or target in common",
            "victims of other countries",
        ),
        of=_others,
        falling=(
            (
                "same victims or targets",
                "a victim or target in common",
                "other victims or targets",
                "victims of other countries",
            ),
        ),
    ),
    Group(
        name="slain",
        levels=("no person by name", "the same person is killed", "other persons are killed"),
        of=_slain,
    ),
)
"""What is looked at here, each once."""
