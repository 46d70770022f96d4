"""How a body is cut into headings and paragraphs, and when it is a digest."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.blocks import BLOCK_LIMIT, Layout, blocks, layout_of, trailing_outlets


def kinds(body: str) -> list[tuple[str, str]]:
    return [(block.kind.value, body[block.start : block.end]) for block in blocks(body)]


def test_a_short_line_without_a_full_stop_is_a_heading():
    assert kinds("Gaza war\nTwo men were shot.\n") == [
        ("heading", "Gaza war"),
        ("prose", "Two men were shot."),
    ]


@pytest.mark.parametrize(
    "line", ["Two men were shot.", "Was it a bomb?", "He said: “They fled.”", "Two men were shot. (Reuters)"]
)
def test_a_line_that_ends_like_a_sentence_is_prose(line):
    assert kinds(line) == [("prose", line)]


def test_hard_wrapped_lines_are_one_paragraph():
    body = (
        "The army said on Monday that its troops had taken the town after\n"
        "a week of fighting in which many people had been killed on both\n"
        "sides.\n\nThe rebels denied it.\n"
    )

    assert [kind for kind, _ in kinds(body)] == ["prose", "prose"]
    assert kinds(body)[0][1].endswith("sides.")


def test_a_list_of_items_is_not_run_together():
    body = "A bomb killed nine people in Herat.\nGunmen shot a judge in Lahore.\nTroops took a town in Mali."

    assert len(kinds(body)) == 3


def test_a_very_long_paragraph_is_cut_at_a_sentence_end():
    body = "The town was quiet on that day and nobody came. " * 400
    pieces = blocks(body)

    assert len(pieces) > 1
    assert all(block.end - block.start <= BLOCK_LIMIT for block in pieces)
    assert all(body[block.start : block.end].rstrip().endswith(".") for block in pieces)


def test_items_that_credit_outlets_make_a_digest():
    body = "One fell. (Reuters)\n\nTwo fell. (BBC News)\n\nThree fell. (AP) (CNN)"

    assert layout_of(body, blocks(body)) is Layout.DIGEST


@pytest.mark.parametrize(
    "body",
    [
        "",
        "One fell. (Reuters)",
        "One fell. (Reuters)\n\nTwo fell.\n\nThree fell.\n\nFour fell.\n\nFive fell.",
    ],
)
def test_a_credit_here_and_there_makes_no_digest(body):
    assert layout_of(body, blocks(body)) is Layout.STORY


def test_every_outlet_credited_after_an_item_is_found():
    body = "Three fell. (AP) (BBC News)"
    (block,) = blocks(body)

    assert [body[a:b] for a, b in trailing_outlets(body, block)] == ["AP", "BBC News"]


def test_an_aside_in_parentheses_is_no_outlet():
    body = "Three fell (two of them badly)"
    (block,) = blocks(body)

    assert trailing_outlets(body, block) == ()


def test_the_short_form_of_a_name_is_no_outlet():
    body = "Troops took the bridge from the Umbrian River Guard (URG). (AP)"
    (block,) = blocks(body)

    assert [body[a:b] for a, b in trailing_outlets(body, block)] == ["AP"]


@given(st.text(alphabet=st.sampled_from("aB .(\n\t)x—é😀"), max_size=300))
def test_blocks_are_in_order_do_not_overlap_and_cover_every_letter(body):
    found = blocks(body)
    covered = {i for block in found for i in range(block.start, block.end)}

    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(body[i].isspace() for i in range(len(body)) if i not in covered)


def test_hundreds_of_credits_at_the_end_of_a_block_are_all_found_in_order():
    body = "Two men were shot. " + "(AP) (BBC News) " * 300
    (block,) = blocks(body)
    named = [body[a:b] for a, b in trailing_outlets(body, block)]
    assert named == ["AP", "BBC News"] * 300


def test_a_line_of_signs_as_long_as_a_book_is_cut_into_blocks_at_once():
    assert len(blocks(".()" * 100_000)) >= 50
