"""Which share of UCDP's actor labels the registry resolves to the right entry, by row and by name.

The labels of UCDP-AEC name the two sides of 11,000 armed events of all regions. Each is looked up as a name
in a report would be: with the day and the country of the event. ``ucdp_actors.toml`` says what is right.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.runner import BENCHMARKS, Figure, save
from dateline.link.actors import Registry
from dateline.registry import load_states
from dateline.registry.states import Organ

__all__ = ["Side", "exact_name", "measure", "sides"]

FILES = ("train.jsonl.gz", "validation.jsonl", "test.jsonl")
"""All parts hold labels only, and all are visible."""
GOLD = BENCHMARKS / "ucdp_actors.toml"
GOVERNMENT = "Government of "
SHOWN = 40
"""Unresolved labels to print, the most frequent first."""
_BRACKET = re.compile(r" \([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of one event: its label, the day, and the country (ISO 3166) of the event."""

    label: str
    day: datetime.date
    country: str | None

    @property
    def names(self) -> list[str]:
        """The label of each party of a joint side ("HTS, Rahman Corps")."""
        return [name.strip() for name in self.label.split(", ")]


class _Answers:
    """What a label ought to resolve to."""

    def __init__(self) -> None:
        self._labels = tomllib.loads(GOLD.read_text("utf-8"))
        self._states = {name: state for state in load_states().values() for name in state.names}

    def country(self, name: str) -> str | None:
        """``Yemen (North Yemen)`` -> ``YE``."""
        bracket = name.partition(" (")[2].rstrip(")")
        for shown in (name, _BRACKET.sub("", name), bracket):
            if shown in self._states:
                return self._states[shown].code
        return None

    def of(self, label: str, side: Side) -> str | None:
        """Id of a registry entry or generic actor; ``None`` for an actor that the registry does not have."""
        listed = self._labels.get(label)
        if isinstance(listed, dict):
            listed = listed.get(side.country or "")
        if listed is None and label.startswith(GOVERNMENT):
            code = self.country(label.removeprefix(GOVERNMENT))
            state = next((s for s in self._states.values() if s.code == code), None)
            listed = state.actor_id(Organ.GOVERNMENT) if state is not None else None
        return listed if isinstance(listed, str) else None


def sides(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Label, day and country name of both sides of every event."""
    for name in FILES:
        raw = (folder / name).read_bytes()
        text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
        for line in text.splitlines():
            row = json.loads(line)
            for side in ("side_a_name", "side_b_name"):
                yield row[side], row["start_date"], row["location_root_name"]


def plain(label: str) -> str:
    """A label without the bracket that UCDP adds to tell names apart."""
    return _BRACKET.sub("", label)


def exact_name(registry: Registry) -> Mapping[str, str]:
    """The trivial look-up: shown names and aliases in lower case, the first of two owners."""
    names: dict[str, str] = {}
    for actor in registry:
        for name in (actor.name, *actor.aliases):
            names.setdefault(name.casefold(), actor.id)
    return names


def resolve(registry: Registry, label: str, side: Side) -> str | None:
    """What the registry makes of one label."""
    actor = registry.match(plain(label), when=side.day, country=side.country)
    if actor is not None:
        return actor.id
    unnamed = registry.generic(plain(label))
    return unnamed.id if unnamed is not None else None


def measure(folder: Path, registry: Registry) -> dict[str, Figure]:
    """The shares in percent; prints the most frequent labels that are not or wrongly resolved."""
    answers, exact = _Answers(), exact_name(registry)
    rows: Counter[str] = Counter()
    right_names: Counter[str] = Counter()
    all_names: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for label, day, where in sides(folder):
        side = Side(label, datetime.date.fromisoformat(day), answers.country(where))
        wanted = [answers.of(name, side) for name in side.names]
        found = [resolve(registry, name, side) for name in side.names]
        known = all(wanted)
        right = known and found == wanted
        wrong = any(got is not None and got != want for got, want in zip(found, wanted, strict=True))
        rows.update({"rows": 1, "in the registry": known, "right": right, "wrong": wrong and not right})
        rows["exact"] += known and [exact.get(plain(name).casefold()) for name in side.names] == wanted
        all_names[label] += 1
        right_names[label] += right
        if not right:
            missed[f"{label} -> {found} for {wanted}"] += 1
    for line, count in missed.most_common(SHOWN):
        print(f"{count:6d}  {line}")
    total, distinct = rows["rows"], len(all_names)
    whole = sum(1 for name, count in all_names.items() if right_names[name] == count)
    return {
        "labels": total,
        "distinct labels": distinct,
        "registry entries": len(registry),
        "labels whose actor is in the registry, %": _percent(rows["in the registry"], total),
        "labels resolved right, %": _percent(rows["right"], total),
        "labels resolved to another, %": _percent(rows["wrong"], total),
        "labels resolved right by exact name alone, %": _percent(rows["exact"], total),
        "distinct labels always resolved right, %": _percent(whole, distinct),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def main() -> None:
    """Measure and save; the labels that are missed go to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the corpora")
    given = parser.parse_args()
    save("ucdp_actors", measure(given.corpora / "ucdp_aec", Registry.load()), ("dateline",))


if __name__ == "__main__":
    main()
