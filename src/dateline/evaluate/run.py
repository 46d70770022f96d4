"""The way of one evaluation: read the cases, code each document, score it, sum, resample, report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import RejectedDocument, UsageError
from dateline.evaluate.bootstrap import intervals, totals
from dateline.evaluate.corpora.files import digest
from dateline.evaluate.report import Report, Score
from dateline.evaluate.tally import Metric, Miss, Scored, Tally
from dateline.evaluate.tasks import TASKS, Case
from dateline.model import Account, Document

__all__ = ["Code", "Scoring", "run", "score_cases"]

Code = Callable[[Document], Sequence[Account]]
"""What is measured: a document in, its accounts out; may raise ``RejectedDocument``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What scoring all cases gave."""

    scores: tuple[Score, ...]
    counts: dict[str, float]
    documents: int
    accounts: int
    rejected: tuple[str, ...]
    misses: tuple[Miss, ...]


def run(
    corpus: str,
    data: Path,
    split: str,
    code: Code,
    *,
    method: str = "",
    progress: Callable[[int], None] = lambda _done: None,
) -> Report:
    """Score ``code`` on one part of a corpus under ``data`` (``ROOT/CORPUS/…``), every document of it.

    ``progress`` is called with the number of documents done. A rejected document counts as one with no
    accounts and is named in the report.

    Raises:
        UsageError: there is no such corpus.
        CorpusError: its files are missing or not laid out as its README says.
    """
    task = TASKS.get(corpus)
    if task is None:
        raise UsageError(f"no corpus {corpus!r}; there are {', '.join(sorted(TASKS))}")
    begun = time.perf_counter()
    identity = digest(task.files(data, split))
    metrics = task.metrics(split)
    scoring = score_cases(task.cases(data, split), metrics, code, progress=progress)
    seconds = time.perf_counter() - begun
    nothing = score_cases(task.cases(data, split), metrics, lambda _document: (), resamples=0)
    baselines: dict[str, Mapping[str, float | None]] = {
        "nothing found": {score.name: score.value for score in nothing.scores},
        **task.baselines(data, split),
    }
    return Report(
        corpus=corpus,
        split=split,
        method=method,
        digest=identity,
        documents=scoring.documents,
        accounts=scoring.accounts,
        seconds=seconds,
        rejected=scoring.rejected,
        scores=scoring.scores,
        baselines=baselines,
        counts=scoring.counts,
        misses=scoring.misses,
    )


def score_cases(
    cases: Iterator[Case],
    metrics: Sequence[Metric],
    code: Code,
    *,
    resamples: int | None = None,
    progress: Callable[[int], None] = lambda _done: None,
) -> Scoring:
    """Code and score every case, then sum over them.

    ``resamples`` of 0 gives no intervals; ``None`` the number of :mod:`dateline.evaluate.bootstrap`.
    """
    tallies: list[Tally] = []
    misses: list[Miss] = []
    rejected: list[str] = []
    accounts = 0
    for done, case in enumerate(cases, start=1):
        scored, number = _score_case(case, code, rejected)
        tallies.append(scored.tally)
        misses += scored.misses
        accounts += number
        progress(done)
    sums = totals(tallies)
    if resamples is None:
        ends = intervals(tallies, metrics)
    else:
        ends = intervals(tallies, metrics, resamples=resamples) if resamples else [None for _ in metrics]
    return Scoring(
        scores=tuple(_score(metric, sums, span) for metric, span in zip(metrics, ends, strict=True)),
        counts=sums,
        documents=len(tallies),
        accounts=accounts,
        rejected=tuple(rejected),
        misses=tuple(misses),
    )


def _score_case(case: Case, code: Code, rejected: list[str]) -> tuple[Scored, int]:
    """The score of one case and its number of accounts; a rejected document is noted and has none."""
    try:
        accounts = code(case.document)
    except RejectedDocument as error:
        rejected.append(f"{case.name}: {error.reason}")
        accounts = ()
    return case.score(accounts), len(accounts)


def _score(metric: Metric, sums: Tally, ends: tuple[float, float] | None) -> Score:
    value = metric.of(sums)
    low, high = ends if ends is not None and value is not None else (None, None)
    return Score(
        name=metric.name,
        value=value,
        low=low,
        high=high,
        support=round(sums.get(metric.support, 0)),
        higher_is_better=metric.higher_is_better,
    )
