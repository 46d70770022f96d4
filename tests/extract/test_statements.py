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


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("The group's spokesman threatened to attack churches in Egypt.", "group"),
        ("A spokesman for the Islamic State threatened to attack churches in Egypt.", "Islamic State"),
        ("The Islamic State spokesman threatened to attack churches in Egypt.", "Islamic State"),
        ("The Islamic State spokesman Abu Omar vowed to attack churches in Egypt.", "Islamic State"),
    ],
)
def test_whom_a_spokesman_speaks_for_would_do_what_he_threatens(read, sentence, doer):
    drafts = read(sentence)
    (event,) = events(drafts)

    assert words(event, Role.PERPETRATOR) == [doer]
    assert "pokesman" in words(the_statement(drafts), Role.SPEAKER)[0]


def test_a_spokesman_of_nobody_known_does_nothing_himself(read):
    (event,) = events(read("A spokesman threatened to attack government offices in Kabul."))

    assert words(event, Role.PERPETRATOR) == []


def test_those_called_on_would_do_it(read):
    (event,) = events(read("The rebel commander called on supporters in Gao to kill foreign troops."))

    assert words(event, Role.PERPETRATOR) == ["supporters"]


def test_those_who_died_already_are_not_whom_a_call_to_arms_is_against(read):
    (event,) = events(
        read("Boko Haram called for attacks, saying that traders who died in Maiduguri had deserved it.")
    )

    assert event.status is Status.THREATENED
    assert words(event, Role.VICTIM, Role.TARGET) == []
    assert event.casualties == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The army denied that it had bombed Mopti.",
        "The army denied bombing Mopti.",
    ],
)
def test_what_is_denied_lies_where_the_denied_words_say(read, sentence):
    (event,) = events(read(f"BAMAKO (Example News) - {sentence}"))

    assert event.status is Status.DENIED
    assert event.place is not None
    assert event.place.span.quote == "Mopti"


def test_a_denier_named_again_by_less_is_one_perpetrator(read):
    event = events(
        read(
            "The Malian army denied that the Malian army shelled Gao on Monday. Nobody believes the "
            "army denied shelling Gao."
        )
    )[0]

    assert words(event, Role.PERPETRATOR) == ["Malian army"]


def test_who_accuses_somebody_did_not_do_it(read):
    (event,) = events(read("Rebels accused it of an air strike on Mopti."))

    assert event.status is Status.ALLEGED
    assert words(event, Role.PERPETRATOR) == []


def test_the_day_on_which_it_is_to_be_done_is_not_the_day_of_the_statement(read):
    statement = the_statement(
        read("The president of France announced that the army will leave Niger by August 31.")
    )

    assert statement.time is None


def test_what_is_announced_is_nobody_to_speak_to(read):
    statement = the_statement(read("France announced a naval coalition to stop the rebels off Aden."))

    assert words(statement, Role.ADDRESSEE) == []
