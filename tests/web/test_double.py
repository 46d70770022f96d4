"""Double coding at the desk: nobody sees the other half, admins set aside, and what differs is settled."""

from __future__ import annotations

import contextlib
import html
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import dateline.api
from dateline.store import Store, settings_here
from dateline.store.dump import logical_dump
from dateline.store.users import Users, users_file
from dateline.web import create_app
from dateline.web.auth import Guard
from dateline.web.auth.guard import COOKIE, csrf_of
from web.served import small_store
from web.test_review import client_of, item_in
from web.test_sign_in import HASH, PASSWORD, paths

ODD = "8641"
"""A figure that nothing in the store has."""
SECRET = "the carbon copy is torn"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return small_store(tmp_path / "x.db")


@pytest.fixture
def app(db: Path) -> FastAPI:
    return create_app(db, settings_here({}))


def act(client: TestClient, verb: str, item: str = "", **more: str):
    return client.post("/review/double", data={"verb": verb, "item": item, **more})


def set_aside(client: TestClient, number: int = 3) -> None:
    assert client.post("/quality/double", data={"number": number}).status_code == 303


def everything(client: TestClient, app: FastAPI, db: Path) -> dict[str, str]:
    """What every page and answer of the desk says to ``client``."""
    with dateline.open(db) as record:
        incidents = record.incidents()
        accounts = [account for one in incidents for account in record.get(one["incident_id"])["accounts"]]
    ids = {
        "{incident_id}": [one["incident_id"] for one in incidents],
        "{account_id}": [one["account_id"] for one in accounts],
        "{document_id}": [one["document_id"] for one in accounts],
    }
    found = {}
    for method, _, shown in paths(app):
        if method != "GET":
            continue
        some = [shown]
        for name, values in ids.items():
            some = (
                [path.replace(name, quote(value)) for path in some for value in values]
                if name in shown
                else some
            )
        for path in some:
            found[path] = client.get(path).text
    for order in ("double", "random", "newest"):
        found[f"/review?order={order}"] = client.get(f"/review?order={order}", follow_redirects=True).text
    return found


def test_no_page_and_no_answer_shows_what_one_said_before_both_are_done(db: Path, app: FastAPI) -> None:
    ann, ben = client_of(db, "Ann Ray", app), client_of(db, "Ben Low", app)
    set_aside(ann)
    item = item_in(ann.get("/review/double").text)
    assert act(ann, "edit", item, field="casualties.killed", value=ODD).status_code == 303
    assert f'value="{ODD}"' in ann.get(f"/review/double?item={quote(item)}").text
    assert act(ann, "accept", item).status_code == 303
    unsure = item_in(ann.get("/review/double").text)
    assert act(ann, "unsure", unsure, why=SECRET).status_code == 303
    assert SECRET in ann.get("/audit").text
    seen = everything(ben, app, db)
    assert len(seen) > 60
    for path, text in seen.items():
        assert ODD not in text, path
        assert SECRET not in text, path
    assert act(ben, "edit", item, field="casualties.killed", value="5").status_code == 303
    assert act(ben, "accept", item).status_code == 303
    page = ben.get("/quality").text
    assert "1 coded by two, 2 still open" in page
    assert ODD in page


def test_with_sign_in_admins_alone_set_aside_and_readers_settle_nothing(db: Path) -> None:
    with contextlib.closing(Users.open(users_file(db))) as users:
        for name, role in (("Rea Dell", "reader"), ("Ada Moss", "reviewer"), ("Adi Min", "admin")):
            users.add(name, role, HASH)
        app = create_app(db, settings_here({}), guard=Guard(users))
        told = {}
        for name in ("Rea Dell", "Ada Moss", "Adi Min"):
            client = TestClient(app, follow_redirects=False)
            assert client.post("/login", data={"name": name, "password": PASSWORD}).status_code == 303
            client.headers["X-CSRF-Token"] = csrf_of(client.cookies[COOKIE])
            draw = client.post("/quality/double", data={"number": 1}).status_code
            settle = client.post(
                "/quality/double/settle", data={"item": "x", "field": "status", "coder": "y"}
            ).status_code
            told[name] = draw, settle, "Set aside</button>" in client.get("/quality").text
    assert told == {
        "Rea Dell": (403, 403, False),
        "Ada Moss": (403, 422, False),
        "Adi Min": (303, 422, True),
    }


def test_what_is_set_aside_is_in_no_other_queue_and_judged_by_no_other_way(db: Path, app: FastAPI) -> None:
    ann = client_of(db, "Ann Ray", app)
    set_aside(ann)
    assert "Nothing is left" in ann.get("/review?order=killed").text
    with Store.open(db) as store:
        item = min(store.doubles.open_items())
    at = ann.get(f"/review?order=killed&item={quote(item)}")
    assert at.headers["location"].startswith("/review/double?")
    for address, data in (
        ("/review", {"verb": "accept", "item": item}),
        ("/review", {"verb": "edit", "item": item, "field": "killed", "value": "3"}),
    ):
        assert ann.post(address, data=data).status_code == 422
    said = {"verb": "reject", "id": item, "by": "Ann Ray"}
    assert ann.post("/api/v1/judgements", json=said).status_code == 422
    assert ann.post("/quality/double/withdraw", data={"item": item}).status_code == 303
    assert ann.post("/api/v1/judgements", json=said).status_code == 201


def test_what_differs_is_settled_at_a_click_and_taken_back_at_another(db: Path, app: FastAPI) -> None:
    before = logical_dump(db)["incidents"]
    ann, ben, eve = (client_of(db, name, app) for name in ("Ann Ray", "Ben Low", "Eve Gold"))
    set_aside(ann, 1)
    item = item_in(ann.get("/review/double").text)
    for client, killed in ((ann, "7"), (ben, "9")):
        assert item_in(client.get("/review/double").text) == item
        act(client, "edit", item, field="casualties.killed", value=killed)
        act(client, "accept", item)
    page = html.unescape(eve.get("/quality").text)
    assert "<bdi>Ann Ray</bdi>: <bdi>7</bdi>" in page
    settle = {"item": item, "field": "casualties.killed", "coder": "Ben Low"}
    assert eve.post("/quality/double/settle", data=settle).status_code == 303
    with dateline.open(db) as record:
        assert record.get(item)["casualties"]["killed"]["best"] == 9
    judgement = re.search(r'name="judgement" value="([^"]+)"', html.unescape(eve.get("/quality").text))[1]
    assert eve.post("/quality/double/undo", data={"judgement": judgement}).status_code == 303
    assert logical_dump(db)["incidents"] == before


def test_a_sheet_is_one_persons_and_undone_step_by_step(db: Path, app: FastAPI) -> None:
    ann = client_of(db, "Ann Ray", app)
    set_aside(ann, 1)
    item = item_in(ann.get("/review?order=double", follow_redirects=True).text)
    act(ann, "edit", item, field="status", value="alleged")
    act(ann, "reject", item)
    assert "Nothing is left for you" in ann.get("/review/double").text
    assert quote(item) in act(ann, "undo").headers["location"]
    page = ann.get("/review/double").text
    assert '<bdi>alleged</bdi> <span class="note">on your sheet</span>' in page
    act(ann, "undo")
    assert "on your sheet" in ann.get("/review/double").text
    assert "<bdi>alleged</bdi>" not in ann.get("/review/double").text
    act(ann, "skip", item)
    assert "Nothing is left for you" in ann.get("/review/double").text
    act(ann, "undo")
    assert item_in(ann.get("/review/double").text) == item
    assert act(ann, "edit", "b2:00", field="status", value="alleged").status_code == 422
    assert ann.get("/review/double?item=b2:00").status_code == 409
