"""The ACLED-shaped endpoint: its query language, and a client from PyPI that was written for ACLED's own."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from acled import AcledClient
from acled.auth import OAuthTokenAuth
from acled.clients.base_http_client import BaseHttpClient
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.export import Crosswalk
from dateline.export.acled import COLUMNS
from dateline.store import settings_here
from dateline.web import create_app
from dateline.web.acled_query import narrowed, passes, terms_of
from dateline.web.tokens import ACCESS_SECONDS, TokenBook
from web.desk import fill, served, told

REPORTS = [
    *(told(number, "Mopti", number % 5) for number in range(10)),
    *(told(number, "Tillaberi", None) for number in range(40, 44)),
    told(60, "Mali", 9),
    told(70, "Mopti", 3, event_type="shelling"),
    told(80, "Mopti", 3, status="claimed"),
    told(90, "Mopti", None, event_type="threat"),
]


CROSSWALK = Crosswalk.load()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("acled") / "x.db"
    fill(path, REPORTS)
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with TestClient(create_app(store, settings_here({}))) as client:
        yield client


def data(client: TestClient, query: str) -> list[dict[str, object]]:
    answer = client.get(f"/api/acled/read?{query}")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["count"] == len(found["data"])
    return found["data"]


def test_the_acled_package_reads_the_store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(store) as address:
        monkeypatch.setattr(BaseHttpClient, "BASE_URL", f"{address}/api")
        monkeypatch.setattr(OAuthTokenAuth, "TOKEN_ENDPOINT", f"{address}/oauth/token")
        with AcledClient(auth_method="oauth", username="ana", password="secret") as acled:
            events = acled.get_data(country="Mali", limit=5, page=2)
            between = acled.get_data(
                event_date="2031-01-03|2031-01-05", query_params={"event_date_where": "BETWEEN"}
            )
        with (
            pytest.warns(DeprecationWarning, match="key/email"),
            AcledClient(api_key="k", email="ana@example.org") as old,
        ):
            assert len(old.get_data(limit=3)) == 3
    assert len(events) == 5
    assert {event["country"] for event in events} == {"Mali"}
    assert events[0]["event_date"] == datetime.date(2031, 1, 6)
    assert [event["event_date"].day for event in between] == [3, 4, 5]
    assert isinstance(events[0]["timestamp"], datetime.datetime)


def test_the_envelope_is_acleds_and_says_that_rows_are_machine_made(client: TestClient) -> None:
    found = client.get("/api/acled/read?limit=2&population=full").json()
    assert (found["status"], found["success"], found["count"]) == (200, True, 2)
    assert list(found["data"][0]) == list(COLUMNS)
    assert any("machine-made" in message for message in found["messages"])
    assert any("population" in message for message in found["messages"])


def test_pages_hold_every_row_once_in_order_however_they_are_asked_for(client: TestClient) -> None:
    everything = [row["event_id_cnty"] for row in data(client, "limit=0")]
    assert len(everything) == len(set(everything)) == 16
    in_turn = [row["event_id_cnty"] for page in range(1, 6) for row in data(client, f"limit=4&page={page}")]
    assert in_turn == everything
    assert [row["event_id_cnty"] for row in data(client, "limit=3&page=4")] == everything[9:12]
    assert data(client, "limit=4&page=9") == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("country=Mali", 12),
        ("country=mali", 12),
        ("country=Mal", 0),
        ("country=Mali|Niger", 16),
        ("country=Mali:OR:country=Niger", 16),
        ("iso=562", 4),
        ("region=1", 16),
        ("region=Western Africa", 16),
        ("region=2", 0),
        ("event_type=Violence against", 15),
        ("event_type=Violence%25&event_type_where=LIKE", 15),
        ("event_type=Violence&event_type_where==", 0),
        ("event_type=Explosions/Remote violence", 1),
        ("sub_event_type=Attack:OR:sub_event_type=Shelling", 16),
        ("disorder_type=Demonstrations", 0),
        ("fatalities=3", 3),
        ("fatalities=3&fatalities_where=>", 3),
        ("fatalities=3&fatalities_where=>=", 6),
        ("fatalities=1|3&fatalities_where=BETWEEN", 7),
        ("event_date=2031-01-03", 1),
        ("event_date=2031-01-03&event_date_where=<=", 3),
        ("event_date=2031-01-03|2031-01-05&event_date_where=BETWEEN", 3),
        ("year=2031", 16),
        ("year=2030", 0),
        ("year=2031|2032", 16),
        ("actor1=islamic", 16),
        ("inter1=2", 16),
        ("inter1=Rebel group", 16),
        ("interaction=27", 16),
        ("tags=x-fatalities-unknown", 4),
        ("notes=Harbour Post", 16),
        ("geo_precision=3", 1),
        ("latitude=14.3|15&latitude_where=BETWEEN", 11),
        ("timestamp=2020-03-01", 16),
        ("timestamp=2999-03-01", 0),
        ("timestamp=0", 16),
        ("country=Mali&fatalities=4&event_type=Attack:OR:sub_event_type=Attack", 2),
        ("status=claimed", 1),
        ("type=threat", 1),
        ("grade=confirmed", 0),
        ("event_date=2032-01-01&event_date_where=>&year=2031", 0),
    ],
)
def test_every_column_is_a_filter_with_acleds_operators(query: str, count: int, client: TestClient) -> None:
    assert len(data(client, f"limit=100&{query}")) == count


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("colour=red", "no such column"),
        ("colour_where=LIKE", "no column colour"),
        ("country=Mali&country_where=~", "no operator"),
        ("event_date=yesterday", "not a day"),
        ("fatalities=many", "not a number"),
        ("fatalities=nan", "not a number"),
        ("event_date=2031-01-01&event_date_where=BETWEEN", "two values"),
        ("fields=colour", "no column"),
        ("limit=-1", "as it should be"),
        ("page=0", "as it should be"),
        ("_format=exe", "as it should be"),
        ("status=maybe", "not allowed"),
    ],
)
def test_what_cannot_be_answered_is_refused_and_never_ignored(
    query: str, word: str, client: TestClient
) -> None:
    answer = client.get(f"/api/acled/read?{query}")
    assert answer.status_code == 422
    assert word in answer.text


def test_fields_choose_columns_and_their_order(client: TestClient) -> None:
    (row,) = data(client, "limit=1&fields=fatalities|country")
    assert list(row) == ["fatalities", "country"]


def test_numbers_of_actor_types_on_demand(client: TestClient) -> None:
    (row,) = data(client, "limit=1&inter_num=1")
    assert (row["inter1"], row["inter2"], row["interaction"]) == (2, 7, 27)


def test_csv_and_xml_hold_the_same_rows(client: TestClient) -> None:
    table = client.get("/api/acled/read?_format=csv&limit=3")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text, newline="")))
    assert [row["event_date"] for row in rows] == ["2031-01-01", "2031-01-02", "2031-01-03"]
    document = ElementTree.fromstring(client.get("/api/acled/read?_format=xml&limit=3").content)
    assert document.findtext("count") == "3"
    assert [item.findtext("event_date") for item in document.findall("data/item")] == [
        row["event_date"] for row in rows
    ]


def test_a_page_is_right_after_the_store_was_written_to(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    fill(path, REPORTS[:4])
    with TestClient(create_app(path, settings_here({}))) as client:
        assert len(data(client, "limit=100")) == 4
        fill(path, REPORTS[:6])
        assert len(data(client, "limit=100")) == 6


def test_like_takes_no_time_on_many_wildcards() -> None:
    (term,) = terms_of([("notes", "%" + "a%" * 400 + "b")])
    assert not passes({"notes": "a" * 20_000}, (term,))


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*COLUMNS, *(f"{name}_where" for name in COLUMNS), "x"]),
            st.text(max_size=8)
            | st.sampled_from(["=", "LIKE", "BETWEEN", "1|2", "1:OR:year=x", "2031-01-01"]),
        ),
        max_size=4,
    )
)
def test_no_query_breaks_the_reading_of_queries(pairs: list[tuple[str, str]]) -> None:
    crosswalk = CROSSWALK
    try:
        terms = terms_of(pairs)
    except UsageError:
        return
    row = dict.fromkeys(COLUMNS, "x") | {"year": 2031, "fatalities": 0, "latitude": None, "iso": 466}
    row |= {"time_precision": 1, "longitude": 0.5, "geo_precision": 1, "timestamp": 5}
    assert passes(row, terms) in (True, False)
    assert isinstance(narrowed(terms, crosswalk), dict | None)


def test_the_narrowing_never_drops_what_passes() -> None:
    crosswalk = CROSSWALK
    battles = narrowed(terms_of([("event_type", "Battles")]), crosswalk)
    assert {"armed_clash", "armed_attack", "territory_change"} <= set(str((battles or {})["type"]).split(","))
    assert narrowed(terms_of([("country", "Nowhere")]), crosswalk) is None
    either = narrowed(terms_of([("country", "Mali:OR:notes=x")]), crosswalk)
    everywhere = narrowed((), crosswalk)
    assert either == everywhere


def test_without_users_a_token_is_given_to_anybody_on_this_machine(client: TestClient) -> None:
    form = {"grant_type": "password", "username": "ana", "password": "x", "client_id": "acled"}
    token = client.post("/oauth/token", data=form).json()
    assert token["token_type"] == "Bearer"
    assert token["expires_in"] == ACCESS_SECONDS
    assert client.post("/oauth/token", data={"grant_type": "magic"}).status_code == 422


def test_with_users_only_a_token_lets_programs_in(store: Path) -> None:
    app = create_app(store, settings_here({}))
    app.state.sign_in = lambda name, password: (name, password) == ("ana", "right")
    with TestClient(app) as client:
        for address in ("/api/acled/read", "/api/gedevents/25.1", "/export/acled", "/export"):
            assert client.get(address).status_code == 401
        form = {"grant_type": "password", "username": "ana", "password": "wrong"}
        assert client.post("/oauth/token", data=form).status_code == 401
        token = client.post("/oauth/token", data=form | {"password": "right"}).json()
        bearer = {"Authorization": f"Bearer {token['access_token']}"}
        assert client.get("/api/acled/read?limit=1", headers=bearer).status_code == 200
        legacy = f"/api/acled/read?limit=1&key={token['access_token']}&email="
        assert client.get(legacy + "ana").status_code == 200
        assert client.get(legacy + "ben").status_code == 401
        swapped = {"Authorization": f"Bearer {token['refresh_token']}"}
        assert client.get("/api/acled/read", headers=swapped).status_code == 401
        again = {"grant_type": "refresh_token", "refresh_token": token["refresh_token"]}
        assert client.post("/oauth/token", data=again).status_code == 200
        assert client.post("/oauth/token", data=again | {"refresh_token": "x"}).status_code == 401


def test_a_token_runs_out_after_a_day() -> None:
    now = [0.0]
    book = TokenBook(now=lambda: now[0])
    token = str(book.give("ana")["access_token"])
    assert book.user(token) == "ana"
    now[0] = ACCESS_SECONDS
    assert book.user(token) is None


def test_a_bad_operator_is_told_with_all_faults() -> None:
    with pytest.raises(UsageError) as fault:
        terms_of([("a", "1"), ("event_date", "x"), ("year_where", "~")])
    assert len(str(fault.value).splitlines()) == 3
