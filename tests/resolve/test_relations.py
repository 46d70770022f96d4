"""Incidents that belong together by the words that tie them, and are not one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Basis, Count, DateInterval, DatePrecision, RelationKind, Role, Status
from dateline.resolve.cases import cases_of
from dateline.resolve.relations import keys_of, relations_of
from resolve.tellings import Told, related, several, tell
from store.accounts import RAVA, TOLM, by, day

MONDAY = day("2026-03-09")
MARCH = DateInterval(
    start="2026-03-01", end="2026-03-31", precision=DatePrecision.MONTH, basis=Basis.TEXT, text="in March"
)


TYPES = {
    RelationKind.CLAIM: "responsibility_claim",
    RelationKind.FUNERAL: "riot",
    RelationKind.RETALIATION: "air_strike",
}


def one_tie(body: str, follow_up: dict[str, object], event: dict[str, object]):
    """The relation of two accounts of one document, from the follow-up's side; ``None`` without one."""
    first, second = several(body, follow_up, event)
    rows = related([first], [second]).get(0, ())
    return rows[0] if rows else None


@pytest.mark.parametrize(
    ("body", "words", "kind", "tie"),
    [
        ("Police arrested two men over the bombing of a bakery in Rava.", "arrested",
         RelationKind.ARREST, "over the bombing"),
        ("Two men were charged in connection with the bombing in Rava.", "charged",
         RelationKind.TRIAL, "charged in connection with the bombing"),
        ("The Red Front claimed responsibility for the bombing in Rava.", "claimed",
         RelationKind.CLAIM, "responsibility for the bombing"),
        ("The Red Front denied any role in the bombing in Rava.", "denied",
         RelationKind.DENIAL, "role in the bombing"),
        ("The governor condemned the bombing in Rava.", "condemned",
         RelationKind.CONDEMNATION, "condemned the bombing"),
        ("The governor accused the Red Front of bombing the bakery.", "accused",
         RelationKind.ACCUSATION, "of bombing"),
        ("Bakers marched against the bombing in Rava.", "marched",
         RelationKind.PROTEST, "against the bombing"),
        ("Mourners at the funeral of a baker killed in the bombing threw stones.", "threw stones",
         RelationKind.FUNERAL, "funeral of a baker killed in the bombing"),
        ("Jets struck two camps in retaliation for the bombing in Rava.", "struck",
         RelationKind.RETALIATION, "in retaliation for the bombing"),
        ("Ministers froze the funds of two firms over the bombing in Rava.", "froze",
         RelationKind.SANCTION, "over the bombing"),
    ],
)  # fmt: skip
def test_the_words_that_tie_a_follow_up_to_its_event_are_kept_with_their_kind(body, words, kind, tie):
    follow_up = {"words": words, "event_type": TYPES.get(kind, kind.value)}
    found = one_tie(body, follow_up, {"words": "bombing"})
    assert found is not None
    assert (found.kind, found.follows, found.incident_id) == (kind, True, "1")
    assert found.spans[0].quote == tie


def test_the_event_has_the_same_tie_from_its_side_with_the_word_of_the_same_account():
    pair = several(
        "Police arrested two men over the bombing in Rava.",
        {"words": "arrested", "event_type": "arrest"},
        {"words": "bombing"},
    )
    found = related([pair[0]], [pair[1]])
    (mine,), (theirs,) = found[0], found[1]
    assert (mine.follows, theirs.follows) == (True, False)
    assert mine.spans == theirs.spans
    assert mine.account_id == theirs.account_id == pair[0][1].id
    assert mine.attribution[0].speaker == "someone"


@pytest.mark.parametrize(
    ("body", "words", "event_type"),
    [
        ("Police arrested two men for theft. A bombing hit a bakery in Rava.", "arrested", "arrest"),
        ("Police arrested two men after a bombing in Rava.", "arrested", "arrest"),
        ("The Red Front said it would condemn any bombing.", "condemn", "condemnation"),
        ("Bakers marched in Rava on the day of the bombing.", "marched", "protest"),
        (
            "The governor condemned the price of bread while a bombing shook Rava.",
            "condemned",
            "condemnation",
        ),
    ],
    ids=["other sentence", "only after", "any", "same day", "other clause"],
)
def test_nearness_alone_ties_nothing(body, words, event_type):
    assert one_tie(body, {"words": words, "event_type": event_type}, {"words": "bombing"}) is None


def test_the_attack_means_the_only_one_that_the_document_told_before():
    body = "A bomb tore through a bakery in Rava. Police arrested a man over the attack."
    follow_up = {"words": "arrested", "event_type": "arrest"}
    assert one_tie(body, follow_up, {"words": "bomb tore", "event_type": "bombing"}) is not None
    more = "A bomb tore through a bakery. Gunmen fired at a bus. Police arrested a man over the attack."
    three = several(more, follow_up, {"words": "bomb tore"}, {"words": "fired", "event_type": "armed_attack"})
    assert related(*([one] for one in three)) == {}


def arrest(body: str, published: str = "2026-03-11", **values: object) -> Told:
    return tell("Z", published, body, words="arrested", event_type="arrest", **values)


def test_an_event_of_another_document_is_found_at_the_same_place_by_the_day_that_the_words_name():
    monday = tell("A", "2026-03-09", date=MONDAY, place=RAVA)
    sunday = tell("B", "2026-03-08", date=day("2026-03-08"), place=RAVA)
    told = arrest("Police arrested a man over Monday's bombing.", place=RAVA)
    (found,) = related([told], [monday], [sunday])[0]
    assert found.incident_id == "1"
    vague = arrest("Police arrested a man over the bombing.", place=RAVA)
    assert related([vague], [monday], [sunday]) == {}
    assert related([arrest("Police arrested a man over Monday's bombing.", place=TOLM)], [monday]) == {}
    assert related([arrest("Police arrested a man over Monday's bombing.")], [monday]) == {}
    late = arrest("Police arrested a man over the bombing.", "2026-09-11", place=RAVA)
    assert related([late], [monday]) == {}


def test_an_event_by_the_same_party_is_found_by_its_place_in_the_sentence():
    red = by("Red Front", "red-front")
    event = tell("A", "2026-03-09", date=MONDAY, place=RAVA, actors=(red,))
    speaker = by("Red Front", "red-front", Role.SPEAKER)

    def claim(body: str) -> Told:
        return tell("Z", "2026-03-11", body, event_type="responsibility_claim", actors=(speaker,))

    (found,) = related([claim("The Red Front claimed responsibility for the bombing in Rava.")], [event])[0]
    assert found.kind is RelationKind.CLAIM
    assert related([claim("The Red Front claimed responsibility for the bombing in Tolm.")], [event]) == {}


def test_a_count_of_events_holds_those_of_its_kind_time_and_place_and_is_not_merged():
    count = Count(low=5, high=5, text="five")
    five = tell("A", date=MARCH, place=RAVA, count=count)
    monday = tell("B", date=MONDAY, place=RAVA)
    others = [
        tell("C", date=day("2026-04-02"), place=RAVA),
        tell("D", date=MONDAY, place=TOLM),
        tell("E", date=MONDAY, place=RAVA, event_type="abduction"),
        tell("F", date=MONDAY, place=RAVA, status=Status.THREATENED),
        tell("G", date=day("2026-03-09", Basis.PUBLICATION), place=RAVA),
    ]
    found = related([five], [monday], *([other] for other in others))
    assert [(r.kind, r.incident_id, r.follows) for r in found[0]] == [(RelationKind.AGGREGATE, "1", True)]
    assert found[1][0].spans == five[1].of("count")[0].spans
    assert set(found) == {0, 1}


def test_a_count_by_one_party_does_not_hold_what_another_did():
    count = Count(low=5, high=None, text="five")
    five = tell("A", date=MARCH, place=RAVA, count=count, actors=(by("Red Front", "red-front"),))
    theirs = tell("B", date=MONDAY, place=RAVA, actors=(by("Blue Army", "blue-army"),))
    unknown = tell("C", date=MONDAY, place=RAVA)
    assert related([five], [theirs], [unknown]) == {}


def test_a_threat_that_was_carried_out_is_found_in_its_document():
    body = "The Red Front vowed revenge in May. It carried out its threat when it burned a depot in Rava."
    found = one_tie(
        body,
        {"words": "burned", "event_type": "property_attack"},
        {"words": "vowed", "event_type": "threat"},
    )
    assert found is not None
    assert found.kind is RelationKind.THREAT_CARRIED_OUT


SENTENCES = [
    "A bombing shook the market in Rava.",
    "Police arrested a man over the bombing in Rava.",
    "Police arrested a man over Monday's attack.",
    "The governor condemned the bombing.",
    "Gunmen opened fire in retaliation for the attack in Rava.",
]
EVENTS = st.builds(
    tell,
    st.sampled_from("ABCDEFG"),
    st.sampled_from(["2026-03-09", "2026-03-10", "2026-03-12"]),
    st.sampled_from(SENTENCES),
    event_type=st.sampled_from(["bombing", "armed_attack", "arrest", "condemnation"]),
    date=st.sampled_from([MONDAY, day("2026-03-10"), MARCH, None]),
    place=st.sampled_from([RAVA, TOLM, None]),
    actors=st.sampled_from([(), (by("Red Front", "red-front"),)]),
    count=st.sampled_from([None, None, Count(low=3, high=3, text="three")]),
)


@given(
    st.lists(EVENTS, min_size=2, max_size=9, unique_by=lambda told: told[1].id),
    st.randoms(use_true_random=False),
)
@settings(max_examples=200, deadline=None)
def test_relations_depend_on_the_neighbourhood_alone_and_not_on_the_order(told: list[Told], random):
    documents = {source.id: source for source, _ in told}
    shuffled = list(told)
    random.shuffle(shuffled)

    def of(pairs):
        cases = cases_of([one for _, one in pairs], documents)
        return relations_of(cases, {case.account.id: [index] for index, case in enumerate(cases)})

    whole = of(told)
    assert whole == of(shuffled)
    cases = cases_of([one for _, one in told], documents)
    for case in cases:
        near = {c.account.id for c in cases if keys_of(c) & keys_of(case)}
        around = {
            c.account.id for c in cases if any(keys_of(c) & keys_of(d) for d in cases if d.account.id in near)
        }
        local = of([pair for pair in told if pair[1].id in around])
        assert local.get(case.account.id, ()) == whole.get(case.account.id, ())
    for id_, rows in whole.items():
        for row in rows:
            assert any(r.incident_id == id_ and r.follows is not row.follows for r in whole[row.incident_id])
