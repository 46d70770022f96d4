"""Which place a name means, told by the article around it."""

import pytest

from dateline.link.geocode import PlaceContext, PlaceMention, Relation, link_places
from dateline.link.places import PlaceIndex
from dateline.model import PlacePrecision, PlaceRef


def link(
    index: PlaceIndex,
    name: str,
    body: str = "",
    *qualifiers: str,
    relation: Relation = "in",
    dateline: str = "",
) -> PlaceRef:
    mention = PlaceMention(text=name, qualifiers=qualifiers, relation=relation)
    (place,) = link_places([mention], index, PlaceContext(dateline_place=dateline, body=body))
    return place


def test_without_a_context_the_best_known_place_is_meant(index: PlaceIndex) -> None:
    assert link(index, "Paris").geonameid == 16
    assert link(index, "Tripoli").geonameid == 12
    assert link(index, "San Jose").geonameid == 40


def test_the_article_decides_between_places_of_one_name(index: PlaceIndex) -> None:
    assert link(index, "Tripoli", "Lebanese troops deployed in Lebanon's north.").geonameid == 14
    assert link(index, "Tripoli", "Libyan militias fought again.").geonameid == 12
    assert link(index, "Georgia", "Police in Atlanta, USA, held an American.").geonameid == 27


def test_the_dateline_counts_as_context(index: PlaceIndex) -> None:
    assert link(index, "Tripoli", "Gunmen fought again.", dateline="Lebanon").geonameid == 14


@pytest.mark.parametrize("name", ["Paris, Texas", "Paris, Tex."])
def test_a_qualifier_outweighs_fame(index: PlaceIndex, name: str) -> None:
    assert link(index, name).geonameid == 18


def test_qualifiers_may_be_given_apart_or_stand_in_the_article(index: PlaceIndex) -> None:
    assert link(index, "Paris", "", "Texas").geonameid == 18
    assert link(index, "Springfield", "A man from Springfield, Ohio, was held.").geonameid == 31


@pytest.mark.parametrize(
    ("name", "geonameid", "precision"),
    [
        ("near Raqqa, Syria", 2, "near"),
        ("the outskirts of Raqqa", 2, "near"),
        ("northern Syria’s Idlib province", 8, "province"),
        ("Fountain Square in Raqqa", 2, "town"),
        ("the Old Mosque, Gao, Mali", 23, "town"),
        ("Kafr Nowhere in northern Syria", 1, "country"),
        ("northern and eastern Syria", 1, "country"),
        ("a farm near Raqqa, Syria", 2, "near"),
    ],
)
def test_a_path_of_places_gives_the_nearest_that_is_known(
    index: PlaceIndex, name: str, geonameid: int, precision: str
) -> None:
    place = link(index, name)
    assert (place.text, place.geonameid, place.precision.value) == (name, geonameid, precision)


def test_nearness_to_other_places_decides_between_small_towns(index: PlaceIndex) -> None:
    mentions = [PlaceMention(text="Springfield"), PlaceMention(text="Dayton")]
    springfield, _ = link_places(mentions, index, PlaceContext(body="Springfield and Dayton"))
    assert springfield.geonameid == 31


def test_a_bare_name_is_the_town_and_a_class_word_asks_for_the_province(index: PlaceIndex) -> None:
    assert link(index, "Gao").precision is PlacePrecision.TOWN
    assert link(index, "Gao region").geonameid == 24
    assert link(index, "the city of Raqqa").geonameid == 2
    assert link(index, "Deir ez-Zor Governorate, Syria").geonameid == 5


def test_countries_and_regions_carry_no_point(index: PlaceIndex) -> None:
    for name, precision in (("northern Mali", PlacePrecision.COUNTRY), ("Africa", PlacePrecision.REGION)):
        place = link(index, name)
        assert (place.latitude, place.longitude, place.precision) == (None, None, precision)


def test_a_country_is_not_the_town_that_bears_its_name(index: PlaceIndex) -> None:
    assert link(index, "Jordan", "Protests in the kingdom.").country == "JO"


def test_a_demonym_is_its_country(index: PlaceIndex) -> None:
    assert link(index, "Spanish").country == "ES"
    assert link(index, "Syrians").geonameid == 1


@pytest.mark.parametrize("relation", ["near", "direction"])
def test_near_a_town_is_said_to_be_near(index: PlaceIndex, relation: Relation) -> None:
    place = link(index, "Raqqa", relation=relation)
    assert (place.precision, place.latitude) == (PlacePrecision.NEAR, 35.95)


def test_near_a_province_is_no_more_exact_than_the_province(index: PlaceIndex) -> None:
    assert link(index, "Idlib province", relation="near").precision is PlacePrecision.PROVINCE


def test_a_mere_likeness_in_a_country_nobody_mentions_is_no_match(index: PlaceIndex) -> None:
    assert link(index, "Tanif", "Syrian troops left.").name is None
    assert (
        link(index, "Tanif", "Senegalese troops left Senegal's south, Senegalese media said.").geonameid == 29
    )


def test_a_building_stands_for_its_town_where_the_article_speaks_of_the_country(index: PlaceIndex) -> None:
    assert link(index, "Raqqa Central Prison", "Syrian guards fled.").geonameid == 2
    assert link(index, "Raqqa Central Prison", "Guards fled.").name is None


def test_a_list_of_places_and_a_common_noun_are_no_one_place(index: PlaceIndex) -> None:
    assert link(index, "Syria, Mali, and Libya").name is None
    assert link(index, "the border").name is None
    assert link(index, "Raqqa, " * 500).name is None


def test_unresolved_words_are_kept(index: PlaceIndex) -> None:
    assert link(index, "Kafr Nowhere") == PlaceRef(text="Kafr Nowhere")


def test_every_mention_gets_its_answer_in_order(index: PlaceIndex) -> None:
    names = ["Raqqa", "Nowhere at all", "Kiev", "Raqqa"]
    places = link_places([PlaceMention(text=name) for name in names], index, PlaceContext())
    assert [place.text for place in places] == names
    assert [place.geonameid for place in places] == [2, None, 10, 2]
    assert link_places([], index, PlaceContext(body="Raqqa")) == ()


def test_a_district_told_with_a_name_stands_for_one_that_does_not_lie_in_it(index: PlaceIndex) -> None:
    place = link(index, "Dayton", "Police in Dayton said so.", "Idlib province")
    assert (place.text, place.geonameid) == ("Dayton", 8)


def test_towns_of_a_list_do_not_hold_each_other(index: PlaceIndex) -> None:
    assert (
        link(index, "Raqqa", "Syrian forces held Raqqa, Dayton and Paris.", "Dayton", "Paris").geonameid == 2
    )


def test_no_name_is_a_witness_of_its_own_meaning(index: PlaceIndex) -> None:
    body = "Tripoli fell. Tripoli, Tripoli! Lebanese troops left."
    assert link(index, "Tripoli", body).geonameid == 14


def test_a_small_namesake_abroad_is_not_meant_where_the_country_is_told(index: PlaceIndex) -> None:
    abroad = link(index, "Tinyville", "", "Mali")
    assert (abroad.text, abroad.geonameid, abroad.precision) == ("Tinyville", 22, PlacePrecision.COUNTRY)
    assert link(index, "Tripoli", "", "Mali").geonameid == 12


def test_a_like_sounding_name_in_an_unknown_district_is_no_match(index: PlaceIndex) -> None:
    senegal = "Senegalese troops left Senegal's south, Senegalese media said."
    assert link(index, "Tanif", senegal).geonameid == 29
    assert link(index, "Tanif", senegal, "Orrvale District").name is None


def test_a_district_that_only_sounds_like_a_town_is_not_the_town(index: PlaceIndex) -> None:
    assert link(index, "Tanif District", "Senegalese troops left Senegal's south.").name is None


@pytest.mark.parametrize("name", ["Raqqa–Orrvale highway", "the Raqqa-Orrvale road"])
def test_a_road_between_two_towns_is_near_the_first(index: PlaceIndex, name: str) -> None:
    place = link(index, name, "Syrian troops left Syria.")
    assert (place.text, place.geonameid, place.precision) == (name, 2, PlacePrecision.NEAR)


def test_a_bare_gaza_is_the_strip_and_not_its_town(index: PlaceIndex) -> None:
    assert link(index, "Gaza").geonameid == 45
    assert link(index, "Gaza City").geonameid == 44
