"""The pages in a browser that reaches nothing but this machine (the fixture ``page`` fails on any outside
request and any error of a script)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import TURNED, Seen, ready
from dateline.filters import Filters
from dateline.store import Store

pytestmark = pytest.mark.timeout(240)


def incident_of(db: Path, **asked: object) -> str:
    with Store.open(db) as store:
        return store.index.ids(Filters(**asked))[0]  # type: ignore[arg-type]


def document_of(db: Path, words: str) -> str:
    with Store.open(db) as store:
        return next(id_ for id_, text in store.documents().items() if words in text.body)


@pytest.fixture
def pages(db: Path) -> list[str]:
    bombing = incident_of(db, from_="2026-03-09", to="2026-03-09")
    hostile = incident_of(db, from_="2026-03-20", to="2026-03-20")
    return [
        "/",
        f"/incident/{bombing}",
        f"/incident/{hostile}",
        f"/document/{document_of(db, 'قنبلة')}",
        f"/document/{document_of(db, 'went off')}",
        "/actors",
        "/actor/malian-army",
        "/actor/gunmen",
    ]


def test_no_page_has_a_serious_fault_for_those_who_cannot_see_or_point(page: Page, pages: list[str]) -> None:
    faults = {}
    for path in pages:
        page.goto(path)
        if "/document/" not in path and path != "/actors":
            ready(page)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response
        bad = [
            (one["id"], one["nodes"][0]["html"][:160])
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
        if bad:
            faults[path] = bad
    assert faults == {}


@pytest.mark.parametrize("scheme", ["dark"])
def test_the_dark_pages_have_enough_contrast(page: Page, pages: list[str], scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in pages[:4]:
        page.goto(path)
        found = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["color-contrast"]}}).response
        assert [(path, n["html"][:160]) for one in found["violations"] for n in one["nodes"]] == []


def test_hostile_words_are_shown_and_never_run(page: Page, pages: list[str]) -> None:
    for path in ("/", pages[2], pages[4], "/?text=bomb&from=2026-03-20"):
        page.goto(path)
        page.wait_for_timeout(300)
        expect(page.locator("main")).to_contain_text("<script>window.__ran=1</script>")
        assert page.locator("main script, main img").count() == 0
        assert page.locator("[href^='javascript:' i]").count() == 0
        assert page.evaluate("() => window.__ran") is None


def test_words_that_turn_the_writing_do_so_only_inside_their_own_place(page: Page, pages: list[str]) -> None:
    page.goto("/?from=2026-03-20")
    turned = page.locator("bdi, q, [dir=auto]").filter(has_text=TURNED)
    assert turned.count() > 0
    loose = page.evaluate(
        """mark => {
            const main = document.querySelector("main"), found = [];
            const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const at = walk.currentNode.parentElement;
                const apart = /isolate|plaintext/.test(getComputedStyle(at).unicodeBidi);
                if (walk.currentNode.data.includes(mark) && !apart && !at.closest("bdi, [dir=auto]")) {
                    found.push(at.outerHTML);
                }
            }
            return found;
        }""",
        TURNED,
    )
    assert loose == []


def test_an_arabic_article_runs_from_right_to_left_with_its_words_marked(
    page: Page, pages: list[str]
) -> None:
    page.goto(pages[3])
    body = page.locator(".reading .body")
    assert body.evaluate("e => getComputedStyle(e).direction") == "rtl"
    expect(body.locator("mark").first).to_contain_text("قنبلة")
    right = body.evaluate("e => e.getBoundingClientRect().right")
    first = body.evaluate(
        """e => {
            const range = document.createRange();
            range.setStart(e.firstChild, 0);
            range.setEnd(e.firstChild, 2);
            return range.getBoundingClientRect().right;
        }"""
    )
    assert right - first < 5


def test_the_list_says_how_many_are_shown_and_what_the_map_cannot_draw(page: Page) -> None:
    page.goto("/")
    ready(page)
    counts = page.locator("#counts")
    expect(counts).to_contain_text(re.compile(r"66 of 66 incidents"))
    expect(counts).to_contain_text("1 known by country only")
    expect(counts).to_contain_text("1 without a place")
    expect(page.locator("#on-map")).to_contain_text("64 on the map")


def test_a_filter_goes_into_the_address_and_back_takes_it_out(page: Page) -> None:
    page.goto("/")
    ready(page)
    page.fill("#f-text", "handcart")
    page.press("#f-text", "Enter")
    expect(page.locator("#counts")).to_contain_text("1 of 66")
    assert parse_qs(urlsplit(page.url).query)["text"] == ["handcart"]
    expect(page.locator("#on-map")).to_contain_text("1 on the map")
    page.fill("#f-text", "")
    page.fill("#f-from", "2026")
    page.press("#f-from", "Enter")
    expect(page.locator("#counts")).to_contain_text("3 of 66")
    page.go_back()
    expect(page.locator("#counts")).to_contain_text("1 of 66")
    expect(page.locator("#f-text")).to_have_value("handcart")
    expect(page.locator("#f-from")).to_have_value("")
    page.go_forward()
    expect(page.locator("#counts")).to_contain_text("3 of 66")
    expect(page.locator("#f-from")).to_have_value("2026")


def test_a_filter_that_is_none_is_told_beside_the_form(page: Page, seen: Seen) -> None:
    page.goto("/")
    ready(page)
    page.fill("#f-from", "yesterday")
    page.press("#f-from", "Enter")
    expect(page.locator("#listed")).to_contain_text("'yesterday' is not a day")
    page.fill("#f-from", "2026")
    page.press("#f-from", "Enter")
    expect(page.locator("#counts")).to_contain_text("3 of 66")
    seen.errors.clear()  # the browser tells of the refusal


def test_a_copied_link_opens_what_was_seen(page: Page) -> None:
    page.goto("/?status=alleged")
    ready(page)
    page.click("#copy-link")
    expect(page.locator("#copied")).to_have_text("Copied")
    link = page.evaluate("() => navigator.clipboard.readText()")
    page.goto("/actors")
    page.goto(link)
    expect(page.locator("#counts")).to_contain_text("1 of 66")


def test_dragging_the_brush_chooses_days_for_map_and_list(page: Page) -> None:
    page.goto("/")
    ready(page)
    box = page.locator("#brush .overlay").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.85, box["y"] + 20, steps=4)
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 20, steps=4)
    expect(page.locator("#on-map strong")).not_to_have_text("64")
    page.mouse.up()
    expect(page.locator("#f-from")).not_to_have_value("")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["from"][0] > "2024-06"
    expect(page.locator("#counts")).not_to_have_attribute("data-visible", "66")


def test_more_of_the_list_comes_row_by_row_and_the_address_has_each_filter(page: Page) -> None:
    page.goto("/?country=ML")
    ready(page)
    assert page.locator("#rows > .row").count() == 50
    page.click(".more a")
    expect(page.locator("#rows > .row")).to_have_count(65)
    names = set(page.evaluate("() => [...document.getElementById('filters').elements].map(e => e.name)"))
    expected = {
        "country",
        "admin1",
        "bbox",
        "from",
        "to",
        "type",
        "status",
        "actor",
        "min_killed",
        "outlet",
        "grade",
        "review",
        "text",
    }
    assert expected <= names


def test_without_scripts_the_list_the_filters_and_the_next_page_work(page: Page, address: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False, base_url=address)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto("/")
    assert plain.locator("#rows > .row").count() == 50
    plain.click(".more a")
    assert plain.locator("#rows > .row").count() == 16
    plain.fill("#f-text", "handcart")
    plain.press("#f-text", "Enter")
    assert plain.locator("#rows > .row").count() == 1
    plain.click("#rows .what")
    assert "/incident/" in plain.url
    plain.click("a.to-words >> nth=0")
    assert "/document/" in plain.url
    context.close()


def test_a_click_on_a_sentence_opens_its_article_beside_with_the_words_marked(
    page: Page, pages: list[str]
) -> None:
    page.goto(pages[1])
    ready(page)
    link = page.locator("#values a.to-words", has_text="handcart").first
    link.scroll_into_view_if_needed()
    before = page.evaluate("() => scrollY")
    link.click()
    expect(page.locator("#beside .chosen")).to_have_text(
        "A bomb in a handcart killed seven soldiers in Mopti on Monday."
    )
    assert page.evaluate("() => scrollY") == before
    assert page.url.endswith(pages[1])
    page.click(".close-beside")
    expect(page.locator("#beside article")).to_have_count(0)
    assert link.evaluate("e => e === document.activeElement")


def test_rival_tolls_stand_side_by_side_with_their_outlets_and_a_chart(page: Page, pages: list[str]) -> None:
    page.goto(pages[1])
    ready(page)
    field = page.locator(".value-field").filter(has=page.locator("h3", has_text=re.compile("^killed")))
    assert field.locator(".choice").count() == 2
    expect(field).to_contain_text("Harbour Post")
    expect(field).to_contain_text("Delta Wire")
    expect(page.locator(".toll-chart svg")).to_have_attribute("aria-label", re.compile("killed"))
    expect(page.locator("header .machine").first).to_contain_text("machine-made")
    expect(page.locator("#cite")).to_contain_text("machine-made, not reviewed")


def test_an_article_is_linked_only_where_its_address_is_of_the_web(page: Page, db: Path) -> None:
    page.goto(f"/document/{document_of(db, 'handcart')}")
    link = page.locator(".meta a")
    expect(link).to_have_attribute("href", "https://harbour.example/bomb")
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))
    page.goto(f"/document/{document_of(db, 'Doctors')}")
    assert page.locator(".meta a").count() == 0


def test_charts_are_drawn_without_a_style_of_their_own(page: Page) -> None:
    page.goto("/")
    ready(page)
    page.click("#charts > summary")
    for chart in ("weeks", "killed", "actors"):
        expect(page.locator(f"#chart-{chart} svg, #chart-{chart} .unknown")).to_have_count(1)
    assert page.locator("#chart-weeks style").count() == 0
    expect(page.locator("#chart-weeks svg")).to_contain_text("armed attack")


def test_nothing_is_wider_than_a_telephone_or_a_window_at_twice_the_size(
    page: Page, pages: list[str]
) -> None:
    for width, height in ((390, 844), (720, 450)):  # 1440 by 900 at 200 % has the room of 720 by 450
        page.set_viewport_size({"width": width, "height": height})
        for path in pages:
            page.goto(path)
            page.wait_for_timeout(200)
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} wide at {width}"


def test_everything_is_reached_by_keyboard_and_shows_where_it_is(page: Page, pages: list[str]) -> None:
    page.goto(pages[1])
    ready(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('a.to-words')"):
            break
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("#beside .chosen").first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.matches('a.to-words')")


def test_an_actor_is_told_as_doer_and_target_apart(page: Page) -> None:
    page.goto("/actor/malian-army")
    ready(page)
    expect(page.locator(".counts").first).to_contain_text("0 done, 4 done to it, 0 said")
    expect(page.locator("#dyads")).to_contain_text("The Northern Front")


def test_a_place_picked_on_the_map_lists_what_happened_there(page: Page) -> None:
    page.goto("/?from=2026-03-09&to=2026-03-09&at=-4.183,14.484,9")
    ready(page)
    page.wait_for_selector("#map[data-laid=yes]", timeout=60_000)
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#picked h2")).to_have_text("One incident here", timeout=20_000)
    expect(page.locator("#picked .row")).to_have_count(1)


def test_a_number_on_the_map_is_reached_told_and_opened_by_keyboard(page: Page) -> None:
    page.goto("/")
    ready(page)
    page.wait_for_selector("#map[data-laid=yes]", timeout=60_000)
    first = page.locator("#map .heaps button").first
    expect(first).to_have_attribute(
        "aria-label", re.compile(r"^\d+ incidents around .*: come nearer$"), timeout=20_000
    )
    page.locator("#map canvas").focus()
    for _ in range(6):  # past the map itself and its controls
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.heaps') !== null"):
            break
    expect(first).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for _ in range(8):  # nearer and nearer, until what lies on one spot is listed
        at = page.url
        page.keyboard.press("Enter")
        until(page, f"location.href !== {json.dumps(at)} || document.querySelector('#picked') !== null")
        if page.locator("#picked").count():
            break
        until(page, "document.activeElement.closest('.heaps') !== null")
        page.wait_for_timeout(1500)  # until the map is at rest
    expect(page.locator("#picked")).to_be_focused(timeout=20_000)


def until(page: Page, condition: str) -> None:
    """Waits for a condition; the page's own policy forbids the way that the browser's driver has for it."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {condition}")
