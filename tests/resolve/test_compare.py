"""Pairs compared in bulk get what the rules for one pair say."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve.cases import cases_of
from dateline.resolve.compare import FEATURES, WEIGHTS, compare, reasons
from dateline.resolve.score import MERGE_AT, apart, evidence_for, told_apart
from dateline.resolve.table import CaseTable
from resolve.worlds import world


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 10**9))
def test_bulk_and_single_comparison_agree(seed: int) -> None:
    cases = cases_of(*world(seed))
    pairs = list(combinations(range(len(cases)), 2))
    one = np.array([i for i, _ in pairs], dtype=np.intp)
    other = np.array([j for _, j in pairs], dtype=np.intp)
    table = CaseTable.of(cases)
    scores = compare(table, one, other)
    turned = compare(table, other, one)
    assert np.array_equal(scores.features, turned.features)
    for at, (i, j) in enumerate(pairs):
        a, b = cases[i], cases[j]
        assert scores.forbidden[at] == (apart(a, b) or told_apart(a, b))
        if not scores.forbidden[at]:
            features = evidence_for(a, b)
            assert (scores.log_odds[at] > 0) == bool(features)
            if features:
                assert sum(f.points for f in features) == scores.features[at] @ WEIGHTS


def test_a_pair_is_explained_by_its_features() -> None:
    assert reasons(np.zeros(len(FEATURES))) == ""
    told = np.isin(FEATURES, ["same type", "same place", "another perpetrator named"]).astype(float)
    assert reasons(told) == "same place (+3); same type (+1); another perpetrator named (-1)"
    assert told @ WEIGHTS < MERGE_AT
