"""The fit of pair weights, which cross-validation repeats without one fold after the other.

:mod:`dateline.training.pair_weights` says on what the shipped weights are fitted, and writes them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from dateline.resolve.features import GROUPS, Levels, kilometres
from dateline.resolve.table import CaseTable
from dateline.resolve.weights import Weights

__all__ = ["JOIN_AT", "JOIN_AT_UNTOLD", "STARTS", "candidates", "chains", "fit", "one_hot", "weights_of"]

Rows = npt.NDArray[np.intp]
Matrix = npt.NDArray[np.float64]

JOIN_AT = -0.75
"""Log-odds from which pairs are joined: cross-validated pair F1 on maverick is .727 at -0.5, .738 at
-0.75."""
JOIN_AT_UNTOLD = 1.5
"""The same for pairs of which one gives no day; docs/same-incident.md has what it costs and saves."""
PENALTY = 1.0
"""L2 on the weights, as in the other fits; not tuned."""
_STEEP = 1e4
_DAYS, _KM = 3, 50.0
STARTS = np.cumsum([0, *(len(group.levels) for group in GROUPS)])
"""The first column of each group in :func:`one_hot`."""


def candidates(table: CaseTable) -> tuple[Rows, Rows]:
    """Pairs of rows of two documents that lie within a few days and :data:`_KM`, or have no point."""
    order = np.argsort(table.first, kind="stable")
    ones, others = [], []
    for at, row in enumerate(order.tolist()):
        later = order[at + 1 :]
        later = later[: np.searchsorted(table.first[later], table.last[row] + _DAYS, side="right")]
        ones.append(np.full(len(later), row))
        others.append(later)
    one, other = np.concatenate(ones), np.concatenate(others)
    near = ~(kilometres(table, one, other) > _KM) & (table.document[one] != table.document[other])
    return np.minimum(one, other)[near], np.maximum(one, other)[near]


def one_hot(found: Levels) -> Matrix:
    """A column for each level of each group; those of level 0 stay empty."""
    rows = np.zeros((len(found), int(STARTS[-1])))
    for group in range(len(GROUPS)):
        told = np.flatnonzero(found[:, group])
        rows[told, STARTS[group] + found[told, group]] = 1.0
    return rows


def chains() -> list[tuple[int, int]]:
    """Columns of :func:`one_hot` of which the second may not weigh more than the first."""
    return [
        (int(STARTS[at]) + group.level(more), int(STARTS[at]) + group.level(less))
        for at, group in enumerate(GROUPS)
        for chain in group.falling
        for more, less in itertools.pairwise(chain)
        if more != group.levels[0]
    ]


def fit(
    rows: Matrix,
    same: npt.NDArray[np.bool_],
    falling: Sequence[tuple[int, int]] = (),
    counts: Matrix | None = None,
) -> Matrix:
    """The constant and a weight for each column of ``rows``, under which the truth is likeliest; of each pair
    of columns in ``falling`` the second weighs no more than the first, but for a hair. ``counts``: how much
    each row counts, 1 where it is not given."""
    more, less = np.array(falling, dtype=np.intp).reshape(-1, 2).T + 1
    held = np.full(rows.shape[1] + 1, PENALTY)
    held[0] = 0.0
    wanted = same.astype(np.float64)
    each = np.ones(len(rows)) if counts is None else counts

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        odds = weights[0] + rows @ weights[1:]
        over = np.maximum(weights[less] - weights[more], 0.0)
        value = (each * (np.logaddexp(0.0, odds) - wanted * odds)).sum() + 0.5 * (held * weights**2).sum()
        pull = each * (1.0 / (1.0 + np.exp(-odds)) - wanted)
        slope = np.concatenate([[pull.sum()], rows.T @ pull]) + held * weights
        np.add.at(slope, less, _STEEP * over)
        np.add.at(slope, more, -_STEEP * over)
        return float(value + 0.5 * _STEEP * (over**2).sum()), slope

    answer = minimize(
        loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}
    )
    return np.asarray(answer.x, dtype=np.float64)


def weights_of(fitted: Matrix) -> Weights:
    """Fitted numbers as the weights of the levels."""
    of = tuple(fitted[1 + start : 1 + end] for start, end in itertools.pairwise(STARTS))
    return Weights(constant=float(fitted[0]), join_at=JOIN_AT, join_at_untold=JOIN_AT_UNTOLD, of=of)
