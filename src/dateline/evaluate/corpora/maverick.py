"""The ``maverick`` corpus: reports of electoral violence, coded by hand, each with the event that it tells.

There are no texts, so a report becomes a row of what is compared (:class:`dateline.resolve.table.Row`) as far
as its fields allow. A coded 0 dead or injured is "none told", which is unknown. Ids, the event and the order
of the rows are not used; empty coordinates are unknown and match nothing.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.evaluate.corpora.files import Row as Fields
from dateline.evaluate.corpora.files import objects, read_rows, split_file, strings, text_of
from dateline.model import PlacePrecision, Status
from dateline.resolve.cases import folded
from dateline.resolve.table import Row

__all__ = ["FOLDS", "Report", "files", "fold_of", "read"]

FOLDS = 5
_PRECISIONS = {
    1: PlacePrecision.COUNTRY,
    2: PlacePrecision.DISTRICT,
    3: PlacePrecision.TOWN,
    4: PlacePrecision.NEAR,
    5: PlacePrecision.NEAR,
    6: PlacePrecision.EXACT,
}
_CONTEXTS = {
    "Security force crack-down on protest": "protest_intervention",
    "Protest": "protest",
    "Riot": "riot",
}
_DEEDS = {
    "Sexual violence": "sexual_violence",
    "Riot": "riot",
    "Crowd control measures": "protest_intervention",
}
"""What tells a type; of the rest ("shooting" in no told context) no type is known."""
_NO_MEANS = frozenset({"", "Unknown", "Other"})
_NO_TARGET = frozenset({"", "Unknown", "Other"})
_NAMED = 3
"""Precision of an actor from which it is a party by name; below, "unknown citizens" and their like."""
_SOURCE = re.compile(r"\((\d{4}-\d\d-\d\d)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, the event that it tells, and where it was read."""

    name: str
    event: str
    source: str
    city: str
    row: Row


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split (``kenya``).

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / "maverick", split),)


def fold_of(event: str) -> int:
    """All reports of an event are in one fold, drawn by hash."""
    return int(hashlib.sha256(event.encode()).hexdigest(), 16) % FOLDS


def read(data: Path, split: str) -> Iterator[Report]:
    """The reports of a split, sorted by name.

    Raises:
        CorpusError: the file is missing or broken.
    """
    (path,) = files(data, split)
    reports = sorted(map(_report, read_rows(path)), key=lambda report: report.name)
    beside = Counter(map(_spot, reports))
    for report in reports:
        yield replace(report, row=report.row._replace(beside=beside[_spot(report)]))


def _spot(report: Report) -> tuple[str, str, int | None]:
    return report.source, report.row.place_words, report.row.first


def _report(fields: Fields) -> Report:
    source = text_of(fields, "source")
    first, last = sorted((_day(text_of(fields, "date_start")), _day(text_of(fields, "date_end"))))
    published = _SOURCE.search(source)
    latitude, longitude = _degrees(fields, "lat"), _degrees(fields, "lon")
    placed = latitude is not None and longitude is not None
    precision = _PRECISIONS.get(_whole(fields.get("geo_precision")) or 1, PlacePrecision.COUNTRY)
    actors = objects(fields.get("actors"))
    deeds = {deed for actor in actors for deed in text_of(actor, "violence").split("; ")} - _NO_MEANS
    doers = [actor for actor in actors if {"perpetrator", "initiator"} & set(strings(actor.get("roles")))]
    others = {text_of(actor, "name") for actor in actors if actor not in doers}
    target = text_of(fields, "target")
    return Report(
        name=text_of(fields, "id"),
        event=text_of(fields, "event_id"),
        source=source,
        city=text_of(fields, "city"),
        row=Row(
            id=text_of(fields, "id"),
            document=source,
            published=_day(published[1]) if published else None,
            moment=published[1] if published else "",
            first=first,
            last=last,
            own=first == last,
            coarse=last - first > 7,
            dated=True,
            latitude=latitude,
            longitude=longitude,
            precision=list(PlacePrecision).index(precision),
            country="KE",
            admin1="",
            place_words=folded(text_of(fields, "location")) if placed else "",
            geonameid=None,
            type=_type(deeds, text_of(fields, "event_context")),
            reality="deed",
            status=list(Status).index(Status.OCCURRED),
            statement=False,
            background=False,
            number=1,
            killed=_bounds(fields.get("deaths")),
            injured=_bounds(fields.get("injuries")),
            doers=_names(doers, named=True),
            described=_names(doers, named=False),
            others=tuple(sorted(({target} | others) - _NO_TARGET)),
            words="",
            means=tuple(sorted(deeds)),
        ),
    )


def _type(deeds: set[str], context: str) -> str:
    """The type, or ``""`` for unknown."""
    told = [kind for deed, kind in _DEEDS.items() if deed in deeds]
    return told[0] if "sexual_violence" in told else _CONTEXTS.get(context) or (told[0] if told else "")


def _names(actors: Sequence[Fields], *, named: bool) -> tuple[str, ...]:
    chosen = (actor for actor in actors if ((_whole(actor.get("precision")) or 0) >= _NAMED) is named)
    names = {text_of(actor, "name").removesuffix(" (Kenya)") for actor in chosen if not _nobody(actor)}
    return tuple(sorted(names))


def _nobody(actor: Fields) -> bool:
    """ "Unknown actor" stands for nobody in particular, so it is no kind of actor to share."""
    return text_of(actor, "type") == "" or not text_of(actor, "name")


def _bounds(count: object) -> tuple[int | None, int | None]:
    values: Mapping[str, object] = count if isinstance(count, dict) else {}
    low, high = _whole(values.get("low")), _whole(values.get("high"))
    best = _whole(values.get("best"))
    if not best:
        return None, None
    return low or best, high or best


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _degrees(fields: Fields, key: str) -> float | None:
    value = fields.get(key)
    return float(value) if isinstance(value, int | float) else None


def _day(iso: str) -> int:
    return datetime.date.fromisoformat(iso).toordinal()
