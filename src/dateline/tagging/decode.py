"""From the columns of the model's output to spans and labels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from dateline.tagging.heads import BEGIN, OUTSIDE, Heads
from dateline.tagging.reading import TaggedSpan
from dateline.tagging.windows import Pieces, cut

__all__ = ["DEFAULT_THRESHOLD", "decided_of", "labels_of", "local_labels_of", "runs", "spans_of"]

DEFAULT_THRESHOLD = 0.5
"""Probability from which a piece is inside a label, where the model states no other."""

_NEW_SPAN = 0.5
"""Share of "begin" in "begin or inside" from which a piece begins a new span next to another."""

Columns = NDArray[np.float32]


def _softmax(logits: Columns) -> Columns:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def _sigmoid(logits: Columns) -> Columns:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


def runs(
    inside: Columns, begins: Columns, begins_word: NDArray[np.bool_], threshold: float
) -> Iterator[tuple[int, int]]:
    """Runs of pieces of one label, ends exclusive; a run covers whole words.

    ``inside`` is the probability of begin or inside, ``begins`` the share of begin in it.
    """
    length = len(inside)
    at = 0
    while at < length:
        if inside[at] < threshold:
            at += 1
            continue
        start = at
        while start > 0 and not begins_word[start]:
            start -= 1
        end = at + 1
        while end < length and (
            not begins_word[end] or (inside[end] >= threshold and begins[end] < _NEW_SPAN)
        ):
            end += 1
        yield start, end
        at = end


def labels_of(columns: Columns, heads: Heads) -> dict[str, dict[str, float]]:
    """The probability of every class of every label head; empty for a text without pieces."""
    if not len(columns):
        return {}
    return _labels_of_rows(columns, heads)


def local_labels_of(columns: Columns, heads: Heads) -> list[dict[str, dict[str, float]]]:
    """The same for each window of the text by itself, in reading order."""
    return [_labels_of_rows(columns[window.first : window.last], heads) for window in cut(len(columns))]


def _labels_of_rows(columns: Columns, heads: Heads) -> dict[str, dict[str, float]]:
    weights = _softmax(columns[:, heads.scores].T).T
    logits = (weights * columns[:, heads.values]).sum(axis=0)
    found = {}
    for head in heads.labels:
        part = logits[heads.class_columns[head.name]]
        chances = _sigmoid(part) if head.many else _softmax(part)
        found[head.name] = {name: float(p) for name, p in zip(head.classes, chances, strict=True)}
    return found


def spans_of(
    text: str,
    pieces: Pieces,
    columns: Columns,
    heads: Heads,
    thresholds: Mapping[str, float],
    *,
    layers: Collection[str] | None = None,
) -> tuple[TaggedSpan, ...]:
    """Spans at the threshold of their label (``layer.label`` -> probability), in reading order.

    ``layers`` keeps the spans of these layers only.
    """
    if not len(pieces):
        return ()
    spans: list[TaggedSpan] = []
    number = len(heads.span_labels)
    chances = _softmax(columns[:, : 3 * number].reshape(len(columns), number, 3))
    for row, (layer, label) in enumerate(heads.span_labels):
        if layers is not None and layer not in layers:
            continue
        threshold = thresholds.get(f"{layer}.{label}", DEFAULT_THRESHOLD)
        inside = 1.0 - chances[:, row, OUTSIDE]
        if inside.max() < threshold:
            continue
        begins = chances[:, row, BEGIN] / np.maximum(inside, 1e-6)
        for first, last in runs(inside, begins, pieces.begins_word, threshold):
            start, end = int(pieces.offsets[first, 0]), int(pieces.offsets[last - 1, 1])
            spans.append(
                TaggedSpan(
                    layer=layer,
                    label=label,
                    start=start,
                    end=end,
                    text=text[start:end],
                    probability=float(inside[first:last].mean()),
                    attributes=_attributes(columns[first:last], heads, layer, label),
                    group=tuple(float(x) for x in columns[first:last, heads.group].mean(axis=0)),
                )
            )
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.layer, span.label)))


def decided_of(
    labels: Mapping[str, Mapping[str, float]], heads: Heads, thresholds: Mapping[str, float]
) -> dict[str, tuple[str, ...]]:
    """The classes of each head that hold: all from their threshold on, or the likeliest where one must.

    ``thresholds`` maps ``head=class`` to a probability.
    """
    found: dict[str, tuple[str, ...]] = {}
    for head in heads.labels:
        chances = labels.get(head.name)
        if not chances:
            continue
        if head.many:
            found[head.name] = tuple(
                name
                for name, p in chances.items()
                if p >= thresholds.get(f"{head.name}={name}", DEFAULT_THRESHOLD)
            )
        else:
            found[head.name] = (max(chances, key=lambda name: chances[name]),)
    return found


def _attributes(columns: Columns, heads: Heads, layer: str, label: str) -> dict[str, dict[str, float]]:
    found = {}
    for attribute in heads.attributes:
        if attribute.is_of(layer, label):
            logits = columns[:, heads.attribute_columns[attribute.name]].mean(axis=0)
            chances = _sigmoid(logits) if attribute.many else _softmax(logits)
            found[attribute.name] = {
                value: float(p) for value, p in zip(attribute.values, chances, strict=True)
            }
    return found
