"""Claims of responsibility: made, denied, or not made."""

import pytest

from dateline.model import SpeakerKind, Status
from extract.reading import doers, events, statements, the_event, wrong


@pytest.mark.parametrize(
    ("sentence", "by", "mode"),
    [
        (
            "The Islamic State claimed responsibility for an attack in Raqqa that killed two soldiers.",
            "The Islamic State",
            None,
        ),
        (
            "Al-Shabaab claimed responsibility on Telegram for the bombing of a hotel in Kismayo.",
            "Al-Shabaab",
            "posted online",
        ),
        (
            "Responsibility for the bombing in Herat was claimed by the Islamic State.",
            "the Islamic State",
            None,
        ),
        (
            "In a statement, Boko Haram claimed responsibility for the raid on a base in Borno.",
            "Boko Haram",
            "statement",
        ),
        ("Al-Qaeda claimed responsibility for the bombing in Aden in a video.", "Al-Qaeda", "video"),
        wrong(
            "The bombing in Quetta was claimed by the Islamic State.",
            "the Islamic State",
            None,
            why="a claim without the word 'responsibility' is no claim",
        ),
        wrong(
            "The Islamic State claimed the bombing in Quetta.",
            "The Islamic State",
            None,
            why="a claim without the word 'responsibility' is no claim",
        ),
    ],
)
def test_a_claim_names_the_claimant_and_the_channel(read, sentence, by, mode):
    event = the_event(read(sentence))

    assert event.claim is not None
    assert (event.claim[0].by, event.claim[0].mode) == (by, mode)
    assert event.status is Status.CLAIMED
    assert doers(event) == [by.removeprefix("The ").removeprefix("the ")]
    assert event.attribution[0].kind is SpeakerKind.CLAIMANT


@pytest.mark.parametrize(
    "sentence",
    [
        wrong(
            "No group has claimed responsibility for the bombing in Quetta, which killed four people.",
            why="'no group has claimed responsibility for X' makes X claimed",
        ),
        "No one claimed responsibility for the bombing in Quetta that killed four people.",
        "A bomb killed four people in Quetta. No group claimed responsibility.",
        "A bomb killed four people in Quetta. No one immediately claimed responsibility for the attack.",
        "A bomb killed four people in Quetta. The Pakistani Taliban have not claimed responsibility.",
        "A bomb killed four people in Quetta. The Pakistani Taliban have yet to claim responsibility.",
    ],
)
def test_a_claim_that_nobody_made_is_no_claim(read, sentence):
    event = the_event(read(sentence))

    assert event.claim is None
    assert event.status is Status.OCCURRED
    assert doers(event) == []


def test_a_claim_in_passing_is_a_claim(read):
    event = the_event(read("Five officers died in the attack, which was claimed by Al-Shabaab."))

    assert event.claim is not None


@pytest.mark.xfail(
    strict=True, reason="who denies responsibility in a later sentence is made the perpetrator"
)
def test_denied_responsibility_is_a_denial_and_no_claim(read):
    drafts = read(
        "A bomb killed nine people in Mogadishu on Monday. Al-Shabaab denied responsibility for the bombing."
    )

    assert all(event.claim is None for event in events(drafts))
    assert [s.event_type for s in statements(drafts)] == ["denial"]
    assert not any(
        "Al-Shabaab" in doers(event) for event in events(drafts) if event.status is not Status.DENIED
    )


def test_a_claim_belongs_to_the_attack_that_it_names(read):
    drafts = read(
        "A bomb killed nine people in Mogadishu on Monday. Gunmen shot dead a "
        "judge in Nairobi on Tuesday.\n\n"
        "Al-Shabaab claimed responsibility for the bombing in Mogadishu."
    )
    claimed = {event.event_type: event.claim is not None for event in events(drafts)}

    assert claimed["bombing"]
    assert not claimed["armed_attack"]
