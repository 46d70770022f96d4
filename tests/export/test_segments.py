"""Nested and overlapping spans, checked against a brute-force twin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.segments import Annotation, segments


@st.composite
def annotated(draw):
    length = draw(st.integers(0, 12))
    count = draw(st.integers(0, 6)) if length else 0
    found = []
    for number in range(count):
        start = draw(st.integers(0, length - 1))
        found.append(Annotation(start=start, end=draw(st.integers(start + 1, length)), name=f"f{number}"))
    return length, found


def brute_force(length, annotations):
    """For each character, the names of the spans over it, and of those that begin there."""
    return [
        ({a.name for a in annotations if a.start <= i < a.end}, {a.name for a in annotations if a.start == i})
        for i in range(length)
    ]


@given(annotated())
def test_each_character_lies_in_the_spans_that_cover_it(case):
    length, annotations = case
    found = []
    for segment in segments(length, annotations):
        names = {a.name for a in segment.inside}
        found.append((names, {a.name for a in segment.starting}))
        found += [(names, set())] * (segment.end - segment.start - 1)
    assert found == brute_force(length, annotations)


@given(annotated())
def test_segments_cover_the_text_once_and_in_order(case):
    length, annotations = case
    found = segments(length, annotations)
    assert [s.start for s in found[1:]] == [s.end for s in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, length) if length else found == ()


@given(annotated(), st.randoms())
def test_the_order_of_annotations_does_not_matter(case, random):
    length, annotations = case
    shuffled = list(annotations)
    random.shuffle(shuffled)
    assert segments(length, shuffled) == segments(length, annotations)


def test_the_innermost_span_comes_last():
    outer, inner = Annotation(start=0, end=9, name="o"), Annotation(start=3, end=5, name="i")
    assert [a.name for a in segments(9, [inner, outer])[1].inside] == ["o", "i"]


@pytest.mark.parametrize(("start", "end"), [(0, 4), (2, 2), (-1, 2)])
def test_a_span_that_leaves_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match="not inside a text of 3"):
        segments(3, [Annotation(start=start, end=end, name="x")])
