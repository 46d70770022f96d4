from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluate.run import run
from dateline.model import Document
from dateline.tagging.reading import Reading
from evaluate.coders import HandCoder

TEXTS = {"A bomb went off.": [0, 1, 0, 0], "Gunmen took two men.": [1, 0, 1, 0], "A raid.": [1, 0, 0, 0]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "satp_relevant").mkdir()
    rows = [{"id": str(n), "text": text, "labels": flags} for n, (text, flags) in enumerate(TEXTS.items())]
    (tmp_path / "satp_relevant" / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def always(shares: dict[str, float], head: str = "satp_relevant") -> HandCoder:
    def read(_document: Document) -> Reading:
        return Reading(spans=(), labels={head: shares})

    return HandCoder(reader=read)


def test_a_class_holds_from_one_half_on(data: Path) -> None:
    report = run("satp_relevant", data, "dev", always({"0": 0.5, "1": 0.49}))
    assert report.score("0.precision").value == pytest.approx(2 / 3)
    assert report.score("0.recall").value == 1.0
    assert report.score("1.recall").value == 0.0
    assert report.score("micro.f1").value == pytest.approx(2 * 2 / (3 + 4))


def test_macro_is_the_mean_over_the_classes_that_the_gold_has(data: Path) -> None:
    report = run("satp_relevant", data, "dev", always({"0": 0.9}))
    assert report.score("macro.f1").value == pytest.approx((0.8 + 0.0 + 0.0) / 3)
    assert report.score("3.f1").value is None


def test_saying_everything_stands_beside_it(data: Path) -> None:
    beside = run("satp_relevant", data, "dev", always({})).baselines["every class"]
    assert beside["micro.recall"] == 1.0
    assert beside["micro.precision"] == pytest.approx(4 / 12)


def test_another_head_says_nothing_of_this_corpus(data: Path) -> None:
    report = run("satp_relevant", data, "dev", always({"0": 0.9}, head="insightcrime"))
    assert report.score("micro.f1").value == 0.0


def test_without_a_tagger_there_is_no_score(data: Path) -> None:
    report = run("satp_relevant", data, "dev", HandCoder())
    assert (report.note, report.score("micro.f1").value) == ("no tagger", None)
