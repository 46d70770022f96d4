"""The corpora that can be scored: for each, its files, its cases and its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.api import place_index
from dateline.codebook import Codebook
from dateline.evaluate.corpora import hrdsattack, muc4, muc4_full, news, petrarch, plover, satp
from dateline.evaluate.metrics import hrdsattack as hrdsattack_metrics
from dateline.evaluate.metrics import muc4 as muc4_metrics
from dateline.evaluate.metrics import muc4_slot_figures, muc4_slot_score
from dateline.evaluate.metrics import news as news_metrics
from dateline.evaluate.metrics import petrarch as petrarch_metrics
from dateline.evaluate.metrics import plover as plover_metrics
from dateline.evaluate.metrics import satp as satp_metrics
from dateline.evaluate.tally import Metric, Scored
from dateline.link.actors import Registry
from dateline.link.places import PlaceIndex
from dateline.model import Account, Document
from dateline.store import settings_here

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

    ``headline`` names the scores that are worth a floor: a few that stand for the whole, so that an
    exchange of precision for recall is judged by its F1. ``baselines`` adds trivial answers beside "nothing
    found", which every corpus has.
    """

    files: Callable[[Path, str], Sequence[Path]]
    cases: Callable[[Path, str], Iterator[Case]]
    metrics: Callable[[str], Sequence[Metric]]
    headline: Callable[[str], Sequence[str]]
    baselines: Callable[[Path, str], Baselines] = _no_baselines


def _news_cases(data: Path, split: str) -> Iterator[Case]:
    families = {name: entry.family for name, entry in Codebook.load().types.items()}
    for text in news.read(data, split):
        score = partial(news_metrics.score, text, families=families)
        yield Case(name=text.name, document=text.document, score=score)


def _muc4_cases(data: Path, split: str) -> Iterator[Case]:
    for text in muc4.read(data, split):
        yield Case(name=text.name, document=text.document, score=partial(muc4_metrics.score, text))


def _muc4_slots_cases(data: Path, split: str) -> Iterator[Case]:
    """The complete keys; assembly looks places up in the index that the coder has."""
    with _places() as places:
        for text in muc4_full.read(data, split):
            score = partial(muc4_slot_score.score, text, places=places)
            yield Case(name=text.name, document=text.document, score=score)


def _muc4_slots_baselines(data: Path, split: str) -> Baselines:
    """The best system of 1992, and what assembly reaches with the key's own fillers and chosen values."""
    with _places() as places:
        ceiling = muc4_slot_score.ceiling(muc4_full.read(data, split), places=places)
    return {"GE 1992 on TST3": muc4_slot_figures.GE_1992, "gold fillers": ceiling}


def _places() -> PlaceIndex:
    return PlaceIndex.open(place_index(settings_here({})))


def _plover_cases(data: Path, split: str) -> Iterator[Case]:
    types = {name: entry.plover.type for name, entry in Codebook.load().types.items()}
    for sentence in plover.read(data, split):
        score = partial(plover_metrics.score, sentence, plover_types=types)
        yield Case(name=sentence.name, document=sentence.document, score=score)


def _petrarch_cases(data: Path, split: str) -> Iterator[Case]:
    for sentence in petrarch.read(data, split):
        score = partial(petrarch_metrics.score, sentence)
        yield Case(name=sentence.name, document=sentence.document, score=score)


def _hrdsattack_cases(data: Path, split: str) -> Iterator[Case]:
    registry = Registry.load()

    def kind_of(actor_id: str) -> str | None:
        actor = registry.get(actor_id)
        return actor.kind if actor is not None else None

    for article in hrdsattack.read(data, split):
        score = partial(hrdsattack_metrics.score, article, kind_of=kind_of)
        yield Case(name=article.name, document=article.document, score=score)


def _hrdsattack_baselines(data: Path, split: str) -> Baselines:
    return {"majority": hrdsattack_metrics.majority(hrdsattack.read(data, split))}


def _plover_baselines(data: Path, split: str) -> Baselines:
    return {"majority": plover_metrics.majority(plover.read(data, split))}


SPLITTING = "splitting"
"""The part of ``satp`` in which one report is several incidents; it has figures of its own."""


def _satp_cases(data: Path, split: str) -> Iterator[Case]:
    score = satp_metrics.score_splitting if split == SPLITTING else satp_metrics.score
    for report in satp.read(data, split):
        yield Case(name=report.name, document=report.document, score=partial(score, report))


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
    "muc4_slots": Task(
        files=muc4_full.files,
        cases=_muc4_slots_cases,
        metrics=lambda _split: muc4_slot_figures.metrics(),
        headline=lambda _split: muc4_slot_figures.HEADLINE,
        baselines=_muc4_slots_baselines,
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
