"""JSON lines: records whole, one a line."""

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from dateline.export import write
from export.samples import CLAIMED_RECORD, INCIDENT_RECORD


def lines(records, level):
    out = io.BytesIO()
    write(records, out, format="jsonl", level=level)
    return out.getvalue().decode().splitlines()


def test_each_record_is_one_line_and_comes_back_equal():
    found = lines([INCIDENT_RECORD, INCIDENT_RECORD], "incident")
    assert len(found) == 2
    assert json.loads(found[0]) == json.loads(json.dumps(INCIDENT_RECORD))


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_breaks_a_line(text):
    (line,) = lines([{**CLAIMED_RECORD, "weapon": text}], "account")
    assert json.loads(line)["weapon"] == text
