"""The one entry point."""

import io

import pytest

from dateline.cli.export import NAMES
from dateline.errors import UsageError
from dateline.export import FORMAT_INFO, FORMATS, LEVELS, write
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, INCIDENT_RECORD

RECORDS = {
    "incident": [INCIDENT_RECORD],
    "account": [CLAIMED_RECORD],
    "document": list(DOCUMENT_RECORDS.values()),
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("format", FORMATS)
def test_each_format_writes_each_level_the_same_twice_or_says_why_not(format, level):
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        try:
            write(iter(RECORDS[level]), out, format=format, level=level, documents=DOCUMENT_RECORDS)
        except UsageError:
            assert level not in FORMAT_INFO[format].levels
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_the_file_given_stays_open(format):
    out = io.BytesIO()
    write([INCIDENT_RECORD], out, format=format, documents=DOCUMENT_RECORDS)
    assert not out.closed
    assert out.getvalue()


@pytest.mark.parametrize(("format", "level"), [("docx", "incident"), ("csv", "paragraph")])
def test_an_unknown_format_or_level_lists_what_there_is(format, level):
    with pytest.raises(UsageError, match="formats are table, jsonl, csv, geojson, parquet, html"):
        write([], io.BytesIO(), format=format, level=level)


def test_the_command_offers_every_format_and_no_other():
    assert NAMES == FORMATS == tuple(FORMAT_INFO)
