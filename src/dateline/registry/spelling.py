"""One key for the spellings of one name: case, accents, apostrophes, and the common romanisations.

The rules are those that join spellings in Arabic, Persian, Urdu and Hausa names as the English-language
press writes them without joining other words that stand as a name alone (the index refuses two actors
that come to share a name). What the rules cannot join is listed in ``spelling.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from dateline.errors import CodebookError
from dateline.registry.entries import parse_toml, read_data

__all__ = ["fold_token", "load_spelling"]

_APOSTROPHES = re.compile("['’‘ʼʻʿʾ`´.]")
_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"ou|oo", "u"),  # Houthi, Huthi
        (r"ae|ay|ei|ey", "ai"),  # Qaeda, Qaida; Jaysh, Jaish; Zeid, Zaid
        (r"(.)\1+", r"\1"),  # Shabaab, Shabab
        (r"(?<=\w{4})ah$", "a"),  # Nusrah, Nusra
    )
)


@cache
def load_spelling() -> dict[str, str]:
    """Rule-folded spelling -> the spelling that stands for it, from ``spelling.toml``.

    Raises:
        CodebookError: a spelling is listed for two names.
    """
    table: dict[str, str] = {}
    for name, variants in parse_toml(read_data("spelling.toml"), "spelling.toml").items():
        if not isinstance(variants, list):
            raise CodebookError(f"spelling.toml: {name}: must be a list of spellings")
        for variant in variants:
            key = _by_rule(str(variant))
            if table.get(key, _by_rule(name)) != _by_rule(name):
                raise CodebookError(f"spelling.toml: {name}: {variant!r} is listed for another name too")
            table[key] = _by_rule(name)
    return table


@lru_cache(maxsize=65536)
def fold_token(token: str) -> str:
    """The key of one word of a name.

    >>> fold_token("Qa'ida") == fold_token("Qaeda")
    True
    >>> fold_token("U.N.")
    'un'
    """
    key = _by_rule(token)
    return load_spelling().get(key, key)


def _by_rule(token: str) -> str:
    plain = _APOSTROPHES.sub("", token).casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
        plain = plain.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    if len(plain) < 4 or not plain.isalpha() or (len(plain) == 4 and token.isupper()):
        return plain  # short acronyms keep every letter: LAAF is not LAF
    for pattern, to in _RULES:
        plain = pattern.sub(to, plain)
    return plain
