"""Sign-in: who is let in, as what, for how long; and that nobody else acts or looks in their name."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount, Route

from dateline.cli import main
from dateline.errors import UsageError
from dateline.store import Store, settings_here
from dateline.store.dump import logical_dump
from dateline.store.users import Limits, Users, users_file
from dateline.web import create_app
from dateline.web.auth import Guard
from dateline.web.auth.guard import ABSOLUTE, COOKIE, IDLE, csrf_of
from dateline.web.auth.hosts import answers_to
from dateline.web.auth.passwords import TooMany, hash_of, signed_in
from web.served import small_store

PASSWORD = "seven grey herons at dusk"
HASH = hash_of(PASSWORD)
HTML = {"accept": "text/html"}
OPEN = {"/oauth/token", "/login", "/healthz", "/static", "/logout"}


class Clock:
    """A time that a test moves."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return small_store(tmp_path / "x.db")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def users(db: Path, clock: Clock):
    found = Users.open(users_file(db), now=clock)
    for name, role in (("Rea Dell", "reader"), ("Ada Moss", "reviewer"), ("Adi Min", "admin")):
        found.add(name, role, HASH)
    yield found
    found.close()


@pytest.fixture
def app(db: Path, users: Users) -> FastAPI:
    return create_app(db, settings_here({}), guard=Guard(users))


def client_of(app: FastAPI, name: str = "") -> TestClient:
    client = TestClient(app, follow_redirects=False)
    if name:
        assert client.post("/login", data={"name": name, "password": PASSWORD}).status_code == 303
    return client


def paths(app: FastAPI):
    """Every route with each of its methods, with something in place of its parameters."""
    for route in app.routes:
        if isinstance(route, Mount):
            yield "GET", f"{route.path}/x", route.path
        elif isinstance(route, Route):
            for method in sorted(route.methods or ()):
                yield method, re.sub(r"\{[^}]*\}", "x", route.path), route.path
        else:  # a router that was included
            for one in getattr(route, "original_router", route).routes:
                for method in sorted(one.methods):
                    yield method, re.sub(r"\{[^}]*\}", "x", one.path), one.path


def test_nobody_sees_a_route_without_signing_in(app: FastAPI) -> None:
    walked = list(paths(app))
    assert {"/api/v1/incidents", "/review", "/openapi.json", "/ogc/conformance"} <= {p for _, _, p in walked}
    client = client_of(app)
    for method, path, shown in walked:
        if shown not in OPEN:
            assert client.request(method, path).status_code == 401, (method, path)


def test_a_reader_changes_nothing_and_looks_at_no_queue(app: FastAPI) -> None:
    client = client_of(app, "Rea Dell")
    for method, path, shown in paths(app):
        if shown in OPEN:
            continue
        status = client.request(method, path).status_code
        if method not in ("GET", "HEAD", "OPTIONS") or shown.startswith("/review"):
            assert status == 403, (method, path)
        elif not shown.startswith("/audit"):
            assert status not in (401, 403), (method, path)


def test_people_are_led_to_the_page_they_asked_for(app: FastAPI) -> None:
    client = client_of(app)
    answer = client.get("/review?order=killed", headers=HTML)
    assert answer.headers["location"] == "/login?next=%2Freview%3Forder%3Dkilled"
    assert 'value="/review?order=killed"' in client.get(answer.headers["location"]).text
    data = {"name": "ada moss", "password": PASSWORD, "next": "/review?order=killed"}
    assert client.post("/login", data=data).headers["location"] == "/review?order=killed"
    data["next"] = "//elsewhere.example/"
    assert client.post("/login", data=data).headers["location"] == "/"


def test_the_cookie_cannot_be_read_by_scripts_and_is_new_at_each_sign_in(app: FastAPI) -> None:
    client = client_of(app, "Ada Moss")
    first = client.cookies[COOKIE]
    answer = client.post("/login", data={"name": "Ada Moss", "password": PASSWORD})
    told = answer.headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert "Secure" not in told
    assert client.cookies[COOKIE] != first
    old = TestClient(app, cookies={COOKIE: first})
    assert old.get("/api/v1/counts").status_code == 401
    safe = TestClient(app, base_url="https://testserver", follow_redirects=False)
    assert (
        "Secure" in safe.post("/login", data={"name": "Ada Moss", "password": PASSWORD}).headers["set-cookie"]
    )


def test_judgements_are_kept_under_the_name_signed_in(app: FastAPI, db: Path) -> None:
    client = client_of(app, "ADA MOSS")
    client.cookies.set("dateline_reviewer", "Somebody Else")
    page = client.get("/review?order=killed").text
    item = re.search(r'name="item" value="([^"]+)"', page)[1]
    token = re.search(r'name="csrf" value="([^"]+)"', page)[1]
    data = {"verb": "accept", "item": item, "csrf": token}
    assert client.post("/review", data=data).status_code == 303
    with Store.open(db) as store:
        assert [j.by for j in store.judgements_of_people()] == ["person:Ada Moss"]
    said = {"verb": "accept", "id": item, "by": "Somebody Else"}
    headers = {"x-csrf-token": token}
    assert client.post("/api/v1/judgements", json=said, headers=headers).status_code == 403
    assert (
        client.post("/api/v1/judgements", json=said | {"by": "Ada Moss"}, headers=headers).status_code == 201
    )


def test_nothing_is_done_without_the_token_of_a_page_or_from_another_site(app: FastAPI, db: Path) -> None:
    client = client_of(app, "Ada Moss")
    item = re.search(r'name="item" value="([^"]+)"', client.get("/review").text)[1]
    token = csrf_of(client.cookies[COOKIE])
    accept = {"verb": "accept", "item": item}
    for data, headers in (
        (accept, {}),
        (accept | {"csrf": "0" * 64}, {}),
        (accept | {"csrf": token}, {"origin": "https://evil.example"}),
        (accept | {"csrf": token}, {"sec-fetch-site": "cross-site"}),
        (accept | {"csrf": token}, {"sec-fetch-site": "same-site"}),
    ):
        assert client.post("/review", data=data, headers=headers).status_code == 403
    said = {"verb": "accept", "id": item, "by": "Ada Moss"}
    assert client.post("/api/v1/judgements", json=said).status_code == 403
    with Store.open(db) as store:
        assert store.judgements_of_people() == []
    assert client.post("/logout").status_code == 403
    assert client.get("/api/v1/counts").status_code == 200


def test_every_form_that_posts_brings_the_token() -> None:
    folder = Path(__file__).parents[2] / "src" / "dateline" / "web" / "templates"
    for page in folder.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        for form in re.findall(r'<form method="post".*?</form>', text, re.DOTALL):
            if page.name == "login.html":
                continue  # there is no session yet
            assert "csrf" in form or "{{ hidden() }}" in form, page.name
        assert "csrf" in text or "{{ hidden() }}" not in text


def test_signing_out_ends_the_session_itself(app: FastAPI) -> None:
    client = client_of(app, "Ada Moss")
    token = client.cookies[COOKIE]
    assert client.post("/logout", data={"csrf": csrf_of(token)}).status_code == 303
    assert TestClient(app, cookies={COOKIE: token}).get("/api/v1/counts").status_code == 401


def test_a_session_ends_when_it_is_not_used_and_in_any_case_in_the_end(app: FastAPI, clock: Clock) -> None:
    client = client_of(app, "Ada Moss")
    clock.now += IDLE - dt.timedelta(minutes=1)
    assert client.get("/api/v1/counts").status_code == 200
    clock.now += IDLE - dt.timedelta(minutes=1)
    assert client.get("/api/v1/counts").status_code == 200
    clock.now += IDLE + dt.timedelta(minutes=1)
    assert client.get("/api/v1/counts").status_code == 401
    client = client_of(app, "Ada Moss")
    end = clock.now + ABSOLUTE
    while clock.now < end:
        assert client.get("/api/v1/counts").status_code == 200
        clock.now += IDLE / 2
    clock.now = end + dt.timedelta(seconds=1)
    assert client.get("/api/v1/counts").status_code == 401


def test_roles_passwords_and_disabling_take_effect_at_once(app: FastAPI, users: Users) -> None:
    client = client_of(app, "Ada Moss")
    users.change("ada moss", role="reader")
    assert client.get("/review").status_code == 403
    users.change("Ada Moss", role="reviewer", password_hash=HASH)
    assert client.get("/review").status_code == 401
    client, token = client_of(app, "Ada Moss"), users.begin("Ada Moss", "program", ABSOLUTE, ABSOLUTE)
    users.change("Ada Moss", disabled=True)
    assert client.get("/review").status_code == 401
    assert (
        TestClient(app, headers={"authorization": f"Bearer {token}"}).get("/api/v1/counts").status_code == 401
    )
    assert client.post("/login", data={"name": "Ada Moss", "password": PASSWORD}).status_code == 401


def test_a_program_needs_a_token_and_no_page(app: FastAPI, users: Users, clock: Clock) -> None:
    token = users.begin("Ada Moss", "program", dt.timedelta(days=90), dt.timedelta(days=90))
    program = TestClient(app, headers={"authorization": f"Bearer {token}"})
    item = program.get("/api/v1/incidents").json()["data"][0]["id"]
    said = {"verb": "accept", "id": item, "by": "Ada Moss"}
    assert program.post("/api/v1/judgements", json=said).status_code == 201
    clock.now += dt.timedelta(days=89)
    assert program.get("/api/v1/counts").status_code == 200
    clock.now += dt.timedelta(days=2)
    assert program.get("/api/v1/counts").status_code == 401
    as_cookie = users.begin("Ada Moss", "program", ABSOLUTE, ABSOLUTE)
    assert TestClient(app, cookies={COOKIE: as_cookie}).get("/api/v1/counts").status_code == 401


def test_wrong_names_and_wrong_passwords_are_answered_alike(app: FastAPI) -> None:
    client = client_of(app)
    answers = [
        client.post("/login", data={"name": name, "password": "not the right one"})
        for name in ("Ada Moss", "Nobody Here", "", "\x00", "a" * 900)
    ]
    assert {(a.status_code, a.text) for a in answers} == {(401, answers[0].text)}


def test_the_same_work_is_done_for_whoever_is_named(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    from dateline.web.auth import passwords

    verify = passwords._hasher.verify

    class Counting:
        check_needs_rehash = passwords._hasher.check_needs_rehash

        def verify(self, kept: str, password: str) -> bool:
            compared.append(kept)
            return verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    users.change("Rea Dell", disabled=True)
    for name in ("Ada Moss", "Rea Dell", "Nobody Here"):
        assert signed_in(users, name, "not the right one", "::1") is None
    assert len(compared) == 3
    parameters = {kept.rsplit("$", 2)[0] for kept in compared}
    assert parameters == {"$argon2id$v=19$m=65536,t=3,p=4"}


def test_guessing_is_stopped_for_a_name_and_for_an_address(users: Users, clock: Clock) -> None:
    limits = Limits(pair=2, address=4, name=6)
    tries = [users.may_try("Ada Moss", "a", limits) for _ in range(3)]
    assert tries == [True, True, False]
    assert users.may_try("ADA  MOSS", "b", limits)
    assert [users.may_try(f"x{n}", "a", limits) for n in range(3)] == [True, True, False]
    assert [users.may_try("Ada Moss", f"c{n}", limits) for n in range(4)] == [True, True, True, False]
    with pytest.raises(TooMany):
        signed_in(users, "Ada Moss", PASSWORD, "a", limits)
    clock.now += limits.window + dt.timedelta(seconds=1)
    assert signed_in(users, "Ada Moss", PASSWORD, "a", limits) is not None
    assert users.may_try("Ada Moss", "a", limits)


def test_of_many_guesses_at_once_no_more_are_looked_at(users: Users) -> None:
    looked_at = []

    def guess() -> None:
        looked_at.append(users.may_try("Ada Moss", "a", Limits(pair=3)))

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(looked_at) == 3


def test_too_many_tries_are_told_so_whoever_is_named(app: FastAPI) -> None:
    client = client_of(app)
    data = {"name": "Nobody Here", "password": "not the right one"}
    assert [client.post("/login", data=data).status_code for _ in range(6)] == [401] * 5 + [429]


def test_two_spellings_are_one_name(users: Users) -> None:
    with pytest.raises(UsageError, match="there is a user"):
        users.add("ＡＤＡ moss", "admin", HASH)


def test_neither_password_nor_token_is_kept_and_only_the_owner_reads_the_file(db: Path, users: Users) -> None:
    token = users.begin("Ada Moss", "browser", IDLE, ABSOLUTE)
    kept = users_file(db).read_bytes()
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept
    assert stat.S_IMODE(users_file(db).stat().st_mode) == 0o600


def test_the_store_and_its_dump_know_nothing_of_users(db: Path, users: Users) -> None:
    tables = {
        t for (t,) in sqlite3.connect(db).execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    assert not {t for t in tables if t in ("users", "sessions", "failures", "sign_ins")}
    assert "Rea Dell" not in repr(logical_dump(db))


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8710", "[evil", "127.0.0.1:80/static/"],
)
def test_under_a_foreign_name_the_desk_does_not_answer(db: Path, host: str) -> None:
    client = TestClient(create_app(db, settings_here({}), guard=Guard(None, {"desk.example"})))
    assert client.get("/healthz", headers={"host": host}).status_code == 421
    assert client.get("/healthz", headers={"host": "desk.example:8710"}).status_code == 200
    assert client.get("/healthz", headers={"host": "127.0.0.1:8710"}).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1:80/static/x", "x/login?", "x/static/", "x#"])
def test_no_host_name_passes_for_a_page_that_is_open_to_all(app: FastAPI, host: str) -> None:
    client = client_of(app)
    for path in (
        "/api/v1/incidents",
        "/static%2F..%2Fapi/v1/incidents",
        "//static/../review",
        "/login/../review",
    ):
        answer = client.get(path, headers={"host": host, "accept": "application/json"})
        assert answer.status_code in (401, 404), path
        assert "b2:" not in answer.text


def test_tokens_of_the_token_form_hold_while_their_user_does(app: FastAPI, users: Users) -> None:
    class Book:
        def user(self, token: str) -> str | None:
            return {"t1": "ada moss", "t2": "Nobody Here"}.get(token)

    app.state.tokens = Book()

    def asked(path: str, token: str = "") -> int:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return TestClient(app).get(path, headers=headers).status_code

    assert asked("/api/v1/counts", "t1") == 200
    assert asked("/api/v1/counts", "t2") == 401
    assert asked("/ogc/conformance?key=t1&email=Ada+Moss") != 401
    assert asked("/ogc/conformance?key=t1&email=Rea+Dell") == 401
    assert app.state.sign_in("Ada Moss", PASSWORD)
    assert not app.state.sign_in("Ada Moss", "wrong")
    users.change("Ada Moss", disabled=True)
    assert asked("/api/v1/counts", "t1") == 401


def test_an_address_is_no_name() -> None:
    assert all(answers_to(host, ()) for host in ("10.1.2.3", "[2001:db8::1]:443", "localhost:1", "LOCALHOST"))


def test_users_are_kept_from_the_command_line(db: Path) -> None:
    def run(*arguments: str, typed: str = "") -> tuple[int, str]:
        result = CliRunner().invoke(main, ["users", *arguments, "--db", str(db)], input=typed)
        return result.exit_code, result.output

    twice = f"{PASSWORD}\n{PASSWORD}\n"
    assert run("add", "Ada Moss", "--role", "reviewer", typed=twice)[0] == 0
    assert run("add", "Ben Low", "--role", "reader", typed="short\nshort\n")[0] == 2
    assert run("role", "Ada Moss", "--role", "admin") == (0, "Ada Moss is now admin\n")
    assert "Ada Moss\tadmin\t" in run("list")[1]
    code, token = run("token", "ada moss")
    with_users = Users.open(users_file(db))
    assert (code, with_users.session(token.strip(), "program", ABSOLUTE).name) == (0, "Ada Moss")
    assert run("disable", "Ada Moss")[0] == 0
    assert with_users.session(token.strip(), "program", ABSOLUTE) is None
    assert run("token", "Ada Moss")[0] == 2
    assert run("enable", "Ada Moss")[0] == 0
    assert run("password", "Ada Moss", typed=twice)[0] == 0
    assert run("password", "Nobody", typed=twice)[0] == 2
    assert [line.event for line in with_users.sign_ins()][:2] == ["password changed", "enabled"]
    with_users.close()


def test_with_users_others_are_let_in_and_told_of_https(
    db: Path, users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[FastAPI, dict[str, object]]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: ran.append((app, how)))
    for name in ("Rea Dell", "Ada Moss", "Adi Min"):
        users.change(name, disabled=True)  # which lets nobody in, not everybody
    arguments = ["serve", "--host", "0.0.0.0", "--name", "desk.example", "--db", str(db)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert "0 users may sign in" in result.output
    assert "unencrypted" in result.output
    (app, how), *_ = ran
    assert how["host"] == "0.0.0.0"
    assert app.state.guard.names == {"0.0.0.0", "desk.example"}
    assert TestClient(app, base_url="http://desk.example").get("/api/v1/counts").status_code == 401
    app.state.guard.users.close()
    key = db.with_name("desk.pem")
    key.touch()
    assert CliRunner().invoke(main, [*arguments, "--certificate", str(key)]).exit_code == 2
