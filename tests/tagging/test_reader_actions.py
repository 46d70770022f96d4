"""The trial of what the reader may change: each action changes what it says and nothing else."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.reader_actions import HARMED, PERPETRATOR, Text, add, drop, fill, retype

from dateline.extract.coder import ActorDraft, Draft
from dateline.model import BODY, Document, Role, Status
from dateline.tagging.incidents import FILLER_FEATURES, ROLES, TYPE_FEATURES, TYPES, Assembly, candidates_of
from dateline.tagging.reading import Reading, TaggedSpan

BODY_TEXT = (
    "A bomb exploded at the mill. Later the Red Lantern Front marched. The miller was hurt by the bomb."
)
SENTENCES = ((0, 28), (29, 65), (66, 99))


def by_probability(columns: int) -> list[float]:
    """Weights by which a chance is the probability of the tagger, whatever else is known."""
    return [0.0, 1.0, *[0.0] * (columns - 2)]


def span(label: str, words: str, probability: float = 0.9) -> TaggedSpan:
    start = BODY_TEXT.index(words)
    return TaggedSpan(
        layer="muc",
        label=label,
        start=start,
        end=start + len(words),
        text=words,
        probability=probability,
        attributes={"incident": {"bombing": 0.9}},
    )


def text(*spans: TaggedSpan, bombing: float = 0.9, drafts: bool = True) -> Text:
    document = Document(parts={BODY: BODY_TEXT})
    bomb, exploded = document.span(2, 6), document.span(7, 15)
    draft = Draft(
        key=(exploded,),
        event_type="bombing",
        type_spans=(exploded,),
        status=Status.OCCURRED,
        status_spans=(exploded,),
        attribution=(),
        weapon=bomb,
        score=0.9,
    )
    chances = {**dict.fromkeys(TYPES, 0.02), "bombing": bombing, "any": 0.9}
    return Text(
        document=document,
        drafts=(draft,) if drafts else (),
        sentences=SENTENCES,
        reading=Reading(spans=spans, labels={}),
        candidates=candidates_of(spans, {"muc_incident": chances}, [], len(BODY_TEXT)),
        assembly=Assembly(
            type_weights=by_probability(TYPE_FEATURES),
            filler_weights=dict.fromkeys(ROLES, by_probability(FILLER_FEATURES)),
            type_threshold=0.5,
            filler_thresholds=dict.fromkeys(ROLES, 0.5),
        ),
    )


def test_an_empty_field_is_filled_from_the_sentences_that_tell_the_event_and_from_no_other() -> None:
    found = text(span("phys_tgt", "the mill"), span("perp_org", "Red Lantern Front"))

    (harmed,) = fill(HARMED, 0.5)(found)
    (blamed,) = fill(PERPETRATOR, 0.5)(found)

    assert [(a.role, a.span.quote) for a in harmed.actors] == [(Role.TARGET, "the mill")]
    assert blamed == found.drafts[0]


def test_the_whole_text_is_looked_through_only_where_that_is_asked() -> None:
    (draft,) = fill(PERPETRATOR, 0.5, everywhere=True)(text(span("perp_org", "Red Lantern Front")))

    assert [a.span.quote for a in draft.actors] == ["Red Lantern Front"]


def test_what_is_less_likely_than_asked_fills_nothing() -> None:
    found = text(span("phys_tgt", "the mill", probability=0.4))

    assert fill(HARMED, 0.5)(found) == list(found.drafts)


def test_a_second_one_is_added_only_beside() -> None:
    found = text(span("phys_tgt", "the mill"), span("hum_tgt_desc", "The miller"))
    (one,) = fill(HARMED, 0.5, everywhere=True)(found)
    (both,) = fill(HARMED, 0.5, everywhere=True, beside=True)(found)

    assert (len(one.actors), len(both.actors)) == (1, 2)


def test_words_that_have_a_role_already_are_not_given_another() -> None:
    found = text(span("phys_tgt", "the mill"))
    (filled,) = fill(HARMED, 0.5)(found)
    again = ActorDraft(role=Role.TARGET, span=found.document.span(19, 27))

    assert filled.actors == (again,)
    assert fill(HARMED, 0.5, beside=True)(replace(found, drafts=(filled,))) == [filled]


def test_an_event_is_dropped_and_retyped_by_its_chance_in_the_text() -> None:
    unlikely = text(bombing=0.05)

    assert drop(0.1)(unlikely) == []
    assert drop(0.01)(unlikely) == list(unlikely.drafts)
    assert retype(0.5, 0.1)(unlikely) == list(unlikely.drafts)  # nothing else is likely either


def test_an_event_is_added_where_the_rules_have_none_of_its_type() -> None:
    told = span("phys_tgt", "the mill")
    (new,) = add(0.5, 0.5)(text(told, drafts=False))

    assert (new.event_type, new.key[0].quote) == ("bombing", "A bomb exploded at the mill.")
    assert [a.span.quote for a in new.actors] == ["the mill"]
    assert add(0.5, 0.5)(text(told)) == list(text(told).drafts)
