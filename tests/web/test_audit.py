"""The audit trail: judgements by whom and when; who signed in is for admins."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.settings import Settings
from dateline.store import settings_here
from dateline.store.users import Users, users_file
from dateline.web import create_app
from dateline.web.auth import Guard
from dateline.web.auth.passwords import hash_of
from web.served import small_store

PASSWORD = "seven grey herons at dusk"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = small_store(tmp_path / "x.db")
    with dateline.open(path) as record:
        one, two = (i["incident_id"] for i in record.incidents()[:2])
        record.accept(one, by="Ann Ray", why="read both")
        record.reject(two, by="Ben Low", why="a <i>drill</i>")
    return path


def settings() -> Settings:
    return settings_here({})


def test_the_trail_is_filtered_by_who_when_and_what(db: Path) -> None:
    client = TestClient(create_app(db, settings()))
    everything = client.get("/audit").text
    assert "2 judgements of people" in everything
    assert "a &lt;i&gt;drill&lt;/i&gt;" in everything
    of_ann = client.get("/audit?who=ann%20ray").text
    assert "1 judgement of people, of 2" in of_ann
    assert "read both" in of_ann
    assert "drill" not in of_ann.replace("<option", "")
    assert "1 judgement of people, of 2" in client.get("/audit?what=reject").text
    assert "0 judgements of people, of 2" in client.get("/audit?to=2001-01-01").text
    assert "2 judgements of people, newest" in client.get("/audit?from=2001-01-01").text
    assert client.get("/audit?from=yesterday").status_code == 422


def test_only_an_admin_sees_who_signed_in(db: Path) -> None:
    users = Users.open(users_file(db))
    for name, role in (("Rea Dell", "reader"), ("Adi Min", "admin")):
        users.add(name, role, hash_of(PASSWORD))
    app = create_app(db, settings(), guard=Guard(users))
    seen = {}
    for name in ("Rea Dell", "Adi Min"):
        client = TestClient(app)
        client.post("/login", data={"name": "<b>x", "password": "wrong"})
        client.post("/login", data={"name": name, "password": PASSWORD})
        seen[name] = client.get("/audit").text
    users.close()
    assert "Sign-ins" not in seen["Rea Dell"]
    assert "Sign-ins" in seen["Adi Min"]
    assert "<td><bdi>&lt;b&gt;x</bdi></td><td>wrong name or password</td>" in seen["Adi Min"]
