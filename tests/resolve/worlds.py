"""Random small worlds: accounts of events that are near each other in place, time, kind and words."""

from __future__ import annotations

import random
from dataclasses import replace

from dateline.model import (
    Account,
    ActorRef,
    Basis,
    Count,
    DateInterval,
    DatePrecision,
    Document,
    PlacePrecision,
    PlaceRef,
    Role,
    Status,
)
from store.accounts import RAVA, TOLM, account, by, day, document, killed

NEAR_RAVA = replace(RAVA, text="Rava Bridge", name="Rava Bridge", geonameid=13, latitude=10.2)
NORTH = PlaceRef(
    text="the north", name="North", geonameid=14, country="XA", admin1="North", latitude=10.1, longitude=20.1,
    precision=PlacePrecision.PROVINCE,
)  # fmt: skip
COUNTRY = PlaceRef(text="Xanadu", name="Xanadu", geonameid=1, country="XA", precision=PlacePrecision.COUNTRY)
ABROAD = replace(TOLM, text="Zeb", name="Zeb", geonameid=99, country="ZB", latitude=10.05)
LOST = PlaceRef(text="Old Mill")
MARCH = DateInterval(
    start="2026-03-01", end="2026-03-31", precision=DatePrecision.MONTH, basis=Basis.TEXT, text="March"
)

PLACES = (RAVA, RAVA, RAVA, NEAR_RAVA, TOLM, NORTH, COUNTRY, ABROAD, LOST, None)
DATES = (*(day(f"2026-03-{number:02}") for number in (8, 9, 9, 9, 10, 11, 14)), MARCH, None, None)
TYPES = ("bombing",) * 4 + ("armed_attack", "armed_attack", "shelling", "protest", "threat", "arrest")
STATUSES = (Status.OCCURRED,) * 6 + (Status.CLAIMED, Status.DENIED, Status.ATTEMPTED, Status.THREATENED)
TOLLS = (None, None, killed(1, 1), killed(4, 4), killed(4), killed(5, 9), killed(40, 40), killed(None, 3))
ACTORS: tuple[tuple[ActorRef, ...], ...] = (
    (),
    (),
    (by("Red Front", "red-front"),),
    (by("Red Front of Rava"), by("traders", None, Role.VICTIM)),
    (by("gunmen"), by("traders", None, Role.VICTIM)),
    (by("Blue Front", "blue-front"), by("The Red Front", "red-front")),
    (by("Red Front", "red-front", Role.SPEAKER),),
)
SENTENCES = (
    "A lorry blew up beside the grain market of the town early in the day",
    "A lorry exploded beside the grain market of the town early in the day",
    "Shots were heard near the bridge, said a baker who saw the men run off",
    "Shots were heard near the mill, said a farmer who saw some people run off",
    "It was quiet",
    "People came out to march past the town hall with flags and many drums all through the afternoon",
)


def world(seed: int, most: int = 12) -> tuple[list[Account], dict[str, Document]]:
    """A few accounts and their documents; the same for the same seed."""
    draw = random.Random(seed)
    documents: dict[str, Document] = {}
    accounts: list[Account] = []
    for number in range(draw.randint(1, most)):
        told = draw.sample(SENTENCES, draw.choice((1, 1, 2)))
        published = draw.choice(("2026-03-09", "2026-03-10", "2026-03-12", "2026-04-20", ""))
        source = document(
            ". ".join(told) + f". Note {number}.", outlet=draw.choice("AB"), published=published
        )
        documents[source.id] = source
        accounts.extend(_account(draw, source, words) for words in told)
    return accounts, documents


def _account(draw: random.Random, source: Document, words: str) -> Account:
    kind = draw.choice(TYPES)
    return account(
        source,
        words,
        event_type=kind,
        status=draw.choice(STATUSES),
        date=draw.choice(DATES),
        place=draw.choice(PLACES),
        actors=draw.choice(ACTORS),
        dead=draw.choice(TOLLS),
        count=draw.choice((None,) * 9 + (Count(low=3, high=None, text="three"),)),
        background=draw.random() < 0.1,
    )
