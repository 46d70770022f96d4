"""The ``satp`` corpus: one short report a line, coded as one incident (``SPLIT.jsonl[.gz]``), and
``splitting.jsonl``, where one report is coded as several incidents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, strings, text_of
from dateline.model import Document

__all__ = ["ACTIONS", "Incident", "Report", "files", "read"]

ACTIONS: Mapping[str, str] = {
    "Armed Assault": "armed_assault",
    "Arrest": "arrest",
    "Bombing": "bombing",
    "Facility/Infrastructure Attack": "infrastructure",
    "Hijacking/Kidnapping": "abduction",
    "Seizure of Money, Weapons, Property etc": "seizure",
    "Surrender": "surrender",
}
"""Action names of ``splitting`` -> those of the other parts."""

NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One coded incident; ``None`` (or an empty set of actions) is not coded."""

    perpetrator: str | None
    actions: frozenset[str]
    targets: frozenset[str]
    """Without the value for "no target"; empty is then right only if nothing is found."""
    targets_coded: bool
    totals: Mapping[str, int | None]
    """``killed``, ``injured``, ``arrested``: the totals over all sides."""
    deaths: Mapping[str, int | None]
    """Killed by side; officials of the government are civilians, other armed groups are of no side."""
    state: str
    district: str
    village: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report and the incidents it is coded as (one, but in ``splitting``)."""

    name: str
    document: Document
    incidents: tuple[Incident, ...]


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / "satp", split),)


def read(data: Path, split: str) -> Iterator[Report]:
    """The reports of a split in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    for row in read_rows(files(data, split)[0]):
        coded = objects(row.get("incidents")) or (row,)
        parts = {"body": text_of(row, "text"), "published": text_of(coded[0], "date"), "language": "en"}
        name = text_of(row, "id")
        yield Report(
            name=name,
            document=Document(parts={key: value for key, value in parts.items() if value}, source_name=name),
            incidents=tuple(_incident(item) for item in coded),
        )


def _incident(row: Row) -> Incident:
    targets, place = row.get("targets"), _object(row.get("location"))
    kinds = strings(targets.get("types") if isinstance(targets, dict) else targets)
    return Incident(
        perpetrator=text_of(row, "perpetrator") or None,
        actions=frozenset(ACTIONS.get(action, action) for action in strings(row.get("actions"))),
        targets=frozenset(kinds) - {NO_TARGET},
        targets_coded=bool(kinds),
        totals={
            ours: _total(row.get(theirs))
            for ours, theirs in (("killed", "deaths"), ("injured", "injuries"), ("arrested", "arrests"))
        },
        deaths={
            side: _sum_of(row.get("deaths"), names)
            for side, names in (
                ("civilian", ("civilian", "government_official")),
                ("security", ("security",)),
                ("maoist", ("maoist",)),
            )
        },
        state=text_of(place, "state"),
        district=text_of(place, "district"),
        village=text_of(place, "village"),
        latitude=_degrees(place.get("lat")),
        longitude=_degrees(place.get("lon")),
    )


def _object(value: object) -> Row:
    return cast(Row, value) if isinstance(value, dict) else {}


def _total(value: object) -> int | None:
    total = _object(value).get("total")
    return int(total) if isinstance(total, int | float) else None


def _sum_of(value: object, names: Sequence[str]) -> int | None:
    """The sum of the counts that are given; ``None`` where none is."""
    counts = _object(value)
    given = [int(count) for name in names if isinstance(count := counts.get(name), int | float)]
    return sum(given) if given else None


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
