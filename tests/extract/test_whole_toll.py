"""One figure for an event that several sentences count."""

import pytest

from dateline.model import Casualty
from extract.reading import events, the_event, toll

KILLED = Casualty.KILLED


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("About nine rebels were also killed in the clash.", 14),
        ("One villager was also killed in the clash.", 6),
        ("Another soldier was killed in the clash.", 6),
        ("Three of the soldiers were killed at the gate.", 5),
        ("The bodies of five soldiers were found.", 5),
        ("Seven people were killed in the clash, police said.", 7),
    ],
)
def test_only_those_who_cannot_be_the_same_people_are_added(read, later, expected):
    event = events(read(f"Five soldiers were killed in a clash with rebels near Jos. {later}"))[0]

    assert toll(event, KILLED) == (expected, expected)


def test_a_sum_names_its_sides_and_rests_on_all_their_words(read):
    text = "Five soldiers were killed in a clash with rebels near Jos. Nine rebels were killed in the clash."
    count, spans = the_event(read(text)).casualties[KILLED]

    assert [(side.low, side.of) for side in count.sides] == [(5, "Five soldiers"), (9, "Nine rebels")]
    assert [span.quote for span in spans] == ["Five soldiers", "Nine rebels"]


def test_bodies_found_later_are_those_of_the_same_event(read):
    text = (
        "Four rebels were killed in a clash with police near Jos. Four bodies of the rebels were recovered."
    )

    assert toll(the_event(read(text)), KILLED) == (4, 4)


def test_what_is_listed_with_the_bodies_is_no_attack(read):
    text = "Police killed a rebel in a clash near Jos. His body was found along with two rifles and a bomb."

    assert {e.event_type for e in events(read(text))} == {"armed_clash"}
