"""Which words of a text stand for their kind when it is parsed: peoples, countries, groups, fighters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from dateline.link.actors import ActorMention
from dateline.link.demonyms import country_of_demonym
from dateline.registry import ActorKind
from dateline.registry.states import load_states
from dateline.text.stand_ins import StandIn

__all__ = ["KindNames"]

PEOPLE, COUNTRY, GROUP, FIGHTER = "Russian", "Russia", "Hamas", "soldier"
"""What the parser reads for a name of each kind: names that it knows well."""

_GROUPS = frozenset({ActorKind.REBEL, ActorKind.MILITIA, ActorKind.CRIMINAL})
_CAPITALISED = re.compile(r"(?<![^\W_])[A-Z][\w]*")
_ONE = (
    "soldier|rebel|militant|insurgent|guerrilla|guerilla|separatist|jihadist|islamist|fighter|maoist|terrorist"
    "|militiaman|policeman|gunman|police officer"
)
_SEVERAL = (
    "soldiers|rebels|militants|insurgents|guerrillas|guerillas|separatists|jihadists|islamists|fighters|maoists"
    "|terrorists|militiamen|policemen|gunmen|police officers|troops|paramilitaries|security forces"
    "|government forces|government troops"
)
_FIGHTERS = re.compile(rf"(?<![-\w])(?:(?P<several>{_SEVERAL})|{_ONE})(?![-\w])", re.IGNORECASE)


class KindNames:
    """Finds the names; ``scan`` gives the registry's actors in a text."""

    def __init__(self, scan: Callable[[str], Sequence[ActorMention]]) -> None:
        self._scan = scan
        names = {name for state in load_states().values() for name in state.names if name[:1].isupper()}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        self._countries = re.compile(rf"(?<![-\w])(?:{'|'.join(map(re.escape, longest_first))})(?![-\w])")

    def find(self, text: str) -> tuple[StandIn, ...]:
        """The stand-ins for ``text``, in order; of two that overlap the one that begins first, the longer."""
        kept: list[StandIn] = []
        for found in sorted(self._found(text), key=lambda s: (s.start, -s.end)):
            if not kept or kept[-1].end <= found.start:
                kept.append(found)
        return tuple(kept)

    def _found(self, text: str) -> Iterator[StandIn]:
        fighters = list(_FIGHTERS.finditer(text))
        for match in fighters:
            word = f"{FIGHTER}s" if match["several"] else FIGHTER
            opens = match.group()[0].isupper()
            yield StandIn(
                start=match.start(), end=match.end(), word=word.capitalize() if opens else word, noun=True
            )
        for match in self._countries.finditer(text):
            yield StandIn(start=match.start(), end=match.end(), word=COUNTRY)
        for match in _CAPITALISED.finditer(text):
            if country_of_demonym(match.group()) is not None:
                several = match.group().endswith("s") and country_of_demonym(match.group()[:-1]) is not None
                yield StandIn(start=match.start(), end=match.end(), word=f"{PEOPLE}s" if several else PEOPLE)
        for actor in self._scan(text):
            if actor.actor.kind in _GROUPS:
                # "Palestinian militants" may be a listed name: its people and its fighters stand for theirs.
                inside = (m.start() for m in fighters if actor.start <= m.start() < actor.end)
                name = text[actor.start : min(inside, default=actor.end)].rstrip()
                if name and country_of_demonym(name) is None:
                    yield StandIn(start=actor.start, end=actor.start + len(name), word=GROUP)
