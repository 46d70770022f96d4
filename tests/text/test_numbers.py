"""Quantities to ranges, by the counting rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.numbers import VAGUE, quantity
from extract.reading import wrong


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("20", (20, 20)),
        ("1,200", (1200, 1200)),
        ("twenty - five", (25, 25)),
        ("two hundred and six", (206, 206)),
        ("a", (1, 1)),
        ("a single", (1, 1)),
        ("a couple", (2, 2)),
        ("both", (2, 2)),
        ("a dozen", (12, 12)),
        ("two dozen", (24, 24)),
        ("at least 20", (20, None)),
        ("at least twenty", (20, None)),
        ("more than 850", (850, None)),
        ("over 100", (100, None)),
        ("up to 22", (None, 22)),
        ("as many as 22", (None, 22)),
        ("fewer than 10", (None, 9)),
        ("less than 10", (None, 9)),
        ("between 30 and 40", (30, 40)),
        ("40 to 30", (30, 40)),
        ("two or three", (2, 3)),
        ("30-40", (30, 40)),
        ("30–40", (30, 40)),
        ("dozens", (24, None)),
        ("scores", (40, None)),
        ("several", (3, None)),
        ("many", (3, None)),
        ("a number of", (2, None)),
        ("3 million", (3_000_000, 3_000_000)),
        ("hundreds", (200, None)),
        ("thousands", (2000, None)),
        wrong("no fewer than 10", (10, None), why="read as an upper bound"),
        wrong("no more than 10", (None, 10), why="read as a lower bound"),
        wrong("several dozen", (36, None), why="read as 'several'"),
        ("several hundred", (300, None)),
        wrong("tens of thousands", (20_000, None), why="read as the number 10"),
        ("under 10", (None, 10)),
        ("two hundred", (200, 200)),
    ],
)
def test_a_phrase_states_a_range(phrase, expected):
    assert quantity(phrase.split()) == expected


@pytest.mark.parametrize(
    "phrase", ["", "the", "the brave", "first", "second", "third", "no", "more", "these people"]
)
def test_words_without_a_quantity_state_none(phrase):
    assert quantity(phrase.split()) is None


@given(st.integers(min_value=1, max_value=10**6))
def test_at_least_and_more_than_never_state_an_upper_bound(n):
    assert quantity(["at", "least", str(n)]) == (n, None)
    assert quantity(["more", "than", str(n)]) == (n, None)
    assert quantity([f"{n:,}"]) == (n, n)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from([*VAGUE, "at", "least", "12", "two", "dozen", "-", "and", "up", "to"]),
        ),
        max_size=8,
    )
)
def test_any_words_are_read_and_a_range_is_in_order(words):
    found = quantity(words)

    if found is not None and found[0] is not None and found[1] is not None:
        assert found[0] <= found[1]
