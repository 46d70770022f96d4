"""Which words may tell an event, before anything is decided about them."""

import pytest

from dateline.extract.mentions import find_mentions


@pytest.fixture(scope="session")
def mentioned(parse, lexicon):
    def words(text: str) -> list[str]:
        return [m.trigger.text for s in parse(text).sentences for m in find_mentions(s, lexicon)]

    return words


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen attacked a market and killed five people.", ["attacked", "killed"]),
        ("The bombing was followed by clashes.", ["bombing", "clashes"]),
        ("The minister opened a school.", []),
        ("She had a heart attack and a panic attack.", []),
        ("The army bought an attack helicopter for its strike force.", []),
    ],
)
def test_anchors_are_found_in_reading_order_and_fixed_phrases_are_not(mentioned, sentence, expected):
    assert mentioned(sentence) == expected


def test_inflected_words_are_found_by_their_lemma(mentioned):
    for form in ("attack", "attacks", "attacked", "attacking"):
        assert form in mentioned(
            f"The rebels {'were ' if form.endswith('ing') else ''}{form} the town on Monday."
        )


def test_a_phrase_hides_the_words_inside_it(parse, lexicon):
    (sentence,) = parse("A car bomb and an air strike hit the town.").sentences
    covered = [t.i for m in find_mentions(sentence, lexicon) for t in m.tokens]

    assert len(covered) == len(set(covered))


def test_words_of_harm_are_marked_as_outcomes(parse, lexicon):
    (sentence,) = parse("Gunmen attacked a market and killed five people.").sentences

    assert {m.trigger.text: m.outcome for m in find_mentions(sentence, lexicon)} == {
        "attacked": False,
        "killed": True,
    }


@pytest.mark.parametrize(
    "word",
    ["attack", "attacked", "bombing", "killed", "shot", "fought", "claimed", "vowed", "denied", "struck"],
)
def test_the_quick_test_before_parsing_lets_every_inflection_through(lexicon, word):
    assert lexicon.may_tell(f"On Monday it {word} again.")


def test_the_quick_test_stops_text_without_any_such_word(lexicon):
    assert not lexicon.may_tell("A quiet garden.")
