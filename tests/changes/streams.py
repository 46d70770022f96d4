"""Invented streams of incidents, as counting wants them."""

import datetime as dt
import random
from collections.abc import Iterable, Mapping

from dateline.model import Grade, Status
from dateline.store import Fact, FactActor

FAMILIES = {
    "armed_attack": "violence",
    "bombing": "violence",
    "protest": "disorder",
    "threat": "statement",
    "trial": "strategic",
}
FIRST = dt.date(2020, 1, 1)


def iso(day: int) -> str:
    """The ISO day this many days after the first."""
    return (FIRST + dt.timedelta(days=day)).isoformat()


def fact(
    number: int,
    day: int,
    *,
    event_type: str = "armed_attack",
    country: str = "ML",
    admin1: str = "",
    actors: Iterable[tuple[str, str]] = (),
    status: Status = Status.OCCURRED,
    weapon: str = "",
    outlet: str = "Harbour Post",
    precision: str = "day",
    known: int | None = None,
    method: str = "rules@1",
    name: str = "",
) -> Fact:
    """One incident; ``actors`` are pairs of role and registry id."""
    return Fact(
        id=f"b2:{number:032x}",
        event_type=event_type,
        status=status,
        grade=Grade.WEAK,
        start=iso(day),
        end=iso(day),
        precision=precision,
        basis="text",
        known=iso(day if known is None else known),
        country=country,
        admin1=admin1,
        place_precision="town",
        latitude=None,
        longitude=None,
        actors=tuple(
            FactActor(role=role, id=id_, name=name or id_.replace("-", " ").title()) for role, id_ in actors
        ),
        claimed_by=(),
        killed=None,
        weapon=weapon,
        speaker="",
        addressee="",
        outlets=(outlet,),
        origins=(outlet,),
        accounts=1,
        method=method,
    )


def steady(
    days: int, every: float, *, seed: int = 1, first: int = 0, start: int = 0, **told: object
) -> list[Fact]:
    """Incidents at random days, one in ``every`` days."""
    draw = random.Random(seed)
    count = round(days / every)
    return [fact(first + n, start + draw.randrange(days), **told) for n in range(count)]  # type: ignore[arg-type]


def documents(days: int, a_day: int = 10, rise: Mapping[int, int] | None = None) -> dict[str, int]:
    """As many documents on every day, from days in ``rise`` on another number."""
    found, now = {}, a_day
    for day in range(days):
        now = (rise or {}).get(day, now)
        found[iso(day)] = now
    return found
