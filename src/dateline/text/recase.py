"""Give text in one case its capitals back, character for character, so that offsets stay true.

Wire copy of the teletype age is all upper case, and some corpora are all lower case. The parser expects
ordinary case. :func:`recase` lowers everything and capitalises sentence starts and names that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["is_single_case", "recase"]

MIN_LETTERS = 40
"""Shorter text is left alone: a headline of acronyms is not single-case text."""
UPPER_SHARE = 0.85

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|\n\s*|--\s+|[\"“]\s*)([^\W\d_])")
_ACRONYM = re.compile(r"^[^aeiou]{2,5}$")


def is_single_case(text: str) -> bool:
    """Whether ``text`` is (nearly) all upper case, or has no capital at all."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < MIN_LETTERS:
        return False
    upper = sum(1 for c in letters if c.isupper())
    return upper == 0 or upper >= UPPER_SHARE * len(letters)


def recase(text: str, is_name: Callable[[str], bool]) -> str:
    """``text`` in ordinary case; same length, character by character.

    ``is_name`` answers for a lower-case word or a run of two or three words whether it is a proper name.

    >>> recase("PEDRO WAS SHOT IN LIMA. HE DIED.", {"pedro", "lima"}.__contains__)
    'Pedro was shot in Lima. He died.'
    """
    out = list(_lower(text))
    lowered = "".join(out)
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(lowered)]
    for i, (start, end, word) in enumerate(words):
        for width in (3, 2):
            run = words[i : i + width]
            if len(run) == width and is_name(lowered[start : run[-1][1]]):
                for a, _, _ in run:
                    _capitalise(out, a)
                break
        else:
            if is_name(word):
                _capitalise(out, start)
            elif len(word) > 1 and _ACRONYM.match(word) and word not in _CONSONANT_WORDS:
                for k in range(start, end):
                    _capitalise(out, k)
    for match in _SENTENCE_START.finditer(lowered):
        _capitalise(out, match.start(1))
    return "".join(out)


_CONSONANT_WORDS = frozenset(
    [
        "mr",
        "mrs",
        "dr",
        "st",
        "th",
        "rd",
        "nd",
        "by",
        "my",
        "why",
        "try",
        "dry",
        "cry",
        "sky",
        "fly",
        "shy",
        "spy",
        "sly",
        "fry",
        "gym",
        "myth",
        "hymn",
    ]
)


def _lower(text: str) -> str:
    """Lower case without changing the length (a few letters lower to two characters)."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _capitalise(out: list[str], at: int) -> None:
    upper = out[at].upper()
    if len(upper) == 1:
        out[at] = upper
