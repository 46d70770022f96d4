"""Examples to batches: pieces, windows, and what is right at each piece."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from dateline.tagging.heads import BEGIN, INSIDE, OUTSIDE, Heads
from dateline.tagging.windows import Pieces, Window, cut, pieces_of, rows_of
from dateline.training.supervision import Example, GoldSpan

__all__ = ["MASKED", "Batch", "Encoded", "PlacedSpan", "SpanTarget", "batches", "encode", "make_batch"]

MASKED = -100
"""The class of a piece that gives no loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSpan:
    """A span by its pieces, ``start`` to ``end``, end exclusive."""

    start: int
    end: int
    span: GoldSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """An example as pieces. ``classes`` is ``[span labels, pieces]``, ``MASKED`` where not annotated."""

    example: Example
    pieces: Pieces
    windows: tuple[Window, ...]
    classes: NDArray[np.int8]
    spans: tuple[PlacedSpan, ...]

    @property
    def cost(self) -> int:
        """Pieces to be encoded, markers and overlaps among them."""
        return sum(window.end - window.start + window.before + 1 for window in self.windows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanTarget:
    """A span at ``rows`` of window ``window`` of the batch, of text ``text``."""

    text: int
    window: int
    rows: slice
    span: GoldSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows of some texts. ``ids``, ``mask``: ``[windows, rows]``; ``classes``:
    ``[windows, rows, labels]``; ``owned``: rows that the window answers
    for; ``text_of``: the text of each window."""

    ids: Tensor
    mask: Tensor
    classes: Tensor
    owned: Tensor
    text_of: tuple[int, ...]
    spans: tuple[SpanTarget, ...]
    examples: tuple[Example, ...]


def encode(example: Example, tokenizer: Tokenizer, heads: Heads, *, longest: int = 100_000) -> Encoded:
    """``longest``: pieces after these are left out."""
    pieces = pieces_of(example.text, tokenizer)
    if len(pieces) > longest:
        pieces = Pieces(
            ids=pieces.ids[:longest],
            offsets=pieces.offsets[:longest],
            begins_word=pieces.begins_word[:longest],
        )
    classes = np.full((len(heads.span_labels), len(pieces)), MASKED, dtype=np.int8)
    row_of = {name: row for row, name in enumerate(heads.span_labels)}
    for (layer, label), row in row_of.items():
        if layer in example.annotated or f"{layer}.{label}" in example.annotated:
            classes[row] = OUTSIDE
    placed = []
    starts, ends = pieces.offsets[:, 0], pieces.offsets[:, 1]
    for span in example.spans:
        first = int(np.searchsorted(ends, span.start, side="right"))
        last = int(np.searchsorted(starts, span.end, side="left"))
        if first < last:
            row = row_of[span.layer, span.label]
            classes[row, first] = BEGIN
            classes[row, first + 1 : last] = INSIDE
            placed.append(PlacedSpan(start=first, end=last, span=span))
    return Encoded(
        example=example, pieces=pieces, windows=cut(len(pieces)), classes=classes, spans=tuple(placed)
    )


def batches(encoded: Sequence[Encoded], size: int, shuffler: random.Random) -> Iterator[list[Encoded]]:
    """Texts in groups of about ``size`` pieces, texts of like length together, groups in random order."""
    keys = [(min(one.cost, 257) + shuffler.randint(-12, 12), shuffler.random()) for one in encoded]
    order = [encoded[n] for n in sorted(range(len(encoded)), key=keys.__getitem__)]
    groups: list[list[Encoded]] = []
    group: list[Encoded] = []
    cost = 0
    for one in order:
        if group and cost + one.cost > size:
            groups.append(group)
            group, cost = [], 0
        group.append(one)
        cost += one.cost
    if group:
        groups.append(group)
    shuffler.shuffle(groups)
    yield from groups


def make_batch(group: Sequence[Encoded], begin: int, separator: int, heads: Heads) -> Batch:
    """Pad the windows of a group and place its spans."""
    rows = [(n, one, window) for n, one in enumerate(group) for window in one.windows]
    arrays = [rows_of(one.pieces, window, begin, separator) for _, one, window in rows]
    longest = max(map(len, arrays))
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=bool)
    classes = np.full((len(rows), longest, len(heads.span_labels)), MASKED, dtype=np.int64)
    owned = np.zeros((len(rows), longest), dtype=bool)
    spans: list[SpanTarget] = []
    for w, ((n, one, window), array) in enumerate(zip(rows, arrays, strict=True)):
        ids[w, : len(array)] = array
        mask[w, : len(array)] = True
        at = window.before
        classes[w, at : at + window.end - window.start] = one.classes[:, window.start : window.end].T
        owned[w, at + window.first - window.start : at + window.last - window.start] = True
        spans += [
            SpanTarget(
                text=n,
                window=w,
                rows=slice(at + placed.start - window.start, at + min(placed.end, window.end) - window.start),
                span=placed.span,
            )
            for placed in one.spans
            if window.first <= placed.start < window.last
        ]
    return Batch(
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy(mask),
        classes=torch.from_numpy(classes),
        owned=torch.from_numpy(owned),
        text_of=tuple(n for n, _, _ in rows),
        spans=tuple(spans),
        examples=tuple(one.example for one in group),
    )


def windows_by_text(batch: Batch) -> dict[int, list[int]]:
    """Text of a batch -> its windows."""
    found: dict[int, list[int]] = defaultdict(list)
    for window, text in enumerate(batch.text_of):
        found[text].append(window)
    return found
