"""Items as an Atom feed (RFC 4287) or a JSON Feed (version 1.1)."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from dateline.searches.items import Item

__all__ = ["FEED_FORMATS", "atom_feed", "json_feed"]

FEED_FORMATS = ("atom", "json")
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""
EPOCH = "1970-01-01T00:00:00+00:00"
"""When a feed without items was updated: it has to say something, and that nothing has come."""


def atom_feed(title: str, items: Sequence[Item], *, base: str = "", own: str = "") -> bytes:
    """The feed as XML. ``base`` is the desk's address, so that entries lead to their pages; ``own`` the
    feed's."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _text(feed, "id", own or f"urn:dateline:search:{quote(title)}")
    _text(feed, "title", title)
    _text(feed, "updated", max((item.learned for item in items), default=EPOCH))
    author = ET.SubElement(feed, f"{{{_ATOM}}}author")
    _text(author, "name", "Dateline")
    if own:
        ET.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=own)
    for item in items:
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        _text(entry, "id", _urn(item))
        _text(entry, "title", item.title)
        _text(entry, "updated", item.learned)
        _text(entry, "summary", item.summary)
        if base:
            ET.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=_page(base, item))
        for url in _safe(item.sources):
            ET.SubElement(entry, f"{{{_ATOM}}}link", rel="related", href=_NO_XML.sub("", url))
    made: bytes = ET.tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + made + b"\n"


def json_feed(title: str, items: Sequence[Item], *, base: str = "", own: str = "") -> bytes:
    """The same as JSON."""
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        **({"feed_url": own} if own else {}),
        "items": [
            {
                "id": _urn(item),
                **({"url": _page(base, item)} if base else {}),
                "title": item.title,
                "content_text": item.summary,
                "date_published": item.learned,
                "_dateline": {
                    "incident_id": item.incident_id,
                    "machine": item.machine,
                    "sources": _safe(item.sources),
                },
            }
            for item in items
        ],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _urn(item: Item) -> str:
    return f"urn:dateline:incident:{item.incident_id}"


def _page(base: str, item: Item) -> str:
    return f"{base.rstrip('/')}/incident/{quote(item.incident_id)}"


def _safe(urls: Sequence[str]) -> list[str]:
    """Web addresses only: a reader that follows ``javascript:`` must not get it from us."""
    return [url for url in urls if urlsplit(url).scheme in {"http", "https"}]


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NO_XML.sub("", text)
