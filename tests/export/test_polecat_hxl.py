"""POLECAT's tab-separated columns and the HXL row of tags."""

import csv
import io

import pytest

from dateline.codebook import Codebook
from dateline.export import Crosswalk, write
from dateline.export.code_lists import list_of
from dateline.export.hxl import HEADERS, TAGS
from dateline.export.polecat import COLUMNS, polecat_row
from export.events import COUNTRY, event, group

ISLAMIC_STATE = group("perpetrator", "Islamic State", "islamic-state")
ARMY = group("target", "Malian Armed Forces", "malian-army")


@pytest.fixture(scope="module")
def crosswalk():
    return Crosswalk.load()


def read(record, format):
    out = io.BytesIO()
    write([record], out, format=format)
    text = io.StringIO(out.getvalue().decode(), newline="")
    return list(csv.reader(text, dialect="excel-tab" if format == "polecat" else "excel"))


def test_the_columns_are_polecats_40_in_order(crosswalk):
    row = polecat_row(event([ISLAMIC_STATE, ARMY]), crosswalk)
    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 40


def test_who_did_it_is_the_actor_and_to_whom_the_recipient(crosswalk):
    row = polecat_row(event([ISLAMIC_STATE, ARMY], event_type="air_strike"), crosswalk)
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == (
        "ASSAULT",
        "aerial",
        "MATERIAL CONFLICT",
    )
    assert (row["Actor Name"], row["Primary Actor Sector"]) == ("Islamic State", "REB")
    assert (row["Recipient Name"], row["Recipient Country"], row["Recipient COW"]) == (
        "Malian Armed Forces",
        "MLI",
        432,
    )


def test_of_two_who_take_part_the_second_is_the_recipient(crosswalk):
    talks = event(
        [
            group("participant", "Islamic State", "islamic-state"),
            group("participant", "Malian Armed Forces", "malian-army"),
        ],
        event_type="talks",
    )
    row = polecat_row(talks, crosswalk)
    assert (row["Actor Name"], row["Recipient Name"]) == ("Islamic State", "Malian Armed Forces")


def test_missing_is_the_word_none_and_no_cell_breaks_its_line():
    record = event([group("perpetrator", "a\tgroup\nof two", None)], place=COUNTRY)
    header, row = read(record, "polecat")
    assert len(header) == len(row) == 40
    cells = dict(zip(header, row, strict=True))
    assert (cells["Latitude"], cells["City"], cells["Contexts"]) == ("None", "None", "None")
    assert cells["Actor Name Raw"] == "a group of two"
    assert "machine-made" in cells["Version"]


def test_every_type_has_a_quad():
    quads = list_of("polecat")["quads"]
    assert {kind.plover.type for kind in Codebook.load().types.values()} <= set(quads)
    assert len(set(quads.values())) == 4


def test_the_second_row_tags_every_column():
    headers, tags, row = read(event([ISLAMIC_STATE], (2, 5, None)), "hxl")
    assert tuple(headers) == HEADERS
    assert tuple(tags) == TAGS
    assert all(tag.startswith("#") for tag in tags)
    cells = dict(zip(headers, row, strict=True))
    assert (cells["killed_low"], cells["killed_best"], cells["killed_high"]) == ("2", "5", "")
    assert cells["review"] == "machine-made, not reviewed"


def test_libhxl_reads_the_tags_and_filters_by_them():
    hxl = pytest.importorskip("hxl", reason="libhxl is built apart (make hxl)")
    out = io.BytesIO()
    records = [event([ISLAMIC_STATE], (2, 5, 7)), event(incident_id="b2:i2", place=COUNTRY)]
    write(records, out, format="hxl")
    with hxl.data(hxl.make_input(io.BytesIO(out.getvalue()))) as source:
        assert source.tags[0] == "#event"
        rows = list(source)
    assert [row.get("#affected+killed-min-max") for row in rows] == ["5", None]
    assert [row.get("#geo+lat") for row in rows] == ["14.48431", None]
    assert rows[0].get("#country+code") == "ML"


def test_only_addresses_of_the_web_are_given():
    source = event()["sources"][0]
    hostile = event(sources=[source | {"url": "javascript:alert(1)"}])
    header, _, row = read(hostile, "hxl")
    assert dict(zip(header, row, strict=True))["urls"] == ""
