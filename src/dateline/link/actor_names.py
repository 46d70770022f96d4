"""The index of actor names: a tree of folded words, and the choice between actors of one name."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.errors import CodebookError
from dateline.link.words import Word, joined, words_of
from dateline.link.writing import Name, capitals_fit, is_acronym, written_as
from dateline.registry import Actor, ActorSet, Organ, State, load_phrases
from dateline.registry.states import ORGAN_NOUNS

__all__ = ["NameIndex", "Reading"]


_NO_NEXT: dict[str, _Node] = {}
"""What every leaf has below it: nothing. Shared, for half of all words are leaves; never changed."""


@dataclass(slots=True)
class _Node:
    """A word of the tree. ``names`` end here; ``adjective``/``state`` say that a country's word ends here."""

    next: dict[str, _Node] = field(default_factory=lambda: _NO_NEXT)
    names: tuple[Name, ...] = ()
    adjective: tuple[tuple[str, str, bool], ...] = ()
    """(word as shown, country, whether only in a report from there)."""
    organ: Organ | None = None

    def grow(self, keys: Iterable[str]) -> _Node:
        """The node at the end of ``keys`` below this one, made if need be."""
        node = self
        for key in keys:
            if node.next is _NO_NEXT:
                node.next = {}
            below = node.next.get(key)
            if below is None:
                below = node.next[key] = _Node()
            node = below
        return node

    def add_adjective(self, word: str, code: str, *, only_there: bool) -> None:
        """Let the word of a country end here."""
        self.adjective = (*self.adjective, (word, code, only_there))


@dataclass(frozen=True, slots=True)
class Reading:
    """One name found at a word: its length in words, and the actors it may mean; nobody for a name that
    only holds the name of an actor ("Ain al-Asad air base"). ``composed``: made of country and organ."""

    length: int
    owners: tuple[Actor, ...]
    sharers: tuple[Actor, ...]
    composed: bool = False

    @property
    def of_nobody(self) -> bool:
        """Whether it is known to name no actor."""
        return not self.owners and not self.sharers

    def choose(self, when: datetime.date | None, country: str | None) -> Actor | None:
        """The one meant in a report of that day and country, or ``None`` when it stays open.

        An actor of that country comes before the owner of the name, an owner before those who share it. An
        owner that no longer or not yet existed gives way to the one sharer whose stated years fit.
        """
        at_home = _alive(
            [actor for actor in (*self.owners, *self.sharers) if country in actor.countries], when
        )
        if at_home and (len(at_home) == 1 or at_home[0] in self.owners):
            return at_home[0]
        alive = _alive(self.owners, when)
        if alive:
            return alive[0]
        dated = [actor for actor in self.sharers if actor.start or actor.end]
        if when is not None and len(_alive(dated, when)) == 1 and not country:
            return _alive(dated, when)[0]
        return self.owners[0] if self.owners else None


def _alive(actors: Sequence[Actor], when: datetime.date | None) -> list[Actor]:
    return [actor for actor in actors if when is None or actor.active(when)]


class NameIndex:
    """All names of an :class:`~dateline.registry.ActorSet`, ready for look-up. Never changes once built.

    Raises:
        CodebookError: one name is given to two actors whose countries and years do not tell them apart.
    """

    def __init__(self, actors: ActorSet) -> None:
        self.actors: Mapping[str, Actor] = actors.actors
        self._states: Mapping[str, State] = actors.states
        self._own = actors.own
        self._root = _Node()
        self._organs = _Node()
        self._state_names = _Node()
        self._state_words: set[str] = set()
        for organ, nouns in ORGAN_NOUNS.items():
            for noun in nouns:
                self._organs.grow(_keys(noun)).organ = organ
        for state in self._states.values():
            self._add_state(state)
        for actor in self.actors.values():
            self._add_actor(actor, regular=actor.id in actors.regular)
        for shown in load_phrases()["places"]:
            node = self._root.grow(_keys(shown))
            node.names = (*node.names, Name(shown, acronym=False, article=False))
        self._holders = self._offices()

    def _add_state(self, state: State) -> None:
        names = state.names if state.bare else ()
        for word in (*state.adjectives, *names):
            self._root.grow(_keys(word)).add_adjective(word, state.code, only_there=False)
        for word in state.shared:
            self._root.grow(_keys(word)).add_adjective(word, state.code, only_there=True)
        for name in state.names:
            self._state_names.grow(_keys(name)).add_adjective(name, state.code, only_there=False)
        self._state_words.update(key for word in (*state.adjectives, *state.names) for key in _keys(word))

    def _add_actor(self, actor: Actor, *, regular: bool) -> None:
        if regular:  # its other names are composed
            if self._states[actor.countries[0]].army == actor.name:
                self._add_name(actor.name, actor, shared=False)
            return
        for shown in (actor.name, *actor.aliases):
            self._add_name(shown, actor, shared=False)
        for shown in actor.shared:
            self._add_name(shown, actor, shared=True)

    def _add_name(self, shown: str, actor: Actor, *, shared: bool) -> None:
        words = words_of(shown)
        if not words:
            raise CodebookError(f"[{actor.id}] aliases: {shown!r} has no letters")
        acronym = len(words) == 1 and is_acronym(shown)
        article = len(words) == 1 and words[0].article
        for keys in _spellings(shown, words):
            node = self._root.grow(keys)
            name = next((n for n in node.names if n.alike(shown, acronym, article)), None)
            if name is None:
                name = Name(shown, acronym, article)
                node.names = (*node.names, name)
            name.cased = name.cased or shown in actor.cased
            group = name.sharers if shared else name.owners
            if actor not in group:
                group.append(actor)
            if not shared:
                self._settle_owners(name)

    def _settle_owners(self, name: Name) -> None:
        """One owner: the caller's entry before the packaged one; two only where their years never meet."""
        if len(name.owners) < 2:
            return
        own = [actor for actor in name.owners if actor.id in self._own]
        name.owners = own or name.owners
        *old, new = name.owners
        for actor in old:
            if not _years_apart(actor, new):
                raise CodebookError(
                    f"[{new.id}] aliases: {name.shown!r} is a name of [{actor.id}] too; list it under shared "
                    "in the entry that is meant more seldom, or give both years that do not meet"
                )

    def readings(self, text: str, words: Sequence[Word], at: int) -> list[Reading]:
        """Every name that starts at word ``at``: the longest first, a listed one before a composed one."""
        found: list[Reading] = []
        node: _Node | None = self._root
        here = at
        while node is not None and here < len(words):
            if here > at and not joined(text, words[here - 1], words[here]):
                break
            node = node.next.get(words[here].key)
            if node is None:
                break
            here += 1
            found.extend(
                Reading(here - at, tuple(name.owners), tuple(name.sharers))
                for name in node.names
                if written_as(name, text, words[at:here])
            )
            if node.adjective and here < len(words):
                found.extend(self._organ_after(text, words, at, here, node))
        if words[at].key in self._organs.next:
            found.extend(self._organ_of(text, words, at))
        return sorted(found, key=lambda reading: (-reading.length, reading.composed))

    def _organ_after(
        self, text: str, words: Sequence[Word], at: int, here: int, country: _Node
    ) -> Iterable[Reading]:
        """Organ nouns that follow a country's adjective, which ends before word ``here``: "Syrian | army"."""
        written = [row for row in country.adjective if capitals_fit(row[0], words[at:here])]
        if not written:
            return
        for organ, end in self._organ_nouns(text, words, here):
            yield self._organ_reading(end - at, organ, written)

    def _organ_of(self, text: str, words: Sequence[Word], at: int) -> Iterable[Reading]:
        """An organ noun, "of" and a country: "army | of | Mali"."""
        for organ, here in self._organ_nouns(text, words, at):
            if here + 1 >= len(words) or words[here].key != "of":
                continue
            first = here + (2 if words[here + 1].key == "the" else 1)
            node: _Node | None = self._state_names
            for last in range(first, len(words)):
                if node is None or not joined(text, words[last - 1], words[last]):
                    break
                node = node.next.get(words[last].key)
                if node is None:
                    break
                written = [row for row in node.adjective if capitals_fit(row[0], words[first:])]
                if written:
                    yield self._organ_reading(last + 1 - at, organ, written)

    def _organ_nouns(self, text: str, words: Sequence[Word], at: int) -> Iterable[tuple[Organ, int]]:
        node: _Node | None = self._organs
        for here in range(at, len(words)):
            if here and not joined(text, words[here - 1], words[here]):
                return
            node = node.next.get(words[here].key) if node else None
            if node is None:
                return
            if node.organ is not None:
                yield node.organ, here + 1

    def _organ_reading(self, length: int, organ: Organ, written: Sequence[tuple[str, str, bool]]) -> Reading:
        def actors(shared: bool) -> tuple[Actor, ...]:
            codes = dict.fromkeys(code for _, code, only_there in written if only_there is shared)
            return tuple(self.actors[self._states[code].actor_id(organ)] for code in codes)

        return Reading(length, actors(False), actors(True), composed=True)

    def state_named(self, keys: tuple[str, ...]) -> str | None:
        """The country (ISO 3166) that the words name as a noun: "the Congo" without its article."""
        node = _walk(self._state_names, keys) if keys else None
        return node.adjective[0][1] if node is not None and node.adjective else None

    def states_before_noun(self, keys: tuple[str, ...], *, shared: bool = False) -> list[str]:
        """Countries whose adjective or name, standing before a noun, is just these words; with ``shared``
        also those whose adjective it is only in a report from there."""
        nodes = [node for node in (_walk(self._root, keys), _walk(self._state_names, keys)) if node]
        rows = [row for node in nodes for row in node.adjective]
        return list(dict.fromkeys(code for _, code, only_there in rows if shared or not only_there))

    def organ_named(self, keys: tuple[str, ...]) -> Organ | None:
        """The organ of a state that the words name as a noun: "special forces"."""
        node = _walk(self._organs, keys) if keys else None
        return node.organ if node is not None else None

    def state_actor(self, code: str, organ: Organ) -> Actor:
        """An organ of a country of ``states.toml``."""
        return self.actors[self._states[code].actor_id(organ)]

    def knows_state(self, code: str) -> bool:
        """Whether ``states.toml`` has a country."""
        return code in self._states

    def _offices(self) -> Mapping[tuple[str, str], list[Actor]]:
        offices: dict[tuple[str, str], list[Actor]] = defaultdict(list)
        for actor in self.actors.values():
            for role in actor.roles:
                if actor not in offices[role.role, role.of]:
                    offices[role.role, role.of].append(actor)
        return offices

    def holder(self, role: str, of: str, when: datetime.date) -> Actor | None:
        """The only known holder of an office on a day."""
        held = [
            actor
            for actor in self._holders.get((role, of), ())
            if any(row.role == role and row.of == of and row.held(when) for row in actor.roles)
        ]
        return held[0] if len(held) == 1 else None

    def is_state(self, key: str) -> bool:
        """Whether a word belongs to the name or adjective of a country."""
        return key in self._state_words

    def alike(self, actor: Actor, long_name: str) -> bool:
        """Whether at least half the words of ``long_name`` are in some name of ``actor``, and the reverse."""
        wanted = set(_keys(long_name))
        for name in (actor.name, *actor.aliases):
            have = set(_keys(name))
            if len(have) > 1 and 2 * len(wanted & have) >= max(len(wanted), len(have)):
                return True
        return False


def _keys(name: str) -> tuple[str, ...]:
    return tuple(word.key for word in words_of(name))


def _spellings(name: str, words: Sequence[Word]) -> list[tuple[str, ...]]:
    """The keys of a name, and again with its inner possessives written without apostrophe ("Lords Army")."""
    keys = tuple(word.key for word in words)
    if "'s " not in name and "’s " not in name:
        return [keys]
    return [keys, _keys(name.replace("'s ", "s ").replace("’s ", "s "))]


def _walk(node: _Node, keys: Sequence[str]) -> _Node | None:
    at: _Node | None = node
    for key in keys:
        at = at.next.get(key) if at else None
    return at


def _years_apart(one: Actor, other: Actor) -> bool:
    early, late = sorted((one, other), key=lambda actor: actor.start or 0)
    return early.end is not None and late.start is not None and early.end < late.start
