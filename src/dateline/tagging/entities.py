"""Mentions of one filler: which of the spans with one label name the same person, group or thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.tagging.reading import Entity, TaggedSpan

__all__ = ["entities_of", "plain_words"]

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_LOOSE = frozenset({"a", "an", "the", "of", "de", "la", "el", "del", "los", "las", "and", "y", "for"})
_NAMES = frozenset({"perp_org", "hum_tgt_name", "victim"})
_PEOPLE = frozenset({"hum_tgt_name", "victim"})
"""Labels whose spans are names; a part of a person's name means the whole."""


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name in lower case without articles and particles.

    >>> plain_words('The "Movement for the Harbour"')
    ('movement', 'harbour')
    """
    words = tuple(word.casefold() for word in _WORD.findall(text))
    return tuple(word for word in words if word not in _LOOSE) or words


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _same(label: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two wordings, by their plain words, name one thing."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if label not in _NAMES or not short:
        return False
    if len(short) == 1 and len(long) > 1 and short[0].replace(".", "") == _initials(long):
        return True
    # "Galan" is "Luis Carlos Galan", "Luis Carlos Galan" is "Luis Carlos Galan Sarmiento".
    return label in _PEOPLE and any(
        long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)
    )


def entities_of(spans: Sequence[TaggedSpan]) -> tuple[Entity, ...]:
    """The entities of spans of one label, in order of their first mention."""
    groups: list[list[TaggedSpan]] = []
    keys: list[set[tuple[str, ...]]] = []
    for span in spans:
        words = plain_words(span.text)
        for group, known in zip(groups, keys, strict=True):
            if any(_same(span.label, words, other) for other in known):
                group.append(span)
                known.add(words)
                break
        else:
            groups.append([span])
            keys.append({words})
    return tuple(Entity(label=group[0].label, mentions=tuple(group)) for group in groups)
