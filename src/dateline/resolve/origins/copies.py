"""Which documents copy which: found through shared keys, decided by the shared words of the pair alone.

What two documents are to each other depends on their texts and on nothing else, so neither the order in which
documents come nor any later document changes it. A new document meets only those that share a key with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.resolve.origins.shingles import SHINGLE, Hashes, Shingles, shingles_of

__all__ = ["Copies", "Copy", "CopyKind", "compared", "shared_words"]

Numbers = npt.NDArray[np.int64]

SHORTEST_RUN: Final = 8
"""Words in a row that tell a copy; shorter ones are set phrases ("told reporters on condition of")."""
FEWEST_WORDS: Final = 12
"""Words shared in runs below which nothing is said: two newsrooms can meet in one plain sentence."""
ENOUGH_WORDS: Final = 24
MOST: Final = 0.8
"""Below :data:`ENOUGH_WORDS` shared words this share of a document must be shared: in items of one sentence a
long name of an office and a set phrase are half of the words."""
WHOLE: Final = 0.4
"""Share of a document's words in shared runs from which all of it counts as copied. Between edits runs
shorter than :data:`SHORTEST_RUN` are lost, so that the share is far below that of the words kept."""
PASSAGE_RUN: Final = 20
PASSAGE: Final = 40
"""Words in shared runs of at least :data:`PASSAGE_RUN` that make a passage: a paragraph or two."""
SEGMENT_RATIO: Final = 2
"""A segment of the index is joined to the next unless it is so many times as long: few segments, and each key
is moved a logarithmic number of times."""


class CopyKind(StrEnum):
    """What two documents share."""

    WHOLE = "whole"
    """Each is mostly the other's words."""
    TRIMMED = "trimmed"
    """The shorter is mostly the longer one's words."""
    PASSAGE = "passage"
    """Paragraphs, in stories otherwise apart."""


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """Two documents, lower id first, and how many words of ``one`` stand in runs that both have."""

    one: str
    other: str
    kind: CopyKind
    words: int


def shared_words(one: Shingles, other: Shingles) -> npt.NDArray[np.bool_]:
    """Whether each word of ``one`` stands in a run of :data:`SHORTEST_RUN` or more that ``other`` has."""
    covered = np.zeros(len(one.at) + SHINGLE - 1, dtype=bool) if len(one.at) else np.zeros(0, dtype=bool)
    starts = np.flatnonzero(np.isin(one.at, other.at) & (one.at > 0))
    for offset in range(SHINGLE):
        covered[starts + offset] = True
    begin, end = _runs(covered)
    for first, last in zip(begin, end, strict=True):
        if last - first < SHORTEST_RUN:
            covered[first:last] = False
    return covered


def compared(one: Shingles, other: Shingles) -> tuple[CopyKind, int] | None:
    """What the two share, and how many words; ``None`` when neither copies the other. Symmetric."""
    if one.words > other.words or (one.words == other.words and one.at.tobytes() > other.at.tobytes()):
        one, other = other, one
    covered = shared_words(one, other)
    words = int(covered.sum())
    if words < FEWEST_WORDS:
        return None
    share = WHOLE if words >= ENOUGH_WORDS else MOST
    if words >= share * one.words:
        return (CopyKind.WHOLE if words >= share * other.words else CopyKind.TRIMMED), words
    begin, end = _runs(covered)
    lengths = end - begin
    long = int(lengths[lengths >= PASSAGE_RUN].sum())
    return (CopyKind.PASSAGE, long) if long >= PASSAGE else None


class Copies:
    """Documents added one by one or by the thousand, and the copies among them.

    >>> text = "The granary at Oru burned all night after a shell struck its roof, and nobody could reach it."
    >>> found = Copies()
    >>> found.add([("a", text), ("b", "Rain fell.")]), found.add([("c", text)])
    ([], [Copy(one='a', other='c', kind=<CopyKind.WHOLE: 'whole'>, words=18)])
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._known: set[str] = set()
        self._shingles: list[Shingles] = []
        self._segments: list[tuple[Hashes, Numbers]] = []
        self.compared = 0
        """Pairs that were compared word by word so far."""

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, documents: Iterable[tuple[str, str]]) -> list[Copy]:
        """The copies, in order, that ``documents`` (id, body) bring, among themselves and with earlier ones.

        An id that is known is passed over: ids are hashes of what they name.
        """
        first = len(self._ids)
        for id_, body in documents:
            if id_ not in self._known:
                self._known.add(id_)
                self._ids.append(id_)
                self._shingles.append(shingles_of(body))
        fresh = self._segment(first)
        pairs = set(_within(*fresh))
        for segment in self._segments:
            pairs.update(_between(segment, fresh))
        if len(fresh[0]):
            self._segments.append(fresh)
            self._compact()
        return sorted(copy for pair in pairs if (copy := self._copy(*pair)))

    def _segment(self, first: int) -> tuple[Hashes, Numbers]:
        """Keys, sorted, of the documents from number ``first`` on, and the number of the document of each.

        The keys are then let go of: the index holds them.
        """
        rows = self._shingles[first:]
        keys = np.concatenate([row.keys for row in rows]) if rows else np.zeros(0, dtype=np.uint64)
        owners = np.repeat(np.arange(first, first + len(rows)), [len(row.keys) for row in rows])
        nothing = np.zeros(0, dtype=np.uint64)
        self._shingles[first:] = [Shingles(row.words, row.at, nothing) for row in rows]
        order = np.argsort(keys, kind="stable")
        return keys[order], owners[order]

    def _compact(self) -> None:
        while len(self._segments) > 1 and len(self._segments[-2][0]) < SEGMENT_RATIO * len(
            self._segments[-1][0]
        ):
            (keys, owners), (more, theirs) = self._segments[-2:]
            keys, owners = np.concatenate([keys, more]), np.concatenate([owners, theirs])
            order = np.argsort(keys, kind="stable")
            self._segments[-2:] = [(keys[order], owners[order])]

    def _copy(self, one: int, other: int) -> Copy | None:
        self.compared += 1
        found = compared(self._shingles[one], self._shingles[other])
        if found is None:
            return None
        low, high = sorted((self._ids[one], self._ids[other]))
        return Copy(low, high, *found)


def _runs(covered: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    edges = np.diff(np.concatenate([[0], covered.astype(np.int8), [0]]))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _within(keys: Hashes, owners: Numbers) -> Iterator[tuple[int, int]]:
    """Pairs of documents of one segment that share a key."""
    begin = (
        np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        if len(keys)
        else np.zeros(0, dtype=int)
    )
    end = np.concatenate([begin[1:], [len(keys)]])
    for first, last in zip(begin[end - begin > 1], end[end - begin > 1], strict=True):
        group = sorted(owners[first:last].tolist())
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                yield one, other


def _between(old: tuple[Hashes, Numbers], new: tuple[Hashes, Numbers]) -> Iterator[tuple[int, int]]:
    """Pairs of an old and a new document that share a key."""
    begin = np.searchsorted(old[0], new[0], "left")
    end = np.searchsorted(old[0], new[0], "right")
    for at in np.flatnonzero(end > begin):
        for one in old[1][begin[at] : end[at]].tolist():
            yield one, int(new[1][at])
