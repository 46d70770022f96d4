"""What reviewers of the same incident hold for right."""

from __future__ import annotations

from dateline.judging.agreement import said_by_people
from dateline.model import Judgement, Label, Verdict


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
