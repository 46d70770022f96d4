"""Parsed sentences whose offsets are offsets into the body itself."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import Document
from dateline.text.blocks import BlockKind


def test_sentences_are_in_order_and_carry_the_offsets_of_the_body(parse):
    parsed = parse("Gaza war\n\nTwo men were shot. The army left.\n\nNobody came.")

    assert [parsed.body[s.start : s.end] for s in parsed.sentences] == [
        "Gaza war",
        "Two men were shot.",
        "The army left.",
        "Nobody came.",
    ]
    assert [s.index for s in parsed.sentences] == [0, 1, 2, 3]
    assert [s.kind for s in parsed.sentences] == [BlockKind.HEADING] + [BlockKind.PROSE] * 3


def test_tokens_give_back_the_words_of_the_body(parse):
    parsed = parse("The army’s troops left.\n\nIS fighters came to the group's camp.")

    for sentence in parsed.sentences:
        for token in sentence.tokens:
            start, end = sentence.span_of([token])
            assert end - start == len(token.text)
    (group,) = [t for t in parsed.sentences[1].tokens if t.text == "group"]
    start, end = parsed.sentences[1].span_of([group])
    assert parsed.body[start:end] == "group"


def test_is_in_capitals_is_read_as_a_name(parse):
    parsed = parse("On Monday IS killed four soldiers.")
    token = next(t for t in parsed.sentences[0].tokens if t.idx == len("On Monday "))

    assert token.pos_ == "PROPN"
    start, end = parsed.sentences[0].span_of([token])
    assert parsed.body[start:end] == "IS"


def test_the_dateline_is_not_part_of_the_first_sentence(parse):
    body = "RAQQA, Syria (Reuters) — Gunmen killed four soldiers on Monday."
    parsed = parse(body, dateline="RAQQA, Syria (Reuters)")
    (sentence,) = parsed.sentences

    assert "RAQQA" not in [t.text for t in sentence.tokens]
    assert body[sentence.start : sentence.end].endswith("on Monday.")


def test_text_in_capitals_is_parsed_in_ordinary_case(parse):
    parsed = parse("THE ARMY ATTACKED THE TOWN ON MONDAY AND LEFT IT ON TUESDAY.")

    assert [t.lemma_ for t in parsed.sentences[0].tokens if t.pos_ == "VERB"] == ["attack", "leave"]


def test_only_the_wanted_blocks_are_parsed(parser):
    document = Document(parts={"body": "A quiet day.\n\nA bomb went off.\n\nA quiet night."})
    parsed = parser.parse(document, lambda text: "bomb" in text)

    assert [parsed.body[s.start : s.end] for s in parsed.sentences] == ["A bomb went off."]
    assert len(parsed.blocks) == 3


@pytest.mark.parametrize("body", ["", "   ", "\n\n\n", "...", "123 456", "--- *** ---"])
def test_text_without_words_has_no_sentences(parse, body):
    assert parse(body).sentences == ()


def test_a_long_run_of_characters_is_no_word(parse):
    (sentence,) = parse("The file " + "x" * 5000 + " was sent.").sentences

    assert max(len(t.text) for t in sentence.tokens if not t.is_space) < 100


@given(
    body=st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("AB s.\n’IS—")), max_size=120
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_sentence_lies_inside_the_block_it_names(parse, body):
    parsed = parse(body)

    for sentence in parsed.sentences:
        block = parsed.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
