"""Scoring on ``tempeval3`` as TempEval-3 does: spans strict and relaxed, and the type and value of those
found.

A found expression matches a gold one that it shares a character with (relaxed) or all (strict). The F1 of
type and value counts a relaxed match with the right attribute (UzZaman et al. 2013, section 4).
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import dateparser.search

from dateline.evaluate.confusion import of_spans
from dateline.evaluate.corpora.tempeval3 import Article, Expression
from dateline.evaluate.metrics.matching import best_matching
from dateline.evaluate.metrics.ranges import around, measured
from dateline.evaluate.tally import Metric, Miss, Scored, Tally, ratio
from dateline.text.timex.document import Timex

__all__ = ["HEADLINE", "by_dateparser", "metrics", "score", "score_expressions", "scores_of"]

HEADLINE = ("span.strict.f1", "span.relaxed.f1", "type.f1", "value.f1")
"""Scores worth a floor."""

_FIGURES = ("span.strict", "span.relaxed", "type", "value")
_ALL_RIGHT = {f"{name}.right": 1.0 for name in _FIGURES}
_ONE_MORE = {f"{name}.found": 1.0 for name in _FIGURES}
_ONE_LESS = {f"{name}.found": -1.0 for name in _FIGURES}

Finder = Callable[[Article], Sequence[Expression]]


def by_dateparser(case: Article) -> tuple[Expression, ...]:
    """What a general date library finds, each as the day it gives; it knows no ranges, durations or sets."""
    day = _day(case)
    base = datetime.datetime.combine(day, datetime.time()) if day else datetime.datetime(2000, 1, 1)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    hits = dateparser.search.search_dates(case.document.body, languages=["en"], settings=settings) or []
    found: list[Expression] = []
    position = 0
    for words, when in hits:
        start = case.document.body.find(words, position)
        if start >= 0:
            position = start + len(words)
            found.append(Expression(start=start, end=position, kind="DATE", value=when.date().isoformat()))
    return tuple(found)


def _day(case: Article) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(case.document.published[:10])
    except ValueError:
        return None


def score(case: Article, times: Sequence[Timex]) -> Scored:
    """Counts and misses of one article."""
    found = [Expression(start=t.start, end=t.end, kind=t.kind.value, value=t.value) for t in times]
    return score_expressions(case, found)


def score_expressions(case: Article, found: Sequence[Expression]) -> Scored:
    """Counts and misses of the expressions found in one article."""
    gold = case.expressions
    pairs = {
        (f, g): 1.0
        + (ours.value == theirs.value) / 100
        + ((ours.start, ours.end) == (theirs.start, theirs.end)) / 10
        for f, ours in enumerate(found)
        for g, theirs in enumerate(gold)
        if ours.start < theirs.end and theirs.start < ours.end
    }
    matched = list(best_matching(pairs, len(found), len(gold)).items())
    both = [(found[f], gold[g]) for f, g in matched]
    counts: Counter[str] = Counter()
    right = {
        "span.strict": sum((a.start, a.end) == (b.start, b.end) for a, b in both),
        "span.relaxed": len(both),
        "type": sum(a.kind == b.kind for a, b in both),
        "value": sum(a.value == b.value for a, b in both),
    }
    for name, number in right.items():
        counts.update({f"{name}.right": number, f"{name}.found": len(found), f"{name}.gold": len(gold)})
    spans = of_spans(*([(e.kind, e.start, e.end) for e in some] for some in (gold, found)))
    return Scored(tally=counts, misses=tuple(_misses(case, found, matched)), confusions=tuple(spans))


def _misses(case: Article, found: Sequence[Expression], matched: Iterable[tuple[int, int]]) -> Iterable[Miss]:
    body = case.document.body
    pairs = list(matched)

    def miss(kind: str, gold: Expression | None, ours: Expression | None, mend: Tally) -> Miss:
        told = [f"{body[e.start : e.end]!r} {e.kind} {e.value}" if e else "" for e in (gold, ours)]
        at = gold or ours
        text = around(body, (at.start, at.end), 80) if at else ""
        return Miss(kind=kind, document=case.name, gold=told[0], found=told[1], text=text, mend=mend)

    for f, g in pairs:
        gold, ours = case.expressions[g], found[f]
        mend = {
            "span.strict.right": float((gold.start, gold.end) != (ours.start, ours.end)),
            "type.right": float(gold.kind != ours.kind),
            "value.right": float(gold.value != ours.value),
        }
        if any(mend.values()):
            kind = (
                "wrong value" if mend["value.right"] else "wrong type" if mend["type.right"] else "boundary"
            )
            yield miss(kind, gold, ours, mend)
    for g, gold in enumerate(case.expressions):
        if all(g != pair[1] for pair in pairs):
            yield miss("missed", gold, None, _ALL_RIGHT | _ONE_MORE)
    for f, ours in enumerate(found):
        if all(f != pair[0] for pair in pairs):
            yield miss("spurious", None, ours, _ONE_LESS)


def scores_of(cases: Iterable[Article], find: Finder) -> dict[str, float | None]:
    """The figures of a way to find expressions, for a baseline."""
    sums: Counter[str] = Counter()
    for case in cases:
        sums.update(score_expressions(case, find(case)).tally)
    return {metric.name: metric.of(sums) for metric in metrics()}


def metrics() -> tuple[Metric, ...]:
    """What is reported; ``value.accuracy`` is that of the expressions found."""
    figures = [f for name in _FIGURES for f in measured(name)]
    return (*figures, ratio("value.accuracy", "value.right", "span.relaxed.right"))
