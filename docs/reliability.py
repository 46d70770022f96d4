"""Calibration as a table and as reliability diagrams, from ``docs/results/calibration.json``."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs.results import RESULTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["CALIBRATION", "diagrams", "load_calibration", "table"]

CALIBRATION = "calibration.json"
"""What ``dateline calibrate --format json`` wrote; it lies beside the evaluations and is none of them."""

Curve = Mapping[str, Any]
Field = Mapping[str, Any]

MEANINGS = {
    "account": "there is such an event and it is of this type: the account's confidence",
    "event": "there is such an event",
    "event_type": "its type, given that there is",
    "status": "its status",
    "date": "its date",
    "place": "its place",
    "killed": "a number of killed",
    "injured": "a number of injured",
    "arrested": "a number of arrested",
    "perpetrator": "one who did it",
    "victim": "one that it was done to (target or victim)",
}
COLOURS = {"pooled": "#222222", "news": "#0072b2", "satp": "#d55e00"}
COLUMNS, PANEL_INCHES = 3, 2.6


def load_calibration(folder: Path = RESULTS) -> Sequence[Field]:
    """The measured fields, in order."""
    content = json.loads((folder / CALIBRATION).read_text(encoding="utf-8"))
    return content["fields"]  # type: ignore[no-any-return]


def table(fields: Sequence[Field]) -> str:
    """A row for each field and corpus."""
    lines = [
        "| field | is right if the coders gave | on | n | right | ECE, equal mass | by chance | "
        "ECE, equal width | Brier | of the mean | AUC |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for field in fields:
        for number, curve in enumerate(_distinct(field)):
            head = f"`{field['field']}` | {MEANINGS[field['field']]}" if number == 0 else " | "
            area = "" if curve["auc"] is None else f"{curve['auc']:.2f}"
            lines.append(
                f"| {head} | {curve['corpus']} | {curve['cases']:,} | {_percent(curve['right'])} | "
                f"{_percent(curve['error_equal_mass'])} | {_percent(curve['by_chance'])} | "
                f"{_percent(curve['error_equal_width'])} | {curve['brier']:.3f} | "
                f"{curve['brier_of_the_mean']:.3f} | {area} |"
            )
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def diagrams(fields: Sequence[Field]) -> str:
    """One SVG with a panel for each field; the same figures give the same text."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    rows = -(-len(fields) // COLUMNS)
    style = {"svg.hashsalt": "dateline", "svg.fonttype": "none", "font.size": 7, "font.family": "sans-serif"}
    out = io.StringIO()
    with mpl.rc_context(style):
        figure = Figure(figsize=(COLUMNS * PANEL_INCHES, rows * PANEL_INCHES))
        FigureCanvasSVG(figure)
        figure.subplots_adjust(left=0.07, right=0.98, bottom=0.04, top=0.97, wspace=0.25, hspace=0.35)
        for number, field in enumerate(fields, start=1):
            _panel(figure.add_subplot(rows, COLUMNS, number), field)
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _panel(axes: Axes, field: Field) -> None:
    axes.plot([0, 1], [0, 1], color="#bbbbbb", linewidth=0.8)
    curves = _distinct(field)
    for curve in curves:
        pooled = curve is curves[0]
        axes.plot(
            [point["given"] for point in curve["bins"]],
            [point["right"] for point in curve["bins"]],
            color=COLOURS["pooled" if pooled else curve["corpus"]],
            linewidth=1.2 if pooled else 0.6,
            marker="o",
            markersize=3 if pooled else 2,
            label=f"{curve['corpus']}, n {curve['cases']:,}",
        )
    axes.set_title(f"{field['field']}: ECE {_percent(curves[0]['error_equal_mass'])}")
    axes.set_xlabel("probability given")
    axes.set_ylabel("share right")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_aspect("equal")
    axes.legend(loc="upper left", frameon=False, fontsize=6)


def _distinct(field: Field) -> Sequence[Curve]:
    """The curves over all corpora and by corpus; the corpus alone where there is only one."""
    curves: Sequence[Curve] = field["curves"]
    return curves[1:] if len(curves) == 2 else curves
