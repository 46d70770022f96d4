"""Quality counts what was decided on the random sample, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.web.quality import shares
from web.served import small_store
from web.test_review import client_of, item_in


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return small_store(tmp_path / "x.db")


def decide(client, order: str, verb: str, **more: str) -> None:
    item = item_in(client.get(f"/review?order={order}").text)
    data = {"verb": verb, "item": item, "order": order, **more}
    assert client.post("/review", data=data).status_code == 303


def test_nothing_reviewed_is_no_score(db: Path) -> None:
    assert "That is not a score of zero." in client_of(db).get("/quality").text


def test_only_the_random_sample_is_counted_and_a_correction_counts_against_its_field(db: Path) -> None:
    client = client_of(db)
    decide(client, "killed", "accept")
    assert "Counted on 0 incidents" in client.get("/quality").text
    item = item_in(client.get("/review?order=random").text)
    data = {"item": item, "order": "random"}
    assert (
        client.post(
            "/review", data={**data, "verb": "edit", "field": "status", "value": "alleged"}
        ).status_code
        == 303
    )
    assert client.post("/review", data={**data, "verb": "accept"}).status_code == 303
    page = client.get("/quality").text
    assert "Counted on 1 incident " in page
    assert '<bdi>status</bdi></th><td class="num">0</td><td class="num">1</td>' in page
    assert '<bdi>event_type</bdi></th><td class="num">1</td><td class="num">1</td>' in page
    assert "status: 1" in page


def test_wilsons_interval_is_that_of_the_textbook() -> None:
    (share,) = shares({"a": [[True]] * 8 + [[False]] * 2})
    assert (share.right, share.judged) == (8, 10)
    assert (round(share.low, 4), round(share.high, 4)) == (0.4902, 0.9433)


def test_many_values_of_few_incidents_make_an_interval_no_narrower() -> None:
    (many,) = shares({"a": [[True] * 9, [True] * 8 + [False]]})
    (few,) = shares({"a": [[True], [True]]})
    assert (many.right, many.judged, many.incidents) == (17, 18, 2)
    assert many.high - many.low > 0.9 * (few.high - few.low)


def test_the_pages_behind_the_record_tell_what_there_is(db: Path) -> None:
    client = client_of(db)
    decide(client, "killed", "accept", why="seen <b>twice</b>")
    audit = client.get("/audit").text
    assert "seen &lt;b&gt;twice&lt;/b&gt;" in audit
    assert "1 judgement of people" in audit
    assert "Outlet D" in client.get("/sources").text
    assert "armed clash" in client.get("/codebook").text
    assert "maplibre-gl" in client.get("/about").text
    assert client.get("/audit?after=x").status_code == 422


def test_agreement_is_told_of_what_two_people_judged(db: Path) -> None:
    ann, ben = client_of(db, "Ann Ray"), client_of(db, "Ben Low")
    assert "No incident was judged by two people" in ann.get("/quality").text
    item = item_in(ann.get("/review?order=killed").text)
    data = {"item": item, "order": "killed"}
    assert ann.post("/review", data={**data, "verb": "accept"}).status_code == 303
    edit = {**data, "verb": "edit", "field": "status", "value": "alleged"}
    assert ben.post("/review", data=edit).status_code == 303
    page = ben.get("/quality").text
    assert '<th scope="row">status</th><td class="num">1</td><td class="num">0.00</td>' in page
