"""Logistic regression on a few features, for the scorers that are fitted on a dev part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

__all__ = ["logistic"]


def logistic(
    features: Sequence[NDArray[np.float64]], right: Sequence[bool], *, penalty: float = 1.0
) -> NDArray[np.float64]:
    """Weights, the first of them for the constant 1 that every row begins with, which is not penalised.

    Minimises the summed log loss plus ``penalty`` / 2 times the squared weights (L-BFGS-B). Without a case of
    either class the weights are zero but for the constant, which says never (or always).
    """
    rows = np.asarray(features, dtype=np.float64)
    wanted = np.asarray(right, dtype=np.float64)
    if wanted.min() == wanted.max():
        weights = np.zeros(rows.shape[1])
        weights[0] = 8.0 if wanted.max() else -8.0
        return weights
    held = np.full(rows.shape[1], penalty)
    held[0] = 0.0

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = rows @ weights
        value = float((np.logaddexp(0.0, z) - wanted * z).sum() + 0.5 * (held * weights**2).sum())
        slope = rows.T @ (1.0 / (1.0 + np.exp(-z)) - wanted) + held * weights
        return value, slope

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=np.float64)
