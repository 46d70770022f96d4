"""The country that a description names: of "Syrian refugees", "villagers of Mali", "two Palestinians"."""

from __future__ import annotations

from dateline.link.actor_names import NameIndex
from dateline.link.words import words_of
from dateline.registry import fold_token, load_phrases

__all__ = ["Nationalities"]

_PHRASES = load_phrases()
_BEFORE = frozenset(map(fold_token, _PHRASES["determiners"] | _PHRASES["before"]))
_STATE_WORDS = 3
"""Words of the longest adjective of a country that is looked for: "Papua New Guinean"."""


class Nationalities:
    """Reads countries from descriptions with the index of actor names."""

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    def named(self, text: str) -> str | None:
        """The country (ISO 3166) before the noun of ``text`` or after its "of"."""
        keys = tuple(word.key for word in words_of(text))
        for first in range(len(keys)):
            for last in range(min(len(keys), first + _STATE_WORDS), first, -1):
                words = keys[first:last]
                if first and keys[first - 1] == "of" and (code := self._names.state_named(words)):
                    return code
                if last < len(keys) and len(codes := self._names.states_before_noun(words)) == 1:
                    return codes[0]
        return None

    def people_of(self, text: str) -> str | None:
        """The country whose people a phrase counts and says no more of: "two Palestinians", "an Israeli"."""
        words = every = words_of(text)
        while words and (words[0].text.islower() or words[0].key.isdigit() or words[0].key in _BEFORE):
            words = words[1:]
        keys = tuple(word.key for word in words)
        if not keys or len(keys) > _STATE_WORDS or len(words) == len(every):
            return None
        for shown in (keys, (*keys[:-1], keys[-1].removesuffix("s"))):
            codes = self._names.states_before_noun(shown, shared=True)
            if len(codes) == 1:
                return codes[0]
        return None
