"""Each of the dead is counted once, however often they are named or described."""

import pytest

from dateline.model import Casualty
from extract.reading import events, the_event, toll

KILLED, ARRESTED = Casualty.KILLED, Casualty.ARRESTED


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels killed a former mayor, Olav Stern alias Falke, near Jos.", 1),
        ("Olav Stern (30), a party worker was killed by rebels near Jos.", 1),
        ("Two guards, Olav Stern and Per Lund, were killed by rebels near Jos.", 2),
        ("Two guards, identified as Olav Stern and Per Lund were killed by rebels near Jos.", 2),
        ("A council member as well as a leader of the Forest Party was killed by rebels near Jos.", 1),
        ("Rebels shot dead a trader near Jos, a day after two farmers were killed in Gao.", 1),
        ("Rebels killed a soldier, a nurse and a driver near Jos.", 3),
        ("A soldier and a nurse were killed by rebels near Jos.", 2),
        ("A soldier, a nurse and a driver were killed by rebels near Jos.", 3),
        ("Two soldiers and a driver were killed by rebels near Jos.", 3),
        ("Rebels stormed the village near Jos and killed the trio.", 3),
    ],
)
def test_a_name_or_description_of_one_counted_is_nobody_new(read, sentence, expected):
    assert toll(events(read(sentence))[0], KILLED) == (expected, expected)


def test_a_distance_is_no_number_of_people(read):
    event = the_event(
        read("Police arrested two rebels in a village near Jos, around 45 kilometres from Gao.")
    )

    assert toll(event, ARRESTED) == (2, 2)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels abducted two farmers near Jos and killed them.",
        "Rebels dragged two farmers out of their house near Jos and shot them dead.",
    ],
)
def test_them_are_those_named_before(read, sentence):
    assert toll(events(read(sentence))[0], KILLED) == (2, 2)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels axed two farmers to death near Jos.", (2, 2)),
        ("Rebels slit the throats of two guards near Jos.", (2, 2)),
        ("Rebels dragged a guard out of his house near Jos and slit his throat.", (1, 1)),
        ("Rebels decapitated two people near Jos.", (2, 2)),
        ("Rebels burnt a youth alive near Jos.", (1, 1)),
        ("Rebels beat two farmers near Jos.", None),
    ],
)
def test_a_death_is_told_by_its_manner(read, sentence, expected):
    found = events(read(sentence))

    assert (toll(found[0], KILLED) if found else None) == expected


def test_what_is_said_to_have_been_done_is_counted(read):
    event = the_event(read("Police claimed to have killed three rebels in an encounter near Jos."))

    assert toll(event, KILLED) == (3, 3)


def test_what_is_to_be_done_is_not_counted(read):
    assert all(
        toll(e, KILLED) is None for e in events(read("Rebels plotted to kill three soldiers near Jos."))
    )
