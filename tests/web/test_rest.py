"""The interface for programs: one shape, one spelling of filters, nothing passed over."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

import dateline.api
from dateline.store import settings_here
from dateline.web import create_app
from web.desk import fill, told
from web.served import small_store

EXAMPLES = int(os.environ.get("DATELINE_SCHEMA_EXAMPLES", "5"))
"""Requests to each operation; 500 make some 10,000 in all."""
HOSTILE = ("' OR 1=1 --", "%00", "<script>", "\u202e", '"*"', "NEAR(a b)", "x" * 499)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("rest") / "x.db")


@pytest.fixture(scope="module")
def client(db: Path) -> TestClient:
    return TestClient(create_app(db, settings_here({})))


def test_pages_give_every_incident_once_with_how_many_there_are(client: TestClient) -> None:
    found, after = [], ""
    while True:
        answer = client.get(f"/api/v1/incidents?limit=1{after}").json()
        assert answer["counts"] == {"visible": 3, "total": 3, "located": 2}
        found += [row["id"] for row in answer["data"]]
        if answer["next"] is None:
            break
        after = f"&after={answer['next']}"
    assert len(set(found)) == len(found) == 3


def test_records_are_those_of_the_exports(client: TestClient, db: Path) -> None:
    with dateline.open(db) as record:
        for one in record.incidents():
            assert client.get(f"/api/v1/incidents/{one['incident_id']}").json()["data"] == _plain(one)
        for one in record.accounts():
            assert client.get(f"/api/v1/accounts/{one['account_id']}").json()["data"] == _plain(one)
            told = client.get(f"/api/v1/accounts/{one['account_id']}/assertions").json()["data"]
            assert {"event_type", "status"} <= {row["field"] for row in told}
        for one in record.documents():
            assert client.get(f"/api/v1/documents/{one['document_id']}").json()["data"] == one


def _plain(record):
    return json.loads(json.dumps(record))


def test_filters_are_spelled_as_on_the_command_line(client: TestClient) -> None:
    for query, visible in (("country=XA", 2), ("from=2026-03-15", 1), ("min_killed=5", 1), ("text=gunmen", 1),
                           ("actor=front", 1), ("outlet=outlet%20d", 1), ("bbox=19,9,21,11", 1)):  # fmt: skip
        assert client.get(f"/api/v1/counts?{query}").json()["data"]["visible"] == visible, query
        assert len(client.get(f"/api/v1/accounts?{query}").json()["data"]) >= visible


@pytest.mark.parametrize(
    "query",
    ["contry=XA", "country=Rava", "from=soon", "limit=0", "limit=5000", "after=x", "type=war", "bbox=1,2,3"],
)
def test_what_is_not_understood_is_refused_with_what_is_allowed(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/incidents?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


def test_actors_are_paged_by_their_ids_and_counted_under_the_filters(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    fill(db, [told(1, "Mopti", 3), told(2, "Tillaberi", 5)])
    client = TestClient(create_app(db, settings_here({})))
    (state,) = client.get("/api/v1/actors").json()["data"]
    assert (state["actor_id"], state["name"], state["incidents"]) == ("islamic-state", "Islamic State", 2)
    (here,) = client.get("/api/v1/actors?country=ML").json()["data"]
    assert here["incidents"] == 1
    assert client.get("/api/v1/actors?after=islamic-state").json() == {
        "data": [],
        "next": None,
        "counts": None,
    }
    assert client.get("/api/v1/actors/islamic-state").json()["data"] == state
    assert client.get("/api/v1/actors/islamic-stat").status_code == 404
    assert client.get("/api/v1/actors?contry=ML").status_code == 422
    first = client.get("/api/v1/actors")
    again = client.get("/api/v1/actors", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(client: TestClient, text: str) -> None:
    for name in ("text", "actor", "outlet", "admin1"):
        answer = client.get("/api/v1/incidents", params={name: text})
        assert answer.status_code == 200
        assert answer.json()["counts"]["visible"] == 0


def test_an_answer_that_is_known_is_not_sent_again_until_something_changes(
    client: TestClient, db: Path
) -> None:
    first = client.get("/api/v1/weeks")
    again = {"if-none-match": first.headers["etag"]}
    assert client.get("/api/v1/weeks", headers=again).status_code == 304
    incident = client.get("/api/v1/incidents").json()["data"][0]["id"]
    said = {"verb": "accept", "id": incident, "by": "Ada Moss", "why": "read it"}
    kept = client.post("/api/v1/judgements", json=said)
    assert kept.status_code == 201
    assert client.get("/api/v1/weeks", headers=again).status_code == 200
    row = client.get("/api/v1/incidents?review=reviewed").json()["data"][0]
    assert row["id"] == incident
    log = client.get("/api/v1/judgements").json()["data"]
    assert [one["judgement_id"] for one in log] == [kept.json()["data"]["judgement_id"]]
    undone = client.post(
        "/api/v1/judgements", json={"verb": "undo", "id": log[0]["judgement_id"], "by": "Ada Moss"}
    )
    assert undone.status_code == 201
    assert client.get("/api/v1/counts?review=reviewed").json()["data"]["visible"] == 0


def test_a_form_of_another_site_cannot_judge(client: TestClient) -> None:
    body = '{"verb": "accept", "id": "b2:x", "by": "Eve"}'
    answer = client.post("/api/v1/judgements", content=body, headers={"content-type": "text/plain"})
    assert answer.status_code in (415, 422)
    assert client.get("/api/v1/judgements").json()["data"][-1:] != ["Eve"]


def test_what_is_not_there_is_a_404_in_the_one_shape(client: TestClient) -> None:
    for path in ("incidents/b2:x", "accounts/b2:x", "documents/b2:x", "incidents/b2:x/history"):
        answer = client.get(f"/api/v1/{path}")
        assert (answer.status_code, answer.json()["error"]["status"]) == (404, 404)


def test_the_description_is_shown_from_here(client: TestClient) -> None:
    page = client.get("/api/docs").text
    assert "://" not in page
    for path in (
        "/static/vendor/swagger-ui-bundle.js",
        "/static/vendor/swagger-ui.css",
        "/static/js/described.js",
    ):
        assert path in page
        assert client.get(path).status_code == 200


# Some rules no description can state: that a box is not upside down, that `from` is not after `to`, which
# types a user's codebook has. What breaks them is refused with 422.
UNSTATED = [positive_data_acceptance]


@pytest.mark.timeout(300)
def test_no_request_breaks_anything_or_the_description(db: Path) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(db, settings_here({})))
    how = settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    for operation in schema.get_all_operations():

        @how
        @given(case=operation.ok().as_strategy())
        def once(case: schemathesis.Case) -> None:
            case.call_and_validate(excluded_checks=UNSTATED)

        once()
