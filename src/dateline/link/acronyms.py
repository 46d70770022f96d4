"""Acronyms that a text introduces itself: "Jalisco New Generation Cartel (CJNG)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.registry import load_phrases

__all__ = ["introduced_acronyms"]

_SHORT_IN_BRACKETS = re.compile(r"\s\(([A-Z][A-Za-z0-9&/-]{1,9})\)")
_SHORT_FIRST = re.compile(r"\b([A-Z][A-Z0-9-]{1,9}) \(((?:the )?[A-Z][^()\n]{5,80})\)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = load_phrases()["small"]
_HEADS = load_phrases()["heads"]


def introduced_acronyms(text: str) -> dict[str, str]:
    """Acronym -> long name, for every acronym that stands in brackets after its long name or the reverse.

    The long name is the shortest run of words before the bracket whose initials spell the acronym, in
    order or (translated names) in another order; failing that, the capitalised run before it if it has
    the head noun of an organisation. An acronym with two long names keeps the first.

    >>> introduced_acronyms("Gunmen of the Jalisco New Generation Cartel (CJNG) fled.")
    {'CJNG': 'Jalisco New Generation Cartel'}
    """
    found: dict[str, str] = {}
    for short, long_name in _introductions(text):
        found.setdefault(short, long_name)
    return found


def _introductions(text: str) -> Iterator[tuple[str, str]]:
    for hit in _SHORT_IN_BRACKETS.finditer(text):
        short = hit.group(1)
        if sum(letter.isupper() for letter in short) < 2:
            continue
        long_name = _long_name(text[max(0, hit.start() - 120) : hit.start()], short)
        if long_name:
            yield short, long_name
    for hit in _SHORT_FIRST.finditer(text):
        inside = hit.group(2).removeprefix("the ")
        initials = [word[0] for word in _WORD.findall(inside) if word.lower() not in _SMALL]
        if _letters(hit.group(1)) == "".join(initials).upper():
            yield hit.group(1), inside


def _long_name(before: str, short: str) -> str | None:
    words = list(_WORD.finditer(before))
    run = _capitalised_run(before, words)
    wanted = _letters(short)
    for first in range(len(run) - 1, -1, -1):
        part = run[first:]
        if part[0].group().lower() in _SMALL:
            continue
        main = [word.group()[0].upper() for word in part if word.group().lower() not in _SMALL]
        every = [word.group()[0].upper() for word in part]
        if wanted in ("".join(main), "".join(every)) or (len(main) > 2 and sorted(main) == sorted(wanted)):
            return before[part[0].start() :]
    heads = {word.group().lower() for word in run}
    if len(run) > 1 and heads & _HEADS:
        return before[run[0].start() :]
    return None


def _capitalised_run(before: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words just before the bracket up to the last that is neither capitalised nor small."""
    run: list[re.Match[str]] = []
    end = len(before)
    for word in reversed(words):
        gap = before[word.end() : end]
        shown = word.group()
        if gap.strip(" -'’\"”“") or not (shown[0].isupper() or shown[0].isdigit() or shown.lower() in _SMALL):
            break
        run.append(word)
        end = word.start()
    run.reverse()
    while run and run[0].group().lower() in _SMALL:
        run.pop(0)
    return run


def _letters(short: str) -> str:
    return "".join(letter for letter in short.upper() if letter.isalnum())
