"""One record for a person at a terminal."""

import copy

import pytest

from dateline.codec import document_record, to_record
from dateline.export import show_text
from dateline.model import Document, Label
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, INCIDENT_RECORD, tell


def paragraph(text, label):
    return next(block for block in text.split("\n\n") if block.startswith(label))


def test_each_field_stands_with_its_sentence_marked_words_speaker_and_method():
    text = show_text(CLAIMED_RECORD, DOCUMENT_RECORDS)
    killed = paragraph(text, "killed")
    assert "2 (soldiers: 2)" in killed
    assert "an attack in Orrin that killed «two» soldiers." in killed
    assert "said by the Sable Column (claimant); by rules@1, confidence 0.80" in killed
    for path in CLAIMED_RECORD["provenance"]:
        start, end = CLAIMED_RECORD["evidence"][path][0]
        assert f"«{DOCUMENT_RECORDS[CLAIMED_RECORD['document_id']]['body'][start:end]}»" in text


def test_a_value_that_nobody_measured_says_so():
    unmeasured = copy.deepcopy(CLAIMED_RECORD)
    unmeasured["provenance"]["status"]["confidence"] = None
    text = show_text(unmeasured, DOCUMENT_RECORDS)
    assert "by rules@1, confidence not measured" in paragraph(text, "status")


def test_rivals_inside_a_document_follow_and_name_the_part_they_rest_on():
    text = show_text(CLAIMED_RECORD, DOCUMENT_RECORDS)
    assert "Medics in the town counted «three dead»." in paragraph(text, "or: killed")
    assert "[title] Sable Column «claims attack» in Orrin" in paragraph(text, "or: claim")


def test_what_nobody_reviewed_says_so():
    assert "machine-made, not reviewed" in show_text(CLAIMED_RECORD, DOCUMENT_RECORDS)
    reviewed = {**copy.deepcopy(CLAIMED_RECORD), "review": "reviewed"}
    assert "not reviewed" not in show_text(reviewed, DOCUMENT_RECORDS)


def test_an_incident_sets_rival_values_side_by_side_and_shows_every_account():
    text = show_text(INCIDENT_RECORD, DOCUMENT_RECORDS)
    assert "armed attack in Orrin, Tamsa, TM (town), 2031-03-04 (day); killed 2 or more, best 5" in text
    differing = paragraph(text, "where the accounts differ")
    assert "2 (soldiers: 2) [Harbour Post] | 3 [Harbour Post] | at least 5 [Coast Wire]" in differing
    assert "2031-03-04" not in differing
    assert "account b2:a1" in text
    assert "account b2:a2" in text
    assert "fair: two independent origins" in text


def test_colour_marks_in_bold_only_when_asked():
    assert "\x1b[1m«two»\x1b[0m" in show_text(CLAIMED_RECORD, DOCUMENT_RECORDS, colour=True)
    assert "\x1b" not in show_text(CLAIMED_RECORD, DOCUMENT_RECORDS)


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07", "\u202e", "\r\n"])
def test_hostile_text_reaches_the_terminal_without_its_controls(hostile):
    document = Document(parts={"title": f"a{hostile}b", "body": f"Men{hostile}met at noon."})
    account = tell(document, "b2:h").says("event_type", Label(value="talks"), f"{hostile}met").account()
    text = show_text(to_record(account, document), {document.id: document_record(document)})
    assert hostile not in text
    assert "met" in text
