"""The sentence around a span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.excerpt import one_line, sentence_around

BODY = 'Rain fell. Gen. Orr of the U.S. army said: "Two men died." He left.\n\nA second paragraph. It ends'


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Rain", "Rain fell."),
        ("died", 'Gen. Orr of the U.S. army said: "Two men died."'),
        ("left", "He left."),
        ("second", "A second paragraph."),
        ("It ends", "It ends"),
        ('died." He', 'Gen. Orr of the U.S. army said: "Two men died." He left.'),
        ("left.\n\nA second", "He left.\n\nA second paragraph."),
    ],
)
def test_the_sentence_holds_the_words_and_stops_at_its_end(words, sentence):
    start = BODY.index(words)
    low, high = sentence_around(BODY, start, start + len(words))
    assert BODY[low:high] == sentence


@given(st.text('a. \n!?"A', min_size=1, max_size=40), st.data())
def test_the_sentence_always_covers_the_span(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    low, high = sentence_around(text, start, end)
    assert 0 <= low <= start < end <= high <= len(text)


@given(st.text())
def test_one_line_has_no_controls_and_no_text_direction_marks(text):
    line = one_line(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u2028" for c in line)
