"""The corpora that can be scored: for each, its files, its cases and its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.evaluate.corpora import muc4, news, petrarch, plover, satp
from dateline.evaluate.metrics import muc4 as muc4_metrics
from dateline.evaluate.metrics import news as news_metrics
from dateline.evaluate.metrics import petrarch as petrarch_metrics
from dateline.evaluate.metrics import plover as plover_metrics
from dateline.evaluate.metrics import satp as satp_metrics
from dateline.evaluate.tally import Metric, Scored
from dateline.model import Account, Document

__all__ = ["TASKS", "Case", "Task"]

Baselines = Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document to code, and how its accounts are scored."""

    name: str
    document: Document
    score: Callable[[Sequence[Account]], Scored]


def _no_baselines(_data: Path, _split: str) -> Baselines:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One corpus: ``files`` and ``cases`` take the data folder and the split.

    ``baselines`` adds trivial answers beside "nothing found", which every corpus has.
    """

    files: Callable[[Path, str], Sequence[Path]]
    cases: Callable[[Path, str], Iterator[Case]]
    metrics: Callable[[str], Sequence[Metric]]
    baselines: Callable[[Path, str], Baselines] = _no_baselines


def _news_cases(data: Path, split: str) -> Iterator[Case]:
    from dateline.codebook import Codebook

    families = {name: entry.family for name, entry in Codebook.load().types.items()}
    for text in news.read(data, split):
        score = partial(news_metrics.score, text, families=families)
        yield Case(name=text.name, document=text.document, score=score)


def _muc4_cases(data: Path, split: str) -> Iterator[Case]:
    from dateline.text.recase import recase

    for text in muc4.read(data, split, recase):
        yield Case(name=text.name, document=text.document, score=partial(muc4_metrics.score, text))


def _plover_cases(data: Path, split: str) -> Iterator[Case]:
    from dateline.codebook import Codebook

    types = {name: entry.plover[0] for name, entry in Codebook.load().types.items()}
    for sentence in plover.read(data, split):
        score = partial(plover_metrics.score, sentence, plover_types=types)
        yield Case(name=sentence.name, document=sentence.document, score=score)


def _petrarch_cases(data: Path, split: str) -> Iterator[Case]:
    for sentence in petrarch.read(data, split):
        score = partial(petrarch_metrics.score, sentence)
        yield Case(name=sentence.name, document=sentence.document, score=score)


SPLITTING = "splitting"
"""The part of ``satp`` in which one report is several incidents; it has figures of its own."""


def _satp_cases(data: Path, split: str) -> Iterator[Case]:
    score = satp_metrics.score_splitting if split == SPLITTING else satp_metrics.score
    for report in satp.read(data, split):
        yield Case(name=report.name, document=report.document, score=partial(score, report))


def _satp_metrics(split: str) -> Sequence[Metric]:
    return satp_metrics.splitting_metrics() if split == SPLITTING else satp_metrics.metrics()


TASKS: Mapping[str, Task] = {
    "muc4": Task(files=muc4.files, cases=_muc4_cases, metrics=lambda _split: muc4_metrics.metrics()),
    "news": Task(files=news.files, cases=_news_cases, metrics=lambda _split: news_metrics.metrics()),
    "petrarch": Task(
        files=petrarch.files, cases=_petrarch_cases, metrics=lambda _split: petrarch_metrics.metrics()
    ),
    "plover": Task(files=plover.files, cases=_plover_cases, metrics=lambda _split: plover_metrics.metrics()),
    "satp": Task(files=satp.files, cases=_satp_cases, metrics=_satp_metrics),
}
"""Corpus name -> how it is scored."""
