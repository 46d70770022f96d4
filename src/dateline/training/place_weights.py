"""Fits the weights of the place ranking: ``python -m dateline.training.place_weights CORPORA INDEX``.

A conditional logit over the candidates of every marked place name of the ``geoparsing`` corpora (``train``
part;
the held-back ``dev`` is not read), with "none of these" where the right place is no candidate. Where several
candidates are right (GeoVirus gives points, not ids), their probabilities are added. Prints the
cross-validated scores, article by article, and writes ``link/data/ranking.toml``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from dateline.evaluate.corpora.geoparsing import SPLITS, Article, fold_of, read
from dateline.evaluate.metrics.geoparsing import context_of, homes_of, is_right, mentions_of
from dateline.link.geocode import readings_of
from dateline.link.neighbours import Matrix
from dateline.link.outlets import Home
from dateline.link.places import PlaceIndex
from dateline.link.ranking import FEATURES, choose

__all__ = ["Example", "cross_validated", "examples", "fit"]

_PENALTY = 1.0
"""L2 on the weights; from .1 to 10 the cross-validated share moves by less than half a point."""
_WEIGHTS = Path(__file__).parents[1] / "link" / "data" / "ranking.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One marked name: the features of its alternatives, and which of them are right."""

    part: str
    fold: int
    rows: Matrix
    right: tuple[int, ...]
    """Row numbers; the last row where no candidate is right."""
    listed: bool
    """Whether a candidate is right."""


def examples(articles: Sequence[Article], index: PlaceIndex, homes: Mapping[str, Home]) -> Iterator[Example]:
    """An example for every coded name that has candidates."""
    for article in articles:
        readings = readings_of(mentions_of(article), index, context_of(article, homes))
        for toponym, reading in zip(article.toponyms, readings, strict=True):
            if not toponym.coded or reading.rows is None:
                continue
            right = [n for n, e in enumerate(reading.candidates) if is_right(e, toponym, index)]
            yield Example(
                part=article.part,
                fold=fold_of(article.name),
                rows=reading.rows,
                right=tuple(right) or (len(reading.candidates),),
                listed=bool(right),
            )


def fit(given: Sequence[Example], guess: Matrix | None = None) -> Matrix:
    """The weights under which the right rows are likeliest, sought from ``guess``."""
    stacked = np.vstack([example.rows for example in given])
    starts = np.cumsum([0, *(len(example.rows) for example in given[:-1])])
    lengths = np.array([len(example.rows) for example in given])
    wanted = np.zeros(len(stacked), dtype=bool)
    for start, example in zip(starts, given, strict=True):
        wanted[start + np.array(example.right)] = True

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        scores = stacked @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), lengths)
        powers = np.exp(scores)
        total = np.add.reduceat(powers, starts)
        hit = np.add.reduceat(np.where(wanted, powers, 0.0), starts)
        pull = powers / np.repeat(total, lengths) - np.where(wanted, powers, 0.0) / np.repeat(hit, lengths)
        value = float(np.log(total / hit).sum() + _PENALTY * weights @ weights / 2)
        return value, stacked.T @ pull + _PENALTY * weights

    guess = np.zeros(len(FEATURES)) if guess is None else guess
    answer = minimize(loss, guess, jac=True, method="L-BFGS-B", options={"maxiter": 300, "ftol": 1e-7})
    return np.asarray(answer.x, dtype=np.float64)


def cross_validated(given: Sequence[Example]) -> dict[str, float]:
    """Share of names whose likeliest candidate is right, each article judged by weights fitted without it."""
    right: dict[str, list[bool]] = {}
    whole = fit(given)
    for fold in sorted({example.fold for example in given}):
        weights = fit([example for example in given if example.fold != fold], whole)
        for example in (example for example in given if example.fold == fold):
            best, _ = choose(example.rows, weights)
            right.setdefault(example.part, []).append(example.listed and best in example.right)
    return {part: sum(found) / len(found) for part, found in right.items()}


def _written(weights: Matrix, scores: dict[str, float]) -> str:
    shares = ", ".join(f"{part} {share:.3f}" for part, share in scores.items())
    lines = [
        "# Weights of the place ranking (link/ranking.py says what each feature is). Written by",
        "# `python -m dateline.training.place_weights`, fitted on the train part of the geoparsing corpora.",
        f"# Cross-validated share of names resolved to the right entry: {shares}.",
        "",
        "[weights]",
        *(f"{name} = {value:.4f}" for name, value in zip(FEATURES, weights, strict=True)),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Fits, prints and writes. ``arguments``: the folder of the corpora, the place index."""
    corpora, index_path = map(Path, arguments)
    with PlaceIndex.open(index_path) as index:
        articles = [article for split in SPLITS for article in read(corpora, split)]
        homes = homes_of(articles, index)  # by the texts alone, as a user knows the papers that they read
        given = list(examples(list(read(corpora, "train")), index, homes))
    scores = cross_validated(given)
    text = _written(fit(given), scores)
    _WEIGHTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
