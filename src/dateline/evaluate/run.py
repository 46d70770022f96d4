"""The way of one evaluation: read the cases, code each document, score it, sum, resample, report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import RejectedDocument, UsageError
from dateline.evaluate.bootstrap import intervals, totals
from dateline.evaluate.cases import Answer, Case, Coder, Needs
from dateline.evaluate.confusion import Confusion, Confusions, summed
from dateline.evaluate.corpora.files import digest
from dateline.evaluate.costs import by_kind, priced
from dateline.evaluate.report import Report, Score
from dateline.evaluate.tally import Metric, Miss, Tally
from dateline.evaluate.tasks import TASKS
from dateline.model import Account, Document, PlaceRef, Span
from dateline.tagging.reading import Reading
from dateline.text.timex.document import Timex

__all__ = ["NO_TAGGER", "Scoring", "run", "score_cases"]

NO_TAGGER = "no tagger"
"""What a report notes where a task needs readings and the coder gives none."""


class _Silent:
    """Finds nothing; the baseline of every corpus."""

    def code(self, _document: Document) -> tuple[Account, ...]:
        return ()

    def places(self, _document: Document) -> tuple[tuple[Span, PlaceRef], ...]:
        return ()

    def place_told(self, _document: Document, _start: int) -> Span | None:
        return None

    def read(self, _document: Document) -> Reading:
        return Reading(spans=(), labels={})

    def times(self, _document: Document) -> tuple[Timex, ...]:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What scoring all cases gave."""

    scores: tuple[Score, ...]
    counts: dict[str, float]
    documents: int
    accounts: int
    rejected: tuple[str, ...]
    misses: tuple[Miss, ...]
    confusions: Confusions = field(default_factory=dict)
    note: str = ""
    """Why there is less than was asked for."""


def run(
    corpus: str,
    data: Path,
    split: str,
    coder: Coder,
    *,
    method: str = "",
    progress: Callable[[int], None] = lambda _done: None,
) -> Report:
    """Score ``coder`` on one part of a corpus under ``data`` (``ROOT/CORPUS/…``), every document of it.

    ``progress`` is called with the number of documents done. A rejected document counts as one in which
    nothing is found and is named in the report.

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
    scoring = score_cases(task.cases(data, split), metrics, coder, needs=task.needs, progress=progress)
    seconds = time.perf_counter() - begun
    baselines: dict[str, Mapping[str, float | None]] = {}
    if task.needs is not Needs.NOTHING:
        nothing = score_cases(task.cases(data, split), metrics, _Silent(), needs=task.needs, resamples=0)
        baselines["nothing found"] = {
            s.name: s.value for s in nothing.scores if s.name not in task.words_given
        }
    baselines |= task.baselines(data, split)
    named = task.headline(split)
    headline = [metric for metric in metrics if metric.name in named]
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
        misses=priced(scoring.misses, scoring.counts, headline),
        kinds=by_kind(scoring.misses, scoring.counts, headline),
        confusions=scoring.confusions,
        note=scoring.note,
    )


def score_cases(
    cases: Iterator[Case],
    metrics: Sequence[Metric],
    coder: Coder,
    *,
    needs: Needs = Needs.ACCOUNTS,
    resamples: int | None = None,
    progress: Callable[[int], None] = lambda _done: None,
) -> Scoring:
    """Code and score every case, then sum over them.

    ``resamples`` of 0 gives no intervals; ``None`` the number of :mod:`dateline.evaluate.bootstrap`.
    """
    tallies: list[Tally] = []
    misses: list[Miss] = []
    confusions: list[Confusion] = []
    rejected: list[str] = []
    accounts = unread = 0
    for done, case in enumerate(cases, start=1):
        answer = _answer(case, coder, needs, rejected)
        scored = case.score(answer)
        tallies.append(scored.tally)
        misses += scored.misses
        confusions += scored.confusions
        accounts += len(answer.accounts)
        unread += answer.reading is None
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
        confusions=summed(confusions),
        note=NO_TAGGER if unread and needs in _READ else "",
    )


_READ = (Needs.READING, Needs.BOTH)


def _answer(case: Case, coder: Coder, needs: Needs, rejected: list[str]) -> Answer:
    """What the coder gives of one case; in a rejected document, which is noted, nothing is found."""
    try:
        return Answer(
            accounts=coder.code(case.document) if needs in (Needs.ACCOUNTS, Needs.BOTH) else (),
            reading=coder.read(case.document) if needs in _READ else None,
            times=coder.times(case.document) if needs is Needs.TIMES else (),
            places=coder.places(case.document) if needs in (Needs.PLACES, Needs.EVENT_PLACE) else (),
            event_place=coder.place_told(case.document, case.told_at) if case.told_at is not None else None,
        )
    except RejectedDocument as error:
        rejected.append(f"{case.name}: {error.reason}")
        return Answer(reading=Reading(spans=(), labels={}))


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
