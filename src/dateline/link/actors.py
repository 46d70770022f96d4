"""Actors named in text: the registry as an index of names, exact look-up, and a scan of running text.

A :class:`Registry` is built once from :mod:`dateline.registry` and never changes. Names are compared word
by word by their folded keys (:func:`dateline.registry.fold_token`); the regular names of state organs
("Syrian troops", "the government of Mali") are composed, not listed. All functions are pure.
"""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dateline.link.actor_names import NameIndex
from dateline.link.affiliation import is_affiliation
from dateline.link.candidates import CandidateRef, candidate
from dateline.link.generics import GenericRef, generic
from dateline.link.nationalities import Nationalities
from dateline.link.short_names import ShortNames, whole
from dateline.link.words import Word, words_of
from dateline.registry import Actor, ActorKind, fold_token, load_actors, load_phrases

__all__ = ["Actor", "ActorMention", "CandidateRef", "GenericRef", "Registry", "Scene"]

_PHRASES = load_phrases()
_DETERMINERS = frozenset(map(fold_token, _PHRASES["determiners"]))
_BEFORE = _DETERMINERS | frozenset(map(fold_token, _PHRASES["before"]))
_AFTER = frozenset(map(fold_token, _PHRASES["after"]))
_INDEFINITE = frozenset({"a", "an", "another", "one"})
"""Before a title they leave open who it is: "a Hamas leader"."""
_ACRONYMS_KEPT = 1_000
"""Introduced acronyms whose meaning is remembered: a report asks for the same few again and again."""
_NAMES_KEPT = 20_000
"""Phrases whose actor is remembered: a run meets the same names in report after report."""
_LONGEST_KEPT = 120
"""Characters of a phrase worth remembering; longer ones do not come again."""
_ACRONYM_WORDS = 3
"""An acronym with hyphens is so many words at most: "CPN-M-C"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """``text[start:end]`` names ``actor``; ``affiliated`` when it only describes somebody else
    ("IS-linked gunmen", "rebels backed by Rwanda")."""

    start: int
    end: int
    text: str
    actor: Actor
    affiliated: bool = False


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is known of the report: its day, the country it plays in, and the acronyms it introduces."""

    when: datetime.date | None = None
    country: str | None = None
    local: Mapping[str, Actor | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What tells which actor a phrase of a report means: its day, the country it plays in (ISO 3166), and the
    acronyms it introduces (:func:`dateline.link.acronyms.introduced_acronyms`)."""

    when: datetime.date | None = None
    country: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)


class Registry:
    """The actors and an index of their names. Build it with :meth:`load`."""

    def __init__(self, names: NameIndex) -> None:
        self._names = names
        self._actors = names.actors
        self._short = ShortNames(names)
        self._nations = Nationalities(names)
        self._acronym = lru_cache(maxsize=_ACRONYMS_KEPT)(self._meaning)
        self._seen = lru_cache(maxsize=_NAMES_KEPT)(self._match_anew)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Registry:
        """The packaged registry with the caller's TOML files laid over it (see :mod:`dateline.registry`).

        Raises:
            CodebookError: a fault in any file, or one name given to two actors that nothing tells apart.
        """
        with _collector_at_rest():
            return cls(NameIndex(load_actors(extra)))

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def get(self, actor_id: str) -> Actor | None:
        """The actor with this id."""
        return self._actors.get(actor_id)

    def match(
        self,
        text: str,
        when: datetime.date | None = None,
        country: str | None = None,
        extra_aliases: Mapping[str, str] | None = None,
    ) -> Actor | None:
        """The actor that the whole of ``text`` names, or ``None``.

        ``text`` may be a noun phrase: determiners, counts, titles and members are looked through ("two
        alleged Syrian army members" is the Syrian army), an affiliation is not ("IS-linked gunmen" is
        nobody here). ``country`` (ISO 3166, where the report plays) and ``when`` choose among actors of
        one name and complete short names: "the army", "the 42nd Division", "the president", "the leader of
        Hamas". A bare country name is its government. ``extra_aliases`` as in :meth:`scan`.
        """
        if extra_aliases or len(text) > _LONGEST_KEPT:
            return self._match(text, _Scene(when, country, self._local(extra_aliases or {}, when, country)))
        return self._seen(text, when, country)

    def _match_anew(self, text: str, when: datetime.date | None, country: str | None) -> Actor | None:
        return self._match(text, _Scene(when, country))

    def _match(self, text: str, scene: _Scene) -> Actor | None:
        words = words_of(text)
        bare = words
        while bare and bare[0].key in _DETERMINERS:
            bare = bare[1:]
        home = scene.country if scene.country and self._names.knows_state(scene.country) else None
        definite = not words or words[0].text.lower() not in _INDEFINITE
        if bare and definite and whole(text, bare):
            holder = self._short.officer(text, bare, scene.when, home)
            if holder is not None:
                return holder
        named = self._in_phrase(words, self._scan(text, words, scene))
        if named is not None or not bare or not whole(text, bare):
            return named
        lone = self._short.state_adjective(bare) if len(bare) == len(words) else None
        return lone or self._short.organ(bare, home)

    def _in_phrase(self, words: Sequence[Word], mentions: Sequence[ActorMention]) -> Actor | None:
        """The actor among ``mentions`` that the noun phrase is about, if its other words allow it."""
        if not mentions or any(mention.affiliated for mention in mentions):
            return None
        last = mentions[-1]
        hit = last if last.actor.kind is ActorKind.PERSON else mentions[0]
        inside = [other for other in mentions if other is not hit]
        before = [word.key for word in words if word.end <= hit.start and not _covered(word, inside)]
        same = [other for other in inside if other.actor is hit.actor]  # "Islamic State (IS) group"
        after = [word.key for word in words if word.start >= hit.end and not _covered(word, same)]
        if hit.actor.kind is ActorKind.PERSON:  # "Israel's prime minister Benjamin Netanyahu"
            fits = not after and all(key in _BEFORE or self._names.is_state(key) for key in before)
        else:
            fits = all(key in _BEFORE or key.isdigit() for key in before) and _AFTER.issuperset(after)
        return hit.actor if fits else None

    def scan(
        self,
        text: str,
        when: datetime.date | None = None,
        country: str | None = None,
        extra_aliases: Mapping[str, str] | None = None,
    ) -> tuple[ActorMention, ...]:
        """Every name of a known actor in running text: leftmost, longest, not overlapping, in order.

        Spans leave out a possessive ending. ``extra_aliases`` are acronyms that this document introduces
        (:func:`dateline.link.acronyms.introduced_acronyms`): each means what its long name means, and one
        whose long name is of nobody known means nobody, whatever the registry calls by it.
        """
        local = self._local(extra_aliases or {}, when, country)
        return self._scan(text, words_of(text), _Scene(when, country, local))

    def _scan(self, text: str, words: Sequence[Word], scene: _Scene) -> tuple[ActorMention, ...]:
        mentions: list[ActorMention] = []
        at = 0
        while at < len(words):
            actor, length = self._at(text, words, at, scene)
            if actor is not None:
                start, end = words[at].start, words[at + length - 1].end
                affiliated = is_affiliation(text, start, end)
                mentions.append(
                    ActorMention(
                        start=start, end=end, text=text[start:end], actor=actor, affiliated=affiliated
                    )
                )
            at += length
        return tuple(mentions)

    def _at(self, text: str, words: Sequence[Word], at: int, scene: _Scene) -> tuple[Actor | None, int]:
        """The actor whose name starts at word ``at``, if any, and how many words to go on by."""
        own = self._introduced(text, words, at, scene)
        for reading in self._names.readings(text, words, at):
            if own is not None and reading.length <= own[1]:
                break
            actor = reading.choose(scene.when, scene.country)
            if actor is not None or reading.of_nobody:
                return actor, reading.length
        return own or (None, 1)

    def _introduced(
        self, text: str, words: Sequence[Word], at: int, scene: _Scene
    ) -> tuple[Actor | None, int] | None:
        """The same for an acronym that the document itself introduces."""
        for length in range(min(_ACRONYM_WORDS, len(words) - at), 0, -1) if scene.local else ():
            shown = text[words[at].start : words[at + length - 1].end]
            if shown in scene.local:
                return scene.local[shown], length
        return None

    def _local(
        self, aliases: Mapping[str, str], when: datetime.date | None, country: str | None
    ) -> dict[str, Actor | None]:
        return {short: self._acronym(short, long, when, country) for short, long in aliases.items()}

    def _meaning(
        self, short: str, long_name: str, when: datetime.date | None, country: str | None
    ) -> Actor | None:
        """Whom an acronym means that a report introduces for a long name."""
        actor = self._match(long_name, _Scene(when, country))
        known = self._match(short, _Scene(when, country))
        if actor is None and known is not None and self._names.alike(known, long_name):
            return known
        return actor

    def holder(self, role: str, of: str, when: datetime.date) -> Actor | None:
        """Who held an office on a day: ``holder("president", "SY", date(2016, 1, 1))``.

        ``of`` is an ISO 3166 country or an actor id. ``None`` when nobody known did, or two at once.
        """
        return self._names.holder(role, of, when)

    def generic(self, text: str, country: str | None = None) -> GenericRef | None:
        """The class of an unnamed actor ("ten masked gunmen"); see :func:`dateline.link.generics.generic`.

        A country that the words name themselves ("Syrian refugees", "villagers of Mali") comes before
        ``country``.
        """
        found = generic(text, self._nations.named(text) or country)
        home = self._nations.people_of(text) if found is None else None
        return generic("people", home) if home is not None else found

    def refer(self, text: str, scene: Scene) -> tuple[str, str] | None:
        """Id and name of whom a phrase with a role means: an actor of the registry, else an armed group that
        it does not know (:func:`dateline.link.candidates.candidate`), else a class of unnamed people."""
        local = self._local(scene.aliases, scene.when, scene.country)
        here = _Scene(scene.when, scene.country, local)
        actor = self._match(text, here)
        if actor is None:
            hits = [m for m in self._scan(text, words_of(text), here) if not m.affiliated]
            actor = hits[0].actor if hits else None
        if actor is not None:
            return actor.id, actor.name
        unknown = self.candidate(text, scene.aliases)
        if unknown is not None:
            return unknown.id, unknown.name
        unnamed = self.generic(text, scene.country)
        return (unnamed.id, unnamed.name) if unnamed is not None else None

    def candidate(self, text: str, aliases: Mapping[str, str] | None = None) -> CandidateRef | None:
        """The armed group unknown to the registry that a phrase names, also by an acronym that the report
        introduces; see :func:`dateline.link.candidates.candidate`."""
        found = candidate(text)
        for word in words_of(text) if found is None else ():
            found = found or candidate((aliases or {}).get(word.text, ""))
        return found


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Put the cyclic garbage collector off: the index is 100,000 lasting objects and not one cycle, and
    going over them again and again took a third of the load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _covered(word: Word, mentions: Sequence[ActorMention]) -> bool:
    return any(mention.start <= word.start < mention.end for mention in mentions)
