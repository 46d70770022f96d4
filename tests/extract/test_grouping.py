"""Which sentences of an article tell one event."""

import pytest

from extract.reading import events, the_event, tolls, wrong


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "A bomb killed four people in Quetta on Monday. The blast also "
            "wounded 12 people and damaged shops. "
            "The attack came after weeks of calm.",
            {"killed": (4, 4), "injured": (12, 12)},
        ),
        (
            "Gunmen stormed a village near Jos on Monday. The attackers killed "
            "ten residents. Two others were wounded.",
            {"killed": (10, 10), "injured": (2, 2)},
        ),
        (
            "Gunmen attacked a bus near Mopti on Monday.\n\nNine people were "
            "killed in the attack, the mayor said.\n\n"
            "The killings were condemned by residents.",
            {"killed": (9, 9)},
        ),
    ],
)
def test_a_story_that_retells_its_event_gives_one_account(read, body, expected):
    assert tolls(the_event(read(body))) == expected


@pytest.mark.parametrize(
    ("body", "types"),
    [
        (
            "A bombing in Mosul killed two people. Another bombing in Basra killed three.",
            ["bombing", "bombing"],
        ),
        (
            "Gunmen killed two officers in Mosul. A separate bombing in Basra killed three people.",
            ["armed_clash", "bombing"],
        ),
        (
            "A bomb killed two people in Mosul on Monday. A bomb killed three people in Basra on Tuesday.",
            ["bombing", "bombing"],
        ),
        (
            "The Taliban attacked a post in Herat. Boko Haram attacked a village in Borno.",
            ["armed_attack", "armed_attack"],
        ),
        wrong(
            "Gunmen killed a teacher in Quetta. Hours after that, a bomb wounded three policemen there.",
            ["armed_attack", "bombing"],
            why="a bomb hours later joins the shooting before it",
        ),
        (
            "Rebels attacked a post in Gao on Monday. The army called for attacks on the rebels.",
            ["armed_attack", "armed_attack"],
        ),
    ],
)
def test_events_that_differ_in_place_time_or_doer_are_apart(read, body, types):
    assert [e.event_type for e in events(read(body))] == types


@pytest.mark.xfail(strict=True, reason="an outlet credited at the end of the text is counted as a victim")
def test_the_items_of_a_digest_are_apart_even_when_alike(read):
    body = (
        "Gunmen killed three soldiers near Mosul. (Reuters)\n\n"
        "Gunmen killed nine people in Mogadishu. (BBC)\n\n"
        "Gunmen killed four farmers near Jos. (AFP)"
    )

    assert [tolls(e) for e in events(read(body))] == [
        {"killed": (3, 3)},
        {"killed": (9, 9)},
        {"killed": (4, 4)},
    ]


def test_a_rising_toll_is_one_event(read):
    event = the_event(
        read(
            "A bomb killed four people in Quetta on Monday. The death toll from "
            "the bombing rose to nine, police said."
        )
    )

    assert tolls(event) == {"killed": (9, 9)}


def test_every_retelling_is_kept_as_evidence_of_the_type(read):
    event = the_event(
        read("A bombing killed four people in Quetta on Monday. The bombing was the first in weeks.")
    )

    assert [span.quote for span in event.type_spans] == ["bombing", "bombing"]
    assert len({span.start for span in event.type_spans}) == 2


def test_a_total_over_two_attacks_is_a_toll_of_neither(read):
    body = (
        "A bomb killed seven people at a market in Mosul on Monday. A second bomb killed four people at a "
        "mosque in Kirkuk. At least 30 people were wounded in the two attacks."
    )

    assert [tolls(e) for e in events(read(body))] == [
        {"killed": (7, 7)},
        {"killed": (4, 4)},
        {"injured": (30, None)},
    ]


def test_a_total_over_two_attacks_joins_what_tells_of_the_two(read):
    body = "Two bombings hit Baghdad on Monday. At least 30 people were wounded in both attacks."
    event = the_event(read(body))

    assert tolls(event) == {"injured": (30, None)}
    assert event.count is not None
    assert event.count[0].low == 2


def test_an_arrest_told_again_on_another_day_than_it_was_announced_is_one(read):
    body = (
        "Police in Quetta have arrested four men, and said on Tuesday that they had found rifles. "
        "The four men were detained on Monday night."
    )

    assert [tolls(e) for e in events(read(body)) if e.event_type == "arrest"] == [{"arrested": (4, 4)}]
