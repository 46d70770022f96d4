"""Exchange records: the contract, the way back, and faults of outside data."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from dateline.codec import (
    AccountRecord,
    DocumentRecord,
    IncidentRecord,
    document_record,
    dump_assertion,
    from_record,
    incident_record,
    json_schema,
    load_assertion,
    to_record,
)
from dateline.errors import RecordError, SpanError
from dateline.model import (
    Account,
    ActorRef,
    Assertion,
    Attribution,
    Basis,
    Casualty,
    Claim,
    Count,
    DateInterval,
    DatePrecision,
    Document,
    Label,
    PlacePrecision,
    PlaceRef,
    Role,
    SideCount,
    SpeakerKind,
    Statement,
    Status,
)
from export.samples import (
    CLAIMED,
    CLAIMED_RECORD,
    COAST,
    DOCUMENTS,
    HARBOUR,
    INCIDENT,
    INCIDENT_RECORD,
    REPORTED,
    tell,
)

SCHEMA_FILE = Path(__file__).parent.parent / "docs" / "exchange.schema.json"

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
bound = st.one_of(st.none(), st.integers(0, 10**6))
counts = st.builds(
    Count,
    low=bound,
    high=bound,
    text=words,
    ambiguous=st.booleans(),
    sides=st.lists(st.builds(SideCount, low=bound, high=bound, of=words), max_size=2).map(tuple),
)
maybe = st.one_of(st.none(), words)
degrees = st.one_of(st.none(), st.floats(-90, 90))
labels = st.builds(Label, value=words)
VALUES = {
    "event_type": labels,
    "status": st.sampled_from(Status).map(lambda status: Label(value=status.value)),
    "count": counts,
    "date": st.builds(
        DateInterval,
        start=maybe,
        end=maybe,
        precision=st.sampled_from(DatePrecision),
        basis=st.sampled_from(Basis),
        text=words,
    ),
    "place": st.builds(
        PlaceRef,
        text=words,
        name=maybe,
        geonameid=bound,
        country=maybe,
        admin1=maybe,
        latitude=degrees,
        longitude=degrees,
        precision=st.sampled_from(PlacePrecision),
    ),
    "actor": st.builds(ActorRef, role=st.sampled_from(Role), text=words, actor_id=maybe, name=maybe),
    **{f"casualties.{kind.value}": counts for kind in Casualty},
    "weapon": labels,
    "claim": st.builds(Claim, by=words, mode=maybe),
    "statement": st.builds(Statement, speaker=maybe, organisation=maybe, medium=maybe, addressee=maybe),
    "background": st.just(Label(value="background")),
}
documents = st.builds(
    lambda body, title: Document(parts={"body": body, "title": title}),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
)
chains = st.lists(
    st.builds(Attribution, speaker=words, kind=st.sampled_from(SpeakerKind), actor_id=maybe), max_size=2
).map(tuple)


@st.composite
def told(draw):
    """A document and an account it tells, with any fields any number of times."""
    document = draw(documents)
    fields = draw(st.lists(st.sampled_from(list(VALUES)), max_size=12))
    assertions = []
    for field in ["event_type", *fields]:
        parts = sorted(draw(st.lists(st.sampled_from(["body", "title"]), min_size=1, max_size=2)))
        spans = []
        for part in parts:
            start = draw(st.integers(0, len(document.parts[part]) - 1))
            spans.append(document.span(start, draw(st.integers(start + 1, len(document.parts[part]))), part))
        assertions.append(
            Assertion(
                document_id=document.id,
                account_id="b2:a",
                field=field,
                value=draw(VALUES[field]),
                spans=tuple(spans),
                attribution=draw(chains),
                method=draw(st.sampled_from(["rules@1", "person:ada"])),
                confidence=draw(st.floats(0, 1)),
            )
        )
    return document, Account(id="b2:a", document_id=document.id, assertions=tuple(assertions))


@given(told())
def test_an_account_comes_back_from_its_json_record_field_by_field(case):
    document, account = case
    record = json.loads(json.dumps(to_record(account, document, "b2:i")))
    back = from_record(record, document)
    assert back.id == account.id
    assert len(back.assertions) == len(account.assertions)
    for field in VALUES:
        assert back.of(field) == account.of(field)


@given(told())
def test_every_range_of_a_record_cuts_the_words_of_a_span_of_the_account(case):
    document, account = case
    record = to_record(account, document)
    body = document_record(document)["body"]
    quotes = {span.quote for assertion in account.assertions for span in assertion.spans}
    ranges = [pair for found in record["evidence"].values() for pair in found]
    assert all(body[start:end] in quotes and start < end for start, end in ranges)
    assert set(record["provenance"]) == {*record["evidence"], *record["evidence_elsewhere"]}


@given(told())
def test_an_assertion_comes_back_from_one_line_of_json(case):
    _, account = case
    for assertion in account.assertions:
        line = dump_assertion(assertion)
        assert "\n" not in line
        assert load_assertion(line) == assertion


def test_a_record_has_the_fields_of_the_contract_under_their_names():
    assert CLAIMED_RECORD["event_type"] == "armed_attack"
    assert CLAIMED_RECORD["status"] == "claimed"
    assert CLAIMED_RECORD["count"] == 1
    assert CLAIMED_RECORD["date"]["basis"] == "text"
    assert CLAIMED_RECORD["place"]["geonameid"] == 17
    assert [actor["role"] for actor in CLAIMED_RECORD["actors"]] == ["perpetrator", "victim"]
    assert CLAIMED_RECORD["casualties"]["killed"]["low"] == 2
    assert CLAIMED_RECORD["casualties"]["injured"] is None
    assert CLAIMED_RECORD["weapon"] is CLAIMED_RECORD["statement"] is None
    assert CLAIMED_RECORD["claim"] == {"by": "sable-column", "mode": None}
    assert CLAIMED_RECORD["attribution"][0]["kind"] == "claimant"
    assert [HARBOUR.body[s:e] for s, e in CLAIMED_RECORD["evidence"]["actors.1"]] == ["two soldiers"]


def test_rival_values_of_one_document_are_kept_with_their_words_and_speakers():
    rival, from_title = CLAIMED_RECORD["other_values"]
    assert rival["field"] == "casualties.killed"
    assert rival["value"]["low"] == 3
    assert rival["attribution"][0]["speaker"] == "medics"
    assert from_title["evidence"] == []
    assert from_title["evidence_elsewhere"][0]["part"] == "title"


def test_what_a_machine_made_says_so_until_a_person_did():
    assert CLAIMED_RECORD["machine"] is True
    assert CLAIMED_RECORD["review"] == "machine"
    edited = copy.deepcopy(CLAIMED_RECORD)
    edited["provenance"]["event_type"]["method"] = "person:ada"
    assert to_record(from_record(edited, HARBOUR), HARBOUR)["review"] == "machine"
    for made in (*edited["provenance"].values(), *edited["other_values"]):
        made["method"] = "person:ada"
    record = to_record(from_record(edited, HARBOUR), HARBOUR)
    assert (record["machine"], record["review"], record["method"]) == (False, "reviewed", "person:ada")


@pytest.mark.parametrize(
    ("count", "shown"),
    [(Count(low=5, high=5, text="five"), 5), (Count(low=None, high=9, text="up to nine"), 1)],
)
def test_a_count_of_events_shows_its_least_and_keeps_its_bounds(count, shown):
    account = (
        tell(HARBOUR, "b2:n").says("event_type", Label(value="bombing"), "attack").says("count", count, "two")
    )
    record = to_record(account.account(), HARBOUR)
    assert record["count"] == shown
    assert record["count_range"]["high"] == count.high


def test_an_account_of_another_document_is_not_written():
    with pytest.raises(SpanError, match="is not in"):
        to_record(CLAIMED, COAST)


def test_every_fault_of_a_record_is_listed():
    record = copy.deepcopy(CLAIMED_RECORD)
    record["weapon"] = "rifle"
    record["evidence"]["place"] = [(0, 10_000)]
    record["evidence"]["harvest"] = [(0, 1)]
    record["other_values"][0]["kind"] = "Spell"
    with pytest.raises(RecordError) as caught:
        from_record(record, HARBOUR)
    paths = {fault.partition(":")[0] for fault in caught.value.faults}
    assert {"weapon", "place", "harvest", "other_values.0"} <= paths


def test_a_record_of_the_wrong_shape_or_document_is_refused():
    with pytest.raises(RecordError) as caught:
        from_record({**CLAIMED_RECORD, "status": "sort of", "confidence": "high"}, HARBOUR)
    assert {fault.partition(":")[0] for fault in caught.value.faults} == {"status", "confidence"}
    with pytest.raises(RecordError, match="the document given"):
        from_record(CLAIMED_RECORD, COAST)


def test_a_span_that_does_not_hold_its_quote_is_refused():
    record = copy.deepcopy(CLAIMED_RECORD)
    record["other_values"][1]["evidence_elsewhere"][0]["quote"] = "x" * len("claims attack")
    with pytest.raises(RecordError, match="is not 'xxx"):
        from_record(record, HARBOUR)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": "Spell"}, "kind: there is no value of kind 'Spell'"),
        ({"value": {}}, "value.value: Field required"),
        ({"spans": []}, "spans: empty"),
        ({"spans": [{"part": "body", "start": 4, "end": 2, "quote": ""}]}, "spans.0: "),
        ({"confidence": "sure"}, "confidence: "),
    ],
)
def test_a_bad_assertion_names_its_fault(change, fault):
    shape = {**json.loads(dump_assertion(CLAIMED.assertions[0])), **change}
    with pytest.raises(RecordError) as caught:
        load_assertion(json.dumps(shape))
    assert any(found.startswith(fault) for found in caught.value.faults)


def test_text_that_is_not_json_is_a_record_error():
    with pytest.raises(RecordError):
        load_assertion("{")


def test_an_incident_record_holds_ranges_sources_grade_and_whole_accounts():
    assert INCIDENT_RECORD["casualties"]["killed"] == {"low": 2, "best": 5, "high": None}
    assert INCIDENT_RECORD["casualties"]["injured"] is None
    assert INCIDENT_RECORD["grade"] == "fair"
    assert [source["outlet"] for source in INCIDENT_RECORD["sources"]] == ["Harbour Post", "Coast Wire"]
    assert INCIDENT_RECORD["accounts"][0] == CLAIMED_RECORD
    assert INCIDENT_RECORD["machine"] is True


def test_an_incident_with_an_account_not_given_is_an_error():
    with pytest.raises(KeyError):
        incident_record(INCIDENT, (CLAIMED,), DOCUMENTS)


def test_a_document_record_has_the_body_that_evidence_points_into_and_nulls_for_the_unknown():
    record = document_record(COAST)
    assert record["body"] == COAST.body
    assert record["byline"] is record["dateline"] is record["source_name"] is None


def test_records_fit_their_types():
    TypeAdapter(AccountRecord).validate_python(to_record(REPORTED, COAST))
    TypeAdapter(IncidentRecord).validate_python(INCIDENT_RECORD)
    TypeAdapter(DocumentRecord).validate_python(document_record(HARBOUR))


def test_the_schema_requires_every_field_of_every_level():
    definitions = json_schema()["$defs"]
    records = (
        ("AccountRecord", CLAIMED_RECORD),
        ("IncidentRecord", INCIDENT_RECORD),
        ("DocumentRecord", document_record(COAST)),
    )
    for name, record in records:
        assert list(definitions[name]["properties"]) == list(record)
        assert definitions[name]["required"] == list(record)


def test_the_schema_in_the_docs_is_the_one_the_code_generates():
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == json_schema()
