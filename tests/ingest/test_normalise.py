import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.normalise import normalise, one_line, shown

ODD = st.sampled_from(
    " \n\r\t\0\x85\u2028\u00ad\u200b\u202e\ufeff\u0301\u0323\u0344\ud800\udc00é가\U0001d160"
)


@given(st.text(st.one_of(st.characters(), ODD)))
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert not set(once) & set("\r\0\u200b\u202e\ufeff\u00ad\u2028\t")
    assert "\n\n\n" not in once
    assert " \n" not in once


@given(st.text("éab\u0301\u0323\u0344\U0001d160\u034f", min_size=60))
def test_stacks_of_marks_are_normalised_once_and_for_all(text):
    once = normalise(text)
    assert normalise(once) == once


def test_a_million_marks_on_one_letter_take_no_minutes():
    begun = time.perf_counter()
    normalise("e" + "\u0301\u0323" * 500_000)
    assert time.perf_counter() - begun < 20


def test_quotes_dashes_and_single_line_ends_stay():
    text = "“No,” he said – it’s\nover.  Two"
    assert normalise(text) == text


def test_a_field_is_one_line():
    assert one_line(" Two\r\n killed\u00a0 ") == "Two killed"


def test_a_name_with_control_characters_is_spelled_out():
    assert shown("a\nb\x1b[31m\u202e\udcff é") == "a\\nb\\x1b[31m\\u202e\\udcff é"
