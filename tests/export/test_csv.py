"""CSV: safe cells, empty unknowns, numbers that stay numbers."""

import copy
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export import COLUMNS, write
from dateline.export.csv import FORMULA_STARTS, SKIPPED_BY_SPREADSHEETS, safe_text
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, INCIDENT_RECORD, REPORTED_RECORD


def rows(records, level):
    out = io.BytesIO()
    write(records, out, format="csv", level=level)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


@pytest.mark.parametrize(
    ("level", "record"),
    [
        ("incident", INCIDENT_RECORD),
        ("account", CLAIMED_RECORD),
        ("document", next(iter(DOCUMENT_RECORDS.values()))),
    ],
)
def test_columns_come_in_their_documented_order(level, record):
    (row,) = rows([record], level)
    assert list(row) == [column.name for column in COLUMNS[level]]
    assert len(set(row)) == len(COLUMNS[level])
    assert all(column.doc for column in COLUMNS[level])


def test_unknown_is_an_empty_cell_and_never_zero():
    (row,) = rows([REPORTED_RECORD], "account")
    assert (row["killed_low"], row["killed_high"], row["injured_low"]) == ("5", "", "")
    assert (row["latitude"], row["geonameid"]) == ("", "")


def test_a_told_zero_stays_a_zero():
    record = copy.deepcopy(REPORTED_RECORD)
    record["casualties"]["killed"] |= {"low": 0, "high": 0}
    (row,) = rows([record], "account")
    assert (row["killed_low"], row["killed_high"]) == ("0", "0")


def test_a_negative_latitude_stays_a_number():
    (row,) = rows([CLAIMED_RECORD], "account")
    assert float(row["latitude"]) == -35.95


@pytest.mark.parametrize(
    "text",
    ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\tx", "\rx", ' "=1', "'=1", "\uff1d1", "\ufeff=1", "|cmd"],
)
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(text):
    record = copy.deepcopy(CLAIMED_RECORD)
    record["weapon"] = text
    record["actors"][1]["text"] = text
    (row,) = rows([record], "account")
    assert row["weapon"] == "'" + text
    assert row["victims"] == "'" + text


@given(st.text())
def test_no_text_cell_begins_like_a_formula(text):
    safe = safe_text(text)
    assert safe.lstrip(SKIPPED_BY_SPREADSHEETS)[:1] not in FORMULA_STARTS or safe[0] == "'"
    assert safe[:1] not in FORMULA_STARTS
    assert safe in (text, "'" + text)


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back_from_its_cell(text):
    record = {**REPORTED_RECORD, "weapon": text or None}
    (row,) = rows([record], "account")
    assert row["weapon"] == safe_text(text)


def test_rows_come_in_the_order_given_and_bytes_do_not_change():
    out, again = io.BytesIO(), io.BytesIO()
    for target in (out, again):
        write(iter([REPORTED_RECORD, CLAIMED_RECORD]), target, format="csv", level="account")
    assert out.getvalue() == again.getvalue()
    assert out.getvalue().index(b"b2:a2") < out.getvalue().index(b"b2:a1")


def test_an_incident_row_counts_its_sources_and_gives_low_best_high():
    (row,) = rows([INCIDENT_RECORD], "incident")
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("2", "5", "")
    assert row["account_ids"] == "b2:a1; b2:a2"
    assert row["urls"] == "https://harbour.example/orrin; javascript:alert(1)"
