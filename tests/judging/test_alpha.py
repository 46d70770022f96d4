"""Krippendorff's alpha, held to the worked examples of the paper that defines it."""

from __future__ import annotations

import random

import pytest

from dateline.judging.alpha import Level, alpha, alpha_interval


def units_of(*coders: str) -> list[list[str]]:
    return [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]


FOUR = units_of("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def test_alpha_is_that_of_the_worked_examples() -> None:
    # Krippendorff (2011): A, two coders and two values; B, two coders and five; C, four coders with gaps.
    assert alpha(units_of("0100000000", "1110010100")) == pytest.approx(0.095, abs=0.0005)
    assert alpha(units_of("aabbdcccedda", "babbbccceddd")) == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize(
    ("level", "told"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_four_coders_and_twelve_units_is_the_published_one_at_every_level(
    level: Level, told: float
) -> None:
    numbers = [[float(value) for value in unit] for unit in FOUR]
    assert alpha(numbers, level) == pytest.approx(told, abs=0.0005)


def test_one_coder_or_one_value_says_nothing_of_agreement() -> None:
    for units in ([], [("a",), ("b",)], [("a", "a"), ("a", "a")]):
        assert alpha(units) is None
        assert alpha_interval(units) is None


def test_full_agreement_is_one_and_opposites_are_below_chance() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1
    assert (alpha([("a", "b"), ("b", "a")]) or 0) < 0


def test_names_have_no_distance() -> None:
    with pytest.raises(TypeError):
        alpha([("a", "b")], "interval")


def test_the_interval_holds_alpha_is_the_same_each_time_and_narrows_with_more_units() -> None:
    draw = random.Random(4)
    units = [(draw.choice("ab"),) * 2 if draw.random() < 0.8 else ("a", "b") for _ in range(400)]
    few, many = alpha_interval(units[:40]), alpha_interval(units)
    assert few is not None
    assert many is not None
    assert alpha_interval(units) == many
    assert many.low < (alpha(units) or 0) < many.high
    assert many.high - many.low < (few.high - few.low) / 2


def test_nine_of_ten_intervals_hold_what_holds_of_all() -> None:
    draw = random.Random(9)
    everything = [(draw.choice("abc"),) * 2 if draw.random() < 0.7 else ("a", "b") for _ in range(20_000)]
    right = alpha(everything) or 0
    held = 0
    for _ in range(60):
        found = alpha_interval(draw.sample(everything, 100))
        held += found is not None and found.low <= right <= found.high
    assert held >= 54
