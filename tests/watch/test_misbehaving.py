"""The watch against a server that does everything wrong: what is good is coded once, what is not never."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from dateline.store import Store
from watch.server import Site, article, feed, served
from watch.watching import config_of, watch_once


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as one:
        yield one


@pytest.fixture
def inner() -> Iterator[Site]:
    """A server that nothing may reach."""
    with served() as one:
        one.give("/secret", article("Nowhere"))
        yield one


def feed_source(site: Site, path: str = "/feed", name: str = "wire", more: str = "") -> str:
    return (
        f'[[source]]\nname = "{name}"\nkind = "feed"\nurl = "{site.base}{path}"\n'
        f'allow_private = ["{site.host}"]\nlanguage = "en"\n{more}\n'
    )


def rejected(db: Path) -> dict[str, str]:
    with Store.open(db) as store:
        return {one.document: one.reason for one in store.rejections()}


def titles(db: Path) -> list[str]:
    with Store.open(db) as store:
        return sorted(document.title for document in store.documents().values())


def rows(db: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(db) as connection:
        found = connection.execute(sql).fetchall()
    connection.close()
    return found


def test_good_articles_are_coded_once_and_nothing_else_is(tmp_path: Path, site: Site, inner: Site) -> None:
    good = [f"/good/{number}-river-news" for number in range(12)]
    for number, path in enumerate(good):
        site.give(path, article(f"Rava{number}"))
    site.drip("/slow-head", head=True)
    site.drip("/slow-body", head=False)
    site.flood("/flood")
    site.bomb("/bomb", 200)
    site.lead("/circle", "/circle-back")
    site.lead("/circle-back", "/circle")
    for number in range(9):
        site.lead(f"/hop{number}", f"/hop{number + 1}")
    site.lead("/to-inner", f"{inner.base}/secret")
    site.lead("/to-metadata", "http://169.254.169.254/latest/meta-data/")
    site.lead("/to-mapped", f"http://[::ffff:127.0.0.1]:{inner.port}/secret")
    site.lead("/to-file", "file:///etc/passwd")
    site.lead("/moved", good[0])
    site.give("/gone", b"<h1>gone</h1>", status=410)
    site.give("/picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), kind="image/png")
    site.give("/empty", b"")
    site.give("/private/page", article("Hidden"))
    site.give("/robots.txt", b"User-agent: *\nDisallow: /private/\n", kind="text/plain")
    bad = [
        "/slow-head", "/slow-body", "/flood", "/bomb", "/circle", "/hop0", "/to-inner", "/to-metadata",
        "/to-mapped", "/to-file", "/gone", "/picture", "/empty", "/private/page", f"{inner.base}/secret", "ftp://127.0.0.1/x",
        f"http://user:pass@127.0.0.1:{site.port}/good/0-river-news",
    ]  # fmt: skip
    site.give(
        "/feed", feed(site.base, [*good, "/moved", *bad, good[1] + "?utm_source=rss", good[2] + "#top"])
    )

    began = time.monotonic()
    db = watch_once(tmp_path, config_of(tmp_path, feed_source(site)))
    assert time.monotonic() - began < 60

    assert titles(db) == sorted(f"Blast in Rava{number}" for number in range(12))
    assert rows(db, "SELECT count(*) FROM codings") == [(12,)]
    assert inner.asked == []
    assert site.count("/private/page") == 0
    assert site.count("/hop9") == 0
    for number, path in enumerate(good):
        assert site.count(path) == (2 if number == 0 else 1), path  # the first by way of /moved as well
    reasons = rejected(db)
    base = site.base
    assert "robots.txt" in reasons[f"{base}/private/page"]
    assert reasons[f"{base}/circle"] == "redirects in a circle"
    assert "more than 5 redirects" in reasons[f"{base}/hop0"]
    assert "not a public address" in reasons[f"{base}/to-inner"]
    assert "169.254.169.254" in reasons[f"{base}/to-metadata"]
    assert "not a public address" in reasons[f"{base}/to-mapped"]
    assert "http and https" in reasons[f"{base}/to-file"]
    assert "unpacks to more" in reasons[f"{base}/bomb"]
    assert "larger than any article" in reasons[f"{base}/flood"]
    assert "410" in reasons[f"{base}/gone"]
    assert "not a public address" in reasons[f"{inner.base}/secret"]


def test_slow_answers_are_given_up_in_time_and_tried_again_later(tmp_path: Path, site: Site) -> None:
    site.drip("/slow", head=True)
    site.give("/feed", feed(site.base, ["/slow"]))
    began = time.monotonic()
    db = watch_once(tmp_path, config_of(tmp_path, feed_source(site)))
    assert time.monotonic() - began < 20
    ((state, problem, due),) = rows(db, "SELECT state, problem, due FROM watch_pages")
    assert (state, problem) == ("waiting", "no whole answer in time")
    assert due > time.time() + 10


def test_a_name_that_changes_its_meaning_leads_nowhere_private(
    tmp_path: Path, site: Site, inner: Site
) -> None:
    meanings = {"news.example": ["127.0.0.1"], "rebound.example": ["93.184.216.34", "127.0.0.1"]}
    looked: list[str] = []

    def look(name: str, _port: int) -> list[str]:
        looked.append(name)
        return meanings.get(name, [name])

    site.give("/story", article("Rava"))
    pages = [f"http://rebound.example:{inner.port}/secret", f"http://127.0.0.1:{inner.port}/secret"]
    site.give("/feed", feed(f"http://news.example:{site.port}", ["/story", *pages]))
    source = (
        f'[[source]]\nname = "wire"\nkind = "feed"\nurl = "http://news.example:{site.port}/feed"\n'
        f'allow_private = ["news.example:{site.port}"]\n'
    )
    db = watch_once(tmp_path, config_of(tmp_path, source), look=look)
    assert titles(db) == ["Blast in Rava"]
    assert inner.asked == []
    assert "rebound.example" in looked
    assert "rebound.example is at 127.0.0.1" in rejected(db)[pages[0]]


def test_what_one_source_may_reach_is_out_of_reach_of_another(
    tmp_path: Path, site: Site, inner: Site
) -> None:
    inner.give("/feed", feed(inner.base, ["/secret"]))
    site.give("/feed", feed(site.base, [f"{inner.base}/plans"]))
    inner.give("/plans", article("Plans"))
    sources = feed_source(inner, name="intranet") + feed_source(site, name="hostile")
    db = watch_once(tmp_path, config_of(tmp_path, sources))
    assert titles(db) == ["Blast in Nowhere"]
    assert inner.count("/plans") == 0
    assert "not a public address" in rejected(db)[f"{inner.base}/plans"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY b "&a;&a;">]><rss>&b;</rss>', "entities"),
        (b"<html><body>not a feed</body></html>", "no RSS, Atom or JSON feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": "many"}', "no JSON Feed: items"),
    ],
)  # fmt: skip
def test_a_feed_that_cannot_be_read_fails_alone(tmp_path: Path, site: Site, body: bytes, reason: str) -> None:
    site.give("/bad", body, kind="application/rss+xml")
    site.give("/feed", feed(site.base, ["/story"]))
    site.give("/story", article("Rava"))
    sources = feed_source(site, "/bad", "bad") + feed_source(site)
    db = watch_once(tmp_path, config_of(tmp_path, sources))
    assert titles(db) == ["Blast in Rava"]
    found = dict(rows(db, "SELECT name, problem FROM watch_sources"))
    assert reason in str(found["bad"])
    assert found["wire"] == ""


def test_a_feed_cut_off_in_the_middle_gives_what_it_has(tmp_path: Path, site: Site) -> None:
    whole = feed(site.base, ["/one-story", "/two-story"])
    site.give("/feed", whole[: whole.index(b"</item>", whole.index(b"two-story"))])
    site.give("/one-story", article("Rava"))
    site.give("/two-story", article("Tolm"))
    db = watch_once(tmp_path, config_of(tmp_path, feed_source(site)))
    assert "Blast in Rava" in titles(db)


def test_charsets_are_told_apart_whoever_says_what(tmp_path: Path, site: Site) -> None:
    word = "Łódź–Žižkov “café”"
    site.give("/a-story", article(word, charset="utf-8"), kind="text/html; charset=iso-8859-1")
    site.give(
        "/b-story",
        article("Кара Café".replace("Café", "Река"), charset="windows-1251"),
        kind="text/html; charset=windows-1251",
    )
    site.give("/c-story", article("Café Nord", charset="latin-1"), kind="text/html; charset=utf-8")
    site.give(
        "/d-story",
        article("Café Sud", charset="latin-1", head="<meta charset='latin-1'>"),
        kind="text/html; charset=utf-8",
    )
    site.give("/feed", feed(site.base, ["/a-story", "/b-story", "/c-story", "/d-story"]))
    db = watch_once(tmp_path, config_of(tmp_path, feed_source(site)))
    told = titles(db)
    assert f"Blast in {word}" in told
    assert "Blast in Кара Река" in told
    assert "Blast in Café Sud" in told
    assert "Blast in Café Nord" in told


def test_a_feed_that_has_not_changed_is_not_sent_again(tmp_path: Path, site: Site) -> None:
    site.give("/feed", feed(site.base, ["/story"]), etag='"one"')
    site.give("/story", article("Rava"), etag='"s"')
    config = config_of(tmp_path, feed_source(site))
    now = time.time()
    db = watch_once(tmp_path, config, clock=lambda: now)
    watch_once(tmp_path, config, clock=lambda: now + 1_000)
    assert site.count("/feed") == 2
    assert site.headers["/feed"]["If-None-Match"] == '"one"'
    assert site.count("/story") == 1
    assert rows(db, "SELECT count(*) FROM captures WHERE status = 304") == [(1,)]
    assert rows(db, "SELECT failures, problem FROM watch_sources") == [(0, "")]


def test_a_host_that_asks_for_a_pause_gets_it_also_after_a_restart(tmp_path: Path, site: Site) -> None:
    site.give("/robots.txt", b"", kind="text/plain")
    site.give("/feed", feed(site.base, ["/one-story", "/two-story"]))
    site.give("/one-story", b"later", status=429, Retry_After="3600")
    site.give("/two-story", b"later", status=429, Retry_After="3600")
    config = config_of(tmp_path, feed_source(site))
    now = time.time()
    db = watch_once(tmp_path, config, clock=lambda: now)
    asked = len(site.asked)
    assert site.count("/one-story") + site.count("/two-story") == 1
    site.give("/one-story", article("Rava"))
    site.give("/two-story", article("Tolm"))
    watch_once(tmp_path, config, clock=lambda: now + 3_500)
    assert len(site.asked) == asked
    watch_once(tmp_path, config, clock=lambda: now + 3_700)
    assert titles(db) == ["Blast in Rava", "Blast in Tolm"]


def test_a_failing_source_is_asked_ever_less_often(tmp_path: Path, site: Site) -> None:
    site.give("/robots.txt", b"", kind="text/plain")
    site.give("/feed", b"broken", status=500)
    config = config_of(tmp_path, feed_source(site, more='every = "60s"'))
    now = [time.time()]
    for _ in range(60):
        watch_once(tmp_path, config, clock=lambda: now[0])
        now[0] += 60
    assert 4 <= site.count("/feed") <= 8


def test_the_archive_is_read_by_two_libraries_and_holds_what_was_sent(tmp_path: Path, site: Site) -> None:
    page = article("Rava")
    site.give("/feed", feed(site.base, ["/story"]))
    site.give("/story", page)
    db = watch_once(tmp_path, config_of(tmp_path, feed_source(site)))
    (file,) = (tmp_path / "x.archive").glob("*.warc.gz")
    with file.open("rb") as stream:
        kept = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in ArchiveIterator(stream, check_digests="raise")
            if record.rec_type == "response"
        }
    assert kept[f"{site.base}/story"] == page
    with file.open("rb") as stream:
        seen = [
            (str(record.record_type), record.headers.get("WARC-Target-URI"), record.reader.read())
            for record in FastIterator(stream, verify_digests=True, parse_http=True)
        ]
    assert [
        body for kind, url, body in seen if kind.endswith("response") and url == f"{site.base}/story"
    ] == [page]
    assert sum(kind.endswith("request") for kind, _, _ in seen) == len(kept)
    ((offset, length, digest),) = rows(
        db, f"SELECT offset, length, digest FROM captures WHERE url = '{site.base}/story'"
    )
    with file.open("rb") as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream)))
        assert record.content_stream().read() == page
    assert length > 0
    assert str(digest).startswith("sha256:")


def test_bytes_that_no_capture_vouches_for_are_cut_off(tmp_path: Path, site: Site) -> None:
    site.give("/feed", feed(site.base, ["/story"]))
    site.give("/story", article("Rava"))
    config = config_of(tmp_path, feed_source(site))
    now = time.time()
    watch_once(tmp_path, config, clock=lambda: now)
    (file,) = (tmp_path / "x.archive").glob("*.warc.gz")
    size = file.stat().st_size
    with file.open("ab") as stream:
        stream.write(b"\x1f\x8b half a record")
    site.give("/feed", feed(site.base, ["/story", "/next"]))
    site.give("/next", article("Tolm"))
    db = watch_once(tmp_path, config, clock=lambda: now + 2_000)
    assert titles(db) == ["Blast in Rava", "Blast in Tolm"]
    assert file.stat().st_size > size
    with file.open("rb") as stream:
        kept = [record.rec_type for record in ArchiveIterator(stream)]
    assert kept.count("response") + kept.count("revisit") == len(site.asked)


def test_a_changed_article_is_a_new_version_and_no_second_source(tmp_path: Path, site: Site) -> None:
    site.give("/feed", feed(site.base, ["/story"]))
    site.give("/story", article("Rava"))
    config = config_of(tmp_path, feed_source(site, more='outlet = "River Wire"'))
    now = time.time()
    watch_once(tmp_path, config, clock=lambda: now)
    site.give("/story", article("Rava", dead="nine"))
    db = watch_once(tmp_path, config, clock=lambda: now + 4_000)
    with Store.open(db) as store:
        documents = store.documents()
        assert len(documents) == 2
        versions = store.archive.versions(next(iter(documents)))
        assert [one.number for one in versions] == [1, 2]
        assert "killing four" in documents[versions[0].document_id].body
        assert "killing nine" in documents[versions[1].document_id].body
        (incident,) = store.incidents()
        assert len(incident.document_ids) == 2
        assert len(incident.origins) == 1
        assert all(store.archive.captures_of(one.document_id) for one in versions)
    watch_once(tmp_path, config, clock=lambda: now + 30_000)
    assert rows(db, "SELECT count(*) FROM document_versions") == [(2,)]


def test_an_article_that_goes_away_stays_in_the_record(tmp_path: Path, site: Site) -> None:
    site.give("/feed", feed(site.base, ["/story"]))
    site.give("/story", article("Rava"))
    config = config_of(tmp_path, feed_source(site))
    now = time.time()
    watch_once(tmp_path, config, clock=lambda: now)
    site.give("/story", b"gone", status=404)
    db = watch_once(tmp_path, config, clock=lambda: now + 4_000)
    assert titles(db) == ["Blast in Rava"]
    assert rejected(db) == {}
    assert rows(db, "SELECT state, problem FROM watch_pages") == [("done", "HTTP 404 Not Found")]
