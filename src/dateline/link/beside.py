"""What the words right after a name in the text tell of it: its kind, and what it lies in. Pure."""

from __future__ import annotations

import re

from dateline.link.context import CAPITALISED
from dateline.link.names import class_of

__all__ = ["told_with", "wanted_after"]

_ASKING = (
    "county counties parish parishes province provinces district districts governorate governorates "
    "state states region regions oblast oblasts municipality municipalities department departments "
    "township townships"
)
_LISTED = r"[A-Z][\w.'’ -]{2,20}"
_NEXT_WORD = re.compile(
    rf"(?:, (?:and )?{_LISTED}){{0,6}},?(?: (?:and|or) {_LISTED})? "
    rf"(?P<word>(?i:{_ASKING.replace(' ', '|')}))\b"
)
_PLURALS = {"counties": "county", "parishes": "parish", "municipalities": "municipality"}


def wanted_after(body: str, end: int) -> str | None:
    """The kind of place that the word after a name that ends at ``end`` asks for; also after a list of names.

    >>> wanted_after("In Clark and Polk counties", 8), wanted_after("In Clark today", 8)
    ('district', None)
    """
    found = _NEXT_WORD.match(body, end)
    if found is None:
        return None
    word = found["word"].lower()
    word = _PLURALS.get(word, word.removesuffix("s"))
    return class_of(f"X {word}")[1]


_MOST_TOLD = 6
"""Places of a name in a text at which it is looked for what is told with it."""


def told_with(name: str, body: str) -> tuple[str, ...]:
    """The wider places that a text puts after a name and a comma or in brackets, wherever it names it.

    >>> told_with("Springfield", "Springfield, Ohio, was calm. In Springfield (Clark County) too.")
    ('Ohio', 'Clark County')
    """
    told: dict[str, None] = {}
    start = body.find(name) if name else -1
    for _ in range(_MOST_TOLD):
        if start < 0:
            break
        end = start + len(name)
        if body.startswith((", ", " ("), end) and (found := CAPITALISED.match(body, end + 2)):
            told[found.group()] = None
        start = body.find(name, end)
    return tuple(told)
