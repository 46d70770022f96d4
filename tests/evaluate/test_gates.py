from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import CorpusError, UsageError
from dateline.evaluate.floors import Pinned, as_toml, load_floors, pin, read_floors, write_floors
from dateline.evaluate.gates import (
    PARTS,
    GateResult,
    Outcome,
    check,
    gates_as_text,
    passed,
    pin_parts,
    run_gates,
)
from dateline.evaluate.report import Report, Score
from dateline.evaluate.tasks import TASKS
from evaluate.coders import HandCoder

KEY = ("news", "dev")


def report(f1: float | None = 0.61239, false: float | None = 0.2, digest: str = "sha256:a") -> Report:
    def score(name: str, value: float | None, higher: bool) -> Score:
        return Score(name=name, value=value, low=None, high=None, support=1, higher_is_better=higher)

    return Report(
        corpus="news",
        split="dev",
        method="rules@1",
        digest=digest,
        documents=1,
        accounts=1,
        seconds=0.0,
        rejected=(),
        scores=(score("event.f1", f1, True), score("false", false, False)),
        baselines={},
        counts={},
        misses=(),
    )


def pinned(**reports: float | None) -> Pinned:
    return pin({}, report(**reports), ["event.f1", "false"])[KEY]  # type: ignore[arg-type]


def outcomes(results: list[GateResult]) -> list[Outcome]:
    return [result.outcome for result in results]


def test_the_run_that_was_pinned_passes_its_own_floors() -> None:
    for f1, false in ((0.61239, 0.2), (1 / 3, 2 / 3), (0.0, 0.0), (1.0, 1.0)):
        assert outcomes(check(report(f1, false), pinned(f1=f1, false=false))) == [Outcome.PASS, Outcome.PASS]


def test_a_lower_score_fails_and_a_higher_one_passes() -> None:
    floors = pinned()
    assert outcomes(check(report(f1=0.6), floors)) == [Outcome.FAIL, Outcome.PASS]
    assert outcomes(check(report(f1=0.7), floors)) == [Outcome.PASS, Outcome.PASS]


def test_where_less_is_better_more_fails() -> None:
    floors = pinned()
    assert outcomes(check(report(false=0.21), floors)) == [Outcome.PASS, Outcome.FAIL]
    assert outcomes(check(report(false=0.1), floors)) == [Outcome.PASS, Outcome.PASS]


def test_a_pinned_score_that_has_no_value_any_more_fails() -> None:
    assert outcomes(check(report(f1=None), pinned())) == [Outcome.FAIL, Outcome.PASS]


def test_other_data_than_the_pinned_fail_and_say_so() -> None:
    (result,) = check(report(f1=0.9, digest="sha256:b"), pinned())
    assert result.outcome is Outcome.FAIL
    assert "not those that were pinned" in result.reason


def test_a_missing_corpus_is_skipped_and_said(tmp_path: Path) -> None:
    results = run_gates(tmp_path, HandCoder(), {KEY: pinned()})
    assert outcomes(results) == [Outcome.SKIPPED]
    assert passed(results)
    assert "no NNN.gold.json" in gates_as_text(results)


def test_a_corpus_that_is_there_but_broken_is_not_skipped(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "001.gold.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"001\.json"):
        run_gates(tmp_path, HandCoder(), {KEY: pinned()})


def test_a_floor_that_would_sink_is_refused_without_a_reason_and_kept_with_one() -> None:
    floors = pin({}, report(), ["event.f1", "false"])
    with pytest.raises(UsageError, match=r"event\.f1 0\.6123 -> 0\.5000"):
        pin(floors, report(f1=0.5), ["event.f1", "false"])
    lowered = pin(
        floors, report(f1=0.5, false=0.3), ["event.f1", "false"], lower_because="the rules were changed"
    )
    assert lowered[KEY].floors == {"event.f1": 0.5}
    assert lowered[KEY].ceilings == {"false": 0.3}
    assert [(row.score, row.was, row.now) for row in lowered[KEY].lowered] == [
        ("event.f1", 0.6123, 0.5),
        ("false", 0.2, 0.3),
    ]
    assert {row.reason for row in lowered[KEY].lowered} == {"the rules were changed"}


def test_leaving_a_pinned_score_out_is_lowering_it() -> None:
    floors = pin({}, report(), ["event.f1", "false"])
    with pytest.raises(UsageError, match=r"event\.f1"):
        pin(floors, report(), ["false"])
    with pytest.raises(UsageError, match="false"):
        pin(floors, report(), ["event.f1"])


def test_raising_a_floor_needs_no_reason_and_keeps_the_history() -> None:
    lowered = pin(pin({}, report(), ["event.f1"]), report(f1=0.5), ["event.f1"], lower_because="why")
    raised = pin(lowered, report(f1=0.8), ["event.f1"])
    assert raised[KEY].floors == {"event.f1": 0.8}
    assert len(raised[KEY].lowered) == 1


def test_the_gate_file_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    floors = pin(
        pin({}, report(), ["event.f1", "false"]),
        report(f1=0.5),
        ["event.f1", "false"],
        lower_because='a "b"\n',
    )
    write_floors(tmp_path / "floors.toml", floors)
    assert read_floors((tmp_path / "floors.toml").read_text(encoding="utf-8")) == floors


def test_a_broken_gate_file_is_an_error() -> None:
    with pytest.raises(CorpusError, match="not a gate file"):
        read_floors("[news.dev]\nmethod = 'x'")
    with pytest.raises(CorpusError, match="not a gate file"):
        read_floors("news = 3")


def test_the_shipped_gate_file_names_only_corpora_and_scores_that_exist() -> None:
    floors = load_floors()
    assert read_floors(as_toml(floors)) == floors
    for (corpus, split), entry in floors.items():
        known = {metric.name for metric in TASKS[corpus].metrics(split)}
        assert {*entry.floors, *entry.ceilings} <= known


def test_all_parts_are_pinned_by_their_headline_scores_and_then_pass(tmp_path: Path) -> None:
    folder = tmp_path / "petrarch"
    folder.mkdir()
    row = {"id": "a", "text": "It rained.", "events": [{"source": "FRA", "target": "NGA"}]}
    (folder / "gsr.jsonl").write_text(json.dumps(row), encoding="utf-8")
    floors = pin_parts(tmp_path, HandCoder(), {}, method="none@1", parts=[("petrarch", "gsr")])
    assert floors["petrarch", "gsr"].floors == {"sentences_with_events.coded": 0.0, "direction.right": 0.0}
    results = run_gates(tmp_path, HandCoder(), floors)
    assert outcomes(results) == [Outcome.PASS, Outcome.PASS]


def test_the_parts_worth_a_floor_are_of_corpora_that_can_be_scored() -> None:
    seen_in_training = {"cameo_ner"}
    assert {corpus for corpus, _ in PARTS} == set(TASKS) - seen_in_training


def test_every_corpus_names_headline_scores_that_it_has() -> None:
    for corpus, task in TASKS.items():
        for split in ("dev", "splitting"):
            names = {metric.name for metric in task.metrics(split)}
            assert task.headline(split), corpus
            assert set(task.headline(split)) <= names, corpus
