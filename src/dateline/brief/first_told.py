"""What a report says of the silence before a statement: "its first audio message in two years".

That is the report's own reckoning: it is quoted, and never counted with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["first_told"]

_LENGTH = r"(?:days?|weeks?|months?|years?|decades?)"
_FIRST = re.compile(
    r"\b(?:(?:a|an|the|its|his|her|their)\s)?first(?:\s[\w’'-]+){0,6}?\s"
    rf"(?:(?:in|for)(?:\s[\w-]+){{1,4}}?\s{_LENGTH}|since(?:\s[\w-]+){{0,2}}?\s\d{{4}})\b",
    re.IGNORECASE,
)
"""Six words may stand between "first" and how long: what it is the first of. Every step is bounded, as texts
come from anywhere."""
_SILENCE = re.compile(
    rf"\b(?:after|broke|breaking|ended|ending)(?:\s[\w’'-]+){{1,5}}?[\s-]{_LENGTH}(?:\sof)?\ssilence\b"
    rf"|\b(?:after|broke|breaking|ended|ending)(?:\s[\w’'-]+){{1,3}}?\ssilence\sof(?:\s[\w-]+){{1,4}}?\s{_LENGTH}\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:statements?|messages?|speech|address|addresses|recordings?|audio|video|videos|letters?|interviews?|"
    r"appearances?|broadcasts?|communiqu[ée]s?|remarks|comments?|announcements?|sermons?|conferences?)\b",
    re.IGNORECASE,
)
"""What must be the first: "the first attack in two years" says nothing of a silence."""


def first_told(sentences: Iterable[str]) -> str:
    """The words that tell it, of the first sentence that has such; ``""`` where none does.

    >>> first_told(["The group issued its first video message in three years on Monday."])
    'its first video message in three years'
    >>> first_told(["He vowed revenge for the first air strike in two years."])
    ''
    """
    for sentence in sentences:
        for found in _FIRST.finditer(sentence):
            if _SPEECH.search(found[0]):
                return found[0]
        if silence := _SILENCE.search(sentence):
            return silence[0]
    return ""
