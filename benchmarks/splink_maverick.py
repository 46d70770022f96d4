"""Splink on the reports of ``maverick``: ``python -m benchmarks.splink_maverick CORPORA``.

The rows of ``dateline evaluate maverick`` and its candidates (three days, 50 km or no point, two sources), in
Splink's own way: comparison levels, term frequencies, clusters by connected components. Twice:

- *without labels*: parameters by expectation maximisation; the threshold is the best one *with* the labels,
  so Splink is flattered;
- *with labels*: for each fold of events, the parameters and the threshold from the reports of the other
  folds, and the fold is scored, as Dateline is.

Splink is no dependency: install ``splink`` into a virtual environment of its own that also has this package.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from dateline.evaluate.corpora import maverick
from dateline.evaluate.metrics.grouping import figures, metrics, tallies
from dateline.evaluate.tally import Tally

if TYPE_CHECKING:
    import splink

__all__ = ["main"]

THRESHOLDS = (0.5, 0.8, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.999, 0.9997, 0.9999, 0.99997, 0.99999, 0.999999)
_RANDOM_PAIRS = 2e6
"""Pairs by which Splink learns how often values agree by chance."""
_CANDIDATES = """
    l.source <> r.source
    and l.first_day <= r.last_day + 3 and r.first_day <= l.last_day + 3
    and coalesce(acos(least(1.0, sin(radians(l.lat)) * sin(radians(r.lat))
        + cos(radians(l.lat)) * cos(radians(r.lat)) * cos(radians(l.lon - r.lon)))) * 6371.0, 0.0) <= 50
"""
"""The candidates of ``dateline.evaluate.metrics.pair_fit``."""


def frame(reports: Sequence[maverick.Report]) -> pd.DataFrame:
    """A row a report; unknown is missing."""
    rows = [(report, report.row) for report in reports]
    return pd.DataFrame(
        [
            {
                "unique_id": report.name,
                "event": report.event,
                "source": report.source,
                "first_day": row.first,
                "last_day": row.last,
                "published": row.published,
                "place": row.place_words or None,
                "lat": row.latitude,
                "lon": row.longitude,
                "doers": list(row.doers) or None,
                "described": list(row.described) or None,
                "means": list(row.means) or None,
                "targets": list(row.others) or None,
                "type": row.type or None,
                "killed": row.killed[0],
                "injured": row.injured[0],
            }
            for report, row in rows
        ]
    ).astype({"killed": "Int64", "injured": "Int64", "published": "Int64"})


def _linker(rows: pd.DataFrame, prior: float = 0.0001) -> splink.Linker:
    import splink
    import splink.comparison_level_library as level
    import splink.comparison_library as cl

    def apart(column: str, *differences: int) -> cl.CustomComparison:
        return cl.CustomComparison(
            output_column_name=column,
            comparison_levels=[
                level.NullLevel(column),
                level.ExactMatchLevel(column),
                *(level.AbsoluteDifferenceLevel(column, difference) for difference in differences),
                level.ElseLevel(),
            ],
        )

    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=prior,
        blocking_rules_to_generate_predictions=[_CANDIDATES],
        comparisons=[
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.DistanceInKMAtThresholds("lat", "lon", [0.1, 2, 10, 25]),
            apart("first_day", 1, 3),
            apart("last_day", 1, 3),
            apart("published", 1, 3),
            cl.ExactMatch("type").configure(term_frequency_adjustments=True),
            apart("killed", 1, 5),
            apart("injured", 1, 5),
            *(cl.ArrayIntersectAtSizes(name, [2, 1]) for name in ("doers", "described", "means")),
            cl.ArrayIntersectAtSizes("targets", [1]),
        ],
    )
    return splink.Linker(splink.DuckDBAPI().register(rows), settings)


def _groupings(linker: splink.Linker) -> Iterator[tuple[float, Mapping[str, int]]]:
    """Threshold -> report -> its cluster."""
    predictions = linker.inference.predict(threshold_match_probability=0.01)
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold)
        held = clusters.as_pandas_dataframe()
        codes = held["cluster_id"].astype("category").cat.codes.tolist()
        yield threshold, dict(zip(held["unique_id"], codes, strict=True))


def _without_labels(rows: pd.DataFrame) -> splink.Linker:
    import splink

    linker = _linker(rows)
    sure = [splink.block_on("first_day", "lat", "lon")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=1)
    for rule in (splink.block_on("first_day"), splink.block_on("place")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return linker


def _with_labels(rows: pd.DataFrame, held: int) -> splink.Linker:
    """Learns how often values of one event agree from the events of the other folds."""
    seen = rows.assign(label=rows["event"].where(rows["event"].map(maverick.fold_of) != held))
    labels = seen["label"].dropna()
    pairs = sum(size * (size - 1) for size in labels.value_counts())
    linker = _linker(seen, prior=pairs / len(labels) / (len(labels) - 1))
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=1)
    linker.training.estimate_m_from_label_column("label")
    return linker


def _rounded(told: Mapping[str, float | None]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in told.items() if value is not None}


def main(arguments: Sequence[str]) -> None:
    """Prints. ``arguments``: the folder of the corpora."""
    try:
        import splink
    except ImportError:
        sys.exit("splink is not installed here: pip install splink into a virtual environment of its own")
    logging.getLogger("splink").setLevel(logging.WARNING)
    reports = list(maverick.read(Path(arguments[0]), "kenya"))
    rows = frame(reports)
    events = {report.name: report.event for report in reports}
    print(f"splink {splink.__version__}, {len(reports)} reports of {len(set(events.values()))} events")
    for threshold, clusters in _groupings(_without_labels(rows)):
        told = figures([events[name] for name in clusters], list(clusters.values()))
        print("without labels", threshold, _rounded(told))
    sums: Counter[str] = Counter()
    for held in range(maverick.FOLDS):
        best, chosen = -1.0, 0.0
        scored: Mapping[str, Tally] = {}
        for threshold, clusters in _groupings(_with_labels(rows, held)):
            of_event = tallies([events[name] for name in clusters], list(clusters.values()))
            seen: Counter[str] = Counter()
            for event, tally in of_event.items():
                if maverick.fold_of(event) != held:
                    seen.update(tally)
            reached = next(metric.of(seen) for metric in metrics() if metric.name == "pairs.f1") or 0.0
            if reached > best:
                best, chosen, scored = reached, threshold, of_event
        print(f"fold {held}: threshold {chosen}")
        for event, tally in scored.items():
            if maverick.fold_of(event) == held:
                sums.update(tally)
    print("with labels, by folds", _rounded({metric.name: metric.of(sums) for metric in metrics()}))


if __name__ == "__main__":
    main(sys.argv[1:])
