"""The corpora that can be scored: for each, its files, its cases and its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from dateline.codebook import Codebook
from dateline.evaluate.cases import Baselines, Case, Task, on_accounts
from dateline.evaluate.corpora import hrdsattack, muc4, news, petrarch, plover, satp
from dateline.evaluate.metrics import hrdsattack as hrdsattack_metrics
from dateline.evaluate.metrics import muc4 as muc4_metrics
from dateline.evaluate.metrics import news as news_metrics
from dateline.evaluate.metrics import petrarch as petrarch_metrics
from dateline.evaluate.metrics import plover as plover_metrics
from dateline.evaluate.metrics import satp as satp_metrics
from dateline.evaluate.tally import Metric
from dateline.link.actors import Registry

__all__ = ["TASKS"]


def _news_cases(data: Path, split: str) -> Iterator[Case]:
    families = {name: entry.family for name, entry in Codebook.load().types.items()}
    for text in news.read(data, split):
        score = partial(news_metrics.score, text, families=families)
        yield Case(name=text.name, document=text.document, score=on_accounts(score))


def _muc4_cases(data: Path, split: str) -> Iterator[Case]:
    for text in muc4.read(data, split):
        yield Case(
            name=text.name, document=text.document, score=on_accounts(partial(muc4_metrics.score, text))
        )


def _plover_cases(data: Path, split: str) -> Iterator[Case]:
    types = {name: entry.plover.type for name, entry in Codebook.load().types.items()}
    for sentence in plover.read(data, split):
        score = partial(plover_metrics.score, sentence, plover_types=types)
        yield Case(name=sentence.name, document=sentence.document, score=on_accounts(score))


def _petrarch_cases(data: Path, split: str) -> Iterator[Case]:
    for sentence in petrarch.read(data, split):
        score = partial(petrarch_metrics.score, sentence)
        yield Case(name=sentence.name, document=sentence.document, score=on_accounts(score))


def _hrdsattack_cases(data: Path, split: str) -> Iterator[Case]:
    registry = Registry.load()

    def kind_of(actor_id: str) -> str | None:
        actor = registry.get(actor_id)
        return actor.kind if actor is not None else None

    for article in hrdsattack.read(data, split):
        score = partial(hrdsattack_metrics.score, article, kind_of=kind_of)
        yield Case(name=article.name, document=article.document, score=on_accounts(score))


def _hrdsattack_baselines(data: Path, split: str) -> Baselines:
    return {"majority": hrdsattack_metrics.majority(hrdsattack.read(data, split))}


def _plover_baselines(data: Path, split: str) -> Baselines:
    return {"majority": plover_metrics.majority(plover.read(data, split))}


SPLITTING = "splitting"
"""The part of ``satp`` in which one report is several incidents; it has figures of its own."""


def _satp_cases(data: Path, split: str) -> Iterator[Case]:
    score = satp_metrics.score_splitting if split == SPLITTING else satp_metrics.score
    for report in satp.read(data, split):
        yield Case(name=report.name, document=report.document, score=on_accounts(partial(score, report)))


def _satp_baselines(data: Path, split: str) -> Baselines:
    if split == SPLITTING:
        return {"never split": satp_metrics.left_whole(satp.read(data, split))}
    return {"majority": satp_metrics.majority(satp.read(data, split))}


def _satp_metrics(split: str) -> Sequence[Metric]:
    return satp_metrics.splitting_metrics() if split == SPLITTING else satp_metrics.metrics()


TASKS: Mapping[str, Task] = {
    "hrdsattack": Task(
        files=hrdsattack.files,
        cases=_hrdsattack_cases,
        metrics=lambda _split: hrdsattack_metrics.metrics(),
        headline=lambda _split: hrdsattack_metrics.HEADLINE,
        baselines=_hrdsattack_baselines,
    ),
    "muc4": Task(
        files=muc4.files,
        cases=_muc4_cases,
        metrics=lambda _split: muc4_metrics.metrics(),
        headline=lambda _split: muc4_metrics.HEADLINE,
    ),
    "news": Task(
        files=news.files,
        cases=_news_cases,
        metrics=lambda _split: news_metrics.metrics(),
        headline=lambda _split: news_metrics.HEADLINE,
    ),
    "petrarch": Task(
        files=petrarch.files,
        cases=_petrarch_cases,
        metrics=lambda _split: petrarch_metrics.metrics(),
        headline=lambda _split: petrarch_metrics.HEADLINE,
    ),
    "plover": Task(
        files=plover.files,
        cases=_plover_cases,
        metrics=lambda _split: plover_metrics.metrics(),
        headline=lambda _split: plover_metrics.HEADLINE,
        baselines=_plover_baselines,
    ),
    "satp": Task(
        files=satp.files,
        cases=_satp_cases,
        metrics=_satp_metrics,
        baselines=_satp_baselines,
        headline=lambda split: (
            satp_metrics.SPLITTING_HEADLINE if split == SPLITTING else satp_metrics.HEADLINE
        ),
    ),
}
"""Corpus name -> how it is scored."""
