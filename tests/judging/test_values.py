"""What a person may write into a field, and what is told of what does not fit."""

import pytest

from dateline.errors import UsageError
from dateline.judging.values import FIELDS, field_named, value_of
from dateline.model import (
    ActorRef,
    Claim,
    Count,
    DateInterval,
    DatePrecision,
    Label,
    PlacePrecision,
    PlaceRef,
    Role,
    Value,
)
from judging.desk import LISTS
from store.accounts import RAVA


def value(field: str, text: str, before: Value | None = None) -> Value:
    (found,) = value_of(field, text, LISTS, before)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20", 20, 20),
        ("0", 0, 0),
        ("20-24", 20, 24),
        ("20 \u2013 24", 20, 24),
        ("20+", 20, None),
        ("unknown", None, None),
    ],
)
def test_a_figure_is_exact_a_range_open_or_unknown(text: str, low: int | None, high: int | None) -> None:
    found = value("casualties.killed", text)
    assert isinstance(found, Count)
    assert (found.low, found.high, found.text) == (low, high, text)


@pytest.mark.parametrize(
    "text", ["lots", "-3", "24-20", "20++", "1.5", "99999999", "\u0663", "", "none", "2" * 400]
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        value("casualties.killed", text)


def test_a_number_of_events_is_at_least_one() -> None:
    with pytest.raises(UsageError, match="from 1"):
        value("count", "0")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2026-03-09", "2026-03-09", "2026-03-09", DatePrecision.DAY),
        ("2024-02", "2024-02-01", "2024-02-29", DatePrecision.MONTH),
        ("2026", "2026-01-01", "2026-12-31", DatePrecision.YEAR),
        ("2026-03-09/2026-03-11", "2026-03-09", "2026-03-11", DatePrecision.DAYS),
        ("2026-03-09 / 2026-03-15", "2026-03-09", "2026-03-15", DatePrecision.WEEK),
        ("2026-03/2026-05", "2026-03-01", "2026-05-31", DatePrecision.YEAR),
        ("unknown", None, None, DatePrecision.UNKNOWN),
    ],
)
def test_a_date_is_a_day_a_month_a_year_an_interval_or_unknown(
    text: str, start: str | None, end: str | None, precision: DatePrecision
) -> None:
    found = value("date", text)
    assert isinstance(found, DateInterval)
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    ["yesterday", "2026-13", "2026-02-30", "0000-01-01", "2026-03-11/2026-03-09", "1/2/3", "09.03.2026"],
)
def test_what_is_no_date_is_refused_with_what_would_do(text: str) -> None:
    with pytest.raises(UsageError):
        value("date", text)


def test_a_place_is_found_by_name_country_and_geonames_id() -> None:
    for text, geonameid in (
        ("Rava", 11),
        ("Tolm, XB", 13),
        ("Tolm, Xanadu", 12),
        ("Tolm, South", 12),
        ("13", 13),
    ):
        found = value("place", text)
        assert isinstance(found, PlaceRef)
        assert (found.geonameid, found.precision) == (geonameid, PlacePrecision.TOWN), text


def test_a_name_of_several_places_means_the_one_in_the_country_at_hand_or_is_asked_about() -> None:
    with pytest.raises(UsageError, match=r"2 places are named 'Tolm'.*12 Tolm, South, XA \(town\); 13 Tolm"):
        value("place", "Tolm")
    found = value("place", "Tolm", RAVA)
    assert isinstance(found, PlaceRef)
    assert found.country == "XA"


@pytest.mark.parametrize("text", ["Nowhere", "Rava, XB", "77", "95,20", "10,200"])
def test_a_place_that_the_gazetteer_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        value("place", text)


def test_a_point_is_exact_and_lies_in_the_country_of_the_place_before_only_near_it() -> None:
    near, far = value("place", "10.1, 20.2", RAVA), value("place", "-31.5,20.2", RAVA)
    assert isinstance(near, PlaceRef)
    assert isinstance(far, PlaceRef)
    assert (near.latitude, near.longitude, near.precision) == (10.1, 20.2, PlacePrecision.EXACT)
    assert (near.country, far.country, far.latitude) == ("XA", None, -31.5)


def test_an_unknown_place_has_no_point_and_no_country() -> None:
    assert value("place", "unknown", RAVA) == PlaceRef(text="unknown")


def test_actors_are_named_with_semicolons_and_found_in_the_registry() -> None:
    assert value_of("actors.perpetrator", "RF; men in masks;RF", LISTS) == (
        ActorRef(role=Role.PERPETRATOR, text="RF", actor_id="red-front", name="Red Front"),
        ActorRef(role=Role.PERPETRATOR, text="men in masks"),
    )
    assert value_of("actors.victim", "none", LISTS) == ()
    with pytest.raises(UsageError, match="names nobody"):
        value_of("actors.victim", " ; ", LISTS)


def test_a_claim_keeps_its_channel_while_the_claimant_is_the_same() -> None:
    video = Claim(by="red-front", mode="video")
    assert value("claim", "red front", video) == video
    assert value("claim", "Lake Army", video) == Claim(by="Lake Army")
    assert value_of("claim", "none", LISTS, video) == ()


def test_types_and_statuses_are_those_of_the_codebook() -> None:
    assert value("event_type", "Armed attack") == Label(value="armed_attack")
    assert value("status", "claimed") == Label(value="claimed")
    with pytest.raises(UsageError, match="no type 'explosion'"):
        value("event_type", "explosion")
    with pytest.raises(UsageError, match="there are occurred, claimed"):
        value("status", "true")


def test_background_is_yes_or_no() -> None:
    assert value_of("background", "no", LISTS) == ()
    assert value("background", "Yes") == Label(value="true")
    with pytest.raises(UsageError, match="yes or no"):
        value_of("background", "maybe", LISTS)


def test_a_value_is_one_printable_line() -> None:
    with pytest.raises(UsageError, match="printable"):
        value("weapon", "gun\x1b[2J")
    assert value("weapon", " a   car\tbomb ") == Label(value="a car bomb")


def test_fields_go_by_their_last_part_and_an_incident_has_not_all_of_them() -> None:
    assert field_named("killed", "incident") == "casualties.killed"
    assert field_named("perpetrator", "account") == "actors.perpetrator"
    assert {field_named(field, "account") for field in FIELDS} == set(FIELDS)
    with pytest.raises(UsageError, match="edit that account"):
        field_named("weapon", "incident")
    with pytest.raises(UsageError, match="'colour' cannot be edited; of an incident there are event_type"):
        field_named("colour", "incident")
