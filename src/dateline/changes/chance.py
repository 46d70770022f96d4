"""How likely a count, a share or a silence is by chance alone, for all series of a record at once.

Counts of violence are over-dispersed: months of war stand beside months of calm. So a count is held against a
negative binomial whose dispersion the series' own past gives, and no less than all series together; a share
against the beta-binomial that goes with it. Both carry the doubt about the rate itself: few past incidents
make a wide prediction. Pure arithmetic over arrays; series are rows, blocks of days columns.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats

__all__ = ["Array", "count_chances", "dispersion", "share_chances", "share_likeness", "silence_chance"]

Array = npt.NDArray[np.float64]
PRIOR = 0.5
"""Jeffreys' prior: half an incident, so that a series that never had one still predicts something."""


def dispersion(counts: Array, exposure: Array) -> tuple[Array, float]:
    """Of each row, and of all together, the dispersion ``a`` of ``variance = mean + a * mean**2``.

    By moments: maximum likelihood has no closed form, and is no better on two dozen small counts.
    """
    rate = counts.sum(axis=1) / np.maximum(exposure.sum(axis=1), 1e-9)
    mean = rate[:, None] * exposure
    excess = ((counts - mean) ** 2 - mean).sum(axis=1)
    square = (mean**2).sum(axis=1)
    own = np.where(square > 0, np.maximum(excess, 0) / np.maximum(square, 1e-9), 0)
    pooled = max(float(excess.sum()) / float(square.sum()), 0.0) if square.sum() > 0 else 0.0
    return own, pooled


def count_chances(counts: Array, exposure: Array, now: Array, now_exposure: Array) -> tuple[Array, Array]:
    """The chances of ``now`` or more, and of ``now`` or fewer, incidents of each row, given its past blocks."""
    own, pooled = dispersion(counts, exposure)
    past = counts.sum(axis=1) + PRIOR
    mean = past / np.maximum(exposure.sum(axis=1), 1e-9) * now_exposure
    wide = np.maximum(own, pooled) * (1 + 1 / counts.shape[1]) + 1 / past
    size = 1 / wide
    chance = size / (size + mean)
    return stats.nbinom.sf(now - 1, size, chance), stats.nbinom.cdf(now, size, chance)


def share_likeness(kinds: Array, totals: Array) -> float:
    """How alike the incidents of one block are, over all rows: the correlation inside a block, 0 to 1.

    Incidents of a month come in runs (one campaign, one weapon), so ten of them say less than ten.
    """
    total, kind = totals.sum(axis=1, keepdims=True), kinds.sum(axis=1, keepdims=True)
    share = np.divide(kind, total, out=np.zeros_like(kind), where=total > 0)
    counted = totals > 1
    spread = share * (1 - share) * np.ones_like(totals)
    over = (((kinds - totals * share) ** 2) - totals * spread)[counted].sum()
    pairs = (totals * (totals - 1) * spread)[counted].sum()
    return float(min(max(over / pairs, 0.0), 0.9)) if pairs > 0 else 0.0


def share_chances(past: Array, past_of: Array, now: Array, now_of: Array, alike: float) -> tuple[Array, Array]:
    """The chances of ``now`` or more, and of ``now`` or fewer, of ``now_of``, where the share was ``past`` of
    ``past_of``; ``alike`` as :func:`share_likeness` gives it."""
    share = (past + PRIOR) / (past_of + 2 * PRIOR)
    size = 1 / (alike + 1 / (past_of + 2 * PRIOR))
    one, other = share * size, (1 - share) * size
    return stats.betabinom.sf(now - 1, now_of, one, other), stats.betabinom.cdf(now, now_of, one, other)


def silence_chance(past: float, past_exposure: float, exposure: float, spread: float) -> float:
    """The chance of no incident at all while ``exposure`` documents came, at the rate from before it."""
    mean = past / max(past_exposure, 1e-9) * exposure
    wide = spread + 1 / (past + PRIOR)
    return float((1 + wide * mean) ** (-1 / wide))
