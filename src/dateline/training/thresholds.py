"""The thresholds of spans and labels, each at its best F1 on the dev part of the corpus that annotates it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.tagging.decode import labels_of, spans_of
from dateline.tagging.heads import Heads
from dateline.tagging.tagger import Tagger
from dateline.training.readers import READERS
from dateline.training.supervision import Example

__all__ = ["DEV", "fit_thresholds"]

DEV = ("muc4", "satp", "hrdsattack", "polnear", "satp_relevant", "insightcrime")
"""Corpora with a dev part of their own."""
_GRID = tuple(round(0.15 + 0.05 * step, 2) for step in range(15))
_MOST = 250
"""Texts of a corpus that span thresholds are fitted on."""


def fit_thresholds(tagger: Tagger, data: Path, corpora: Sequence[str] = DEV) -> dict[str, float]:
    """``layer.label`` and ``head=class`` -> the threshold of the best dev F1.

    Raises:
        CorpusError: a corpus is missing.
    """
    found: dict[str, float] = {}
    for corpus in corpora:
        examples = [one for one in READERS[corpus](data, "dev") if one.text]
        columns = [tagger.columns(one.text) for one in examples]
        labels = [labels_of(rows, tagger.heads) for _, rows in columns]
        found |= _label_thresholds(examples, labels, tagger.heads)
        for layer, label in tagger.heads.span_labels:
            if any(layer in one.annotated for one in examples):
                figures = []
                for threshold in _GRID:
                    right = given = gold = 0
                    for one, (pieces, rows) in list(zip(examples, columns, strict=True))[:_MOST]:
                        key = f"{layer}.{label}"
                        spans = spans_of(
                            one.text, pieces, rows, tagger.heads, {key: threshold}, layers={layer}
                        )
                        ours = {(s.start, s.end) for s in spans if s.label == label}
                        theirs = {(s.start, s.end) for s in one.spans if (s.layer, s.label) == (layer, label)}
                        right += len(ours & theirs)
                        given += len(ours)
                        gold += len(theirs)
                    figures.append((2 * right / max(1, given + gold), -abs(threshold - 0.5), threshold))
                found[f"{layer}.{label}"] = max(figures)[2]
    return found


def _label_thresholds(
    examples: Sequence[Example], labels: Sequence[Mapping[str, Mapping[str, float]]], heads: Heads
) -> dict[str, float]:
    found = {}
    for head in heads.labels:
        rows = [n for n, one in enumerate(examples) if head.name in one.labels and head.name in labels[n]]
        if not head.many or not rows:
            continue
        for name in head.classes:
            chances = np.array([labels[n][head.name][name] for n in rows])
            right = np.array([name in examples[n].labels[head.name] for n in rows])
            if right.any():
                found[f"{head.name}={name}"] = _best(chances, right)
    return found


def _best(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    figures = []
    for threshold in _GRID:
        given = chances >= threshold
        f1 = 2 * float((given & right).sum()) / max(1, int(given.sum()) + int(right.sum()))
        figures.append((round(f1, 4), -abs(threshold - 0.5), threshold))
    return max(figures)[2]
