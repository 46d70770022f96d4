"""Regression rates on the ``petrarch`` sentences: are they coded at all, and is the direction right?

Only the structure is scored (who is source, who is target), for the codes belong to another dictionary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.evaluate.confusion import of_value
from dateline.evaluate.corpora.petrarch import Sentence
from dateline.evaluate.metrics.directed import source_words, target_words
from dateline.evaluate.metrics.names import tokens
from dateline.evaluate.tally import Metric, Miss, Scored, ratio
from dateline.model import Account

__all__ = ["HEADLINE", "metrics", "score"]

STEM = 4
"""Letters that a name and its adjective share ("Jordan", "Jordanian"); shorter words must be equal."""


HEADLINE = (
    "sentences_with_events.coded",
    "direction.right",
)
"""Scores worth a floor."""


def score(case: Sentence, accounts: Sequence[Account]) -> Scored:
    """Counts and misses of one sentence."""
    hits = [_direction(pair, accounts) for pair in case.pairs]
    reversals = [_direction((target, source), accounts) for source, target in case.pairs]
    counts = Counter(
        {
            "silent": case.silent,
            "silent.kept": case.silent and not accounts,
            "with_events": not case.silent,
            "with_events.coded": not case.silent and bool(accounts),
            "pairs": len(case.pairs),
            "pairs.right": sum(hits),
            "pairs.turned": sum(reversals),
        }
    )
    shown = "; ".join(f"{a.event_type}: {source_words(a)} -> {target_words(a)}" for a in accounts)
    misses = [
        Miss(
            kind="wrong direction" if accounts else "missed",
            document=case.name,
            gold=f"{' / '.join(source)} -> {' / '.join(target)}",
            found=shown,
            text=case.document.body,
            mend={"pairs.right": 1, "with_events.coded": not accounts},
        )
        for (source, target), right in zip(case.pairs, hits, strict=True)
        if not right
    ]
    if case.silent and accounts:
        misses.append(
            Miss(
                kind="spurious",
                document=case.name,
                gold="",
                found=shown,
                text=case.document.body,
                mend={"silent.kept": 1},
            )
        )
    if not case.silent and not accounts and not case.pairs:
        misses.append(
            Miss(
                kind="missed",
                document=case.name,
                gold="an event",
                found="",
                text=case.document.body,
                mend={"with_events.coded": 1},
            )
        )
    told, coded = "without events" if case.silent else "with events", "coded" if accounts else ""
    met = [
        "right" if right else "turned" if back else "neither" if accounts else "not coded"
        for right, back in zip(hits, reversals, strict=True)
    ]
    return Scored(
        tally=counts,
        misses=tuple(misses),
        confusions=(
            of_value("sentence", told, coded),
            *(of_value("direction", "source and target", how) for how in met),
        ),
    )


def _direction(pair: tuple[Sequence[str], Sequence[str]], accounts: Sequence[Account]) -> bool:
    return any(
        _named(source_words(account), pair[0]) and _named(target_words(account), pair[1])
        for account in accounts
    )


def _named(found: Sequence[str], names: Sequence[str]) -> bool:
    """Whether every telling word of one of the names has a found word that begins as it does."""
    ours = [word for text in found for word in tokens(text)]
    return any(
        all(any(_same(word, part) for word in ours) for part in parts)
        for name in names
        if (parts := tokens(name))
    )


def _same(word: str, part: str) -> bool:
    return word == part or (len(part) >= STEM and word[:STEM] == part[:STEM])


def metrics() -> tuple[Metric, ...]:
    """What is reported."""
    return (
        ratio("sentences_with_events.coded", "with_events.coded", "with_events"),
        ratio("sentences_without_events.left_alone", "silent.kept", "silent"),
        ratio("direction.right", "pairs.right", "pairs"),
        ratio("direction.turned", "pairs.turned", "pairs", higher_is_better=False),
    )
