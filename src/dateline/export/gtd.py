"""The 135 columns of the Global Terrorism Database, one row an attack by other than a state.

Source: GTD codebook (2021). The GTD's criteria are about motive, which is not coded: ``crit1`` to ``crit3``
and ``doubtterr`` say that nobody judged them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.export.code_lists import columns_of, countries, list_of
from dateline.export.columns import Record
from dateline.export.crosswalk import Crosswalk, LeftOut, Row, Tally, unasked
from dateline.export.facts import country_of, joined, number_of, point, summary, toll, when_of
from dateline.export.parties import Party, doers, targets
from dateline.model import DatePrecision, SayingKind, Status

__all__ = ["COLUMNS", "EventIds", "gtd_row"]

COLUMNS = columns_of("gtd")
STATUSES = frozenset({Status.OCCURRED, Status.CLAIMED, Status.ALLEGED, Status.ATTEMPTED})
"""The GTD has fields for claims, doubt and failure, so it takes these unasked."""
_LISTS = list_of("gtd")
UNKNOWN = -9
UNCOUNTED = -99
"""The GTD's unknown number of perpetrators."""
UNKNOWN_GROUP = "Unknown"
DB_SOURCE = "Dateline"
_HOSTAGES = 3
"""Attack type of kidnappings."""
_EXCLUDED = "state forces as the only doers"
_WORDS = re.compile(r"[\w-]+")
_CODEBOOK: Mapping[str, str] = {
    "1": "Assassination",
    "2": "Hijacking",
    "3": "Hostage Taking (Kidnapping)",
    "4": "Hostage Taking (Barricade Incident)",
    "5": "Bombing/Explosion",
    "6": "Armed Assault",
    "7": "Unarmed Assault",
    "8": "Facility/Infrastructure Attack",
    "9": "Unknown",
}


class EventIds:
    """Gives event ids of the GTD's form, ``YYYYMMDDNNNN``, made from the day and our id.

    The last four digits come from our id; the next free ones of the day are taken where two share them, so
    an id is the same in every export that holds the same incidents of its day. ``addnotes`` has ours.
    """

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, incident_id: str, year: int, month: int, day: int) -> int:
        """The id of one incident; month and day are 0 where unknown."""
        base = (year * 10_000 + month * 100 + day) * 10_000
        number = number_of(incident_id) % 10_000
        while base + number in self._taken and (number + 1) % 10_000 != number_of(incident_id) % 10_000:
            number = (number + 1) % 10_000
        self._taken.add(base + number)
        return base + number


def gtd_row(
    record: Record, crosswalk: Crosswalk, tally: Tally | None = None, ids: EventIds | None = None
) -> Row | LeftOut:
    """The row of an incident record, or why the GTD has none. ``tally`` counts what the row could not hold;
    ``ids`` keeps the event ids of one file apart."""
    refused = unasked(record, crosswalk, STATUSES)
    if refused is not None:
        return refused
    attack = crosswalk.types[record["event_type"]].gtd_attack_type
    if attack is None:
        return LeftOut("of types that are no attacks of the GTD")
    groups = doers(record, crosswalk)
    if groups and all(group.state for group in groups):
        return LeftOut(f"with {_EXCLUDED}")
    when, country = when_of(record), country_of(record)
    if when is None:
        return LeftOut("without a date")
    if country is None:
        return LeftOut("without a country")
    row: Row = dict.fromkeys(COLUMNS)
    row.update(_time(record, ids or EventIds()))
    row.update(_place(record))
    row.update(_nature(record, crosswalk, attack, tally))
    row.update(_groups(record, groups))
    row.update(_claims(record))
    row.update(_harm(record, tally))
    row.update(_sources(record))
    return row


def _time(record: Record, ids: EventIds) -> Row:
    """Unknown days and months are 0, as the GTD writes them."""
    when = when_of(record)
    assert when is not None  # noqa: S101 - the caller has looked
    precision = record["date"]["precision"]
    month = 0 if precision == DatePrecision.YEAR else when.start.month
    one_day = when.start == when.end and when.ucdp_precision == 1
    day = when.start.day if one_day else 0
    return {
        "eventid": ids.of(record["incident_id"], when.start.year, month, day),
        "iyear": when.start.year,
        "imonth": month,
        "iday": day,
        "approxdate": None if one_day else f"{when.start} to {when.end}",
        "extended": 0,
        "multiple": int(record["count"] > 1),
    }


def _place(record: Record) -> Row:
    country, place = country_of(record), record["place"]
    assert country is not None  # noqa: S101
    latitude, longitude = point(record)
    region = country.gtd_region
    town = place["precision"] in ("exact", "town", "near", "district")
    return {
        "country": country.gtd,
        "country_txt": country.gtd_name,
        "region": region,
        "region_txt": None if region is None else _LISTS["regions"][str(region)],
        "provstate": place["admin1"] or "Unknown",
        "city": (place["name"] or place["text"]) if town else "Unknown",
        "latitude": latitude,
        "longitude": longitude,
        "specificity": _LISTS["specificity"][place["precision"]],
        "vicinity": int(place["precision"] == "near"),
        "location": f"{place['text']} (precision: {place['precision']})",
    }


def _nature(record: Record, crosswalk: Crosswalk, attack: int, tally: Tally | None) -> Row:
    row: Row = {
        "summary": summary(record),
        # Whether it was terrorism turns on motive. Of what is only alleged there is doubt in any case.
        "doubtterr": 1 if record["status"] == Status.ALLEGED else UNKNOWN,
        "success": 0 if record["status"] == Status.ATTEMPTED else 1,
        "suicide": int(record["event_type"] == "suicide_bombing"),
        "attacktype1": attack,
        "attacktype1_txt": _CODEBOOK[str(attack)],
        "ishostkid": int(attack == _HOSTAGES),
        "property": 1 if record["event_type"] == "property_attack" else UNKNOWN,
    }
    weapon = _LISTS["weapon_of_type"].get(record["event_type"]) or _worded(
        record["weapon"], "weapon_words", 13
    )
    row |= {
        "weaptype1": weapon,
        "weaptype1_txt": _LISTS["weapons"][str(weapon)],
        "weapdetail": record["weapon"],
    }
    aims = targets(record, crosswalk)
    for number, party in enumerate(aims[:3], 1):
        code = _target_type(party)
        home = countries().get(party.countries[0]) if party.countries else None
        row |= {
            f"targtype{number}": code,
            f"targtype{number}_txt": _LISTS["targets"][str(code)],
            f"target{number}": party.name,
            f"natlty{number}": None if home is None else home.gtd,
            f"natlty{number}_txt": None if home is None else home.gtd_name,
        }
    if not aims:
        row |= {"targtype1": 20, "targtype1_txt": _LISTS["targets"]["20"], "target1": "Unknown"}
    if len(aims) > 3 and tally is not None:
        tally.lossy["with more than three targets: the first three are written"] += 1
    return row


def _target_type(party: Party) -> int:
    by_class: int | None = _LISTS["target_of_class"].get(party.class_)
    if by_class is not None:
        return by_class
    if party.inter is None:
        return 20
    return int(_LISTS["target_of_kind"][party.kind.value])


def _worded(text: str | None, lists: str, unknown: int) -> int:
    """The code whose words stand in the text; the first list that has one decides."""
    words = set(_WORDS.findall((text or "").lower()))
    words |= {word.removesuffix("s") for word in words}
    found: Sequence[Mapping[str, object]] = _LISTS[lists]
    return next(
        (int(str(entry["type"])) for entry in found if words.intersection(list(entry["words"]))),  # type: ignore[call-overload]
        unknown,
    )


def _groups(record: Record, groups: list[Party]) -> Row:
    named = [party for party in groups if party.named]
    row: Row = {
        "gname": named[0].name if named else UNKNOWN_GROUP,
        "individual": 0,
        "nperps": UNCOUNTED,
        "nperpcap": UNCOUNTED,
        "guncertain1": 0,
    }
    for number, party in enumerate(named[:3], 1):
        suspected = party.name in record["rivals"] or _only_accused(record, party)
        suffix = "" if number == 1 else str(number)
        row |= {f"gname{suffix}": party.name, f"guncertain{number}": int(suspected)}
    return row


def _only_accused(record: Record, party: Party) -> bool:
    """Whether nobody tells or claims as fact that this party did it."""
    kinds = {
        saying["kind"]
        for doer in record["doers"]
        if (doer["actor_id"] or doer["text"]) == party.key
        for saying in doer["sayings"]
    }
    if kinds:
        return not kinds & {SayingKind.TOLD, SayingKind.CLAIMED}
    return bool(record["status"] == Status.ALLEGED)


def _claims(record: Record) -> Row:
    """Up to three claims, each with its channel; more than one is a competing claim."""
    claimants = list(dict.fromkeys(record["claimed_by"]))
    if not claimants:
        return {"claimed": 0, "compclaim": None}
    row: Row = {"claimed": 1, "compclaim": int(len(claimants) > 1)}
    modes = {saying["by"]: saying["mode"] for saying in record["claims"] if saying["mode"]}
    if record["claim"] is not None and record["claim"]["mode"]:
        modes.setdefault(record["claim"]["by"], record["claim"]["mode"])
    for number, by in enumerate(claimants[:3], 1):
        mode = _worded(modes.get(by), "claim_words", 10)
        if number > 1:
            row[f"claim{number}"] = 1
        name = "claimmode" if number == 1 else f"claimmode{number}"
        row |= {name: mode, f"{name}_txt": _LISTS["claim_modes"][str(mode)]}
    return row


def _harm(record: Record, tally: Tally | None) -> Row:
    """Unknown is empty, as in the GTD; the best figure stands for a range."""
    killed, own = toll(record, "killed", "perpetrators_killed"), toll(record, "perpetrators_killed")
    injured, abducted = toll(record, "injured"), toll(record, "abducted")
    if tally is not None and killed is not None and killed[0] != killed[2]:
        tally.lossy["with rival tolls: nkill is the best figure, the range is in addnotes"] += 1
    return {
        "nkill": None if killed is None else killed[1],
        "nkillter": None if own is None else own[1],
        "nwound": None if injured is None else injured[1],
        "nhostkid": None if abducted is None else abducted[1],
        "addnotes": joined(
            (
                summary(record),
                None if killed is None else f"killed {killed[0]} to {killed[2]}",
                "told as an older event" if record["background"] else None,
            )
        ),
    }


def _sources(record: Record) -> Row:
    """Up to three citations; ``related`` lists incidents that are not this one but belong to it."""
    cites = [
        ", ".join(
            part for part in (f'"{s["title"]}"' if s["title"] else None, s["outlet"], s["published"]) if part
        )
        for s in record["sources"]
    ]
    row: Row = {f"scite{number}": cite for number, cite in enumerate(cites[:3], 1)}
    row |= {"dbsource": DB_SOURCE, "related": joined(tie["incident_id"] for tie in record["related"]) or None}
    row |= dict.fromkeys(("INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY"), UNKNOWN)
    return row
