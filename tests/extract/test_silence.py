"""Texts whose bare words can tell nothing are found without a parse, and only those."""

import pytest

from dateline.extract.silence import Silence
from dateline.text.blocks import Layout


@pytest.fixture(scope="module")
def silent(lexicon, parser):
    silence = Silence(lexicon, parser.spellings)
    return lambda *blocks: silence.holds(Layout.STORY, blocks)


@pytest.mark.parametrize(
    "text",
    [
        "The striker scored twice as the club won its third match of the season.",
        "Shares rose as investors weighed quarterly earnings, and revenue grew.",
        "Rain is expected in the north, with bright spells later in the day.",
    ],
)
def test_sport_markets_and_weather_are_silent(silent, text):
    assert silent(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot in Gao.",
        "The village fought back.",
        "Rebels took six hostages.",
        "After the match gunmen killed the coach of the visitors.",
    ],
)
def test_what_may_tell_an_event_is_not_silent(silent, text):
    assert not silent(text)


def test_a_silent_block_does_not_silence_another(silent):
    assert not silent("Rain is expected in the north.", "A bomb killed two men in Gao.")


def test_spellings_hold_regular_and_irregular_forms(parser):
    assert {"kill", "kills", "killed", "killing"} <= parser.spellings("kill")
    assert "shot" in parser.spellings("shoot")
