from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.confusion import NOTHING, bucket, of_sets, of_spans, of_value, summed, table

LABELS = st.sampled_from(["cue", "source"])
SPANS = st.sets(
    st.tuples(LABELS, st.integers(0, 20), st.integers(1, 6)).map(lambda s: (s[0], s[1], s[1] + s[2]))
)


def met(gold: set[tuple[str, int, int]], found: set[tuple[str, int, int]]) -> list[tuple[str, str]]:
    return [(pair.gold, pair.given) for pair in of_spans(gold, found)]


def test_each_way_to_meet_a_span_has_its_name() -> None:
    gold = {("cue", 0, 4), ("cue", 10, 14), ("cue", 20, 24), ("cue", 30, 34)}
    found = {("cue", 0, 4), ("cue", 11, 14), ("source", 20, 24), ("source", 40, 44)}
    assert met(gold, found) == [
        ("cue", "right"),
        ("cue", "boundary"),
        ("cue", "wrong label"),
        ("cue", "missed"),
        ("source", "spurious"),
    ]


@given(SPANS, SPANS)
def test_every_gold_span_is_met_in_one_way_and_a_perfect_answer_is_all_right(
    gold: set[tuple[str, int, int]], found: set[tuple[str, int, int]]
) -> None:
    ways = met(gold, found)
    assert sum(how != "spurious" for _, how in ways) == len(gold)
    assert {how for _, how in met(gold, gold)} <= {"right"}


def test_of_several_values_left_over_none_is_said_to_stand_for_another() -> None:
    pairs = [(pair.gold, pair.given) for pair in of_sets("act", ["a", "b", "c"], ["c", "d", "e"])]
    assert pairs == [("c", "c"), ("a", NOTHING), ("b", NOTHING), (NOTHING, "d"), (NOTHING, "e")]


def test_doubles_count() -> None:
    assert len(list(of_sets("act", ["a", "a"], ["a"]))) == 2


def test_numbers_have_a_size_and_an_unknown_one_is_not_nought() -> None:
    assert [bucket(n) for n in (None, 0, 1, 4, 9, 99, 100)] == [
        NOTHING, "0", "1", "2-4", "5-9", "25-99", "100 or more",
    ]  # fmt: skip


def test_sums_put_the_commonest_first_and_a_table_puts_nothing_last() -> None:
    pairs = [of_value("side", "state", ""), of_value("side", "", "rebel")]
    pairs += [of_value("side", "rebel", "rebel")] * 2 + [of_value("side", "rebel", "state")] * 3
    rows = summed(pairs)["side"]
    assert list(rows["rebel"].items()) == [("state", 3), ("rebel", 2)]
    assert table(rows) == (
        ["gold", "rebel", "state", NOTHING],
        [["rebel", "2", "3", ""], ["state", "", "", "1"], [NOTHING, "1", "", ""]],
    )


def test_a_table_of_many_values_lists_what_was_given_instead() -> None:
    pairs = [of_value("type", "t0", f"t{n}") for n in range(12)]
    heads, rows = table(summed(pairs)["type"])
    assert heads == ["gold", "n", "right", "given instead"]
    assert rows[0][:3] == ["t0", "12", "1"]
    assert "t11 1" in rows[0][3]
    assert "t0 1" not in rows[0][3]
