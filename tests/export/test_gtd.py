"""The GTD's columns: claims, doubt and failure in its own fields; unknown is empty or its own code."""

import pytest

from dateline.codebook import Codebook
from dateline.export import Crosswalk, LeftOut
from dateline.export.code_lists import countries, list_of
from dateline.export.gtd import COLUMNS, EventIds, gtd_row
from dateline.registry import ActorKind, load_generic
from export.events import COUNTRY, DAY, event, group, harm

ISLAMIC_STATE = group("perpetrator", "Islamic State", "islamic-state")
POLICE = group("target", "Malian Police", "malian-police")


@pytest.fixture(scope="module")
def crosswalk():
    return Crosswalk.load()


def test_the_columns_are_the_gtds_135_in_order(crosswalk):
    row = gtd_row(event([ISLAMIC_STATE, POLICE], (2, 5, 7)), crosswalk)
    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 135
    assert COLUMNS[-5:] == ("INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY", "related")


def test_an_attack_has_its_day_target_and_toll(crosswalk):
    record = event(
        [ISLAMIC_STATE, POLICE], casualties=harm(killed=(2, 5, 7), injured=(3, 3, 3)), weapon="rifles"
    )
    row = gtd_row(record, crosswalk)
    assert (row["iyear"], row["imonth"], row["iday"]) == (2031, 3, 4)
    assert str(row["eventid"])[:8] == "20310304"
    assert len(str(row["eventid"])) == 12
    assert (row["attacktype1"], row["attacktype1_txt"]) == (6, "Armed Assault")
    assert (row["weaptype1"], row["weapdetail"]) == (5, "rifles")
    assert (row["targtype1"], row["target1"], row["natlty1"]) == (3, "Malian Police", 123)
    assert (row["nkill"], row["nkillter"], row["nwound"]) == (5, None, 3)
    assert (row["gname"], row["guncertain1"], row["success"], row["suicide"]) == ("Islamic State", 0, 1, 0)
    assert (row["country"], row["region_txt"], row["specificity"]) == (123, "Sub-Saharan Africa", 1)
    assert "killed 2 to 7" in row["addnotes"]


def test_an_attempt_has_no_success_and_an_allegation_is_in_doubt(crosswalk):
    record = event([ISLAMIC_STATE])
    attempted = gtd_row(record | {"status": "attempted"}, crosswalk)
    alleged = gtd_row(record | {"status": "alleged"}, crosswalk)
    assert (attempted["success"], attempted["doubtterr"]) == (0, -9)
    assert (alleged["success"], alleged["doubtterr"], alleged["guncertain1"]) == (1, 1, 1)


def test_claims_are_counted_with_their_channel(crosswalk):
    claim = {
        "kind": "claimed",
        "by": "islamic-state",
        "account_id": "b2:a1",
        "attribution": [],
        "mode": "a video",
    }
    one = gtd_row(event([ISLAMIC_STATE], claimed_by=["islamic-state"], claims=[claim]), crosswalk)
    assert (one["claimed"], one["claimmode"], one["claimmode_txt"], one["compclaim"]) == (1, 6, "Video", 0)
    two = gtd_row(event([ISLAMIC_STATE], claimed_by=["islamic-state", "B"]), crosswalk)
    assert (two["claim2"], two["claimmode2"], two["compclaim"]) == (1, 10, 1)
    none = gtd_row(event([ISLAMIC_STATE]), crosswalk)
    assert (none["claimed"], none["claimmode"], none["compclaim"]) == (0, None, None)


def test_only_accused_groups_are_uncertain(crosswalk):
    saying = {"kind": "accused", "by": "police", "account_id": "b2:a1", "attribution": [], "mode": None}
    doer = {
        "text": "IS",
        "actor_id": "islamic-state",
        "name": "Islamic State",
        "rival": False,
        "sayings": [saying],
    }
    assert gtd_row(event([ISLAMIC_STATE], doers=[doer]), crosswalk)["guncertain1"] == 1
    told = doer | {"sayings": [saying | {"kind": "told"}]}
    assert gtd_row(event([ISLAMIC_STATE], doers=[told]), crosswalk)["guncertain1"] == 0


def test_unknown_days_and_months_are_zero(crosswalk):
    month = DAY | {"start": "2031-03-01", "end": "2031-03-31", "precision": "month"}
    year = DAY | {"start": "2031-01-01", "end": "2031-12-31", "precision": "year"}
    assert gtd_row(event(date=month), crosswalk)["iday"] == 0
    row = gtd_row(event(date=year), crosswalk)
    assert (row["imonth"], row["iday"], row["approxdate"]) == (0, 0, "2031-01-01 to 2031-12-31")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (event(event_type="arrest"), "of types that are no attacks of the GTD"),
        (
            event([group("perpetrator", "Malian Police", "malian-police")]),
            "with state forces as the only doers",
        ),
        (event(date=None), "without a date"),
        (event(place=None), "without a country"),
    ],
)
def test_what_the_gtd_would_not_record_is_left_out_with_the_reason(record, reason, crosswalk):
    assert gtd_row(record, crosswalk) == LeftOut(reason)


def test_motive_and_criteria_are_not_made_up(crosswalk):
    row = gtd_row(event([ISLAMIC_STATE], (1, 1, 1)), crosswalk)
    assert (row["crit1"], row["motive"], row["nkillus"], row["ransom"]) == (None, None, None, None)
    assert (row["nperps"], row["INT_ANY"]) == (-99, -9)
    assert row["summary"].startswith("[machine-made, not reviewed]")


def test_a_country_has_no_point_and_no_city(crosswalk):
    row = gtd_row(event(place=COUNTRY), crosswalk)
    assert (row["latitude"], row["city"], row["provstate"], row["specificity"]) == (
        None,
        "Unknown",
        "Unknown",
        5,
    )


def test_ids_of_one_day_never_meet_and_do_not_depend_on_others_where_free():
    ids = EventIds()
    found = [ids.of(f"b2:{number}", 2031, 3, 4) for number in range(3000)]
    assert len(set(found)) == 3000
    assert all(len(str(id_)) == 12 for id_ in found)
    assert EventIds().of("b2:0", 2031, 3, 4) == found[0]


def test_every_code_that_can_be_written_has_its_text():
    lists = list_of("gtd")
    kinds = {kind.value for kind in ActorKind}
    assert set(lists["target_of_kind"]) == kinds
    assert set(lists["target_of_class"]) <= {actor.id for actor in load_generic().values()}
    for codes, texts in (
        ("target_of_kind", "targets"),
        ("target_of_class", "targets"),
        ("weapon_of_type", "weapons"),
    ):
        assert {str(code) for code in lists[codes].values()} <= set(lists[texts])
    for words, texts in (("weapon_words", "weapons"), ("claim_words", "claim_modes")):
        assert {str(entry["type"]) for entry in lists[words]} <= set(lists[texts])
    assert set(lists["weapon_of_type"]) <= set(Codebook.load().types)
    assert {str(c.gtd_region) for c in countries().values() if c.gtd_region} <= set(lists["regions"])
