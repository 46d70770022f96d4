"""The 24-slot scoring, counted by hand on invented keys."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from dateline.evaluate.bootstrap import totals
from dateline.evaluate.corpora import muc4_full
from dateline.evaluate.corpora.muc4_fills import Chain, Days, Fill, KeyFill, Number, Place, read_fill
from dateline.evaluate.corpora.muc4_full import KeyTemplate, read_template
from dateline.evaluate.metrics.muc4_credit import Credit, credit
from dateline.evaluate.metrics.muc4_slot_figures import metrics
from dateline.evaluate.metrics.muc4_slots import (
    SlotTemplate,
    map_templates,
    read_response,
    score_slot,
    tally_text,
)
from dateline.evaluate.tally import Tally


def given(slot: str, found: str, key: str) -> Credit:
    """The credit of one line of a response against one line of a key."""
    ours, theirs = read_response({slot: [found]}).slots[slot][0], read_fill(slot, key)
    assert theirs is not None
    return credit(slot, ours, theirs)


def key(number: str = "1", **lines: list[str]) -> KeyTemplate:
    return read_template({"template": [number], **lines})


def response(**lines: list[str]) -> SlotTemplate:
    return read_response(lines)


def figures(tally: Tally) -> dict[str, float | None]:
    return {metric.name: metric.of(tally) for metric in metrics()}


# The notation


def test_a_line_holds_alternatives_an_option_and_the_filler_it_belongs_to() -> None:
    fill = read_fill("hum_tgt_effect", '? DEATH / INJURY: "IDA MORN" / "MORN"')
    assert fill == KeyFill(alternatives=("DEATH", "INJURY"), optional=True, of=("IDA MORN", "MORN"))


@pytest.mark.parametrize("line", ["-", "*", '-: "IDA MORN"'])
def test_a_dash_or_a_star_is_no_filler(line: str) -> None:
    assert read_fill("hum_tgt_desc", line) is None


def test_quotes_and_slashes_within_a_wording_stay() -> None:
    fill = read_fill("phys_tgt_id", r'"\"LA LOMA\" MILL" / "MILL: NORTH/SOUTH WING"')
    assert fill == KeyFill(alternatives=('"LA LOMA" MILL', "MILL: NORTH/SOUTH WING"))


def test_a_quote_that_is_not_closed_does_not_swallow_the_rest() -> None:
    fill = read_fill("hum_tgt_effect", 'INJURY: "SIX OTHERS / "OTHERS"')
    assert fill == KeyFill(alternatives=("INJURY",), of=("SIX OTHERS", "OTHERS"))


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("03 MAR 89", datetime.date(1989, 3, 3), datetime.date(1989, 3, 3)),
        ("- 03 MAR 89", None, datetime.date(1989, 3, 3)),
        ("-3 Mar 89", None, datetime.date(1989, 3, 3)),
        ("01 MAR 89 - 03 MAR 89", datetime.date(1989, 3, 1), datetime.date(1989, 3, 3)),
        ("MAR 3", datetime.date(1990, 3, 3), datetime.date(1990, 3, 3)),
        ("31 APR 89", datetime.date(1989, 4, 30), datetime.date(1989, 4, 30)),
    ],
)
def test_dates_are_days_ranges_and_on_or_before(
    line: str, first: datetime.date | None, last: datetime.date
) -> None:
    assert read_fill("date", line, 1990) == KeyFill(alternatives=(Days(first=first, last=last),))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("7", Number(low=7, high=7)),
        ("5 - 7", Number(low=5, high=7)),
        ("7-", Number(low=7, high=None)),
        ("- 7", Number(low=None, high=7)),
        ("~7", Number(low=7, high=7, about=True)),
        ("PLURAL", Number(low=None, high=None)),
    ],
)
def test_numbers_are_exact_ranges_open_about_or_plural(line: str, number: Number) -> None:
    assert read_fill("hum_tgt_total", line) == KeyFill(alternatives=(number,))


def test_a_location_is_a_chain_of_which_a_level_may_be_between_two_places() -> None:
    fill = read_fill("location", "(PERU: RIO ALTO (CITY / TOWN) - PUNO BAJO (TOWN)) / (PERU)")
    country = frozenset({Place(name="PERU")})
    towns = {
        Place(name="RIO ALTO", kinds=frozenset({"CITY", "TOWN"})),
        Place(name="PUNO BAJO", kinds=frozenset({"TOWN"})),
    }
    expected = (Chain(levels=(country, frozenset(towns))), Chain(levels=(country,)))
    assert fill == KeyFill(alternatives=expected)


def test_the_file_is_read_with_optional_templates_and_years_from_the_dateline(tmp_path: Path) -> None:
    row = {
        "docid": "X-1",
        "text": "LIMA, 4 MAY 89 (EFE) -- [TEXT] A MILL WAS BURNED.",
        "templates": [{"template": ["2 (OPTIONAL)"], "date": ["3 MAY"], "stage": ["-"]}],
    }
    folder = tmp_path / "muc4" / "full"
    folder.mkdir(parents=True)
    (folder / "dev.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (text,) = muc4_full.read(tmp_path, "dev")
    (template,) = text.templates
    assert (text.name, template.number, template.optional) == ("X-1", "2", True)
    may = datetime.date(1989, 5, 3)
    assert template.slots["date"] == (KeyFill(alternatives=(Days(first=may, last=may),)),)
    assert template.slots["stage"] == ()


# Credit of one filler

CREDITS = [
    ("incident_type", "BOMBING", "BOMBING", Credit.CORRECT),
    ("incident_type", "ATTACK", "KIDNAPPING", Credit.PARTIAL),
    ("incident_type", "KIDNAPPING", "ATTACK", Credit.INCORRECT),
    ("incident_type", "BOMBING", "ARSON", Credit.INCORRECT),
    ("stage", "ATTEMPTED", "ACCOMPLISHED / ATTEMPTED", Credit.CORRECT),
    ("date", "03 MAR 89", "03 MAR 89", Credit.CORRECT),
    ("date", "02 MAR 89", "01 MAR 89 - 03 MAR 89", Credit.PARTIAL),
    ("date", "04 MAR 89", "01 MAR 89 - 03 MAR 89", Credit.INCORRECT),
    ("date", "- 03 MAR 89", "03 MAR 89", Credit.PARTIAL),
    ("date", "- 03 MAR 89", "01 MAR 89 - 03 MAR 89", Credit.PARTIAL),
    ("date", "- 02 MAR 89", "01 MAR 89 - 03 MAR 89", Credit.INCORRECT),
    ("date", "- 03 MAR 89", "- 03 MAR 89", Credit.CORRECT),
    ("date", "03 MAR 89", "- 03 MAR 89", Credit.PARTIAL),
    ("date", "02 MAR 89", "- 03 MAR 89", Credit.INCORRECT),
    ("location", "PERU: RIO ALTO (CITY)", "PERU: RIO ALTO (CITY)", Credit.CORRECT),
    ("location", "PERU: RIO ALTO (TOWN)", "PERU: PUNO (DEPARTMENT): RIO ALTO (CITY)", Credit.CORRECT),
    ("location", "PERU: RIO ALTO (DEPARTMENT)", "PERU: RIO ALTO (CITY)", Credit.PARTIAL),
    ("location", "PERU", "PERU: RIO ALTO (CITY)", Credit.PARTIAL),
    ("location", "PERU: RIO ALTO (CITY)", "PERU", Credit.PARTIAL),
    ("location", "PERU: RIO BAJO (CITY)", "PERU: RIO ALTO (CITY)", Credit.PARTIAL),
    ("location", "CHILE: RIO ALTO (CITY)", "PERU: RIO ALTO (CITY)", Credit.PARTIAL),
    ("location", "CHILE: RIO BAJO (CITY)", "PERU: RIO ALTO (CITY)", Credit.INCORRECT),
    ("location", "CHILE", "PERU", Credit.INCORRECT),
    ("location", "PERU: A (CITY)", "PERU: A (CITY) - B (CITY)", Credit.PARTIAL),
    ("location", "PERU: B (CITY) - A (CITY)", "PERU: A (CITY) - B (CITY)", Credit.CORRECT),
    ("instrument_type", 'GUN: "RIFLES"', 'MACHINE GUN: "RIFLES"', Credit.PARTIAL),
    ("instrument_type", 'MACHINE GUN: "RIFLES"', 'GUN: "RIFLES"', Credit.INCORRECT),
    ("instrument_type", 'EXPLOSIVE: "CAR"', 'VEHICLE BOMB: "CAR"', Credit.PARTIAL),
    ("instrument_type", "GUN: -", 'GUN: "-"', Credit.CORRECT),
    ("instrument_type", 'GUN: "PISTOL"', "GUN: -", Credit.PARTIAL),
    ("phys_tgt_effect", 'DESTROYED: "MILL"', 'SOME DAMAGE: "MILL"', Credit.PARTIAL),
    ("phys_tgt_effect", 'SOME DAMAGE: "MILL"', 'DESTROYED: "MILL"', Credit.INCORRECT),
    (
        "perp_org_confidence",
        'SUSPECTED OR ACCUSED: "F"',
        'SUSPECTED OR ACCUSED BY AUTHORITIES: "F"',
        Credit.PARTIAL,
    ),
    ("hum_tgt_type", 'POLITICAL FIGURE: "MORN"', 'GOVERNMENT OFFICIAL: "MORN"', Credit.PARTIAL),
    ("hum_tgt_type", 'GOVERNMENT OFFICIAL: "MORN"', 'POLITICAL FIGURE: "MORN"', Credit.INCORRECT),
    ("hum_tgt_type", 'ACTIVE MILITARY: "MORN"', 'FORMER ACTIVE MILITARY: "MORN"', Credit.PARTIAL),
    ("hum_tgt_type", 'CIVILIAN: "IDA MORN"', 'CIVILIAN: "IDA MORN" / "MORN"', Credit.CORRECT),
    ("hum_tgt_type", 'CIVILIAN: "NURSE"', 'CIVILIAN: "IDA MORN" / "MORN"', Credit.PARTIAL),
    ("hum_tgt_type", 'LAW ENFORCEMENT: "IDA MORN"', 'CIVILIAN: "IDA MORN"', Credit.INCORRECT),
    ("hum_tgt_number", '3: "NURSES"', '3: "NURSES"', Credit.CORRECT),
    ("hum_tgt_number", '3: "DRIVERS"', '3: "NURSES"', Credit.PARTIAL),
    ("hum_tgt_number", '3: "NURSES"', '~3: "NURSES"', Credit.INCORRECT),
    ("perp_individual", '"REBELS"', '"HILL REBELS" / "REBELS"', Credit.CORRECT),
    ("perp_individual", '"THREE HOODED REBELS FROM THE HILLS"', '"REBELS"', Credit.CORRECT),
    ("perp_individual", '"REBEL LEADERS"', '"REBEL"', Credit.PARTIAL),
    ("perp_individual", '"REBELS"', '"HILL REBELS"', Credit.PARTIAL),
    ("perp_individual", '"SOLDIERS"', '"REBELS"', Credit.INCORRECT),
    ("perp_org", '"HARBOUR FRONT"', '"THE HARBOUR FRONT"', Credit.CORRECT),
    ("perp_org", '"HARBOUR"', '"HARBOUR FRONT"', Credit.PARTIAL),
    ("perp_org", '"MILITANT HARBOUR FRONT"', '"HARBOUR FRONT"', Credit.PARTIAL),
    ("hum_tgt_name", '"MORN"', '"IDA MORN"', Credit.PARTIAL),
    ("hum_tgt_name", '"NURSE IDA MORN"', '"IDA MORN"', Credit.PARTIAL),
    ("hum_tgt_desc", '"NIGHT NURSE": "IDA MORN"', '"NURSE": "IDA MORN"', Credit.CORRECT),
    ("hum_tgt_desc", '"NIGHT NURSE"', '"NURSE": "IDA MORN"', Credit.PARTIAL),
]


@pytest.mark.parametrize(("slot", "found", "right", "expected"), CREDITS)
def test_a_filler_gets_full_half_or_no_credit(slot: str, found: str, right: str, expected: Credit) -> None:
    assert given(slot, found, right) == expected


# Slots


def test_fillers_left_over_on_both_sides_are_incorrect_then_spurious_or_missing() -> None:
    right = key(phys_tgt_id=['"MILL"', '"BRIDGE"', '"DEPOT"']).slots["phys_tgt_id"]
    found = response(phys_tgt_id=['"OLD MILL"', '"CAR"']).slots["phys_tgt_id"]
    assert score_slot("phys_tgt_id", found, right) == {"correct": 1, "incorrect": 1, "missing": 1}
    more = [*found, Fill(value="BUS"), Fill(value="VAN"), Fill(value="CART")]
    counts = score_slot("phys_tgt_id", more, right)
    assert counts == {"correct": 1, "incorrect": 2, "spurious": 2}


def test_fillers_are_paired_for_the_greatest_credit() -> None:
    right = key(hum_tgt_name=['"IDA MORN"', '"MORN"']).slots["hum_tgt_name"]
    found = response(hum_tgt_name=['"MORN"', '"IDA MORN"']).slots["hum_tgt_name"]
    assert score_slot("hum_tgt_name", found, right) == {"correct": 2}


def test_an_optional_filler_is_no_miss_but_counts_where_it_is_given() -> None:
    right = key(instrument_id=['? "RIFLES"']).slots["instrument_id"]
    assert score_slot("instrument_id", [], right) == {"noncommittal": 1}
    assert score_slot("instrument_id", [Fill(value="RIFLES")], right) == {"correct": 1}
    assert score_slot("instrument_id", [Fill(value="BOMB")], right) == {"spurious": 1}


def test_a_required_filler_is_met_before_an_optional_one() -> None:
    right = key(instrument_id=['? "OLD RIFLES"', '"RIFLES"']).slots["instrument_id"]
    assert score_slot("instrument_id", [Fill(value="OLD RIFLES")], right) == {"correct": 1}


def test_a_slot_that_is_empty_on_both_sides_is_noncommittal() -> None:
    assert score_slot("hum_tgt_total", [], []) == {"noncommittal": 1}


# Templates


def test_a_template_is_mapped_only_with_a_like_type_and_a_like_perpetrator_or_target() -> None:
    right = [key(incident_type=["BOMBING"], phys_tgt_id=['"MILL"'], stage=["ACCOMPLISHED"])]
    same_stage = {"stage": ["ACCOMPLISHED"]}
    assert map_templates([response(incident_type=["BOMBING"], phys_tgt_id=['"MILL"'])], right) == {0: 0}
    assert map_templates([response(incident_type=["ATTACK"], phys_tgt_id=['"OLD MILL"'])], right) == {0: 0}
    assert map_templates([response(incident_type=["BOMBING"], **same_stage)], right) == {}
    assert map_templates([response(incident_type=["ARSON"], phys_tgt_id=['"MILL"'])], right) == {}


def test_templates_are_mapped_for_the_greatest_total_and_the_required_one_first() -> None:
    right = [
        key("1 (OPTIONAL)", incident_type=["ATTACK"], hum_tgt_desc=['"NURSE"']),
        key("2", incident_type=["ATTACK"], hum_tgt_desc=['"NURSE"']),
        key("3", incident_type=["ATTACK"], hum_tgt_desc=['"NURSE"'], stage=["THREATENED"]),
    ]
    plain = response(incident_type=["ATTACK"], hum_tgt_desc=['"NURSE"'])
    threat = response(incident_type=["ATTACK"], hum_tgt_desc=['"NURSE"'], stage=["THREATENED"])
    assert map_templates([plain, threat], right) == {0: 1, 1: 2}


def worked_example() -> Tally:
    """Two texts. In the first the key has a bombing, a kidnapping that is missed and an optional arson; the
    response has the bombing and a robbery that did not happen. The second has nothing but a false attack."""
    bombing = key(
        date=["02 MAR 89"],
        location=["PERU: RIO ALTO (CITY)"],
        incident_type=["BOMBING"],
        stage=["ACCOMPLISHED"],
        perp_org=['"HARBOUR FRONT" / "HF"'],
        perp_org_confidence=['CLAIMED OR ADMITTED: "HARBOUR FRONT" / "HF"'],
        phys_tgt_id=['"MILL"', '"BRIDGE"'],
    )
    kidnapping = key(incident_type=["KIDNAPPING"], stage=["ACCOMPLISHED"], hum_tgt_name=['"IDA MORN"'])
    arson = key("3 (OPTIONAL)", incident_type=["ARSON"], phys_tgt_id=['"DEPOT"'])
    found = response(
        date=["- 02 MAR 89"],  # partial
        location=["PERU: RIO ALTO (CITY)"],  # correct
        incident_type=["BOMBING"],  # correct
        stage=["ATTEMPTED"],  # incorrect
        perp_org=['"HF"'],  # correct
        perp_org_confidence=['POSSIBLE: "HF"'],  # incorrect
        phys_tgt_id=['"MILL"'],  # correct, and the bridge is missing
        phys_tgt_total=["1"],  # spurious
    )
    robbery = response(incident_type=["ROBBERY"], phys_tgt_id=['"BANK"'])
    attack = response(incident_type=["ATTACK"])
    return totals([tally_text([found, robbery], [bombing, kidnapping, arson]), tally_text([attack], [])])


def test_the_rows_of_the_sheet_are_those_counted_by_hand() -> None:
    values = figures(worked_example())
    right = 4 + 0.5  # location, type, organisation, mill; half the date
    matched = {"possible": 8, "actual": 8}
    missed, spurious = 3, 3  # the kidnapping's fillers; the robbery's two and the attack's one
    assert values["matched_only.recall"] == right / matched["possible"]
    assert values["matched_only.precision"] == right / matched["actual"]
    assert values["matched_missing.recall"] == right / (matched["possible"] + missed)
    assert values["matched_missing.precision"] == right / matched["actual"]
    assert values["matched_spurious.recall"] == right / matched["possible"]
    assert values["matched_spurious.precision"] == right / (matched["actual"] + spurious)
    r, p = right / (matched["possible"] + missed), right / (matched["actual"] + spurious)
    assert values["all_templates.recall"] == r
    assert values["all_templates.precision"] == p
    assert values["all_templates.f1"] == pytest.approx(2 * p * r / (p + r))
    assert values["all_templates.f_precision_twice"] == pytest.approx(1.25 * p * r / (0.25 * p + r))
    assert values["all_templates.f_recall_twice"] == pytest.approx(5 * p * r / (4 * p + r))


def test_the_rows_of_slots_groups_and_templates_are_those_counted_by_hand() -> None:
    tally = worked_example()
    values = figures(tally)
    assert (values["incident_type.recall"], values["incident_type.precision"]) == (1 / 2, 1 / 3)
    assert (values["phys_tgt_id.recall"], values["phys_tgt_id.precision"]) == (1 / 2, 1 / 2)
    assert (values["perpetrator.recall"], values["perpetrator.precision"]) == (1 / 2, 1 / 2)
    assert (values["set_fills.recall"], values["set_fills.precision"]) == (1 / 5, 1 / 5)
    assert (values["string_fills.recall"], values["string_fills.precision"]) == (2 / 4, 2 / 3)
    assert (values["templates.recall"], values["templates.precision"]) == (1 / 2, 1 / 3)
    assert (values["relevance.recall"], values["relevance.precision"]) == (1, 1 / 2)
    assert [tally[f"stage.{kind}"] for kind in ("incorrect", "missing")] == [1, 1]


def test_an_optional_template_counts_only_where_it_is_found() -> None:
    arson = key("1 (OPTIONAL)", incident_type=["ARSON"], phys_tgt_id=['"DEPOT"', '"SHED"'])
    nothing = tally_text([], [arson])
    assert (nothing["all_templates.possible"], nothing["relevance.possible"]) == (0, 0)
    found = tally_text([response(incident_type=["ARSON"], phys_tgt_id=['"DEPOT"'])], [arson])
    assert (found["all_templates.right"], found["all_templates.possible"]) == (2, 3)
