"""Counts of a period, and what is drawn on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dateline.brief.material import Material
from dateline.brief.records import MapPoint, Totals
from dateline.codec.shapes import IncidentRecord
from dateline.model import DatePrecision, Status

__all__ = ["points_of", "totals_of"]

NO_POINT = frozenset({"country", "region", "unknown"})
"""Precisions that are never drawn as a point."""


def totals_of(material: Material, documents: int) -> Totals:
    """The counts; ``documents`` were published in the period."""
    happened = material.happened()
    occurred = [r for r in happened if r["status"] == Status.OCCURRED]
    violent = [r for r in occurred if material.families.get(r["event_type"]) == "violence"]
    ranges = [r["casualties"]["killed"] for r in occurred if r["casualties"]["killed"] is not None]
    lows = [counts["low"] for counts in ranges if counts["low"] is not None]
    bests = [counts["best"] for counts in ranges if counts["best"] is not None]
    most = [max(n for n in (c["high"], c["best"], c["low"]) if n is not None) for c in ranges]
    return Totals(
        period=material.period,
        documents=documents,
        statuses=_counted(r["status"] for r in happened),
        countries=_counted(_land(r) for r in occurred),
        types=_counted(r["event_type"] for r in occurred),
        days=_counted(
            r["date"]["start"]
            for r in occurred
            if r["date"] and r["date"]["precision"] == DatePrecision.DAY and r["date"]["start"]
        ),
        statements=len(material.statements()),
        killed_low=sum(lows) if ranges else None,
        killed_best=sum(bests) if bests else None,
        killed_high=sum(most) if ranges else None,
        killed_open=sum(counts["high"] is None for counts in ranges),
        killed_unknown=sum(r["casualties"]["killed"] is None for r in violent),
    )


def points_of(material: Material) -> tuple[tuple[MapPoint, ...], Mapping[str, int], int]:
    """What is drawn; incidents by country of which only that is known; and those without either.

    Only what occurred is drawn, and only where at least a province is known: it is drawn as wide as it is
    vague.
    """
    groups: dict[tuple[float, float, str, str], int] = {}
    lands: Counter[str] = Counter()
    unplaced = 0
    for record in material.happened():
        if record["status"] != Status.OCCURRED:
            continue
        place = record["place"]
        if place is None or place["precision"] in NO_POINT or place["latitude"] is None:
            if place is not None and place["country"]:
                lands[place["country"]] += 1
            else:
                unplaced += 1
            continue
        key = (
            place["longitude"] or 0.0,
            place["latitude"],
            place["precision"],
            place["name"] or place["text"],
        )
        groups[key] = groups.get(key, 0) + 1
    points = tuple(
        MapPoint(longitude=x, latitude=y, precision=precision, label=label, incidents=count)
        for (x, y, precision, label), count in sorted(groups.items(), key=lambda item: (-item[1], item[0]))
    )
    return points, dict(sorted(lands.items(), key=lambda item: (-item[1], item[0]))), unplaced


def _land(record: IncidentRecord) -> str:
    return (record["place"]["country"] if record["place"] else None) or ""


def _counted(values: Iterable[str]) -> dict[str, int]:
    found = Counter(map(str, values))
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
