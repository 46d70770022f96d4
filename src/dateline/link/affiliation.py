"""Whether a name in running text names the actor itself or only describes somebody else by it."""

from __future__ import annotations

import re

__all__ = ["is_affiliation"]

_TIED = (
    "linked|affiliated|aligned|allied|inspired|backed|supported|funded|financed|armed|trained|led|run|held|"
    "controlled|occupied|sponsored|dominated|related|supporting|friendly|style|loyal|owned|appointed|affiliate|"
    "affiliates|offshoot|sympathizers|sympathisers|sympathizer|sympathiser|supporters|backers"
)
_AFTER = re.compile(
    rf"(?:['’]s)?(?:[-‐‑–](?:{_TIED})\b|\s(?:linked|affiliated|affiliates?|offshoot|sympathi[sz]ers?|supporters)\b)"
)
_BEFORE = re.compile(
    r"(?:\b(?:pro|anti|ex|non)[-‐‑–]"
    r"|\b(?:linked|links?|ties|tied|affiliated|allied|aligned|loyal|allegiance|sympathetic|connected|close)"
    r" (?:to|with) (?:the )?"
    r"|\b(?:inspired|backed|supported|funded|financed|sponsored|trained) by (?:the )?"
    r"|\b(?:affiliates?|offshoot|splinter group|splinter faction|sympathi[sz]ers?|supporters) of (?:the )?)$",
    re.IGNORECASE,
)
_REACH = 40
"""Characters before a name that are read; the longest pattern is shorter."""


def is_affiliation(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` describes another actor: "IS-linked gunmen", "rebels backed by Rwanda".

    >>> is_affiliation("IS-linked gunmen", 0, 2)
    True
    >>> is_affiliation("IS said", 0, 2)
    False
    """
    return bool(_AFTER.match(text, end)) or bool(_BEFORE.search(text[max(0, start - _REACH) : start]))
