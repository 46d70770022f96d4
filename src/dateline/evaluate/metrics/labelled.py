"""Scoring of yes/no labels of whole texts: per class, over all answers (micro) and over classes (macro)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.evaluate.confusion import of_sets
from dateline.evaluate.corpora.labelled import CLASSES, Text
from dateline.evaluate.metrics.ranges import measured
from dateline.evaluate.tally import Metric, Miss, Scored, Tally, difference
from dateline.tagging.reading import Reading

__all__ = ["HEADLINE", "every_class", "metrics", "score"]

HEADLINE = ("micro.f1", "macro.f1")
"""Scores worth a floor."""
HOLDS = 0.5
"""Probability from which a class is taken to hold."""
_SHOWN = 300
"""Characters of a text in a list of misses."""


def score(case: Text, reading: Reading, *, corpus: str) -> Scored:
    """Counts and misses of one text; the tagger's head has the name of the corpus."""
    found = frozenset(name for name, share in reading.labels.get(corpus, {}).items() if share >= HOLDS)
    counts = _counts(found, case.labels, corpus)
    miss = Miss(
        kind="wrong labels",
        document=case.name,
        gold=" ".join(sorted(case.labels)),
        found=" ".join(sorted(found)),
        text=case.document.body[:_SHOWN],
        mend=difference(_counts(case.labels, case.labels, corpus), counts),
    )
    return Scored(
        tally=counts,
        misses=() if found == case.labels else (miss,),
        confusions=tuple(of_sets("label", case.labels, found)),
    )


def _counts(found: frozenset[str], gold: frozenset[str], corpus: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name in map(str, range(CLASSES[corpus])):
        for total in (name, "micro"):
            counts[f"{total}.right"] += name in found & gold
            counts[f"{total}.found"] += name in found
            counts[f"{total}.gold"] += name in gold
    return counts


def every_class(corpus: str, cases: Iterable[Text]) -> dict[str, float | None]:
    """The figures of saying that every class holds of every text."""
    sums: Counter[str] = Counter()
    for case in cases:
        sums.update(_counts(frozenset(map(str, range(CLASSES[corpus]))), case.labels, corpus))
    return {metric.name: metric.of(sums) for metric in metrics(corpus)}


def metrics(corpus: str) -> tuple[Metric, ...]:
    """What is reported."""
    classes = [str(number) for number in range(CLASSES[corpus])]
    by_class = tuple(metric for name in classes for metric in measured(name))
    scored = [metric for metric in by_class if metric.name.endswith(".f1")]

    def macro(sums: Tally) -> float | None:
        values = [value for metric in scored if (value := metric.of(sums)) is not None]
        return sum(values) / len(values) if values else None

    return (*measured("micro"), Metric(name="macro.f1", of=macro, support="micro.gold"), *by_class)
