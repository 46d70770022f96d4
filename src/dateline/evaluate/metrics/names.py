"""Whether two wordings name the same actor, and whether a wording names nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Iterable

from anyascii import anyascii

__all__ = ["GENERIC_ID", "fold", "is_generic", "names_agree", "tokens"]

_WORD = re.compile(r"[a-z0-9]+")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s?\b")

_LIGHT_WORDS = (
    "a an the of in and for by at on to his her their its our al el "
    "one two three four five six seven eight nine ten eleven twelve dozen dozens several some many about "
    "least hundred hundreds thousand thousands other others more"
)
LIGHT = frozenset(_LIGHT_WORDS.split())
"""Words that do not tell actors apart: articles, particles and numbers ("five men", "the men")."""

_GENERIC_WORDS = (
    "unknown unidentified unnamed unspecified armed masked suspected alleged gunman gunmen attacker "
    "attackers assailant assailants militant militants insurgent insurgents rebel rebels bandit bandits "
    "fighter fighters bomber bombers suicide people person persons man men woman women individual "
    "individuals group groups mob suspect suspects terrorist terrorists perpetrator perpetrators arsonist "
    "arsonists someone they he she who soldier soldiers troop troops forces force police officers officer "
    "authorities protester protesters demonstrator demonstrators crowd crowds civilian civilians"
)
GENERIC = frozenset(_GENERIC_WORDS.split())
"""Words that name no particular actor by themselves."""

GENERIC_ID = "generic:"
"""How the ids of unnamed actors begin ("generic:gunmen")."""


def fold(text: str) -> str:
    """Lower-case ASCII, initials joined ("U.S." is "us"), possessive endings off.

    >>> fold("Gdańsk's U.S. envoy")
    'gdansk us envoy'
    """
    plain = anyascii(text).lower()
    plain = _INITIALS.sub(lambda found: found.group().replace(".", ""), plain)
    return _POSSESSIVE.sub("", plain)


def tokens(text: str) -> frozenset[str]:
    """The telling words of a name, folded, without number words and without a plural ``s``.

    >>> sorted(tokens("at least five Maoist rebels of Al-Qaida"))
    ['maoist', 'qaida', 'rebel']
    """
    words = (word for word in _WORD.findall(fold(text)) if word not in LIGHT and not word.isdigit())
    return frozenset(
        word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word for word in words
    )


def names_agree(found: Iterable[str], gold: Iterable[str]) -> bool:
    """Whether the words of any name of one side are all among the words of a name of the other.

    >>> names_agree(["the Harbour Army"], ["Harbour Army (northern wing)"])
    True
    >>> names_agree(["Harbour Army"], ["Hill Army"])
    False
    """
    ours = [words for words in map(tokens, found) if words]
    theirs = [words for words in map(tokens, gold) if words]
    return any(a <= b or b <= a for a in ours for b in theirs)


def is_generic(text: str, name: str | None, actor_id: str | None = None) -> bool:
    """Whether an actor's words name nobody in particular: no capitalised word but a generic first one.

    An actor with a generic id names nobody; any other linked actor counts by its registry name.

    >>> is_generic("Armed men", None), is_generic("gunmen", "Harbour Army"), is_generic("Harbour Army", None)
    (True, False, False)
    """
    if actor_id is not None and actor_id.startswith(GENERIC_ID):
        return True
    if name is not None:
        return bool(words := _WORD.findall(fold(name))) and all(word in GENERIC for word in words)
    written = text.split()
    return all(not word[:1].isupper() or fold(word).strip(".,") in GENERIC | LIGHT for word in written)
