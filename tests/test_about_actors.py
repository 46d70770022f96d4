"""Assertions about actors, linked: who they are, when it held, on whose word, and each thing once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import ActorAssertion, ActorFact, Basis, Document, Status


@pytest.fixture(scope="session")
def about(pipeline):
    def assertions(body: str, **parts: str) -> tuple[ActorAssertion, ...]:
        return pipeline.coding(Document(parts={"body": body, **parts})).about_actors

    return assertions


ATTACK = "Gunmen attacked a market in Gao on Monday, killing five people. "


def test_the_word_of_a_people_before_an_office_is_their_government(about):
    (role,) = about(ATTACK + "Malian President Adamu Sani condemned it.")

    assert role.object is not None
    assert (role.object.text, role.object.actor_id) == ("Malian", "malian-government")


def test_what_is_told_twice_is_one_assertion_that_rests_on_the_first_telling(about):
    body = ATTACK + "Hamas leader Tarek Mansur spoke. Tarek Mansur, the leader of Hamas, left the town."
    (role,) = about(body)

    assert body[role.spans[0].start :].startswith("leader Tarek Mansur spoke")


def test_a_state_of_things_is_dated_by_the_report_and_says_so(about):
    (role,) = about(ATTACK + "Hamas leader Tarek Mansur condemned it.", published="2024-05-08")

    assert role.date is not None
    assert (role.date.start, role.date.basis) == ("2024-05-08", Basis.PUBLICATION)


def test_a_change_is_dated_by_its_own_words(about):
    (pledge,) = about(
        ATTACK + "Boko Haram pledged allegiance to the Islamic State in March 2015.", published="2024-05-08"
    )

    assert pledge.date is not None
    assert (pledge.date.start, pledge.date.basis) == ("2015-03-01", Basis.TEXT)


def test_an_acronym_that_the_text_introduces_is_another_name(about):
    aliases = [
        a
        for a in about(ATTACK + "The Syrian Democratic Forces (SDF) support the United States.")
        if a.kind is ActorFact.ALIAS
    ]

    assert [(a.subject.actor_id, a.object.text if a.object else None) for a in aliases] == [
        ("syrian-democratic-forces", "SDF")
    ]


def test_the_office_of_a_leader_who_is_told_to_be_ousted_has_ended(about):
    told = about(ATTACK + "Rebels ousted Malian President Adamu Sani in 2021.")

    assert {(a.relation, a.ended) for a in told} == {("president", True), ("removed", False)}


def test_what_an_armed_party_says_of_itself_is_its_claim(about):
    told = about(ATTACK + "Hamas said that Iran supports Hamas.")

    assert [a.status for a in told if a.relation == "supports"] == [Status.CLAIMED]


def test_ids_are_the_same_each_time_and_spans_hold(pipeline):
    document = Document(
        parts={"body": ATTACK + "Hamas leader Tarek Mansur said Iran supports Hezbollah.", "outlet": "Post"}
    )
    first, again = pipeline.coding(document).about_actors, pipeline.coding(document).about_actors

    assert [a.id for a in first] == [a.id for a in again]
    assert len({a.id for a in first}) == len(first) >= 2
    assert all(document.holds(span) for a in first for span in a.spans)


def test_the_accounts_are_those_of_coding_alone(pipeline):
    document = Document(parts={"body": ATTACK + "Hamas leader Tarek Mansur condemned it."})

    assert pipeline.coding(document).accounts == pipeline.code(document)


def test_no_private_person_is_told_of(about):
    assert about(ATTACK + "Peter Novak, a baker known as Red Peter, supports Hamas.") == ()


WORDS = (
    f"{ATTACK} Hamas leader Tarek Mansur, formerly known as Red Tarek, joined the EU. president of the "
    "IS-linked branch 's ( , - supports \u201c ? was killed former alias"
).split()


@given(body=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_are_read_and_every_span_holds(pipeline, body):
    document = Document(parts={"body": body, "published": "2024-05-08", "outlet": "Post"})

    for assertion in pipeline.coding(document).about_actors:
        assert all(document.holds(span) for span in assertion.spans)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("words", ["president ", "Hamas leader ", "of the IS-linked ", '" supports Hamas '])
def test_a_text_of_nothing_but_the_words_of_the_lists_is_read_in_time(pipeline, words):
    document = Document(parts={"body": ATTACK + "\n\n".join((words * 30 + ".") for _ in range(40))})

    pipeline.coding(document)
