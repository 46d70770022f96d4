"""Pages that were fetched and are no articles: questions for consent, paywalls, errors, lists of links.

The words and bounds are data (``data/page_kinds.toml``). Only what is fetched or comes out of a web archive
is judged so; a page that a person saved and names is taken for what they say it is.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import lxml.html  # type: ignore[import-untyped]

from dateline.ingest.normalise import one_line

__all__ = ["no_article"]

REASONS = {
    "consent": "asks for consent to cookies instead of showing an article",
    "paywall": "shows only the beginning of an article and asks for a subscription",
    "error": "is an error or a check of the visitor, not an article",
    "index": "is a list of links, not an article",
}
"""Kind -> why the page is not coded, in words for a person."""

MOST_LD = 20
"""JSON-LD blocks that are looked at; content systems write one to five."""


@lru_cache(maxsize=1)
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(
        files("dateline.ingest").joinpath("data/page_kinds.toml").read_text(encoding="utf-8")
    )


def no_article(tree: lxml.html.HtmlElement, text: str, title: str, url: str) -> str:
    """Why the page of ``tree`` is no article, or ``""`` where it may be one. ``text`` is what was taken for
    the article, ``url`` the address that answered.
    """
    rules = _rules()
    said = _plain(f"{title}\n{text}")
    host = (urlsplit(url).hostname or "").split(".")[0]
    if host in rules["hosts"]["consent"]:
        return REASONS["consent"]
    headline = _plain(title)
    for kind in ("error", "consent", "paywall"):
        found = {phrase for phrase in rules["phrases"][kind] if phrase in said}
        in_title = any(phrase in headline for phrase in found)
        longest = rules["longest_under_such_a_title" if in_title else "longest"][kind]
        if len(text) <= longest and len(found) >= rules["least"][kind]:
            return REASONS[kind]
    if len(text) <= rules["longest"]["paywall"] and _said_to_cost(tree):
        return REASONS["paywall"]
    return REASONS["index"] if _is_index(tree, rules["index"]) else ""


def _plain(text: str) -> str:
    return one_line(text).lower().replace("’", "'")


def _said_to_cost(tree: lxml.html.HtmlElement) -> bool:
    """Whether the page's own description says that the article is not free (schema.org)."""
    return any(str(part.get("isAccessibleForFree", "")).lower() == "false" for part in _described(tree))


def _described(tree: lxml.html.HtmlElement) -> Iterator[Mapping[str, object]]:
    for block in tree.xpath("//script[@type='application/ld+json']")[:MOST_LD]:
        try:
            told = json.loads(block.text or "")
        except (ValueError, RecursionError):
            continue
        graph = told.get("@graph") if isinstance(told, dict) else None
        for part in [told, *(told if isinstance(told, list) else []), *(graph or [])]:
            if isinstance(part, dict):
                yield part


def _is_index(tree: lxml.html.HtmlElement, rules: Mapping[str, Any]) -> bool:
    links = [one_line(link.text_content()) for link in tree.iter("a") if not _inside_navigation(link)]
    headlines = [words for words in links if len(words.split()) >= rules["headline_words"]]
    if len(headlines) < rules["least_links"]:
        return False
    outside = [len(one_line("".join(p.itertext()))) - _linked(p) for p in tree.iter("p")]
    longest, told = max(outside, default=0), sum(outside)
    if longest > rules["longest_paragraph"] or told > rules["text_outside"]:
        return False
    linked = sum(map(len, headlines))
    return bool(linked >= rules["link_share"] * (linked + told))


def _linked(paragraph: lxml.html.HtmlElement) -> int:
    return sum(len(one_line(link.text_content())) for link in paragraph.iter("a"))


def _inside_navigation(element: lxml.html.HtmlElement) -> bool:
    return any(above.tag in ("nav", "footer", "header") for above in element.iterancestors())
