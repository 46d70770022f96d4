"""How well probabilities say how often values are right: calibration error, Brier score, AUC, by field.

Every probability that is measured is from maps fitted without the document that it is of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from dateline.calibration import ACCOUNT, EVENT, EVENT_TYPE, Kind, clipped, kind_of
from dateline.evaluate.calibration.cases import Case
from dateline.evaluate.calibration.regression import FITTED, Fitted, fit, kinds_of

__all__ = [
    "BINS",
    "FOLDS",
    "REPEATS",
    "Bin",
    "Curve",
    "FieldReport",
    "area_under_curve",
    "calibration_error",
    "equal_mass",
    "equal_width",
    "fit_all",
    "measure",
]

Array = NDArray[np.float64]
Bins = Callable[[Array], list[NDArray[np.intp]]]

BINS, FOLDS, REPEATS = 10, 5, 5
CHANCE_DRAWS = 200
SEED = 20240229
POOLED = "pooled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A point of a reliability diagram: mean probability given, share that was right, number of values."""

    given: float
    right: float
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The probabilities of one field on one corpus, or on all ("pooled").

    ``by_chance`` is the equal-mass error that the same probabilities would show, on average, if every one
    were exactly true: a number of cases cannot show less. ``auc`` is ``None`` where all are right or none.
    """

    corpus: str
    cases: int
    right: float
    error_equal_mass: float
    error_equal_width: float
    by_chance: float
    brier: float
    brier_of_the_mean: float
    auc: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReport:
    """One field, ``curves`` first over all corpora, then by corpus."""

    field: str
    curves: tuple[Curve, ...]


def equal_mass(given: Array) -> list[NDArray[np.intp]]:
    """Ten bins of as equal numbers of values as can be, by rising probability."""
    return [part for part in np.array_split(np.argsort(given, kind="stable"), BINS) if len(part)]


def equal_width(given: Array) -> list[NDArray[np.intp]]:
    """The bins 0-0.1, …, 0.9-1 that are not empty."""
    number = np.minimum((given * BINS).astype(int), BINS - 1)
    return [np.flatnonzero(number == n) for n in range(BINS) if (number == n).any()]


def calibration_error(given: Array, right: Array, bins: Bins) -> float:
    """Expected calibration error: gap between mean probability and share right, over bins, by their size.

    >>> given, right = np.array([0.8, 0.8, 0.8, 0.8]), np.array([1.0, 1.0, 1.0, 0.0])
    >>> round(calibration_error(given, right, equal_width), 3)
    0.05
    """
    return float(
        sum(len(part) * abs(given[part].mean() - right[part].mean()) for part in bins(given)) / len(given)
    )


def area_under_curve(given: Array, right: Array) -> float | None:
    """The chance that a right value has a higher probability than a wrong one; ties count half."""
    positive = int(right.sum())
    negative = len(right) - positive
    if not positive or not negative:
        return None
    ranks = float(rankdata(given)[right == 1].sum())
    return (ranks - positive * (positive + 1) / 2) / (positive * negative)


def fit_all(cases: Sequence[Case], kinds: Mapping[str, Sequence[Kind]]) -> Fitted:
    """The maps of every field; a field without ``kinds`` has none."""
    return {field: fit(field, _of(cases, field), kinds[field]) for field in FITTED if kinds[field]}


def measure(cases: Sequence[Case]) -> tuple[FieldReport, ...]:
    """Every field's curves from REPEATS divisions of the documents into FOLDS; figures are means."""
    kinds = {field: kinds_of(_of(cases, field)) for field in FITTED}
    given = {repeat: _crossed(cases, kinds, f"{repeat}/") for repeat in range(REPEATS)}
    reports = []
    for field in (ACCOUNT, *FITTED):
        rows = [n for n, case in enumerate(cases) if case.field == field and n in given[0]]
        corpora = sorted({cases[n].corpus for n in rows})
        chosen = {POOLED: rows, **{c: [n for n in rows if cases[n].corpus == c] for c in corpora}}
        curves = tuple(
            _curve(
                corpus,
                np.array([[given[repeat][n] for n in numbers] for repeat in range(REPEATS)]),
                np.array([cases[n].right for n in numbers], dtype=float),
            )
            for corpus, numbers in chosen.items()
            if numbers
        )
        if curves:
            reports.append(FieldReport(field=field, curves=curves))
    return tuple(reports)


def _of(cases: Iterable[Case], field: str) -> list[Case]:
    return [case for case in cases if case.field == field]


def _crossed(cases: Sequence[Case], kinds: Mapping[str, Sequence[Kind]], salt: str) -> dict[int, float]:
    """Number of a case -> its probability by the maps of the other folds."""
    folds = [_fold(salt + case.corpus + case.document) for case in cases]
    given: dict[int, float] = {}
    for fold in range(FOLDS):
        rest = [case for case, own in zip(cases, folds, strict=True) if own != fold]
        maps = fit_all(rest, kinds)
        for number, case in enumerate(cases):
            probability = _probability(case, maps) if folds[number] == fold else None
            if probability is not None:
                given[number] = probability
    return given


def _fold(name: str) -> int:
    return hashlib.blake2b(name.encode(), digest_size=4).digest()[0] % FOLDS


def _probability(case: Case, maps: Fitted) -> float | None:
    kind = kind_of(case.evidence)
    parts = (EVENT, EVENT_TYPE) if case.field == ACCOUNT else (case.field,)
    product = 1.0
    for field in parts:
        measured = maps.get(field, {}).get(kind)
        if measured is None:
            return None
        product *= measured.probability(case.evidence)
    return clipped(product)


def _curve(corpus: str, given: Array, right: Array) -> Curve:
    """``given`` has a row for each repeat."""
    mean = float(right.mean())
    areas = [area for row in given if (area := area_under_curve(row, right)) is not None]
    flat, truth = given.ravel(), np.tile(right, len(given))
    return Curve(
        corpus=corpus,
        cases=len(right),
        right=mean,
        error_equal_mass=_mean(calibration_error(row, right, equal_mass) for row in given),
        error_equal_width=_mean(calibration_error(row, right, equal_width) for row in given),
        by_chance=_by_chance(given[0]),
        brier=_mean(float(((row - right) ** 2).mean()) for row in given),
        brier_of_the_mean=mean * (1 - mean),
        auc=_mean(areas) if areas else None,
        bins=tuple(
            Bin(
                given=float(flat[part].mean()),
                right=float(truth[part].mean()),
                cases=round(len(part) / len(given)),
            )
            for part in equal_mass(flat)
        ),
    )


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def _by_chance(given: Array) -> float:
    chance = np.random.default_rng(SEED)
    draws = ((chance.random(len(given)) < given).astype(float) for _ in range(CHANCE_DRAWS))
    return _mean(calibration_error(given, right, equal_mass) for right in draws)
