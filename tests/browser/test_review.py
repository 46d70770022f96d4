"""The whole of a review by keyboard, with nothing outside to reach."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import dateline.api


@pytest.fixture
def reviewer(page: Page, address: str) -> Page:
    page.goto(f"{address}/review/who")
    page.keyboard.type("Ada Moss")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review*")
    return page


def ready(page: Page) -> None:
    page.wait_for_selector("html[data-ready]")


def toll(db: Path, incident: str) -> int | None:
    with dateline.open(db) as record:
        return record.get(incident)["casualties"]["killed"]["best"]


def shown(page: Page) -> str:
    return page.locator("#acts input[name=item]").input_value()


def test_a_toll_is_corrected_undone_and_the_incident_accepted_by_keys_alone(
    reviewer: Page, address: str, db: Path
) -> None:
    reviewer.goto(f"{address}/review?order=killed")
    ready(reviewer)
    incident = shown(reviewer)
    before = toll(db, incident)
    while (
        reviewer.locator(".review-field.on").get_attribute("data-path") != "casualties.killed"
        if reviewer.locator(".review-field.on").count()
        else True
    ):
        reviewer.keyboard.press("j")
    with reviewer.expect_navigation():
        reviewer.keyboard.press("3")  # 11 stands, 11-12 and 7 are told
    ready(reviewer)
    assert shown(reviewer) == incident
    assert toll(db, incident) != before
    with reviewer.expect_navigation():
        reviewer.keyboard.press("z")
    ready(reviewer)
    assert toll(db, incident) == before
    reviewer.keyboard.press("j")
    reviewer.keyboard.press("e")
    assert reviewer.evaluate("() => document.activeElement.name") == "value"
    reviewer.keyboard.type("x")  # typed, not pressed
    assert shown(reviewer) == incident
    reviewer.keyboard.press("Escape")
    with reviewer.expect_navigation():
        reviewer.keyboard.press("Enter")
    with dateline.open(db) as record:
        assert record.get(incident)["review"] == "reviewed"
    ready(reviewer)
    assert shown(reviewer) != incident
    with reviewer.expect_navigation():
        reviewer.keyboard.press("z")
    with dateline.open(db) as record:
        assert record.get(incident)["review"] == "machine"


def test_the_keys_are_told(reviewer: Page, address: str) -> None:
    reviewer.goto(f"{address}/review")
    ready(reviewer)
    reviewer.keyboard.press("?")
    assert reviewer.locator("dialog#keys").is_visible()
    reviewer.keyboard.press("x")  # an open dialog has the keys to itself
    assert reviewer.locator("dialog#keys").is_visible()
    reviewer.keyboard.press("Escape")
    assert not reviewer.locator("dialog#keys").is_visible()


def test_a_pair_is_joined_and_undone_by_keys(reviewer: Page, address: str, db: Path) -> None:
    with sqlite3.connect(db) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM incidents ORDER BY id LIMIT 2")]
        (before,) = connection.execute("SELECT count(*) FROM incidents").fetchone()
    reviewer.goto(f"{address}/review/merges?one={ids[0]}&other={ids[1]}")
    ready(reviewer)

    def number() -> int:
        with sqlite3.connect(db) as connection:
            return connection.execute("SELECT count(*) FROM incidents").fetchone()[0]

    with reviewer.expect_navigation():
        reviewer.keyboard.press("Enter")
    assert number() == before - 1
    reviewer.goto(f"{address}/review")
    ready(reviewer)
    with reviewer.expect_navigation():
        reviewer.keyboard.press("z")
    assert number() == before


def test_review_has_no_serious_fault_of_access_and_fits_a_telephone(
    reviewer: Page, address: str, db: Path
) -> None:
    with sqlite3.connect(db) as connection:
        one, other = (id_ for (id_,) in connection.execute("SELECT id FROM incidents ORDER BY id LIMIT 2"))
    for path in ("/review?order=killed", f"/review/merges?one={one}&other={other}", "/review/who"):
        for width in (1440, 390):
            reviewer.set_viewport_size({"width": width, "height": 900})
            reviewer.goto(address + path)
            found = Axe().run(reviewer).response["violations"]
            bad = [
                (one["id"], one["nodes"][0]["html"])
                for one in found
                if one["impact"] in ("serious", "critical")
            ]
            assert bad == [], path
            assert reviewer.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (
                path,
                width,
            )
