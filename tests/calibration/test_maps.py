"""From evidence to probability."""

from __future__ import annotations

import math

import pytest

from dateline.calibration import (
    Calibration,
    Kind,
    Measured,
    calibrated,
    load_calibration,
    read_calibration,
)
from dateline.codebook import Codebook
from dateline.errors import RecordError
from dateline.evaluate.calibration import FIGURES, as_toml
from dateline.extract.rules import RuleCoder
from dateline.model import Count, Document
from store.accounts import account

DOC = Document({"body": "A bomb killed four people in Rava."})
BRIEF = {"brief": 1.0, "score": 0.5, "own": 1.0}
ARTICLE = {**BRIEF, "brief": 0.0}


def measured(intercept: float, **weights: float) -> Measured:
    return Measured(cases=100, right=80, intercept=intercept, weights=weights)


MAPS = Calibration(
    method="rules@1",
    date="2024-05-08",
    data={"news-dev": "sha256:0"},
    types=frozenset({"bombing"}),
    fields={
        "event": {Kind.BRIEF: measured(1.0, score=2.0)},
        "event_type": {Kind.BRIEF: measured(0.0)},
        "killed": {Kind.BRIEF: measured(-1.0, own=1.5), Kind.ARTICLE: measured(9.0)},
    },
)
BOMB = account(DOC, "bomb", dead=Count(low=4, high=4, text="four people"))


def given(told, evidence=BRIEF, maps=MAPS):
    coded = calibrated(told, [evidence] * len(told.assertions), maps)
    return {row.field: row.confidence for row in coded.assertions}


def test_the_weights_make_the_probability_by_hand():
    assert given(BOMB)["casualties.killed"] == pytest.approx(1 / (1 + math.exp(-0.5)), abs=5e-4)


def test_the_event_types_is_that_there_is_such_an_event_and_that_it_is_of_this_type():
    event = 1 / (1 + math.exp(-2))
    assert given(BOMB)["event_type"] == pytest.approx(event * 0.5, abs=5e-4)
    coded = calibrated(BOMB, [BRIEF] * len(BOMB.assertions), MAPS)
    assert coded.confidence == given(BOMB)["event_type"]
    assert coded.id == BOMB.id
    assert [row.id for row in coded.assertions] == [row.id for row in BOMB.assertions]


def test_each_kind_of_text_has_its_own_map_and_no_value_is_certain():
    assert given(BOMB, ARTICLE)["casualties.killed"] == 0.99
    assert given(BOMB, ARTICLE)["event_type"] is None


def test_what_was_not_measured_has_no_confidence():
    assert given(BOMB)["status"] is None
    bare = account(DOC, "bomb", event_type="own_type")
    assert set(given(bare).values()) == {bare.assertions[0].confidence}
    other = MAPS.model_copy(update={"method": "another@1"})
    assert set(given(BOMB, maps=other).values()) == {None}


def test_a_calibration_file_is_read_as_it_was_written():
    assert read_calibration(as_toml(MAPS)) == MAPS


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("method = ", "calibration.toml"),
        (as_toml(MAPS).replace("cases = 100", 'cases = "many"'), "fields.event.brief.cases"),
        (as_toml(MAPS).replace("[fields.event.brief]", "[fields.event.novel]"), "fields.event.novel"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_faults(text, fault):
    with pytest.raises(RecordError, match=fault):
        read_calibration(text)


def test_the_shipped_maps_are_of_the_shipped_coder_and_codebook():
    shipped = load_calibration()
    assert shipped.method == RuleCoder.method
    assert shipped.types == set(Codebook.load().types)
    for field, kinds in shipped.fields.items():
        for found in kinds.values():
            assert set(found.weights) == set(FIGURES[field])
            assert 0 < found.right < found.cases


def test_a_coded_report_carries_the_shipped_probabilities(pipeline):
    body = "Gunmen attacked a market in Gao on Monday, killing five people.\n\nPolice arrested two men."
    told = pipeline.code(Document({"body": body, "published": "2024-05-08"}))
    attack = next(a for a in told if a.event_type == "armed_attack")
    sure = {row.field: row.confidence for row in attack.assertions}
    assert all(0.01 <= sure[field] <= 0.99 for field in ("event_type", "status", "date", "place"))
    assert sure["casualties.killed"] is not None
