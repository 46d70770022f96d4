"""What speaks for an event: more support means a higher score."""

import pytest

from dateline.extract.score import SCORE_FLOOR
from extract.reading import the_event


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("Rebels could attack.", "Rebels attacked Gao."),
        (
            "The senator mentioned an attack in Gao by rebels.",
            "An attack in Gao by rebels killed four people on Monday.",
        ),
        (
            "The attack in Gao was on a market.",
            "Gunmen attacked a market in Gao on Monday, killing five people.",
        ),
    ],
)
def test_toll_time_and_doer_add_to_the_score(read, less, more):
    weak = [d.score for d in read(less)]

    assert max(weak, default=0.0) < the_event(read(more)).score


@pytest.mark.parametrize(
    "body",
    [
        "Gunmen attacked a market in Gao on Monday, killing five people.",
        "The Islamic State threatened to attack churches in Egypt.",
        "Rebels could attack Gao if talks fail, an analyst said.",
    ],
)
def test_the_score_is_a_share_and_nothing_under_the_floor_is_coded(read, body):
    drafts = read(body)

    assert drafts
    assert all(SCORE_FLOOR <= d.score <= 1.0 for d in drafts)


def test_a_threat_in_politics_is_surer_than_one_elsewhere(read):
    (told,) = [
        d
        for d in read("The Islamic State threatened to attack churches in Egypt.")
        if d.statement is not None
    ]

    assert told.score > max(
        (d.score for d in read("The landlord threatened to raise rents in Amman.")), default=0.0
    )
