"""ACLED's columns: its own names for the unnamed, its pairs, and what it cannot hold said in tags."""

import csv
import io

import pytest

from dateline.codebook import Codebook
from dateline.export import Crosswalk, LeftOut, write
from dateline.export.acled import COLUMNS, INTERACTIONS, acled_row, event_number, possible_codes, with_numbers
from dateline.export.code_lists import countries, list_of
from export.events import COUNTRY, DAY, TOWN, event, group, harm

ISLAMIC_STATE = group("perpetrator", "Islamic State", "islamic-state")
ARMY = group("target", "Malian Armed Forces", "malian-army")
VILLAGERS = group("victim", "Villagers", "generic:villagers:ML")


@pytest.fixture(scope="module")
def crosswalk():
    return Crosswalk.load()


def test_the_columns_are_acleds_31_in_order(crosswalk):
    row = acled_row(event([ISLAMIC_STATE, VILLAGERS], (2, 5, 7)), crosswalk)
    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 31
    assert (COLUMNS[0], COLUMNS[20], COLUMNS[30]) == ("event_id_cnty", "admin3", "timestamp")


def test_an_attack_on_villagers_is_violence_against_civilians(crosswalk):
    row = acled_row(event([ISLAMIC_STATE, VILLAGERS], (5, 5, 5)), crosswalk)
    assert (row["event_type"], row["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (row["actor1"], row["inter1"]) == ("Islamic State", "Rebel group")
    assert (row["actor2"], row["inter2"]) == ("Civilians (Mali)", "Civilians")
    assert row["interaction"] == "Rebel group-Civilians"
    assert row["civilian_targeting"] == "Civilian targeting"
    assert (row["iso"], row["country"], row["region"]) == (466, "Mali", "Western Africa")
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == (14.4843, -4.183, 1)
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2031-03-04", 2031, 1)
    assert row["fatalities"] == 5


def test_an_attack_on_soldiers_alone_is_a_clash(crosswalk):
    row = acled_row(event([ISLAMIC_STATE, ARMY], (5, 5, 5)), crosswalk)
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "Armed clash")
    assert row["interaction"] == "State forces-Rebel group"
    assert row["civilian_targeting"] == ""


def test_territory_is_regained_by_a_state_and_overtaken_by_others(crosswalk):
    army = group("perpetrator", "Malian Armed Forces", "malian-army")
    taken = event([ISLAMIC_STATE], event_type="territory_change")
    regained = event([army], event_type="territory_change")
    assert acled_row(taken, crosswalk)["sub_event_type"] == "Non-state actor overtakes territory"
    assert acled_row(regained, crosswalk)["sub_event_type"] == "Government regains territory"


def test_protesters_come_first_and_the_police_second(crosswalk):
    police = group("perpetrator", "Malian Police", "malian-police")
    row = acled_row(event([police], event_type="protest_intervention"), crosswalk)
    assert (row["actor1"], row["actor2"]) == ("Protesters (Mali)", "Malian Police")
    assert row["interaction"] == "State forces-Protesters"
    peaceful = acled_row(
        event([group("target", "Malian Government", "malian-government")], event_type="protest"), crosswalk
    )
    assert (peaceful["actor2"], peaceful["interaction"]) == ("", "Protesters only")


def test_nobody_named_is_an_unidentified_armed_group(crosswalk):
    row = acled_row(event([group("perpetrator", "Gunmen", "generic:gunmen:ML")]), crosswalk)
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Mali)", "Political militia")
    assert acled_row(event(), crosswalk)["actor1"] == "Unidentified Armed Group (Mali)"


def test_a_named_group_goes_before_its_unnamed_fighters(crosswalk):
    fighters = group("perpetrator", "Militants", "generic:militants")
    assert acled_row(event([fighters, ISLAMIC_STATE]), crosswalk)["actor1"] == "Islamic State"


def test_unknown_deaths_are_a_zero_that_says_so(crosswalk):
    row = acled_row(event(), crosswalk)
    assert row["fatalities"] == 0
    assert "x-fatalities-unknown" in row["tags"]
    told = acled_row(event(killed=(0, 0, 0)), crosswalk)
    assert told["fatalities"] == 0
    assert "x-fatalities-unknown" not in told["tags"]


@pytest.mark.parametrize(("killed", "fatalities", "tag"), [((2, 5, 7), 5, "2-7"), ((5, 5, None), 5, "5-")])
def test_a_range_is_its_best_figure_with_the_range_in_a_tag(killed, fatalities, tag, crosswalk):
    row = acled_row(event(killed=killed), crosswalk)
    assert row["fatalities"] == fatalities
    assert f"x-fatalities-range={tag};" in row["tags"]


def test_the_doers_own_dead_are_fatalities_too(crosswalk):
    record = event(casualties=harm(killed=(2, 2, 2), perpetrators_killed=(1, 1, 1), injured=(4, 4, 4)))
    row = acled_row(record, crosswalk)
    assert row["fatalities"] == 3
    assert "x-injured=4" in row["tags"]


def test_a_joint_figure_is_neither_deaths_nor_lost(crosswalk):
    row = acled_row(event(casualties=harm(killed_or_injured=(30, 30, 30))), crosswalk)
    assert row["fatalities"] == 0
    assert "x-fatalities-unknown" in row["tags"]
    assert "x-killed-or-injured=30" in row["tags"]


def test_a_country_is_never_drawn_as_a_town(crosswalk):
    row = acled_row(event(place=COUNTRY | {"latitude": 17.0, "longitude": -4.0}), crosswalk)
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == (None, None, 3)
    assert "x-no-coordinates" in row["tags"]
    assert row["location"] == "Mali"


def test_a_month_is_dated_to_its_middle_and_a_week_to_its_first_day(crosswalk):
    month = DAY | {"start": "2031-03-01", "end": "2031-03-31", "precision": "month"}
    week = DAY | {"start": "2031-03-03", "end": "2031-03-09", "precision": "week"}
    assert acled_row(event(date=month), crosswalk)["event_date"] == "2031-03-16"
    assert acled_row(event(date=week), crosswalk)["event_date"] == "2031-03-03"
    year = DAY | {"start": "2031-01-01", "end": "2031-12-31", "precision": "year"}
    assert acled_row(event(date=year), crosswalk) == LeftOut("dated more vaguely than a month")


def test_the_id_stays_when_the_country_is_corrected(crosswalk):
    here = acled_row(event(), crosswalk)
    there = acled_row(event(place=TOWN | {"country": "NE"}), crosswalk)
    assert here["event_id_cnty"] == there["event_id_cnty"] == event_number("b2:i1")
    assert here["event_id_cnty"] != event_number("b2:i2")


def test_machine_made_rows_say_so_until_reviewed(crosswalk):
    row = acled_row(event(), crosswalk)
    assert row["tags"].startswith("x-machine-made")
    assert row["notes"].startswith("[machine-made, not reviewed]")
    reviewed = acled_row(event(review="reviewed"), crosswalk)
    assert "x-machine-made" not in reviewed["tags"]
    assert reviewed["notes"].startswith("[reviewed by a person]")


def test_claims_and_rivals_stay_in_tags_and_notes(crosswalk):
    row = acled_row(event([ISLAMIC_STATE], claimed_by=["islamic-state"], rivals=["A", "B"]), crosswalk)
    assert "x-claimed-by=islamic-state" in row["tags"]
    assert "one or the other: A, B" in row["notes"]


def test_numbers_of_actor_types_are_given_on_demand(crosswalk):
    row = with_numbers(acled_row(event([ISLAMIC_STATE, VILLAGERS]), crosswalk))
    assert (row["inter1"], row["inter2"], row["interaction"]) == (2, 7, 27)


def test_the_interactions_are_the_pairs_that_acled_lists():
    assert INTERACTIONS["External/Other forces-Civilians"] == 78
    assert INTERACTIONS["State forces-External/Other forces"] == 18
    assert INTERACTIONS["Protesters only"] == 60
    assert len(INTERACTIONS) == len(set(INTERACTIONS.values())) == 44


def test_every_type_maps_into_acleds_own_lists():
    allowed = {(name, sub) for name, subs in _acled_types().items() for sub in subs}
    for kind in Codebook.load().types.values():
        for code in possible_codes(kind):
            assert (code["event_type"], code["sub_event_type"]) in allowed
            assert code["disorder_type"] in {
                "Political violence",
                "Demonstrations",
                "Strategic developments",
                "Political violence; Demonstrations",
            }


def _acled_types():
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("dateline.codebook").joinpath("schemes.toml").read_text("utf-8"))["acled"]


def test_every_country_with_a_region_number_has_its_name():
    regions = list_of("acled")["regions"]
    for country in countries().values():
        assert country.acled_region is None or str(country.acled_region) in regions
    assert countries()["CD"].acled_name == "Democratic Republic of Congo"


def test_the_file_reads_back_and_runs_nothing(crosswalk):
    hostile = event([group("perpetrator", "=HYPERLINK(1)", None)], outlets=["@SUM(A1)", "b;c"])
    out = io.BytesIO()
    write([hostile], out, format="acled", crosswalk=crosswalk)
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    assert row["source"] == "'@SUM(A1); b,c"
    assert not {cell[:1] for cell in row.values()} & {"=", "+", "@"}
    assert float(row["longitude"]) == -4.183
