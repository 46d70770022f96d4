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

__all__ = [
    "Array",
    "able_to_show",
    "common_dispersion",
    "count_chances",
    "dispersion",
    "share_chances",
    "share_likeness",
    "silence_chance",
]

Array = npt.NDArray[np.float64]
PRIOR = 0.5
"""Jeffreys' prior: half an incident, so that a series that never had one still predicts something."""

STEADY = 4.0
"""Weight of the common dispersion, in squared expected incidents: as much as two years with one incident in
two and a half blocks. Set before it was tried."""


def dispersion(counts: Array, exposure: Array, common: float | None = None) -> Array:
    """Of each row the dispersion ``a`` of ``variance = mean + a * mean**2``, drawn towards that of all rows.

    By moments: maximum likelihood has no closed form, and is no better on two dozen counts. A row of few
    incidents says little about its own dispersion (two in one month would be a burst of ten times the mean),
    so it is steadied by what the rows have in common (or by ``common``), the more the fewer it has.
    """
    excess, square = _moments(counts, exposure)
    together = common_dispersion(counts, exposure) if common is None else common
    found: Array = np.maximum((excess + STEADY * together) / (square + STEADY), 0.0)
    return found


def common_dispersion(counts: Array, exposure: Array) -> float:
    """The dispersion of all rows together."""
    excess, square = _moments(counts, exposure)
    return max(float(excess.sum()) / max(float(square.sum()), 1e-9), 0.0)


def _moments(counts: Array, exposure: Array) -> tuple[Array, Array]:
    rate = counts.sum(axis=1) / np.maximum(exposure.sum(axis=1), 1e-9)
    mean = rate[:, None] * exposure
    return ((counts - mean) ** 2 - mean).sum(axis=1), (mean**2).sum(axis=1)


def count_chances(
    counts: Array, exposure: Array, now: Array, now_exposure: Array, spread: Array
) -> tuple[Array, Array, Array]:
    """The chances of ``now`` or more, of ``now`` or fewer, and of none, given the past blocks of each row.

    ``spread`` is the row's :func:`dispersion`.
    """
    past = counts.sum(axis=1) + PRIOR
    mean = past / np.maximum(exposure.sum(axis=1), 1e-9) * now_exposure
    size = 1 / (spread * (1 + 1 / counts.shape[1]) + 1 / past)
    chance = size / (size + mean)
    made = stats.nbinom(size, chance)
    return np.asarray(made.sf(now - 1)), np.asarray(made.cdf(now)), np.asarray(made.pmf(0))


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


def share_chances(
    past: Array, past_of: Array, now: Array, now_of: Array, alike: float
) -> tuple[Array, Array, Array]:
    """The chances of ``now`` or more, of ``now`` or fewer, and of none, of ``now_of``, where the share was
    ``past`` of ``past_of``; ``alike`` as :func:`share_likeness` gives it."""
    share = (past + PRIOR) / (past_of + 2 * PRIOR)
    size = 1 / (alike + 1 / (past_of + 2 * PRIOR))
    one, other = share * size, (1 - share) * size
    made = stats.betabinom(now_of, one, other)
    return np.asarray(made.sf(now - 1)), np.asarray(made.cdf(now)), np.asarray(made.pmf(0))


def silence_chance(past: float, past_exposure: float, exposure: float, spread: float) -> float:
    """The chance of no incident at all while ``exposure`` documents came, at the rate from before it."""
    mean = past / max(past_exposure, 1e-9) * exposure
    wide = spread + 1 / (past + PRIOR)
    return float((1 + wide * mean) ** (-1 / wide))


def able_to_show(least: Array, level: float) -> npt.NDArray[np.bool_]:
    """Which tests can find anything among so many; ``least`` is the smallest chance that each could give.

    A test that could not pass ``level`` shared out over those that can, whatever is counted, finds nothing
    and costs all others power: it is not made. ``least`` must not depend on what is being tested. (Tarone
    1990; Gilbert 2005 for the false discovery rate.)

    >>> able_to_show(np.array([0.0, 0.0001, 0.01, 0.04]), 0.05).tolist()
    [True, True, True, False]
    """
    ordered = np.sort(least)
    sharers = np.arange(1, len(least) + 1)
    enough = np.searchsorted(ordered, level / sharers, side="right") <= sharers
    if not enough.any():
        return np.zeros(len(least), dtype=bool)
    return np.asarray(least <= level / sharers[int(enough.argmax())])
