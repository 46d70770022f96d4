"""One document to accounts: linked values, spans that hold, ids that stay."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import RejectedDocument
from dateline.model import Basis, Casualty, DatePrecision, Document, PlacePrecision, Role, Status
from dateline.pipeline import MAX_BODY
from dateline.text.parse import MAX_WORDS

STORY = (
    "Gunmen attacked a market in Gao on Monday, killing five people and wounding 12 others.\n\n"
    "The Islamic State claimed responsibility for the attack on Telegram. "
    "The group threatened to attack churches in Egypt."
)


def document(body: str, **parts: str) -> Document:
    return Document(parts={"body": body, **parts})


@pytest.fixture(scope="session")
def code(pipeline):
    def accounts(body: str, **parts: str):
        return pipeline.code(document(body, **parts))

    return accounts


def test_an_attack_is_coded_with_its_links(code):
    attack = code(STORY, published="2024-05-08T10:00:00Z", outlet="The Courier")[0]

    assert (attack.event_type, attack.status) == ("armed_attack", Status.OCCURRED)
    assert attack.place is not None
    assert (attack.place.name, attack.place.country, attack.place.precision) == (
        "Gao",
        "ML",
        PlacePrecision.TOWN,
    )
    assert attack.date is not None
    assert (attack.date.start, attack.date.end, attack.date.basis) == ("2024-05-06", "2024-05-06", Basis.TEXT)
    killed = attack.casualties(Casualty.KILLED)
    assert killed is not None
    assert (killed.low, killed.high) == (5, 5)
    assert attack.claim is not None
    assert attack.claim.by == "islamic-state"
    assert "islamic-state" in [a.actor_id for a in attack.actors_as(Role.PERPETRATOR)]
    assert [a.speaker for a in attack.attribution] == ["The Courier"]


def test_every_span_of_every_assertion_holds_its_quote(pipeline):
    doc = document(STORY, published="2024-05-08", outlet="The Courier")
    accounts = pipeline.code(doc)

    assert accounts
    assert all(
        doc.holds(span)
        for account in accounts
        for assertion in account.assertions
        for span in assertion.spans
    )


def test_every_account_has_a_type_a_status_and_the_method_that_made_it(pipeline):
    for account in pipeline.code(document(STORY)):
        assert len(account.of("event_type")) == len(account.of("status")) == 1
        assert {a.method for a in account.assertions} == {pipeline.method}


def test_coding_again_gives_the_same_accounts(code):
    assert code(STORY) == code(STORY)


def test_an_account_keeps_its_id_when_the_text_after_it_changes_only_if_the_document_is_the_same(code):
    one, other = code(STORY)[0], code(STORY + " It rained.")[0]

    assert one.id != other.id
    assert one.id == code(STORY)[0].id


def test_ids_of_the_accounts_of_a_document_differ(code):
    ids = [account.id for account in code(STORY)]

    assert len(ids) == len(set(ids)) >= 2


def test_without_a_publication_date_a_weekday_is_not_dated(code):
    attack = code("Gunmen attacked a market in Gao on Monday, killing five people.")[0]

    assert attack.date is None or attack.date.start is None


def test_without_words_for_it_the_date_is_that_of_publication_and_says_so(code):
    attack = code("Gunmen attacked a market in Gao, killing five people.", published="2024-05-08")[0]

    assert attack.date is not None
    assert (attack.date.start, attack.date.basis) == ("2024-05-08", Basis.PUBLICATION)
    assert attack.of("date")[0].spans[0].part == "published"


def test_an_event_ordered_after_another_has_no_date_of_its_own(code):
    attack = code(
        "Shortly after its release, the group attacked a checkpoint in Raqqa.", published="2024-05-08"
    )[0]

    assert attack.date is not None
    assert (attack.date.start, attack.date.precision, attack.date.basis) == (
        None,
        DatePrecision.UNKNOWN,
        Basis.EVENT,
    )


def test_a_country_is_not_drawn_as_a_town(code):
    attack = code("A Syrian soldier was killed in an ambush on Monday.")[0]

    assert attack.place is not None
    assert (attack.place.country, attack.place.precision) == ("SY", PlacePrecision.COUNTRY)
    assert attack.place.latitude is None


def test_a_place_that_is_not_in_the_index_keeps_its_words(code):
    attack = code("Gunmen killed eight people in the village of Dorbanga on Monday.")[0]

    assert attack.place is not None
    assert attack.place.text == "Dorbanga"
    assert (attack.place.geonameid, attack.place.latitude) == (None, None)


def test_two_names_of_one_actor_are_one_actor(code):
    accounts = code(
        "Gunmen of IS killed two soldiers in Raqqa. ISIS fighters killed four farmers in Idlib on Tuesday."
    )
    found = {a.actor_id for account in accounts for a in account.actors_as(Role.PERPETRATOR)}

    assert found == {"islamic-state"}


def test_the_group_is_the_one_named_last(code):
    accounts = code(
        "Boko Haram abducted 12 students in Borno on Monday. The group threatened to attack schools in Jos."
    )
    speakers = [a for account in accounts for a in account.actors_as(Role.SPEAKER)]

    assert [a.actor_id for a in speakers] == ["boko-haram"]


def test_a_threat_and_what_is_threatened_are_linked_to_one_actor(code):
    threat, attack = sorted(
        code("The Islamic State threatened to attack churches in Egypt."), key=lambda a: a.statement is None
    )

    assert threat.statement is not None
    assert [a.actor_id for a in threat.actors_as(Role.SPEAKER)] == ["islamic-state"]
    assert attack.status is Status.THREATENED
    assert [a.actor_id for a in attack.actors_as(Role.PERPETRATOR)] == ["islamic-state"]


def test_what_nobody_vouches_for_is_on_the_word_of_the_document(code):
    attack = code("Gunmen attacked a market in Gao on Monday.")[0]

    assert [(a.speaker, a.kind.value) for a in attack.attribution] == [("document", "document")]


def test_a_control_gives_no_accounts(code):
    assert code("The minister opened a school in Gao on Monday. Pupils sang, and the band played.") == ()


def test_a_body_too_long_for_an_article_is_rejected_by_name(pipeline):
    long = Document(parts={"body": "word " * (MAX_BODY // 5 + 1)}, source_name="all-of-1999.txt")

    with pytest.raises(RejectedDocument, match=r"all-of-1999\.txt") as caught:
        pipeline.code(long)
    assert caught.value.stage == "code"


@given(
    body=st.lists(
        st.one_of(
            st.text(max_size=15), st.sampled_from([*STORY.split(" "), "\n\n", "yesterday", "no casualties"])
        ),
        max_size=40,
    ).map(" ".join),
    published=st.sampled_from(["", "2024-05-08", "not a date", "2024-13-45"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_coded_and_every_span_holds(pipeline, body, published):
    doc = document(body, published=published, outlet="The Courier")

    for account in pipeline.code(doc):
        assert all(doc.holds(span) for assertion in account.assertions for span in assertion.spans)


def test_what_is_too_long_to_parse_is_rejected_with_its_number_of_words(pipeline):
    told = "Gunmen attacked a market and killed two people.\n" * (MAX_WORDS // 9 + 1)
    with pytest.raises(RejectedDocument, match="words and signs") as refused:
        pipeline.code(document(told))
    assert refused.value.stage == "code"


def test_a_long_text_that_tells_little_is_coded(pipeline):
    quiet = "A quiet river runs on.\n" * 4_000
    assert pipeline.code(document(quiet + "Gunmen attacked a market and killed two people."))


@pytest.mark.timeout(10)
@pytest.mark.parametrize("word", ["attack ", "killed and ", "attacked, bombed, shot, ", '" attack '])
def test_a_sentence_of_nothing_but_events_is_left_out_and_logged(pipeline, caplog, word):
    assert pipeline.code(document("Gunmen killed two people. " + word * 300 + "."))
    assert "no sentence" in caplog.text
