"""How a name must be written to count: its capitals, and the Arabic article of a lone word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.link.words import Word
from dateline.registry import Actor

__all__ = ["Name", "capitals_fit", "is_acronym", "written_as"]

_TITLE_CASE_FROM = 4
"""Acronyms of at least so many letters are also read in title case ("Nato", "Isis"); shorter ones, "Eta"
or "Ira", are too often a given name."""
_CAPS_REACH = 60
"""Characters either side that tell whether an acronym stands in a line of capitals."""


@dataclass(slots=True)
class Name:
    """One name in one spelling: who owns it, who shares it, and how it must be written."""

    shown: str
    acronym: bool
    article: bool
    owners: list[Actor] = field(default_factory=list)
    sharers: list[Actor] = field(default_factory=list)
    cased: bool = False

    def alike(self, shown: str, acronym: bool, article: bool) -> bool:
        """Whether another name is written by the same rule, so that one entry holds both."""
        exact = acronym and not (shown.isupper() and self.shown.isupper())
        same = shown == self.shown if exact else True
        return same and (self.acronym, self.article) == (acronym, article)


def is_acronym(name: str) -> bool:
    """All capitals ("IS", "M23"), or short with several ("LeT", "FAMa")."""
    capitals = sum(letter.isupper() for letter in name)
    return capitals > 0 and len(name) > 1 and (name == name.upper() or (capitals > 1 and len(name) < 7))


def written_as(name: Name, text: str, words: Sequence[Word]) -> bool:
    """Whether article and capitals fit: a lone word with "al-" in the registry has it in the text too; an
    acronym is written as listed, in capitals, or (long ones) in title case; any other name has at least
    one capital letter."""
    if name.article and not words[0].article:
        return False
    if not name.acronym:
        uncased = name.shown.lower() == name.shown  # also in a script without capitals
        return uncased or any(letter.isupper() for word in words for letter in word.text)
    shown, listed = words[0].text.replace(".", ""), name.shown.replace(".", "")
    if shown.upper() != listed.upper():
        return False  # the folding joined other letters: Sanaa is not SANA
    if not listed.isupper():
        return shown == listed
    if shown.isupper():
        return not (name.cased and _in_capitals(text, words[0]))
    return len(shown) >= _TITLE_CASE_FROM and shown.istitle() and not name.cased


def _in_capitals(text: str, word: Word) -> bool:
    around = text[max(0, word.start - _CAPS_REACH) : word.start] + text[word.end : word.end + _CAPS_REACH]
    lower = sum(letter.islower() for letter in around)
    upper = sum(letter.isupper() for letter in around)
    return upper > 10 and lower < upper // 4


def capitals_fit(shown: str, words: Sequence[Word]) -> bool:
    """Country words stand with a capital, their acronyms in capitals: "US forces", not "let us forces"."""
    first = words[0].text
    if is_acronym(shown):
        return first == first.upper()
    return any(letter.isupper() for letter in first[:2])  # "eSwatini"
