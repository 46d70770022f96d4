"""Which pairs are worth comparing: a few near ones for each account instead of all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.resolve.cases import Case
from dateline.resolve.score import COPY_WORDS, DAY_SLACK

__all__ = ["pairs"]

NEIGHBOURS = 100
"""Accounts that one is compared with for sharing a sentence or a document, the next ones by publication: more
copies than that of one sentence are boilerplate, and comparing all of them would take the square of their
number."""


def pairs(cases: Sequence[Case]) -> Iterator[tuple[int, int]]:
    """Index pairs, lower first, each once, that one document, one country and time, or one sentence joins."""
    found: set[tuple[int, int]] = set()
    for candidates in (_one_document(cases), _near(cases), _one_sentence(cases)):
        for pair in candidates:
            if pair not in found:
                found.add(pair)
                yield pair


def _one_document(cases: Sequence[Case]) -> Iterator[tuple[int, int]]:
    yield from _grouped((case.document.id, case.area) for case in cases)


def _one_sentence(cases: Sequence[Case]) -> Iterator[tuple[int, int]]:
    """Copies, also without place or date. Only the sentence's ends count: editors change its middle."""
    for edge in (slice(0, COPY_WORDS), slice(-COPY_WORDS, None)):
        words = (case.words.split() for case in cases)
        keys = [(tuple(w[edge]) if len(w) >= COPY_WORDS else None) for w in words]
        yield from _grouped((case.area, key) if key else None for case, key in zip(cases, keys, strict=True))


def _grouped(keys: Iterable[tuple[object, ...] | None]) -> Iterator[tuple[int, int]]:
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key is not None:
            groups[key].append(index)
    for group in groups.values():
        for at, one in enumerate(group):
            yield from ((one, other) for other in group[at + 1 : at + 1 + NEIGHBOURS])


def _near(cases: Sequence[Case]) -> Iterator[tuple[int, int]]:
    """The same country (or the same unresolved words) at dates that meet, by a sweep over the dates."""
    groups: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for index, case in enumerate(cases):
        place = case.account.place
        if case.days is not None and place is not None:
            where = place.country or case.place_words
            groups[(case.area, where)].append((case.days.first, case.days.last + DAY_SLACK, index))
    for spans in groups.values():
        running: list[tuple[int, int]] = []
        for first, last, index in sorted(spans):
            running = [(end, other) for end, other in running if end >= first]
            yield from ((min(index, other), max(index, other)) for _, other in running)
            running.append((last, index))
