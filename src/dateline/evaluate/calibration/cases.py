"""Judged values: for each value that the coder gave on a dev part, its evidence and whether it is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.calibration import ACCOUNT, EVENT, EVENT_TYPE, Evidence, Weighed, field_of
from dateline.evaluate.calibration.news_verdicts import news_verdicts
from dateline.evaluate.calibration.satp_verdicts import satp_verdicts
from dateline.evaluate.calibration.verdicts import Verdicts
from dateline.evaluate.corpora import news, satp
from dateline.model import Document

__all__ = ["PARTS", "Case", "cases_of"]

PARTS = (("news", "dev"), ("satp", "dev"), ("satp", "splitting"))
"""Corpus and split of what is judged. The other corpora cannot judge single values: HRDsAttack codes one
event of an article and MUC-4 only some kinds of event, so that a value which they lack may still be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One judged value. ``document`` keeps the values of a text in one fold."""

    field: str
    corpus: str
    document: str
    evidence: Evidence
    right: bool


def cases_of(
    data: Path,
    weigh: Callable[[Document], Weighed],
    families: Mapping[str, str],
    *,
    progress: Callable[[int], None] = lambda _done: None,
) -> Iterator[Case]:
    """Every judged value of :data:`PARTS` under ``data``, in the order of the corpora.

    ``families`` give the family of each event type; ``progress`` gets the number of documents done.

    Raises:
        CorpusError: files are missing or not laid out as their README says.
    """
    done = 0
    for corpus, split in PARTS:
        if corpus == "news":
            for text in news.read(data, split):
                weighed = weigh(text.document)
                verdicts = news_verdicts(text, [account for account, _ in weighed], families)
                yield from _cases(corpus, text.name, weighed, verdicts)
                progress(done := done + 1)
        else:
            for report in satp.read(data, split):
                weighed = weigh(report.document)
                verdicts = satp_verdicts(report, [account for account, _ in weighed])
                yield from _cases(corpus, report.name, weighed, verdicts)
                progress(done := done + 1)


def _cases(corpus: str, document: str, weighed: Weighed, verdicts: Sequence[Verdicts]) -> Iterator[Case]:
    def case(field: str, evidence: Evidence, right: bool) -> Case:
        return Case(field=field, corpus=corpus, document=document, evidence=evidence, right=right)

    for (account, evidence), verdict in zip(weighed, verdicts, strict=True):
        for assertion, figures, right in zip(account.assertions, evidence, verdict.values, strict=True):
            if assertion.field == EVENT_TYPE and verdict.event is not None:
                yield case(EVENT, figures, verdict.event)
                yield case(ACCOUNT, figures, verdict.event and right is True)
            if right is not None:
                yield case(field_of(assertion), figures, right)
