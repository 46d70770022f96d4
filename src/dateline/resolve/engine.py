"""From a table of cases to groups of accounts, for five or for a million.

1. candidates that share a key                                   (:func:`.block.candidates`)
2. links: those whose log-odds are above 0                       (:func:`links_in`, :func:`links_among`)
3. connected components of links and must-links                  (:func:`.cluster.components`)
4. every component by itself to groups                           (:func:`groups_in`)

What comes out of 4 for one component depends on its accounts and their rulings alone. So a store that keeps
the links of 2 need only do 3 and 4 for the components that new accounts touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.resolve.block import BlockKeys, candidates, keys_of, plausible, priorities
from dateline.resolve.cluster import DENSE, Merge, Scored, clusters, components
from dateline.resolve.compare import compare, reasons
from dateline.resolve.pooled import POOLED_FROM, SCORED_AT_ONCE, Linked, linked, pooled
from dateline.resolve.rulings import Rulings
from dateline.resolve.table import CaseTable

__all__ = ["Groups", "Links", "explained", "groups_in", "links_among", "links_in", "resolved_rows"]

Rows = npt.NDArray[np.intp]

_HELD = 20_000_000
"""Candidates held before repeated ones are dropped: 160 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Pairs of rows, the lower first, that look like one incident by themselves, each once."""

    one: Rows
    other: Rows
    log_odds: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Every row in one group, and what joined them: pairs of rows and the mean log-odds of the join."""

    groups: list[list[int]]
    merges: list[Merge]


def resolved_rows(table: CaseTable, rulings: Rulings | None = None) -> Groups:
    """The groups of a whole table."""
    links = links_in(table, keys_of(table), priorities(table.ids))
    return groups_in(table, links, rulings)


def links_in(
    table: CaseTable,
    keys: BlockKeys,
    priority: npt.NDArray[np.int64],
    tick: Callable[[int], None] = lambda _done: None,
    jobs: int = 1,
) -> Links:
    """The links of all candidates among the rows; ``tick`` is told how many candidates were scored.
    Where they are many, ``jobs`` processes score them; the links are the same."""
    held: list[npt.NDArray[np.int64]] = []
    size = 0
    for one, other in candidates(keys, priority):
        codes = one.astype(np.int64) * len(table) + other
        held.append(_distinct(codes[plausible(table, one, other)]))
        size += len(held[-1])
        if size > _HELD:
            held = [_distinct(np.concatenate(held))]
            size = len(held[0])
    pairs = _distinct(np.concatenate(held)) if held else np.empty(0, np.int64)
    del held
    return links_among(table, pairs // max(len(table), 1), pairs % max(len(table), 1), tick, jobs)


def links_among(
    table: CaseTable,
    one: Rows,
    other: Rows,
    tick: Callable[[int], None] = lambda _done: None,
    jobs: int = 1,
) -> Links:
    """The links of the pairs ``(one[i], other[i])``, not repeated; ``tick`` and ``jobs`` as above."""
    many = jobs > 1 and len(one) > POOLED_FROM
    pieces = pooled(table, one, other, jobs) if many else _here(table, one, other)
    places, scores = [], []
    for begin, (at, log_odds) in zip(range(0, len(one), SCORED_AT_ONCE), pieces, strict=True):
        places.append(begin + at)
        scores.append(log_odds)
        tick(min(begin + SCORED_AT_ONCE, len(one)))
    if not places:
        none = np.empty(0, np.intp)
        return Links(one=none, other=none, log_odds=np.empty(0))
    found = np.concatenate(places)
    return Links(one=one[found], other=other[found], log_odds=np.concatenate(scores))


def _here(table: CaseTable, one: Rows, other: Rows) -> Iterator[Linked]:
    """As :func:`.pooled.pooled`, in this process."""
    for begin in range(0, len(one), SCORED_AT_ONCE):
        piece = slice(begin, begin + SCORED_AT_ONCE)
        yield linked(table, one[piece], other[piece])


def _distinct(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The values, sorted, each once; by sorting, which takes a tenth of the time of numpy's own hashing."""
    codes = np.sort(codes)
    first = np.ones(len(codes), dtype=np.bool_)
    first[1:] = codes[1:] != codes[:-1]
    return codes[first]


def groups_in(table: CaseTable, links: Links, rulings: Rulings | None = None) -> Groups:
    """Groups of all rows, each sorted by account id, by their first account; ``links`` are all there are."""
    order = sorted(range(len(table)), key=table.ids.__getitem__)
    place = np.empty(len(table), np.intp)
    place[order] = np.arange(len(table))
    ruled = _Ruled(table, rulings or Rulings())
    label = components(
        len(table),
        np.concatenate([links.one, ruled.one]),
        np.concatenate([links.other, ruled.other]),
    )
    rows = np.array(order, dtype=np.intp)
    rows = rows[np.argsort(label[rows], kind="stable")]
    starts = (
        np.flatnonzero(np.concatenate([[True], label[rows][1:] != label[rows][:-1]])) if len(rows) else rows
    )
    members = np.split(rows, starts[1:])
    groups: list[list[int]] = []
    merges: list[Merge] = []
    several: list[Rows] = []
    for group in members if len(rows) else []:
        if len(group) == 1:
            groups.append(group.tolist())
        else:
            several.append(group)
    for group, scored in _scored(table, several):
        ids = [table.ids[row] for row in group]
        done = clusters(ids, scored, ruled.among(ids))
        groups.extend([int(group[member]) for member in found] for found in done.groups)
        merges.extend(
            Merge(one=int(group[merge.one]), other=int(group[merge.other]), mean=merge.mean)
            for merge in done.merges
        )
    groups.sort(key=lambda found: int(place[found[0]]))
    merges.sort(key=lambda merge: (int(place[merge.one]), int(place[merge.other])))
    return Groups(groups=groups, merges=merges)


def explained(table: CaseTable, merges: Sequence[Merge]) -> Iterator[tuple[Merge, str]]:
    """Each join with its reasons in words."""
    for begin in range(0, len(merges), SCORED_AT_ONCE):
        piece = merges[begin : begin + SCORED_AT_ONCE]
        one, other = (
            np.array(rows, np.intp) for rows in zip(*((m.one, m.other) for m in piece), strict=True)
        )
        features = compare(table, one, other).features
        for merge, told in zip(piece, features, strict=True):
            yield merge, reasons(told)


def _scored(table: CaseTable, components: Iterable[Rows]) -> Iterator[tuple[Rows, Scored]]:
    """Each component with the pairs that its clustering looks at; many small ones are compared together."""
    waiting: list[tuple[Rows, Rows, Rows]] = []
    size = 0
    for group in components:
        one, other = _pairs_within(table, group)
        waiting.append((group, one, other))
        size += len(one)
        if size > SCORED_AT_ONCE:
            yield from _compared(table, waiting)
            waiting, size = [], 0
    yield from _compared(table, waiting)


def _pairs_within(table: CaseTable, group: Rows) -> tuple[Rows, Rows]:
    """Places in ``group``: all pairs, or of a very large one those that share a key."""
    if len(group) <= DENSE:
        one, other = np.triu_indices(len(group), 1)
        return one, other
    part = table.take(group)
    pieces = [
        one.astype(np.int64) * len(group) + other
        for one, other in candidates(keys_of(part), priorities(part.ids))
    ]
    codes = _distinct(np.concatenate(pieces)) if pieces else np.empty(0, np.int64)
    return codes // len(group), codes % len(group)


def _compared(table: CaseTable, waiting: Sequence[tuple[Rows, Rows, Rows]]) -> Iterator[tuple[Rows, Scored]]:
    if not waiting:
        return
    one = np.concatenate([group[ones] for group, ones, _ in waiting])
    other = np.concatenate([group[others] for group, _, others in waiting])
    pieces = [
        compare(table, one[at : at + SCORED_AT_ONCE], other[at : at + SCORED_AT_ONCE])
        for at in range(0, max(len(one), 1), SCORED_AT_ONCE)
    ]
    log_odds = np.concatenate([piece.log_odds for piece in pieces])
    forbidden = np.concatenate([piece.forbidden for piece in pieces])
    begin = 0
    for group, ones, others in waiting:
        piece = slice(begin, begin + len(ones))
        begin += len(ones)
        yield (
            group,
            Scored(one=ones, other=others, log_odds=log_odds[piece], forbidden=forbidden[piece]),
        )


class _Ruled:
    """The rulings on accounts of a table: must-links as pairs of rows, and all those within one component."""

    def __init__(self, table: CaseTable, rulings: Rulings) -> None:
        pairs = rulings.must | rulings.cannot
        named = {id_ for pair in pairs for id_ in pair}
        rows = {id_: row for row, id_ in enumerate(table.ids) if id_ in named} if named else {}
        must = sorted(pair for pair in rulings.must if pair[0] in rows and pair[1] in rows)
        self.one = np.array([rows[one] for one, _ in must], dtype=np.intp)
        self.other = np.array([rows[other] for _, other in must], dtype=np.intp)
        self._must = _by_account(rulings.must)
        self._cannot = _by_account(rulings.cannot)

    def among(self, ids: Sequence[str]) -> Rulings | None:
        """The rulings between two of ``ids``, if any."""
        if not self._must and not self._cannot:
            return None
        here = set(ids)
        must, cannot = (
            frozenset(pair for id_ in ids for pair in pairs.get(id_, ()) if here.issuperset(pair))
            for pairs in (self._must, self._cannot)
        )
        return Rulings(must=must, cannot=cannot) if must or cannot else None


def _by_account(pairs: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in pairs:
        for id_ in pair:
            found.setdefault(id_, []).append(pair)
    return found
