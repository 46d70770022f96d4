"""Word lists about noun phrases and names, from ``phrases.toml``."""

from __future__ import annotations

from functools import cache

from dateline.errors import CodebookError
from dateline.registry.entries import parse_toml, read_data

__all__ = ["load_phrases"]


@cache
def load_phrases() -> dict[str, frozenset[str]]:
    """List name -> its words, all lower case.

    Raises:
        CodebookError: a list holds something else.
    """
    lists: dict[str, frozenset[str]] = {}
    for name, words in parse_toml(read_data("phrases.toml"), "phrases.toml").items():
        if not isinstance(words, list) or not all(isinstance(w, str) and w == w.lower() for w in words):
            raise CodebookError(f"phrases.toml: {name}: must be a list of lower-case words")
        lists[name] = frozenset(words)
    return lists
