"""The corpora that can be scored: for each, its files, its cases and its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from dateline.api import place_index
from dateline.codebook import Codebook
from dateline.evaluate.cases import (
    Baselines,
    Case,
    Needs,
    Task,
    counted,
    on_accounts,
    on_both,
    on_event_place,
    on_places,
    on_reading,
    on_times,
)
from dateline.evaluate.corpora import (
    cameo_ner,
    ecbplus,
    event_location,
    geoparsing,
    hrdsattack,
    indiapolice,
    labelled,
    maverick,
    muc4,
    muc4_full,
    news,
    petrarch,
    plover,
    polnear,
    satp,
    tempeval3,
)
from dateline.evaluate.metrics import cameo_ner as cameo_ner_metrics
from dateline.evaluate.metrics import ecbplus as ecbplus_metrics
from dateline.evaluate.metrics import event_location as event_location_metrics
from dateline.evaluate.metrics import geoparsing as geoparsing_metrics
from dateline.evaluate.metrics import grouping, muc4_slot_figures, muc4_slot_score
from dateline.evaluate.metrics import hrdsattack as hrdsattack_metrics
from dateline.evaluate.metrics import indiapolice as indiapolice_metrics
from dateline.evaluate.metrics import labelled as labelled_metrics
from dateline.evaluate.metrics import maverick as maverick_metrics
from dateline.evaluate.metrics import muc4 as muc4_metrics
from dateline.evaluate.metrics import news as news_metrics
from dateline.evaluate.metrics import petrarch as petrarch_metrics
from dateline.evaluate.metrics import plover as plover_metrics
from dateline.evaluate.metrics import polnear as polnear_metrics
from dateline.evaluate.metrics import satp as satp_metrics
from dateline.evaluate.metrics import tempeval3 as tempeval3_metrics
from dateline.evaluate.metrics.speech_heuristic import speech_heuristic
from dateline.evaluate.tally import Metric, Tally
from dateline.link.actors import Registry
from dateline.link.outlets import Home
from dateline.link.places import PlaceIndex
from dateline.model import Document
from dateline.store import settings_here

__all__ = ["TASKS"]


def _news_cases(data: Path, split: str) -> Iterator[Case]:
    families = {name: entry.family for name, entry in Codebook.load().types.items()}
    registry = Registry.load()

    def id_of(name: str) -> str | None:
        actor = registry.match(name)
        return actor.id if actor is not None else None

    for text in news.read(data, split, id_of):
        score = partial(news_metrics.score, text, families=families)
        yield Case(name=text.name, document=text.document, score=on_accounts(score))


def _muc4_cases(data: Path, split: str) -> Iterator[Case]:
    for text in muc4.read(data, split):
        yield Case(name=text.name, document=text.document, score=on_both(partial(muc4_metrics.score, text)))


def _muc4_slots_cases(data: Path, split: str) -> Iterator[Case]:
    """The complete keys; assembly looks places up in the index that the coder has."""
    with _places() as places:
        for text in muc4_full.read(data, split):
            score = partial(muc4_slot_score.score, text, places=places)
            yield Case(name=text.name, document=text.document, score=on_both(score))


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
        yield Case(name=article.name, document=article.document, score=on_both(score))


def _hrdsattack_baselines(data: Path, split: str) -> Baselines:
    return {"majority": hrdsattack_metrics.majority(hrdsattack.read(data, split))}


def _plover_baselines(data: Path, split: str) -> Baselines:
    return {"majority": plover_metrics.majority(plover.read(data, split))}


SPLITTING = "splitting"
"""The part of ``satp`` in which one report is several incidents; it has figures of its own."""


def _satp_cases(data: Path, split: str) -> Iterator[Case]:
    for report in satp.read(data, split):
        score = (
            on_accounts(partial(satp_metrics.score_splitting, report))
            if split == SPLITTING
            else on_both(partial(satp_metrics.score, report))
        )
        yield Case(name=report.name, document=report.document, score=score)


def _satp_baselines(data: Path, split: str) -> Baselines:
    if split == SPLITTING:
        return {"never split": satp_metrics.left_whole(satp.read(data, split))}
    return {"majority": satp_metrics.majority(satp.read(data, split))}


def _satp_metrics(split: str) -> Sequence[Metric]:
    return satp_metrics.splitting_metrics() if split == SPLITTING else satp_metrics.metrics()


def _indiapolice_cases(data: Path, split: str) -> Iterator[Case]:
    for article in indiapolice.read(data, split):
        score = partial(indiapolice_metrics.score, article)
        yield Case(name=article.name, document=article.document, score=on_accounts(score))


def _polnear_cases(data: Path, split: str) -> Iterator[Case]:
    for article in polnear.read(data, split):
        score = partial(polnear_metrics.score, article)
        yield Case(name=article.name, document=article.document, score=on_reading(score))


def _polnear_baselines(data: Path, split: str) -> Baselines:
    figures = polnear_metrics.scores_of(polnear.read(data, split), speech_heuristic())
    return {"speech verbs in the parse": figures}


def _cameo_ner_cases(data: Path, split: str) -> Iterator[Case]:
    for sentence in cameo_ner.read(data, split):
        score = partial(cameo_ner_metrics.score, sentence)
        yield Case(name=sentence.name, document=sentence.document, score=on_reading(score))


def _event_location_cases(data: Path, split: str) -> Iterator[Case]:
    for told in event_location.read(data, split):
        score = partial(event_location_metrics.score, told)
        yield Case(name=told.name, document=told.document, score=on_event_place(score), told_at=told.verb[0])


def _geoparsing_cases(data: Path, split: str) -> Iterator[Case]:
    with _places() as places:
        homes = _homes(data, places)
        for article in geoparsing.read(data, split):
            score = partial(geoparsing_metrics.score, article, index=places, homes=homes)
            yield Case(name=article.name, document=article.document, score=on_places(score))


def _homes(data: Path, places: PlaceIndex) -> Mapping[str, Home]:
    """Where the corpus's outlets are at home, by the texts of all their articles."""
    every = (article for split in geoparsing.SPLITS for article in geoparsing.read(data, split))
    return geoparsing_metrics.homes_of(every, places)


def _geoparsing_baselines(data: Path, split: str) -> Baselines:
    with _places() as places:
        return {"most populous": geoparsing_metrics.baseline(geoparsing.read(data, split), places)}


def _labelled_task(corpus: str) -> Task:
    """The task of a corpus of labelled texts."""

    def cases(data: Path, split: str) -> Iterator[Case]:
        for text in labelled.read(corpus, data, split):
            score = partial(labelled_metrics.score, text, corpus=corpus)
            yield Case(name=text.name, document=text.document, score=on_reading(score))

    def baselines(data: Path, split: str) -> Baselines:
        return {"every class": labelled_metrics.every_class(corpus, labelled.read(corpus, data, split))}

    return Task(
        needs=Needs.READING,
        files=partial(labelled.files, corpus),
        cases=cases,
        metrics=lambda _split: labelled_metrics.metrics(corpus),
        headline=lambda _split: labelled_metrics.HEADLINE,
        baselines=baselines,
    )


def _tempeval3_cases(data: Path, split: str) -> Iterator[Case]:
    for article in tempeval3.read(data, split):
        score = partial(tempeval3_metrics.score, article)
        yield Case(name=article.name, document=article.document, score=on_times(score))


def _tempeval3_baselines(data: Path, split: str) -> Baselines:
    figures = tempeval3_metrics.scores_of(tempeval3.read(data, split), tempeval3_metrics.by_dateparser)
    return {"dateparser": figures}


def _grouping_case(name: str, tally: Tally) -> Case:
    return Case(name=name, document=Document(parts={"body": name}), score=counted(tally))


def _maverick_cases(data: Path, split: str) -> Iterator[Case]:
    reports = list(maverick.read(data, split))
    yield from (_grouping_case(*event) for event in maverick_metrics.cross_validated(reports))


def _maverick_baselines(data: Path, split: str) -> Baselines:
    return maverick_metrics.baselines(list(maverick.read(data, split)))


def _ecbplus_cases(data: Path, split: str) -> Iterator[Case]:
    articles = list(ecbplus.read(data, split))
    yield from (_grouping_case(*incident) for incident in ecbplus_metrics.cross_validated(articles))


def _ecbplus_baselines(data: Path, split: str) -> Baselines:
    return ecbplus_metrics.baselines(list(ecbplus.read(data, split)))


TASKS: Mapping[str, Task] = {
    "cameo_ner": Task(
        needs=Needs.READING,
        files=cameo_ner.files,
        cases=_cameo_ner_cases,
        metrics=lambda _split: cameo_ner_metrics.metrics(),
        headline=lambda _split: cameo_ner_metrics.HEADLINE,
    ),
    "ecbplus": Task(
        needs=Needs.NOTHING,
        files=ecbplus.files,
        cases=_ecbplus_cases,
        metrics=lambda _split: ecbplus_metrics.metrics_of(),
        headline=lambda _split: ecbplus_metrics.HEADLINE,
        baselines=_ecbplus_baselines,
    ),
    "event_location": Task(
        needs=Needs.EVENT_PLACE,
        files=event_location.files,
        cases=_event_location_cases,
        metrics=lambda _split: event_location_metrics.metrics(),
        headline=lambda _split: event_location_metrics.HEADLINE,
    ),
    "geoparsing": Task(
        needs=Needs.PLACES,
        files=geoparsing.files,
        cases=_geoparsing_cases,
        metrics=lambda _split: geoparsing_metrics.metrics(),
        headline=lambda _split: geoparsing_metrics.HEADLINE,
        baselines=_geoparsing_baselines,
        words_given=geoparsing_metrics.WORDS_GIVEN,
    ),
    "hrdsattack": Task(
        needs=Needs.BOTH,
        files=hrdsattack.files,
        cases=_hrdsattack_cases,
        metrics=lambda _split: hrdsattack_metrics.metrics(),
        headline=lambda _split: hrdsattack_metrics.HEADLINE,
        baselines=_hrdsattack_baselines,
    ),
    "indiapolice": Task(
        files=indiapolice.files,
        cases=_indiapolice_cases,
        metrics=lambda _split: indiapolice_metrics.metrics(),
        headline=lambda _split: indiapolice_metrics.HEADLINE,
    ),
    "insightcrime": _labelled_task("insightcrime"),
    "maverick": Task(
        needs=Needs.NOTHING,
        files=maverick.files,
        cases=_maverick_cases,
        metrics=lambda _split: grouping.metrics(),
        headline=lambda _split: grouping.HEADLINE,
        baselines=_maverick_baselines,
    ),
    "muc4": Task(
        needs=Needs.BOTH,
        files=muc4.files,
        cases=_muc4_cases,
        metrics=lambda _split: muc4_metrics.metrics(),
        headline=lambda _split: muc4_metrics.HEADLINE,
    ),
    "muc4_slots": Task(
        needs=Needs.BOTH,
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
    "polnear": Task(
        needs=Needs.READING,
        files=polnear.files,
        cases=_polnear_cases,
        metrics=lambda _split: polnear_metrics.metrics(),
        headline=lambda _split: polnear_metrics.HEADLINE,
        baselines=_polnear_baselines,
    ),
    "satp": Task(
        needs=Needs.BOTH,
        files=satp.files,
        cases=_satp_cases,
        metrics=_satp_metrics,
        baselines=_satp_baselines,
        headline=lambda split: (
            satp_metrics.SPLITTING_HEADLINE if split == SPLITTING else satp_metrics.HEADLINE
        ),
    ),
    "satp_relevant": _labelled_task("satp_relevant"),
    "tempeval3": Task(
        needs=Needs.TIMES,
        files=tempeval3.files,
        cases=_tempeval3_cases,
        metrics=lambda _split: tempeval3_metrics.metrics(),
        headline=lambda _split: tempeval3_metrics.HEADLINE,
        baselines=_tempeval3_baselines,
    ),
}
"""Corpus name -> how it is scored."""
