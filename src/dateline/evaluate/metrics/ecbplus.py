"""Scoring on ``ecbplus``: documents to incidents, by what the documents are about.

The likeness of two documents is that of :mod:`dateline.resolve.story`, with weights fitted without the topics
of both; groups are made by average linkage. Pooled: all documents at once. By topic: only those of one topic,
which hold two incidents of a kind.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from dateline.evaluate.corpora.ecbplus import Article
from dateline.evaluate.metrics.grouping import average_linkage, figures, metrics, tallies
from dateline.evaluate.metrics.pair_fit import fit
from dateline.evaluate.tally import Metric, Tally
from dateline.resolve.cases import folded
from dateline.resolve.story import Stories, features_of, keys_of

__all__ = ["HEADLINE", "baselines", "cross_validated", "metrics_of"]

FOLDS = 4
JOIN_AT = -0.75
"""Log-odds from which documents are joined: B-cubed F1 on train and dev is .910 at -1, .913 at -0.5,
.899 at 0."""
HEADLINE = ("pairs.f1", "b3.f1")
Matrix = npt.NDArray[np.float64]


def metrics_of() -> tuple[Metric, ...]:
    """Those of grouping, pooled and, with ``topic.`` before, by topic."""
    return (*metrics(), *(_prefixed(metric) for metric in metrics()))


def _prefixed(metric: Metric) -> Metric:
    def of(sums: Tally) -> float | None:
        return metric.of(
            {key.removeprefix("topic."): n for key, n in sums.items() if key.startswith("topic.")}
        )

    return Metric(
        name=f"topic.{metric.name}",
        of=of,
        support=f"topic.{metric.support}",
        higher_is_better=metric.higher_is_better,
    )


def cross_validated(articles: Sequence[Article]) -> Iterator[tuple[str, Tally]]:
    """Each incident, and the counts of its documents, pooled and by topic."""
    odds = _log_odds(articles) - JOIN_AT
    incidents = [article.incident for article in articles]
    pooled = tallies(incidents, average_linkage(odds, len(articles)))
    within: dict[str, Tally] = {}
    square = np.zeros((len(articles), len(articles)))
    square[np.triu_indices(len(articles), 1)] = odds
    for topic in sorted({article.topic for article in articles}):
        rows = [at for at, article in enumerate(articles) if article.topic == topic]
        part = square[np.ix_(rows, rows)][np.triu_indices(len(rows), 1)]
        within |= tallies([incidents[row] for row in rows], average_linkage(part, len(rows)))
    for incident, tally in pooled.items():
        yield incident, {**tally, **{f"topic.{key}": count for key, count in within[incident].items()}}


def _log_odds(articles: Sequence[Article]) -> Matrix:
    """Of all pairs, by weights fitted without the folds of both topics."""
    one, other = np.triu_indices(len(articles), 1)
    rows = features_of(Stories.of([keys_of("", article.document.body) for article in articles]), one, other)
    incident = np.unique([article.incident for article in articles], return_inverse=True)[1]
    same = incident[one] == incident[other]
    fold = np.array([int(article.topic) % FOLDS for article in articles])
    odds = np.zeros(len(rows))
    for low in range(FOLDS):
        for high in range(low, FOLDS):
            held = (np.minimum(fold[one], fold[other]) == low) & (np.maximum(fold[one], fold[other]) == high)
            seen = ~np.isin(fold[one], (low, high)) & ~np.isin(fold[other], (low, high))
            if held.any() and same[seen].any():
                weights = fit(rows[seen], same[seen])
                odds[held] = weights[0] + rows[held] @ weights[1:]
    return odds


def baselines(articles: Sequence[Article]) -> dict[str, dict[str, float | None]]:
    """Every document alone; one group a topic; TF-IDF of the words and average linkage."""
    incidents = [article.incident for article in articles]
    topics = [int(article.topic) for article in articles]
    return {
        "alone": figures(incidents, list(range(len(articles)))),
        "one a topic": figures(incidents, topics),
        "tf-idf": figures(incidents, average_linkage(_tf_idf(articles) - _TF_IDF_AT, len(articles))),
    }


_TF_IDF_AT = 0.16
"""Cosine from which TF-IDF joins: the best of five from .08 to .2, tried on train and dev."""


def _tf_idf(articles: Sequence[Article]) -> Matrix:
    bags = [Counter(folded(article.document.body).split()) for article in articles]
    counts = Counter(word for bag in bags for word in bag)
    numbers = {word: at for at, word in enumerate(counts)}
    rows = np.zeros((len(bags), len(numbers)), dtype=np.float32)
    for at, bag in enumerate(bags):
        for word, count in bag.items():
            rows[at, numbers[word]] = (1 + math.log(count)) * math.log(len(bags) / counts[word])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray((rows @ rows.T)[np.triu_indices(len(bags), 1)], dtype=np.float64)
