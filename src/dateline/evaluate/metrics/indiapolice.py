"""Scoring on ``indiapolice``: the labels of whole articles, on a complete set with real negatives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.evaluate.confusion import of_sets
from dateline.evaluate.corpora.indiapolice import LABELS, Article
from dateline.evaluate.metrics.indiapolice_coding import label_account, label_article
from dateline.evaluate.metrics.ranges import measured
from dateline.evaluate.tally import Metric, Miss, Scored, made_right, ratio
from dateline.model import Account

__all__ = ["HEADLINE", "metrics", "score"]

HEADLINE = ("KILL.f1", "ARREST.f1", "FORCE.f1", "ANY_ACTION.f1", "ANY_ACTION.false_alarms")
"""Scores worth a floor."""


def score(case: Article, accounts: Sequence[Account]) -> Scored:
    """Counts and misses of one article. A false alarm is a label given to an article that has none at all."""
    found = label_article(accounts)
    counts: Counter[str] = Counter({"unlabelled": not case.labels})
    misses: list[Miss] = []
    for label in LABELS:
        gold, given = label in case.labels, label in found
        counts[f"{label}.right"] += gold and given
        counts[f"{label}.found"] += given
        counts[f"{label}.gold"] += gold
        counts[f"{label}.false_alarms"] += given and not case.labels
        if gold != given:
            kind = f"missed {label}" if gold else f"spurious {label}"
            misses.append(
                Miss(
                    kind=kind,
                    document=case.name,
                    gold=" ".join(sorted(case.labels)),
                    found=" ".join(sorted(found)),
                    text=_told(case, label) if gold else _given(accounts, label),
                    mend={
                        **made_right(label, right=0, found=given, gold=gold),
                        f"{label}.false_alarms": -(given and not case.labels),
                    },
                )
            )
    return Scored(tally=counts, misses=tuple(misses), confusions=tuple(of_sets("label", case.labels, found)))


def _told(case: Article, label: str) -> str:
    return " […] ".join(text for text, labels in case.sentences if label in labels)


def _given(accounts: Sequence[Account], label: str) -> str:
    """What the accounts that give the label say and rest on."""
    return " […] ".join(
        f"{account.event_type} {account.status.value}: "
        + " | ".join(dict.fromkeys(span.quote for row in account.assertions for span in row.spans))
        for account in accounts
        if label in label_account(account)
    )


def metrics() -> tuple[Metric, ...]:
    """What is reported: recall stands beside the rate of false alarms at which it is reached."""
    figures: list[Metric] = []
    for label in LABELS:
        figures += measured(label)
        figures.append(
            ratio(f"{label}.false_alarms", f"{label}.false_alarms", "unlabelled", higher_is_better=False)
        )
    return tuple(figures)
