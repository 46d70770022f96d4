"""Tables of measured figures: evaluations from ``docs/results/``, speed from ``benchmarks/results/``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.evaluate import TASKS
from docs.example import ROOT

__all__ = ["RESULTS", "evaluation_tables", "figure", "headline", "headline_table", "load", "speed_table"]

RESULTS = ROOT / "docs" / "results"
MEASURED = ROOT / "benchmarks" / "results"

Report = Mapping[str, Any]

SPEED_FIGURES = {
    "articles_per_second": "articles a second, start included",
    "articles_per_second_after_startup": "articles a second, started",
    "startup_seconds": "start and first article, seconds",
    "peak_rss_mib": "peak memory, MiB",
}
WHOLE_TASK = "news"
"""The corpus of whole articles with all their events; the others measure a part each."""
NONE_YET = "*No scores are recorded in `docs/results/` for this version; `make results` measures them.*"


def load(folder: Path = RESULTS) -> list[Report]:
    """Every evaluation (``CORPUS-SPLIT.json``), as ``dateline evaluate --format json`` wrote it, in order.

    Raises:
        ValueError: a file lists misses, that is, text of a corpus, which is never published.
    """
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*-*.json"))]
    for report in reports:
        if report["misses"]:
            raise ValueError(
                f"{report['corpus']} {report['split']}: holds text of the corpus (--errors); write it without"
            )
    return sorted(
        reports, key=lambda report: (report["corpus"] != WHOLE_TASK, report["corpus"], report["split"])
    )


def headline_table(reports: Sequence[Report]) -> str:
    """The scores that stand for each corpus: of the whole task with intervals, of others a row each."""
    whole = [report for report in reports if report["corpus"] == WHOLE_TASK]
    others = [report for report in reports if report["corpus"] != WHOLE_TASK]
    parts: list[str] = []
    for report in whole:
        texts = f"{_corpus(report)}, {report['documents']:,} texts"
        rows = [f"| {_row(score, report)} |" for score in headline(report)]
        parts.append(
            "\n".join(
                [f"| {texts} | value | 95 % interval | n | nothing found |", "|---|---|---|---|---|", *rows]
            )
        )
    if others:
        rows = [
            f"| {_corpus(report)} | {report['documents']:,} | "
            + ", ".join(f"{_name(score)} {figure(score['value'])}" for score in headline(report))
            + " |"
            for report in others
        ]
        parts.append("\n".join(["| other corpora | texts | scores |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) or NONE_YET


def headline(report: Report) -> list[Mapping[str, Any]]:
    """The scores of an evaluation that stand for its corpus."""
    by_name = {score["name"]: score for score in report["scores"]}
    return [by_name[name] for name in TASKS[report["corpus"]].headline(report["split"]) if name in by_name]


def evaluation_tables(reports: Sequence[Report]) -> str:
    """Every score of every evaluation, with the baselines beside it."""
    if not reports:
        return NONE_YET
    return "\n\n".join(map(_table, reports))


def _table(report: Report) -> str:
    others = [name for name in report["baselines"] if name != "nothing found"]
    heads = ["score", "value", "95 % interval", "n", "nothing found", *others]
    lines = [
        f"### {_corpus(report)}",
        "",
        f"{report['documents']:,} documents, {report['accounts']:,} accounts, "
        f"{len(report['rejected'])} rejected; coder `{report['method']}`; data `{report['digest']}`.",
        "",
        "| " + " | ".join(heads) + " |",
        "|" + "---|" * len(heads),
    ]
    for score in report["scores"]:
        beside = "".join(f" | {figure(report['baselines'][name].get(score['name']))}" for name in others)
        lines.append(f"| {_row(score, report)}{beside} |")
    return "\n".join(lines)


def _row(score: Mapping[str, Any], report: Report) -> str:
    ends = "" if score["low"] is None else f"{figure(score['low'])} to {figure(score['high'])}"
    nothing = figure(report["baselines"].get("nothing found", {}).get(score["name"]))
    return f"{_name(score)} | {figure(score['value'])} | {ends} | {score['support']:,} | {nothing}"


def _name(score: Mapping[str, Any]) -> str:
    return str(score["name"]) + ("" if score["higher_is_better"] else " (lower is better)")


def _corpus(report: Report) -> str:
    return f"{report['corpus']} {report['split']}"


def figure(value: float | None) -> str:
    """Three decimals, ``""`` for what was not measured."""
    return "" if value is None else f"{value:.3f}"


def speed_table() -> str:
    """Speed and memory beside the baseline, as far as they have been measured."""
    names = {"speed": "Dateline", "baseline_spacy_gazetteer": "baseline"}
    found = {
        title: json.loads(path.read_text(encoding="utf-8"))
        for name, title in names.items()
        if (path := MEASURED / f"{name}.json").exists()
    }
    rows = [
        "| one core, articles of about 320 words | " + " | ".join(found) + " |",
        "|---|" + "---|" * len(found),
    ]
    for figure, label in SPEED_FIGURES.items():
        rows.append(
            f"| {label} | " + " | ".join(str(result["figures"][figure]) for result in found.values()) + " |"
        )
    return "\n".join(rows)
