"""Actor names of a sentence, and the sentence with two of them exchanged; for :mod:`benchmarks.swap`.

Only names that fit into each other's place are exchanged: a plural for a plural, one soldier for one rebel,
a name for a name. What is exchanged is exchanged throughout the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["KINDS", "Exchange", "exchanges"]

KINDS = ("state force and rebel group", "nationality and nationality", "group and group")

_SEVERAL = {
    "state": "soldiers|troops|security forces|government forces|government troops|policemen"
    "|police officers|paramilitaries",
    "rebel": "rebels|militants|insurgents|guerrillas|guerillas|separatists|jihadists|militiamen"
    "|rebel fighters|rebel forces|islamists|Islamists|Maoists",
}
_ONE = {
    "state": "soldier|policeman|police officer|serviceman|constable",
    "rebel": "rebel|militant|insurgent|guerrilla|guerilla|separatist|jihadist|militiaman|Maoist",
}
_GROUPS = (
    "Boko Haram", "Hamas", "Hezbollah", "al-Qaeda", "Al-Qaeda", "Al Qaeda", "al Qaeda", "al-Shabaab",
    "Al-Shabaab", "Al Shabaab", "al-Nusra Front", "Lashkar-e-Taiba", "Jaish-e-Mohammed", "ISIL", "ISIS",
    "Islamic Jihad", "Abu Sayyaf", "Jemaah Islamiyah", "Hizbul Mujahideen", "Hayat Tahrir al-Sham", "Fatah",
    "Taliban", "Islamic State", "Islamic State of Iraq and the Levant", "Islamic State of Iraq and Syria",
    "Islamic State in Iraq and the Levant", "Islamic State of Iraq", "Houthis", "Kurdistan Workers' Party",
    "PKK", "FARC", "ELN", "ETA", "Tamil Tigers", "LTTE", "Lord's Resistance Army", "Haqqani network",
    "Moro Islamic Liberation Front", "Free Syrian Army", "Syrian Democratic Forces", "M23",
    "Allied Democratic Forces", "New People's Army", "Naxalites", "Shining Path", "Sinaloa Cartel",
    "Tehrik-i-Taliban Pakistan", "Pakistani Taliban", "Rapid Support Forces", "Arakan Army", "Mahdi Army",
    "Balochistan Liberation Army", "YPG", "TTP", "Islamic Courts Union", "United Liberation Front of Asom",
    "Army of Islam", "Ansar al-Sharia", "Ahrar al-Sham",
)  # fmt: skip
_NATIONS: Mapping[str, str] = {
    "Afghanistan": "Afghan", "Algeria": "Algerian", "Armenia": "Armenian", "Australia": "Australian",
    "Azerbaijan": "Azerbaijani", "Bahrain": "Bahraini", "Bangladesh": "Bangladeshi", "Belgium": "Belgian",
    "Brazil": "Brazilian", "Britain": "British", "Cambodia": "Cambodian", "Cameroon": "Cameroonian",
    "Canada": "Canadian", "Chad": "Chadian", "China": "Chinese", "Colombia": "Colombian",
    "Egypt": "Egyptian", "Eritrea": "Eritrean", "Ethiopia": "Ethiopian", "France": "French",
    "Georgia": "Georgian", "Germany": "German", "Haiti": "Haitian", "Honduras": "Honduran",
    "India": "Indian", "Indonesia": "Indonesian", "Iran": "Iranian", "Iraq": "Iraqi", "Israel": "Israeli",
    "Italy": "Italian", "Japan": "Japanese", "Jordan": "Jordanian", "Kenya": "Kenyan", "Kuwait": "Kuwaiti",
    "Lebanon": "Lebanese", "Libya": "Libyan", "Mali": "Malian", "Mexico": "Mexican",
    "Mozambique": "Mozambican", "Myanmar": "Burmese", "Nepal": "Nepalese", "Niger": "Nigerien",
    "Nigeria": "Nigerian", "North Korea": "North Korean", "Norway": "Norwegian", "Pakistan": "Pakistani",
    "Palestine": "Palestinian", "Peru": "Peruvian", "Qatar": "Qatari", "Russia": "Russian",
    "Rwanda": "Rwandan", "Saudi Arabia": "Saudi", "Serbia": "Serbian", "Somalia": "Somali",
    "South Korea": "South Korean", "Spain": "Spanish", "Sudan": "Sudanese", "Sweden": "Swedish",
    "Syria": "Syrian", "Tunisia": "Tunisian", "Turkey": "Turkish", "Uganda": "Ugandan",
    "Ukraine": "Ukrainian", "Venezuela": "Venezuelan", "Yemen": "Yemeni", "Zimbabwe": "Zimbabwean",
}  # fmt: skip
_PEOPLES = frozenset(adjective for adjective in _NATIONS.values() if adjective.endswith(("n", "i")))
"""Adjectives that are also what one person is called, and with an "s" several."""

_PART_OF_MORE = (
    r"(?! ?-)(?! (?:station|stations|chief|chiefs|spokes\w+|headquarters|commander|commanders|leader|leaders"
    r"|group|groups|force|forces|movement|base|bases|officer|officers|post|posts|patrol|fighters|held"
    r"|stronghold|convoy|commissioner|custody|checkpoint|department|academy|camp|faction|factions"
    r"|organi[sz]ation|coalition|unit|units|helicopter|vehicle|source|sources|official|officials)\b)"
)
"""What makes a word before it a part of a longer name or description, which is left whole."""
_LABELS = re.compile(
    r"(?: |-)(?:militants?|fighters?|rebels?|insurgents?|terrorists?|guerrillas?|forces?|group|leaders?"
    r"|commanders?|members?|gunm[ae]n|jihadists?|militia(?:men)?|movement|cells?|bombers?|officials?|extremists?|network"
    r"|cadres?|positions?|targets?|strongholds?|attacks?|affiliates?|Islamists?|spokes\w+|offensive|government"
    r"|regime|\w+ leader|\w+ commander|supporters?|suspects?|linked|affiliated|led|controlled|held|based)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:group|militants?|rebels?|insurgents?|organi[sz]ation|movement|extremists?|terrorists?|party|militia"
    r"|suspected|alleged|banned|outlawed|-|the|\w+ist|\w+ed|\w+(?:ian|ese|ani))$",
    re.IGNORECASE,
)
"""Words beside a group's name that describe it: there no state's force fits, another group does."""


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ADJECTIVE = re.compile(rf"\b(?:{_one_of(_NATIONS.values())})s?\b")
_COUNTRY = re.compile(rf"\b(?:{_one_of(_NATIONS)})\b")
_PEOPLE = {
    (kind, side): re.compile(rf"(?<!-)\b(?:{words})\b{_PART_OF_MORE}", re.IGNORECASE)
    for kind, listed in (("several", _SEVERAL), ("one", _ONE))
    for side, words in listed.items()
}
_BODY = re.compile(
    rf"\bthe (?:(?:{_one_of(_NATIONS.values())}) )?(?:army|military|armed forces|security forces)\b"
    rf"{_PART_OF_MORE}",
    re.IGNORECASE,
)
_GROUP = re.compile(rf"(?<![-\w])(?:[Tt]he )?(?:{_one_of(_GROUPS)})\b(?! (?:in|of) )")
_FORCE_BEFORE = re.compile(r"\b(?:army|military|police|government|rebel|militant)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a sentence: what it may be exchanged as, and its words as they are put elsewhere."""

    start: int
    end: int
    kind: str
    """``several`` or ``one`` under arms, ``body`` (a force or group by name), ``label`` (a group's name that
    describes others), ``adjective``, ``country``, ``people``."""
    side: str
    """``state`` or ``rebel``; empty for nationalities."""
    words: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A sentence and the same with ``first`` and ``second`` in each other's place."""

    kind: str
    first: str
    second: str
    sentence: str
    exchanged: str


def exchanges(sentence: str) -> Iterator[Exchange]:
    """Every exchange of two names that ``sentence`` allows, in reading order.

    >>> [e.exchanged for e in exchanges("A rebel and a Malian official said troops killed two militants.")]
    ['A rebel and a Malian official said militants killed two troops.']
    """
    names = _names(sentence)
    told: dict[tuple[str, str, str], list[_Name]] = {}
    for name in names:
        told.setdefault((name.kind, name.side, name.words), []).append(name)
    keys = list(told)
    for at, first in enumerate(keys):
        for second in keys[at + 1 :]:
            kind = _fits(first, second)
            if kind is not None:
                swapped = _put(sentence, told[first], told[second])
                yield Exchange(kind, first[2], second[2], sentence, swapped)


def _fits(first: tuple[str, str, str], second: tuple[str, str, str]) -> str | None:
    """The kind of an exchange of two names, or ``None`` when they do not fit into each other's place."""
    named = {first[0], second[0]} <= {"body", "label"} and first[1] == second[1] == "rebel"
    if named and first[2].lower() != second[2].lower() and _articled(first[2]) == _articled(second[2]):
        return KINDS[2]
    if first[0] != second[0]:
        return None
    if first[0] in {"adjective", "country", "people"}:
        return KINDS[1]
    return KINDS[0] if first[1] != second[1] else None


def _articled(name: str) -> bool:
    return name.startswith("the ")


def _names(sentence: str) -> list[_Name]:
    """The names of the sentence, longest first where they overlap, in reading order."""
    found = sorted(_found(sentence), key=lambda n: (n.start - n.end, n.start))
    kept: list[_Name] = []
    for name in found:
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


def _found(sentence: str) -> Iterator[_Name]:
    for (kind, side), pattern in _PEOPLE.items():
        for match in pattern.finditer(sentence):
            if not _FORCE_BEFORE.search(sentence[: match.start()].rstrip()):
                yield _Name(*match.span(), kind, side, _plain(match.group()))
    for match in _BODY.finditer(sentence):
        yield _Name(*match.span(), "body", "state", _plain(match.group()))
    for match in _GROUP.finditer(sentence):
        words = match.group()
        described = _LABELS.match(sentence, match.end()) or _LABELLED.search(
            sentence[: match.start()].rstrip()
        )
        kind = "label" if described else "body"
        yield _Name(*match.span(), kind, "rebel", "the" + words[3:] if words.startswith("The ") else words)
    for match in _COUNTRY.finditer(sentence):
        yield _Name(*match.span(), "country", "", match.group())
    for match in _ADJECTIVE.finditer(sentence):
        several = match.group().endswith("s")
        if not several or match.group()[:-1] in _PEOPLES:
            yield _Name(*match.span(), "people" if several else "adjective", "", match.group())


def _plain(words: str) -> str:
    """As in the middle of a sentence: names of peoples keep their capital."""
    return " ".join(
        w if w in _NATIONS.values() or w.lower().startswith("maoist") else w.lower() for w in words.split()
    )


def _put(sentence: str, first: Sequence[_Name], second: Sequence[_Name]) -> str:
    """``sentence`` with each of ``first`` written as one of ``second`` and the reverse."""
    out, at = "", 0
    rows = [(n, second[0].words) for n in first] + [(n, first[0].words) for n in second]
    for name, words in sorted(rows, key=lambda row: row[0].start):
        before = sentence[at : name.start]
        out += _with_article(before, words)
        out += words[0].upper() + words[1:] if _opens(out) else words
        at = name.end
    return out + sentence[at:]


def _opens(before: str) -> bool:
    """Whether what comes next opens a sentence."""
    return not before.strip(" \"“'‘") or before.rstrip().endswith(":")


def _with_article(before: str, words: str) -> str:
    """``before`` with its last "a" or "an" fitting ``words``."""
    article = re.search(r"\b(a|an) $", before, re.IGNORECASE)
    if article is None:
        return before
    fitting = "an" if words[0].lower() in "aeio" else "a"
    if article[1][0].isupper():
        fitting = fitting.capitalize()
    return f"{before[: article.start(1)]}{fitting} "
