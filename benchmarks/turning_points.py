"""Does `dateline changes` find what others documented, and does it keep still where nothing changed?

Runs it at the end of every month of a store and looks for the turning points of
``docs/turning-points.toml``, by
the rule that stands there; then does the same on streams whose incidents have their days shuffled, in which
nothing can change, and counts the runs that raise anything::

    python -m benchmarks.turning_points STORE [--shuffles 10] [--out FILE]
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import json
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from dateline.changes import Changes, Counted, Finding, Level, changes_at, counted
from dateline.codebook import Codebook
from dateline.store import Store

POINTS = Path(__file__).parent.parent / "docs" / "turning-points.toml"
WITHIN = 60
"""Days, of the file."""
FIRST_YEAR = 2004


def month_ends(record: Counted) -> list[str]:
    """The last day of every whole month from 2004 to the last day on which documents were published."""
    last = dt.date.fromordinal(record.first + len(record.documents) - 1)
    days = (
        dt.date(year, month, calendar.monthrange(year, month)[1])
        for year in range(FIRST_YEAR, last.year + 1)
        for month in range(1, 13)
    )
    return [day.isoformat() for day in days if day <= last]


def fits(finding: Finding, point: dict[str, Any], *, provinces: bool = False) -> bool:
    """Whether a finding is this turning point, by series, direction and date; with ``provinces`` also one
    about a first-level division of the country, which the rule of the file does not count."""
    about = finding.series.about
    if provinces and finding.series.level is Level.ADMIN1:
        about = f"country:{finding.series.id.partition('/')[0]}"
    if about not in point["series"] or finding.direction != point["direction"]:
        return False
    types = point.get("types")
    kind = finding.category if finding.aspect == "types" else ""
    if types and kind and kind not in types:
        return False
    since = dt.date.fromisoformat(finding.since)
    return abs((since - point["date"]).days) <= WITHIN


def found_by(
    runs: list[Changes], point: dict[str, Any], *, provinces: bool = False
) -> tuple[Changes, Finding] | None:
    """The first run that tells the turning point in time, and with what."""
    for run in runs:
        late = (dt.date.fromisoformat(run.until) - point["date"]).days
        if 0 <= late <= WITHIN:
            for finding in run.findings:
                if fits(finding, point, provinces=provinces):
                    return run, finding
    return None


def shuffled(record: Counted, seed: int) -> Counted:
    """The same incidents, each with the day and the report of another one: what is left is chance."""
    order = np.random.default_rng(seed).permutation(len(record.facts))
    facts = tuple(replace(f, start=record.facts[n].start) for f, n in zip(record.facts, order, strict=True))
    return replace(record, facts=facts, day=record.day[order], known=record.known[order])


def raising(record: Counted, ends: list[str], shuffles: int) -> Iterator[tuple[int, int, int]]:
    """Of each shuffled stream: runs that tested anything, runs that raised anything, findings."""
    for seed in range(shuffles):
        mixed = shuffled(record, seed)
        runs = [run for end in ends if (run := changes_at(mixed, end)).tests]
        yield len(runs), sum(bool(run.findings) for run in runs), sum(len(run.findings) for run in runs)


def main() -> int:
    """Print both figures with the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--shuffles", type=int, default=10)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    began = time.monotonic()
    families = {name: str(entry.family) for name, entry in Codebook.load(()).types.items()}
    with Store.open(asked.store, create=False) as store:
        record = counted(store.facts(), store.documents_by_day(), families)
    ends = month_ends(record)
    runs = [changes_at(record, end) for end in ends]
    points = tomllib.loads(POINTS.read_text(encoding="utf-8"))["turning_point"]
    rows, wider = [], 0
    for point in points:
        hit = found_by(runs, point)
        told = "not found"
        wider += found_by(runs, point, provinces=True) is not None
        if hit is not None:
            run, finding = hit
            about = " ".join(filter(None, (finding.aspect.value, finding.category)))
            told = (
                f"{run.until}: {finding.series.about} {about}, since {finding.since}, q {finding.q:.1g}, "
                f"{finding.certainty}"
            )
        rows.append(
            {"id": point["id"], "date": point["date"].isoformat(), "found": hit is not None, "by": told}
        )
        print(f"{point['id']:<20} {point['date']}  {told}")
    hits = sum(row["found"] for row in rows)
    findings = sum(len(run.findings) for run in runs)
    seconds = time.monotonic() - began
    print(f"{hits} of {len(rows)} turning points found within {WITHIN} days")
    print(f"{wider} of {len(rows)} if findings about a first-level division of the country are taken for it")
    print(f"{len(runs)} runs, {findings} findings, {findings / len(runs):.1f} a run, {seconds:.0f} s in all")
    tested, raised, false = (
        sum(column) for column in zip(*raising(record, ends, asked.shuffles), strict=True)
    )
    print(f"shuffled: {raised} of {tested} runs raise anything ({raised / tested:.1%}), {false} findings")
    print("command: python -m benchmarks.turning_points", *sys.argv[1:])
    if asked.out:
        shares = {"runs": tested, "raised": raised, "findings": false}
        made = {
            "found": hits,
            "of": len(rows),
            "with_provinces": wider,
            "points": rows,
            "findings": findings,
            "shuffled": shares,
        }
        asked.out.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
