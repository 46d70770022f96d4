"""Scoring on ``geoparsing``: place names resolved with gold spans, and found and resolved in the raw text.

A name is resolved exactly where the entry's GeoNames id is the gold one (GeoVirus has none: where the gold
page is one of the entry's names, or its point is near). Within 161 km (100 miles) is the usual figure of
the field;
the same entry is near itself, for all that its point is elsewhere in another gazetteer. A country has no
point here and is near only to itself.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.evaluate.corpora.geoparsing import PARTS, Article, Toponym
from dateline.evaluate.metrics.places import kilometres
from dateline.evaluate.tally import Metric, Miss, Scored, f1, ratio
from dateline.link.entry import PlaceEntry
from dateline.link.geocode import PlaceContext, PlaceMention, readings_of
from dateline.link.outlets import Home
from dateline.link.places import PlaceIndex
from dateline.link.ranking import load_weights
from dateline.model import PlaceRef, Span
from dateline.text.dateline import read_dateline

__all__ = [
    "HEADLINE",
    "WORDS_GIVEN",
    "baseline",
    "context_of",
    "homes_of",
    "is_near",
    "is_right",
    "linked",
    "mentions_of",
    "metrics",
    "most_populous",
    "score",
    "score_answers",
    "score_found",
]

NEAR_KM = 161.0
_AREA_KM = 1000.0
"""GeoVirus: the point of a province's page may be its capital's or its middle; only namesakes lie farther
off."""
SAME_KM = 25.0
"""GeoVirus: an entry whose point is this near the gold one is taken for the gold place."""

HEADLINE = (
    *(f"{part}.{figure}" for part in PARTS for figure in ("exact", "within_161")),
    "all.exact",
    "all.within_161",
    "all.span.f1",
    "all.resolved.f1",
)
"""Scores worth a floor."""
WORDS_GIVEN = frozenset(
    f"{part}.{figure}"
    for part in (*PARTS, "all")
    for figure in ("exact", "within_161", "unresolved", "mean_km")
)
"""Scores of the names that the gold marks, whatever the coder finds by itself."""


def mentions_of(article: Article) -> list[PlaceMention]:
    """The marked names of an article, as they are asked for."""
    return [PlaceMention(text=t.text, start=t.start) for t in article.toponyms]


_OUTLET_ARTICLES = 3
_HOME_SHARE = 0.12
"""An outlet is at home in the province that its names speak for most, if they do by this share."""


def homes_of(articles: Iterable[Article], index: PlaceIndex) -> dict[str, Home]:
    """Where each outlet is at home, by the names in the texts of its articles; no marked name is looked at.

    It stands for what a user knows of a local paper. A name speaks for every province of the article's main
    country that has a place of it, in equal parts.
    """
    votes: defaultdict[str, defaultdict[Home, float]] = defaultdict(lambda: defaultdict(float))
    count = Counter[str]()
    for article in articles:
        outlet = article.document.outlet
        count[outlet] += 1
        tally = context_of(article).tally(index)
        main = (
            tally.home[0] if tally.home else max(tally.countries, key=tally.countries.__getitem__, default="")
        )
        for found in tally.names.values():
            areas = {(e.country, e.admin1_code) for e in found if e.country == main and e.admin1_code}
            for country, code in areas:
                votes[outlet][country or "", code or ""] += 1 / len(areas)
    homes: dict[str, Home] = {}
    for outlet, areas_of in votes.items():
        best = max(areas_of, key=areas_of.__getitem__)
        told = areas_of[best] >= _HOME_SHARE * sum(areas_of.values())
        if count[outlet] >= _OUTLET_ARTICLES and told:
            homes[outlet] = best
    return homes


def context_of(article: Article, homes: Mapping[str, Home] | None = None) -> PlaceContext:
    """What the linker is told of an article."""
    document = article.document
    dateline = read_dateline(document.body)
    return PlaceContext(
        dateline_place=dateline.place if dateline else "",
        outlet=document.outlet,
        title=document.title,
        body=document.body,
        home=(homes or {}).get(document.outlet),
    )


def is_right(entry: PlaceEntry, gold: Toponym, index: PlaceIndex) -> bool:
    """Whether an entry is the gold place."""
    if gold.geonameid is not None:
        return entry.geonameid == gold.geonameid
    if gold.page is not None and entry in index.exact(gold.page.split(",")[0].split(" (")[0]):
        reach = _AREA_KM if entry.kind in ("province", "region") else NEAR_KM
        return entry.latitude is None or _distance(entry, gold) <= reach
    return _distance(entry, gold) <= SAME_KM


def is_near(entry: PlaceEntry, gold: Toponym, index: PlaceIndex) -> bool:
    """Whether an entry is the gold place or within 161 km of it."""
    return is_right(entry, gold, index) or _distance(entry, gold) <= NEAR_KM


def _distance(entry: PlaceEntry, gold: Toponym) -> float:
    if entry.latitude is None or entry.longitude is None or gold.latitude is None or gold.longitude is None:
        return math.inf
    return kilometres(entry.latitude, entry.longitude, gold.latitude, gold.longitude)


def linked(
    article: Article, index: PlaceIndex, homes: Mapping[str, Home] | None = None
) -> list[PlaceEntry | None]:
    """What the ranking says of each marked name."""
    weights = load_weights()
    readings = readings_of(mentions_of(article), index, context_of(article, homes))
    return [reading.chosen(weights) for reading in readings]


def most_populous(article: Article, index: PlaceIndex) -> list[PlaceEntry | None]:
    """The baseline: of all places of a name the most populous."""
    found = (index.lookup(toponym.text) for toponym in article.toponyms)
    return [max(entries, key=lambda e: e.population, default=None) for entries in found]


def score(
    article: Article,
    found: Sequence[tuple[Span, PlaceRef]],
    *,
    index: PlaceIndex,
    homes: Mapping[str, Home],
) -> Scored:
    """Counts and misses of one article: with gold spans, and as raw text in which ``found`` was found."""
    given = score_answers(article, linked(article, index, homes), index)
    return Scored(tally={**given.tally, **score_found(article, found, index).tally}, misses=given.misses)


def baseline(articles: Iterable[Article], index: PlaceIndex) -> dict[str, float | None]:
    """The figures with gold spans of the most populous place of each name."""
    sums = Counter[str]()
    for article in articles:
        sums.update(score_answers(article, most_populous(article, index), index).tally)
    return {metric.name: metric.of(sums) for metric in metrics() if not metric.name.endswith(".f1")}


def score_answers(article: Article, answers: Sequence[PlaceEntry | None], index: PlaceIndex) -> Scored:
    """Counts and misses of one article with gold spans, given the place of each marked name."""
    tally: dict[str, float] = {}
    misses: list[Miss] = []
    for toponym, entry in zip(article.toponyms, answers, strict=True):
        if not toponym.coded:
            continue
        for name, count in _counts(toponym, entry, index):
            for part in (article.part, "all"):
                key = f"{part}.{name}"
                tally[key] = tally.get(key, 0) + count
        if entry is None or not is_right(entry, toponym, index):
            misses.append(_miss(article, toponym, entry))
    return Scored(tally=tally, misses=tuple(misses))


def _counts(gold: Toponym, entry: PlaceEntry | None, index: PlaceIndex) -> Iterator[tuple[str, float]]:
    yield "names", 1
    if entry is None:
        yield "unresolved", 1
        return
    right = is_right(entry, gold, index)
    yield "exact", right
    yield "near", is_near(entry, gold, index)
    distance = 0.0 if right else _distance(entry, gold)
    if math.isfinite(distance):
        yield "km", distance
        yield "points", 1


def score_found(article: Article, found: Sequence[tuple[Span, PlaceRef]], index: PlaceIndex) -> Scored:
    """Counts of one article read as raw text: names found, and found and resolved.

    A found name counts where it has the very characters of a marked one; resolved where that one's place is
    within 161 km, or is the same entry. Marked names without a place count for finding alone.
    """
    gold = {(toponym.start, toponym.end): toponym for toponym in article.toponyms}
    coded = sum(toponym.coded for toponym in article.toponyms)
    answers = {(span.start, span.end): place for span, place in found}
    tally = Counter[str]()
    for part in (article.part, "all"):
        tally[f"{part}.span.gold"] += len(gold)
        tally[f"{part}.span.found"] += len(answers)
        tally[f"{part}.span.right"] += len(gold.keys() & answers.keys())
        tally[f"{part}.resolved.gold"] += coded
        uncoded = sum(not gold[place].coded for place in answers.keys() & gold.keys())
        tally[f"{part}.resolved.found"] += len(answers) - uncoded
        both = [at for at in answers.keys() & gold.keys() if gold[at].coded]
        right = sum(_resolved(answers[at], gold[at], index) for at in both)
        tally[f"{part}.resolved.right"] += right
    return Scored(tally=tally)


def _resolved(found: PlaceRef, gold: Toponym, index: PlaceIndex) -> bool:
    """Whether a place that the coder gives is near the gold one: by the entry that it stands for."""
    entries = [e for e in index.exact(found.name or "") if e.geonameid == found.geonameid]
    return any(is_near(entry, gold, index) for entry in entries)


def _miss(article: Article, gold: Toponym, entry: PlaceEntry | None) -> Miss:
    body = article.document.body
    found = "nothing"
    if entry is not None:
        found = f"{entry.geonameid} {entry.name}, {entry.admin1}, {entry.country} ({entry.kind})"
    return Miss(
        kind="wrong place",
        document=article.name,
        gold=f"{gold.text}: {gold.geonameid or gold.page} {gold.latitude} {gold.longitude}",
        found=found,
        text=body[max(0, gold.start - 60) : gold.end + 40],
    )


def metrics() -> list[Metric]:
    """Every figure, part by part."""
    found: list[Metric] = []
    for part in (*PARTS, "all"):
        found += [
            ratio(f"{part}.exact", f"{part}.exact", f"{part}.names"),
            ratio(f"{part}.within_161", f"{part}.near", f"{part}.names"),
            ratio(f"{part}.unresolved", f"{part}.unresolved", f"{part}.names", higher_is_better=False),
            ratio(f"{part}.mean_km", f"{part}.km", f"{part}.points", higher_is_better=False),
            f1(f"{part}.span.f1", *(f"{part}.span.{count}" for count in ("right", "found", "gold"))),
            f1(f"{part}.resolved.f1", *(f"{part}.resolved.{count}" for count in ("right", "found", "gold"))),
        ]
    return found
