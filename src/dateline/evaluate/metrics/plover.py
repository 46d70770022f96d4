"""Scoring on ``plover``: the type of a sentence, and who acts on whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.evaluate.confusion import Confusion, of_sets, of_value
from dateline.evaluate.corpora.plover import Sentence, canonical
from dateline.evaluate.metrics.directed import names_any, source_words, target_words
from dateline.evaluate.tally import Metric, Miss, Scored, f1, precision, ratio, recall
from dateline.model import Account

__all__ = ["HEADLINE", "majority", "metrics", "score"]


HEADLINE = (
    "type.f1",
    "source.accuracy",
    "target.accuracy",
)
"""Scores worth a floor."""


def score(case: Sentence, accounts: Sequence[Account], plover_types: Mapping[str, str]) -> Scored:
    """Counts and misses of one sentence; ``plover_types`` maps a native type to its PLOVER type.

    Several accounts of one PLOVER type count once. Source and target are looked for on the account that
    gets the most of type, source and target right.
    """
    found = {canonical(plover_types[a.event_type]) for a in accounts if a.event_type in plover_types}
    parts = [_parts(case, account, plover_types) for account in accounts]
    best = max(parts, key=sum, default=(False, False, False))
    counts = Counter(
        {
            "sentences": 1,
            "coded": bool(accounts),
            "type.right": case.event in found,
            "type.found": len(found),
            f"type.{case.event}.right": case.event in found,
            f"type.{case.event}.gold": 1,
            "source.gold": bool(case.sources),
            "source.right": bool(case.sources) and best[1],
            "target.gold": bool(case.targets),
            "target.right": bool(case.targets) and best[2],
            "all.right": all(best),
        }
    )
    # What is not coded at all is missed as a whole; mended, it has type, source and target right.
    mends: dict[str, dict[str, float]] = {}
    if case.event not in found:
        kind = "wrong type" if found else "missed"
        mends[kind] = {"type.right": 1, "type.found": 1 - len(found)}
        if not accounts:
            mends[kind] |= {"source.right": bool(case.sources), "target.right": bool(case.targets)}
    for number, side in ((1, "source"), (2, "target")):
        if accounts and counts[f"{side}.gold"] and not best[number]:
            mends[f"wrong {side}"] = {f"{side}.right": 1}
    gold = f"{case.event}: {', '.join(case.sources)} -> {', '.join(case.targets)}"
    shown = "; ".join(f"{a.event_type}: {source_words(a)} -> {target_words(a)}" for a in accounts)
    return Scored(
        tally=counts,
        misses=tuple(
            Miss(kind=kind, document=case.name, gold=gold, found=shown, text=case.document.body, mend=mend)
            for kind, mend in mends.items()
        ),
        confusions=tuple(_confusions(case, found, best, coded=bool(accounts))),
    )


def _confusions(
    case: Sentence, found: set[str], best: tuple[bool, bool, bool], *, coded: bool
) -> Iterator[Confusion]:
    yield from of_sets("type", [case.event], found)
    for side, wanted, right in (("source", case.sources, best[1]), ("target", case.targets, best[2])):
        if wanted:
            met = "right" if right else "another or none" if coded else "sentence not coded"
            yield of_value("source and target", side, met)


def _parts(case: Sentence, account: Account, plover_types: Mapping[str, str]) -> tuple[bool, bool, bool]:
    """Whether type, source and target are right; a side that the gold leaves open is."""
    right_type = canonical(plover_types.get(account.event_type, "")) == case.event
    if case.reciprocal:
        everyone = (*source_words(account), *target_words(account))
        return right_type, all(names_any(everyone, [name]) for name in case.sources), True
    source = not case.sources or names_any(source_words(account), case.sources)
    return right_type, source, not case.targets or names_any(target_words(account), case.targets)


def majority(cases: Iterable[Sentence]) -> dict[str, float | None]:
    """The type scores of the commonest type given to every sentence."""
    events = Counter(case.event for case in cases)
    right, total = max(events.values(), default=0), events.total()
    sums = {"sentences": total, "coded": total, "type.right": right, "type.found": total}
    return {metric.name: metric.of(sums) for metric in metrics() if metric.name.startswith("type.")}


def metrics() -> tuple[Metric, ...]:
    """What is reported."""
    return (
        ratio("sentences.coded", "coded", "sentences"),
        precision("type.precision", "type.right", "type.found"),
        recall("type.recall", "type.right", "sentences"),
        f1("type.f1", "type.right", "type.found", "sentences"),
        ratio("source.accuracy", "source.right", "source.gold"),
        ratio("target.accuracy", "target.right", "target.gold"),
        ratio("type_source_target.accuracy", "all.right", "sentences"),
    )
