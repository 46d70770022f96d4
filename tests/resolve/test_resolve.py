"""Accounts of one event become one incident, others do not, whatever the order they come in."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import (
    Account,
    ActorRef,
    Count,
    DateInterval,
    Document,
    Grade,
    Incident,
    PlacePrecision,
    PlaceRef,
    Role,
    SpeakerKind,
    Status,
)
from dateline.resolve import resolve, resolve_with_reasons
from store.accounts import RAVA, TOLM, account, by, day, document, killed

MONDAY, TUESDAY, NEXT_MONDAY = day("2026-03-09"), day("2026-03-10"), day("2026-03-16")
FIVE = Count(low=5, high=5, text="five")
NEAR_RAVA = replace(RAVA, name="Rava Bridge", geonameid=13, latitude=10.2)
BESIDE_RAVA = replace(RAVA, name="Rava Mill", geonameid=15, latitude=10.05)
COUNTRY = PlaceRef(text="Xanadu", name="Xanadu", geonameid=1, country="XA", precision=PlacePrecision.COUNTRY)

OWN_WORDS = {
    "A": "Shopkeepers fled when something blew up near the grain store.",
    "B": "Eight ambulances raced from the clinic towards thick black smoke.",
    "C": "An explosive charge tore through the bus stop, police chief Idris Oru told us.",
    "D": "Windows shattered across several streets, according to one baker.",
}


def told(
    outlet: str,
    body: str = "",
    *,
    published: str = "2026-03-10",
    origin: str = "",
    **values: object,
) -> tuple[Document, Account]:
    parts = {"origin": origin} if origin else {}
    source = document(body or OWN_WORDS[outlet], outlet=outlet, published=published, **parts)
    return source, account(source, **values)  # type: ignore[arg-type]


def resolved(*pairs: tuple[Document, Account]) -> tuple[Incident, ...]:
    return resolve([told for _, told in pairs], {source.id: source for source, _ in pairs})


def test_two_outlets_on_one_bombing_are_one_incident_of_two_origins() -> None:
    (incident,) = resolved(
        told("A", date=MONDAY, place=RAVA, dead=killed(7)),
        told("B", date=MONDAY, place=RAVA, dead=killed(11, 11), published="2026-03-11"),
    )
    assert incident.origins == incident.outlets == ("A", "B")
    assert incident.casualties["killed"] == (7, 11, 11)
    assert incident.grade is Grade.FAIR
    assert "2 independent origins" in incident.grade_reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": MONDAY, "place": RAVA}, {"date": MONDAY, "place": TOLM}),
        ({"date": MONDAY, "place": RAVA}, {"date": NEXT_MONDAY, "place": RAVA}),
        ({"date": MONDAY, "place": RAVA}, {"date": MONDAY, "place": RAVA, "event_type": "arrest"}),
        ({"date": MONDAY, "place": RAVA}, {"date": MONDAY, "place": RAVA, "status": Status.ATTEMPTED}),
        ({"date": MONDAY, "place": RAVA}, {"date": MONDAY, "place": RAVA, "count": FIVE}),
        ({"date": MONDAY, "place": COUNTRY}, {"date": MONDAY, "place": COUNTRY}),
        ({"date": TUESDAY, "place": RAVA}, {"date": MONDAY, "place": RAVA, "background": True}),
        ({"date": MONDAY}, {"date": MONDAY}),
    ],
    ids=["place", "week", "type", "attempt", "aggregate", "only the country", "background", "no place"],
)  # fmt: skip
def test_what_differs_in_kind_place_or_time_stays_apart(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert len(resolved(told("A", **one), told("B", **other))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": MONDAY, "place": RAVA}, {"date": MONDAY, "place": RAVA, "background": True}),
        ({"date": MONDAY, "place": RAVA, "dead": killed(4, 4)},
         {"date": MONDAY, "place": BESIDE_RAVA, "dead": killed(4, 4)}),
        ({"date": MONDAY, "place": COUNTRY, "dead": killed(31, 31), "actors": (by("RF", "red-front"),)},
         {"date": MONDAY, "place": COUNTRY, "dead": killed(31, 31), "actors": (by("RF", "red-front"),)}),
        ({"date": MONDAY, "place": RAVA, "actors": (by("RF", "red-front"),), "event_type": "armed_attack"},
         {"date": MONDAY, "place": RAVA, "actors": (by("RF", "red-front"),)}),
        ({"date": MONDAY, "place": RAVA, "dead": killed(3)},
         {"date": MONDAY, "place": RAVA, "dead": killed(9)}),
    ],
    ids=["same day background", "near and same toll", "telling toll", "attack told as bombing", "rising"],
)  # fmt: skip
def test_what_fits_and_is_distinctive_becomes_one(one: dict[str, object], other: dict[str, object]) -> None:
    assert len(resolved(told("A", **one), told("B", **other))) == 1


SENTENCE = "A bomb hidden under a cart of melons went off beside the old mill in Rava on Monday."


def test_a_reprint_is_no_second_origin() -> None:
    (incident,) = resolved(
        told("A", SENTENCE, date=MONDAY, place=RAVA, origin="Wire", published="2026-03-09"),
        told("B", SENTENCE.replace("went off", "exploded"), date=MONDAY, place=RAVA),
        told("C", date=MONDAY, place=RAVA, origin="WIRE", published="2026-03-11"),
    )
    assert incident.origins == ("Wire",)
    assert incident.outlets == ("A", "B", "C")
    assert incident.grade is Grade.WEAK


def test_the_same_sentence_a_week_later_is_another_event() -> None:
    assert (
        len(
            resolved(
                told("A", SENTENCE, date=MONDAY, place=RAVA),
                told("B", SENTENCE, date=NEXT_MONDAY, place=RAVA),
            )
        )
        == 2
    )


def test_statements_need_the_same_speaker_type_and_day() -> None:
    red, blue = (by(name, name, Role.SPEAKER) for name in ("red-front", "blue-front"))
    values = {"event_type": "threat", "date": MONDAY, "place": RAVA}
    assert len(resolved(told("A", actors=(red,), **values), told("B", actors=(red,), **values))) == 1
    assert len(resolved(told("A", actors=(red,), **values), told("B", actors=(blue,), **values))) == 2
    later = values | {"date": NEXT_MONDAY}
    assert len(resolved(told("A", actors=(red,), **values), told("B", actors=(red,), **later))) == 2
    demand = values | {"event_type": "demand"}
    assert len(resolved(told("A", actors=(red,), **values), told("B", actors=(red,), **demand))) == 2


def test_what_one_document_keeps_apart_is_not_joined_through_a_third() -> None:
    source = document("A bomb went off in Rava. Later a bomb went off in Rava Bridge.", outlet="A")
    first = account(source, "A bomb went off in Rava.", date=MONDAY, place=RAVA, dead=killed(4, 4))
    second = account(
        source, "Later a bomb went off in Rava Bridge.", date=MONDAY, place=NEAR_RAVA, dead=killed(4, 4)
    )
    other, vague = told("B", date=MONDAY, place=RAVA, dead=killed(4, 4))
    incidents = resolve([first, second, vague], {source.id: source, other.id: other})
    together = [set(incident.account_ids) for incident in incidents]
    assert {first.id, vague.id} in together
    assert {second.id} in together


def test_a_denial_in_the_same_article_contests_the_event_it_denies() -> None:
    source = document("A bomb killed four in Rava on Monday. The Reds denied that they had bombed Rava.")
    event = account(
        source, "A bomb killed four in Rava on Monday.", date=MONDAY, place=RAVA, actors=(by("Blues"),)
    )
    denied = account(
        source,
        "denied that they had bombed Rava",
        status=Status.DENIED,
        date=MONDAY,
        place=RAVA,
        actors=(by("Reds"),),
    )
    (incident,) = resolve([event, denied], {source.id: source})
    assert (incident.status, incident.grade) == (Status.OCCURRED, Grade.CONTESTED)
    assert "denies" in incident.grade_reason
    assert [actor.text for actor in incident.actors] == ["Blues"]


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ({"actors": (by("Red Front"),)}, {"actors": (by("Blue Army"),)}, Grade.CONTESTED),
        ({"actors": (by("Red Front"),)}, {"actors": (by("the Red Front of Rava"),)}, Grade.FAIR),
        ({"actors": (by("Red Front"),)}, {"actors": (by("gunmen", "generic:gunmen"),)}, Grade.FAIR),
        ({"kind": SpeakerKind.OFFICIAL}, {"kind": SpeakerKind.MEDIC}, Grade.CONFIRMED),
        ({"kind": SpeakerKind.OFFICIAL}, {"kind": SpeakerKind.MILITARY}, Grade.FAIR),
        ({"claim": "red-front"}, {}, Grade.CONFIRMED),
        ({"claim": "red-front", "status": Status.CLAIMED}, {"status": Status.ALLEGED}, Grade.FAIR),
    ],
    ids=["rivals", "one party", "description", "two kinds", "one kind", "accepted", "only claimed"],
)  # fmt: skip
def test_the_grade_follows_the_written_rules(
    one: dict[str, object], other: dict[str, object], grade: Grade
) -> None:
    same: dict[str, object] = {"date": MONDAY, "place": RAVA, "dead": killed(8, 8)}
    (incident,) = resolved(told("A", **(same | one)), told("B", **(same | other)))
    assert incident.grade is grade
    assert incident.grade_reason


def test_status_is_the_first_in_the_written_order() -> None:
    same: dict[str, object] = {"date": MONDAY, "place": RAVA}
    (incident,) = resolved(told("A", status=Status.ALLEGED, **same), told("B", status=Status.CLAIMED, **same))
    assert incident.status is Status.CLAIMED


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((killed(7), SpeakerKind.OFFICIAL), (killed(12, 12), SpeakerKind.CLAIMANT), (7, 7, 12)),
        ((killed(9, 9), SpeakerKind.MEDIC), (killed(7, 7), SpeakerKind.OFFICIAL), (7, 7, 9)),
        ((killed(7), SpeakerKind.OFFICIAL), (killed(5), SpeakerKind.OFFICIAL), (5, 7, None)),
        (
            (replace(killed(9, 9), ambiguous=True), SpeakerKind.MEDIC),
            (killed(8), SpeakerKind.MEDIC),
            (8, 8, 9),
        ),
    ],
    ids=["not the claimant's", "newest exact", "no exact one", "not the ambiguous one"],
)
def test_best_toll_by_the_written_rule(
    one: tuple[Count, SpeakerKind], other: tuple[Count, SpeakerKind], expected: tuple[int | None, ...]
) -> None:
    same: dict[str, object] = {"date": MONDAY, "place": RAVA}
    (incident,) = resolved(
        told("A", dead=one[0], kind=one[1], **same),
        told("B", dead=other[0], kind=other[1], published="2026-03-11", **same),
    )
    assert incident.casualties == {"killed": expected}


def test_every_merge_explains_itself() -> None:
    pairs = [told(name, date=MONDAY, place=RAVA, dead=killed(4, 4)) for name in "ABC"]
    resolution = resolve_with_reasons([a for _, a in pairs], {d.id: d for d, _ in pairs})
    assert len(resolution.judgements) == 2
    for judgement in resolution.judgements:
        assert "same day (+" in judgement.why
        assert "same toll of several (+" in judgement.why
        assert {judgement.subject, judgement.object} <= set(resolution.incidents[0].account_ids)


def test_the_id_stays_when_a_later_account_joins() -> None:
    first = told("A", date=MONDAY, place=RAVA)
    (alone,) = resolved(first)
    (joined,) = resolved(told("B", date=MONDAY, place=RAVA, published="2026-03-12"), first)
    assert joined.id == alone.id


DATES: st.SearchStrategy[DateInterval | None] = st.sampled_from([MONDAY, TUESDAY, NEXT_MONDAY, None])
PLACES: st.SearchStrategy[PlaceRef | None] = st.sampled_from([RAVA, NEAR_RAVA, TOLM, COUNTRY, None])
ACTORS: st.SearchStrategy[tuple[ActorRef, ...]] = st.sampled_from(
    [(), (by("RF", "red-front"),), (by("gunmen"),), (by("BF", "blue-front"),)]
)
PAIRS = st.builds(
    told,
    st.sampled_from("ABCD"),
    st.sampled_from(["", SENTENCE, "Another bomb went off in the same town."]),
    published=st.sampled_from(["2026-03-09", "2026-03-10", "2026-03-11", ""]),
    date=DATES,
    place=PLACES,
    actors=ACTORS,
    dead=st.sampled_from([None, killed(2, 2), killed(7), killed(7, 7)]),
    event_type=st.sampled_from(["bombing", "armed_attack", "threat"]),
    status=st.sampled_from([Status.OCCURRED, Status.CLAIMED, Status.DENIED]),
    background=st.booleans(),
)


@given(st.lists(PAIRS, max_size=9, unique_by=lambda pair: pair[1].id), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_accounts_does_not_matter_and_each_is_in_one_incident(
    pairs: list[tuple[Document, Account]], random: object
) -> None:
    documents = {source.id: source for source, _ in pairs}
    accounts = [told for _, told in pairs]
    shuffled = list(accounts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = resolve_with_reasons(accounts, documents), resolve_with_reasons(shuffled, documents)
    assert one == other
    assert sorted(id_ for i in one.incidents for id_ in i.account_ids) == sorted(a.id for a in accounts)
    for incident in one.incidents:
        for low, best, high in incident.casualties.values():
            assert low is None or best is None or low <= best
            assert best is None or high is None or best <= high
