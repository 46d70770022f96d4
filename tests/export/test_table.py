"""The terminal table."""

import copy
import io

from dateline.export import Style, write
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, INCIDENT_RECORD, REPORTED_RECORD


def drawn(records, level="account", **style):
    out = io.BytesIO()
    write(records, out, format="table", level=level, documents=DOCUMENT_RECORDS, style=Style(**style))
    return out.getvalue().decode()


def flat(text):
    return " ".join(text.replace("│", " ").split())


def test_an_account_shows_type_status_place_toll_and_source_sentence():
    text = flat(drawn([REPORTED_RECORD], width=250))
    for expected in ("armed attack", "occurred", "2031-03-04 (text)", "Orrin (unknown)", "at least 5"):
        assert expected in text
    assert "At least five people were killed in Orrin on Tuesday, the governor said." in text


def test_an_incident_shows_grade_and_best_toll_with_its_range():
    text = flat(drawn([INCIDENT_RECORD], "incident", width=250))
    assert "fair" in text
    assert "5 (2 to ?)" in text
    assert "not reviewed" in text


def test_unknown_killed_is_an_empty_cell():
    record = copy.deepcopy(REPORTED_RECORD)
    record["casualties"]["killed"] = None
    (first_line,) = [line for line in drawn([record], width=250).splitlines() if "armed attack" in line]
    what, _, _, _, _, killed, _ = first_line.strip("│").split("│")
    assert what.strip() == "armed attack"
    assert killed.strip() == ""


def test_outside_text_neither_drives_the_terminal_nor_is_read_as_markup():
    record = copy.deepcopy(CLAIMED_RECORD)
    record["actors"][1]["text"] = "two\x1b[2J [red]men[/red]"
    text = drawn([record], width=250)
    assert "\x1b" not in text
    assert "[red]men[/red]" in text


def test_colour_is_used_only_when_asked_for():
    assert "\x1b[1m" in drawn([CLAIMED_RECORD], colour=True)
    assert "\x1b" not in drawn([CLAIMED_RECORD])


def test_the_table_keeps_to_its_width():
    assert max(map(len, drawn([CLAIMED_RECORD], width=100).splitlines())) <= 100


def test_documents_are_listed_with_outlet_and_title():
    text = flat(drawn(DOCUMENT_RECORDS.values(), "document", width=250))
    assert "Coast Wire" in text
    assert "Blast on the Orrin road" in text
