"""Agreement between reviewers, held to the worked examples of the paper that defines it."""

from __future__ import annotations

import pytest

from dateline.judging.agreement import alpha, said_by_people
from dateline.model import Judgement, Label, Verdict


def units_of(*coders: str) -> list[list[str]]:
    return [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]


def test_alpha_is_that_of_the_worked_examples() -> None:
    # Krippendorff (2011): A, two coders and two values; B, two coders and five; C, four coders with gaps.
    assert alpha(units_of("0100000000", "1110010100")) == pytest.approx(0.095, abs=0.0005)
    assert alpha(units_of("aabbdcccedda", "babbbccceddd")) == pytest.approx(0.692, abs=0.0005)
    four = units_of("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    assert alpha(four) == pytest.approx(0.743, abs=0.0005)


def test_one_coder_or_one_value_says_nothing_of_agreement() -> None:
    assert alpha([]) is None
    assert alpha([("a",), ("b",)]) is None
    assert alpha([("a", "a"), ("a", "a")]) is None


def test_full_agreement_is_one_and_opposites_are_below_chance() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1
    assert alpha([("a", "b"), ("b", "a")]) < 0


def judgement(number: int, by: str, kind: str, **more) -> Judgement:
    given = {"level": "incident", "incidents": ("i",), **more}
    verdict = Verdict(kind)
    return Judgement(
        id=f"j{number}",
        number=number,
        by=by,
        kind=kind,
        verdict=verdict,
        subject="i",
        object="",
        at="",
        why="",
        **given,
    )


def edit(number: int, by: str, status: str, was: str = "occurred") -> Judgement:
    return judgement(
        number, by, "edit", field="status", values=(Label(value=status),), was=(Label(value=was),)
    )


def said(log: list[Judgement], gone: tuple[str, ...] = ()) -> list[dict[str, str]]:
    return [unit.said for unit in said_by_people(log, gone, {"i": {"status": "occurred", "date": "2026"}})]


def test_who_accepts_says_what_stood_then() -> None:
    log = [judgement(1, "ann", "accept"), edit(2, "ben", "alleged"), judgement(3, "cid", "accept")]
    assert {"ann": "occurred", "ben": "alleged", "cid": "alleged"} in said(log)
    assert {"ann": "2026", "cid": "2026"} in said(log)
    assert said(log, ("j2",)) == [{"ann": "occurred", "cid": "occurred"}, {"ann": "2026", "cid": "2026"}]


def test_one_person_agrees_with_nobody() -> None:
    assert said([edit(1, "ben", "alleged"), judgement(2, "ben", "accept")]) == []
