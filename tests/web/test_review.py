"""Review: what is decided is kept under a name, undone at will, and nobody gets what another has."""

from __future__ import annotations

import html
import re
import threading
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import dateline.api
from dateline.store import Store, settings_here
from dateline.web import create_app
from dateline.web.review.who import COOKIE
from web.served import small_store


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return small_store(tmp_path / "x.db")


def client_of(db: Path, name: str = "Ada Moss", app: FastAPI | None = None) -> TestClient:
    client = TestClient(app or create_app(db, settings_here({})), follow_redirects=False)
    if name:
        client.cookies.set(COOKIE, name)
    return client


def item_in(page: str) -> str:
    return html.unescape(re.search(r'name="item" value="([^"]+)"', page)[1])


def act(client: TestClient, verb: str, item: str = "", **more: str):
    return client.post("/review?order=killed", data={"verb": verb, "item": item, "order": "killed", **more})


def test_a_name_is_asked_for_once(db: Path) -> None:
    client = client_of(db, "")
    answer = client.get("/review")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review/who")
    assert client.post("/review/who", data={"name": " "}).status_code == 422
    assert client.post("/review/who", data={"name": "Ada Moss"}).status_code == 303
    assert "Ada Moss" in client.get("/review").text


def test_what_was_discounted_is_not_asked_about_again(db: Path) -> None:
    client = client_of(db)
    first = item_in(client.get("/review?order=killed").text)
    assert act(client, "reject", first).status_code == 303
    assert item_in(client.get("/review?order=killed").text) != first
    assert act(client, "undo").status_code == 303
    assert item_in(client.get("/review?order=killed").text) == first


def test_accepting_goes_on_until_nothing_is_left(db: Path) -> None:
    client = client_of(db)
    seen = []
    while "Nothing is left" not in (page := client.get("/review?order=killed").text):
        seen.append(item_in(page))
        assert act(client, "accept", seen[-1]).status_code == 303
    with dateline.open(db) as record:
        assert {one["incident_id"] for one in record.incidents(review="reviewed")} == set(seen)
        assert len(seen) == 3


def test_the_deadliest_comes_first_and_a_rival_toll_is_set_and_taken_back(db: Path) -> None:
    client = client_of(db)
    page = client.get("/review?order=killed").text
    item = item_in(page)
    choices = re.findall(
        r'name="field" value="casualties.killed"><input type="hidden" name="value" value="(\d+)"', page
    )
    assert sorted(choices) == ["4", "6"]
    with dateline.open(db) as record:
        before = record.get(item)
    answer = act(client, "edit", item, field="casualties.killed", value="4", why="the mayor counted")
    assert item in html.unescape(answer.headers["location"].replace("%3A", ":"))
    with dateline.open(db) as record:
        assert record.get(item)["casualties"]["killed"]["best"] == 4
        assert record.history(item)[-1]["by"] == "person:Ada Moss"
    assert act(client, "undo").status_code == 303
    with dateline.open(db) as record:
        after = record.get(item)
        assert (after["casualties"], after["review"]) == (before["casualties"], before["review"])


def test_words_of_the_article_correct_an_account_and_must_stand_there(db: Path) -> None:
    client = client_of(db)
    item = item_in(client.get("/review?order=killed").text)
    with dateline.open(db) as record:
        told = record.get(item)["accounts"]
        account = next(a["account_id"] for a in told if a["casualties"]["killed"]["low"] == 6)
    wrong = act(client, "edit", item, account=account, field="casualties.killed", value="6", words="seven")
    assert wrong.status_code == 422
    right = act(
        client, "edit", item, account=account, field="casualties.killed", value="6", words="killed six"
    )
    assert right.status_code == 303
    with dateline.open(db) as record:
        edited = record.get(account)
        document = record.get(edited["document_id"])
        ((start, end),) = edited["evidence"]["casualties.killed"]
        assert document["body"][start:end] == "killed six"


def test_what_is_skipped_does_not_come_back_to_the_same_person(db: Path) -> None:
    client = client_of(db)
    first = item_in(client.get("/review?order=killed").text)
    act(client, "skip", first)
    assert item_in(client.get("/review?order=killed").text) != first
    assert item_in(client_of(db, "Ben Okri").get("/review?order=killed").text) == first
    act(client, "unsure", item_in(client.get("/review?order=killed").text), why="the text is torn")
    with Store.open(db) as store:
        assert {(mark.mark, mark.why) for mark in store.reviewing.marks("Ada Moss")} == {
            ("skipped", ""),
            ("unsure", "the text is torn"),
        }


def test_two_reviewers_never_get_the_same_item(db: Path) -> None:
    given: dict[str, list[str]] = {}
    start = threading.Barrier(4)
    app = create_app(db, settings_here({}))
    assert (
        client_of(db, app=app).get("/review?order=none").status_code == 422
    )  # what is made once is made now
    clients = {name: client_of(db, name, app) for name in ("Ada", "Ben", "Cleo", "Dan")}

    def work(name: str) -> None:
        start.wait()
        page = clients[name].get("/review?order=newest").text
        given[name] = [] if "Nothing is left" in page else [item_in(page)]

    threads = [threading.Thread(target=work, args=(name,)) for name in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    items = [item for some in given.values() for item in some]
    assert len(items) == len(set(items)) == 3  # there are three incidents; the fourth reviewer gets none


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_no_other_site_can_judge_in_a_readers_name(db: Path, headers: dict[str, str]) -> None:
    client = client_of(db)
    item = item_in(client.get("/review").text)
    answer = client.post("/review", data={"verb": "accept", "item": item}, headers=headers)
    assert answer.status_code == 403
    with dateline.open(db) as record:
        assert record.incidents(review="reviewed") == []


def test_pairs_are_joined_kept_apart_and_undone(db: Path) -> None:
    client = client_of(db)
    with dateline.open(db) as record:
        one, other, _ = sorted(incident["incident_id"] for incident in record.incidents())
        accounts = {a["account_id"] for i in (one, other) for a in record.get(i)["accounts"]}
    page = client.get(f"/review/merges?one={one}&other={other}")
    assert "One event or two?" in page.text

    def decide(verb: str) -> None:
        answer = client.post("/review/merges", data={"verb": verb, "one": one, "other": other})
        assert answer.status_code == 303

    def number() -> int:
        with dateline.open(db) as record:
            return len(
                {
                    i["incident_id"]
                    for i in record.incidents()
                    for a in i["accounts"]
                    if a["account_id"] in accounts
                }
            )

    decide("same")
    assert number() == 1
    decide("undo")
    assert number() == 2
    decide("different")
    assert number() == 2
    with dateline.open(db) as record:
        assert record.history(one)[-1]["verdict"] == "different"
    decide("related")
    with Store.open(db) as store:
        assert [mark.mark for mark in store.reviewing.marks("Ada Moss")] == ["related"]


def test_hostile_words_stay_words(db: Path) -> None:
    page = client_of(db).get("/review?order=killed").text
    assert "<b>Six</b>" not in page
    assert "&lt;b&gt;Six&lt;/b&gt;" in page
