from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import CorpusError
from dateline.evaluate.corpora.cameo_ner import FOLDS, fold_of, places_of, read
from dateline.evaluate.run import run
from dateline.model import Document
from dateline.tagging.reading import Reading, TaggedSpan
from evaluate.coders import HandCoder

ROWS = [
    {"id": f"s{n}", "tokens": ["Rebels", "shelled", "the", "port"], "tags": ["B-S", "O", "B-T", "I-T"]}
    for n in range(40)
]


def folder(root: Path, rows: list[dict[str, object]] = ROWS) -> Path:
    (root / "cameo_ner").mkdir()
    text = "\n".join(map(json.dumps, rows))
    (root / "cameo_ner" / "train.jsonl").write_text(text, encoding="utf-8")
    return root


def tagger(*found: tuple[str, int, int]) -> HandCoder:
    def tagged(document: Document) -> Reading:
        spans = tuple(
            TaggedSpan(
                layer="cameo",
                label=label,
                start=start,
                end=end,
                text=document.body[start:end],
                probability=0.9,
            )
            for label, start, end in found
        )
        return Reading(spans=spans, labels={})

    return HandCoder(reader=tagged)


def test_the_folds_are_apart_and_together_all_of_dev(tmp_path: Path) -> None:
    data = folder(tmp_path)
    folds = [[sentence.name for sentence in read(data, f"fold{n}")] for n in range(FOLDS)]
    assert all(folds)
    assert sorted(name for fold in folds for name in fold) == sorted(s.name for s in read(data, "dev"))
    assert all(fold_of(name) == n for n, fold in enumerate(folds) for name in fold)


def test_a_run_of_another_side_begins_a_new_place() -> None:
    places = places_of(["France", "Mali", "meet"], ["B-R", "B-R", "O"])
    assert places == (("both", 0, 6), ("both", 7, 11))
    assert places_of(["France", "Mali"], ["B-S", "I-T"]) == (("source", 0, 6), ("target", 7, 11))


def test_a_sentence_with_more_tags_than_tokens_is_an_error(tmp_path: Path) -> None:
    data = folder(tmp_path, [{"id": "s", "tokens": ["Rebels"], "tags": ["B-S", "O"]}])
    with pytest.raises(CorpusError, match="1 tokens and 2 tags"):
        list(read(data, "dev"))


def test_exact_and_overlapping_words_are_scored_apart(tmp_path: Path) -> None:
    report = run("cameo_ner", folder(tmp_path), "dev", tagger(("source", 0, 6), ("target", 19, 23)))
    assert report.score("source.exact.f1").value == 1.0
    assert report.score("target.exact.f1").value == 0.0
    assert report.score("target.overlap.f1").value == 1.0
    assert report.score("all.exact.f1").value == 0.5
    assert report.score("both.exact.f1").value is None


def test_the_sides_exchanged_are_wrong(tmp_path: Path) -> None:
    report = run("cameo_ner", folder(tmp_path), "fold0", tagger(("target", 0, 6), ("source", 15, 23)))
    assert report.score("all.overlap.f1").value == 0.0
