"""Scoring on ``cameo_ner``: the words of the acting and the receiving side of a sentence's main event."""

from __future__ import annotations

from collections import Counter

from dateline.evaluate.confusion import of_spans
from dateline.evaluate.corpora.cameo_ner import LABELS, Sentence
from dateline.evaluate.metrics.ranges import Range, measured, overlapping, words_in
from dateline.evaluate.tally import Metric, Miss, Scored, made_right
from dateline.tagging.reading import Reading

__all__ = ["HEADLINE", "LAYER", "metrics", "score"]

LAYER = "cameo"
"""The layer whose labels are those of the corpus."""

HEADLINE = ("source.exact.f1", "source.overlap.f1", "target.exact.f1", "target.overlap.f1", "all.exact.f1")
"""Scores worth a floor."""


def score(case: Sentence, reading: Reading) -> Scored:
    """Counts and misses of one sentence; ``all`` sums over the labels."""
    body = case.document.body
    counts: Counter[str] = Counter()
    misses: list[Miss] = []
    for label in LABELS:
        gold = frozenset((start, end) for name, start, end in case.places if name == label)
        found = frozenset((span.start, span.end) for span in reading.of(LAYER, label))
        words = words_in(body, found), words_in(body, gold)
        mend: dict[str, float] = {}
        for name in (label, "all"):
            for how, right, given, wanted in (
                ("exact", len(gold & found), len(found), len(gold)),
                ("overlap", overlapping(found, gold), len(found), len(gold)),
                ("words", len(words[0] & words[1]), len(words[0]), len(words[1])),
            ):
                mend |= made_right(f"{name}.{how}", right=right, found=given, gold=wanted)
                counts[f"{name}.{how}.right"] += right
                counts[f"{name}.{how}.found"] += given
                counts[f"{name}.{how}.gold"] += wanted
        if gold != found:
            misses.append(
                Miss(
                    kind=f"wrong {label}",
                    document=case.name,
                    gold=_words(body, gold),
                    found=_words(body, found),
                    text=body,
                    mend=mend,
                )
            )
    ours = [(span.label, span.start, span.end) for span in reading.of(LAYER)]
    return Scored(tally=counts, misses=tuple(misses), confusions=tuple(of_spans(case.places, ours)))


def _words(body: str, places: frozenset[Range]) -> str:
    return " | ".join(body[start:end] for start, end in sorted(places))


def metrics() -> tuple[Metric, ...]:
    """What is reported."""
    return tuple(
        metric
        for label in (*LABELS, "all")
        for how in ("exact", "overlap", "words")
        for metric in measured(f"{label}.{how}")
    )
