"""A desk that is served, and a browser that can reach nothing else.

The store holds invented reports: two on one bombing with rival tolls, one in Arabic, one whose every part is
hostile, some with a province or a country only.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Request, sync_playwright

from dateline.judging.resolving import rebuild_incidents
from dateline.model import Account, ActorRef, Document, PlacePrecision, PlaceRef, Role, SpeakerKind, Status
from dateline.store import Store, settings_here
from dateline.web import create_app
from store.accounts import account, by, day, document, killed

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
TURNED = "\u202e"
"""Turns what follows right to left: what it says is then not what it shows."""
EVIL = "<script>window.__ran=1</script><img src=x onerror=window.__ran=1>"

MOPTI = PlaceRef(
    text="Mopti", name="Mopti", geonameid=2453348, country="ML", admin1="Mopti", latitude=14.4843,
    longitude=-4.18296, precision=PlacePrecision.TOWN,
)  # fmt: skip
PROVINCE = PlaceRef(
    text="Mopti region", name="Mopti", geonameid=2453347, country="ML", admin1="Mopti", latitude=14.666,
    longitude=-4.0, precision=PlacePrecision.PROVINCE,
)  # fmt: skip
COUNTRY = PlaceRef(
    text="Mali", name="Mali", country="ML", latitude=17.0, longitude=-4.0, precision=PlacePrecision.COUNTRY
)
HOSTILE_PLACE = PlaceRef(
    text=EVIL,
    name=EVIL,
    country="ML",
    admin1=EVIL,
    latitude=13.0,
    longitude=-5.0,
    precision=PlacePrecision.TOWN,
)


def told() -> Iterator[tuple[Document, list[Account]]]:
    """The reports with what is coded of them."""
    army = ActorRef(role=Role.TARGET, text="the army", actor_id="malian-army", name="Malian Army")
    first = document(
        "MOPTI - A bomb in a handcart killed seven soldiers in Mopti on Monday. "
        "The Northern Front planted it. Rain fell.",
        title="Bomb in Mopti", url="https://harbour.example/bomb", outlet="Harbour Post",
    )  # fmt: skip
    words = "A bomb in a handcart killed seven soldiers in Mopti on Monday."
    coded = {"date": day("2026-03-09"), "place": MOPTI, "actors": (by("The Northern Front"), army)}
    yield first, [account(first, words, dead=killed(7, 7), **coded)]
    second = document(
        "Doctors in Mopti counted eleven dead soldiers after the bomb on Monday.",
        title="Toll in Mopti rises", outlet="Delta Wire", published="2026-03-11",
        url="javascript:window.__ran=1",
    )  # fmt: skip
    yield second, [account(second, dead=killed(11, 12), kind=SpeakerKind.MEDIC, **coded)]
    arabic = document(
        "قال شهود إن قنبلة انفجرت في موبتي يوم الثلاثاء وقتلت ثلاثة جنود.",
        title="انفجار في موبتي",
        outlet="صوت النهر",
        language="ar",
    )
    yield (
        arabic,
        [
            account(
                arabic,
                "قنبلة انفجرت في موبتي",
                status=Status.ALLEGED,
                date=day("2026-03-17"),
                place=MOPTI,
                actors=(by("جبهة الشمال"),),
                dead=killed(3),
            )
        ],
    )
    hostile = document(
        f"{EVIL} A bomb {TURNED}went off{EVIL} in the night.", title=f"{EVIL}{TURNED}title",
        outlet=f"{EVIL}{TURNED}outlet",
        url="javascript:window.__ran=1", byline=EVIL, published="2026-03-21",
    )  # fmt: skip
    yield (
        hostile,
        [
            account(
                hostile,
                status=Status.CLAIMED,
                date=day("2026-03-20"),
                place=HOSTILE_PLACE,
                actors=(by(f"{EVIL}{TURNED}Front"),),
                claim=f"{EVIL}{TURNED}Front",
                speaker=EVIL,
            )
        ],
    )
    for number, (place, kind) in enumerate(
        [(PROVINCE, "armed_clash"), (COUNTRY, "protest"), (None, "arrest")]
    ):
        text = document(
            f"Report {number}: something else took place.",
            published=f"2025-0{number + 1}-10",
            outlet="Harbour Post",
        )
        yield (
            text,
            [account(text, event_type=kind, place=place, date=day(f"2025-0{number + 1}-09"), actors=(army,))],
        )
    for number in range(60):
        text = document(
            f"A patrol was attacked, the {number}th of the year.", outlet="Delta Wire", published="2024-06-01"
        )
        at = PlaceRef(
            text="Somewhere",
            name=f"Post {number}",
            country="ML",
            latitude=12.0 + number / 10,
            longitude=-3.0,
            precision=PlacePrecision.TOWN,
        )
        when = day(f"2024-0{1 + number % 5}-{1 + number % 27:02d}")
        yield text, [account(text, event_type="armed_attack", date=when, place=at, actors=(by("gunmen"),))]


@dataclass
class Seen:
    """What a page asked for and complained of."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium that knows no host but this machine."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: the pages are not looked at in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", NOWHERE, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
        )  # fmt: skip
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that is served."""
    path = tmp_path_factory.mktemp("desk") / "x.db"
    with Store.open(path) as store:
        for text, accounts in told():
            store.add_accounts(text, accounts, "rules@1")
        rebuild_incidents(store)
    return path


@pytest.fixture(scope="session")
def address(db: Path) -> Iterator[str]:
    """Where the desk is served."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(db, settings_here({})), log_level="error", ws="none", lifespan="off")
    )
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def seen() -> Seen:
    """Filled by :func:`page`."""
    return Seen()


@pytest.fixture
def page(chromium: Browser, address: str, seen: Seen) -> Iterator[Page]:
    """A page of the desk at 1440 by 900; it fails the test when it asked another host or raised an error."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:", f"blob:{address}")):
            seen.outside.append(request.url)

    opened.on("request", asked)
    opened.on("pageerror", lambda error: seen.errors.append(str(error)))
    opened.on(
        "console", lambda message: seen.errors.append(message.text) if message.type == "error" else None
    )
    yield opened
    ran = opened.evaluate("() => window.__ran")
    context.close()
    assert seen.outside == []
    assert [error for error in seen.errors if "404" not in error] == []
    assert ran is None


def ready(page: Page) -> None:
    """Waits until the page's scripts have drawn what they draw."""
    page.wait_for_selector("html[data-ready=yes]", state="attached", timeout=60_000)
