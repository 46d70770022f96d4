"""ACLED's 31 columns, one row an incident.

Source: ACLED codebook (2024) and the columns of its API since September 2025. What is lost, and how the row
says so: ``docs/exports.md``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from dateline.codebook import AcledCode, EventType
from dateline.export.code_lists import Country, columns_of, list_of
from dateline.export.columns import Record
from dateline.export.crosswalk import Crosswalk, LeftOut, Row, Tally, unasked
from dateline.export.facts import (
    When,
    country_of,
    joined,
    learned,
    number_of,
    open_range,
    outlets,
    point,
    summary,
    toll,
    when_of,
)
from dateline.export.parties import Party, doers, parties, targets
from dateline.link.outlets import home_of
from dateline.model import PlacePrecision, Status
from dateline.registry import Inter

__all__ = [
    "COLUMNS",
    "INTERACTIONS",
    "STATUSES",
    "acled_row",
    "event_number",
    "possible_codes",
    "with_numbers",
]

COLUMNS = columns_of("acled")
STATUSES = frozenset({Status.OCCURRED})
"""What ACLED would record unasked; a claim, a threat or a failed try is no event of its own there."""
_LISTS = list_of("acled")
_INTER: Mapping[str, int] = _LISTS["inter"]
_REGIONS: Mapping[str, str] = _LISTS["regions"]
_GEO: Mapping[str, int] = _LISTS["geo_precision"]
_DISORDER: Mapping[str, str] = _LISTS["disorder"]
_CIVILIANS: str = _LISTS["civilian_targeting"]
PREFIX = "DTL"
"""Of every event id: three letters that are no country's code, so that an id stays when its country is
corrected."""
BY_UNKNOWN = {"Protests": (Inter.PROTESTERS, "Protesters"), "Riots": (Inter.RIOTERS, "Rioters")}
"""ACLED's ``actor1`` of every demonstration; who they were is in ``assoc_actor_1``."""
FACED = frozenset(
    {"Protest with intervention", "Excessive force against protesters", "Violent demonstration"}
)
"""Demonstrations in which the forces of a state are the other side; else they are only what it is about."""
VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
ATTACK, TAKEN = "Attack", "Non-state actor overtakes territory"
CLASH = AcledCode("Battles", "Armed clash")
REGAINED = AcledCode("Battles", "Government regains territory")


def _interactions() -> dict[str, int]:
    """Text of the column -> its old number: smaller digit first, but civilians always second; X0 is alone."""
    found: dict[str, int] = {}
    for one, first in _INTER.items():
        found[f"{one} only"] = first * 10
        for other, second in _INTER.items():
            if first <= second:
                pair = (other, one) if (first, second) == (7, 8) else (one, other)
                found["-".join(pair)] = first * 10 + second
    return found


INTERACTIONS: Mapping[str, int] = _interactions()
"""Interaction as exported since 2024 -> the number that it had before."""


def event_number(incident_id: str) -> str:
    """The constant event id: ``DTL`` and a number made from our id.

    >>> event_number("b2:i1") == event_number("b2:i1"), event_number("b2:i1")[:3]
    (True, 'DTL')
    """
    return f"{PREFIX}{number_of(incident_id)}"


def acled_row(record: Record, crosswalk: Crosswalk, tally: Tally | None = None) -> Row | LeftOut:
    """The row of an incident record, or why ACLED has none. ``tally`` counts what the row could not hold."""
    refused = unasked(record, crosswalk, STATUSES)
    if refused is not None:
        return refused
    when, country = when_of(record), country_of(record)
    if when is None:
        return LeftOut("without a date")
    if when.acled_precision is None:
        return LeftOut("dated more vaguely than a month")
    if country is None:
        return LeftOut("without a country")
    first, second = _sides(record, crosswalk)
    code = _code(record, crosswalk, first, second)
    one, inter1 = _actor(first, country, code.event_type)
    two, inter2 = _target(second, country, code)
    day, (latitude, longitude), place = _day(when), point(record), record["place"]
    killed = toll(record, "killed", "perpetrators_killed")
    tags = list(_tags(record, killed, latitude))
    if tally is not None:
        _count_losses(tags, tally)
    values = (
        event_number(record["incident_id"]),
        day.isoformat(),
        day.year,
        when.acled_precision,
        _disorder(code),
        code.event_type,
        code.sub_event_type,
        one,
        joined(party.name for party in _beside(first, one)),
        inter1,
        two,
        joined(party.name for party in _beside(second, two)),
        inter2,
        _interaction(inter1, inter2),
        _CIVILIANS if _at_civilians(code, inter2) else "",
        country.iso_number,
        _REGIONS.get(str(country.acled_region), ""),
        country.acled_name,
        place["admin1"] or "",
        "",
        "",
        place["name"] or place["admin1"] or country.acled_name,
        latitude,
        longitude,
        _GEO[place["precision"]],
        joined(outlets(record)),
        _scale(record, country),
        summary(record),
        0 if killed is None else killed[1],
        joined(tags),
        learned(record),
    )
    return dict(zip(COLUMNS, values, strict=True))


def with_numbers(row: Row) -> Row:
    """The row with the numbers that actor types and interactions had before 2024 (``inter_num=1``)."""
    return row | {
        "inter1": _INTER.get(str(row["inter1"]), 0),
        "inter2": _INTER.get(str(row["inter2"]), 0),
        "interaction": INTERACTIONS.get(str(row["interaction"]), 0),
    }


def _sides(record: Record, crosswalk: Crosswalk) -> tuple[list[Party], list[Party]]:
    """Who did it and to whom; two who take part on equal terms are the one and the other. In a
    demonstration those who demonstrate come first, whoever used force against them."""
    first, second = doers(record, crosswalk), targets(record, crosswalk)
    taking_part = parties(record, crosswalk, ("participant", "speaker"))
    code = crosswalk.types[record["event_type"]].acled
    if code.event_type in BY_UNKNOWN:
        everyone = {party.key: party for party in (*first, *taking_part, *second)}.values()
        force = [party for party in everyone if party.state]
        faced = force if code.sub_event_type in FACED else []
        if code.sub_event_type == "Mob violence":
            return [party for party in first if not party.state], [*second, *faced]
        return [party for party in everyone if not party.state], faced
    if not first and taking_part:
        first, rest = taking_part[:1], taking_part[1:]
        return first, second or rest
    return first, second


def _code(record: Record, crosswalk: Crosswalk, first: list[Party], second: list[Party]) -> AcledCode:
    """The codebook's mapping, but for two cases that depend on who did it to whom.

    ACLED's violence against civilians has no armed target: that is a clash. Territory that a state's forces
    take is regained.
    """
    code = crosswalk.types[record["event_type"]].acled
    armed = [party for party in second if party.organised]
    if code.sub_event_type == ATTACK and armed and not any(party.civilians for party in second):
        return CLASH
    if code.sub_event_type == TAKEN and first and first[0].state:
        return REGAINED
    return code


def possible_codes(kind: EventType) -> list[dict[str, str]]:
    """Every ``event_type``, ``sub_event_type`` and ``disorder_type`` that an event of this type may get."""
    codes = [kind.acled]
    codes += [CLASH] if kind.acled.sub_event_type == ATTACK else []
    codes += [REGAINED] if kind.acled.sub_event_type == TAKEN else []
    return [
        {
            "event_type": code.event_type,
            "sub_event_type": code.sub_event_type,
            "disorder_type": _disorder(code),
        }
        for code in codes
    ]


def _disorder(code: AcledCode) -> str:
    return _DISORDER.get(code.sub_event_type, _DISORDER[code.event_type])


def _actor(first: list[Party], country: Country, event_type: str) -> tuple[str, str]:
    """Name and type of ``actor1``, by ACLED's own names for those whom nobody named."""
    if event_type in BY_UNKNOWN:
        inter, name = BY_UNKNOWN[event_type]
        return f"{name} ({country.acled_name})", inter.value
    if first:
        return _name(first[0], country), (first[0].inter or Inter.POLITICAL_MILITIA).value
    if event_type in VIOLENT:
        return f"Unidentified Armed Group ({country.acled_name})", Inter.POLITICAL_MILITIA.value
    return "", ""


def _target(second: list[Party], country: Country, code: AcledCode) -> tuple[str, str]:
    """Name and type of ``actor2``; the target of violence against civilians is civilians, told or not."""
    if second and second[0].inter is not None:
        return _name(second[0], country), second[0].inter.value
    if code.event_type == "Violence against civilians":
        return f"Civilians ({country.acled_name})", Inter.CIVILIANS.value
    if second and second[0].named:
        return second[0].name, Inter.CIVILIANS.value
    return "", ""


def _name(party: Party, country: Country) -> str:
    """The name, or for the unnamed ACLED's name of their kind with the country."""
    if party.named:
        return party.name
    unnamed = {
        Inter.CIVILIANS: "Civilians",
        Inter.PROTESTERS: "Protesters",
        Inter.RIOTERS: "Rioters",
        Inter.STATE: party.name,
        Inter.EXTERNAL: party.name,
    }
    name = unnamed.get(party.inter, "Unidentified Armed Group") if party.inter else "Unidentified Armed Group"
    return f"{name} ({country.acled_name})"


def _beside(side: list[Party], actor: str) -> list[Party]:
    """Associated actors: others of the side who are known by name."""
    return [party for party in side if party.named and party.name != actor]


def _interaction(inter1: str, inter2: str) -> str:
    if not (inter1 and inter2):
        return f"{inter1 or inter2} only" if inter1 or inter2 else ""
    return f"{inter1}-{inter2}" if f"{inter1}-{inter2}" in INTERACTIONS else f"{inter2}-{inter1}"


def _at_civilians(code: AcledCode, inter2: str) -> bool:
    return (
        code.event_type == "Violence against civilians"
        or code.sub_event_type == "Excessive force against protesters"
        or (inter2 == Inter.CIVILIANS and code.event_type in ("Explosions/Remote violence", "Riots"))
    )


def _day(when: When) -> datetime.date:
    """ACLED gives one day: the first of a week or less, the middle of a month."""
    return when.middle if when.acled_precision == 3 else when.start


def _scale(record: Record, country: Country) -> str:
    """``National`` or ``International`` by where the outlets are at home; blank where the list has none of
    them."""
    homes = {home[0] for outlet in outlets(record) if (home := home_of(outlet)) is not None}
    if not homes:
        return ""
    national, foreign = country.iso2 in homes, bool(homes - {country.iso2})
    return "-".join(name for name, holds in (("National", national), ("International", foreign)) if holds)


def _tags(record: Record, killed: tuple[int, int, int] | None, latitude: float | None) -> list[str]:
    """What ACLED has no column for; all of ours begin with ``x-``."""
    tags = ["x-machine-made" if record["review"] != "reviewed" else "x-reviewed"]
    if killed is None:
        tags.append("x-fatalities-unknown")
    elif killed[0] != killed[2] or open_range(record, "killed"):
        low, _, high = killed
        tags.append(f"x-fatalities-range={low}-{'' if open_range(record, 'killed') else high}")
    injured = toll(record, "injured")
    if injured is not None:
        tags.append(f"x-injured={injured[1]}")
    joint = toll(record, "killed_or_injured")
    if joint is not None:
        tags.append(f"x-killed-or-injured={joint[1]}")
    if latitude is None:
        tags.append("x-no-coordinates")
    if record["count"] > 1:
        tags.append(f"x-count={record['count']}")
    if record["status"] != Status.OCCURRED:
        tags.append(f"x-status={record['status']}")
    if record["background"]:
        tags.append("x-background")
    if record["place"]["precision"] in (PlacePrecision.COUNTRY, PlacePrecision.REGION):
        tags.append(f"x-place-precision={record['place']['precision']}")
    tags += [f"x-claimed-by={name}" for name in record["claimed_by"]]
    tags += [f"x-grade={record['grade']}", f"x-dateline={record['incident_id']}"]
    return tags


def _count_losses(tags: list[str], tally: Tally) -> None:
    """Counts the losses that the tags tell."""
    said = {
        "x-fatalities-unknown": "with unknown deaths: fatalities are 0, tag x-fatalities-unknown",
        "x-fatalities-range": "with rival or open tolls: fatalities are the best, tag x-fatalities-range",
        "x-no-coordinates": "without coordinates: latitude and longitude are empty, tag x-no-coordinates",
        "x-count": "that stand for several events: one row each, tag x-count",
    }
    for tag in tags:
        loss = said.get(tag.partition("=")[0])
        if loss is not None:
            tally.lossy[loss] += 1
