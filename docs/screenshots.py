"""Makes the pictures of ``docs/desk.md`` and ``docs/review.md`` anew: ``python -m docs.screenshots [NAME…]``.

It wants Chromium. "first" is the way of a newcomer.

They show the invented reports of ``examples/`` and nothing else; the browser can reach no other host.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import uvicorn
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

from dateline.cli import main as dateline
from dateline.filters import Filters
from dateline.store import Store, settings_here
from dateline.web import create_app
from dateline.web.review.who import COOKIE
from docs.example import ROOT

IMAGES = ROOT / "docs" / "images"
ACTOR = "Delta Vanguard"
"""An invented group of the examples: it claims a bombing."""
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: of which page, how large, and what is clicked before."""

    name: str
    path: str
    width: int = 1440
    height: int = 900
    dark: bool = False
    clicks: tuple[str, ...] = ()
    reviewer: bool = False
    """Whether somebody has given their name to review under."""


def pictures(db: Path) -> Iterator[Picture]:
    """What is shown, of the store of the examples."""
    with Store.open(db) as store:
        market = store.index.ids(Filters(type=("bombing",)), order="killed")[0]
        accounts = store.incidents_among([market])[0].account_ids
        (document, *_) = {account.document_id for account in store.accounts_among(accounts[:1])}
    yield Picture(name="desk-incidents", path="/?at=20,17,1.6")
    yield Picture(name="desk-charts", path="/?at=20,17,1.6", height=1500, clicks=("#charts > summary",))
    yield Picture(
        name="desk-incident", path=f"/incident/{market}", height=1100, clicks=("#toll a.to-words >> nth=1",)
    )
    yield Picture(name="desk-document", path=f"/document/{document}")
    yield Picture(name="desk-actor", path=f"/actor/{quote(ACTOR)}", height=1300)
    yield Picture(name="desk-review", path=f"/review?order=killed&item={quote(market)}", reviewer=True)
    yield Picture(name="desk-telephone", path="/?at=10,14,2.2", width=390, height=1400, dark=True)


@contextmanager
def served(db: Path) -> Iterator[str]:
    """The desk over ``db`` on a port of this machine."""
    config = uvicorn.Config(create_app(db, settings_here({})), log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Opens the page and writes the picture."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
    )
    page = context.new_page()
    if picture.reviewer:
        context.add_cookies([{"name": COOKIE, "value": "Ada Moss", "url": address}])
    page.goto(address + picture.path)
    _wait(page)
    for selector in picture.clicks:
        page.click(selector)
        page.wait_for_timeout(800)
    page.evaluate("() => scrollTo(0, 0)")
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


def first_correction(browser: Browser, address: str) -> float:
    """Goes the way of ``docs/review.md`` as a newcomer does, with pictures; how many seconds it took."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    began = time.monotonic()

    def picture(name: str) -> None:
        page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=60_000)
        page.wait_for_timeout(800)  # a page that is still scrolling is drawn empty on a busy machine
        page.screenshot(path=IMAGES / f"{name}.png")

    page.goto(address)
    page.click("nav >> text=Review")
    page.fill("#name", "Ada Moss")
    page.click("main button")
    page.select_option("#order", "killed")
    page.click(".queue button")
    page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=60_000)
    killed = page.locator('[data-path="casualties.killed"]')
    while "on" not in (killed.get_attribute("class") or "").split():
        page.keyboard.press("j")
    picture("first-1-killed")
    with page.expect_navigation():
        page.keyboard.press("2")
    killed.scroll_into_view_if_needed()
    picture("first-2-set")
    with page.expect_navigation():
        page.keyboard.press("o")
    page.locator("#toll").scroll_into_view_if_needed()
    page.click("#toll a.to-words >> nth=0")
    page.wait_for_timeout(400)
    picture("first-3-evidence")
    took = time.monotonic() - began
    context.close()
    return took


def _wait(page: Page) -> None:
    if page.locator("script[type=module]").count():
        page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=60_000)
    if page.locator("#map").count() and page.locator("#map").is_visible():
        page.wait_for_selector("#map[data-laid=yes]", state="attached", timeout=60_000)


def main() -> None:
    """Codes the examples, serves them, takes every picture."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no Chromium here: install it to make the pictures")
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "record.db"
        coded = CliRunner().invoke(dateline, ["code", str(ROOT / "examples" / "reports"), "--db", str(db)])
        if coded.exit_code not in (0, 1):
            sys.exit(coded.output)
        with served(db) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium,
                args=[ALONE, "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
            )
            IMAGES.mkdir(exist_ok=True)
            for picture in pictures(db):
                if not sys.argv[1:] or picture.name in sys.argv[1:]:
                    take(browser, address, picture)
            if not sys.argv[1:] or "first" in sys.argv[1:]:
                print(f"the first correction: {first_correction(browser, address):.1f} s at the desk")
            browser.close()


if __name__ == "__main__":
    main()
