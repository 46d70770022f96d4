"""When a change began, and how large it is: dated by ruptures, measured by statsmodels."""

from __future__ import annotations

import math
import warnings

import numpy as np
import ruptures
import statsmodels.api as sm
from statsmodels.stats.proportion import confint_proportions_2indep

from dateline.changes.chance import Array

__all__ = ["rate_ratio", "share_difference", "turn_of"]

HALF = 0.5
"""Added to both sides where one has no incident: else the ratio and its interval are not finite."""


def turn_of(counts: Array, exposure: Array) -> int:
    """The index of the week from which on the rate is another: the one change point of the row.

    Least squares over Anscombe's transform, which gives counts of any mean about the same spread.
    """
    expected = exposure / max(float(exposure.mean()), 1e-9)
    signal = 2 * np.sqrt(counts / np.maximum(expected, 1e-3) + 3 / 8)
    return int(ruptures.Dynp(model="l2", min_size=1, jump=1).fit(signal).predict(n_bkps=1)[0])


def rate_ratio(
    past: Array, past_exposure: Array, now: float, now_exposure: float, spread: float
) -> tuple[float, float, float]:
    """Rate now over the rate before and its 95 % interval: a negative binomial regression on "now" with the
    documents read as offset, ``spread`` its dispersion."""
    add = HALF if now == 0 or past.sum() == 0 else 0.0
    known = past_exposure > 0
    counts = np.append(past[known], now).astype(float)
    counts[0] += add
    counts[-1] += add
    exposure = np.append(past_exposure[known], now_exposure)
    design = sm.add_constant(np.append(np.zeros(int(known.sum())), 1.0))
    family = sm.families.NegativeBinomial(alpha=max(spread, 1e-4))
    with warnings.catch_warnings():
        # A series of zeros and ones fits perfectly in places; the interval says how little that means.
        warnings.simplefilter("ignore")
        fit = sm.GLM(counts, design, family=family, offset=np.log(exposure)).fit(maxiter=50)
    low, high = fit.conf_int()[1]
    return math.exp(fit.params[1]), math.exp(max(low, -50)), math.exp(min(high, 50))


def share_difference(past: int, past_of: int, now: int, now_of: int) -> tuple[float, float, float]:
    """Share now less the share before, and its 95 % interval (Newcombe)."""
    low, high = confint_proportions_2indep(now, now_of, past, past_of, method="newcomb", compare="diff")
    return now / now_of - past / past_of, float(low), float(high)
