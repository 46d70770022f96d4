"""The parts of the five-fold benchmark that need no PyTorch."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluate.corpora.cameo_ner import FOLDS, fold_of
from dateline.training.supervision import Example


@pytest.fixture
def folds(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(Path(__file__).parent.parent.parent)
    return importlib.import_module("benchmarks.cameo_folds")


def sentences(number: int, text: Callable[[int], str]) -> list[Example]:
    return [Example(id=f"s{n}", corpus="cameo_ner", text=text(n)) for n in range(number)]


def test_no_sentence_of_a_fold_is_trained_on_for_it_and_every_other_is(folds: Any) -> None:
    rows = sentences(60, lambda n: f"Rebels shelled port {n}.")
    for fold in range(FOLDS):
        rest = folds.rest_of(rows, fold)
        assert {one.id for one in rest} == {one.id for one in rows if fold_of(one.id) != fold}


def test_a_sentence_that_repeats_a_held_out_one_is_not_trained_on(folds: Any) -> None:
    rows = sentences(60, lambda n: "Rebels  shelled the PORT." if n % 2 else "rebels shelled the port.")
    assert all(folds.rest_of(rows, fold) == [] for fold in range(FOLDS))


def test_the_mean_is_over_folds_and_the_pooled_score_over_sentences(folds: Any) -> None:
    def tally(right: int, found: int, gold: int) -> dict[str, float]:
        name = "source.exact"
        return {f"{name}.right": right, f"{name}.found": found, f"{name}.gold": gold}

    figures = folds.figures_of([[tally(1, 1, 1)], [tally(0, 1, 1), tally(1, 1, 1), tally(0, 1, 1)]])
    assert figures["source_exact_f1_mean"] == round((1 + 1 / 3) / 2, 3)
    assert figures["source_exact_f1_by_fold"] == "1.000, 0.333"
    assert str(figures["source_exact_f1_pooled"]).startswith("0.500 (")
    assert figures["target_exact_f1_mean"] is None
    assert (figures["sentences"], figures["folds"]) == (4, 2)
