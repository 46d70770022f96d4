"""What the store keeps of accounts for the resolver: cases, their keys, and the links found among them.

Accounts are numbers here. Keys and links stand after every change as if all had been computed at once: which
accounts seek under a crowded key depends on which there are, so one that comes or goes may change it for
others (see :mod:`dateline.resolve.block`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from dateline.resolve.block import SEEKERS, BlockKeys, keys_of, plausible, priorities
from dateline.resolve.engine import Links, links_among, links_in
from dateline.resolve.table import CaseTable

__all__ = ["FOUND", "Neighbourhood"]

FOUND = 1 << 61
"""Added to the priority of an account that is only found under a key: it comes after all that seek."""
_ASKED = 500
"""Numbers in one query."""

Numbers = npt.NDArray[np.int64]


class Neighbourhood:
    """Keys and links in an open store. Every method belongs inside a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def table(self, numbers: Iterable[int] | None = None) -> tuple[CaseTable, Numbers]:
        """The cases of ``numbers`` (default: of all) as taken in last, and the number of each row."""
        kept: list[int] = []

        def rows() -> Iterator[list[object]]:
            for number, content in self._contents(numbers):
                kept.append(number)
                yield json.loads(content)

        table = CaseTable.of_rows(rows())
        return table, np.array(kept, dtype=np.int64)

    def rebuild(self, jobs: int = 1) -> tuple[CaseTable, Numbers, Links]:
        """All keys and links anew; the table of all cases, their numbers, and the links among the rows. Up to
        ``jobs`` processes score pairs."""
        self._db.execute("DELETE FROM resolution_keys")
        self._db.execute("DELETE FROM resolution_links")
        table, numbers = self.table()
        keys, priority = keys_of(table), priorities(table.ids)
        self._keep_keys(keys, priority, numbers)
        links = links_in(table, keys, priority, jobs=jobs)
        self._keep_links(numbers[links.one], numbers[links.other], links.log_odds)
        return table, numbers, links

    def change(self, gone: CaseTable, gone_numbers: Numbers, come: Sequence[int]) -> set[int]:
        """Takes out the accounts ``gone`` (their rows as they were), puts in those of the numbers ``come``;
        the numbers whose links changed. A changed account goes and comes.
        """
        touched = set(come)
        for number in gone_numbers.tolist():
            linked = self._linked(number)
            touched.update(linked)
            self._drop_links((number, other) for other in linked)
        touched.difference_update(gone_numbers.tolist())
        touched.update(come)
        old, new = _entries(gone, gone_numbers), _entries(*self.table(come))
        self._db.executemany("DELETE FROM resolution_keys WHERE key = ? AND priority = ? AND number = ?", old)
        self._db.executemany("INSERT OR IGNORE INTO resolution_keys VALUES (?, ?, ?)", new)
        pairs: set[tuple[int, int]] = set()
        unseated: set[tuple[int, int]] = set()
        for key, left, arrived in _by_key(old, new):
            self._candidates(key, left, arrived, pairs, unseated)
        touched.update(self._compare(pairs))
        touched.update(self._unlink(unseated))
        return touched

    def component(self, seeds: Iterable[int], must: Iterable[tuple[int, int]] = ()) -> list[int]:
        """Every number that links or ``must`` join to one of ``seeds``, in order."""
        joined: dict[int, set[int]] = {}
        for one, other in must:
            joined.setdefault(one, set()).add(other)
            joined.setdefault(other, set()).add(one)
        found = set(seeds)
        frontier = found
        while frontier:
            reached = {other for _, other, _ in self._links_of(frontier)}
            reached.update(other for number in frontier for other in joined.get(number, ()))
            frontier = reached - found
            found = found | frontier
        return sorted(found)

    def links_among(self, numbers: Numbers) -> Links:
        """The links between rows of the table of ``numbers``, which are sorted."""
        pairs = [row for row in self._links_of(numbers.tolist()) if row[0] < row[1]]
        one, other = (np.array([row[end] for row in pairs], dtype=np.int64) for end in (0, 1))
        return Links(
            one=np.searchsorted(numbers, one),
            other=np.searchsorted(numbers, other),
            log_odds=np.array([row[2] for row in pairs]),
        )

    def _contents(self, numbers: Iterable[int] | None) -> Iterator[tuple[int, str]]:
        if numbers is None:
            yield from self._db.execute(
                "SELECT number, content FROM resolution_cases WHERE content IS NOT NULL ORDER BY number"
            )
            return
        for asked in _pieces(sorted(numbers)):
            yield from self._db.execute(
                "SELECT number, content FROM resolution_cases WHERE content IS NOT NULL "
                "AND number IN (SELECT value FROM json_each(?)) ORDER BY number",
                (json.dumps(asked),),
            )

    def _keep_keys(self, keys: BlockKeys, priority: npt.NDArray[np.int64], numbers: Numbers) -> None:
        ranked = priority[keys.row] + np.where(keys.found, FOUND, 0)
        order = np.lexsort((ranked, keys.key))
        for begin in range(0, len(order), 100_000):
            at = order[begin : begin + 100_000]
            columns = keys.key[at].tolist(), ranked[at].tolist(), numbers[keys.row[at]].tolist()
            self._db.executemany("INSERT INTO resolution_keys VALUES (?, ?, ?)", zip(*columns, strict=True))

    def _keep_links(self, one: Numbers, other: Numbers, log_odds: npt.NDArray[np.float64]) -> None:
        ends = np.concatenate([one, other]), np.concatenate([other, one])
        odds = np.concatenate([log_odds, log_odds])
        order = np.lexsort((ends[1], ends[0]))
        for begin in range(0, len(order), 100_000):
            at = order[begin : begin + 100_000]
            columns = ends[0][at].tolist(), ends[1][at].tolist(), odds[at].tolist()
            self._db.executemany(
                "INSERT OR REPLACE INTO resolution_links VALUES (?, ?, ?)", zip(*columns, strict=True)
            )

    def _linked(self, number: int) -> list[int]:
        return [
            row[0] for row in self._db.execute("SELECT other FROM resolution_links WHERE one = ?", (number,))
        ]

    def _links_of(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, float]]:
        for asked in _pieces(sorted(numbers)):
            yield from self._db.execute(
                "SELECT one, other, log_odds FROM resolution_links "
                "WHERE one IN (SELECT value FROM json_each(?))",
                (json.dumps(asked),),
            )

    def _candidates(
        self,
        key: int,
        left: set[tuple[int, int]],
        arrived: set[tuple[int, int]],
        pairs: set[tuple[int, int]],
        unseated: set[tuple[int, int]],
    ) -> None:
        """Adds the pairs under ``key`` that were none before, and the accounts that seek under it no more."""
        now = self._seekers(key, SEEKERS + len(arrived))
        stayed = [entry for entry in now if entry not in arrived]
        before = set(sorted([*stayed, *(e for e in left if e[0] < FOUND)])[:SEEKERS])
        seats = set(now[:SEEKERS])
        unseated.update((key, number) for _, number in before - seats - left)
        seekers = [number for _, number in seats]
        pairs.update(_pair(one, other) for one in seekers for _, other in arrived - seats)
        for _, number in (seats - before) | (seats & arrived):
            pairs.update(_pair(number, other) for other in self._under(key) if other != number)

    def _seekers(self, key: int, most: int) -> list[tuple[int, int]]:
        return self._db.execute(
            "SELECT priority, number FROM resolution_keys WHERE key = ? AND priority < ? "
            "ORDER BY priority, number LIMIT ?",
            (key, FOUND, most),
        ).fetchall()

    def _under(self, key: int) -> list[int]:
        return [
            row[0] for row in self._db.execute("SELECT number FROM resolution_keys WHERE key = ?", (key,))
        ]

    def _compare(self, pairs: set[tuple[int, int]]) -> set[int]:
        """Keeps the links among ``pairs``; the numbers that they join."""
        if not pairs:
            return set()
        table, numbers = self.table({number for pair in pairs for number in pair})
        ends = np.searchsorted(numbers, np.array(sorted(pairs), dtype=np.int64))
        fits = plausible(table, ends[:, 0], ends[:, 1])
        links = links_among(table, ends[fits, 0], ends[fits, 1])
        self._keep_links(numbers[links.one], numbers[links.other], links.log_odds)
        return set(numbers[links.one].tolist()) | set(numbers[links.other].tolist())

    def _unlink(self, unseated: set[tuple[int, int]]) -> set[int]:
        """Drops links of accounts that seek under a key no more, where no other key makes them candidates."""
        touched: set[int] = set()
        entries: dict[int, dict[int, int]] = {}

        def keys_at(number: int) -> dict[int, int]:
            if number not in entries:
                table, numbers = self.table([number])
                entries[number] = {key: priority for key, priority, _ in _entries(table, numbers)}
            return entries[number]

        for number in {number for _, number in unseated}:
            for other in self._linked(number):
                shared = keys_at(number).keys() & keys_at(other).keys()
                if not any(
                    self._seeks(key, keys_at(end)[key], end) for key in shared for end in (number, other)
                ):
                    self._drop_links([(number, other)])
                    touched.update((number, other))
        return touched

    def _drop_links(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._db.executemany(
            "DELETE FROM resolution_links WHERE one = ? AND other = ?",
            [end for one, other in pairs for end in ((one, other), (other, one))],
        )

    def _seeks(self, key: int, priority: int, number: int) -> bool:
        return priority < FOUND and (priority, number) in self._seekers(key, SEEKERS)


def _entries(table: CaseTable, numbers: Numbers) -> list[tuple[int, int, int]]:
    """(key, priority, number) of every key of every row."""
    keys, priority = keys_of(table), priorities(table.ids)
    ranked = priority[keys.row] + np.where(keys.found, FOUND, 0)
    return list(zip(keys.key.tolist(), ranked.tolist(), numbers[keys.row].tolist(), strict=True))


def _by_key(
    old: Iterable[tuple[int, int, int]], new: Iterable[tuple[int, int, int]]
) -> Iterator[tuple[int, set[tuple[int, int]], set[tuple[int, int]]]]:
    """Each key with the entries that left it and those that arrived under it."""
    changed: dict[int, tuple[set[tuple[int, int]], set[tuple[int, int]]]] = {}
    for side, entries in enumerate((old, new)):
        for key, priority, number in entries:
            changed.setdefault(key, (set(), set()))[side].add((priority, number))
    for key, (left, arrived) in changed.items():
        yield key, left, arrived


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _pieces(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for begin in range(0, len(numbers), _ASKED):
        yield numbers[begin : begin + _ASKED]
