"""Place and date of an incident: the finest that is well supported, rivals kept, nothing pretended."""

from dataclasses import replace

import pytest

from dateline.model import Basis, DateInterval, DatePrecision, PlacePrecision, PlaceRef, Status
from resolve.tellings import summed, tell
from store.accounts import RAVA, TOLM, day

NORTH = PlaceRef(
    text="the north",
    name="North",
    geonameid=21,
    country="XA",
    admin1="North",
    precision=PlacePrecision.PROVINCE,
)
XANADU = PlaceRef(text="Xanadu", name="Xanadu", geonameid=1, country="XA", precision=PlacePrecision.COUNTRY)
OTHER_TOWN = replace(RAVA, text="Uln", name="Uln", geonameid=14, latitude=11.5)
NEXT_TOWN = replace(RAVA, text="Rava Bridge", name="Rava Bridge", geonameid=13, latitude=10.2)
UNRESOLVED = PlaceRef(text="the old mill")
MONDAY, TUESDAY, PUBLISHED = day("2026-03-09"), day("2026-03-10"), day("2026-03-11", Basis.PUBLICATION)
MARCH = DateInterval(
    start="2026-03-01", end="2026-03-31", precision=DatePrecision.MONTH, basis=Basis.TEXT, text="March"
)


@pytest.mark.parametrize(
    ("told", "place", "alternatives"),
    [
        ([XANADU, NORTH, RAVA], "Rava", []),
        ([RAVA, TOLM, TOLM], "Tolm", ["Rava"]),
        ([RAVA, OTHER_TOWN, NORTH], "North", ["Rava", "Uln"]),
        ([XANADU, UNRESOLVED], "Xanadu", ["the old mill"]),
        ([UNRESOLVED, UNRESOLVED], "the old mill", []),
        ([RAVA, NEXT_TOWN, NEXT_TOWN], "Rava Bridge", ["Rava"]),
    ],
    ids=["finer", "outvoted", "even towns, province told", "words stay", "only words", "next town"],
)
def test_the_finest_place_that_more_origins_tell_than_deny_is_the_incidents(told, place, alternatives):
    incident = summed(*(tell("ABC"[i], place=one) for i, one in enumerate(told)))
    assert incident.place is not None
    assert (incident.place.name or incident.place.text) == place
    assert sorted(o.place.name or o.place.text for o in incident.place_alternatives) == alternatives


def test_where_two_towns_are_told_by_one_each_only_what_they_share_is_given_and_has_no_point():
    incident = summed(tell("A", place=RAVA), tell("B", place=OTHER_TOWN))
    assert incident.place is not None
    assert (incident.place.name, incident.place.precision) == ("North", PlacePrecision.PROVINCE)
    assert incident.place.latitude is None
    assert incident.place.geonameid is None
    assert {o.place.text for o in incident.place_alternatives} == {"Rava", "Uln"}
    country = summed(tell("A", place=RAVA), tell("B", place=TOLM)).place
    assert country is not None
    assert (country.precision, country.country, country.latitude) == (PlacePrecision.COUNTRY, "XA", None)


def test_copies_of_one_story_do_not_outvote_another_newsroom():
    wire = "A wall of the market hall came down upon the evening crowd in a quarter of the old town."
    copies = [tell(name, body=wire, origin="Wire", place=TOLM) for name in "AB"]
    incident = summed(*copies, tell("C", place=RAVA), tell("D", place=RAVA))
    assert incident.place == RAVA


def test_what_no_account_places_or_dates_stays_unknown():
    incident = summed(tell("A"), tell("B"))
    assert (incident.place, incident.date) == (None, None)
    assert (incident.place_alternatives, incident.date_alternatives) == ((), ())


@pytest.mark.parametrize(
    ("told", "start", "end", "precision"),
    [
        ([MARCH, MONDAY], "2026-03-09", "2026-03-09", DatePrecision.DAY),
        ([MONDAY, TUESDAY, TUESDAY], "2026-03-10", "2026-03-10", DatePrecision.DAY),
        ([MONDAY, TUESDAY], "2026-03-09", "2026-03-10", DatePrecision.DAYS),
        ([MONDAY, TUESDAY, MARCH], "2026-03-01", "2026-03-31", DatePrecision.MONTH),
        ([PUBLISHED, MARCH], "2026-03-01", "2026-03-31", DatePrecision.MONTH),
        ([PUBLISHED, day("2026-03-10", Basis.PUBLICATION)], "2026-03-10", "2026-03-10", DatePrecision.DAY),
    ],
    ids=["finer", "outvoted", "even days", "even days, month told", "own before publication", "first report"],
)
def test_the_finest_date_that_is_well_supported_is_the_incidents(told, start, end, precision):
    incident = summed(*(tell("ABC"[i], date=one) for i, one in enumerate(told)))
    assert incident.date is not None
    assert (incident.date.start, incident.date.end, incident.date.precision) == (start, end, precision)


def test_rival_days_are_kept_with_the_accounts_that_give_them():
    pairs = [tell("A", date=MONDAY), tell("B", date=TUESDAY), tell("C", date=TUESDAY)]
    (other,) = summed(*pairs).date_alternatives
    assert (other.date, other.account_ids) == (MONDAY, (pairs[0][1].id,))


def test_a_publication_day_is_never_passed_off_as_the_events_own():
    incident = summed(tell("A", date=PUBLISHED), tell("B", date=PUBLISHED))
    assert incident.date is not None
    assert incident.date.basis is Basis.PUBLICATION


def test_where_somebody_denies_it_to_have_been_is_not_where_it_was():
    incident = summed(tell("A", place=RAVA), tell("B", place=TOLM, status=Status.DENIED))
    assert incident.place == RAVA
    assert incident.place_alternatives == ()
