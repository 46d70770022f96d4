"""How many events one account stands for."""

import pytest

from extract.reading import the_event, wrong


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The militants carried out five failed assassinations in Damascus.", (5, 5)),
        ("Twin bombings killed 30 people in Baghdad on Monday.", (2, 2)),
        wrong(
            "Israeli jets carried out dozens of air strikes on Tyre on Monday.",
            (24, None),
            why="'dozens of' events is no count",
        ),
        ("Several attacks killed 30 people in Baghdad on Monday.", (3, None)),
        ("The army carried out at least 40 air strikes on Idlib on Monday.", (40, None)),
        ("Three bombings killed 30 people in Baghdad on Monday.", (3, 3)),
    ],
)
def test_a_number_on_the_event_itself_is_a_count_of_events(read, sentence, expected):
    event = the_event(read(sentence))

    assert event.count is not None
    count, spans = event.count
    assert (count.low, count.high) == expected
    assert count.text == spans[0].quote


@pytest.mark.parametrize(
    "sentence",
    [
        "A bombing killed 30 people in Baghdad on Monday.",
        "Three gunmen attacked a market in Gao on Monday.",
        "The second attack in Gao killed two people on Monday.",
    ],
)
def test_a_number_of_people_or_an_ordinal_is_no_count_of_events(read, sentence):
    assert the_event(read(sentence)).count is None


def test_an_aggregate_of_failed_attempts_is_attempted(read):
    event = the_event(read("The militants carried out five failed assassinations in Damascus."))

    assert event.status.value == "attempted"
