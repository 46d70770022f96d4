"""Whether the scores are still at least the pinned ones, corpus by corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dateline.errors import CorpusError
from dateline.evaluate.cases import Coder
from dateline.evaluate.floors import Floors, Pinned, pin
from dateline.evaluate.report import Report
from dateline.evaluate.run import run
from dateline.evaluate.tasks import TASKS

__all__ = [
    "PARTS",
    "GateResult",
    "Outcome",
    "check",
    "gates_as_text",
    "passed",
    "pin_parts",
    "run_gate",
    "run_gates",
]


PARTS = (
    ("ecbplus", "seen"),
    ("event_location", "dev"),
    ("geoparsing", "dev"),
    ("hrdsattack", "dev"),
    ("indiapolice", "dev"),
    ("insightcrime", "dev"),
    ("maverick", "kenya"),
    ("muc4", "dev"),
    ("muc4_slots", "dev"),
    ("news", "dev"),
    ("petrarch", "unit_test"),
    ("plover", "dev"),
    ("polnear", "dev"),
    ("satp", "dev"),
    ("satp", "splitting"),
    ("satp_relevant", "dev"),
    ("tempeval3", "seen"),
    ("tempeval3", "unseen"),
)
"""Corpus and split of everything that is worth a floor: all visible parts that are not for training.

``cameo_ner`` has none: the shipped reader was trained on all of it that is visible.
"""


class Outcome(StrEnum):
    """How one pinned score stands."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """One pinned score, or a whole corpus that could not be scored; ``reason`` says why not passed."""

    corpus: str
    split: str
    score: str
    outcome: Outcome
    floor: float | None = None
    value: float | None = None
    reason: str = ""


def run_gates(
    data: Path,
    coder: Coder,
    floors: Floors,
    *,
    method: str = "",
    progress: Callable[[str, int], None] = lambda _corpus, _done: None,
) -> list[GateResult]:
    """Score every pinned corpus and split under ``data`` and hold it against its floors.

    A corpus that is not there is skipped and said so; data other than the pinned data fail, because a floor
    says nothing about them.

    Raises:
        CorpusError: a corpus is there and cannot be read.
    """
    results: list[GateResult] = []
    for part in sorted(floors):
        results += run_gate(part, floors[part], data, coder, method=method, progress=progress)
    return results


def run_gate(
    part: tuple[str, str],
    pinned: Pinned,
    data: Path,
    coder: Coder,
    *,
    method: str = "",
    progress: Callable[[str, int], None] = lambda _corpus, _done: None,
) -> list[GateResult]:
    """One corpus and split, as :func:`run_gates` holds all of them."""
    corpus, split = part
    missing = _missing(corpus, data, split)
    if missing:
        return [GateResult(corpus=corpus, split=split, score="", outcome=Outcome.SKIPPED, reason=missing)]

    def tell(done: int) -> None:
        progress(corpus, done)

    return check(run(corpus, data, split, coder, method=method, progress=tell), pinned)


def _missing(corpus: str, data: Path, split: str) -> str:
    """Why a corpus is not there, or ``""``."""
    try:
        TASKS[corpus].files(data, split)
    except CorpusError as error:
        return str(error)
    return ""


def pin_parts(
    data: Path,
    coder: Coder,
    floors: Floors,
    *,
    method: str,
    parts: Sequence[tuple[str, str]] = PARTS,
    lower_because: str = "",
) -> Floors:
    """Floors with the headline scores of each (corpus, split) of ``parts`` as they are now.

    Raises:
        CorpusError: a corpus is missing.
        UsageError: a floor would sink and ``lower_because`` gives no reason.
    """
    for corpus, split in parts:
        report = run(corpus, data, split, coder, method=method)
        floors = pin(floors, report, TASKS[corpus].headline(split), lower_because=lower_because)
    return floors


def check(report: Report, pinned: Pinned) -> list[GateResult]:
    """A report against its floors, one result per pinned score."""
    if report.digest != pinned.digest:
        reason = f"the data are not those that were pinned ({report.digest[:19]}… for {pinned.digest[:19]}…)"
        return [
            GateResult(
                corpus=report.corpus, split=report.split, score="", outcome=Outcome.FAIL, reason=reason
            )
        ]
    values = {score.name: score.value for score in report.scores}
    return [
        _judge(report, name, floor, values.get(name), higher=higher)
        for higher, bounds in ((True, pinned.floors), (False, pinned.ceilings))
        for name, floor in bounds.items()
    ]


def _judge(report: Report, name: str, floor: float, value: float | None, *, higher: bool) -> GateResult:
    if value is None:
        reason = "no value any more"
    elif (value < floor) if higher else (value > floor):
        reason = "below its floor" if higher else "above its ceiling"
    else:
        reason = ""
    return GateResult(
        corpus=report.corpus,
        split=report.split,
        score=name,
        outcome=Outcome.FAIL if reason else Outcome.PASS,
        floor=floor,
        value=value,
        reason=reason,
    )


def passed(results: Sequence[GateResult]) -> bool:
    """Whether nothing failed; what was skipped did not fail."""
    return all(result.outcome is not Outcome.FAIL for result in results)


def gates_as_text(results: Sequence[GateResult]) -> str:
    """One line a result, what failed last, so that it is what is read first on a terminal."""
    ordered = sorted(results, key=lambda result: result.outcome is Outcome.FAIL)
    return "\n".join(map(_line, ordered)) if ordered else "nothing is pinned"


def _line(result: GateResult) -> str:
    value = "-" if result.value is None else f"{result.value:.4f}"
    floor = "" if result.floor is None else f" {value} against {result.floor:.4f}"
    reason = f" ({result.reason})" if result.reason else ""
    return f"{result.outcome.value.ljust(7)} {result.corpus} {result.split} {result.score}{floor}{reason}"
