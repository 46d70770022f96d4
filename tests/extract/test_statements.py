"""Speech acts are accounts of their own; what they threaten, claim or deny is another."""

import pytest

from dateline.model import Role, Status
from extract.reading import events, statements, the_statement, words, wrong


@pytest.mark.parametrize(
    ("sentence", "event_type", "speaker"),
    [
        ("The Islamic State threatened to attack churches in Egypt.", "threat", "Islamic State"),
        ("The Houthis warned that they would attack ships in the Red Sea.", "threat", "Houthis"),
        ("Boko Haram called for attacks on schools in Nigeria.", "call_to_arms", "Boko Haram"),
        (
            "The rebel commander urged his followers to attack foreign troops in Gao.",
            "call_to_arms",
            "rebel commander",
        ),
        ("The army accused the rebels of killing 12 villagers near Mopti.", "accusation", "army"),
        ("Officials blamed Boko Haram for the killing of 15 farmers in Borno.", "accusation", "Officials"),
        ("The Taliban denied involvement in the bombing in Herat.", "denial", "Taliban"),
        ("France condemned the attack on the embassy in Niamey.", "condemnation", "France"),
        (
            "The Yemeni government demanded that the Houthis release the hostages held in Sanaa.",
            "demand",
            "Yemeni government",
        ),
        ("The rebels announced a unilateral ceasefire in Cauca.", "pledge", "rebels"),
        ("The president of Mali promised to withdraw the troops from Gao.", "pledge", "president of Mali"),
        ("Ukraine accused Russia of shelling a school in Kharkiv on Monday.", "accusation", "Ukraine"),
        wrong(
            "Kyiv accused Moscow of bombing a hospital in Kharkiv.",
            "accusation",
            "Kyiv",
            why="a capital that stands for its state does not speak",
        ),
        ("The Taliban vowed to attack government offices in Kabul.", "threat", "Taliban"),
    ],
)
def test_a_speech_act_is_of_the_type_that_its_verb_says(read, sentence, event_type, speaker):
    statement = the_statement(read(sentence))

    assert statement.event_type == event_type
    assert statement.status is Status.OCCURRED
    assert words(statement, Role.SPEAKER) == [speaker]


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("The Islamic State threatened to attack churches in Egypt.", "armed_attack"),
        ("Boko Haram called for attacks on schools in Nigeria.", "armed_attack"),
        ("The Taliban vowed to bomb government offices in Kabul.", "bombing"),
        ("The militia threatened to kidnap aid workers in Taiz.", "abduction"),
    ],
)
def test_what_is_threatened_is_an_account_beside_the_threat(read, sentence, event_type):
    drafts = read(sentence)

    assert len(statements(drafts)) == 1
    assert [(e.event_type, e.status) for e in events(drafts)] == [(event_type, Status.THREATENED)]


def test_the_threatened_act_has_the_speaker_as_its_doer(read):
    (event,) = events(read("The Islamic State threatened to attack churches in Egypt."))

    assert words(event, Role.PERPETRATOR) == ["Islamic State"]


@pytest.mark.xfail(strict=True, reason="'it threatened' has no speaker and is lost")
def test_a_group_named_by_a_pronoun_speaks_too(read):
    drafts = read(
        "The Islamic State attacked a village near Raqqa on Monday. It "
        "threatened to attack churches in Egypt."
    )

    assert [s.event_type for s in statements(drafts)] == ["threat"]


def test_plain_said_attributes_and_makes_no_statement(read):
    assert statements(read("Police said gunmen killed three people in Lahore.")) == []


def test_whom_a_demand_is_made_to_is_its_addressee(read):
    statement = the_statement(
        read("The rebels called on the government of Colombia to release the prisoners held in Cali.")
    )

    assert statement.event_type == "demand"
    assert words(statement, Role.ADDRESSEE) == ["government of Colombia"]


def test_the_medium_and_the_organisation_of_a_statement_are_kept(read):
    statement = the_statement(
        read("In an audio message, the Islamic State spokesman threatened attacks on churches in Egypt.")
    )

    assert statement.statement is not None
    value, spans = statement.statement
    assert value.medium == "audio"
    assert value.organisation == "Islamic State"
    assert any(span.quote == "audio" for span in spans)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bank announced its results on Monday.",
        "The singer announced her retirement and her tour.",
        "The actor denied that he had left the film.",
        "Parents demanded more buses for the school in Amman.",
    ],
)
def test_speech_outside_politics_and_conflict_is_no_statement(read, sentence):
    assert statements(read(sentence)) == []


def test_a_speech_act_that_did_not_happen_is_none(read):
    assert statements(read("The army did not accuse the rebels of killing 12 villagers near Mopti.")) == []
