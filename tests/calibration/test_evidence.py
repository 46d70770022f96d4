"""What is known of a value when it is coded."""

from __future__ import annotations

import pytest

from dateline.calibration import Kind, evidence_of, field_of, kind_of
from dateline.model import Basis, DateInterval, Document, Label, Span

ARTICLE = (
    "Gunmen attacked a market in Gao on Monday, killing five people and wounding 12 others.\n\n"
    "Police arrested two men over the attack.\n\n"
    "Officials said on Tuesday that dozens of shops had been burned in the raid."
)


@pytest.fixture(scope="module")
def weigh(pipeline):
    def weighed(body, **parts):
        return pipeline.weigh(Document({"body": body, **parts}))

    return weighed


def figures(weighed, event_type, field):
    """Evidence of the first assertion of a calibrated field on the first account of a type."""
    account, evidence = next((a, e) for a, e in weighed if a.event_type == event_type)
    return next(e for row, e in zip(account.assertions, evidence, strict=True) if field_of(row) == field)


def test_every_assertion_has_evidence_with_the_coders_score(weigh):
    for account, evidence in weigh(ARTICLE, published="2024-05-08"):
        assert len(evidence) == len(account.assertions)
        assert all(row.confidence is None for row in account.assertions)
        assert all(0 <= e["score"] <= 1 for e in evidence)


def test_a_value_of_another_sentence_than_the_event_is_not_its_own(weigh):
    weighed = weigh(ARTICLE, published="2024-05-08")
    assert figures(weighed, "armed_attack", "place")["own"] == 1
    assert figures(weighed, "armed_attack", "killed")["own"] == 1
    assert figures(weighed, "arrest", "place")["own"] == 0


def test_the_lead_and_what_is_told_later_are_told_apart(weigh):
    later = ARTICLE + "\n\nRain fell.\n\nIt was cold.\n\nMilitants shot a teacher dead in Kidal on Friday."
    first, *_, last = weigh(later, published="2024-05-08")
    assert (first[1][0]["lead"], last[1][0]["lead"]) == (1, 0)


def test_a_date_that_is_the_publications_says_so(weigh):
    undated = "Gunmen attacked a market in Gao, killing five people."
    assert figures(weigh(undated, published="2024-05-08"), "armed_attack", "date")["published"] == 1
    assert figures(weigh(ARTICLE, published="2024-05-08"), "armed_attack", "date")["published"] == 0


def test_one_paragraph_is_a_brief_unless_it_is_as_long_as_an_article(weigh):
    brief = "Gunmen attacked a market in Gao on Monday, killing five people."
    assert kind_of(weigh(brief)[0][1][0]) is Kind.BRIEF
    assert kind_of(weigh(ARTICLE)[0][1][0]) is Kind.ARTICLE
    assert kind_of(weigh(f"{brief} {'It rained that day. ' * 120}")[0][1][0]) is Kind.ARTICLE


def test_events_of_one_sentence_crowd_it(weigh):
    two = weigh("Rebels shelled Gao on Monday and militants abducted three nurses in Kidal on Tuesday.")
    assert len(two) == 2
    assert [evidence[0]["crowded"] for _, evidence in two] == [1, 1]


def test_a_value_outside_the_body_is_of_no_sentence_of_the_event(parse, weigh):
    account, _ = weigh("Gunmen attacked a market in Gao.", published="2024-05-08")[0]
    date = account.of("date")[0]
    assert isinstance(date.value, DateInterval)
    assert date.value.basis is Basis.PUBLICATION
    parsed = parse("Gunmen attacked a market in Gao.", published="2024-05-08")
    (evidence,) = evidence_of([account], [0.5], parsed, {})
    assert evidence[account.assertions.index(date)]["own"] == 0
    assert evidence[0]["score"] == 0


def test_fields_join_what_the_corpora_do_not_tell_apart(weigh):
    account, _ = weigh("Rebels killed two soldiers and lost three fighters in Gao on Monday.")[0]
    fields = {row.field: field_of(row) for row in account.assertions}
    assert fields["event_type"] == "event_type"
    roles = {row.value.role.value: field_of(row) for row in account.of("actor")}
    assert roles["perpetrator"] == "perpetrator"
    assert {roles.get("target", "victim"), roles.get("victim", "victim")} == {"victim"}
    assert all(isinstance(span, Span) for row in account.assertions for span in row.spans)
    assert isinstance(account.assertions[0].value, Label)
