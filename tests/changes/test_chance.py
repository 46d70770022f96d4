"""The arithmetic of chance: what must hold of any counts."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.changes.chance import (
    able_to_show,
    count_chances,
    dispersion,
    share_chances,
    share_likeness,
    silence_chance,
)
from dateline.changes.dating import rate_ratio, share_difference, turn_of

ROW = st.lists(st.integers(0, 30), min_size=26, max_size=26)


@settings(max_examples=60, deadline=None)
@given(ROW, st.integers(0, 60))
def test_more_incidents_are_never_likelier_and_chances_are_chances(past: list[int], now: int) -> None:
    counts, exposure = np.array([past], float), np.full((1, 26), 100.0)
    spread = dispersion(counts, exposure)
    read = np.array([100.0])
    more, fewer, none = count_chances(counts, exposure, np.array([float(now)]), read, spread)
    still_more, *_ = count_chances(counts, exposure, np.array([now + 1.0]), read, spread)
    assert 0 <= still_more[0] <= more[0] + 1e-12 <= 1 + 1e-9
    assert 0 <= none[0] <= fewer[0] + 1e-12 <= 1 + 1e-9
    assert more[0] + fewer[0] >= 1 - 1e-9


@settings(max_examples=40, deadline=None)
@given(ROW)
def test_twice_the_documents_make_the_same_count_less_of_a_rise(past: list[int]) -> None:
    counts, exposure, now = np.array([past], float), np.full((1, 26), 100.0), np.array([12.0])
    spread = dispersion(counts, exposure)
    once, *_ = count_chances(counts, exposure, now, np.array([100.0]), spread)
    twice, *_ = count_chances(counts, exposure, now, np.array([200.0]), spread)
    assert twice[0] >= once[0]


def test_counts_without_bursts_have_no_dispersion_and_bursts_have_some() -> None:
    draw = np.random.default_rng(1)
    exposure = np.full((50, 26), 100.0)
    calm = draw.poisson(4, (50, 26)).astype(float)
    bursts = draw.negative_binomial(1, 0.2, (50, 26)).astype(float)
    assert dispersion(calm, exposure).mean() < 0.1
    assert dispersion(bursts, exposure).mean() > 0.5


def test_chances_of_what_is_drawn_by_the_rule_are_even() -> None:
    draw = np.random.default_rng(2)
    rows = 4000
    counts = draw.poisson(3, (rows, 26)).astype(float)
    exposure = np.full((rows, 26), 100.0)
    now = draw.poisson(3, rows).astype(float)
    more, *_ = count_chances(counts, exposure, now, np.full(rows, 100.0), dispersion(counts, exposure))
    assert (more <= 0.01).mean() <= 0.012
    assert (more <= 0.05).mean() <= 0.055


def test_a_share_that_stays_is_likely_and_one_that_jumps_is_not() -> None:
    same, *_ = share_chances(np.array([30.0]), np.array([100.0]), np.array([3.0]), np.array([10.0]), 0.0)
    jump, *_ = share_chances(np.array([1.0]), np.array([100.0]), np.array([9.0]), np.array([10.0]), 0.0)
    assert same[0] > 0.4
    assert jump[0] < 1e-6


def test_incidents_of_one_campaign_say_less_than_as_many_apart() -> None:
    alone = share_chances(np.array([1.0]), np.array([100.0]), np.array([5.0]), np.array([10.0]), 0.0)[0][0]
    alike = share_chances(np.array([1.0]), np.array([100.0]), np.array([5.0]), np.array([10.0]), 0.4)[0][0]
    assert alike > alone
    runs = np.array([[10.0, 0.0] * 13])
    assert share_likeness(runs, np.full((1, 26), 10.0)) > 0.5


def test_a_silence_is_less_likely_the_longer_and_the_more_was_told_before() -> None:
    assert (
        silence_chance(50, 1000, 500, 0.1)
        < silence_chance(50, 1000, 100, 0.1)
        < silence_chance(5, 1000, 100, 0.1)
    )


def test_the_turn_is_the_week_from_which_on_it_is_another() -> None:
    counts = np.array([1.0] * 40 + [9.0] * 12)
    assert turn_of(counts, np.full(52, 50.0)) == 40


def test_a_ratio_stands_inside_its_interval_also_where_there_was_nothing_before() -> None:
    for past in (np.zeros(26), np.full(26, 3.0)):
        ratio, low, high = rate_ratio(past, np.full(26, 100.0), 8.0, 100.0, 0.3)
        assert 0 < low < ratio < high
    difference, low, high = share_difference(0, 20, 6, 8)
    assert low < difference < high


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([0.0, 0.0005, 0.004, 0.01, 0.02, 0.04, 0.3, 1.0]), max_size=60))
def test_tests_that_could_find_nothing_among_so_many_are_left_out(least: list[float]) -> None:
    kept = able_to_show(np.array(least), 0.05)
    # The rule as it was published, counted out: the fewest sharers that no more tests than they could pass.
    sharers = next((k for k in range(1, len(least) + 1) if sum(p <= 0.05 / k for p in least) <= k), 1)
    assert kept.tolist() == [p <= 0.05 / sharers for p in least]
    assert all(kept[n] for n, p in enumerate(least) if p == 0.0)
