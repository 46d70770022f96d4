"""What two accounts share, in levels: for many pairs at once, in columns.

Each group of levels ("days", "place") looks at one thing. A level is a small whole number with a name; level
0 is "unknown" and weighs nothing, so that what is not told speaks neither for nor against. The weights of the
levels are fitted (:mod:`dateline.training.pair_weights`) and add up (:mod:`dateline.resolve.weights`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist
from scipy import sparse

from dateline.model import PlacePrecision, Status
from dateline.resolve.cases import GENERIC
from dateline.resolve.daily import rarity as daily_rarity
from dateline.resolve.daily import rarity_of_name
from dateline.resolve.story import Stories, log_odds, rarity, stem
from dateline.resolve.table import UNKNOWN, CaseTable, Keys
from dateline.resolve.types import compatible

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
]

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
SERIAL = frozenset(
    {
        "air_strike", "shelling", "armed_clash", "force_movement", "territory_change", "protest", "riot",
        "protest_intervention", "excessive_force", "sanction", "threat", "talks", "announcement",
    }
)  # fmt: skip
"""Types of which one campaign has many, day after day."""
COURTS = frozenset({"trial", "arrest"})
"""Types whose reports name the day of the deed that it is about; its own steps lie weeks apart."""
_SPOT = tuple(
    place for place, name in enumerate(PlacePrecision) if name in {PlacePrecision.EXACT, PlacePrecision.NEAR}
)
_TOWN = list(PlacePrecision).index(PlacePrecision.TOWN)
_DISTRICT = list(PlacePrecision).index(PlacePrecision.DISTRICT)
_DENIED = list(Status).index(Status.DENIED)
NEWS_DAYS = 7
"""A report this long after the event looks back; until then it is news."""
RARE = 3.0
"""A shared name with a word of fewer than one in twenty articles is rare: it says more."""
COMMON_WORD = 2.0
"""A word of the news of one in seven days, and above, says nothing of which event it is."""
ALIKE = (0.6, 0.4, 0.2, 0.1)
"""Bounds of the cosine of two sentences' rarer words."""
WEEKLY, MONTHLY = 0.1, 0.012
"""Shares of days on which the news has the name of a place that is in it every other week, and every few
months."""
NAMELY = 5.0
"""A victim or target with a word of fewer than one in 150 articles: a person or a thing by name."""
_WORD = re.compile(r"[^\W_]+")
_KIND_OF_COUNTRY = re.compile(rf"{GENERIC}[^:]+:[A-Z]{{2}}$")
"""A kind of people with its country ("generic:civilians:SY")."""
_DEEDS = (
    r"(?:attacks?|bombings?|shootings?|strikes?|airstrikes?|raids?|massacres?|stabbings?|killings?|murders?|"
    r"deaths?|assassinations?|kidnappings?|abductions?|explosions?|blasts?|ambush|siege|clash(?:es)?|riots?|"
    r"protests?|violence|coup|crash|incident|assault|hijacking|arrests?|shelling|offensive|operation)"
)
_LOOKS_BACK = re.compile(
    rf"\b(?:(?:the|this|that|these|those|his|her|their|whose|recent|deadly|yesterday s|\w+day s) "
    rf"(?:\w+ ){{0,2}}{_DEEDS}|{_DEEDS} (?:of|that|which|in which)|death toll|toll (?:from|of|in)|"
    r"(?:ris|increas|climb|reach)(?:es|e|ed|en|ing) to|rose to|yesterday|previous day|"
    r"(?:day|days|week|weeks) (?:prior|before|earlier|ago)|last (?:week|month|night|year)|"
    r"in connection with|suspects?|suspected of|accused of|charged|convicted|sentenced|over the|funerals?|"
    r"mourn\w*|victims?|survivors?|investigat\w+|responsib\w+|condemn\w*|aftermath|identif\w+|dies of|"
    r"died of|dies from|wounds sustained|later dies)\b"
)
"""Words of a sentence that refers to an event told before: follow-ups of news name it with an article, say
that a toll rose or who was arrested over it."""
_ONE_MORE = re.compile(
    r"\b(?:another|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|fresh|again|further|separate|"
    r"continu\w+|latest|consecutive|renew\w*|resum\w+)\b"
)
"""Words of a sentence that tells one more event of a kind."""
_ONE_MORE_DEED = re.compile(
    r"\b(?:another|second|third|fourth|fifth|sixth|fresh|further|separate|latest) "
    rf"(?:\w+ ){{0,2}}(?:{_DEEDS}|time)\b"
)
"""The same, where the sentence would else look back: "the second deadly attack"."""
_COUNTS_ON = re.compile(
    r"\b(?:(?:past|last) (?:24|twenty four) hours|bringing the|"
    r"(?:nationwide|national|overall|total|cumulative) death toll)\b"
)
"""Words of a sentence that adds a day's dead to those of the days before."""
BRIEF = 30
"""Keys of a document below which it is an item of a few sentences: an article has 40 and more."""
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
    return np.asarray((column[one] == column[other]) & (column[one] != UNKNOWN))


def _both(column: npt.NDArray[np.signedinteger], one: Rows, other: Rows) -> Flags:
    return np.asarray((column[one] != UNKNOWN) & (column[other] != UNKNOWN))


def same_place(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """One gazetteer entry, or, where one of the two has none, the same words."""
    words = _same(table.place_words, one, other) & ~_both(table.geonameid, one, other)
    return _same(table.geonameid, one, other) | words


def _days(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """Days that both texts give; a day that one gives and the other's publication; or two publications."""
    first, last, published = table.first, table.last, table.published
    known = _both(first, one, other)
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
    return _chosen(
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
    town = (precision[one] <= _TOWN) & (precision[other] <= _TOWN) & _both(precision, one, other)
    district = (precision[one] <= _DISTRICT) & (precision[other] <= _DISTRICT) & _both(precision, one, other)
    spot = (km <= SPOT_KM) | (same & district)
    known = (table.place_words[one] != UNKNOWN) & (table.place_words[other] != UNKNOWN) | ~np.isnan(km)
    apart = _both(table.admin1, one, other) & ~_same(table.admin1, one, other)
    exact = (precision[one] == 0) & (precision[other] == 0)
    loose = district & ~town
    return _chosen(
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
        (same | _same(table.admin1, one, other), 11),
        (apart, 13),
        (_same(table.country, one, other), 12),
        (_both(table.country, one, other), 13),
    )


def _rare_place(table: CaseTable, rows: Rows) -> Flags:
    found, place = np.unique(table.place_words[rows], return_inverse=True)
    rare = np.array([value_rarity(table.string(number)) >= RARE + 2 for number in found.tolist()])
    return np.asarray(rare[place.ravel()], dtype=np.bool_)


def is_serial(table: CaseTable, rows: Rows) -> Flags:
    """Whether the type is one of :data:`SERIAL`."""
    serial = np.array([name in SERIAL for name in table.types], dtype=np.bool_)
    return np.asarray(serial[table.type[rows]])


def _days_read(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """Whether both texts give the days; else those of one are only the days before its publication."""
    return np.asarray(table.read[one] & table.read[other])


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
    known = _both(table.place_words, one, other)
    told = table.read[one] & table.read[other]
    days = np.exp(-rarest)
    return _chosen(
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
    return _chosen(
        len(one),
        (~known[a] | ~known[b], 0),
        (same & is_serial(table, one) & ~_days_read(table, one, other), 5),
        (same & ~broad[a], 1),
        (same, 2),
        (fits[a, b], 3),
        (np.ones(len(one), np.bool_), 4),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overlap:
    """Of each pair of sets: whether both have members, whether they meet and are equal, and the rarity of the
    rarest thing they share."""

    told: Flags
    meet: Flags
    equal: Flags
    rarest: npt.NDArray[np.float64]


def _overlap(table: CaseTable, keys: Keys, one: Rows, other: Rows) -> _Overlap:
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
    return _Overlap(told=told, meet=common > 0, equal=equal, rarest=rarest)


@lru_cache(maxsize=200_000)
def value_rarity(value: str) -> float:
    """The rarity of the rarest word of a name: "police" says little, "maasai militia" says much. Kinds of
    people that the registry knows ("generic:civilians:SY") name nobody."""
    if value.startswith(GENERIC):
        return 0.0
    return max((_rarity_by_both(stem(word)) for word in _WORD.findall(value)), default=0.0)


def _rarity_by_both(word: str) -> float:
    """Rarity in articles, or on days of news, where that is less."""
    return min(rarity(word), daily_rarity(word))


def _means(table: CaseTable, one: Rows, other: Rows) -> Levels:
    shared = _overlap(table, table.means, one, other)
    several = table.means.counts(one) > 1
    return _chosen(
        len(one), (shared.equal & several, 1), (shared.equal, 2), (shared.meet, 3), (shared.told, 4)
    )


def _doers(table: CaseTable, one: Rows, other: Rows) -> Levels:
    named = _overlap(table, table.doers, one, other)
    described = _overlap(table, table.described, one, other)
    has_name = [table.doers.counts(rows) > 0 for rows in (one, other)]
    has_words = [table.described.counts(rows) > 0 for rows in (one, other)]
    mixed = (has_name[0] & has_words[1]) | (has_words[0] & has_name[1])
    return _chosen(
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
    shared = _overlap(table, table.others, one, other)
    rare = shared.meet & (shared.rarest >= NAMELY)
    foreign = shared.told & _of_other_countries(table, one, other)
    return _chosen(len(one), (rare, 4), (shared.equal, 1), (foreign, 5), (shared.meet, 2), (shared.told, 3))


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
    fewer = np.where(table.killed_low[one] <= table.killed_low[other], one, other)
    guessed = ~_days_read(table, one, other)
    open_above = (table.killed_high[fewer] == UNKNOWN) & (most <= 10 * least)  # "at least seven" may rise
    return _chosen(
        len(one),
        (guessed & equal & (most >= _MANY), 12),
        (guessed & equal & (most > _FEW), 13),
        (guessed & equal, 14),
        (guessed & tells & ((most <= 1.5 * least) | (most - least <= 1)), 15),
        (guessed & tells & ((most <= 3 * least + 3) | open_above), 16),
        (guessed & tells, 17),
        (guessed & alone, 18),
        (equal & (most >= _MANY), 1),
        (equal & (most > _FEW), 2),
        (equal & (most == _FEW), 3),
        (equal, 4),
        (tells & (most <= 1.5 * least) & (least >= _MANY), 5),
        (tells & ((most <= 1.5 * least) | (most - least <= 1)), 6),
        (tells & ((most <= 3 * least + 3) | open_above), 7),
        (tells, 8),
        (alone & (most > _SEVERAL), 11),
        (alone & (most > _FEW), 10),
        (alone, 9),
    )


def _toll_order(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """Tolls that differ, by which report came later: tolls rise, they seldom fall, and reports of one day
    that both give a figure without "at least" tell two events where the figures differ."""
    tells, _, equal, least, most = _tolls(table.killed_low, table.killed_high, one, other)
    low, high, published = table.killed_low, table.killed_high, table.published
    exact = (low[one] == high[one]) & (low[other] == high[other])
    rose = np.sign(published[other] - published[one]) * np.sign(low[other] - low[one])
    differ = tells & ~equal & _both(published, one, other) & ~_days_read(table, one, other)
    far = most > 3 * least + 3
    return _chosen(
        len(one),
        (~differ, 0),
        ((rose == 0) & exact, 1),
        (rose == 0, 2),
        ((rose > 0) & far, 4),
        (rose > 0, 3),
        (exact, 6),
        (rose < 0, 5),
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
    most = np.maximum(table.beside[one], table.beside[other])
    return _chosen(len(one), (most <= 1, 0), (most == 2, 1), (most <= _SEVERAL, 2), (most > _SEVERAL, 3))


def _reported(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How far apart the reports are, and whether they are news or look back."""
    published = table.published
    known = _both(published, one, other) & _both(table.last, one, other)
    gap = np.abs(published[one] - published[other])
    lags = [published[rows] - table.last[rows] for rows in (one, other)]
    late = np.maximum(lags[0], lags[1]) > NEWS_DAYS
    courts = np.array([name in COURTS for name in table.types], dtype=np.bool_)
    both_late = np.minimum(lags[0], lags[1]) > NEWS_DAYS
    return _chosen(
        len(one),
        (~known | ~_days_read(table, one, other), 0),
        (both_late & courts[table.type[one]] & courts[table.type[other]] & (gap > NEWS_DAYS), 8),
        (~late & (gap == 0), 1),
        (~late & (gap == 1), 2),
        (~late, 3),
        (both_late & (gap <= NEWS_DAYS), 4),
        (both_late, 5),
        (gap <= NEWS_DAYS, 6),
        (late, 7),
    )


def _status(table: CaseTable, one: Rows, other: Rows) -> Levels:
    a, b = table.status[one], table.status[other]
    denied = (a == _DENIED) != (b == _DENIED)
    same_document = table.document[one] == table.document[other]
    return _chosen(len(one), (denied & same_document, 1), (a != b, 2))


def _speaker(table: CaseTable, one: Rows, other: Rows) -> Levels:
    statement = table.statement[one] & table.statement[other]
    return _chosen(len(one), (statement & _overlap(table, table.doers, one, other).meet, 1))


def _words(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How alike the telling sentences are. The order of words counts for a copy, not for likeness."""
    texts = table.words
    left, right = [texts[row] for row in one.tolist()], [texts[row] for row in other.tolist()]
    known = np.array([bool(a and b) for a, b in zip(left, right, strict=True)], dtype=np.bool_)
    least = COPY_WORDS - 1
    long = np.array(
        [a.count(" ") >= least and b.count(" ") >= least for a, b in zip(left, right, strict=True)],
        dtype=np.bool_,
    )
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


def _shared(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """How alike the telling sentences are in their rarer words: the cosine of the two, each
    word weighing as much as it is rarer than one in seven days."""
    rows = np.unique(np.concatenate([one, other]))
    sentences = tuple(table.words[row] for row in rows.tolist())
    held, told = _weighed(sentences), np.array([bool(text) for text in sentences], dtype=np.bool_)
    ends = np.searchsorted(rows, one), np.searchsorted(rows, other)
    left, right = (held[end] for end in ends)
    # Rounded, because the order of a sum depends on what else is compared.
    likeness = np.round(np.asarray(left.multiply(right).sum(axis=1)).ravel(), 9)
    known = told[ends[0]] & told[ends[1]] & (table.document[one] != table.document[other])
    levels = [(likeness >= bound, level) for level, bound in enumerate(ALIKE, start=1)]
    return _chosen(len(one), (~known, 0), *levels, (likeness > 0, len(ALIKE) + 1), (known, len(ALIKE) + 2))


def _weighed(sentences: tuple[str, ...]) -> sparse.csr_matrix:
    """A row of length one for each sentence; empty where it has no word that is rare enough."""
    columns: dict[str, int] = {}
    indices: list[int] = []
    values: list[float] = []
    starts = [0]
    for sentence in sentences:
        worth = _worth(sentence)
        length = math.sqrt(sum(value * value for value in worth.values()))
        for word, value in worth.items():
            indices.append(columns.setdefault(word, len(columns)))
            values.append(value / length)
        starts.append(len(indices))
    return sparse.csr_matrix((values, indices, starts), shape=(len(sentences), max(len(columns), 1)))


@lru_cache(maxsize=50_000)
def _worth(sentence: str) -> dict[str, float]:
    """The rarer words of a folded sentence and how much each weighs."""
    words = {stem(word) for word in _WORD.findall(sentence) if len(word) > 1}
    return {word: worth for word in sorted(words) if (worth := daily_rarity(word) - COMMON_WORD) > 0}


def _brief(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """Whether one of the documents has few keys: of an item of two sentences they are all there is."""
    return np.asarray(np.minimum(table.story.counts(one), table.story.counts(other)) < BRIEF)


def _telling(table: CaseTable, one: Rows, other: Rows) -> Levels:
    """Whether the later of two reports refers back to something told before, or tells it as new. Two reports
    of different days that both tell theirs as new mostly tell two events."""
    published = table.published
    untold = np.flatnonzero(_both(published, one, other) & ~_days_read(table, one, other))
    a, b = np.zeros(len(one), dtype=np.int8), np.zeros(len(one), dtype=np.int8)
    for manner, rows in ((a, one), (b, other)):
        manner[untold] = [_manner(table.words[row]) for row in rows[untold].tolist()]
    gap = published[other] - published[one]
    later = np.where(gap > 0, b, np.where(gap < 0, a, np.maximum(a, b)))
    tells, _, equal, _, _ = _tolls(table.killed_low, table.killed_high, one, other)
    other_toll = tells & ~equal
    known = (a > 0) & (b > 0)
    return _chosen(
        len(one),
        (~known, 0),
        ((gap == 0) & (later == _BACK), 3),
        (gap == 0, 4),
        (later == _AGAIN, 5),
        (later == _BACK, 1),
        (other_toll, 6),
        (is_serial(table, one) | is_serial(table, other), 7),
        (known, 2),
    )


_NEW, _AGAIN, _BACK = 1, 2, 3


@lru_cache(maxsize=200_000)
def _manner(words: str) -> int:
    """How a sentence tells its event: as new, as one more, or as known; 0 for no sentence."""
    if not words:
        return 0
    if _COUNTS_ON.search(words) or _ONE_MORE_DEED.search(words):
        return _AGAIN
    if _LOOKS_BACK.search(words):
        return _BACK
    return _AGAIN if _ONE_MORE.search(words) else _NEW


def story_likeness(table: CaseTable, one: Rows, other: Rows) -> npt.NDArray[np.float64]:
    """:func:`dateline.resolve.story.log_odds` for the documents of pairs of accounts.

    ``nan`` for one document and where a document has no keys.
    """
    documents, first, place = np.unique(
        table.document[np.concatenate([one, other])], return_index=True, return_inverse=True
    )
    rows = np.concatenate([one, other])[first]
    left, right = place[: len(one)], place[len(one) :]
    pairs, back = np.unique(left.astype(np.int64) * len(documents) + right, return_inverse=True)
    keys = table.story.take(rows)
    told = np.diff(keys.indptr) > 0
    used, column = np.unique(keys.ids, return_inverse=True)
    names = [table.strings[key] for key in used.tolist()]
    a, b = pairs // len(documents), pairs % len(documents)
    # Rounded, because the order of a sum depends on what else is compared.
    scores = np.round(log_odds(Stories(names=names, column=column.ravel(), indptr=keys.indptr), a, b), 9)
    scores[(a == b) | ~told[a] | ~told[b]] = np.nan
    return np.asarray(scores[back.ravel()])


def _story(table: CaseTable, one: Rows, other: Rows) -> Levels:
    likeness, brief = story_likeness(table, one, other), _brief(table, one, other)
    return _chosen(
        len(one),
        (np.isnan(likeness), 0),
        (brief & (likeness >= 3), 7),
        (brief & (likeness >= 1), 8),
        (brief & (likeness >= -2), 9),
        (brief, 10),
        (likeness >= 3, 1),
        (likeness >= 1, 2),
        (likeness >= -1, 3),
        (likeness >= -3, 4),
        (likeness >= -5, 5),
        (likeness < -5, 6),
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
    Group(
        name="crowd",
        levels=("alone", "one of two there", "one of several there", "one of many there"),
        of=_crowd,
        falling=(("alone", "one of two there", "one of several there", "one of many there"),),
    ),
    Group(
        name="reported",
        levels=(
            "unknown",
            "news of one day",
            "news of two days",
            "news of several days",
            "both look back, at one time",
            "both look back",
            "one looks back soon",
            "one looks back",
            "news of courts, weeks apart",
        ),
        of=_reported,
        falling=(
            ("news of one day", "news of two days", "news of several days"),
            ("both look back, at one time", "both look back"),
            ("one looks back soon", "one looks back"),
            ("both look back", "news of courts, weeks apart"),
        ),
    ),
    Group(
        name="status", levels=("same status", "one denies what the other tells", "other status"), of=_status
    ),
    Group(name="speaker", levels=("no statement", "same speaker"), of=_speaker),
    Group(
        name="words",
        levels=("unknown", "same sentence", "much the same words", "like words", "some words", "other words"),
        of=_words,
        falling=(("same sentence", "much the same words", "like words", "some words", "other words"),),
    ),
    Group(
        name="telling",
        levels=(
            "unknown",
            "the later report looks back",
            "the later report tells it as new",
            "reports of one day, one looks back",
            "reports of one day",
            "the later report tells one more",
            "the later report tells it as new, with another toll",
            "the later report tells it as new, of a campaign",
        ),
        of=_telling,
        falling=(
            (
                "the later report looks back",
                "the later report tells it as new",
                "the later report tells it as new, with another toll",
            ),
            (
                "the later report tells it as new",
                "the later report tells it as new, of a campaign",
                "the later report tells one more",
            ),
        ),
    ),
    Group(
        name="shared",
        levels=(
            "unknown",
            "the same rare words",
            "many rare words in common",
            "rare words in common",
            "some rare words in common",
            "a rare word in common",
            "no rare word in common",
        ),
        of=_shared,
        falling=(
            (
                "the same rare words",
                "many rare words in common",
                "rare words in common",
                "some rare words in common",
                "a rare word in common",
                "no rare word in common",
            ),
        ),
    ),
    Group(
        name="story",
        levels=(
            "unknown",
            "same story",
            "like stories",
            "stories that share much",
            "stories that share some",
            "stories that share little",
            "other stories",
            "short texts that are very like",
            "short texts that are like",
            "short texts that share some",
            "short texts that share little",
        ),
        of=_story,
        falling=(
            (
                "short texts that are very like",
                "short texts that are like",
                "short texts that share some",
                "short texts that share little",
            ),
            (
                "same story",
                "like stories",
                "stories that share much",
                "stories that share some",
                "stories that share little",
                "other stories",
            ),
        ),
    ),
)
"""Everything that is looked at, in the order of the columns of :func:`levels`."""

_DISTINCTIVE = {
    "killed": (
        "same toll of many",
        "same toll of several",
        "high tolls near each other",
        "same toll of many, of days not told",
    ),
    "doers": ("same rare perpetrator",),
    "others": ("a named victim or target in common",),
    "status": ("one denies what the other tells",),
    "speaker": ("same speaker",),
    "words": ("same sentence",),
    "shared": ("the same rare words", "many rare words in common"),
    "story": ("same story", "like stories"),
}
"""Levels that few pairs of different incidents reach."""


def is_distinctive(found: Levels) -> Flags:
    """Whether a pair shares something that tells its incident from others of the same country and week."""
    some = np.zeros(len(found), dtype=np.bool_)
    for column, group in enumerate(GROUPS):
        for name in _DISTINCTIVE.get(group.name, ()):
            some |= found[:, column] == group.level(name)
    return some


FEATURES: Mapping[str, Group] = {group.name: group for group in GROUPS}
