"""Scoring on ``maverick``: reports to events, each fold with weights that were fitted without its events.

For each fold the weights are fitted on pairs of reports of the other folds. With them *all* reports are
grouped, so that nothing is easier for there being fewer, and the reports of the fold are scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from dateline.evaluate.corpora.maverick import FOLDS, Report, fold_of
from dateline.evaluate.metrics.grouping import alike, figures, tallies
from dateline.evaluate.metrics.pair_fit import candidates, chains, fit, one_hot, weights_of
from dateline.evaluate.tally import Tally
from dateline.resolve.cluster import Scored, clusters, components
from dateline.resolve.features import levels
from dateline.resolve.table import CaseTable

__all__ = ["baselines", "cross_validated"]

Rows = npt.NDArray[np.intp]
_NO_PAIR = -6.0
"""Log-odds of two reports that are no candidates (too far apart in days or place)."""


def cross_validated(reports: Sequence[Report]) -> Iterator[tuple[str, Tally]]:
    """Each event, and the counts of its reports."""
    table = CaseTable.of_rows([report.row for report in reports])
    one, other = candidates(table)
    rows = one_hot(found := levels(table, one, other))
    events = [report.event for report in reports]
    event = np.unique(events, return_inverse=True)[1]
    fold = np.array([fold_of(name) for name in events])
    for held in range(FOLDS):
        seen = (fold[one] != held) & (fold[other] != held)
        weights = weights_of(fit(rows[seen], (event[one] == event[other])[seen], chains()))
        groups = _groups(table, one, other, weights.log_odds(found) - weights.join_at)
        scored = tallies(events, groups)
        yield from ((name, tally) for name, tally in scored.items() if fold_of(name) == held)


def _groups(table: CaseTable, one: Rows, other: Rows, odds: npt.NDArray[np.float64]) -> list[int]:
    """Groups as the resolver makes them: of one component at a time, one document's reports kept apart."""
    label = components(len(table), one[odds > 0], other[odds > 0])
    score = {(a, b): value for a, b, value in zip(one.tolist(), other.tolist(), odds.tolist(), strict=True)}
    group = list(range(len(table)))
    members: dict[int, list[int]] = {}
    for row, number in enumerate(label.tolist()):
        members.setdefault(number, []).append(row)
    for rows in members.values():
        left, right = np.triu_indices(len(rows), 1)
        pairs = [(rows[a], rows[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
        done = clusters(
            [table.ids[row] for row in rows],
            Scored(
                one=left,
                other=right,
                log_odds=np.array([score.get(pair, _NO_PAIR) for pair in pairs], dtype=np.float64),
                forbidden=np.array(
                    [table.document[a] == table.document[b] for a, b in pairs], dtype=np.bool_
                ),
            ),
        )
        for found in done.groups:
            for member in found:
                group[rows[member]] = rows[found[0]]
    return group


def baselines(reports: Sequence[Report]) -> Mapping[str, Mapping[str, float | None]]:
    """Every report alone; the same date and city; the same date and coordinates (none match nothing)."""
    events = [report.event for report in reports]
    rows = [report.row for report in reports]
    return {
        "alone": figures(events, list(range(len(reports)))),
        "date and city": figures(
            events, alike([(r.row.first, r.row.last, r.city) if r.city else None for r in reports])
        ),
        "date and point": figures(
            events,
            alike([(r.first, r.latitude, r.longitude) if r.latitude is not None else None for r in rows]),
        ),
    }
