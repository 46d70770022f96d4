"""Splink 5 on the rows of :mod:`benchmarks.million`, run by a Python that has it: rows in, clusters out.

Fitted without labels, as its guide advises: u by random sampling, m by expectation maximisation over two
blocking rules, the prior from a rule that hardly ever errs. Clusters are written at each of
:data:`THRESHOLDS`, so that the one that serves it best can be taken: more than a user without the truth can.
"""

import datetime
import json
import resource
import sys
from pathlib import Path

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLDS = (0.5, 0.8, 0.95, 0.99, 0.999)


def main(rows: str, out: str) -> None:
    """Command line."""
    table = pd.DataFrame(map(json.loads, Path(rows).read_text(encoding="utf-8").splitlines()))
    table = table.rename(columns={"id": "unique_id"}).replace("", None)
    for column in ("latitude", "longitude", "killed"):
        table[column] = pd.to_numeric(table[column])
    ordinal = pd.to_numeric(table["day"]).fillna(pd.to_numeric(table["published"]) - 1).astype(int)
    table["day"] = [datetime.date.fromordinal(number).isoformat() for number in ordinal]
    table["week"] = ordinal // 4
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("place", "week"),
            block_on("country", "day", "type"),
            block_on("country", "week", "killed", "actor"),
        ],
        comparisons=[
            cl.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day"] * 3, thresholds=[0, 1, 3]
            ),
            cl.DistanceInKMAtThresholds("latitude", "longitude", [0.1, 25, 50]),
            cl.ExactMatch("type").configure(term_frequency_adjustments=True),
            cl.ExactMatch("actor").configure(term_frequency_adjustments=True),
            cl.ExactMatch("killed").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("words", [0.95, 0.8]),
        ],
    )
    linker = Linker(DuckDBAPI().register(table), settings)
    sure = [block_on("place", "day", "type", "actor")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
    for rule in (block_on("place", "week"), block_on("country", "killed", "actor")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    found = {}
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        frame = clusters.as_pandas_dataframe()
        found[threshold] = dict(zip(frame["unique_id"], map(str, frame["cluster_id"]), strict=True))
    rss = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    Path(out).write_text(json.dumps({"clusters": found, "rss": rss}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
