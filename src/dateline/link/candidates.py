"""Armed groups that the registry does not know: a name that says so is a candidate, not a wrong match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii

from dateline.link.words import Word, joined, words_of
from dateline.registry import ActorKind, load_phrases

__all__ = ["CANDIDATE", "CandidateRef", "candidate"]

CANDIDATE = "candidate:"
"""How the ids of candidates begin: ``candidate:<kind>:<name>``."""

_PHRASES = load_phrases()
_SORTS = (
    (ActorKind.CRIMINAL, _PHRASES["candidate_criminal"]),
    (ActorKind.MILITIA, _PHRASES["candidate_militia"]),
    (ActorKind.REBEL, _PHRASES["candidate_rebel"]),
)
"""The narrower sort first: "Liberation Army Cartel" is a cartel."""
_WEAK = _PHRASES["candidate_weak"]
_ARMED = _PHRASES["armed_nouns"]
_NEVER = _PHRASES["candidate_never"]
_CALLED = _PHRASES["called"]
_SMALL = _PHRASES["small"]
_LONGEST = 8
"""Words of the longest name that is taken for one; longer runs are headlines in capitals."""
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRef:
    """An armed group that is not in the registry. ``id`` is made from the name alone, so that reports that
    name it alike mean one; ``kind`` is a guess from the words of the name."""

    id: str
    name: str
    kind: ActorKind


def candidate(text: str) -> CandidateRef | None:
    """The unknown armed group that a noun phrase names, if it does: a run of capitalised words, one of which
    says that it is an armed group and another which, or what "a group calling itself" calls itself. ``None``
    for units of a state and other bodies.

    >>> candidate("fighters of the Lake Liberation Army").id
    'candidate:rebel:lake-liberation-army'
    >>> candidate("the Lake Fire Brigade") is None
    True
    """
    words = words_of(text)
    armed = any(word.text in _ARMED for word in words)
    called = next((word.end for word in words if word.text in _CALLED), None)
    for run in _runs(text, words):
        name = text[run[0].start : run[-1].end]
        lower = [word.text.lower() for word in run]
        says_so = called is not None and run[0].start > called
        kind = _sort(lower, armed) or (ActorKind.REBEL if says_so else None)
        telling = [word for word in lower if word not in _SMALL and not _is_sort(word)]
        if kind is not None and telling and not _NEVER.intersection(lower):
            return CandidateRef(id=f"{CANDIDATE}{kind.value}:{_slug(name)}", name=name, kind=kind)
    return None


def _sort(lower: Sequence[str], armed: bool) -> ActorKind | None:
    for kind, nouns in _SORTS:
        if nouns.intersection(lower):
            return kind
    return ActorKind.REBEL if armed and _WEAK.intersection(lower) else None


def _is_sort(word: str) -> bool:
    return word in _WEAK or any(word in nouns for _, nouns in _SORTS)


def _runs(text: str, words: Sequence[Word]) -> list[list[Word]]:
    """Runs of capitalised words, with the small words inside them."""
    runs: list[list[Word]] = []
    run: list[Word] = []
    for word in words:
        if run and not joined(text, run[-1], word):
            runs.append(run)
            run = []
        if word.text[:1].isupper() or (run and word.text in _SMALL):
            run.append(word)
        elif run:
            runs.append(run)
            run = []
    trimmed = [_trimmed(found) for found in [*runs, run]]
    return [found for found in trimmed if 1 < len(found) <= _LONGEST]


def _trimmed(run: list[Word]) -> list[Word]:
    """Without small words at its ends ("The Lake Army of the")."""
    while run and run[-1].text.lower() in _SMALL:
        run = run[:-1]
    while run and run[0].text.lower() in _SMALL:
        run = run[1:]
    return run


def _slug(name: str) -> str:
    """Lower-case Latin words, of every script: two groups named in Cyrillic are not one."""
    return _SLUG.sub("-", anyascii(name).lower()).strip("-")
