"""Splink on the reports of ``maverick``: ``python -m benchmarks.splink_maverick CORPORA``.

The rows of ``dateline evaluate maverick``, in Splink's own way: comparison levels, term frequencies for
place and actor, parameters by expectation maximisation, no labels, clusters by connected components at the
threshold that is best *with* the labels (so Splink is flattered). Splink is no dependency: install ``splink``
into a virtual environment of its own that also has this package.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from dateline.evaluate.corpora import maverick
from dateline.evaluate.metrics.grouping import figures

__all__ = ["main"]

THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)


def frame(reports: Sequence[maverick.Report]) -> pd.DataFrame:
    """A row a report; unknown is missing."""
    return pd.DataFrame(
        [
            {
                "unique_id": report.name,
                "day": report.row.first,
                "last": report.row.last,
                "place": report.row.place_words or None,
                "point": f"{report.row.latitude},{report.row.longitude}" if report.row.latitude else None,
                "lat": report.row.latitude,
                "lon": report.row.longitude,
                "doers": ";".join(report.row.doers) or None,
                "means": ";".join(report.row.means) or None,
                "target": ";".join(report.row.others) or None,
                "type": report.row.type or None,
                "killed": report.row.killed[0],
                "injured": report.row.injured[0],
            }
            for report in reports
        ]
    )


def main(arguments: Sequence[str]) -> None:
    """Prints. ``arguments``: the folder of the corpora."""
    try:
        import splink
        import splink.comparison_library as cl
    except ImportError:
        sys.exit("splink is not installed here: pip install splink into a virtual environment of its own")
    reports = list(maverick.read(Path(arguments[0]), "kenya"))
    rows = frame(reports)
    exact = [cl.ExactMatch(name) for name in ("last", "means", "target", "type", "killed", "injured")]
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[splink.block_on("day"), splink.block_on("last")],
        comparisons=[
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.DistanceInKMAtThresholds("lat", "lon", [0.1, 2, 10, 25]),
            cl.ExactMatch("day"),
            cl.ExactMatch("doers").configure(term_frequency_adjustments=True),
            *exact,
        ],
    )
    linker = splink.Linker(splink.DuckDBAPI().register(rows), settings)
    rules = [splink.block_on("day", "point")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on("day"))
    linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on("place"))
    predictions = linker.inference.predict(threshold_match_probability=0.01)
    events = {report.name: report.event for report in reports}
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold)
        held = clusters.as_pandas_dataframe()
        codes = held["cluster_id"].astype("category").cat.codes.tolist()
        told = figures([events[name] for name in held["unique_id"]], codes)
        print(threshold, {name: round(value, 3) for name, value in told.items() if value is not None})


if __name__ == "__main__":
    main(sys.argv[1:])
