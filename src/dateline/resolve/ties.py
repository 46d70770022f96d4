"""The words in a sentence that tie what it tells to another event: "arrested over Monday's bombing".

The words are data (``data/ties.toml``). Nothing here looks for the event itself (:mod:`.relations`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dateline.model import BODY, RelationKind, Status
from dateline.resolve.cases import Case

__all__ = ["Tie", "sentence_bounds", "ties_of"]

REACH = 90
"""Characters between the tying words and the event that they govern; the longest seen meant is 80."""
NEAR = 60
"""Characters between the account's own words and a short tying word: "blamed the northern command for"."""
BACK = 300
"""Characters that are read on either side of the account's own words: one sentence of a report."""
TELLINGS = 4
"""Sentences of one account that are read: those that retell it later mostly repeat."""
_EDGE = re.compile(r"[.!?]['\"\u2019\u201d)]*\s|\n")
_DAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day('s|\u2019s)?\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|its|their|his|her|earlier|last \w+('s|\u2019s)?|yesterday('s|\u2019s)?"
    r"|\w+day('s|\u2019s)|latest|\w+('s|\u2019s))\W",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[.;:!?\n]|,? (?:after|but|while|when|as|because|until|before)\b|,? and (?:say|said|was|were|is|are)\b"
    r"|\b(?:any|all|every|no|such) (?=\w)",
    re.IGNORECASE,
)
"""Where the reach of tying words ends; "any attack" speaks of none in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That an account's sentence speaks of another event.

    ``start``..``end`` are the tying words in the body, ``reach`` where what they govern ends at the latest.
    ``noun_end`` is the end of a noun that tells an event, ``types`` what such an event may be; 0 and none
    where no such noun follows. ``definite``: the noun speaks of an event already known ("the attack").
    ``weekday`` is 0 for Monday, -1 where none is told.
    """

    kind: RelationKind
    start: int
    end: int
    reach: int
    noun_end: int = 0
    types: frozenset[str] = frozenset()
    definite: bool = False
    weekday: int = -1


def ties_of(case: Case) -> Iterator[Tie]:
    """The ties that the sentences of ``case`` tell, in order, at most one of a kind in a sentence.

    A case that only threatens or denies begins no tie but that of its own type.
    """
    table = _table()
    event_type = case.account.event_type
    kinds = table.of_type.get(event_type, ()) + (table.of_any if case.reality == "deed" else ())
    if case.account.claim is not None and case.account.status is Status.CLAIMED:
        kinds = tuple(row for row in kinds if row.kind is not RelationKind.CLAIM)
    body = case.document.body
    own = [span.start for row in case.account.of("event_type") for span in row.spans if span.part == BODY]
    for (start, end), first in _sentences(case).items():
        text = body[start:end]
        low = text.lower()
        for row in kinds:
            found = list(row.words.finditer(text)) if any(stem in low for stem in row.stems) else []
            if row.near is not None:
                found += row.near.finditer(text, first - start, first - start + NEAR)
            ties = [_tie(row.kind, text, words, start) for words in found]
            # What stands where the tying words lead is the event and not its follow-up.
            ties = [t for t in ties if not any(t.end <= at < (t.noun_end or t.reach) for at in own)]
            if ties:
                yield next((tie for tie in ties if tie.noun_end), ties[0])


def sentence_bounds(body: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of ``body`` around ``[start, end)``, :data:`BACK` characters on either side at most."""
    low, high = max(0, start - BACK), min(len(body), end + BACK)
    for edge in _EDGE.finditer(body, low, start):
        low = edge.end()
    after = _EDGE.search(body, end, high)
    return low, after.start() if after else high


def _sentences(case: Case) -> dict[tuple[int, int], int]:
    """Bounds of the sentences that tell the account -> where its own words begin in them."""
    spans = [span for row in case.account.of("event_type") for span in row.spans if span.part == BODY]
    found: dict[tuple[int, int], int] = {}
    for span in spans[:TELLINGS]:
        found.setdefault(sentence_bounds(case.document.body, span.start, span.end), span.start)
    return found


def _tie(kind: RelationKind, text: str, words: re.Match[str], offset: int) -> Tie:
    stop = _CLAUSE_END.search(text, words.end())
    reach = min(words.end() + REACH, stop.start() if stop else len(text))
    noun = _table().noun.search(text, words.end())
    if noun is None or noun.end() > reach:
        return Tie(kind=kind, start=offset + words.start(), end=offset + words.end(), reach=offset + reach)
    between = text[words.start() : noun.end()]
    day = _DAY.search(between)
    return Tie(
        kind=kind,
        start=offset + words.start(),
        end=offset + words.end(),
        reach=offset + reach,
        noun_end=offset + noun.end(),
        types=_table().types[noun[0].lower()],
        definite=_DEFINITE.search(between) is not None,
        weekday=_WEEKDAYS.index(day[1].lower()) if day else -1,
    )


_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one kind of tie. A sentence without any of ``stems`` has none of ``words``."""

    kind: RelationKind
    words: re.Pattern[str]
    near: re.Pattern[str] | None
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    of_type: dict[str, tuple[_Words, ...]]
    of_any: tuple[_Words, ...]
    noun: re.Pattern[str]
    types: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _table() -> _Table:
    text = resources.files("dateline.resolve").joinpath("data/ties.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    types = {word: frozenset(entry["types"]) for entry in data["noun"] for word in entry["words"]}
    of_type: dict[str, tuple[_Words, ...]] = {}
    of_any: tuple[_Words, ...] = ()
    for entry in data["tie"]:
        words = _Words(
            kind=RelationKind(entry["kind"]),
            words=_pattern(entry["words"]),
            near=_pattern(entry["near"]) if "near" in entry else None,
            stems=tuple(sorted({max(phrase.replace("*", "").split(), key=len) for phrase in entry["words"]})),
        )
        of_any += () if entry["types"] else (words,)
        for event_type in entry["types"]:
            of_type[event_type] = (*of_type.get(event_type, ()), words)
    return _Table(
        of_type=of_type,
        of_any=of_any,
        noun=_pattern(list(types), r"(?! (?:penalty|sentence|row|toll|warrant)\b)"),
        types=types,
    )


def _pattern(words: list[str], unless: str = "") -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first; no part repeats, so it takes linear time."""
    ordered = sorted(words, key=lambda phrase: (-len(phrase), phrase))
    phrases = (re.escape(phrase).replace(r"\*", r"\w{0,12}") for phrase in ordered)
    return re.compile(r"\b(?:" + "|".join(phrases) + r")\b" + unless, re.IGNORECASE)
