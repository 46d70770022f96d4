"""Who did it and to whom."""

import pytest

from dateline.model import Role
from extract.reading import doers, the_event, words


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("Gunmen attacked a market in Gao on Monday.", ["Gunmen"]),
        ("A market in Gao was attacked by gunmen on Monday.", ["gunmen"]),
        ("An attack by gunmen on a village in Borno killed eight people.", ["gunmen"]),
        ("Israeli strikes killed 14 people in Tyre.", ["Israeli"]),
        ("An Israeli air strike on Tyre killed 14 people.", ["Israeli"]),
        ("The Taliban carried out an attack on a police post in Herat.", ["Taliban"]),
        ("Boko Haram's attack on a village in Borno killed eight people.", ["Boko Haram"]),
        ("Four people were killed in an attack in Gao on Monday.", []),
        ("A bomb killed four people in Quetta.", []),
        ("Boko Haram fighters abducted 12 students in Borno.", ["Boko Haram fighters"]),
        ("Gunmen on motorbikes shot a judge in Karachi.", ["Gunmen"]),
        ("A Turkish drone killed three fighters near Kirkuk.", ["Turkish"]),
        ("Officials blamed Boko Haram for the killing of 15 farmers in Borno.", ["Boko Haram"]),
        ("The army accused the rebels of killing 12 villagers near Mopti.", ["rebels"]),
    ],
)
def test_the_doer_is_who_the_words_say_did_it(read, sentence, doer):
    assert doers(the_event(read(sentence))) == doer


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        ("Gunmen killed three farmers near Mopti.", ["three farmers"]),
        ("Three farmers were killed by gunmen near Mopti.", ["three farmers"]),
        ("A bomb killed four people and wounded 12 others in Quetta.", ["four people", "12 others"]),
        ("Gunmen assassinated the deputy governor in Kirkuk.", ["deputy governor"]),
        ("The militants abducted 12 students from a school in Borno.", ["12 students"]),
        ("Rebels allegedly shot dead three farmers near Mopti.", ["three farmers"]),
    ],
)
def test_those_harmed_are_victims(read, sentence, victims):
    found = [w.lower() for w in words(the_event(read(sentence)), Role.VICTIM)]

    assert found == victims


def test_a_thing_that_is_struck_is_a_target_and_no_victim(read):
    event = the_event(read("Gunmen attacked a police station in Gao on Monday."))

    assert words(event, Role.TARGET) == ["a police station"]
    assert words(event, Role.VICTIM) == []


def test_the_sides_of_a_protest_or_deal_are_participants(read):
    event = the_event(read("The government and the rebels signed a peace agreement in Cairo on Monday."))

    assert "government" in words(event, Role.PARTICIPANT)
    assert "rebels" in words(event, Role.PARTICIPANT)


def test_the_sides_of_a_clash_are_both_named(read):
    event = the_event(read("Soldiers clashed with rebels near Gao on Monday."))

    assert {w.lower() for w in words(event, Role.PARTICIPANT)} == {"soldiers", "rebels"}


@pytest.mark.xfail(strict=True, reason="attackers who die are named as targets")
def test_attackers_who_die_are_no_targets(read):
    event = the_event(
        read(
            "Three attackers were killed when gunmen attacked a police post in "
            "Kandahar that left four officers dead."
        )
    )

    assert "Three attackers" not in words(event, Role.TARGET, Role.VICTIM)


@pytest.mark.xfail(
    strict=True,
    reason="'no group has claimed responsibility for the bombing in Quetta' makes Quetta the doer",
)
def test_a_place_in_a_negated_claim_is_no_doer(read):
    event = the_event(
        read("No group has claimed responsibility for the bombing in Quetta, which killed four people.")
    )

    assert doers(event) == []


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("Three people were killed in police firing in Lahore.", "police"),
        ("Two brothers died in police firing.", "police"),
        ("Four villagers were killed in army shelling near Gao.", "army"),
        ("Four villagers were killed in Lahore.", None),
    ],
)
def test_whose_fire_killed_is_the_doer(read, sentence, doer):
    assert doers(the_event(read(sentence))) == ([doer] if doer else [])


def test_where_it_was_fired_is_no_target_beside_whom_it_was_fired_on(read):
    event = the_event(read("Rebels opened fire on soldiers at the border near Gao."))

    assert words(event, Role.TARGET) == ["soldiers"]


def test_a_device_is_no_target_of_its_bombing(read):
    event = the_event(read("An explosive device was set off near the market in Gao on Monday."))

    assert "An explosive device" not in words(event, Role.TARGET)


def test_the_country_of_an_office_is_no_party_to_its_succession(read):
    event = the_event(read("Mara Voss succeeded Per Lund as president of Niger on Monday."))

    assert "Niger" not in words(event, Role.PARTICIPANT)
