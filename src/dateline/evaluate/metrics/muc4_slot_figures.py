"""The figures of the 24-slot score sheet, and those of the best system of 1992 to set beside them."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.evaluate.corpora.muc4_fills import SLOTS
from dateline.evaluate.metrics.muc4_slots import GROUPS, ROWS
from dateline.evaluate.tally import Metric, Tally, precision, recall

__all__ = ["GE_1992", "HEADLINE", "metrics"]

HEADLINE = ("all_templates.f1",)
"""Scores worth a floor."""

_WEIGHTS = {"f1": 1.0, "f_precision_twice": 0.5, "f_recall_twice": 2.0}
"""Name -> beta: precision and recall alike (P&R), precision (2P&R) or recall (P&2R) twice as important."""

_GE_SLOTS: Mapping[str, tuple[int, int]] = {
    "date": (61, 57),
    "location": (63, 59),
    "incident_type": (78, 72),
    "stage": (76, 71),
    "instrument_type": (58, 58),
    "perp_individual": (46, 53),
    "perp_org": (44, 53),
    "perp_org_confidence": (24, 30),
    "phys_tgt_id": (47, 42),
    "phys_tgt_effect": (36, 39),
    "hum_tgt_name": (55, 75),
    "hum_tgt_desc": (65, 52),
    "hum_tgt_number": (66, 56),
    "hum_tgt_effect": (62, 52),
    "all_templates": (58, 54),
}
"""Recall and precision in per cent on the first test set of 1992 (TST3)."""

GE_1992: Mapping[str, float | None] = {
    **{f"{name}.recall": r / 100 for name, (r, _) in _GE_SLOTS.items()},
    **{f"{name}.precision": p / 100 for name, (_, p) in _GE_SLOTS.items()},
    "all_templates.f1": 0.5593,
}
"""What GE's system scored on TST3 in 1992, by the official scorer; another text set than dev."""


def metrics() -> tuple[Metric, ...]:
    """All templates first, then the other rows, the slots, the groups of slots, templates, relevance."""
    figures: list[Metric] = []
    for row in reversed(tuple(ROWS)):
        figures += _recall_precision(row)
        figures += [_f(f"{row}.{name}", row, beta) for name, beta in _WEIGHTS.items()]
    for name in (*SLOTS, *GROUPS, "templates", "relevance"):
        figures += _recall_precision(name)
    return tuple(figures)


def _recall_precision(name: str) -> list[Metric]:
    return [
        recall(f"{name}.recall", f"{name}.right", f"{name}.possible"),
        precision(f"{name}.precision", f"{name}.right", f"{name}.actual"),
    ]


def _f(name: str, row: str, beta: float) -> Metric:
    """``(beta² + 1) P R / (beta² P + R)``; 0 where nothing is right."""

    def value(sums: Tally) -> float | None:
        right, possible = sums.get(f"{row}.right", 0), sums.get(f"{row}.possible", 0)
        if not possible:
            return None
        return (beta**2 + 1) * right / (sums.get(f"{row}.actual", 0) + beta**2 * possible)

    return Metric(name=name, of=value, support=f"{row}.possible")
