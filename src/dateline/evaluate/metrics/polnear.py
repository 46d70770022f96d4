"""Scoring on ``polnear``: the words of sources, cues and contents, and whole attributions.

Speech within speech ("A said that B said") is annotated on its outer level only. A found attribution whose
cue stands inside a gold content is therefore not judged: its words count where they are right and are not
counted as found where they are not (corpus README).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dateline.evaluate.confusion import of_spans
from dateline.evaluate.corpora.polnear import Article, Attribution
from dateline.evaluate.metrics.matching import best_matching, overlaps
from dateline.evaluate.metrics.ranges import Range, around, measured, words_in
from dateline.evaluate.tally import Metric, Miss, Scored
from dateline.tagging.attributions import LAYER, attributions_of
from dateline.tagging.reading import Reading, TaggedSpan

__all__ = ["HEADLINE", "LABELS", "metrics", "score", "score_attributions", "scores_of"]

LABELS = ("source", "cue", "content")

HEADLINE = (
    "source.exact.f1",
    "source.words.f1",
    "cue.exact.f1",
    "cue.words.f1",
    "content.exact.f1",
    "content.words.f1",
    "attribution.exact.f1",
    "attribution.overlap.f1",
)
"""Scores worth a floor."""


def score(case: Article, reading: Reading) -> Scored:
    """Counts and misses of one article as the tagger reads it; a span that no cue takes is judged alone."""
    linked = attributions_of(reading, case.document.body)
    found = [
        Attribution(
            source=(_place(each.source),) if each.source else (),
            cue=(_place(each.cue),),
            content=tuple(map(_place, each.content)),
        )
        for each in linked
    ]
    taken = {part for each in found for label in LABELS for part in each.of(label)}
    alone = [
        Attribution(
            source=(_place(span),) if span.label == "source" else (),
            cue=(),
            content=(_place(span),) if span.label == "content" else (),
        )
        for span in reading.of(LAYER)
        if _place(span) not in taken
    ]
    return score_attributions(case, [*found, *alone])


def _place(span: TaggedSpan) -> Range:
    return span.start, span.end


def score_attributions(case: Article, found: Sequence[Attribution]) -> Scored:
    """Counts and misses of the attributions found in one article."""
    contents = tuple(place for gold in case.attributions for place in gold.content)
    outer = [each for each in found if not _inside(each.cue, contents)]
    inner = [each for each in found if _inside(each.cue, contents)]
    counts: Counter[str] = Counter()
    for label in LABELS:
        golds, judged, unjudged = (
            frozenset(place for each in some for place in each.of(label))
            for some in (case.attributions, outer, inner)
        )
        _count(f"{label}.exact", golds, judged, unjudged, counts)
        gold_words, judged_words, unjudged_words = (
            words_in(case.document.body, places) for places in (golds, judged, unjudged)
        )
        _count(f"{label}.words", gold_words, judged_words, unjudged_words, counts)
    golds_with_cue = [each for each in case.attributions if each.cue]
    found_with_cue = [each for each in outer if each.cue]
    for name, agree in (("exact", _same), ("overlap", _alike)):
        pairs = {
            (f, g): 1.0
            for f, ours in enumerate(found_with_cue)
            for g, theirs in enumerate(golds_with_cue)
            if agree(ours, theirs)
        }
        counts[f"attribution.{name}.right"] = len(
            best_matching(pairs, len(found_with_cue), len(golds_with_cue))
        )
        counts[f"attribution.{name}.found"] = len(found_with_cue)
        counts[f"attribution.{name}.gold"] = len(golds_with_cue)
    wanted, given = (
        {(label, *place) for each in some for label in LABELS for place in each.of(label)}
        for some in (case.attributions, outer)
    )
    return Scored(
        tally=counts,
        misses=tuple(_misses(case, found_with_cue, golds_with_cue)),
        confusions=tuple(of_spans(wanted, given)),
    )


def _inside(cue: Sequence[Range], contents: Sequence[Range]) -> bool:
    return any(start <= a and b <= end for a, b in cue for start, end in contents)


def _count(
    name: str,
    gold: frozenset[object],
    judged: frozenset[object],
    unjudged: frozenset[object],
    counts: Counter[str],
) -> None:
    right = (judged | unjudged) & gold
    counts[f"{name}.right"] += len(right)
    counts[f"{name}.found"] += len(judged | right)
    counts[f"{name}.gold"] += len(gold)


def _same(found: Attribution, gold: Attribution) -> bool:
    return found == gold


def _alike(found: Attribution, gold: Attribution) -> bool:
    """Whether every part that the gold has shares words with the found one, and no other is there."""
    return all(
        overlaps(found.of(label), gold.of(label)) if gold.of(label) else not found.of(label)
        for label in LABELS
    )


def _misses(case: Article, found: Sequence[Attribution], golds: Sequence[Attribution]) -> Iterable[Miss]:
    body = case.document.body

    def miss(kind: str, label: str, gold: Attribution | None, ours: Attribution | None, cue: Range) -> Miss:
        mended = LABELS if gold is None or ours is None else (label,)
        words = [" … ".join(body[a:b] for a, b in each.of(label)) if each else "" for each in (gold, ours)]
        return Miss(
            kind=kind,
            document=case.name,
            gold=words[0],
            found=words[1],
            text=around(body, cue),
            mend=_mend(case, gold or _NO_ATTRIBUTION, ours or _NO_ATTRIBUTION, mended),
        )

    for gold in golds:
        ours = next((each for each in found if overlaps(each.cue, gold.cue)), None)
        if ours is None:
            yield miss("missed", "cue", gold, None, gold.cue[0])
        else:
            for label in LABELS:
                if ours.of(label) != gold.of(label):
                    yield miss(f"wrong {label}", label, gold, ours, gold.cue[0])
    for each in found:
        if not any(overlaps(each.cue, gold.cue) for gold in golds):
            yield miss("spurious", "cue", None, each, each.cue[0])


_NO_ATTRIBUTION = Attribution(source=(), cue=(), content=())


def _mend(case: Article, gold: Attribution, ours: Attribution, labels: Sequence[str]) -> Counter[str]:
    """What the counts lack to have the parts ``labels`` of one attribution right. A part that several
    attributions share is mended with each of them, so the sum over many is an upper bound."""
    lacks: Counter[str] = Counter()
    for label in labels:
        rights = {place for each in case.attributions for place in each.of(label)}
        wanted, given = set(gold.of(label)), set(ours.of(label))
        wrong = given - rights
        lacks[f"{label}.exact.right"] += len(wanted - given)
        lacks[f"{label}.exact.found"] += len(wanted - given) - len(wrong)
        body = case.document.body
        words, told = words_in(body, wanted), words_in(body, given)
        lacks[f"{label}.words.right"] += len(words - told)
        lacks[f"{label}.words.found"] += len(words - told) - len(told - words_in(body, rights))
    mended = Attribution(**{label: gold.of(label) if label in labels else ours.of(label) for label in LABELS})
    for name, agree in (("exact", _same), ("overlap", _alike)):
        if gold.cue:
            lacks[f"attribution.{name}.right"] += agree(mended, gold) - (bool(ours.cue) and agree(ours, gold))
        lacks[f"attribution.{name}.found"] += bool(mended.cue) - bool(ours.cue)
    return lacks


def scores_of(
    cases: Iterable[Article], find: Callable[[Article], Sequence[Attribution]]
) -> dict[str, float | None]:
    """The figures of a way to find attributions, for a baseline."""
    sums: Counter[str] = Counter()
    for case in cases:
        sums.update(score_attributions(case, find(case)).tally)
    return {metric.name: metric.of(sums) for metric in metrics()}


def metrics() -> tuple[Metric, ...]:
    """What is reported."""
    names = [f"{label}.{how}" for label in LABELS for how in ("exact", "words")]
    names += ["attribution.exact", "attribution.overlap"]
    return tuple(metric for name in names for metric in measured(name))
