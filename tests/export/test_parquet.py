"""Parquet: typed, nested, nulls kept."""

import datetime
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.export import write
from dateline.export.parquet import arrow_schema
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, INCIDENT_RECORD, REPORTED_RECORD


def table(records, level):
    out = io.BytesIO()
    write(records, out, format="parquet", level=level)
    return pq.read_table(io.BytesIO(out.getvalue()))


def test_an_account_keeps_its_shape_and_its_nulls():
    first, second = table([CLAIMED_RECORD, REPORTED_RECORD], "account").to_pylist()
    assert first["date"]["start"] == datetime.date(2031, 3, 4)
    assert first["casualties"]["killed"]["sides"] == [{"low": 2, "high": 2, "of": "soldiers"}]
    assert first["casualties"]["injured"] is None
    assert dict(first["evidence"])["actors.1"] == [[113, 125]]
    assert first["other_values"][0]["value"].startswith('{"ambiguous": false')
    assert second["place"]["latitude"] is None
    assert second["claim"] is None


def test_an_incident_holds_its_accounts():
    (row,) = table([INCIDENT_RECORD], "incident").to_pylist()
    assert [account["account_id"] for account in row["accounts"]] == ["b2:a1", "b2:a2"]
    assert row["casualties"]["killed"] == {"low": 2, "best": 5, "high": None}


def test_documents_keep_their_text():
    found = table(DOCUMENT_RECORDS.values(), "document")
    assert found.column("body").to_pylist() == [record["body"] for record in DOCUMENT_RECORDS.values()]


@pytest.mark.parametrize("level", ["incident", "account", "document"])
def test_an_empty_export_has_the_same_schema_as_a_full_one(level):
    assert table([], level).schema == arrow_schema(level)


def test_counts_are_integers_and_coordinates_are_numbers():
    schema = arrow_schema("account")
    assert schema.field("casualties").type.field("killed").type.field("low").type == pa.int64()
    assert schema.field("place").type.field("latitude").type == pa.float64()
    assert schema.field("machine").type == pa.bool_()
