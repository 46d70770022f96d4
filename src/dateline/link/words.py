"""Running text as the words names are made of: each with its place in the text and its folded key."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.registry import fold_token

__all__ = ["Word", "joined", "words_of"]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:['’‘ʼʻʿʾ`´]\w+)*")
_POSSESSIVE = re.compile(r"['’ʼ`´][sS]$")
_JOINTS = frozenset(" -\n\t‐‑–'’./&\u00a0")
_HYPHENS = frozenset("-‐‑–")
_ARTICLES = frozenset({"al", "el", "ul", "as", "ash", "an", "ad", "at", "az", "ar"})
"""The Arabic article, also as it sounds before sun letters. Only "al" counts without a hyphen: "el", "as"
and "an" are words of other languages."""


@dataclass(frozen=True, slots=True)
class Word:
    """``text[start:end]`` without a possessive ending (``stop`` is after it) and with an Arabic article."""

    start: int
    end: int
    stop: int
    key: str
    text: str
    article: bool = False


def words_of(text: str) -> list[Word]:
    """The words of ``text`` in order.

    >>> [word.key for word in words_of("Al-Qaeda's U.N. envoy")]
    ['qaida', 'un', 'envoy']
    """
    words: list[Word] = []
    article: int | None = None  # start of an Arabic article that belongs to the next word
    for found in _WORD.finditer(text):
        start, stop = found.span()
        shown = found.group()
        if article is None and _is_article(shown, text, stop):
            article = start
            continue
        ending = _POSSESSIVE.search(shown)
        bare = shown[: ending.start()] if ending else shown
        begin = start if article is None else article
        end = start + len(bare)
        words.append(Word(begin, end, stop, fold_token(bare), text[begin:end], article is not None))
        article = None
    return words


def _is_article(shown: str, text: str, stop: int) -> bool:
    if shown.casefold() not in _ARTICLES or stop + 1 >= len(text) or not text[stop + 1].isalnum():
        return False
    if text[stop] in _HYPHENS:
        return True
    return text[stop] == " " and shown in {"al", "Al", "AL"} and text[stop + 1].isupper()


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether two neighbouring words can belong to one name: only a space, dash or line end between."""
    gap = text[left.stop : right.start]
    if gap == ". ":
        return len(left.text) == 1  # an initial: "Stephen J. Townsend"
    if gap in {" – ", " - "}:
        return True  # "Islamic State – Khorasan Province"
    return len(gap) <= 2 and _JOINTS.issuperset(gap) and gap != "\n\n"
