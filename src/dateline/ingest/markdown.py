"""Markdown: the words without the marks, one block a paragraph."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dateline.ingest.article import Article
from dateline.ingest.text import decoded, split_front_matter

__all__ = ["read_markdown"]

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
"""HTML inside Markdown is kept as the characters it is: nothing is lost and nothing is run."""


def read_markdown(data: bytes) -> Article:
    """A ``.md`` file: front matter, and a first heading of level one as the title unless that names one."""
    told, text = split_front_matter(decoded(data))
    tokens = MARKDOWN.parse(text)
    title: dict[str, str] = {}
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = {"title": _words(tokens[1])}
        tokens = tokens[3:]
    blocks = [_words(token) for token in tokens if token.type in ("inline", "fence", "code_block")]
    return Article(text="\n\n".join(filter(None, blocks)), told=title | dict(told))


def _words(token: Token) -> str:
    """The text of one block; an image gives the words that stand for it."""
    if token.children is None:
        return token.content
    words = []
    for child in token.children:
        if child.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif child.type in ("text", "code_inline", "image"):
            words.append(child.content)
    return "".join(words).strip()
