"""Feeds and sitemaps: which pages a source says that it has. They are parsed where hostile files are.

RSS, Atom and RDF are read by feedparser, JSON Feed by pydantic, sitemaps and their indexes by lxml without
entities, network or document types.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.ingest.article import Article, Unreadable
from dateline.ingest.limits import Limits
from dateline.ingest.normalise import one_line
from dateline.ingest.published import iso_published

__all__ = ["Entry", "entries_of", "read_feed", "read_sitemap"]

ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
LONGEST_ADDRESS = 2_000
"""Characters; browsers and servers part ways beyond it."""
LONGEST_TITLE = 500
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page that a source names. ``published`` is ISO or ``""``; ``sitemap``: a further list, no page."""

    url: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    sitemap: bool = False


class _Item(BaseModel):
    """What is read of an item of https://www.jsonfeed.org/version/1.1/."""

    model_config = ConfigDict(extra="ignore")
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    date_published: str | None = None


class _JsonFeed(BaseModel):
    model_config = ConfigDict(extra="ignore")
    version: str = Field(pattern=r"^https://jsonfeed\.org/version/")
    title: str | None = None
    items: list[_Item] = []


def entries_of(read: Article) -> tuple[Entry, ...]:
    """What :func:`read_feed` and :func:`read_sitemap` found."""
    return tuple(
        Entry(url=url, title=title, published=published, outlet=outlet, sitemap=sitemap)
        for url, title, published, outlet, sitemap in json.loads(read.text)
    )


def read_feed(data: bytes, limits: Limits, url: str) -> Article:
    """The entries of a feed as a JSON text, for :func:`entries_of`.

    Raises:
        Unreadable: it is no feed, is broken beyond use, or declares entities.
    """
    body = _unpacked(data, limits)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        entries = _json_entries(body, url)
    else:
        entries = _xml_entries(body, url)
    return _told(entries, limits)


def _json_entries(body: bytes, url: str) -> Iterator[Entry]:
    try:
        feed = _JsonFeed.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise Unreadable("parse", f"no JSON Feed: {where}: {first['msg']}") from error
    for item in feed.items:
        yield _entry(url, item.url or item.external_url, item.title, item.date_published, feed.title)


def _xml_entries(body: bytes, url: str) -> Iterator[Entry]:
    if ENTITY.search(body) or ENTITY.search(body.replace(b"\0", b"")):
        raise Unreadable(
            "parse", "a feed that declares entities; none needs to, and some are made to exhaust"
        )
    feed = feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-location": url},
        sanitize_html=False,
        resolve_relative_uris=True,
    )
    if not feed.get("version") and not feed.entries:
        why = feed.get("bozo_exception")
        raise Unreadable("parse", f"no RSS, Atom or JSON feed{f' ({why})' if why else ''}")
    outlet = feed.feed.get("title")
    for item in feed.entries:
        published = item.get("published") or item.get("updated") or ""
        yield _entry(url, item.get("link"), item.get("title"), published, outlet)


def read_sitemap(data: bytes, limits: Limits, url: str) -> Article:
    """The pages and further sitemaps of a sitemap as a JSON text, for :func:`entries_of`.

    Raises:
        Unreadable: it is no sitemap, is cut off, or has a document type.
    """
    return _told(_sitemap_entries(_unpacked(data, limits), url), limits)


def _sitemap_entries(body: bytes, url: str) -> Iterator[Entry]:
    if b"<!DOCTYPE" in body or ENTITY.search(body):
        raise Unreadable(
            "parse", "a sitemap with a document type; none needs one, and some are made to exhaust"
        )
    parser = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    found = False
    try:
        for _, element in parser:
            name = etree.QName(element).localname
            if name in ("url", "sitemap"):
                found = True
                told = {
                    etree.QName(e).localname: e.text or "" for e in element.iter() if isinstance(e.tag, str)
                }
                published = told.get("publication_date") or told.get("lastmod") or ""
                entry = _entry(url, told.get("loc"), told.get("title"), published, told.get("name"))
                yield Entry(
                    url=entry.url, title=entry.title, published=entry.published, outlet=entry.outlet,
                    sitemap=name == "sitemap",
                )  # fmt: skip
                element.clear()
            elif name in ("urlset", "sitemapindex"):
                found = True
    except etree.XMLSyntaxError as error:
        raise Unreadable("parse", f"broken sitemap ({error})") from error
    if not found:
        raise Unreadable("parse", "no sitemap: it has neither <url> nor <sitemap>")


def _entry(base: str, link: object, title: object, published: object, outlet: object) -> Entry:
    """An entry with an address that can be asked for, or with none (``url=""``)."""
    address = link.strip() if isinstance(link, str) else ""
    try:
        address = urljoin(base, address) if address else ""
        good = urlsplit(address).scheme in ("http", "https") and len(address) <= LONGEST_ADDRESS
    except ValueError:
        good = False
    told = [one_line(value)[:LONGEST_TITLE] if isinstance(value, str) else "" for value in (title, outlet)]
    day = iso_published(published) if isinstance(published, str) else ""
    return Entry(url=address if good else "", title=told[0], published=day, outlet=told[1])


def _told(entries: Iterator[Entry], limits: Limits) -> Article:
    kept: dict[str, Entry] = {}
    for entry in entries:
        if entry.url:
            kept.setdefault(entry.url, entry)
        if len(kept) > limits.listed:
            raise Unreadable("parse", f"a list of more than {limits.listed:,} pages")
    rows = [[e.url, e.title, e.published, e.outlet, e.sitemap] for e in kept.values()]
    return Article(text=json.dumps(rows), told={})


def _unpacked(data: bytes, limits: Limits) -> bytes:
    """The bytes, unpacked if they are gzip (``sitemap.xml.gz``).

    Raises:
        Unreadable: damaged, or more than an article's bytes when unpacked.
    """
    if not data.startswith(GZIP):
        return data
    unpack = zlib.decompressobj(wbits=31)
    try:
        body = unpack.decompress(data, limits.file_bytes)
    except zlib.error as error:
        raise Unreadable("read", f"damaged gzip ({error})") from error
    if unpack.unconsumed_tail or not unpack.eof:
        raise Unreadable("read", f"unpacks to more than {limits.file_bytes:,} bytes, or is cut off")
    return body
