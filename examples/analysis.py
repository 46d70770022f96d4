# %% [markdown]
# # From a release to figures
#
# Run it as a script, or cell by cell in an editor that knows `# %%`; it needs matplotlib and no network:
#
#     python examples/analysis.py RELEASE_DIR figure.png

# %%
"""Plots the counts of a release: incidents by month and status, deaths by type as ranges."""

import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import pandas as pd
from matplotlib import pyplot as plt

from dateline.analytics import rows

release, figure = Path(sys.argv[1]), Path(sys.argv[2])

# %% [markdown]
# Incidents by month, aggregates left out. What occurred, what is only claimed and what was attempted
# stand side by side: they are not added up. Incidents whose month is not known have bars of their own.

# %%
months = pd.DataFrame(rows(release, "month"))
months["month"] = months["month"].fillna("unknown")
single = months[months["told_as"] == "single"]
by_status = single.pivot_table(index="month", columns="status", values="incidents", aggfunc="sum").fillna(0)

# %% [markdown]
# People killed by type: occurred, single incidents only (aggregates may sum up the same incidents). The line
# goes from the sum of the least figures to that of the highest; an arrow says that a source told no upper
# bound. The label says of how many incidents there is no figure at all: unknown is not 0.

# %%
types = pd.DataFrame(rows(release, "type"))
occurred = types[(types["status"] == "occurred") & (types["told_as"] == "single")]
told = occurred[occurred["with_figure"] > 0]

# %%
fig, (left, right) = plt.subplots(1, 2, figsize=(13, 5), layout="constrained")
by_status.plot.bar(ax=left, xlabel="", ylabel="incidents", rot=45)
for y, row in enumerate(told.to_dict("records")):
    right.plot([row["killed_low"], row["killed_high"]], [y, y], color="tab:red", linewidth=3)
    if pd.notna(row["killed_best"]):
        right.plot(row["killed_best"], y, "o", color="black")
    if row["open_high"]:
        most = row["killed_high"]
        right.annotate("", (most + 1.5, y), (most, y), arrowprops={"arrowstyle": "->"})
labels = [
    f"{row['event_type'].replace('_', ' ')} (n={row['incidents']}, {row['without_figure']} without a figure)"
    for row in told.to_dict("records")
]
right.set_yticks(range(len(told)), labels)
right.set_xlim(left=0)
right.set_xlabel("killed: least, best, most")
fig.savefig(figure, dpi=110)
print(f"{int(months['incidents'].sum())} incidents, {len(told)} types with deaths: {figure}")
