"""The tables of the model card: what the shipped model was trained on, and what it scores."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.tagging.tagger import shipped_model
from dateline.training.mixture import shipped_mixture
from docs.results import Report, figure, headline

__all__ = ["card_table"]

READ_BY_THE_MODEL = ("muc4", "muc4_slots", "satp", "hrdsattack", "polnear", "satp_relevant", "insightcrime")
"""Corpora whose headline scores are of what the model reads."""


def card_table(reports: Sequence[Report]) -> str:
    """How the model came about, corpus by corpus, and its dev scores with intervals."""
    card = json.loads((shipped_model() / "card.json").read_text(encoding="utf-8"))
    return "\n\n".join([_made(card), _corpora(card), _scores(reports)])


def _made(card: Mapping[str, Any]) -> str:
    size = (shipped_model() / "model.onnx").stat().st_size / 1e6
    rows = {
        "name": f"`{card['name']}@{card['version']}`",
        "made on": card["date"],
        "command": f"`{card['command']}`",
        "seed": card["seed"],
        "encoder": f"`{card['encoder']}`",
        "size": f"{size:.1f} MB",
    }
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])


def _corpora(card: Mapping[str, Any]) -> str:
    rounds = [f"epochs, round {n + 1}" for n in range(len(shipped_mixture().rounds))]
    lines = [
        f"| corpus (train part) | texts | {' | '.join(rounds)} | digest as read |",
        "|---|---|" + "---|" * len(rounds) + "---|",
    ]
    for corpus, told in sorted(card["corpora"].items()):
        epochs = " | ".join(f"{number:g}" for number in told["epochs"])
        lines.append(f"| {corpus} | {told['texts']:,} | {epochs} | `{told['digest']}` |")
    return "\n".join(lines)


def _scores(reports: Sequence[Report]) -> str:
    lines = ["| dev part | score | value | 95 % interval |", "|---|---|---|---|"]
    for report in reports:
        if report["corpus"] in READ_BY_THE_MODEL and report["split"] == "dev":
            lines += [
                f"| {report['corpus']} | {score['name']} | {figure(score['value'])} | "
                f"{figure(score['low'])} to {figure(score['high'])} |"
                for score in headline(report)
            ]
    return "\n".join(lines)
