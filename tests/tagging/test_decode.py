"""From columns to spans and labels."""

import numpy as np
import pytest

from dateline.tagging.decode import decided_of, labels_of, runs, spans_of
from dateline.tagging.heads import BEGIN, INSIDE, OUTSIDE, load_heads, parse_heads
from dateline.tagging.windows import Pieces

HEADS = parse_heads(
    {
        "layers": {"speech": ["source", "cue"]},
        "attributes": {
            "sort": {"of": ["speech.source"], "values": ["person", "office"]},
            "theme": {"of": ["speech"], "many": True, "values": ["war", "trade"]},
        },
        "labels": {
            "side": {"classes": ["state", "rebel"]},
            "topic": {"many": True, "classes": ["raid", "talks"]},
        },
        "grouping": {"size": 2},
    }
)
TEXT = "Mayor Orlan said so"
PIECES = Pieces(
    ids=np.arange(4),
    offsets=np.array([[0, 5], [6, 11], [12, 16], [17, 19]]),
    begins_word=np.ones(4, dtype=bool),
)


def columns(**at):
    rows = np.zeros((4, HEADS.size), dtype=np.float32)
    rows[:, [0, 3]] = 6.0  # outside of both labels
    for key, (piece, value) in at.items():
        rows[piece, int(key[1:])] = value
    return rows


def tag(rows, label, piece, kind):
    rows[piece, 3 * label : 3 * label + 3] = 0.0
    rows[piece, 3 * label + kind] = 6.0


def test_the_columns_of_the_heads_follow_each_other():
    heads = load_heads()
    ends = 3 * len(heads.span_labels)
    for part in heads.attribute_columns.values():
        assert part.start == ends
        ends = part.stop
    assert heads.scores.start == ends
    assert heads.values.start == heads.scores.stop
    assert heads.group.start == heads.values.stop
    assert heads.size == heads.group.stop


def test_a_span_has_its_words_probability_and_attributes():
    rows = columns()
    tag(rows, 0, 0, BEGIN)
    tag(rows, 0, 1, INSIDE)
    rows[0:2, HEADS.attribute_columns["sort"]] = [3.0, 0.0]
    (span,) = spans_of(TEXT, PIECES, rows, HEADS, {})
    assert (span.layer, span.label, span.text, span.start, span.end) == (
        "speech",
        "source",
        "Mayor Orlan",
        0,
        11,
    )
    assert span.probability == pytest.approx(0.99, abs=0.01)
    assert span.attributes["sort"]["person"] > 0.9
    assert sum(span.attributes["sort"].values()) == pytest.approx(1.0)
    assert span.attributes["theme"] == {"war": 0.5, "trade": 0.5}


def test_a_begin_next_to_a_span_begins_another():
    rows = columns()
    tag(rows, 0, 0, BEGIN)
    tag(rows, 0, 1, BEGIN)
    assert [span.text for span in spans_of(TEXT, PIECES, rows, HEADS, {})] == ["Mayor", "Orlan"]


def test_thresholds_and_layers_choose_spans():
    rows = columns()
    tag(rows, 1, 2, BEGIN)
    assert [span.label for span in spans_of(TEXT, PIECES, rows, HEADS, {})] == ["cue"]
    assert spans_of(TEXT, PIECES, rows, HEADS, {"speech.cue": 0.999}) == ()
    assert spans_of(TEXT, PIECES, rows, HEADS, {}, layers=set()) == ()


def test_runs_cover_whole_words():
    inside = np.array([0.1, 0.9, 0.1, 0.1])
    begins = np.zeros(4)
    words = np.array([True, False, False, True])
    assert list(runs(inside, begins, words, 0.5)) == [(0, 3)]


def test_labels_are_pooled_by_attention_over_the_pieces():
    rows = columns()
    score, value = HEADS.scores.start, HEADS.values.start
    # Piece 2 has all the attention of "rebel" and of "raid"; what the others say does not count.
    rows[2, score + 1] = rows[2, score + 2] = 50.0
    rows[2, value + 1] = rows[2, value + 2] = 4.0
    rows[:2, value + 1] = rows[:2, value + 2] = -40.0
    labels = labels_of(rows, HEADS)
    assert labels["side"]["rebel"] == pytest.approx(0.982, abs=0.001)
    assert labels["topic"]["raid"] == pytest.approx(0.982, abs=0.001)
    assert labels["topic"]["talks"] == pytest.approx(0.5)
    assert decided_of(labels, HEADS, {}) == {"side": ("rebel",), "topic": ("raid", "talks")}
    assert decided_of(labels, HEADS, {"topic=talks": 0.6})["topic"] == ("raid",)


def test_a_text_without_pieces_has_nothing():
    none = Pieces(ids=np.zeros(0), offsets=np.zeros((0, 2)), begins_word=np.zeros(0, dtype=bool))
    rows = np.zeros((0, HEADS.size), dtype=np.float32)
    assert spans_of("", none, rows, HEADS, {}) == ()
    assert labels_of(rows, HEADS) == {}
    assert OUTSIDE == 0
