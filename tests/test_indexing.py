"""The read index answers as the exchange records would, whatever came, changed or went."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

import dateline.api
from dateline.errors import UsageError
from dateline.export import matches
from dateline.filters import Bounds, Filters
from dateline.indexing import incident_records, open_index
from dateline.judging.resolving import rebuild_incidents
from dateline.model import Basis, DateInterval, DatePrecision, Grade, PlacePrecision, PlaceRef, Status
from dateline.store import Store
from dateline.store.index import ORDERS
from store.accounts import RAVA, TOLM, account, by, day, document, killed

LAND = PlaceRef(text="Landau", country="XB", precision=PlacePrecision.COUNTRY, latitude=1.0, longitude=1.0)
EAST = PlaceRef(
    text="İzra", name="İzra", country="XB", admin1="ŠIRVAN", latitude=-17.123456789, longitude=179.987654321,
    precision=PlacePrecision.TOWN,
)  # fmt: skip
WHILE = DateInterval(
    start="2026-03-01", end="2026-03-31", precision=DatePrecision.MONTH, basis=Basis.TEXT, text="in March"
)
PLACES = (None, RAVA, TOLM, LAND, EAST)
DATES = (None, day("2026-03-09"), day("2026-03-02", Basis.PUBLICATION), WHILE, day("2025-12-30"))
TOLLS = (None, killed(0, 0), killed(3, 3), killed(5), killed(None, 9))
ACTORS = ((), (by("the Front", "front"),), (by("gunmen"), by("STRASSE Brigade")))
WORDS = ("market", "Straße", "bridge", 'say "when"', "école", "a%b_c", "x*", "دمشق")


def some_store(draw: random.Random, store: Store) -> None:
    for number in range(draw.randint(1, 14)):
        told = document(
            f"Report {number}: {draw.choice(WORDS)} near the {draw.choice(WORDS)}. It ended.",
            outlet=draw.choice(("Outlet A", "OUTLET b", "")),
            published=draw.choice(("2026-03-10", "2026-03-12", "")),
            title=draw.choice(("", "What happened", "دمشق today")),
        )
        store.add_accounts(
            told,
            [
                account(
                    told,
                    event_type=draw.choice(("bombing", "armed_clash", "protest")),
                    status=draw.choice((Status.OCCURRED, Status.CLAIMED, Status.DENIED)),
                    date=draw.choice(DATES),
                    place=draw.choice(PLACES),
                    dead=draw.choice(TOLLS),
                    actors=draw.choice(ACTORS),
                    claim=draw.choice(("", "", "the Front")),
                )
            ],
            "rules@1",
        )
    rebuild_incidents(store)


def some_filters(draw: random.Random) -> Filters:
    one = {
        "country": draw.choice((("XA",), ("XB", "XA"), ("ZZ",))),
        "admin1": draw.choice(("north", "širvan", "nowhere")),
        "bbox": draw.choice(
            (
                Bounds(west=20.0, south=10.0, east=20.0, north=10.0),
                Bounds(west=-180.0, south=-90.0, east=180.0, north=90.0),
                Bounds(west=179.9876543, south=-18.0, east=-179.0, north=0.0),
                Bounds(west=0.5, south=0.5, east=21.0, north=14.0),
            )
        ),
        "from_": draw.choice(("2026-03-05", "2026-03-09", "2026-04-01")),
        "to": draw.choice(("2026-03-02", "2026-03-09", "2025-12-31")),
        "type": draw.choice((("bombing",), ("armed_clash", "protest"))),
        "status": draw.choice(((Status.OCCURRED,), (Status.CLAIMED, Status.DENIED))),
        "actor": draw.choice(("the front", "FRONT", "strasse brigade", "nobody")),
        "min_killed": draw.choice((0, 3, 4)),
        "outlet": draw.choice(("outlet B", "Outlet A", "None")),
        "grade": draw.choice(((Grade.WEAK,), (Grade.CONFIRMED, Grade.CONTESTED))),
        "review": draw.choice((("machine",), ("reviewed",))),
        "text": draw.choice(
            ("market", "ARK br", "strasse", '"when"', "x*", "a%b", "_", "ÉC", "دمش", "bombing what", "ght")
        ),
    }
    asked = draw.sample(sorted(one), draw.randint(0, 3))
    return Filters(**{name: one[name] for name in asked})


@pytest.mark.parametrize("seed", range(40))
def test_a_filter_means_what_it_means_for_the_exports(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    path = tmp_path / "x.db"
    with Store.open(path) as store:
        some_store(draw, store)
        open_index(store)
        some_store(draw, store)  # the second time the run keeps the rows
    with dateline.open(path) as record, Store.open(path) as store:
        if draw.random() < 0.5:
            record.accept(draw.choice(record.incidents())["incident_id"], by="Ada", why="")
        records = record.incidents()
        documents = record.document_records()
        assert list(incident_records(store, [r["incident_id"] for r in records])) == records
        assert store.index.stale() == 0
        for _ in range(40):
            filters = some_filters(draw)
            expected = {r["incident_id"] for r in records if matches(r, filters, documents)}
            assert set(store.index.ids(filters)) == expected, filters
            counts = store.index.count(filters)
            assert (counts.visible, counts.total) == (len(expected), len(records))
            points = store.index.points(filters).columns
            assert counts.located == len(points["id"])
            assert all(r["place"] for r in records if r["incident_id"] in points["id"])
            weeks = store.index.weeks(filters)
            assert sum(week.incidents for week in weeks) == len(expected)
            facet = {one.value: one.incidents for one in store.index.facet("type", filters)}
            assert facet == Counter(r["event_type"] for r in records if r["incident_id"] in expected)


@pytest.mark.parametrize("order", ORDERS)
def test_pages_give_every_row_once_in_every_order(order: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        for seed in range(6):
            some_store(random.Random(seed), store)
        open_index(store)
        found, after = [], None
        while True:
            page = store.index.page(Filters(), order=order, after=after, limit=3)
            found += [row["id"] for row in page.rows]
            after = page.next
            if after is None:
                break
        assert found == store.index.ids(Filters(), order=order)
        assert sorted(found) == sorted(incident.id for incident in store.incidents())


@pytest.mark.parametrize("after", ["", "x", "bnVsbA", "WyJkYXRlIiwge30sIDFd", "W10", "ÿ"])
def test_a_place_that_no_page_gave_is_refused(after: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store, pytest.raises(UsageError, match="after: "):
        store.index.page(Filters(), after=after)


def test_a_country_has_no_point_and_an_unknown_toll_is_no_zero(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        told = document("A protest in Landau.")
        store.add_accounts(told, [account(told, place=LAND)], "rules@1")
        rebuild_incidents(store)
        open_index(store)
        (row,) = store.index.page(Filters()).rows
        assert (row["latitude"], row["longitude"], row["killed_best"], row["week"]) == (None,) * 4
        assert row["country"] == "XB"


def test_nothing_is_kept_before_somebody_reads_it_and_everything_after(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        some_store(random.Random(1), store)
        assert store.index.count(Filters()).total == 0
        open_index(store)
        before = store.index.revision()
        told = document("Another bomb went off in Tolm.")
        store.add_accounts(told, [account(told, place=TOLM, date=day("2026-05-20"))], "rules@1")
        rebuild_incidents(store)
        assert store.index.revision() > before
        assert store.index.count(Filters(from_="2026-05-20")).visible == 1
        with store.as_of("2020-01-01") as then:
            assert then.index.count(Filters()).total == 0
