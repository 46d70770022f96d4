"""History stays apart from the news, and has an account only where it is dated or counted."""

import pytest

from dateline.model import Casualty
from extract.reading import events, the_event, toll


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2019, gunmen killed 12 officers in Quetta.",
        "Gunmen killed 12 officers in Quetta five years ago.",
        "A bomb killed 40 people in Quetta in March 2021.",
    ],
)
def test_an_event_dated_before_the_story_is_background(read, sentence):
    assert the_event(read(sentence, published="2024-05-06")).background


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen killed 12 officers in Quetta on Monday.",
        "Gunmen killed 12 officers in Quetta on 5 May 2024.",
    ],
)
def test_news_is_no_background(read, sentence):
    assert the_event(read(sentence, published="2024-05-06")).background == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels have historically fought against the army.",
        "The rebels have long attacked foreign troops.",
        "The group carries out attacks across the region.",
        "Over the past decades attacks have killed farmers and herders.",
        "The conflict has killed people every day.",
        "The group has lost ground after its territorial losses in 2019.",
        "The town has a history of violence and killings.",
    ],
)
def test_history_that_names_no_event_makes_no_account(read, sentence):
    assert events(read(sentence, published="2024-05-06")) == []


def test_the_dead_of_an_older_attack_are_not_those_of_the_news(read):
    drafts = read(
        "The group, which had killed 12 officers in 2019, attacked a post in Quetta on Monday.",
        published="2024-05-06",
    )
    news = [event for event in events(drafts) if not event.background]

    assert [toll(event, Casualty.KILLED) for event in news] == [None]


def test_news_and_history_in_one_story_are_two_accounts(read):
    drafts = read(
        "A bomb killed two people in Aleppo on Monday. A similar bombing killed 30 people there in 2019.",
        published="2024-05-06",
    )

    assert [bool(e.background) for e in events(drafts)] == [False, True]


def test_without_a_publication_date_the_newest_year_told_is_now(read):
    drafts = read(
        "A bomb killed two people in Aleppo on 5 May 2024. In 2019, a bombing killed 30 people in Homs."
    )

    assert [bool(e.background) for e in events(drafts)] == [False, True]


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("Rebels who had killed two farmers ransacked a shop near Jos on Monday.", (2, 2)),
        ("He was part of the squad that killed five officers in Quetta in July.", (5, 5)),
        ("Police clashed with rebels in Jos at the camp where 20 people were killed on June 28.", (20, 20)),
        ("Gunmen killed four people in Jos this year.", (4, 4)),
    ],
)
def test_the_past_of_those_in_the_news_is_background(read, sentence, killed):
    past = [e for e in events(read(sentence)) if toll(e, Casualty.KILLED) == killed]

    assert past
    assert all(e.background for e in past)


def test_an_attack_that_the_dead_were_wanted_for_is_not_their_death(read):
    text = "Three rebels, who were wanted for an attack in Gao, were killed in a clash with police near Jos."
    found = {e.event_type: e for e in events(read(text))}

    assert toll(found["armed_clash"], Casualty.KILLED) == (3, 3)
    assert not found["armed_clash"].background
