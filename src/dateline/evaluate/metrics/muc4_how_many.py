"""How many a target is, by the words on and before its mention."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from dateline.evaluate.corpora.muc4_fills import Number
from dateline.text.numbers import VAGUE, quantity

__all__ = ["PLURAL", "how_many"]

PLURAL = Number(low=None, high=None)
"""More than one, not said how many."""

_WORDS_BEFORE = 4
_CHARACTERS_BEFORE = 50
_OF = re.compile(r"\s+of(?:\s+(?:his|her|its|the|their|those))?\s*$", re.IGNORECASE)
"""Of "dozens of buses" and "two of his guards" the number stands before it."""
_WORD = re.compile(r"[^\W_][\w,.'’-]*[^\W_]|[^\W_]")
_CLAUSE_END = re.compile(r"[.;:()\[\]\"]|,(?=\s)|\b(?:and|or|of|in|by|with|to|from|at)\b", re.IGNORECASE)
_ABOUT = frozenset({"about", "almost", "approximately", "around", "nearly", "roughly", "some"})
_BOUNDS = frozenset(
    {"about", "almost", "approximately", "around", "as", "at", "between", "fewer", "least", "less", "many"}
    | {"more", "most", "nearly", "over", "roughly", "some", "than", "to", "under", "up"}
)
_OF_VERBS = frozenset({"over", "under", "up"})
_ABBREVIATED = re.compile(r"\bU\.S\.", re.IGNORECASE)
_ONE = Number(low=1, high=1)
_SINGULAR_S = re.compile(r"(?:ss|us|is|ness|bus|news|boss|headquarters|police)$", re.IGNORECASE)
_PLURALS = frozenset(
    {"children", "crew", "family", "people", "personnel", "police", "population", "staff", "transportation"}
)
_AFTER_NOUN = re.compile(
    r"[,\[(]|\s(?:of|in|from|at|on|who|that|which|belonging|near|with|to|for|around|along|between|by|whose|involved|linking)\s",
    re.IGNORECASE,
)


def how_many(start: int, words: str, text: str) -> Number:
    """The number of what the mention ``words`` at ``start`` of ``text`` speaks of: as a number word on it or
    before it says, else one or several by the form of its noun."""
    noun_phrase = _AFTER_NOUN.split(words, maxsplit=1)[0] or words
    window = _ABBREVIATED.sub("US", text[max(0, start - _CHARACTERS_BEFORE) : start]) if start else ""
    bare = _OF.sub("", window)
    if bare != window and quantity(_WORD.findall(bare.lower())[-1:]):
        window = bare
    led = _WORD.findall(_CLAUSE_END.split(window)[-1])[-_WORDS_BEFORE:]
    stated = _stated([word.lower() for word in (*led, *_WORD.findall(noun_phrase))])
    if stated is not None:
        return stated
    return PLURAL if _is_plural(noun_phrase) else _ONE


def _stated(words: Sequence[str]) -> Number | None:
    """The number that the words say; vague words ("dozens") say only that there are several."""
    pairs = list(itertools.pairwise((*_last_number(words), "")))
    amount = quantity([word for word, after in pairs if word not in ("a", "an") and _counts(word, after)])
    if amount is None:
        return None
    if VAGUE.keys() & set(words):
        return PLURAL
    about = any(word in _ABOUT and quantity([after]) for word, after in pairs)
    return Number(low=amount[0], high=amount[1], about=about)


def _last_number(words: Sequence[str]) -> Sequence[str]:
    """The words from the last number on, with those that bound it: of "nine, at least one" the latter."""
    last = next((at for at in range(len(words) - 1, -1, -1) if _is_number(words[at])), 0)
    while last and (_is_number(words[last - 1]) or words[last - 1] in _BOUNDS):
        last -= 1
    return words[last:]


def _is_number(word: str) -> bool:
    return word not in ("a", "an") and quantity([word]) is not None


def _counts(word: str, after: str) -> bool:
    """Whether a preposition is part of a number ("up to 9", "over 9") and not of a verb ("blew up nine")."""
    return word not in _OF_VERBS or after == "to" or (word != "up" and quantity([after]) is not None)


def _is_plural(noun_phrase: str) -> bool:
    noun = (noun_phrase.split() or [""])[-1].lower().strip(".,'\"")
    if noun in _PLURALS or noun.endswith("men") or " and " in noun_phrase.lower():
        return True
    return noun.endswith("s") and not _SINGULAR_S.search(noun)
