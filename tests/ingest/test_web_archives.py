"""WARC and WACZ read by ``read_paths``, and which fetched pages are no articles."""

from __future__ import annotations

import gzip
import hashlib
import io
import itertools
import json
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.errors import RejectedDocument
from dateline.ingest import Entry, Fetched, PageReader, read_paths
from dateline.ingest.article import Unreadable
from dateline.ingest.limits import Limits
from dateline.ingest.warc import fetched_pages
from dateline.model import Document, Rejection

TEXT = (
    "Two guards died on Sunday when a boat was fired on below the weir at Tolm, the harbour master said. "
    "The ferry did not run until the afternoon, and the market on the far bank stayed closed for the day. "
)


def page(title: str, body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    ).encode()


GOOD = page("Boat at Tolm", f"<article><h1>Boat at Tolm</h1><p>{TEXT}</p></article>")


def warc(records: list[tuple[str, bytes, str]], *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, body, kind in records:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), length=len(body), http_headers=headers
            )
        )
    return out.getvalue()


def read(path: Path) -> tuple[list[Document], list[Rejection]]:
    found = list(read_paths([str(path)]))
    return [i for i in found if isinstance(i, Document)], [i for i in found if isinstance(i, Rejection)]


@pytest.mark.parametrize("packed", [True, False])
def test_the_articles_of_a_warc_are_read_and_its_pictures_passed_over(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    path.write_bytes(
        warc(
            [
                ("https://wire.example/boat-at-tolm", GOOD, "text/html; charset=utf-8"),
                ("https://wire.example/logo.png", b"\x89PNG", "image/png"),
                ("https://wire.example/empty", b"", "text/html"),
            ],
            packed=packed,
        )
    )
    documents, rejections = read(path)
    assert [d.title for d in documents] == ["Boat at Tolm"]
    assert documents[0].url == "https://wire.example/boat-at-tolm"
    assert documents[0].source_name == f"{path}!https://wire.example/boat-at-tolm"
    assert [r.reason for r in rejections] == ["an empty page"]


def test_a_damaged_warc_gives_what_came_before_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    whole = warc([("https://wire.example/boat-at-tolm", GOOD, "text/html")] * 2)
    path.write_bytes(whole[: len(whole) - 40])
    documents, rejections = read(path)
    assert [d.title for d in documents] == ["Boat at Tolm"]
    assert "cut off" in rejections[0].reason
    path.write_bytes(b"\x1f\x8b not gzip at all")
    documents, rejections = read(path)
    assert documents == []
    assert "no web archive" in rejections[0].reason


@pytest.mark.parametrize("packed", [True, False])
def test_wherever_a_warc_is_cut_off_it_is_said_and_what_came_before_is_kept(packed: bool) -> None:
    one_by_one = [warc([(f"https://wire.example/{n}", GOOD, "text/html")], packed=packed) for n in range(3)]
    ends = list(itertools.accumulate(map(len, one_by_one)))
    whole = b"".join(one_by_one)
    silent, wrong, lost = [], [], []
    for cut in range(1, len(whole) + 1):
        pages, refusals = [], 0
        try:
            for item in fetched_pages(io.BytesIO(whole[:cut]), Limits()):
                if isinstance(item, Fetched):
                    pages.append(item.body)
                else:
                    refusals += 1
        except Unreadable:
            refusals += 1
        if not refusals:
            silent.append(cut)
        if any(body != GOOD for body in pages):
            wrong.append(cut)
        if len(pages) < sum(end <= cut for end in ends):
            lost.append(cut)
    assert silent == ends  # a file that ends with a record cannot be told from a whole one
    assert wrong == []
    assert lost == []


def test_a_warc_cut_off_between_two_pages_is_a_recorded_rejection(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    first, second = (warc([(f"https://wire.example/{n}", GOOD, "text/html")]) for n in range(2))
    path.write_bytes(first + second[:30])
    documents, rejections = read(path)
    assert [d.title for d in documents] == ["Boat at Tolm"]
    assert [(r.document, r.reason) for r in rejections] == [
        (str(path), "the archive is cut off in the middle of a record")
    ]


def wacz(
    warc_bytes: bytes, *, digest: str = "", name: str = "archive/data.warc.gz", told: bool = True
) -> bytes:
    out = io.BytesIO()
    digest = digest or "sha256:" + hashlib.sha256(warc_bytes).hexdigest()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, warc_bytes)
        if told:
            package = {"resources": [{"path": name, "hash": digest, "bytes": len(warc_bytes)}]}
            archive.writestr("datapackage.json", json.dumps(package))
    return out.getvalue()


def test_a_wacz_is_read_when_its_bytes_are_those_that_it_describes(tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    inside = warc([("https://wire.example/boat-at-tolm", GOOD, "text/html")])
    path.write_bytes(wacz(inside))
    documents, rejections = read(path)
    assert [d.title for d in documents] == ["Boat at Tolm"]
    assert rejections == []
    path.write_bytes(wacz(inside, digest="sha256:" + "0" * 64))
    documents, rejections = read(path)
    assert documents == []
    assert "not those that the package describes" in rejections[0].reason
    path.write_bytes(wacz(inside, told=False))
    assert "no WACZ" in read(path)[1][0].reason


def test_a_wacz_that_would_land_outside_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    path.write_bytes(wacz(b"", name="../archive/data.warc.gz"))
    assert "outside" in read(path)[1][0].reason


LINKS = "".join(f"<p><a href='/n{n}'>What the council of Tolm said on day {n}</a></p>" for n in range(30))

NO_ARTICLES = {
    "consent": page("Before you continue", "<p>We use cookies. Accept all or manage options.</p>"),
    "paywall": page(
        "Boat at Tolm", f"<article><p>{TEXT[:120]}</p><p>Subscribe to continue reading</p></article>"
    ),
    "paid, by its own word": page(
        "Boat at Tolm",
        f"<article><p>{TEXT[:150]}</p></article>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
    ),
    "error": page("Page not found", "<p>Sorry, the page you are looking for has moved.</p>"),
    "robot check": page("Just a moment...", "<p>Verify you are human to go on.</p>"),
    "index": page("Tolm news", f"<main>{LINKS}</main>"),
}


@pytest.mark.parametrize("kind", NO_ARTICLES)
def test_pages_that_are_no_articles_are_refused_with_the_reason(kind: str) -> None:
    with PageReader() as reader:
        url = "https://wire.example/boat-at-tolm"
        found = reader.document(
            Fetched(url=url, body=NO_ARTICLES[kind], media_type="text/html"), told=Entry(url=url)
        )
    assert isinstance(found, Rejection)
    assert found.stage == "page"
    expected = {"consent": "consent", "index": "list of links", "error": "error", "robot check": "error"}
    assert expected.get(kind, "subscription") in found.reason


def test_an_article_that_speaks_of_cookies_and_subscribers_is_one() -> None:
    talk = "".join(f"<p>On day {n} the judges of Tolm heard witness number {n}. {TEXT}</p>" for n in range(9))
    body = page(
        "Court on cookies",
        f"<article><h1>Court on cookies</h1>{talk}<p>The ministry's page says: We use cookies. Readers must "
        f"subscribe to read the ruling, the page you are looking for was removed.</p>{talk}</article>{LINKS}",
    )
    with PageReader() as reader:
        url = "https://wire.example/court-on-cookies"
        found = reader.document(Fetched(url=url, body=body, media_type="text/html"), told=Entry(url=url))
    assert isinstance(found, Document)


def test_a_short_article_that_says_access_denied_of_a_convoy_is_one() -> None:
    body = page(
        "Convoy at Tolm",
        f"<article><h1>Convoy at Tolm</h1><p>{TEXT} {TEXT} Access denied, it said.</p></article>",
    )
    with PageReader() as reader:
        url = "https://wire.example/convoy-at-tolm"
        found = reader.document(Fetched(url=url, body=body, media_type="text/html"), told=Entry(url=url))
    assert isinstance(found, Document)


def test_what_the_feed_says_fills_in_what_the_page_leaves_open() -> None:
    url = "https://wire.example/plain"
    told = Entry(url=url, title="Boat at Tolm", published="2026-03-09", outlet="River Wire")
    with PageReader() as reader:
        found = reader.document(Fetched(url=url, body=TEXT.encode(), media_type="text/plain"), told=told)
    assert isinstance(found, Document)
    assert (found.title, found.published, found.outlet, found.url) == (
        "Boat at Tolm", "2026-03-09", "River Wire", url,
    )  # fmt: skip


def test_a_page_cannot_stand_for_the_article_of_another_site() -> None:
    body = GOOD.replace(
        b"</head>", b"<link rel='canonical' href='https://other.example/boat-at-tolm'></head>"
    )
    url = "https://wire.example/boat-at-tolm?id=1"
    with PageReader() as reader:
        found = reader.document(Fetched(url=url, body=body, media_type="text/html"), told=Entry(url=url))
    assert isinstance(found, Document)
    assert found.url == url


SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://wire.example/boat</loc>'
    b"<news:news><news:publication><news:name>River Wire</news:name></news:publication>"
    b"<news:publication_date>2026-03-09</news:publication_date><news:title>Boat</news:title></news:news></url></urlset>"
)


@pytest.mark.parametrize("data", [SITEMAP, gzip.compress(SITEMAP)])
def test_a_news_sitemap_gives_its_pages(data: bytes) -> None:
    with PageReader() as reader:
        (entry,) = reader.entries("sitemap", data, "https://wire.example/sitemap.xml")
    assert entry == Entry(
        url="https://wire.example/boat", title="Boat", published="2026-03-09", outlet="River Wire"
    )


def test_an_index_of_sitemaps_gives_further_sitemaps() -> None:
    data = b"<sitemapindex><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
    with PageReader() as reader:
        (entry,) = reader.entries("sitemap", data, "https://wire.example/sitemap.xml")
    assert (entry.url, entry.sitemap) == ("https://wire.example/news.xml", True)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<!DOCTYPE u [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', "document type"),
        (gzip.compress(b"<urlset>" + b" " * 30_000_000), "unpacks to more"),
        (b"<urlset><url><loc>https://wire.example/a</loc>", "broken sitemap"),
        (b"<html/>", "no sitemap"),
    ],
)
def test_a_sitemap_made_to_harm_is_refused(data: bytes, reason: str) -> None:
    with PageReader() as reader, pytest.raises(RejectedDocument, match=reason):
        reader.entries("sitemap", data, "https://wire.example/sitemap.xml")


@pytest.mark.parametrize(
    "data",
    [
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "River Wire", "items": [{"url": "/boat", '
        b'"title": "Boat", "date_published": "2026-03-09"}]}',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>River Wire</title><entry><title>Boat</title>'
        b'<link href="/boat"/><updated>2026-03-09</updated></entry></feed>',
        b'<rss version="2.0"><channel><title>River Wire</title><item><title>Boat</title><link>/boat</link>'
        b"<pubDate>2026-03-09</pubDate></item></channel></rss>",
    ],
)
def test_every_kind_of_feed_gives_its_entries(data: bytes) -> None:
    with PageReader() as reader:
        (entry,) = reader.entries("feed", data, "https://wire.example/feed")
    assert entry == Entry(
        url="https://wire.example/boat", title="Boat", published="2026-03-09", outlet="River Wire"
    )
