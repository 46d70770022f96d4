"""Web pages: article text and meta tags by trafilatura, the whole page's text where that finds none."""

from __future__ import annotations

import copy
import re

import lxml.html  # type: ignore[import-untyped]
from lxml import etree
from lxml.html import defs
from trafilatura import bare_extraction
from trafilatura.settings import Document

from dateline.ingest.article import Article, Unreadable
from dateline.ingest.normalise import one_line
from dateline.ingest.page_kind import no_article
from dateline.ingest.text import decoded

__all__ = ["read_html"]

DEEPEST_FOR_TRAFILATURA = 200
"""Trafilatura and libxml2's own functions recurse over elements; a page nested deeper is read as plain text.
Left to itself, libxml2 drops without a word all that is nested deeper than 256;
asked to, it goes down to 2,048, and a page deeper yet is refused."""

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
CHARSET_WITHIN = 4_096

NOT_TEXT = frozenset(
    (
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "button",
        "nav",
    )
)
BLOCKS = defs.block_tags | {"article", "br", "figcaption", "figure", "footer", "header", "main", "section"}


def read_html(data: bytes, url: str = "") -> Article:
    """The article of a web page; readers' comments and navigation are left out. With the ``url`` that
    answered, a page that is no article is refused."""
    return article_of(_page_text(data), url)


def article_of(page: str, url: str = "") -> Article:
    """The article of a page that is already text (an e-mail's HTML part, for one)."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("parse", "no text in the HTML") from error
    if any(entry.level >= etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise Unreadable(
            "parse", f"HTML that cannot be read to its end ({parser.error_log.last_error.message})"
        )
    told: dict[str, object] = {"language": tree.get("lang")}
    text = ""
    # Trafilatura takes the tree apart; how the page is built is asked of a whole one.
    fetched = copy.deepcopy(tree) if url and _depth(tree) <= DEEPEST_FOR_TRAFILATURA else tree
    if _depth(tree) <= DEEPEST_FOR_TRAFILATURA:
        plain = _plain_text(tree)
        text, found = _extracted(tree)
        told |= found
    else:
        plain = _plain_text(tree)
        told["title"] = tree.findtext(".//title")
    title = one_line(str(told.get("title") or ""))
    if url and (why := no_article(fetched, text or plain, title, url)):
        raise Unreadable("page", f"the page {why}")
    return Article(text=_without_headline(text or plain, title), told=told)


def _page_text(data: bytes) -> str:
    """UTF-8 if it fits, else the encoding the page declares, else as any text."""
    declared = CHARSET.search(data[:CHARSET_WITHIN])
    for encoding in ("utf-8", declared[1].decode("ascii") if declared else ""):
        try:
            text = data.decode(encoding) if encoding else ""
        except (UnicodeDecodeError, LookupError):
            continue
        if text and "\0" not in text:
            return text
    return decoded(data)


def _extracted(tree: lxml.html.HtmlElement) -> tuple[str, dict[str, object]]:
    """Article text and meta tags. Dates come from meta tags and time elements, not from a search of the
    prose."""
    found = bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )
    if not isinstance(found, Document):
        return "", {}
    told: dict[str, object] = {
        "title": found.title,
        "byline": found.author,
        "outlet": found.sitename,
        "url": found.url,
    }
    return found.text or "", told | {"published": found.date}


def _without_headline(text: str, title: str) -> str:
    """``text`` without a first line that repeats the title, so that a dateline comes first."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if title and rest and one_line(first) == title else text


def _depth(tree: lxml.html.HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _plain_text(tree: lxml.html.HtmlElement) -> str:
    """All text of the page outside scripts and controls, one block a line, without recursion."""
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and tag in NOT_TEXT:
            walk.skip_subtree()
        elif event == "start":
            pieces += ["\n" if tag in BLOCKS else "", element.text or ""]
        if event == "end":
            pieces += ["\n" if tag in BLOCKS else "", element.tail or ""]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))
