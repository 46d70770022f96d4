"""Scoring on ``event_location``: given the verb, which place name says where its event took place.

Asked is only the choice among the names of the sentence, "none of them" included. A choice is right where it
shares a word with a marked place; "none" where none is marked. Beside it stand two simple answers from the
same names: the one nearest to the verb (the baseline of the corpus), and the first of the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.evaluate.corpora.event_location import Told
from dateline.evaluate.tally import Metric, Miss, Scored, f1, precision, ratio, recall
from dateline.model import PlaceRef, Span

__all__ = ["HEADLINE", "metrics", "score"]

_PARTS = ("all", "adjudicated")
_ANSWERS = ("chosen", "nearest", "first")
HEADLINE = ("all.chosen.accuracy", "all.chosen.f1")
"""Scores worth a floor."""


def score(case: Told, chosen: Span | None, named: Sequence[tuple[Span, PlaceRef]]) -> Scored:
    """Counts of one verb; ``named`` are all the places that its sentence names."""
    spans = [span for span, _ in named]
    answers = {
        "chosen": chosen,
        "nearest": min(spans, key=lambda span: _distance(span, case.verb), default=None),
        "first": spans[0] if spans else None,
    }
    counts: Counter[str] = Counter()
    for part in _PARTS if case.adjudicated else _PARTS[:1]:
        counts[f"{part}.verbs"] += 1
        counts[f"{part}.gold"] += bool(case.locations)
        for name, span in answers.items():
            right = _is_right(span, case)
            counts[f"{part}.{name}.right"] += right
            counts[f"{part}.{name}.found"] += span is not None
            counts[f"{part}.{name}.hit"] += right and span is not None
    return Scored(tally=counts, misses=() if _is_right(chosen, case) else (_miss(case, chosen),))


def _is_right(span: Span | None, case: Told) -> bool:
    if span is None:
        return not case.locations
    return any(span.start < end and start < span.end for start, end in case.locations)


def _distance(span: Span, verb: tuple[int, int]) -> int:
    """Characters between a name and the verb."""
    return max(span.start - verb[1], verb[0] - span.end, 0)


def _miss(case: Told, chosen: Span | None) -> Miss:
    body = case.document.body
    gold = [body[start:end] for start, end in case.locations]
    kind = "spurious" if not gold else "missed" if chosen is None else "wrong place"
    return Miss(
        kind=kind,
        document=case.name,
        gold=f"{body[slice(*case.verb)]}: {', '.join(gold) or 'nowhere'}",
        found=chosen.quote if chosen else "nowhere",
        text=body,
        mend={"all.chosen.right": 1},
    )


def metrics() -> tuple[Metric, ...]:
    """Accuracy over all verbs, "nowhere" counted as an answer; precision, recall and F1 of the places."""
    figures: list[Metric] = []
    for part in _PARTS:
        for name in _ANSWERS:
            stem = f"{part}.{name}"
            figures.append(ratio(f"{stem}.accuracy", f"{stem}.right", f"{part}.verbs"))
            figures.append(precision(f"{stem}.precision", f"{stem}.hit", f"{stem}.found"))
            figures.append(recall(f"{stem}.recall", f"{stem}.hit", f"{part}.gold"))
            figures.append(f1(f"{stem}.f1", f"{stem}.hit", f"{stem}.found", f"{part}.gold"))
    return tuple(figures)
