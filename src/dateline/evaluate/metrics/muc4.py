"""Six-field template scoring: incident type and five roles, entity by entity, on the best alignment.

A found template may be aligned with a gold template only if its incident type is right. A found entity is
right if all its wordings are wordings of one gold entity of that role. Precision counts found entities,
recall gold entities; the incident type counts as one more field. Unaligned templates count in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.evaluate.corpora.muc4 import ROLES, MucText, Template
from dateline.evaluate.metrics.matching import best_matching
from dateline.evaluate.metrics.muc4_confusion import confusions
from dateline.evaluate.metrics.muc4_templates import templates_of, templates_of_incidents
from dateline.evaluate.tally import Metric, Miss, Scored, Tally, precision, recall
from dateline.model import Account
from dateline.tagging.reading import Reading

__all__ = ["FIELDS", "HEADLINE", "metrics", "score", "tally_templates"]

FIELDS = ("incident_type", *ROLES)


HEADLINE = (
    "six_field.f1",
    "incident_type.f1",
)
"""Scores worth a floor."""


def _hits(found: Sequence[frozenset[str]], gold: Sequence[frozenset[str]]) -> tuple[int, int]:
    """Found entities that are right, gold entities that are found."""
    return (
        sum(any(ours <= theirs for theirs in gold) for ours in found),
        sum(any(ours <= theirs for ours in found) for theirs in gold),
    )


def _pair(found: Template, gold: Template) -> Counter[str]:
    """Right fillers of an aligned pair, for precision (``.p``) and recall (``.r``)."""
    counts = Counter({"incident_type.p": 1, "incident_type.r": 1})
    for role in ROLES:
        counts[f"{role}.p"], counts[f"{role}.r"] = _hits(found.entities[role], gold.entities[role])
    return counts


def align(found: Sequence[Template], gold: Sequence[Template]) -> dict[int, int]:
    """Found index -> gold index: the alignment with the largest share of right fillers.

    Shares of both sides are added, which orders alignments as F1 does, for the sizes of both sides are
    fixed; only several found entities that name one gold entity can shift the two by less than one filler.
    """
    sizes = max(1, sum(map(_size, found))), max(1, sum(map(_size, gold)))
    weights: dict[tuple[int, int], float] = {}
    for f, ours in enumerate(found):
        for g, theirs in enumerate(gold):
            if ours.types <= theirs.types:
                counts = _pair(ours, theirs)
                right = [sum(counts[f"{field}.{side}"] for field in FIELDS) for side in "pr"]
                weights[f, g] = right[0] / sizes[0] + right[1] / sizes[1]
    return best_matching(weights, len(found), len(gold))


def _size(template: Template) -> int:
    return 1 + sum(len(entities) for entities in template.entities.values())


def tally_templates(found: Sequence[Template], gold: Sequence[Template]) -> Tally:
    """Counts of one text."""
    counts: Counter[str] = Counter({"templates.found": len(found), "templates.gold": len(gold)})
    for side, templates in (("found", found), ("gold", gold)):
        for template in templates:
            counts[f"incident_type.{side}"] += 1
            for role in ROLES:
                counts[f"{role}.{side}"] += len(template.entities[role])
    for f, g in align(found, gold).items():
        counts.update(_pair(found[f], gold[g]))
    for field in FIELDS:
        for key in ("p", "r", "found", "gold"):
            counts[f"all.{key}"] += counts[f"{field}.{key}"]
    return counts


def score(case: MucText, accounts: Sequence[Account], reading: Reading | None = None) -> Scored:
    """Counts and misses of one text.

    Where there is a reading its incidents are the templates; what the accounts give is counted beside them
    (``accounts.``).
    """
    of_accounts = tally_templates(templates_of(accounts), case.templates)
    beside = {f"accounts.{key}": number for key, number in of_accounts.items()}
    found = templates_of(accounts) if reading is None else templates_of_incidents(reading.incidents)
    aligned = align(found, case.templates)
    reached = set(aligned.values())
    misses = [
        _miss("missed", case, "", _shown(gold), _whole(gold, "p", "r", "found"))
        for g, gold in enumerate(case.templates)
        if g not in reached
    ]
    misses += [
        _miss("spurious", case, _shown(ours), "", {key: -n for key, n in _whole(ours, "found").items()})
        for f, ours in enumerate(found)
        if f not in aligned
    ]
    for f, g in aligned.items():
        for role in ROLES:
            ours, theirs = found[f].entities[role], case.templates[g].entities[role]
            hits = _hits(ours, theirs)
            if hits != (len(ours), len(theirs)):
                lacks = (len(theirs) - hits[0], len(theirs) - hits[1], len(theirs) - len(ours))
                mend = {
                    f"{name}.{key}": lack
                    for name in (role, "all")
                    for key, lack in zip(("p", "r", "found"), lacks, strict=True)
                }
                misses.append(_miss(f"wrong {role}", case, _words(ours), _words(theirs), mend))
    tally = {**tally_templates(found, case.templates), **beside}
    return Scored(
        tally=tally,
        misses=tuple(misses),
        confusions=tuple(confusions(found, case.templates, aligned)),
    )


def _whole(template: Template, *keys: str) -> dict[str, float]:
    """What a template that is right as a whole counts."""
    sizes = {"incident_type": 1, **{role: len(template.entities[role]) for role in ROLES}}
    sizes["all"] = _size(template)
    return {f"{name}.{key}": size for name, size in sizes.items() for key in keys}


def _miss(kind: str, case: MucText, found: str, gold: str, mend: Tally) -> Miss:
    """A miss with the first sentence of the text that holds one of its words."""
    words = (gold or found).split(": ")[-1].split(" | ")
    sentences = case.document.body.replace("   ", "\n").split(". ")
    text = next((s for s in sentences if any(word and word in s.lower() for word in words)), sentences[0])
    return Miss(kind=kind, document=case.name, gold=gold, found=found, text=text, mend=mend)


def _words(entities: Sequence[frozenset[str]]) -> str:
    return " | ".join(min(entity, key=len) for entity in entities)


def _shown(template: Template) -> str:
    filled = [f"{role}: {_words(template.entities[role])}" for role in ROLES if template.entities[role]]
    return "; ".join([" / ".join(sorted(template.types)), *filled])


def _two_sided_f1(name: str, field: str) -> Metric:
    """F1 of a precision and a recall that count different things."""

    def value(sums: Tally) -> float | None:
        if not sums.get(f"{field}.gold"):
            return None
        p = sums.get(f"{field}.p", 0) / max(1, sums.get(f"{field}.found", 0))
        r = sums.get(f"{field}.r", 0) / sums[f"{field}.gold"]
        return 2 * p * r / (p + r) if p + r else 0.0

    return Metric(name=name, of=value, support=f"{field}.gold")


def metrics() -> tuple[Metric, ...]:
    """Micro scores over all six fields, then each field."""
    figures: list[Metric] = []
    named = (
        ("six_field", "all"),
        *((field, field) for field in FIELDS),
        ("accounts.six_field", "accounts.all"),
        ("accounts.incident_type", "accounts.incident_type"),
    )
    for name, field in named:
        figures += [
            precision(f"{name}.precision", f"{field}.p", f"{field}.found"),
            recall(f"{name}.recall", f"{field}.r", f"{field}.gold"),
            _two_sided_f1(f"{name}.f1", field),
        ]
    return tuple(figures)
