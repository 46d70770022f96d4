"""Pairs compared in bulk: what forbids one incident is what the rules for one pair say; the rest adds up."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.resolve.cases import cases_of
from dateline.resolve.compare import compare, probability, reasons
from dateline.resolve.features import FEATURES, GROUPS, levels
from dateline.resolve.score import apart, explain, told_apart
from dateline.resolve.table import CaseTable
from dateline.resolve.weights import shipped
from resolve.worlds import world


@settings(max_examples=40, deadline=None)
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
    assert np.array_equal(scores.log_odds, turned.log_odds)
    for at, (i, j) in enumerate(pairs):
        assert scores.forbidden[at] == (apart(cases[i], cases[j]) or told_apart(cases[i], cases[j]))


def test_a_score_does_not_depend_on_what_else_is_in_the_table() -> None:
    cases = cases_of(*world(7))
    table = CaseTable.of(cases)
    for i, j in combinations(range(len(cases)), 2):
        here = compare(table, np.array([i]), np.array([j]))
        alone = compare(CaseTable.of([cases[i], cases[j]]), np.array([0]), np.array([1]))
        assert alone.log_odds[0] == here.log_odds[0]


def test_a_pair_is_explained_by_its_levels() -> None:
    told = np.zeros(len(GROUPS), dtype=np.int8)
    assert reasons(told) == ""
    for group, level in (("days", "same day"), ("type", "other type")):
        told[list(FEATURES).index(group)] = FEATURES[group].level(level)
    first, second = reasons(told).split("; ")
    assert first.startswith("same day (+")
    assert second.startswith("other type (-")


def test_what_explains_a_pair_adds_up_to_its_probability() -> None:
    cases = cases_of(*world(3))
    table = CaseTable.of(cases)
    for one, other in combinations(range(len(cases)), 2):
        told = explain(table, one, other)
        scores = compare(table, np.array([one]), np.array([other]))
        if not told.forbidden:
            assert told.probability == pytest.approx(float(probability(scores)[0]))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_nothing_that_fits_less_weighs_more(group) -> None:
    weights = shipped().of[GROUPS.index(group)]
    assert weights[0] == 0.0
    for chain in group.falling:
        held = [weights[group.level(name)] for name in chain]
        assert all(less <= more + 0.01 for more, less in pairwise(held)), chain


def test_what_is_not_told_adds_nothing() -> None:
    cases = cases_of(*world(5))
    table = CaseTable.of(cases)
    pairs = np.triu_indices(len(cases), 1)
    found = levels(table, *pairs)
    days = list(FEATURES).index("days")
    unknown = (table.first[pairs[0]] < 0) | (table.first[pairs[1]] < 0)
    assert (found[unknown, days] == 0).all()
