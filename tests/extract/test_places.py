"""Which place is the event's, in the words of the text."""

import pytest

from extract.reading import events, the_event


@pytest.mark.parametrize(
    ("sentence", "place", "relation"),
    [
        ("Gunmen attacked a market in Gao on Monday.", "Gao", "in"),
        ("Several soldiers were killed in an ambush near Mopti.", "Mopti", "near"),
        ("Gunmen killed three people outside Mopti on Monday.", "Mopti", "near"),
        ("Gunmen killed three people north of Gao on Monday.", "Gao", "direction"),
        ("Gunmen killed three people 20 km north of Gao.", "Gao", "direction"),
        ("Police in Paris said a bomb killed four soldiers in Mosul.", "Mosul", "in"),
        ("The French government said a bomb killed four soldiers in Mosul.", "Mosul", "in"),
        ("A bomb killed four soldiers in Mosul, a Baghdad newspaper reported.", "Mosul", "in"),
        ("In Mosul, a bomb killed four soldiers on Monday.", "Mosul", "in"),
        ("Gunmen from Niger attacked a village near Gao.", "Gao", "near"),
        ("A Syrian soldier was killed in an ambush.", "Syrian", "in"),
        ("Israeli strikes killed 14 people in Lebanon.", "Lebanon", "in"),
        ("The army of Mali attacked rebels in Gao.", "Gao", "in"),
    ],
)
def test_an_event_is_placed_where_its_own_words_put_it(read, sentence, place, relation):
    found = the_event(read(sentence)).place

    assert found is not None
    assert (found.span.quote, found.relation) == (place, relation)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("An attack on a village in Borno, Nigeria, killed eight people.", ["Borno", "Nigeria"]),
        ("A bomb killed four people in Herat, Afghanistan, on Monday.", ["Herat", "Afghanistan"]),
    ],
)
def test_a_place_keeps_the_names_that_qualify_it(read, sentence, told):
    found = the_event(read(sentence)).place

    assert found is not None
    assert [s.quote for s in (found.span, *found.qualifiers)] == told


def test_an_unknown_village_said_to_be_in_a_known_town_is_kept_in_its_words(read):
    found = the_event(read("Gunmen killed eight people in Dorbanga, Borno, on Monday.")).place

    assert found is not None
    assert [s.quote for s in (found.span, *found.qualifiers)] == ["Dorbanga", "Borno"]


def test_an_event_without_a_place_takes_that_of_its_story(read):
    found = the_event(
        read("Unrest spread in Nyala on Monday. Gunmen shot dead three traders, residents said.")
    ).place

    assert found is not None
    assert found.span.quote == "Nyala"


@pytest.mark.xfail(strict=True, reason="'Islamic State in Iraq and Syria' is split into an actor and places")
def test_an_actor_that_is_named_after_a_place_is_no_place(read):
    event = the_event(read("The Islamic State in Iraq and Syria killed three soldiers on Monday."))

    assert event.place is None or event.place.span.quote not in {"Iraq", "Syria"}


def test_the_end_of_a_groups_name_is_no_place(read):
    told = "The governor blamed the Falcons of the Upper Mopti for killing six herders on Monday."
    event = the_event(read(told))
    assert event.place is None


def test_two_events_have_two_places(read):
    drafts = read("A bombing in Mosul killed two people. Another bombing in Basra killed three.")

    assert [e.place.span.quote for e in events(drafts)] == ["Mosul", "Basra"]


def test_each_of_two_attacks_on_towns_is_placed_in_its_own_town(read):
    drafts = read("The army attacked Gao on Monday. Rebels attacked Mopti on Tuesday.")

    assert [e.place.span.quote for e in events(drafts)] == ["Gao", "Mopti"]


def test_the_words_of_distance_and_direction_are_kept_with_the_place(read):
    found = the_event(read("Gunmen killed three people some 20 km north of Gao on Monday.")).place

    assert found is not None
    assert found.offset is not None
    assert found.offset.quote == "20 km north of"
    assert found.offset in found.spans


def test_without_a_distance_there_is_no_offset(read):
    assert the_event(read("Gunmen killed three people north of Gao on Monday.")).place.offset is None


def test_a_place_takes_the_district_that_its_sentence_tells_after_it(read):
    found = the_event(
        read("Rebels shot dead a teacher at Karpi village under the police post in Kota District.")
    ).place

    assert [span.quote for span in (found.span, *found.qualifiers)] == ["Karpi village", "Kota District"]


def test_an_arabic_article_belongs_to_the_name(read):
    found = the_event(read("A bomb killed four soldiers in al-Raqqa on Monday.")).place

    assert found is not None
    assert found.span.quote == "al-Raqqa"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Israel killed three fighters with an air strike in Lebanon.", "Lebanon"),
        ("Russian forces shelled Ukrainian soldiers on Monday.", "Ukrainian"),
    ],
)
def test_the_country_of_the_doer_is_the_last_choice(read, sentence, place):
    assert the_event(read(sentence)).place.span.quote == place


def test_the_adjective_of_a_strike_from_afar_is_not_its_place(read):
    assert the_event(read("A U.S. airstrike killed four fighters on Monday.")).place is None


def test_a_country_of_two_words_is_not_the_one_named_by_the_second(read):
    found = the_event(read("South Sudanese soldiers shot dead three traders on Monday.")).place

    assert found.span.quote == "South Sudanese"


def test_a_village_takes_the_district_that_its_paragraph_tells(read):
    found = the_event(
        read("Two men of Kota District fled. Rebels shot dead a teacher in Mosul village on Monday.")
    ).place

    assert [span.quote for span in (found.span, *found.qualifiers)] == ["Mosul village", "Kota District"]


def test_a_country_in_front_holds_the_places_of_its_sentence(read):
    found = the_event(read("In Mali, gunmen killed seven people in Gao, the police said.")).place

    assert [span.quote for span in (found.span, *found.qualifiers)] == ["Gao", "Mali"]
