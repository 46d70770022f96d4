"""What copies what, whatever the order in which documents come."""

import itertools
import random

import pytest

from dateline.resolve.origins import Copies, Copy, CopyKind
from dateline.resolve.origins.copies import compared
from dateline.resolve.origins.shingles import GUARANTEED, shingles_of

WORDS = ("oru", "mill", "river", "shell", "guard", "bridge", "smoke", "market", "clinic", "convoy", "dawn")


def _text(seed: int, words: int = 120) -> list[str]:
    draw = random.Random(seed)
    return [f"{draw.choice(WORDS)}{draw.randrange(60)}" for _ in range(words)]


def _pairs(*bodies: str) -> dict[tuple[str, str], CopyKind]:
    found = Copies().add((str(number), body) for number, body in enumerate(bodies))
    return {(copy.one, copy.other): copy.kind for copy in found}


def _random_world(seed: int) -> list[tuple[str, str]]:
    """Texts that borrow stretches of each other, edited here and there."""
    draw = random.Random(seed)
    bodies: list[list[str]] = []
    for number in range(draw.randrange(3, 12)):
        body = _text(seed * 100 + number, draw.randrange(5, 160))
        for _ in range(draw.randrange(3)):
            if bodies:
                lender = draw.choice(bodies)
                start = draw.randrange(len(lender))
                at = draw.randrange(len(body))
                body[at:at] = lender[start : start + draw.randrange(5, 120)]
        for _ in range(draw.randrange(8)):
            body[draw.randrange(len(body))] = "edited"
        bodies.append(body)
    return [(f"d{number}", " ".join(body)) for number, body in enumerate(bodies)]


def test_a_reprint_a_trimmed_one_and_a_borrowed_passage_are_told_apart() -> None:
    story, own = _text(1), _text(2)
    reprint = " ".join([*story[:50], "sic", *story[51:]])
    trimmed = " ".join(story[:45])
    local = " ".join([*own[:60], *story[20:65], *own[60:]])
    kinds = _pairs(" ".join(story), reprint, trimmed, local, " ".join(_text(3)))
    assert kinds[("0", "1")] is CopyKind.WHOLE
    assert kinds[("0", "2")] is CopyKind.TRIMMED
    assert kinds[("0", "3")] is CopyKind.PASSAGE
    assert not any("4" in pair for pair in kinds)


def test_a_quoted_statement_that_two_newsrooms_heard_is_no_copy() -> None:
    statement = f'"{" ".join(_text(5, 60))}"'
    assert not _pairs(f"{' '.join(_text(6))} {statement}", f"{' '.join(_text(7))} {statement}")


def test_boilerplate_of_the_site_is_no_copy() -> None:
    notice = f"Sign up for our newsletter {' '.join(_text(8, 30))}\n" * 4
    assert not _pairs(f"{' '.join(_text(9))}\n{notice}", f"{' '.join(_text(10))}\n{notice}")


@pytest.mark.parametrize("seed", range(100))
def test_neither_order_nor_batches_change_what_is_found(seed: int) -> None:
    world = _random_world(seed)
    at_once = Copies().add(world)
    draw = random.Random(seed)
    shuffled = draw.sample(world, len(world))
    index, piecemeal = Copies(), set[Copy]()
    while shuffled:
        size = draw.randrange(1, 4)
        piecemeal.update(index.add(shuffled[:size]))
        shuffled = shuffled[size:]
    assert sorted(piecemeal) == at_once


@pytest.mark.parametrize("seed", range(100))
def test_a_further_document_leaves_the_relations_of_others_as_they_were(seed: int) -> None:
    world = _random_world(seed)
    fewer = {(c.one, c.other): c for c in Copies().add(world[:-1])}
    all_ = {(c.one, c.other): c for c in Copies().add(world)}
    last = world[-1][0]
    assert {pair: copy for pair, copy in all_.items() if last not in pair} == fewer


@pytest.mark.parametrize("seed", range(100))
def test_every_shared_passage_that_comparing_all_pairs_finds_is_found(seed: int) -> None:
    """Where a run is as long as winnowing guarantees, the index misses nothing that its twin sees."""
    world = _random_world(seed)
    found = {(c.one, c.other) for c in Copies().add(world)}
    for (one, body), (other, its) in itertools.combinations(world, 2):
        a, b = shingles_of(body), shingles_of(its)
        run = _longest_run(body.split(), its.split())
        if compared(a, b) and run >= GUARANTEED:
            assert tuple(sorted((one, other))) in found


def _longest_run(one: list[str], other: list[str]) -> int:
    best, row = 0, [0] * (len(other) + 1)
    for word in one:
        row = [0, *(row[i] + 1 if word == it else 0 for i, it in enumerate(other))]
        best = max(best, *row)
    return best


def test_a_known_document_is_passed_over() -> None:
    body = " ".join(_text(11))
    index = Copies()
    index.add([("a", body)])
    assert index.add([("a", body)]) == []
    assert len(index) == 1


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    assert not _pairs("", "", "...", "one two")
