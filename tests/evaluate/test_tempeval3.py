"""Scoring time expressions as TempEval-3 does."""

import gzip
import json
from datetime import date

import pytest

from dateline.errors import CorpusError
from dateline.evaluate.corpora import tempeval3
from dateline.evaluate.metrics.tempeval3 import by_dateparser, metrics, score, scores_of
from dateline.text.timex.document import timexes_in

TEXT = "The gate burned on Friday. It had stood for three days."


@pytest.fixture
def corpus(tmp_path):
    gold = [
        {"start": 19, "end": 25, "type": "DATE", "value": "2024-03-01"},
        {"start": 44, "end": 54, "type": "DURATION", "value": "P3D"},
        {"id": "t0", "type": "DATE", "value": "2024-03-06"},
    ]
    row = {"id": "a", "dct": "2024-03-06", "text": TEXT, "timexes": gold}
    (tmp_path / "tempeval3").mkdir()
    with gzip.open(tmp_path / "tempeval3" / "train.jsonl.gz", "wt") as file:
        file.write(json.dumps(row) + "\n")
    return tmp_path


def figures(case, times):
    tally = score(case, times).tally
    return {metric.name: metric.of(tally) for metric in metrics()}


def test_what_the_grammar_finds_is_scored_by_span_type_and_value(corpus):
    (case,) = tempeval3.read(corpus, "train")
    found = figures(case, timexes_in(TEXT, date(2024, 3, 6)))
    assert found["span.strict.f1"] == found["type.f1"] == found["value.f1"] == 1.0


def test_a_value_that_is_wrong_counts_as_a_span_only(corpus):
    (case,) = tempeval3.read(corpus, "train")
    scored = score(case, timexes_in(TEXT, date(2024, 3, 13)))
    assert scored.tally["span.relaxed.right"] == 2
    assert scored.tally["value.right"] == 1
    assert [miss.kind for miss in scored.misses] == ["wrong value"]


def test_what_is_missed_and_what_is_spurious_is_told(corpus):
    (case,) = tempeval3.read(corpus, "train")
    (first, _) = timexes_in(TEXT, date(2024, 3, 6))
    scored = score(case, [first])
    assert [miss.kind for miss in scored.misses] == ["missed"]
    assert score(case, [first, first]).tally["span.relaxed.right"] == 1


def test_each_document_is_in_one_fold(corpus):
    parts = [list(tempeval3.read(corpus, f"fold{number}")) for number in range(tempeval3.FOLDS)]
    assert sum(map(len, parts)) == 1
    seen, unseen = (len(list(tempeval3.read(corpus, part))) for part in ("seen", "unseen"))
    assert seen + unseen == 1


def test_a_split_that_is_not_there_is_named(corpus):
    with pytest.raises(CorpusError, match="train, seen, unseen"):
        list(tempeval3.read(corpus, "dev"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_library_beside_it_knows_days_but_no_durations(corpus):
    scores = scores_of(tempeval3.read(corpus, "train"), by_dateparser)
    assert scores["type.f1"] is not None
    assert scores["type.f1"] < 1.0
