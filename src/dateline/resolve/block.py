"""Which pairs are worth comparing: accounts that share a key, bounded for each key.

A key is a 64-bit hash of what two accounts of one event are likely to share: a document, a sentence's first
or last words, a place cell and four days, a toll and a month. It is the same in every table and store, so
:func:`keys_of` serves a million rows at once and one new row alike.

Under a key an account *seeks* or is only *found*; a pair of two that are only found is no candidate. (What
happened in two towns of a country is not held together for the country's sake; an account that knows no more
than the country is held against all.) At most :data:`SEEKERS` of a key seek, those of the lowest
:func:`priorities`, which are hashes of account ids. So candidates grow linearly with the accounts, and which
pairs are dropped depends on which accounts there are, never on the order in which they came. Two accounts
that a crowded key drops are each still compared with the key's seekers, and with each other under any finer
key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.model import PlacePrecision
from dateline.resolve.cases import COARSE, GENERIC
from dateline.resolve.features import slain_in_both
from dateline.resolve.table import CaseTable, Keys
from dateline.resolve.types import area

__all__ = ["SEEKERS", "BlockKeys", "Crowding", "candidates", "crowding", "keys_of", "plausible", "priorities"]

SEEKERS = 150
"""Accounts of one key that are compared with all others of it. A town has seldom as many accounts in four
days; a sentence with more copies is boilerplate."""
SLACK_DAYS = 3
"""Days by which the dates of two accounts of one event may differ: midnight, time zones, a report that gives
the day of the news."""
BUCKET_DAYS = 4
"""Days under one key: fewer make more keys, more make more candidates that lie too far apart."""
REACH_KM = 50.0
"""Two places nearer than this share a cell."""
EDGE_WORDS = 8
"""Words at a sentence's end that make a key; only the ends, because editors change the middle. Sentences
with fewer words are alike by chance."""
TELLING_TOLL = 3
"""A toll from here up is a key where the place is not known; one or two dead is what most attacks have."""
LONGEST_DAYS = 400
"""A date vaguer than "last year" is no date to look under."""
_KM_PER_DEGREE = 111.2
_WIDEST_CELLS = 3.0
"""Degrees of longitude that a place reaches at most; only near the poles does it miss a neighbour."""
_FINE = np.array([place not in COARSE for place in PlacePrecision])
_CHUNK = 1_000_000
"""Candidates made at a time: some 80 MB while they are looked at."""

Rows = npt.NDArray[np.intp]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockKeys:
    """Keys of rows, one entry for each key of each row; ``found``: the row does not seek under it."""

    key: npt.NDArray[np.int64]
    row: npt.NDArray[np.int32]
    found: Flags

    def __len__(self) -> int:
        return len(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowding:
    """How often the bound was met: keys with more than :data:`SEEKERS` that seek, the accounts under them,
    and the pairs that those keys drop."""

    keys: int
    crowded: int
    accounts: int
    dropped: int


def priorities(ids: Iterable[str]) -> npt.NDArray[np.int64]:
    """For each account id a number of 61 bits as good as random; no two accounts share one in practice."""
    digests = b"".join(hashlib.blake2b(id_.encode(), digest_size=8).digest() for id_ in ids)
    return (np.frombuffer(digests, dtype=">u8").astype(np.uint64) >> np.uint64(3)).astype(np.int64)


def keys_of(table: CaseTable) -> BlockKeys:
    """Every key of every row, each once."""
    maker = _Maker(table)
    parts = [part for part in maker.parts() if len(part[0])]
    if not parts:
        return BlockKeys(key=np.empty(0, np.int64), row=np.empty(0, np.int32), found=np.empty(0, np.bool_))
    key = np.concatenate([keys for _, keys, _ in parts]).view(np.int64)
    row = np.concatenate([rows for rows, _, _ in parts]).astype(np.int32)
    found = np.concatenate([found for _, _, found in parts])
    order = np.lexsort((found, row, key))
    key, row, found = key[order], row[order], found[order]
    # Of a row that seeks and is found under one key the first entry stands: it seeks.
    first = np.ones(len(key), dtype=np.bool_)
    first[1:] = (key[1:] != key[:-1]) | (row[1:] != row[:-1])
    return BlockKeys(key=key[first], row=row[first], found=found[first])


def candidates(keys: BlockKeys, priority: npt.NDArray[np.int64]) -> Iterator[tuple[Rows, Rows]]:
    """Pairs of rows, lower row first, in chunks; one pair may come in several.

    ``priority`` is that of each row.
    """
    order = np.lexsort((priority[keys.row], keys.found, keys.key))
    row = keys.row[order].astype(np.intp)
    starts, ends, seeking = _groups(keys.key[order], keys.found[order])
    seeking = np.minimum(seeking, SEEKERS)
    at = _ranges(starts, seeking)
    partners = np.repeat(ends, seeking) - at - 1
    at, partners = at[partners > 0], partners[partners > 0]
    for begin, end in _chunks(partners, _CHUNK):
        one = np.repeat(row[at[begin:end]], partners[begin:end])
        other = row[_ranges(at[begin:end] + 1, partners[begin:end])]
        yield np.minimum(one, other), np.maximum(one, other)


def plausible(table: CaseTable, one: Rows, other: Rows) -> Flags:
    """Which of the pairs any scorer could hold to be one event; the rest only shares a coarse key."""
    first, last = table.first, table.last
    gap = np.maximum(first[one] - last[other], first[other] - last[one])
    dated = (first[one] >= 0) & (first[other] >= 0)
    country = table.country
    abroad = (country[one] >= 0) & (country[other] >= 0) & (country[one] != country[other])
    fits: Flags = ~(dated & (gap > SLACK_DAYS)) & ~abroad
    return fits | slain_in_both(table, one, other)


def crowding(keys: BlockKeys) -> Crowding:
    """What the bound drops of these keys."""
    order = np.lexsort((keys.found, keys.key))
    starts, ends, seeking = _groups(keys.key[order], keys.found[order])
    crowded = seeking > SEEKERS
    # Dropped are pairs of seekers past the bound among themselves, and of those with the found ones.
    past, found = seeking[crowded] - SEEKERS, (ends - starts - seeking)[crowded]
    return Crowding(
        keys=len(starts),
        crowded=int(crowded.sum()),
        accounts=int((ends - starts)[crowded].sum()),
        dropped=int((past * (past - 1) // 2 + past * found).sum()),
    )


def _groups(key: npt.NDArray[np.int64], found: Flags) -> tuple[Rows, Rows, Rows]:
    """Start, end and number of seeking entries of each run of one key."""
    if not len(key):
        none = np.empty(0, np.intp)
        return none, none, none
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    ends = np.append(starts[1:], len(key))
    return starts, ends, np.add.reduceat(~found, starts, dtype=np.intp)


def _ranges(starts: npt.NDArray[Any], counts: npt.NDArray[Any]) -> Rows:
    """``starts[0] .. starts[0] + counts[0] - 1, starts[1] ..``, all in one array."""
    before = np.cumsum(counts) - counts
    return (np.repeat(starts - before, counts) + np.arange(int(counts.sum()))).astype(np.intp)


def _chunks(counts: Rows, most: int) -> Iterator[tuple[int, int]]:
    """Runs of entries whose counts add up to about ``most``."""
    if len(counts):
        piece = np.cumsum(counts) // most
        edges = np.flatnonzero(np.concatenate([[True], piece[1:] != piece[:-1], [True]]))
        yield from pairwise(edges.tolist())


class _Maker:
    """Makes the keys of a table, one kind after another: (rows, keys, which are only found)."""

    def __init__(self, table: CaseTable) -> None:
        self.table = table
        self.strings = np.append(_hashes(table.strings), np.uint64(0))  # -1 (unknown) takes the last
        areas = _hashes([area(name) for name in table.types])
        self.area = areas[table.type] if len(table) else areas
        fine = _FINE[table.precision] & (table.precision >= 0)
        self.fine = fine & ~np.isnan(table.lat) & ~np.isnan(table.lon)
        self.placed = table.place_words >= 0
        self.dated = table.first >= 0
        self.brief = self.dated & ~table.coarse

    def parts(self) -> Iterator[tuple[Rows, Hashes, Flags]]:
        """Every kind of key."""
        yield self._documents()
        yield from self._edges()
        yield self._cells()
        yield self._words()
        yield self._provinces()
        yield self._countries()
        yield self._actors()
        yield self._targets()
        yield self._tolls()
        yield self._slain()
        yield from self._undated()
        yield from self._retold()

    def _documents(self) -> tuple[Rows, Hashes, Flags]:
        return self._keyed("document", np.arange(len(self.table)), self.strings[self.table.document])

    def _edges(self) -> Iterator[tuple[Rows, Hashes, Flags]]:
        """Copies, also without place or date."""
        split = [words.split() if words.count(" ") + 1 >= EDGE_WORDS else None for words in self.table.words]
        rows = np.flatnonzero([words is not None for words in split])
        long = [words for words in split if words is not None]
        for name, edge in (("head", slice(0, EDGE_WORDS)), ("tail", slice(-EDGE_WORDS, None))):
            yield self._keyed(name, rows, _hashes([" ".join(words[edge]) for words in long]))

    def _cells(self) -> tuple[Rows, Hashes, Flags]:
        """Cells of one degree that a square of half the reach around the place touches."""
        rows = np.flatnonzero(self.fine & self.brief)
        lat, lon = self.table.lat[rows].astype(np.float64), self.table.lon[rows].astype(np.float64)
        high = REACH_KM / 2 / _KM_PER_DEGREE
        wide = np.minimum(
            1.05 * high / np.maximum(np.cos(np.radians(np.abs(lat) + high)), 0.01), _WIDEST_CELLS / 2
        )
        at, row_of_lat = _spread(np.floor(lat - high), np.floor(lat + high))
        west, east = np.floor(lon - wide)[at], np.floor(lon + wide)[at]
        more, column = _spread(west, east)
        at, cell = at[more], _mix(_number(row_of_lat[more]), _number(np.mod(column, 360)))
        return self._daily("cell", rows[at], cell)

    def _words(self) -> tuple[Rows, Hashes, Flags]:
        """Places without a point, by their words."""
        rows = np.flatnonzero(self.placed & ~self.fine & self.brief)
        return self._daily("words", rows, self.strings[self.table.place_words[rows]])

    def _provinces(self) -> tuple[Rows, Hashes, Flags]:
        table = self.table
        rows = np.flatnonzero((table.admin1 >= 0) & self.placed & self.brief)
        where = _mix(self.strings[table.country[rows]], self.strings[table.admin1[rows]])
        return self._daily("province", rows, where, self.fine[rows])

    def _countries(self) -> tuple[Rows, Hashes, Flags]:
        table = self.table
        rows = np.flatnonzero((table.country >= 0) & self.placed & self.brief)
        found = self.fine[rows] | (table.admin1[rows] >= 0)
        return self._daily("country", rows, self.strings[table.country[rows]], found)

    def _actors(self) -> tuple[Rows, Hashes, Flags]:
        """Accounts whose place is not known or large, by who did it."""
        rows, actors = self._expanded(np.flatnonzero(self.brief), self.table.doers)
        return self._daily("actor", rows, actors, self.fine[rows])

    def _targets(self) -> tuple[Rows, Hashes, Flags]:
        """The same by who or what was hit, where the words name it and do not only say its kind."""
        table = self.table
        rows = np.flatnonzero(self.brief)
        named = np.array([not text.startswith(GENERIC) for text in table.strings], dtype=np.bool_)
        keys = table.others.take(rows)
        at = np.repeat(rows, np.diff(keys.indptr))[named[keys.ids]]
        return self._daily("target", at, self.strings[keys.ids[named[keys.ids]]], self.fine[at])

    def _tolls(self) -> tuple[Rows, Hashes, Flags]:
        """Accounts whose place is not known or large, by how many died."""
        rows = np.flatnonzero(self.brief & (self.table.killed_low >= TELLING_TOLL))
        return self._daily("toll", rows, _number(self.table.killed_low[rows]), self.fine[rows])

    def _slain(self) -> tuple[Rows, Hashes, Flags]:
        """Persons who were killed, whenever, wherever and however it is told."""
        table = self.table
        rows = np.repeat(np.arange(len(table)), np.diff(table.slain.indptr))
        key = _mix(_hashes(["slain"]), self.strings[table.slain.ids])
        return rows, key, np.zeros(len(rows), np.bool_)

    def _undated(self) -> Iterator[tuple[Rows, Hashes, Flags]]:
        """Accounts of no day at all seek all others of their place, and of whom they name as hit."""
        table = self.table
        rows = np.flatnonzero((table.geonameid >= 0) & self.fine)
        yield self._keyed("ever, place", rows, _number(table.geonameid[rows]), self.dated[rows])
        rows = np.repeat(np.arange(len(table)), np.diff(table.others.indptr))
        named = np.array([not text.startswith(GENERIC) for text in table.strings], dtype=np.bool_)
        at = named[table.others.ids]
        rows, targets = rows[at], self.strings[table.others.ids[at]]
        yield self._keyed("ever, target", rows, targets, self.dated[rows])

    def _retold(self) -> Iterator[tuple[Rows, Hashes, Flags]]:
        """Events told later with no more than a month or a year, by place, toll and actor."""
        table = self.table
        vague = table.coarse & (table.last - table.first < LONGEST_DAYS)
        rows = np.flatnonzero(self.dated & (vague | self.brief))
        at, months = _spread(_month(table.first[rows]), _month(table.last[rows]))
        rows, month = rows[at], _number(months)
        country = self.strings[table.country[rows]]
        here = table.geonameid[rows] >= 0
        toll = table.killed_low[rows] >= TELLING_TOLL
        kinds = (
            ("month and place", here, _number(table.geonameid[rows])),
            ("month and toll", toll, _mix(country, _number(table.killed_low[rows]))),
        )
        for name, told, what in kinds:
            picked = rows[told]
            yield self._keyed(name, picked, _mix(month[told], what[told]), self.brief[picked])
        at, actors = self._expanded(np.arange(len(rows)), table.doers.take(rows))
        what = _mix(month[at], country[at], actors)
        yield self._keyed("month and actor", rows[at], what, self.brief[rows[at]])

    def _expanded(self, rows: Rows, keys: Keys) -> tuple[Rows, Hashes]:
        """Each row once for each of its keys, and the keys' hashes."""
        return np.repeat(rows, np.diff(keys.indptr)[rows]), self.strings[keys.take(rows).ids]

    def _daily(
        self, name: str, rows: Rows, what: Hashes, found: Flags | None = None
    ) -> tuple[Rows, Hashes, Flags]:
        """Keys of ``what`` and each few days that the row's date may be; only the end is let slack, so that
        two dates meet when one lies within the slack of the other."""
        first, last = self.table.first[rows], self.table.last[rows] + SLACK_DAYS
        at, days = _spread(first // BUCKET_DAYS, last // BUCKET_DAYS)
        told = None if found is None else found[at]
        return self._keyed(name, rows[at], _mix(what[at], _number(days)), told)

    def _keyed(
        self, name: str, rows: Rows, what: Hashes, found: Flags | None = None
    ) -> tuple[Rows, Hashes, Flags]:
        key = _mix(_hashes([name]), self.area[rows], what)
        return rows, key, np.zeros(len(rows), np.bool_) if found is None else found


def _spread(low: npt.NDArray[Any], high: npt.NDArray[Any]) -> tuple[Rows, npt.NDArray[np.int64]]:
    """For each ``low[i]..high[i]`` its whole numbers, and ``i`` as often."""
    low = low.astype(np.int64)
    counts = high.astype(np.int64) - low + 1
    return np.repeat(np.arange(len(low)), counts), _ranges(low, counts).astype(np.int64)


def _month(days: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Months since the year 1; equal days are in equal months, that is all that is asked of it."""
    return (days.astype(np.float64) / 30.436875).astype(np.int64)


def _hashes(strings: Sequence[str]) -> Hashes:
    """64 bits of each string, the same everywhere."""
    digests = b"".join(hashlib.blake2b(text.encode(), digest_size=8).digest() for text in strings)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def _number(values: npt.NDArray[Any]) -> Hashes:
    return values.astype(np.int64).view(np.uint64)


def _mix(*parts: Hashes) -> Hashes:
    """One hash of several (splitmix64 after each)."""
    mixed = np.zeros(1, dtype=np.uint64)
    for part in parts:
        mixed = mixed ^ part
        mixed = (mixed + np.uint64(0x9E3779B97F4A7C15)).astype(np.uint64)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return mixed
