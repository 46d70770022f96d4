"""Whether of 100 pairs said to be one incident with 80 % some 80 are.

``python -m benchmarks.pair_calibration CORPORA STORE`` fits the weights as the shipped ones are
(:mod:`dateline.training.pair_weights`, the same three kinds of pairs, the same weights by hand), five times,
each time without the pairs of a fold, whose probabilities are then looked at: reports of ``maverick`` by
event (a pair across two folds counts half in each), judged pairs of the daily stream in ``STORE`` by
connected accounts, each counting as many pairs as it stands for. Prints two tables; takes three minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dateline.evaluate.corpora import ecbplus, maverick
from dateline.evaluate.metrics.pair_fit import JOIN_AT, JOIN_AT_UNTOLD, candidates
from dateline.resolve import weights
from dateline.resolve.cluster import components
from dateline.resolve.compare import compare
from dateline.resolve.table import CaseTable
from dateline.training import judged_pairs
from dateline.training.pair_weights import (
    fit_pairs,
    named_weights,
    records_fold,
    stream_fold,
    texts_fold,
)

__all__ = ["Said", "bins", "gap", "main"]

Floats = npt.NDArray[np.float64]

EDGES = (0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_COARSER = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Hundreds of pairs fill fewer bins than tens of thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Of each pair the probability that was said, whether it is one incident, and how many pairs it is."""

    probability: Floats
    same: npt.NDArray[np.bool_]
    counts: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Pairs whose probability is from ``low`` and below ``high``."""

    low: float
    high: float
    looked_at: int
    pairs: float
    said: float
    right: float


def bins(told: Said, edges: Sequence[float] = EDGES) -> Iterator[Bin]:
    """The bins that hold a pair; the last one holds 1.0 too."""
    place = np.minimum(np.searchsorted(edges, told.probability, side="right") - 1, len(edges) - 2)
    for at in range(len(edges) - 1):
        here = place == at
        if here.any():
            counts = told.counts[here]
            yield Bin(
                low=edges[at],
                high=edges[at + 1],
                looked_at=int(here.sum()),
                pairs=float(counts.sum()),
                said=float(np.average(told.probability[here], weights=counts)),
                right=float(np.average(told.same[here], weights=counts)),
            )


def gap(found: Sequence[Bin]) -> float:
    """The mean distance between what is said and what is so, over pairs."""
    return sum(bin_.pairs * abs(bin_.said - bin_.right) for bin_ in found) / sum(bin_.pairs for bin_ in found)


def _joined(parts: Sequence[Said]) -> Said:
    return Said(
        probability=np.concatenate([part.probability for part in parts]),
        same=np.concatenate([part.same for part in parts]),
        counts=np.concatenate([part.counts for part in parts]),
    )


def _fitted(fitted: Floats) -> weights.Weights:
    """As they are shipped: with those that are set by hand."""
    tops: dict[str, object] = {
        "constant": float(fitted[0]),
        "join_at": JOIN_AT,
        "join_at_untold": JOIN_AT_UNTOLD,
    }
    return weights.read({**tops, **{name: dict(named) for name, named in named_weights(fitted).items()}})


def _logistic(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


def main(arguments: Sequence[str]) -> None:
    """Prints. ``arguments``: the folder of the corpora, and the store of the daily stream."""
    corpora, store = map(Path, arguments)
    reports = list(maverick.read(corpora, "kenya"))
    rows, events = [report.row for report in reports], [report.event for report in reports]
    records, stream = records_fold(rows, events), stream_fold(store)
    texts = texts_fold(list(ecbplus.read(corpora, "seen")))

    fold = np.array([maverick.fold_of(event) for event in events])
    one, other = candidates(CaseTable.of_rows(rows))
    of_records = []
    for held in range(maverick.FOLDS):
        seen = (fold[one] != held) & (fold[other] != held)
        part = replace(
            records, levels=records.levels[seen], same=records.same[seen], counts=records.counts[seen]
        )
        odds = _fitted(fit_pairs([part, stream], texts)).log_odds(records.levels[~seen])
        across = np.where(fold[one] == fold[other], 1.0, 0.5)
        of_records.append(Said(probability=_logistic(odds), same=records.same[~seen], counts=across[~seen]))
    _print("maverick", _joined(of_records), EDGES)

    pairs = judged_pairs.read()
    judged = judged_pairs.judged_rows(store, pairs)
    place = {id_: at for at, id_ in enumerate(judged)}
    kept = [pair for pair in pairs if pair.one in place and pair.other in place]
    left, right = np.array([[place[pair.one], place[pair.other]] for pair in kept]).T
    fold = components(len(place), left, right)[left] % maverick.FOLDS
    table = CaseTable.of_rows(list(judged.values()))
    scores = compare(table, left, right)
    # What the rules take off beside the weights: nothing distinctive shared, only a week or a month told.
    taken = scores.log_odds + scores.join_at - weights.shipped().log_odds(scores.features)
    of_stream = []
    for held in range(maverick.FOLDS):
        here = (fold == held) & ~scores.forbidden
        seen = fold != held
        part = replace(stream, levels=stream.levels[seen], same=stream.same[seen], counts=stream.counts[seen])
        odds = _fitted(fit_pairs([records, part], texts)).log_odds(scores.features[here]) + taken[here]
        of_stream.append(
            Said(
                probability=_logistic(odds),
                same=stream.same[here],
                counts=np.array([pair.weight for pair in kept])[here],
            )
        )
    _print("daily stream", _joined(of_stream), _COARSER)
    print(f"{int(scores.forbidden.sum())} of {len(kept)} judged pairs are forbidden by a rule")


def _print(name: str, told: Said, edges: Sequence[float]) -> None:
    found = list(bins(told, edges))
    print(
        f"{name}: mean gap {gap(found):.3f}",
        "",
        "| probability said | looked at | pairs | said | right |",
        sep="\n",
    )
    print("|---|---|---|---|---|")
    for bin_ in found:
        print(
            f"| {bin_.low:g}-{bin_.high:g} | {bin_.looked_at:,} | {bin_.pairs:,.0f} | {bin_.said:.3f} "
            f"| {bin_.right:.3f} |"
        )
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
