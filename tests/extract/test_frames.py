"""What one sentence tells: one event told in several words, or several events."""

import pytest

from dateline.extract.frames import read_sentence
from dateline.extract.mentions import find_mentions
from extract.reading import events, the_event, tolls, types_and_statuses


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen attacked a market in Gao on Monday, killing five people and wounding 12 others.",
        "Gunmen opened fire on a bus near Jos, shot dead six passengers and abducted nine others.",
        "A suicide bomber blew himself up in Peshawar, killing six worshippers in the attack.",
        "Four soldiers were killed and two wounded in an ambush near Mopti.",
        "In the attack, gunmen stormed the police post and killed four officers in Kandahar.",
    ],
)
def test_what_happened_in_one_attack_is_one_event(read, sentence):
    assert len(events(read(sentence))) == 1


def test_the_tolls_of_one_attack_are_all_its_own(read):
    event = the_event(
        read("Gunmen attacked a bus near Jos, killed six passengers, wounded four and abducted nine others.")
    )

    assert tolls(event) == {"killed": (6, 6), "injured": (4, 4), "abducted": (9, 9)}


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        (
            "A bomb killed four people in Quetta, while a separate bombing killed six in Lahore.",
            [(4, 4), (6, 6)],
        ),
        (
            "Gunmen killed two officers in Mosul on Monday, and a bombing killed "
            "three people in Basra on Tuesday.",
            [(2, 2), (3, 3)],
        ),
        (
            "Gunmen killed two officers in Mosul on Monday, and rebels bombed a school in Aleppo on Tuesday.",
            [(2, 2), None],
        ),
    ],
)
def test_two_attacks_in_one_sentence_are_two_events(read, sentence, killed):
    assert [tolls(e).get("killed") for e in events(read(sentence))] == killed


def test_an_attack_and_the_arrest_after_it_are_two_events(read):
    drafts = read("Gunmen killed a judge in Karachi on Monday and police arrested four suspects on Tuesday.")

    assert [kind for kind, _ in types_and_statuses(drafts)] == ["armed_attack", "arrest"]


def test_places_and_tolls_of_a_sentence_are_found_in_order(parse, lexicon, names):
    parsed = parse("A bomb killed four people in Mosul and wounded six in Basra.")
    sentence = parsed.sentences[0]
    reading = read_sentence(parsed.document, sentence, find_mentions(sentence, lexicon), lexicon, names)

    assert [place.draft.span.quote for place in reading.places] == ["Mosul", "Basra"]
    assert [(t.kind.value, t.count.low) for t in reading.tolls] == [("killed", 4), ("injured", 6)]


def test_a_sentence_without_an_event_has_no_frames(parse, lexicon, names):
    parsed = parse("The minister visited a school in Mosul on Monday.")
    sentence = parsed.sentences[0]
    reading = read_sentence(parsed.document, sentence, find_mentions(sentence, lexicon), lexicon, names)

    assert reading.frames == []
    assert [time.draft.span.quote for time in reading.times] == ["Monday"]
