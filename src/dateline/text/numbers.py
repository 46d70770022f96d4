"""Number words and vague quantities to ranges, by the counting rules.

"At least 20" and "more than 20" are 20 and up (a round figure is no exact bound); "dozens" is 24 and up; "up
to 22" has no lower bound; nothing is ever 0 because it was not said. ``None`` on a side is unknown or
unbounded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from text_to_num import text2num

__all__ = ["VAGUE", "quantity"]

VAGUE: dict[str, int] = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "many": 3, "numerous": 3,
    "tens": 20, "multiple": 2, "handful": 3, "millions": 2000000,
}  # fmt: skip
"""Vague words and the least they mean ("dozens": two dozen). They have no upper bound."""
_EXACT = {
    "a": 1, "an": 1, "single": 1, "sole": 1, "couple": 2, "pair": 2, "both": 2, "dozen": 12,
    "half-dozen": 6, "score": 20, "trio": 3, "duo": 2,
}  # fmt: skip
_DOZEN = 12
_BETWEEN = frozenset({"between", "to", "or", "-", "–"})
_AT_LEAST = frozenset({"least", "minimum", "over", "exceeding", "upwards"})
_AT_MOST = frozenset({"up", "most", "maximum", "under"})
_DIGITS = re.compile(r"^\d{1,3}(?:[,  ]\d{3})+$|^\d+$")
_RANGE = re.compile(r"^(\d+)[-–](\d+)$")


def quantity(words: Sequence[str]) -> tuple[int | None, int | None] | None:
    """The range that a quantifying phrase states, or ``None`` when it states none.

    >>> quantity(["at", "least", "20"]), quantity(["dozens", "of"]), quantity(["up", "to", "22"])
    ((20, None), (24, None), (None, 22))
    >>> quantity(["two", "dozen"]), quantity(["more", "than", "850"]), quantity(["the", "brave"])
    ((24, 24), (850, None), None)
    """
    lowered = [w.lower() for w in words if w.strip()]
    numbers = _numbers(lowered)
    if not numbers:
        return _vague(lowered)
    low = high = numbers[0]
    if len(numbers) == 2 and (_BETWEEN.intersection(lowered) or any(_RANGE.match(w) for w in lowered)):
        low, high = sorted(numbers[:2])
        return low, high
    present = set(lowered)
    if "several" in present:
        return VAGUE["several"] * low, None
    if present & _AT_LEAST or ("more" in present and present & {"than", "or"}):
        return low, None
    if "fewer" in present or "less" in present:
        return None, low - 1
    if present & _AT_MOST or ("many" in present and "as" in present):
        return None, high
    return low, high


def _vague(words: list[str]) -> tuple[int | None, int | None] | None:
    joined = set(words)
    for word in words:
        if word in VAGUE and not (word == "many" and "as" in joined):
            return VAGUE[word], None
    if "number" in joined and "a" in joined:
        return 2, None
    if {"half", "dozen"} <= joined:
        return _DOZEN // 2, _DOZEN // 2
    for word in words:
        if word in _EXACT and word not in {"a", "an"}:
            return _EXACT[word], _EXACT[word]
    if words and words[0] in {"a", "an"}:
        return 1, 1
    return None


def _numbers(words: list[str]) -> list[int]:
    found: list[int] = []
    run: list[str] = []
    for word in [*words, ""]:
        matched = _RANGE.match(word)
        if word in VAGUE:
            run = _flush(run, found)
        elif matched:
            found.extend(int(g) for g in matched.groups())
        elif _DIGITS.match(word):
            run = _flush(run, found)
            found.append(int(re.sub(r"\D", "", word)))
        elif word in {"dozen", "hundred", "thousand", "million"} and not run and found:
            found[-1] *= {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6}[word]
        elif word == "dozen" and run:
            value = _words_value(" ".join(run))
            run = []
            found.append(12 * value if value is not None else 12)
        elif _is_number_word(word) or (run and word in {"and", "-"}):
            run.append(word)
        else:
            run = _flush(run, found)
    return found


def _flush(run: list[str], found: list[int]) -> list[str]:
    while run and run[-1] in {"and", "-"}:
        run.pop()
    if run:
        value = _words_value(" ".join(w for w in run if w != "-"))
        if value is not None:
            found.append(value)
    return []


@lru_cache(maxsize=4096)
def _is_number_word(word: str) -> bool:
    return (
        bool(word)
        and word[0].isalpha()
        and word not in _EXACT
        and word not in VAGUE
        and _words_value(word) is not None
    )


@lru_cache(maxsize=4096)
def _words_value(text: str) -> int | None:
    if text in {"second", "seconds", "first", "third"}:
        return None
    try:
        return int(text2num(text, "en"))
    except ValueError:
        return None
