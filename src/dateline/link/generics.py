"""Unnamed actors: the class of "ten masked gunmen" by the noun that ends its phrase."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.link.words import joined, words_of
from dateline.registry import ActorKind, load_generic, load_phrases

__all__ = ["GenericRef", "generic"]

_CUTS = load_phrases()["cuts"]
_HYPHENS = frozenset({"-", "‐", "‑", "–"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericRef:
    """An unnamed actor: ``id`` is ``generic:<class>`` or ``generic:<class>:<country>``; ``inter`` is
    ACLED's actor type."""

    id: str
    name: str
    kind: ActorKind
    inter: str


def generic(text: str, country: str | None = None) -> GenericRef | None:
    """The class of an unnamed actor: of the words before the first "of", "from", "in", comma or relative
    clause, the longest known noun that ends them decides. ``None`` when no known noun does.

    >>> generic("at least ten masked gunmen from the hills", "ML").id
    'generic:gunmen:ML'
    """
    nouns = load_generic()
    phrase = _head_phrase(text)
    for start in range(len(phrase)):
        actor = nouns.get(" ".join(phrase[start:])) or nouns.get("-".join(phrase[start:]))
        if actor is not None:
            return GenericRef(
                id=f"generic:{actor.id}:{country}" if country else f"generic:{actor.id}",
                name=actor.name,
                kind=actor.kind,
                inter=actor.inter.value,
            )
    return None


def _head_phrase(text: str) -> list[str]:
    words = words_of(text)
    phrase: list[str] = []
    for at, word in enumerate(words):
        shown = word.text.casefold()
        tied = at > 0 and text[words[at - 1].stop : word.start] in _HYPHENS  # "IS-linked gunmen"
        if phrase and ((shown in _CUTS and not tied) or not joined(text, words[at - 1], word)):
            break
        phrase.append(shown)
    return phrase
