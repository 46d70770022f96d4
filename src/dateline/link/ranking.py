"""Which of the places of one name an article means: features of every candidate, and fitted weights. Pure.

A candidate's score is the sum of its features times the weights of ``data/ranking.toml``, which
``python -m dateline.training.place_weights`` fits as a conditional logit on marked news texts. "None of
these" is an alternative like the others, with features of its own, so that the probability of a choice
already counts that the place may be one that no gazetteer entry stands for.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from dateline.link.context import Tally
from dateline.link.entry import PlaceEntry
from dateline.link.names import ROMANISED, exact_key, loose_key
from dateline.link.neighbours import Matrix, Neighbours, distances
from dateline.link.outlets import Home

__all__ = ["FEATURES", "NO_MATCH", "Question", "choose", "features_of", "load_weights"]

FEATURES = (
    "population",  # log10 of the inhabitants
    "most_populous",  # the first of its kind among the candidates
    "country",
    "region",
    "province",
    "district",
    "capital",
    "city_state",  # a country that is one town
    "country_share",  # how much of the article speaks of its country
    "main_country",  # no country has a larger share
    "other_country",  # the article does not speak of its country at all
    "province_share",
    "main_province",
    "sentence_country",  # how much of the rest of the sentence speaks of its country
    "sentence_province",
    "sentence_other",  # it speaks of other countries alone
    "home",  # the outlet's country
    "home_province",
    "own_name",  # the name is its main name or a romanisation of it, not an alternate
    "qualified_country",  # lies in the country that is told with it
    "qualified_province",
    "qualified_district",  # lies near the middle of the unit that is told with it
    "wanted_kind",  # is of the kind that a class word asks for
    "unwanted_kind",
    "seat",  # a province or district that has the name of one of its towns
    "county_seat",  # a town that has the name of a unit around it
    "close_names",  # how many of the other names have a place within some 30 km
    "near_names",  # ... within some 150 km
    "same_province",  # ... in its province
    "told_in_full",  # a province or district whose name is asked for without the class word
    "none",
    "none_small",  # none of these, where all are small
    "none_elsewhere",  # none of these, where the article speaks of none of their countries
    "none_alike",  # none of these, where they only sound alike
    "none_alone",  # none of these, where there is but one
)
"""Names of the features, in the order of the columns."""
NO_MATCH = -1
"""What :func:`choose` answers when the likeliest is none of the candidates."""

_AT = {name: column for column, name in enumerate(FEATURES)}
_CITY_STATES = frozenset({"HK", "MO", "SG", "MC", "GI", "VA"})
_UNCOUNTED, _UNCOUNTED_ROMANISED = 3.0, 4.0
"""log10 of the population assumed for a place without a figure. Not fitted, since the corpora have next to
no such
place: GeoNames lacks figures for whole provinces of Syria, Iraq and Sudan, whose towns count some thousands
to some ten thousands (Maarat al-Numan, Tal Afar, Ras al-Ain)."""
_LEAST = 0.05
"""A place that is less likely than this is not given: cross-validated, none of 12 such choices was right.
Not one half: what is as likely wrong as right is worth a look, and the probability says so."""
_SMALL = 4.0
"""log10 of the inhabitants under which a town is seldom told without its province."""
_UNIT_KM = 40.0
"""A town this near the middle of a district told with it lies in it, for all that the gazetteer says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the words of one mention ask for, worked out once for all its candidates."""

    name: str
    keys: frozenset[str]
    """Exact keys of the name as written, without its class word, and without its direction."""
    sound: str
    wanted: str | None
    """Kind of place that a class word asks for."""
    wider: tuple[tuple[PlaceEntry, ...], ...]
    """What each qualifier may mean."""
    alike: bool
    """Whether the candidates have no more than the consonants of the name."""
    home: Home | None
    """Country and province of the outlet, if known."""
    nearby: Tally
    """What the rest of the sentence speaks of."""


def features_of(
    candidates: Sequence[PlaceEntry], question: Question, tally: Tally, neighbours: Neighbours
) -> Matrix:
    """One row for each candidate and a last one for "none of these"; columns as in :data:`FEATURES`."""
    rows = np.zeros((len(candidates) + 1, len(FEATURES)))
    top_country = max(tally.countries.values(), default=0.0)
    top_province = max(tally.provinces.values(), default=0.0)
    towns = {(e.country, e.admin1_code) for e in candidates if e.kind == "town"}
    units = {(e.country, e.admin1_code) for e in candidates if e.kind in ("province", "district")}
    first: set[str] = set()
    for row, entry in zip(rows, candidates, strict=False):
        share = tally.countries.get(entry.country or "", 0.0)
        area = (entry.country, entry.admin1_code)
        told = _told(entry, question)
        row[_AT["population"]] = _tenfolds(entry)
        row[_AT["most_populous"]] = entry.kind not in first
        first.add(entry.kind)
        if entry.kind != "town":
            row[_AT[entry.kind]] = 1.0
        row[_AT["capital"]] = entry.capital
        row[_AT["city_state"]] = entry.kind == "country" and entry.country in _CITY_STATES
        row[_AT["country_share"]] = share
        row[_AT["main_country"]] = share > 0 and share == top_country
        row[_AT["other_country"]] = share == 0 and entry.country is not None
        province = tally.provinces.get((entry.country or "", entry.admin1_code or ""), 0.0)
        row[_AT["province_share"]] = province
        row[_AT["main_province"]] = province > 0 and province == top_province
        nearby = question.nearby.countries.get(entry.country or "", 0.0)
        row[_AT["sentence_country"]] = nearby
        row[_AT["sentence_province"]] = question.nearby.provinces.get(
            (entry.country or "", entry.admin1_code or ""), 0.0
        )
        row[_AT["sentence_other"]] = (
            nearby == 0 and bool(question.nearby.countries) and entry.country is not None
        )
        if question.home and question.home[0] == entry.country:
            row[_AT["home"]] = 1.0
            row[_AT["home_province"]] = bool(question.home[1]) and question.home[1] == entry.admin1_code
        row[_AT["own_name"]] = _bears_name(entry, question)
        row[_AT["qualified_country"]], row[_AT["qualified_province"]], row[_AT["qualified_district"]] = told
        if question.wanted:
            row[_AT["wanted_kind"]] = entry.kind == question.wanted
            row[_AT["unwanted_kind"]] = entry.kind != question.wanted
        elif entry.kind in ("province", "district"):
            row[_AT["seat"]] = area in towns
            row[_AT["told_in_full"]] = exact_key(entry.name) not in question.keys
        elif entry.kind == "town":
            row[_AT["county_seat"]] = area in units
    near = slice(_AT["close_names"], _AT["same_province"] + 1)
    rows[:-1, near] = neighbours.support(candidates, exact_key(question.name))
    rows[-1] = _none(candidates, question, tally)
    return rows


def _tenfolds(entry: PlaceEntry) -> float:
    """log10 of the inhabitants, or what is assumed of them."""
    if entry.population:
        return math.log10(entry.population)
    return _UNCOUNTED_ROMANISED if entry.country in ROMANISED and entry.kind == "town" else _UNCOUNTED


def _none(candidates: Sequence[PlaceEntry], question: Question, tally: Tally) -> Matrix:
    """The row of "none of these"."""
    row = np.zeros(len(FEATURES))
    largest = max((entry.population for entry in candidates), default=0)
    row[_AT["none"]] = 1.0
    row[_AT["none_small"]] = largest < 10**_SMALL
    row[_AT["none_elsewhere"]] = not any(tally.countries.get(e.country or "", 0.0) for e in candidates)
    row[_AT["none_alike"]] = question.alike
    row[_AT["none_alone"]] = len(candidates) == 1
    return row


def _bears_name(entry: PlaceEntry, question: Question) -> bool:
    """Whether the name asked for is the entry's main name; where romanisations compete, any of its names
    is."""
    if exact_key(entry.name) in question.keys:
        return True
    return entry.country in ROMANISED and (not question.alike or loose_key(entry.name) == question.sound)


def _told(entry: PlaceEntry, question: Question) -> tuple[float, float, float]:
    """Whether a candidate lies in a country, a province, a district that is told with it."""
    country = province = district = 0.0
    for place in (place for outer in question.wider for place in outer):
        if place.country != entry.country or place == entry:
            continue
        if place.kind in ("country", "region"):
            country = 1.0
        elif place.admin1_code == entry.admin1_code:
            if place.kind == "province":
                province = country = 1.0
            elif _is_within(entry, place):
                district = 1.0
    return country, province, district


def _is_within(entry: PlaceEntry, unit: PlaceEntry) -> bool:
    if entry.latitude is None or unit.latitude is None:
        return False
    one = np.radians([[entry.latitude, entry.longitude or 0.0]])
    other = np.radians([[unit.latitude, unit.longitude or 0.0]])
    return bool(distances(one, other)[0, 0] < _UNIT_KM)


@cache
def load_weights() -> Matrix:
    """The fitted weights, in the order of :data:`FEATURES`."""
    text = resources.files("dateline.link").joinpath("data/ranking.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)["weights"]
    return np.array([float(given[name]) for name in FEATURES])


def choose(rows: Matrix, weights: Matrix) -> tuple[int, float]:
    """The likeliest candidate and its probability, "none of these" counted in; :data:`NO_MATCH` with the
    probability of "none of these" where the likeliest is too unlikely to be given."""
    scores = rows @ weights
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    best = int(shares[:-1].argmax())
    if shares[best] < _LEAST and shares[-1] > shares[best]:
        return NO_MATCH, float(shares[-1])
    return best, float(shares[best])
