"""On whose word an event stands: the chain of speakers, nearest first, and their kinds."""

import pytest

from dateline.model import SpeakerKind
from extract.reading import events, the_event, the_statement, wrong


@pytest.mark.parametrize(
    ("sentence", "speaker", "kind"),
    [
        ("Police said gunmen killed three people in Lahore.", "Police", SpeakerKind.OFFICIAL),
        ("The governor said gunmen killed three people in Lahore.", "The governor", SpeakerKind.OFFICIAL),
        (
            "Gunmen killed three people in Lahore, a police spokesman said.",
            "a police spokesman",
            SpeakerKind.OFFICIAL,
        ),
        (
            "A military spokesman said troops killed 20 militants in Borno.",
            "A military spokesman",
            SpeakerKind.MILITARY,
        ),
        (
            "Witnesses said soldiers opened fire on protesters in Khartoum, killing two.",
            "Witnesses",
            SpeakerKind.WITNESS,
        ),
        ("A doctor said the air strike in Idlib killed 14 people.", "A doctor", SpeakerKind.MEDIC),
        ("An analyst said gunmen killed three people in Lahore.", "An analyst", SpeakerKind.ANALYST),
        ("Reuters reported that gunmen killed a judge in Karachi.", "Reuters", SpeakerKind.OUTLET),
        (
            "A local activist said gunmen killed a judge in Karachi.",
            "A local activist",
            SpeakerKind.LOCAL_SOURCE,
        ),
        (
            "Amnesty International said soldiers killed 30 villagers near Mopti.",
            "Amnesty International",
            SpeakerKind.MONITOR,
        ),
        (
            "According to Amnesty International, soldiers killed 30 villagers near Mopti.",
            "Amnesty International",
            SpeakerKind.MONITOR,
        ),
        ("Al-Shabaab said its fighters killed nine soldiers in Baidoa.", "Al-Shabaab", SpeakerKind.CLAIMANT),
        (
            "The Islamic State said its fighters killed nine soldiers in Mosul.",
            "The Islamic State",
            SpeakerKind.CLAIMANT,
        ),
        wrong(
            "An unnamed source said gunmen killed a judge in Karachi.",
            "An unnamed source",
            SpeakerKind.ANONYMOUS,
            why="an unnamed source is a local source, not an anonymous one",
        ),
    ],
)
def test_a_speaker_has_the_kind_that_the_words_give(read, sentence, speaker, kind):
    event = the_event(read(sentence))

    assert [(link.speaker, link.kind) for link in event.attribution] == [(speaker, kind)]
    assert speaker in [span.quote for span in event.attribution_spans]


def test_the_outlet_comes_last_in_the_chain(read):
    event = the_event(read("Police said gunmen killed three people in Lahore.", outlet="The Courier"))

    assert [(link.speaker, link.kind.value) for link in event.attribution] == [
        ("Police", "official"),
        ("The Courier", "outlet"),
    ]
    assert event.attribution_spans[-1].part == "outlet"


def test_an_item_of_a_digest_is_on_the_word_of_the_outlet_it_credits(read):
    body = (
        "Gunmen attacked a checkpoint near Mosul, killing three soldiers. (Reuters)\n\n"
        "A car bomb exploded in Mogadishu, killing nine people. (BBC)\n\n"
        "Police in Nairobi arrested four protesters on Tuesday. (AFP)"
    )

    assert [event.attribution[-1].speaker for event in read(body)] == ["Reuters", "BBC", "AFP"]


def test_a_chain_of_two_speakers_is_nearest_first(read):
    event = the_event(read("Reuters reported that police said gunmen killed a judge in Karachi."))

    assert [link.speaker for link in event.attribution] == ["police", "Reuters"]


def test_the_speaker_is_no_party_to_the_event(read):
    event = the_event(read("Police said gunmen killed three people in Lahore."))

    assert "Police" not in [actor.span.quote for actor in event.actors]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Prosecutors arrested three gunmen in Lahore, they said on Monday.", ["Prosecutors"]),
        (
            "Gunmen killed three people in Lahore, according to a report citing the governor's office.",
            ["the governor's office", "a report"],
        ),
        ("The governor's envoy, Mara Voss, said gunmen killed three people in Lahore.", ["Mara Voss"]),
        ("Mara Voss spoke in Lahore. Soldiers killed three people there, she said.", ["Mara Voss"]),
        (
            "Gunmen killed a judge in Karachi, then, according to security officials, fled.",
            ["security officials"],
        ),
        (
            "Gunmen killed ten people in Lahore. Some were beheaded, according to local officials.",
            ["local officials"],
        ),
        (
            "Troops opened fire in Gao, with the Health Ministry claiming one man was killed.",
            ["the Health Ministry"],
        ),
        ("And, gunmen killed a judge in Karachi, a police spokesman added.", ["a police spokesman"]),
    ],
)
def test_who_vouches_is_found_beside_after_and_before_the_telling(read, text, speakers):
    assert [link.speaker for link in the_event(read(text)).attribution] == speakers


def test_an_event_is_no_speaker(read):
    assert the_event(read("The attack showed that gunmen killed a judge in Karachi.")).attribution == ()


def test_those_who_are_believed_to_have_done_it_do_not_tell_it(read):
    text = "Villagers march in Gao against Red Axe, the group believed to be responsible for a bombing."

    assert [link.speaker for event in read(text) for link in event.attribution] == []


def test_a_claim_of_another_attack_beside_it_does_not_attribute(read):
    text = "Voss condemns the raid, for which Red Axe claimed responsibility and where 60 people were killed."

    assert "Red Axe" not in [link.speaker for event in events(read(text)) for link in event.attribution]


def test_the_words_of_a_quotation_are_those_of_the_person_before_it(read):
    text = "Mara Voss said soldiers shot a judge in Lahore. “Gunmen killed two villagers in Karachi.”"
    chains = [[link.speaker for link in event.attribution] for event in events(read(text))]

    assert chains == [["Mara Voss"], ["Mara Voss"]]


def test_a_statement_of_she_is_of_the_person_named_before(read):
    text = "Prime Minister Mara Voss met the envoys in Gao. She accused the rebels of bombing a bridge."
    said = the_statement(read(text))

    assert said.statement is not None
    assert said.statement[0].speaker == "Prime Minister Mara Voss"
