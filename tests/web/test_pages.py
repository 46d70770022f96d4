"""The pages as a program asks for them: addresses, counts and what their scripts read."""

from __future__ import annotations

import json
import struct
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

import dateline.api
from dateline.export import Asked
from dateline.filters import Filters
from dateline.judging.resolving import rebuild_incidents
from dateline.model import Party, PlacePrecision, PlaceRef, Role, SpeakerKind
from dateline.store import Store, settings_here
from dateline.store.index import Week
from dateline.web import create_app
from dateline.web.pages.counterparts import parts_of
from dateline.web.pages.marks import article_of, marks_of, where_of
from dateline.web.pages.over_time import over_time
from store.accounts import RAVA, account, by, day, document, killed

HTML = {"accept": "text/html"}
FIRST = document("A bomb killed four in Rava.", title="Bomb in Rava", url="https://harbour.example/1")
SECOND = document("A bomb in Rava killed six, doctors said.", outlet="Outlet B")
THIRD = document("Rebels clashed somewhere in the land.", outlet="Outlet C", published="2026-05-02")
LAND = PlaceRef(
    text="Land", name="Land", country="XA", latitude=1.0, longitude=1.0, precision=PlacePrecision.COUNTRY
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "x.db") as store:
        for told, dead, kind in ((FIRST, 4, SpeakerKind.OUTLET), (SECOND, 6, SpeakerKind.MEDIC)):
            coded = account(told, date=day("2026-03-09"), place=RAVA, dead=killed(dead, dead), kind=kind)
            store.add_accounts(told, [coded], "rules@1")
        clash = account(
            THIRD,
            event_type="armed_clash",
            date=day("2026-05-01"),
            place=LAND,
            actors=(by("Rebels"), by("Guards", role=Role.TARGET)),
        )
        store.add_accounts(THIRD, [clash], "rules@1")
        rebuild_incidents(store)
    return tmp_path / "x.db"


@pytest.fixture
def client(db: Path) -> TestClient:
    return TestClient(create_app(db, settings_here({})), follow_redirects=False)


def ids(db: Path, **asked: tuple[str, ...]) -> list[str]:
    with Store.open(db) as store:
        return store.index.ids(Filters(**asked))  # type: ignore[arg-type]


def test_a_merged_incident_leads_to_the_one_that_holds_its_accounts(client: TestClient, db: Path) -> None:
    before = ids(db)
    with dateline.open(db) as record:
        record.merge(before[0], before[1], by="Ada", why="one event")
    (now,) = ids(db)
    (gone,) = set(before) - {now}
    answer = client.get(f"/incident/{gone}", headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/incident/{now}")
    page = client.get(f"/incident/{now}", headers=HTML).text
    assert gone in page
    assert "merged with 1 account" in page or "merged with 2 accounts" in page


def test_an_incident_that_never_was_is_not_found(client: TestClient) -> None:
    assert client.get("/incident/b2:00", headers=HTML).status_code == 404
    assert client.get("/document/b2:00", headers=HTML).status_code == 404
    assert client.get("/actor/Nobody%20at%20all", headers=HTML).status_code == 404


def test_what_a_person_rejected_stands_on_the_document_with_the_reason(client: TestClient, db: Path) -> None:
    with dateline.open(db) as record:
        (told,) = [a for a in record.accounts() if a["document_id"] == THIRD.id]
        record.reject(told["account_id"], by="Ada", why="a film was described")
    page = client.get(f"/document/{THIRD.id}", headers=HTML).text
    assert "Turned down" in page
    assert "a film was described" in page


def test_a_reviewed_value_says_by_whom_and_is_no_longer_machine_made(client: TestClient, db: Path) -> None:
    (bombing,) = ids(db, type=("bombing",))
    assert "machine-made" in client.get(f"/incident/{bombing}", headers=HTML).text
    with dateline.open(db) as record:
        record.edit(bombing, "killed", "6", by="Ada", why="the hospital's list")
        record.accept(bombing, by="Ada")
    page = client.get(f"/incident/{bombing}", headers=HTML).text
    assert 'class="chip machine"' not in page
    assert "killed set to 6" in page


def test_boxes_ticked_twice_mean_either_and_a_wrong_filter_is_told(client: TestClient) -> None:
    page = client.get("/?type=bombing&type=armed_clash", headers=HTML).text
    assert 'data-visible="2" data-total="2"' in page
    refused = client.get("/?grade=lovely", headers=HTML)
    assert refused.status_code == 422
    assert "lovely is not allowed" in refused.text
    assert client.get("/?colour=red", headers=HTML).status_code == 422


def test_points_are_packed_as_the_page_reads_them_and_a_country_is_not_among_them(client: TestClient) -> None:
    body = client.get("/points").content
    (length,) = struct.unpack_from("<I", body)
    head = json.loads(body[4 : 4 + length])
    assert head["n"] == 1
    at, found = 4 + length, {}
    for name, kind in head["arrays"]:
        assert at % 8 == 0
        found[name] = np.frombuffer(body, dtype=f"<{kind}", count=1, offset=at)[0]
        at += -(-found[name].nbytes // 8) * 8
    assert (found["lon"], found["lat"], found["area"]) == (20.0, 10.0, 11)
    assert head["tables"]["status"][found["status"]] == "occurred"
    assert head["tables"]["precision"][found["precision"]] == "town"
    assert np.datetime64(int(found["first"]), "D") == np.datetime64("2026-03-09")


def test_points_do_not_depend_on_days_and_box_which_the_page_chooses_itself(client: TestClient) -> None:
    every = client.get("/points").content
    assert client.get("/points?from=2030&bbox=0,0,1,1").content == every
    assert client.get("/points?status=denied").content != every


def test_answers_are_made_anew_when_the_record_changes(client: TestClient, db: Path) -> None:
    assert client.get("/figures").json()["counts"]["visible"] == 2
    more = document("A bomb killed two in Rava in June.", published="2026-06-02")
    with Store.open(db) as store:
        coded = account(more, date=day("2026-06-01"), place=RAVA, dead=killed(2, 2))
        store.add_accounts(more, [coded], "rules@1")
        rebuild_incidents(store)
    assert client.get("/figures").json()["counts"]["visible"] == 3


def told_over_time(weeks: list[Week]) -> Mapping[str, Any]:
    counts: Counter[str | None] = Counter()
    for one in weeks:
        counts[one.week] += one.incidents
    return over_time(
        counts, lambda starts: [replace(one, week=starts[one.week]) for one in weeks if one.week in starts]
    )


def week(start: str | None, n: int, high: int | None = 0, figures: int = 0) -> Week:
    return Week(
        week=start, event_type="bombing", status="occurred", incidents=n, with_figure=figures,
        killed_low=figures, killed_best=figures, killed_high=high,
    )  # fmt: skip


def test_one_open_figure_leaves_the_sum_open_and_no_figure_is_no_zero() -> None:
    told = told_over_time(
        [week("2026-03-02", 5, 9, 2), week("2026-03-09", 5, None, 1), week("2026-03-16", 4)]
    )
    assert [(row["start"], row["high"]) for row in told["killed"]] == [
        ("2026-03-02", 9),
        ("2026-03-09", None),
    ]


def test_a_misread_year_does_not_stretch_the_charts_but_is_counted() -> None:
    weeks = [week(f"2026-{month:02d}-02", 100) for month in range(1, 13)]
    told = told_over_time([week("1825-01-03", 2), *weeks, week("2094-01-04", 3), week(None, 7)])
    assert told["event_type"][0]["start"] == "2026-01-02"
    assert (told["outside"], told["undated"], told["unit"]) == (5, 7, "week")


def test_many_years_are_told_by_month() -> None:
    years, months, mondays = range(2010, 2024), ("01", "04", "09"), ("02", "09", "16", "23")
    days = [f"{year}-{month}-{at}" for year in years for month in months for at in mondays]
    told = told_over_time([week(when, 1) for when in days])
    assert told["unit"] == "month"
    assert {row["start"][-3:] for row in told["event_type"]} == {"-01"}
    assert sum(row["n"] for row in told["status"]) == len(days) - told["outside"]


def test_said_is_told_apart_from_done_and_gaps_are_days() -> None:
    rows = [
        {"number": n, "event_type": kind, "doers": doers, "targets": targets, "claimed_by": [],
         "status": "denied" if when == "2026-01-04" else "occurred",
         "first_day": when, "killed_low": low, "killed_best": low, "killed_high": high}
        for n, (kind, doers, targets, when, low, high) in enumerate([
            ("bombing", ["Front"], ["Army"], "2026-01-01", 3, None),
            ("bombing", ["Army"], ["Front"], "2026-01-02", None, None),
            ("threat", ["Front"], ["Army"], "2026-01-03", None, None),
            ("bombing", ["Front"], ["Army"], "2026-01-04", 40, 50),
            ("threat", ["Front"], [], "2026-01-13", None, None),
            ("threat", ["Front"], [], None, None, None),
        ])
    ]  # fmt: skip
    asked = Asked(party=Party(text="front"))
    parts = parts_of(rows, asked, {"threat": "statement", "bombing": "violence"})
    assert parts.counts == {"done": 1, "suffered": 1, "said": 3, "heard": 0, "not_done": 1}
    (army,) = parts.dyads
    assert (army.done, army.suffered, army.said) == (1, 1, 1)
    assert (army.killed_low, army.open_ended, army.with_figure) == (3, True, 1)
    assert [statement.gap for statement in parts.statements] == [10, None, None]
    assert parts.longest_gap == 10


def test_marks_keep_every_word_of_the_article(client: TestClient, db: Path) -> None:
    with dateline.open(db) as record:
        documents = record.document_records()
        accounts = [a for a in record.accounts() if a["document_id"] == FIRST.id]
    article = article_of(documents[FIRST.id], marks_of(accounts))  # type: ignore[arg-type]
    assert "".join(piece.text for piece in article.body) == FIRST.body
    assert where_of("w-body-0-6", documents[FIRST.id]) is not None
    for wrong in ("w-body-6-0", "w-body-0-999", "w-raw_hash-0-3", "w-nothing-0-1", "x"):
        assert where_of(wrong, documents[FIRST.id]) is None
    page = client.get(f"/document/{FIRST.id}/beside?at=w-body-0-6", headers=HTML).text
    assert "chosen" in page
