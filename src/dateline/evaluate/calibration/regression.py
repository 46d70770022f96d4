"""Fit the maps from evidence to probability: one logistic regression for each field and kind of text.

The two kinds of text are fitted together: the weights of each are a shared part plus or minus a part of its
own, and both parts are drawn to 0. So a kind with few values leans on the other, and one with many does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline.calibration import EVENT, EVENT_TYPE, Kind, Measured, kind_of
from dateline.evaluate.calibration.cases import Case

__all__ = ["FIGURES", "FITTED", "Fitted", "fit", "kinds_of"]

Array = NDArray[np.float64]
Fitted = Mapping[str, Mapping[Kind, Measured]]

FIGURES: Mapping[str, tuple[str, ...]] = {
    EVENT: ("score", "sure", "length", "digest", "lead", "crowded"),
    EVENT_TYPE: ("score", "length", "strategic", "statement"),
    "status": ("score", "crowded", "lead", "retold", "unreal"),
    "date": ("published", "undated", "day", "statement", "background"),
    "place": ("resolved", "point", "country", "digest", "background"),
    "killed": ("many", "sides", "own", "lead", "length", "digest"),
    "injured": ("none", "lead", "retold"),
    "arrested": ("sides", "length", "retold", "sure"),
    "perpetrator": ("linked", "generic", "first", "lead", "retold"),
    "victim": ("linked", "generic", "wordy", "several", "strategic", "statement", "sure"),
}
"""Field -> the figures that its map uses: of all those at hand the ones that lowered the cross-validated log
loss on the visible parts, each kind of text counting half."""
FITTED = tuple(FIGURES)
SHRINK = 0.5
"""How strongly the weights are drawn to 0 (half of it times their squares is added to the log loss). Twice
as much makes the probabilities of arrested and date too much alike; half as much overfits the articles."""
LEAST_CASES, LEAST_OF_KIND = 100, 25
"""A field with fewer judged values in all, or a kind of text with fewer, gets no map."""
DIGITS = 4


def kinds_of(cases: Sequence[Case]) -> tuple[Kind, ...]:
    """The kinds of text that have enough judged values of one field for a map."""
    if len(cases) < LEAST_CASES:
        return ()
    return tuple(
        kind for kind in Kind if sum(kind_of(case.evidence) is kind for case in cases) >= LEAST_OF_KIND
    )


def fit(field: str, cases: Sequence[Case], kinds: Sequence[Kind]) -> dict[Kind, Measured]:
    """The maps of ``field`` for ``kinds`` from its judged values; those of another kind of text are left out.

    The same cases give the same maps, weights rounded to 4 decimals.
    """
    used = [case for case in cases if kind_of(case.evidence) in kinds]
    if not used:
        return {}
    names = FIGURES[field]
    figures = np.array([[case.evidence.get(name, 0.0) for name in names] for case in used])
    right = np.array([case.right for case in used], dtype=float)
    sign = np.array([1.0 if kind_of(case.evidence) is Kind.BRIEF else -1.0 for case in used])
    columns = np.column_stack([np.ones(len(used)), figures])
    if len(kinds) == 1:
        weights = _regress(columns, right)
        of_kind = {kinds[0]: weights}
    else:
        both = _regress(np.column_stack([columns, sign[:, None] * columns]), right)
        shared, own = both[: len(names) + 1], both[len(names) + 1 :]
        of_kind = {Kind.ARTICLE: shared - own, Kind.BRIEF: shared + own}
    return {
        kind: Measured(
            cases=sum(kind_of(case.evidence) is kind for case in used),
            right=sum(kind_of(case.evidence) is kind and case.right for case in used),
            intercept=round(float(weights[0]), DIGITS),
            weights={
                name: round(float(weight), DIGITS) for name, weight in zip(names, weights[1:], strict=True)
            },
        )
        for kind, weights in of_kind.items()
    }


def _regress(columns: Array, right: Array) -> Array:
    """Weights of a logistic regression with squares of all but the first held down by SHRINK."""
    held = np.full(columns.shape[1], SHRINK)
    held[0] = 0.0

    def loss(weights: Array) -> tuple[float, Array]:
        logits = columns @ weights
        surprise = np.logaddexp(0, logits) - right * logits
        wrong = 1 / (1 + np.exp(-logits)) - right
        return (
            float(surprise.sum() + (held * weights**2).sum() / 2),
            columns.T @ wrong + held * weights,
        )

    found = minimize(
        loss,
        np.zeros(columns.shape[1]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 5_000, "ftol": 1e-14, "gtol": 1e-9},
    )
    return np.asarray(found.x, dtype=float)
