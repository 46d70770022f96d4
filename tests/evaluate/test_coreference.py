"""MUC, B-cubed and CEAF-e against values worked by hand."""

from __future__ import annotations

import pytest

from dateline.evaluate.metrics.coreference import Ratio, b_cubed, ceaf_entity, conll, f1, muc

KEY = [{"a", "b", "c"}, {"d", "e", "f", "g"}]
ANSWER = [{"a", "b"}, {"c", "d"}, {"f", "g"}, {"e"}]


def test_muc_counts_the_links_that_are_missing_and_that_are_too_many() -> None:
    # key: abc falls into 2 parts (1 of 2 links), defg into 3 (1 of 3)
    # answer: ab 1 of 1, cd 0 of 1, fg 1 of 1
    found = muc(KEY, ANSWER)
    assert (found.recall, found.precision) == (pytest.approx(2 / 5), pytest.approx(2 / 3))


def test_b_cubed_gives_every_mention_the_share_of_its_cluster() -> None:
    # recall: a, b 2/3 each, c 1/3, d 1/4, e 1/4, f, g 2/4 each
    # precision: a, b, f, g, e 1 each, c, d 1/2 each
    found = b_cubed(KEY, ANSWER)
    assert found.recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 1 / 4 + 1) / 7)
    assert found.precision == pytest.approx(6 / 7)


def test_ceaf_matches_each_cluster_to_one_other() -> None:
    # abc with ab: 2 * 2 / 5; defg with fg: 2 * 2 / 6
    found = ceaf_entity(KEY, ANSWER)
    assert found.recall == pytest.approx((4 / 5 + 4 / 6) / 2)
    assert found.precision == pytest.approx((4 / 5 + 4 / 6) / 4)


def test_the_same_clusters_score_one_by_every_metric() -> None:
    assert conll([muc(KEY, KEY), b_cubed(KEY, KEY), ceaf_entity(KEY, KEY)]) == pytest.approx(1.0)


def test_a_text_without_clusters_costs_precision_only_where_something_is_answered() -> None:
    assert ceaf_entity([], [{"a"}]) == Ratio(0.0, 0.0, 0.0, 1.0)
    assert f1(muc([{"a"}], [{"a"}])) == 0.0
