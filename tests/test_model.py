"""Records: ids, spans and the typed views of an account."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SpanError
from dateline.model import (
    Account,
    Assertion,
    Casualty,
    Count,
    Document,
    Label,
    Role,
    Span,
    Status,
    content_id,
)
from export.samples import CLAIMED, HARBOUR


@given(
    st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.integers(), st.text(max_size=5)), max_size=5)
)
def test_content_id_does_not_depend_on_key_order(content):
    assert content_id(content) == content_id(dict(reversed(content.items())))


def test_content_id_names_its_algorithm_and_tells_contents_apart():
    assert content_id([1]).startswith("b2:")
    assert content_id([1]) != content_id(["1"])


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)])
def test_an_empty_or_backward_span_cannot_be_made(start, end):
    with pytest.raises(SpanError):
        Span(part="body", start=start, end=end, quote="x" * max(0, end - start))


def test_a_span_whose_quote_has_another_length_cannot_be_made():
    with pytest.raises(SpanError, match="does not fit its quote"):
        Span(part="body", start=0, end=3, quote="ab")


@given(st.text(min_size=1), st.data())
def test_a_span_cut_from_a_document_is_held_by_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(parts={"body": text})
    span = document.span(start, end)
    assert span.quote == text[start:end]
    assert document.holds(span)


def test_a_span_past_the_end_or_in_an_absent_part_is_refused():
    document = Document(parts={"body": "abc"})
    with pytest.raises(SpanError):
        document.span(1, 4)
    with pytest.raises(SpanError):
        document.span(0, 1, "title")


def test_an_assertion_without_a_span_cannot_exist():
    with pytest.raises(SpanError, match="rests on no span"):
        Assertion(
            document_id="d",
            account_id="a",
            field="weapon",
            value=Label(value="knife"),
            spans=(),
            method="m@1",
            confidence=1,
        )


def test_an_assertion_id_ignores_confidence_and_minds_the_value():
    def made(value, confidence):
        return Assertion(
            document_id="d",
            account_id="a",
            field="weapon",
            value=Label(value=value),
            spans=(Span(part="body", start=0, end=1, quote="k"),),
            method="m@1",
            confidence=confidence,
        )

    assert made("knife", 0.1).id == made("knife", 0.9).id
    assert made("knife", 0.1).id != made("kite", 0.1).id


def test_a_document_id_covers_metadata_but_not_the_file_name_or_empty_parts():
    parts = {"body": "Two men met.", "outlet": "Harbour Post"}
    assert (
        Document(parts=parts, source_name="a").id
        == Document(parts={**parts, "byline": ""}, source_name="b").id
    )
    assert Document(parts=parts).id != Document(parts={**parts, "outlet": "Coast Wire"}).id


def test_an_account_answers_from_its_first_assertion_of_a_field():
    assert CLAIMED.event_type == "armed_attack"
    assert CLAIMED.status is Status.CLAIMED
    assert CLAIMED.casualties(Casualty.KILLED).low == 2
    assert CLAIMED.casualties(Casualty.INJURED) is None
    assert [actor.text for actor in CLAIMED.actors_as(Role.VICTIM)] == ["two soldiers"]
    assert CLAIMED.attribution[0].speaker == "the Sable Column"
    assert CLAIMED.confidence == pytest.approx(0.83)


def test_an_account_without_assertions_knows_nothing():
    account = Account(id="a", document_id=HARBOUR.id, assertions=())
    assert (
        account.date
        is account.place
        is account.count
        is account.weapon
        is account.claim
        is account.statement
        is None
    )
    assert not account.background
    assert account.casualties(Casualty.KILLED) is None


def test_an_unknown_count_is_not_zero():
    assert Count(low=None, high=None, text="some") != Count(low=0, high=0, text="some")
