"""Phrases that name nobody by name and still mean one actor: "the army", "the 42nd Division", "the Syrian
president", "the leader of Hezbollah". The country and the day of the report complete them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.link.actor_names import NameIndex
from dateline.link.words import Word, joined, words_of
from dateline.registry import Actor, Organ, fold_token, load_offices, load_phrases

__all__ = ["ShortNames", "whole"]

_PHRASES = load_phrases()
_AFTER = frozenset(map(fold_token, _PHRASES["after"]))
_UNITS = _PHRASES["unit_nouns"]
_ORDINALS = _PHRASES["ordinals"]
_NUMBER = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_UNIT_WORDS = 6
"""Words of the longest unit name: "42nd Separate Mechanized Infantry Brigade" and one more."""

Keys = tuple[str, ...]
Titles = Mapping[Keys, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Office:
    """Whose office it is (a country or an actor id), and the roles of the registry that it may be."""

    of: str
    roles: tuple[str, ...]


class ShortNames:
    """Reads short names against the index of actor names. Never changes once built."""

    def __init__(self, names: NameIndex) -> None:
        self._names = names
        titles = load_offices()
        self._country = _by_keys(titles.country)
        self._army = _by_keys(titles.army)
        self._organisation = _by_keys(titles.organisation)
        self._ends = {keys[-1] for keys in (*self._country, *self._army, *self._organisation)}
        self._starts = {keys[0] for keys in (*self._country, *self._army, *self._organisation)}

    def organ(self, words: Sequence[Word], country: str | None) -> Actor | None:
        """A bare country name as its government; "the army spokesman" and "the 42nd Division" as the army of
        ``country``."""
        keys = tuple(word.key for word in words)
        code = self._names.state_named(keys) if words[0].text[:1].isupper() else None
        if code is not None:
            return self._names.state_actor(code, Organ.GOVERNMENT)
        if country is None:
            return None
        if _is_unit(words):
            return self._names.state_actor(country, Organ.ARMY)
        organ = self._names.organ_named(keys)
        while organ is None and len(keys) > 1 and keys[-1] in _AFTER:
            keys = keys[:-1]
            organ = self._names.organ_named(keys)
        return self._names.state_actor(country, organ) if organ is not None else None

    def state_adjective(self, words: Sequence[Word]) -> Actor | None:
        """The government that a lone adjective stands for: whose strikes "Israeli strikes" are."""
        codes = self._names.states_before_noun(tuple(word.key for word in words))
        if len(codes) != 1 or not words[0].text[:1].isupper():
            return None
        return self._names.state_actor(codes[0], Organ.GOVERNMENT)

    def officer(
        self, text: str, words: Sequence[Word], when: datetime.date | None, country: str | None
    ) -> Actor | None:
        """Who held the office that the whole of ``words`` names on that day, if it is known and one person.

        ``words`` are without determiner. Other words, "former" above all, make it no office.
        """
        keys = tuple(word.key for word in words)
        if when is None or not keys or (keys[-1] not in self._ends and keys[0] not in self._starts):
            return None
        for office in self._offices(text, words, keys, country, when):
            for role in office.roles:
                holder = self._names.holder(role, office.of, when)
                if holder is not None:
                    return holder
        return None

    def _offices(
        self, text: str, words: Sequence[Word], keys: Keys, country: str | None, when: datetime.date
    ) -> Iterator[_Office]:
        """Every reading of the words as an office: alone, after whose it is, or before "of" and its owner."""
        if country is not None:
            yield from self._of_state(keys, country)
        for cut in range(1, len(keys)):
            for code in self._names.states_before_noun(keys[:cut]):
                yield from self._of_state(keys[cut:], code)
            if keys[cut:] in self._organisation:
                yield from self._of_named(text, words[:cut], keys[cut:], when)
            if keys[cut] == "of":
                first = cut + (2 if keys[cut + 1 : cut + 2] == ("the",) else 1)
                state = self._names.state_named(keys[first:])
                if state is not None:
                    yield from self._of_state(keys[:cut], state)
                elif keys[:cut] in self._organisation and first < len(words):
                    yield from self._of_named(text, words[first:], keys[:cut], when)

    def _of_state(self, title: Keys, code: str) -> Iterator[_Office]:
        if title in self._country:
            yield _Office(code, self._country[title])
        if title in self._army:
            yield _Office(self._names.state_actor(code, Organ.ARMY).id, self._army[title])

    def _of_named(
        self, text: str, words: Sequence[Word], title: Keys, when: datetime.date
    ) -> Iterator[_Office]:
        for reading in self._names.readings(text, words, 0):
            actor = reading.choose(when, None) if reading.length == len(words) else None
            if actor is not None:
                yield _Office(actor.id, self._organisation[title])


def _is_unit(words: Sequence[Word]) -> bool:
    """ "42nd Division", "Third Armoured Brigade", "155th Naval Infantry Brigade soldiers"."""
    while len(words) > 1 and words[-1].key in _AFTER and words[-1].text.islower():
        words = words[:-1]
    if not 2 <= len(words) <= _UNIT_WORDS or words[-1].text.lower() not in _UNITS:
        return False
    first = words[0].text.lower()
    numbered = _NUMBER.fullmatch(first) is not None or first in _ORDINALS
    return numbered and all(word.text[:1].isupper() for word in words[1:])


def _by_keys(titles: Mapping[str, tuple[str, ...]]) -> Titles:
    return {tuple(word.key for word in words_of(title)): roles for title, roles in titles.items()}


def whole(text: str, words: Sequence[Word]) -> bool:
    """Whether nothing but spaces and joints stands between the words."""
    return all(joined(text, left, right) for left, right in pairwise(words))
