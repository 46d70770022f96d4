"""The filter record: one spelling, every fault named, unknown never matched."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.export import FILTER_NAMES, Filters, matches
from dateline.export.filters import Bounds
from dateline.model import Grade, Status
from export.samples import CLAIMED_RECORD, DOCUMENT_RECORDS, HARBOUR, INCIDENT_RECORD, REPORTED_RECORD

TYPES = ("armed_attack", "bombing", "protest")


def parse(**values):
    return Filters.parse({name.rstrip("_"): value for name, value in values.items()}, TYPES)


def keeps(record, **values):
    return matches(record, parse(**values), DOCUMENT_RECORDS)


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), max_size=8)


@st.composite
def filters(draw):
    first, last = sorted([draw(st.dates()), draw(st.dates())])
    south, north = sorted([draw(st.floats(-90, 90)), draw(st.floats(-90, 90))])
    box = Bounds(west=draw(st.floats(-180, 180)), south=south, east=draw(st.floats(-180, 180)), north=north)

    def some(values):
        return tuple(sorted(draw(st.sets(st.sampled_from(values)))))

    return Filters(
        country=some(["SY", "IQ", "TM"]),
        admin1=draw(names),
        bbox=draw(st.sampled_from([None, box])),
        from_=draw(st.sampled_from(["", first.isoformat()])),
        to=draw(st.sampled_from(["", last.isoformat()])),
        type=some(TYPES),
        status=some(list(Status)),
        actor=draw(names),
        min_killed=draw(st.one_of(st.none(), st.integers(0, 10**9 - 1))),
        outlet=draw(names),
        grade=some(list(Grade)),
        review=some(["machine", "reviewed"]),
        text=draw(names),
    )


@given(filters())
def test_filters_come_back_from_their_query(found):
    query = found.to_query()
    assert set(query) <= set(FILTER_NAMES)
    assert Filters.parse(query, TYPES) == found


def test_no_filter_keeps_everything():
    assert parse() == Filters()
    assert parse(country="  ", text="") == Filters()
    for record in (CLAIMED_RECORD, INCIDENT_RECORD, *DOCUMENT_RECORDS.values()):
        assert matches(record, Filters(), {})


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"colour": "red"}, "colour: no such filter; the filters are country, admin1"),
        ({"status": "occured"}, "status: occured is not allowed; use one of occurred, claimed"),
        ({"type": "armed_attack,war"}, "type: war is not allowed; use one of armed_attack, bombing, protest"),
        ({"grade": "good"}, "grade: good is not allowed; use one of confirmed"),
        ({"review": "done"}, "review: done is not allowed; use one of machine, reviewed"),
        ({"country": "Syria"}, "country: 'SYRIA' is not a two-letter"),
        ({"bbox": "1,2,3"}, "bbox: '1,2,3' is not four numbers"),
        ({"bbox": "0,50,1,40"}, "south is not above north"),
        ({"bbox": "nan,0,1,1"}, "longitudes are -180 to 180"),
        ({"from": "last week"}, "from: 'last week' is not a day"),
        ({"to": "2031-13"}, "to: '2031-13' is not a day"),
        ({"to": "2031-02-30"}, "to: '2031-02-30' is not a day"),
        ({"from": "2031-1-2-3"}, "from: '2031-1-2-3' is not a day"),
        ({"from": "2032", "to": "2031"}, "from: 2032-01-01 is after to: 2031-12-31"),
        ({"min_killed": "-1"}, "min_killed: '-1' is not a whole number"),
        ({"min_killed": "two"}, "min_killed: 'two' is not a whole number"),
    ],
)
def test_a_bad_value_says_what_is_allowed(values, fault):
    with pytest.raises(UsageError) as caught:
        Filters.parse(values, TYPES)
    assert fault in str(caught.value)


def test_all_bad_values_are_listed_at_once():
    with pytest.raises(UsageError) as caught:
        Filters.parse({"status": "x", "grade": "y", "bbox": "z"}, TYPES)
    assert len(str(caught.value).splitlines()) == 3


def test_a_month_or_year_covers_its_days():
    assert parse(from_="2031-02", to="2032-02").to == "2032-02-29"
    assert parse(from_="2031").from_ == "2031-01-01"


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"country": "tm"}, True),
        ({"country": "SY"}, False),
        ({"admin1": "tamsa"}, True),
        ({"admin1": "Velan"}, False),
        ({"type": "bombing,armed_attack"}, True),
        ({"type": "bombing"}, False),
        ({"status": "claimed"}, True),
        ({"status": "occurred"}, False),
        ({"actor": "sable-column"}, True),
        ({"actor": "SABLE COLUMN"}, True),
        ({"actor": "army"}, False),
        ({"min_killed": "2"}, True),
        ({"min_killed": "3"}, False),
        ({"outlet": "harbour post"}, True),
        ({"outlet": "Coast Wire"}, False),
        ({"review": "machine"}, True),
        ({"review": "reviewed"}, False),
        ({"bbox": "39,-36,40,-35"}, True),
        ({"bbox": "39,35,40,36"}, False),
        ({"bbox": "39,-36,-170,-35"}, True),
        ({"from": "2031-03-04", "to": "2031-03-04"}, True),
        ({"from": "2031-03-05"}, False),
        ({"to": "2031-03-03"}, False),
        ({"text": "fighters ORRIN"}, True),
        ({"text": "Sable claims"}, True),
        ({"text": "colonel"}, False),
    ],
)
def test_an_account_is_kept_by_what_it_knows(values, kept):
    assert matches(CLAIMED_RECORD, Filters.parse(values, TYPES), DOCUMENT_RECORDS) is kept


@pytest.mark.parametrize("values", [{"bbox": "-180,-90,180,90"}, {"country": "TM"}, {"admin1": "Tamsa"}])
def test_an_unresolved_place_matches_no_place_filter(values):
    assert not keeps(REPORTED_RECORD, **values)


def test_unknown_killed_matches_no_least_number_not_even_zero():
    record = copy.deepcopy(CLAIMED_RECORD)
    record["casualties"]["killed"] |= {"low": None, "high": 9}
    assert not keeps(record, min_killed="0")
    record["casualties"]["killed"] = None
    assert not keeps(record, min_killed="0")


def test_an_unknown_date_matches_no_day_and_overlap_is_enough():
    record = copy.deepcopy(CLAIMED_RECORD)
    record["date"] |= {"start": "2031-02-20", "end": "2031-03-10"}
    assert keeps(record, from_="2031-03-01", to="2031-03-02")
    record["date"] |= {"start": None, "end": None}
    assert not keeps(record, from_="1900")
    record["date"] = None
    assert not keeps(record, to="2999")
    assert keeps(record)


def test_an_incident_is_kept_by_any_of_its_sources_and_its_best_toll():
    assert keeps(INCIDENT_RECORD, outlet="coast wire", min_killed="5", grade="fair,confirmed")
    assert not keeps(INCIDENT_RECORD, min_killed="6")
    assert not keeps(INCIDENT_RECORD, grade="contested")
    assert keeps(INCIDENT_RECORD, text="governor")


def test_a_document_is_kept_by_outlet_day_and_text():
    document = DOCUMENT_RECORDS[HARBOUR.id]
    assert keeps(document, outlet="harbour post", from_="2031-03-04", text="medics claims")
    assert not keeps(document, to="2031-03-03")
    assert not keeps(document, text="governor")


@pytest.mark.parametrize(
    ("level", "values"),
    [("account", {"grade": "fair"}), ("document", {"min_killed": "1"}), ("document", {"type": "bombing"})],
)
def test_a_filter_that_means_nothing_at_a_level_is_refused(level, values):
    with pytest.raises(UsageError, match="--level incident"):
        parse(**values).check(level)


def test_filters_that_fit_a_level_pass():
    parse(grade="fair").check("incident")
    parse(min_killed="1").check("account")
    parse(outlet="Coast Wire", text="x", from_="2031").check("document")
