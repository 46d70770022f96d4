"""UCDP's columns: two sides and a death, deaths adding up, numbers that are ours."""

import csv
import io

import pandas as pd
import pytest

from dateline.export import Crosswalk, LeftOut, write
from dateline.export.code_lists import countries
from dateline.export.ucdp import COLUMNS, priogrid, ucdp_row
from export.events import COUNTRY, DAY, event, group, harm

ISLAMIC_STATE = group("perpetrator", "Islamic State", "islamic-state")
ARMY = group("target", "Malian Armed Forces", "malian-army")
VILLAGERS = group("victim", "Villagers", "generic:villagers:ML")


@pytest.fixture(scope="module")
def crosswalk():
    return Crosswalk.load()


def test_the_columns_are_ucdps_49_in_order(crosswalk):
    row = ucdp_row(event([ISLAMIC_STATE, VILLAGERS], (2, 5, 7)), crosswalk)
    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 49
    assert COLUMNS[:2] + COLUMNS[-2:] == ("id", "relid", "gwnoa", "gwnob")


def test_violence_against_civilians_is_one_sided(crosswalk):
    row = ucdp_row(event([ISLAMIC_STATE, VILLAGERS], (2, 5, 7)), crosswalk)
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (3, "Islamic State", "Civilians")
    assert (row["low"], row["best"], row["high"]) == (2, 5, 7)
    assert (row["deaths_civilians"], row["deaths_unknown"]) == (5, 0)
    assert row["relid"].startswith("MLI-2031-3-")
    assert (row["country_id"], row["region"], row["where_prec"]) == (432, "Africa", 1)
    assert row["geom_wkt"] == "POINT (-4.183 14.4843)"
    assert (row["date_start"], row["date_prec"]) == ("2031-03-04 00:00:00.000", 1)


def test_the_government_is_side_a_of_a_state_based_conflict(crosswalk):
    record = event([ISLAMIC_STATE, ARMY], casualties=harm(killed=(4, 4, 4), perpetrators_killed=(1, 1, 1)))
    row = ucdp_row(record, crosswalk)
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (
        1,
        "Malian Armed Forces",
        "Islamic State",
    )
    assert (row["deaths_a"], row["deaths_b"], row["best"]) == (4, 1, 5)
    assert (row["gwnoa"], row["gwnob"]) == (432, None)


def test_two_groups_are_a_non_state_conflict(crosswalk):
    other = group("target", "Boko Haram", "boko-haram")
    row = ucdp_row(event([ISLAMIC_STATE, other], (3, 3, 3)), crosswalk)
    assert (row["type_of_violence"], row["deaths_b"]) == (2, 3)


def test_deaths_of_mixed_victims_are_of_no_side(crosswalk):
    row = ucdp_row(event([ISLAMIC_STATE, ARMY, VILLAGERS], (6, 6, 6)), crosswalk)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == (0, 0, 0, 6)


@pytest.mark.parametrize(
    "killed", [(1, 1, 1), (2, 5, 7), (5, None, None), (None, None, 3), (2, 3, None), (None, 4, 4)]
)
def test_the_parts_add_up_to_the_best_and_low_is_not_above_high(killed, crosswalk):
    row = ucdp_row(event([ISLAMIC_STATE, VILLAGERS], killed), crosswalk)
    parts = [row[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert sum(parts) == row["best"]
    assert row["low"] <= row["best"] <= row["high"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (event([ISLAMIC_STATE, VILLAGERS]), "without a known death"),
        (event([ISLAMIC_STATE, VILLAGERS], (0, 0, 0)), "without a known death"),
        (event([VILLAGERS], (3, 3, 3)), "without two sides that UCDP would name"),
        (
            event([group("perpetrator", "Gunmen", "generic:gunmen:ML"), VILLAGERS], (3, 3, 3)),
            "without two sides that UCDP would name",
        ),
        (
            event([ISLAMIC_STATE, group("victim", "Soldiers", "generic:soldiers:ML")], (3, 3, 3)),
            "without two sides that UCDP would name",
        ),
        (event([ISLAMIC_STATE, VILLAGERS], (3, 3, 3), date=None), "without a date within a year"),
        (event([ISLAMIC_STATE, VILLAGERS], (3, 3, 3), place=None), "without a country"),
    ],
)
def test_what_ucdp_would_not_record_is_left_out_with_the_reason(record, reason, crosswalk):
    assert ucdp_row(record, crosswalk) == LeftOut(reason)


def test_a_dyad_keeps_its_number_from_event_to_event(crosswalk):
    one = ucdp_row(event([ISLAMIC_STATE, ARMY], (1, 1, 1)), crosswalk)
    two = ucdp_row(event([ISLAMIC_STATE, ARMY], (9, 9, 9), incident_id="b2:i2"), crosswalk)
    assert one["dyad_new_id"] == two["dyad_new_id"]
    assert one["side_b_new_id"] == two["side_b_new_id"]
    assert one["id"] != two["id"]
    assert all(0 < row["dyad_new_id"] < 2**31 for row in (one, two))


def test_a_country_has_no_point_and_several_events_are_no_single_one(crosswalk):
    row = ucdp_row(event([ISLAMIC_STATE, VILLAGERS], (3, 3, 3), place=COUNTRY, count=4), crosswalk)
    assert (row["latitude"], row["geom_wkt"], row["priogrid_gid"], row["where_prec"]) == (None, "", None, 6)
    assert row["event_clarity"] == 2


def test_machine_made_rows_are_to_be_checked(crosswalk):
    record = event([ISLAMIC_STATE, VILLAGERS], (3, 3, 3))
    assert ucdp_row(record, crosswalk)["code_status"] == "Check_machine_made"
    assert ucdp_row(record | {"review": "reviewed"}, crosswalk)["code_status"] == "Clear"


def test_cells_of_the_grid_are_counted_from_the_south_west():
    assert (priogrid(-89.9, -179.9), priogrid(90, 180)) == (1, 259200)
    assert priogrid(2.04, 45.34) == 132931  # Mogadishu


def test_numbers_of_states_are_distinct():
    known = [country.gw for country in countries().values() if country.gw is not None]
    assert len(known) == len(set(known))
    assert (countries()["US"].gw, countries()["IQ"].gw, countries()["SS"].gw) == (2, 645, 626)
    assert (countries()["DE"].gw, countries()["DE"].cow) == (260, 255)


def test_pandas_reads_numbers_and_dates(crosswalk):
    out = io.BytesIO()
    write([event([ISLAMIC_STATE, VILLAGERS], (2, 5, 7))], out, format="ucdp", crosswalk=crosswalk)
    frame = pd.read_csv(io.BytesIO(out.getvalue()), parse_dates=["date_start", "date_end"])
    assert frame.best.sum() == 5
    assert frame.date_start[0] == pd.Timestamp("2031-03-04")
    assert frame["id"].dtype == "int64"
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    assert row["source_article"] == '"Harbour Post,2031-03-05,Market attacked"'


def test_a_week_is_date_precision_three(crosswalk):
    week = DAY | {"start": "2031-03-03", "end": "2031-03-09", "precision": "week"}
    assert ucdp_row(event([ISLAMIC_STATE, VILLAGERS], (1, 1, 1), date=week), crosswalk)["date_prec"] == 3
