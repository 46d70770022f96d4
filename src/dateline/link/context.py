"""What an article as a whole tells about its places: countries and provinces, counted once."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from dateline.link.demonyms import demonyms
from dateline.link.entry import PlaceEntry
from dateline.link.names import exact_key
from dateline.link.neighbours import Neighbours
from dateline.link.outlets import Home, home_of
from dateline.link.stopnames import is_stop_name

__all__ = ["CAPITALISED", "PlaceContext", "Places", "Tally"]

_Key = TypeVar("_Key")

_DATELINE_VOTES = 3.0
_TITLE_VOTES = 2.0
_ACTOR_VOTES = 0.7
"""A group or force speaks for its home country like a well-known town: an article on Boko Haram may name no
country at all."""
_CITY_POPULATION = 30_000
_CITY_VOTES = 0.7
"""A well-known town votes for its country, less than the country's own name does."""
_SENTENCE_END = re.compile(r"\n|(?<=[\w)\"”’]{2}[.!?])\s+(?=[\"“‘(]?[A-Z])")
_REACH = 400
"""Characters before and after a name in which its sentence is sought."""
_MOST_NAMES = 60
"""Names of one article that are weighed against each other: more is a list of places."""
_CITY_LEAD = 3.0
"""... if it is this many times as populous as the next place of its name in another country."""

CAPITALISED = re.compile(
    r"[^\W\d_a-z][\w'’.\-]*(?:[ ](?:(?:of|the|and|el|al|de|la)[ ])?[^\W\d_a-z][\w'’\-]*){0,3}"
)
"""Up to four capitalised words, joined by small ones: what may be a name."""


class Places(Protocol):
    """What ranking needs of an index."""

    def exact(self, name: str) -> tuple[PlaceEntry, ...]:
        """Places of this very name."""
        ...

    def named(self, name: str) -> tuple[PlaceEntry, ...]:
        """Places of this name, class words and directions left out."""
        ...

    def sounding(self, name: str) -> tuple[PlaceEntry, ...]:
        """Places of names that are pronounced like this one."""
        ...

    def alike(self, name: str) -> tuple[PlaceEntry, ...]:
        """Places of names that sound like this one."""
        ...

    def country(self, code: str) -> tuple[PlaceEntry, ...]:
        """The country of an ISO 3166-1 alpha-2 code, or nothing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What a name of the article speaks for, and how much."""

    country: str
    province: str = ""
    weight: float


@dataclass(frozen=True, kw_only=True)
class PlaceContext:
    """The article around the mentions. Use one record for all mentions of an article: it is tallied once."""

    dateline_place: str = ""
    outlet: str = ""
    title: str = ""
    body: str = ""
    actors: tuple[str, ...] = ()
    """Home countries (ISO codes) of the groups and forces that are named, once for each naming."""
    home: Home | None = None
    """Where the outlet is at home, if told; else its address and its name are asked."""
    _tallies: dict[int, Tally] = field(default_factory=dict, init=False, repr=False, compare=False)
    _neighbours: dict[int, Neighbours] = field(default_factory=dict, init=False, repr=False, compare=False)

    def tally(self, index: Places) -> Tally:
        """Shares of the article's countries and provinces, counted on first use."""
        known = self._tallies.get(id(index))
        if known is None:
            known = self._tallies[id(index)] = _tally(self, index)
        return known

    def sentence(self, start: int | None, words: str, index: Places) -> Tally:
        """The same of the sentence around an offset of the body, the words that stand there left out."""
        if start is None:
            return _NO_TALLY
        around = _SENTENCE_END.split(self.body[max(0, start - _REACH) : start])[-1]
        after = _SENTENCE_END.split(self.body[start + len(words) : start + len(words) + _REACH])[0]
        return _tally(PlaceContext(body=f"{around}\n{after}"), index)

    def neighbours(self, index: Places) -> Neighbours:
        """The places that the article's names may mean, as points; made on first use."""
        known = self._neighbours.get(id(index))
        if known is None:
            known = self._neighbours[id(index)] = Neighbours(self.tally(index).names)
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Share of each country, and of each province ``(country, code)``, in what the article names; 0..1."""

    countries: Mapping[str, float]
    provinces: Mapping[tuple[str, str], float]
    names: Mapping[str, tuple[PlaceEntry, ...]] = field(default_factory=dict)
    """Exact key of each name in the article that may be a place's -> its places."""
    votes: Mapping[str, tuple[Vote, ...]] = field(default_factory=dict)
    """Exact key of a name -> what it speaks for."""
    home: Home | None = None
    """Where the outlet is at home; ``None`` where neither its address nor its name tells."""

    def without(self, key: str) -> Tally:
        """The tally as if one name were not in the article: a name is no witness of its own meaning."""
        return _counted(self, [vote for name, votes in self.votes.items() if name != key for vote in votes])


_NO_TALLY = Tally(countries={}, provinces={})


def _tally(context: PlaceContext, index: Places) -> Tally:
    votes: defaultdict[str, list[Vote]] = defaultdict(list)
    names: dict[str, tuple[PlaceEntry, ...]] = {}
    for text, weight in (
        (context.dateline_place, _DATELINE_VOTES),
        (context.title, _TITLE_VOTES),
        (context.body, 1.0),
    ):
        for phrase, times in Counter(CAPITALISED.findall(text)).items():
            for name, vote in _votes(phrase, index, names):
                votes[name].append(replace(vote, weight=vote.weight * weight * math.sqrt(times)))
    for country, times in Counter(context.actors).items():
        votes[""].append(Vote(country=country, weight=_ACTOR_VOTES * math.sqrt(times)))
    cast = {name: tuple(found) for name, found in votes.items()}
    tally = Tally(
        countries={},
        provinces={},
        names=dict(list(names.items())[:_MOST_NAMES]),
        votes=cast,
        home=context.home or _home(context.outlet, index),
    )
    return _counted(tally, [vote for found in cast.values() for vote in found])


def _counted(tally: Tally, votes: Iterable[Vote]) -> Tally:
    """The tally with the shares that ``votes`` give."""
    countries: defaultdict[str, float] = defaultdict(float)
    provinces: defaultdict[tuple[str, str], float] = defaultdict(float)
    for vote in votes:
        countries[vote.country] += vote.weight
        if vote.province:
            provinces[vote.country, vote.province] += vote.weight
    return replace(tally, countries=_shares(countries), provinces=_shares(provinces))


_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?P<top>[a-z]{2})")
_TOP_LEVEL = {"uk": "GB"}
_NO_COUNTRY = frozenset({"TV", "IO", "ME", "CO", "AI", "FM", "AM", "EU", "TO", "LY"})
"""Top-level domains of countries that are sold to all the world."""


def _home(outlet: str, index: Places) -> Home | None:
    """Where an outlet is at home: by the list of outlets, by its national address ("dailytrust.com.ng"), or
    by the one country that its name speaks of ("The Kyiv Independent", "Syrian Observer")."""
    if listed := home_of(outlet):
        return listed
    if match := _DOMAIN.fullmatch(outlet.lower()):
        code = _TOP_LEVEL.get(match["top"], match["top"].upper())
        return (code, "") if code not in _NO_COUNTRY and index.country(code) else None
    votes = [vote for phrase in CAPITALISED.findall(outlet) for _, vote in _votes(phrase, index, {})]
    countries = {vote.country for vote in votes}
    return (countries.pop(), "") if len(countries) == 1 else None


def _shares(counts: Mapping[_Key, float]) -> dict[_Key, float]:
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()} if total else {}


def _votes(
    phrase: str, index: Places, names: dict[str, tuple[PlaceEntry, ...]]
) -> Iterable[tuple[str, Vote]]:
    """What the longest parts of a capitalised phrase that are places speak for, with their keys.

    What the parts may mean is noted in ``names``.
    """
    words = phrase.replace("’s", "").replace("'s", "").split()
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            name = " ".join(words[start:end])
            if country := demonyms().get(exact_key(name)):
                yield exact_key(name), Vote(country=country, weight=1.0)
            elif found := () if is_stop_name(name) else index.exact(name):
                names.setdefault(exact_key(name), found)
                if vote := _vote(found):
                    yield exact_key(name), vote
            else:
                continue
            start = end - 1
            break
        start += 1


def _vote(found: tuple[PlaceEntry, ...]) -> Vote | None:
    """What a name speaks for: its best known place, if it is known well enough."""
    first = max(
        found, key=lambda entry: (entry.kind in ("country", "region"), entry.capital, entry.population)
    )
    if first.country is None:
        return None
    if first.kind not in ("country", "region") and first.population < _CITY_POPULATION:
        return None
    rival = max((entry.population for entry in found if entry.country != first.country), default=0)
    if first.population < _CITY_LEAD * rival:
        return None  # "Georgia", "London": the article must say by other names which
    weight = 1.0 if first.kind == "country" else _CITY_VOTES
    return Vote(country=first.country, province=first.admin1_code or "", weight=weight)
