"""On whose word an event stands: the chain of speakers, nearest first, and their kinds."""

import pytest

from dateline.model import SpeakerKind
from extract.reading import the_event, wrong


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
