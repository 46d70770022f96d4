"""What a scheme takes unasked, and that nothing is lost without a word."""

import io

import pytest

from dateline.export import Crosswalk, Filters, LeftOut, Tally, write
from dateline.export.acled import acled_row
from dateline.export.crosswalk import unasked
from dateline.export.gtd import gtd_row
from dateline.export.polecat import polecat_row
from dateline.export.ucdp import ucdp_row
from dateline.model import Grade, Status
from export.events import event, group


@pytest.fixture(scope="module")
def crosswalk():
    return Crosswalk.load()


ATTACK = event(
    actors=[
        group("perpetrator", "Islamic State", "islamic-state"),
        group("victim", "villagers", "generic:villagers:ML"),
    ],
    killed=(2, 5, 7),
)


@pytest.mark.parametrize("row_of", [acled_row, ucdp_row, gtd_row, polecat_row])
def test_an_event_that_occurred_is_in_every_scheme(row_of, crosswalk):
    assert isinstance(row_of(ATTACK, crosswalk), dict)


@pytest.mark.parametrize("status", [Status.THREATENED, Status.DENIED, Status.HYPOTHETICAL])
@pytest.mark.parametrize("row_of", [acled_row, ucdp_row, gtd_row, polecat_row])
def test_what_did_not_happen_is_no_event_unless_asked_for(row_of, status, crosswalk):
    record = ATTACK | {"status": status}
    refused = row_of(record, crosswalk)
    assert refused == LeftOut(f"{status} (ask with --status {status})")
    asked = crosswalk.asking(Filters(status=(status,)))
    assert isinstance(row_of(record, asked), dict)


@pytest.mark.parametrize("row_of", [acled_row, ucdp_row, polecat_row])
def test_a_claim_alone_is_no_event_where_no_field_tells_it(row_of, crosswalk):
    assert isinstance(row_of(ATTACK | {"status": Status.CLAIMED}, crosswalk), LeftOut)


@pytest.mark.parametrize("row_of", [acled_row, ucdp_row, gtd_row, polecat_row])
def test_what_a_reviewer_discounted_is_left_out_everywhere(row_of, crosswalk):
    record = ATTACK | {"grade": Grade.DISCOUNTED}
    assert "discounted" in row_of(record, crosswalk).reason
    assert isinstance(row_of(record, crosswalk.asking(Filters(grade=(Grade.DISCOUNTED,)))), dict)


def test_a_speech_act_is_left_out_unless_its_type_is_asked_for(crosswalk):
    threat = ATTACK | {"event_type": "threat"}
    assert "speech acts" in acled_row(threat, crosswalk).reason
    asked = crosswalk.asking(Filters(type=("threat",)))
    assert acled_row(threat, asked)["sub_event_type"] == "Other"
    assert polecat_row(threat, crosswalk)["Event Type"] == "THREATEN"


def test_a_type_that_the_codebook_in_use_lacks_is_left_out_with_its_name(crosswalk):
    refused = unasked(ATTACK | {"event_type": "parade"}, crosswalk, {Status.OCCURRED})
    assert refused == LeftOut("of type parade, which the codebook in use does not have")


def test_every_record_is_written_or_counted_with_its_reason():
    records = [ATTACK, ATTACK | {"date": None}, ATTACK | {"place": None}, ATTACK | {"status": "denied"}]
    tally = write(records, io.BytesIO(), format="acled")
    assert tally.written == 1
    assert dict(tally.left_out) == {
        "without a date": 1,
        "without a country": 1,
        "denied (ask with --status denied)": 1,
    }
    assert tally.lines()[0].startswith("left out: 1 ")


def test_nothing_is_said_where_nothing_was_lost():
    assert Tally().lines() == []
