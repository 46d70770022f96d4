from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from dateline.cli import main
from dateline.errors import StoreError
from dateline.store import Store, settings_here
from dateline.web import create_app


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    Store.open(tmp_path / "x.db").close()
    return TestClient(create_app(tmp_path / "x.db", settings_here({})))


def test_the_desk_says_that_it_can_read_its_store(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_every_answer_forbids_what_does_not_come_from_here(client: TestClient) -> None:
    for path in ("/healthz", "/nothing-here"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'; ")
        assert headers["x-content-type-options"] == "nosniff"


def test_errors_have_one_shape_and_people_get_a_page(client: TestClient) -> None:
    assert client.get("/nothing-here").json()["error"]["status"] == 404
    page = client.get("/nothing-here", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert "<h1>Not Found</h1>" in page.text


def test_a_missing_store_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        create_app(tmp_path / "none.db", settings_here({}))


def test_without_users_nobody_else_is_let_in(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0", "--db", str(tmp_path / "x.db")])
    assert result.exit_code == 2
    assert "no users are set up" in result.output


def test_a_body_without_end_is_not_read(client: TestClient) -> None:
    long = client.post("/api/v1/judgements", content=b" " * 1_000_001)
    assert (long.status_code, long.json()["error"]["status"]) == (413, 413)
    assert client.post("/api/v1/judgements", content=iter([b"{}"])).status_code == 411
