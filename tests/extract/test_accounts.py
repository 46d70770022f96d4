"""A group of sentences to one account: what it rests on, and what it takes from where."""

import pytest

from dateline.model import Casualty, Role, Status
from extract.reading import doers, events, spans_of, statements, the_event, the_statement, toll, words


def test_the_key_of_an_account_is_the_word_that_first_tells_it(read):
    body = "Gunmen attacked a market in Gao on Monday. The attack left five people dead."
    event = the_event(read(body))

    assert [span.quote for span in event.key] == ["attacked"]
    assert event.key[0].start == body.index("attacked")


def test_what_any_sentence_tells_as_fact_is_fact(read):
    event = the_event(
        read(
            "Gunmen reportedly attacked a market in Gao on Monday. The attack "
            "killed five people, the governor said."
        )
    )

    assert event.status is Status.OCCURRED
    assert "official" in [link.kind.value for link in event.attribution]


def test_a_doer_named_twice_is_named_once(read):
    event = the_event(
        read(
            "The Taliban attacked a post in Herat on Monday. In the attack, the Taliban killed four officers."
        )
    )

    assert doers(event) == ["Taliban"]


def test_the_claimant_of_an_attack_is_its_doer(read):
    event = the_event(
        read("A bomb killed four people in Quetta on Monday. The Pakistani Taliban claimed responsibility.")
    )

    assert doers(event) == ["Pakistani Taliban"]


def test_the_larger_of_two_rival_figures_is_the_toll(read):
    event = the_event(
        read(
            "Police said a bomb killed nine people in Quetta on Monday. Residents "
            "said 14 people were killed in the bombing."
        )
    )

    assert toll(event, Casualty.KILLED) == (14, 14)


def test_a_pronoun_is_no_actor(read):
    for draft in read("He accused the army of killing nine villagers near Mopti. They denied it."):
        assert not {"he", "they", "it"} & {actor.span.quote.lower() for actor in draft.actors}


def test_a_statement_is_on_the_word_of_its_speaker(read):
    statement = the_statement(
        read(
            "The Taliban denied that its fighters had killed the villagers near Herat.", outlet="The Courier"
        )
    )

    assert [(link.speaker, link.kind.value) for link in statement.attribution] == [
        ("The Taliban", "claimant"),
        ("The Courier", "outlet"),
    ]


def test_who_delivered_a_statement_speaks_in_it(read):
    drafts = read(
        "The Islamic State threatened to attack churches in Egypt. "
        "The message was delivered by spokesman Abu Salim through its channels."
    )
    statement = statements(drafts)[0]

    assert any("Abu Salim" in name for name in words(statement, Role.SPEAKER))


@pytest.mark.parametrize(
    "body",
    [
        "Gunmen attacked a market in Gao on Monday, killing five people.",
        "The Islamic State claimed responsibility for an attack in Raqqa that killed two soldiers.",
        "In 2019, gunmen killed 12 officers in Quetta. The Taliban threatened to attack schools in Kabul.",
    ],
)
def test_every_value_rests_on_words_of_the_document(read, body):
    for draft in read(body, published="2024-05-06", outlet="The Courier"):
        for span in spans_of(draft):
            assert span.part != "body" or body[span.start : span.end] == span.quote


def test_events_and_statements_share_no_account(read):
    drafts = read(
        "The Taliban threatened to attack schools in Kabul. Gunmen killed a teacher in Herat on Monday."
    )

    assert {id(d) for d in events(drafts)}.isdisjoint({id(d) for d in statements(drafts)})
    assert len(drafts) == 3
