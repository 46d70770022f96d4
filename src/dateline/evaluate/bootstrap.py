"""Intervals by resampling whole documents, since errors of one document hang together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.evaluate.tally import Metric, Tally

__all__ = ["interval", "intervals", "totals"]

RESAMPLES = 1000
"""The ends of a 95 % interval rest on the 25 outermost samples of each side."""
SEED = 20260222
_CHUNK = 100
"""Resamples drawn at once: bounds memory at 100 rows times the documents."""


def totals(tallies: Sequence[Tally]) -> dict[str, float]:
    """Sum of every key over the documents."""
    sums: dict[str, float] = {}
    for tally in tallies:
        for key, count in tally.items():
            sums[key] = sums.get(key, 0.0) + count
    return sums


def intervals(
    tallies: Sequence[Tally], metrics: Sequence[Metric], *, resamples: int = RESAMPLES, seed: int = SEED
) -> list[tuple[float, float] | None]:
    """95 % percentile interval of each metric over documents drawn with replacement.

    ``None`` where the metric has no value in any resample. The same tallies and seed give the same ends.
    """
    if not tallies:
        return [None for _ in metrics]
    keys = sorted({key for tally in tallies for key in tally})
    matrix = np.array([[float(tally.get(key, 0.0)) for key in keys] for tally in tallies])
    generator = np.random.default_rng(seed)
    samples: list[list[float]] = [[] for _ in metrics]
    for start in range(0, resamples, _CHUNK):
        size = min(_CHUNK, resamples - start)
        draws = generator.multinomial(len(tallies), np.full(len(tallies), 1 / len(tallies)), size=size)
        for row in draws @ matrix:
            sums = dict(zip(keys, row.tolist(), strict=True))
            for values, metric in zip(samples, metrics, strict=True):
                value = metric.of(sums)
                if value is not None:
                    values.append(value)
    return [_ends(values) for values in samples]


def interval(
    tallies: Sequence[Tally], metric: Metric, *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float] | None:
    """:func:`intervals` of one metric."""
    return intervals(tallies, [metric], resamples=resamples, seed=seed)[0]


def _ends(values: Sequence[float]) -> tuple[float, float] | None:
    if not values:
        return None
    low, high = np.percentile(np.array(values), [2.5, 97.5])
    return float(low), float(high)
