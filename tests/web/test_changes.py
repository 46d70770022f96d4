"""The page of what changed."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from changes.streams import documents
from dateline.judging.resolving import rebuild_incidents
from dateline.store import Store, settings_here
from dateline.web import create_app
from store.accounts import RAVA, account, by, day, document


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path: Path = tmp_path_factory.mktemp("desk") / "x.db"
    with Store.open(path) as store, store.at_once():
        days = list(documents(800, 1))
        for number, iso in enumerate(days[::10]):
            quiet = document(f"Rain fell on day {number} of the year.", published=iso)
            store.add_accounts(quiet, (), "rules@1")
        for number, iso in enumerate(days[-20:]):
            told = document(f"Gunmen of the Red Front killed guard number {number} in Rava.", published=iso)
            one = account(
                told, event_type="armed_attack", date=day(iso), place=RAVA, actors=(by("<b>RF</b>", "rf"),)
            )
            store.add_accounts(told, (one,), "rules@1")
        rebuild_incidents(store)
    return TestClient(create_app(path, settings_here({})))


def test_findings_are_a_page_that_leads_to_incidents_and_data_of_the_same(client: TestClient) -> None:
    data = client.get("/changes", params={"format": "json"}).json()
    page = client.get("/changes")
    assert page.headers["content-type"].startswith("text/html")
    assert data["findings"]
    first = data["findings"][0]["incidents"][0]
    assert f'href="/incident/{first.replace(":", "%3A")}"' in page.text
    assert "<b>RF" not in page.text
    assert '<nav aria-label="Pages">' in page.text, "a page of the desk leads on to the others"
    shown = page.text.count('<li class="row"')
    assert 0 < shown <= sum(len(one["incidents"]) for one in data["findings"])


def test_nothing_tested_is_not_told_as_calm(client: TestClient) -> None:
    page = client.get("/changes", params={"country": "SY"})
    assert "not a sign of calm" in page.text
    assert 'value="SY"' in page.text, "the form says what was asked"


def test_filters_and_the_day_are_those_of_the_command(client: TestClient) -> None:
    elsewhere = client.get("/changes", params={"format": "json", "country": "SY"}).json()
    assert elsewhere["findings"] == []
    before = client.get("/changes", params={"format": "json", "until": "2021-06-01"}).json()
    assert (before["until"], before["findings"]) == ("2021-06-01", [])


@pytest.mark.parametrize(
    "query", [{"until": "May"}, {"text": "market"}, {"format": "pdf"}, {"nonsense": "1"}]
)
def test_what_cannot_be_asked_is_said(client: TestClient, query: dict[str, str]) -> None:
    assert client.get("/changes", params=query).status_code == 422
