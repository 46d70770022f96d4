from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.evaluate.corpora.news import GoldActor, GoldCount, GoldDate, GoldPlace, GoldSource
from dateline.evaluate.metrics.dates import date_agrees
from dateline.evaluate.metrics.names import is_generic, names_agree
from dateline.evaluate.metrics.news_fields import (
    attribution_right,
    claimed_right,
    coarse_right,
    date_right,
    killed_right,
    perpetrator_right,
    place_right,
    speaker_right,
    status_right,
    victim_right,
)
from dateline.evaluate.metrics.places import place_agrees
from dateline.model import (
    Attribution,
    Basis,
    DateInterval,
    DatePrecision,
    PlacePrecision,
    PlaceRef,
    Role,
    SpeakerKind,
    Status,
)
from evaluate.accounts import account, document, gold

DOC = document("Raiders shot at a bus near Onde and killed two.")


def day(
    start: str, end: str | None = None, precision: str = "day", basis: Basis = Basis.TEXT
) -> DateInterval:
    return DateInterval(
        start=start, end=end or start, precision=DatePrecision(precision), basis=basis, text="x"
    )


MONDAY = GoldDate(start="2024-03-04", end="2024-03-04", precision="day")
MARCH = GoldDate(start="2024-03-01", end="2024-03-31", precision="month")


@pytest.mark.parametrize(
    ("found", "wanted", "source", "right"),
    [
        (day("2024-03-04"), MONDAY, "text", True),
        (day("2024-03-05"), MONDAY, "text", False),
        (day("2024-03-04", "2024-03-10", "week"), MONDAY, "text", True),
        (day("2024-03-01", "2024-03-31", "month"), MONDAY, "text", False),
        (day("2024-03-04"), MARCH, "text", False),
        (day("2024-03-01", "2024-03-31", "month"), MARCH, "text", True),
        (day("2024-01-01", "2024-12-31", "year"), MARCH, "text", True),
        (day("2024-03-04", basis=Basis.PUBLICATION), MONDAY, "doc_date", True),
        (day("2024-03-04", basis=Basis.PUBLICATION), MONDAY, "text", False),
        (None, MONDAY, "text", False),
    ],
)
def test_a_date_is_right_if_it_meets_the_gold_and_is_about_as_exact(
    found: DateInterval | None, wanted: GoldDate, source: str, right: bool
) -> None:
    assert date_agrees(found, wanted, source) is right


def test_a_date_known_from_outside_the_text_is_not_scored() -> None:
    event = gold(DOC, "shot", "armed_attack", dates=(MONDAY,), date_source="external")
    assert date_right(account(DOC, "shot", "armed_attack"), event) is None


def test_a_gold_event_without_a_date_is_not_scored_on_it() -> None:
    assert (
        date_right(account(DOC, "shot", "armed_attack", date=day("2024-03-04")), gold(DOC, "shot", "bombing"))
        is None
    )


def place(name: str, precision: PlacePrecision = PlacePrecision.TOWN, **known: object) -> PlaceRef:
    return PlaceRef(text=name, name=name, precision=precision, **known)  # type: ignore[arg-type]


ONDE = GoldPlace(name="near Onde, Tarsa", country="XA", admin1="Tarsa", latitude=10.0, longitude=20.0)
TARSA = GoldPlace(name="Tarsa Province", country="XA", admin1="Tarsa", latitude=11.0, longitude=20.0)
COUNTRY = GoldPlace(name="northern Arda", country="XA", admin1=None, latitude=12.0, longitude=21.0)


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        (place("Onde"), ONDE, True),
        (place("Onde", country="XB"), ONDE, False),
        (place("Halle", country="XA", latitude=10.3, longitude=20.1), ONDE, True),
        (place("Halle", country="XA", latitude=11.0, longitude=20.1), ONDE, False),
        (place("Tarsa", PlacePrecision.PROVINCE, country="XA", admin1="Tarsa"), ONDE, False),
        (place("Arda", PlacePrecision.COUNTRY, country="XA", latitude=10.0, longitude=20.0), ONDE, False),
        (place("Tarsa", PlacePrecision.PROVINCE, country="XA", admin1="Tarsa"), TARSA, True),
        (place("Halle", country="XA", admin1="Tarsa Governorate"), TARSA, True),
        (place("Halle", country="XA", admin1="Umber"), TARSA, False),
        (place("Tarsah", PlacePrecision.PROVINCE, country="XA", latitude=11.5, longitude=20.0), TARSA, True),
        (place("Arda", PlacePrecision.COUNTRY, country="XA"), TARSA, False),
        (place("Arda", PlacePrecision.COUNTRY, country="XA"), COUNTRY, True),
        (place("Onde", country="XA", latitude=1.0, longitude=1.0), COUNTRY, True),
        (place("Onde", country="XB"), COUNTRY, False),
        (None, ONDE, False),
    ],
)
def test_a_place_is_right_at_the_fineness_of_the_gold(
    found: PlaceRef | None, wanted: GoldPlace, right: bool
) -> None:
    assert place_agrees(found, wanted) is right


def test_a_place_in_only_the_gold_is_wrong_and_in_only_the_account_is_not_scored() -> None:
    bare = account(DOC, "shot", "armed_attack")
    placed = account(DOC, "shot", "armed_attack", place=place("Onde"))
    assert place_right(bare, gold(DOC, "shot", "armed_attack", places=(ONDE,))) is False
    assert place_right(placed, gold(DOC, "shot", "armed_attack")) is None


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        ((2, 2), (GoldCount(low=2, high=2),), True),
        ((2, None), (GoldCount(low=2, high=2),), False),
        ((20, None), (GoldCount(low=20, high=None),), True),
        (None, (None,), True),
        ((None, None), (None,), True),
        ((2, 2), (None,), False),
        (None, (GoldCount(low=2, high=2),), False),
        ((3, 3), (GoldCount(low=2, high=2), GoldCount(low=3, high=3)), True),
    ],
)
def test_a_count_is_right_if_both_ends_are(
    found: tuple[int | None, int | None] | None, wanted: tuple[GoldCount | None, ...], right: bool
) -> None:
    ours = account(DOC, "killed", "armed_attack", killed=found)
    assert killed_right(ours, gold(DOC, "killed", "armed_attack", killed=wanted)) is right


def actor(role: str, *names: str, named: bool = True) -> GoldActor:
    return GoldActor(role=role, names=names, named=named)


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        (
            [(Role.PERPETRATOR, "the HFM", "Harbour Front Movement")],
            [actor("perpetrator", "Harbour Front")],
            True,
        ),
        ([(Role.PERPETRATOR, "Hill Army", None)], [actor("perpetrator", "Harbour Front")], False),
        ([], [actor("perpetrator", "Harbour Front")], False),
        ([(Role.VICTIM, "Harbour Front", None)], [actor("perpetrator", "Harbour Front")], False),
        ([], [actor("perpetrator", "Unnamed gunman", named=False)], True),
        ([(Role.PERPETRATOR, "Hill Army", None)], [actor("perpetrator", "unknown", named=False)], False),
        (
            [(Role.PERPETRATOR, "Ardan police", None)],
            [actor("perpetrator", "Ardan police", named=False)],
            True,
        ),
    ],
)
def test_a_perpetrator_is_right_by_any_of_its_names_or_by_silence_where_nobody_is_named(
    found: list[tuple[Role, str, str | None]], wanted: list[GoldActor], right: bool
) -> None:
    ours = account(DOC, "shot", "armed_attack", actors=found)
    assert perpetrator_right(ours, gold(DOC, "shot", "armed_attack", actors=tuple(wanted))) is right


def test_a_target_answers_for_a_victim() -> None:
    ours = account(DOC, "bus", "armed_attack", actors=[(Role.TARGET, "two bus drivers", None)])
    assert victim_right(ours, gold(DOC, "bus", "armed_attack", actors=(actor("victim", "Bus drivers"),)))


def test_a_speaker_is_scored_on_statements_only() -> None:
    ours = account(DOC, "shot", "threat", actors=[(Role.SPEAKER, "Ida Morn", None)])
    assert speaker_right(ours, gold(DOC, "shot", "threat", actors=(actor("speaker", "Ida Morn"),))) is True
    assert speaker_right(ours, gold(DOC, "shot", "armed_attack")) is None


@pytest.mark.parametrize(
    ("by", "wanted", "right"),
    [
        ("harbour-front", ("HF (Harbour Front)",), True),
        ("hill-army", ("HF (Harbour Front)",), False),
        (None, ("Harbour Front",), False),
        (None, (None,), True),
        ("harbour-front", (None,), False),
        ("hill-army", ("Harbour Front / Hill Army",), True),
    ],
)
def test_a_claim_is_right_by_any_name_of_the_claimant(
    by: str | None, wanted: tuple[str | None, ...], right: bool
) -> None:
    ours = account(DOC, "shot", "armed_attack", claimed_by=by)
    assert claimed_right(ours, gold(DOC, "shot", "armed_attack", claimed_by=wanted)) is right


def test_an_accepted_status_is_right() -> None:
    event = gold(DOC, "shot", "air_strike", statuses=(Status.OCCURRED, Status.CLAIMED))
    assert status_right(account(DOC, "shot", "air_strike", status=Status.CLAIMED), event) is True
    assert status_right(account(DOC, "shot", "air_strike", status=Status.DENIED), event) is False


def test_a_native_type_that_misses_may_still_have_the_right_coarse_type() -> None:
    event = gold(DOC, "shot", "air_strike", coarse_types=("airstrike/shelling",))
    assert coarse_right(account(DOC, "shot", "shelling"), event)
    assert not coarse_right(account(DOC, "shot", "bombing"), event)


def test_names_agree_through_accents_initials_numbers_and_articles() -> None:
    assert names_agree(["the U.S."], ["US"])
    assert names_agree(["five Gdańsk dockers"], ["dockers of Gdansk"])
    assert not names_agree(["the"], ["the others"])
    assert not names_agree([], ["Harbour Front"])


def test_a_linked_actor_is_generic_only_if_its_registry_name_is() -> None:
    assert is_generic("Gunmen", None)
    assert is_generic("the attackers", "Unidentified gunmen")
    assert not is_generic("the group", "Harbour Front")
    assert is_generic("Ardan gunmen", "Gunmen of Arda", "generic:gunmen:XA")
    assert not is_generic("Harbour Front", None)


OFFICIALS = GoldSource(names=("Onde officials",), actor_ids=frozenset({"onde-council"}), outlet=False)
POST = GoldSource(names=("The Onde Post",), actor_ids=frozenset(), outlet=True)


@pytest.mark.parametrize(
    ("chain", "sources", "right"),
    [
        ([("officials", None), ("The Onde Post", None)], (OFFICIALS, POST), True),
        ([("the councillors", "onde-council")], (OFFICIALS,), True),
        ([("The Onde Post", None)], (OFFICIALS, POST), False),
        ([("rebels", None), ("officials", None)], (OFFICIALS,), False),
        ([("The Onde Post", None), ("officials", None)], (OFFICIALS, POST), True),
        ([], (OFFICIALS,), False),
        ([("officials", None)], (), None),
    ],
)
def test_the_chain_has_the_nearest_source_and_nobody_else_before_it(chain, sources, right) -> None:
    told = account(DOC, "shot", "armed_attack")
    links = tuple(
        Attribution(speaker=name, kind=SpeakerKind.OFFICIAL, actor_id=actor_id) for name, actor_id in chain
    )
    said = tuple(replace(row, attribution=links) for row in told.assertions)
    wanted = gold(DOC, "shot", "armed_attack", sources=sources)
    assert attribution_right(replace(told, assertions=said), wanted) is right
