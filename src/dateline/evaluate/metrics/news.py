"""End-to-end scoring on ``news``: events found, fields right on them, false accounts on controls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.errors import CorpusError
from dateline.evaluate.confusion import Confusion, of_value
from dateline.evaluate.corpora.news import GoldEvent, NewsText
from dateline.evaluate.metrics.matching import best_matching, overlaps
from dateline.evaluate.metrics.news_confusion import of_fields
from dateline.evaluate.metrics.news_fields import (
    CHECKS,
    JOINT,
    STATED,
    TELLING,
    describe_found,
    describe_gold,
)
from dateline.evaluate.tally import Metric, Miss, Scored, f1, precision, ratio, recall
from dateline.model import BODY, Account

__all__ = ["FAMILIES", "HEADLINE", "match_events", "metrics", "score"]

FAMILIES = ("violence", "disorder", "strategic", "statement")

Families = Mapping[str, str]
"""Native type -> its family."""


HEADLINE = (
    "event.f1",
    "type.accuracy",
    "status.accuracy",
    "date.accuracy",
    "place.accuracy",
    "killed.accuracy",
    "perpetrator.accuracy",
    "event.right_in_all",
    "false_accounts_per_control",
)
"""Scores worth a floor."""


def evidence_spans(account: Account) -> tuple[tuple[int, int], ...]:
    """Body ranges of everything that an account rests on but the names of those who vouch for it: these may
    stand in a sentence that tells another event."""
    return tuple(
        (span.start, span.end)
        for row in account.assertions
        if row.field != "attribution"
        for span in row.spans
        if span.part == BODY
    )


def type_spans(account: Account) -> tuple[tuple[int, int], ...]:
    """Body ranges of the words that tell the event itself."""
    return tuple(
        (span.start, span.end) for row in account.of("event_type") for span in row.spans if span.part == BODY
    )


def match_events(
    accounts: Sequence[Account], events: Sequence[GoldEvent], families: Families
) -> dict[int, int]:
    """Account index -> gold index, one-to-one.

    A pair may match if the types are of one family (accepted types count), their evidence overlaps in the
    body, and a background account only with a gold event that is not core. Among all such matchings the one
    taken has the most core events, then the most pairs, then the most fields that agree.
    """
    weights: dict[tuple[int, int], float] = {}
    pair_weight = (len(TELLING) + 1) * (min(len(accounts), len(events)) + 1)
    core_weight = pair_weight * (min(len(accounts), len(events)) + 1) * 2
    for a, account in enumerate(accounts):
        spans = evidence_spans(account)
        for g, gold in enumerate(events):
            if account.background and gold.core:
                continue
            same_family = families.get(account.event_type) in {
                _family(t, families) for t in gold.native_types
            }
            if same_family and overlaps(spans, gold.spans):
                agreeing = sum(CHECKS[field](account, gold) is True for field in TELLING)
                weights[a, g] = pair_weight + agreeing + (core_weight if gold.core else 0)
    return best_matching(weights, len(accounts), len(events))


def _family(native_type: str, families: Families) -> str:
    family = families.get(native_type)
    if family is None:
        raise CorpusError(f"news: gold type {native_type!r} is not in the codebook")
    return family


def score(case: NewsText, accounts: Sequence[Account], families: Families) -> Scored:
    """Counts and misses of one text."""
    matched = match_events(accounts, case.events, families)
    counts: Counter[str] = Counter({"documents": 1, "accounts": len(accounts)})
    misses: list[Miss] = []
    confusions: list[Confusion] = []
    _count_gold(case, families, counts)
    for a, account in enumerate(accounts):
        gold = case.events[matched[a]] if a in matched else None
        if gold is None:
            misses.append(_spurious(case, account, families))
            confusions.append(of_value("type", "", account.event_type))
        _count_account(case, account, gold, families, counts)
        if gold is not None and gold.core:
            misses += _count_fields(case, account, gold, counts)
            confusions += of_fields(account, gold)
    reached = set(matched.values())
    missed = [gold for g, gold in enumerate(case.events) if gold.core and g not in reached]
    misses += [_missed(case, gold, families) for gold in missed]
    confusions += [of_value("type", gold.native_types[0], "") for gold in missed]
    return Scored(tally=counts, misses=tuple(misses), confusions=tuple(confusions))


def _count_gold(case: NewsText, families: Families, counts: Counter[str]) -> None:
    for gold in case.events:
        family = _family(gold.native_types[0], families)
        if gold.core:
            counts.update(["core", f"core.{family}"])
    if case.kind == "control":
        counts["controls"] += 1
    counts["traps"] += len(case.traps)


def _count_account(
    case: NewsText, account: Account, gold: GoldEvent | None, families: Families, counts: Counter[str]
) -> None:
    """Whether one account is right, beside the point or false."""
    family = families.get(account.event_type, "")
    if gold is not None and gold.core:
        counts.update(["right", "found"])
        gold_family = _family(gold.native_types[0], families)
        counts.update([f"right.{gold_family}", f"found.{gold_family}"])
        counts["anchored"] += overlaps(type_spans(account), gold.spans)
        return
    if gold is not None:
        counts["beside"] += 1
        return
    counts.update(["found", f"found.{family}", "false"])
    if case.kind == "control":
        counts["false_on_controls"] += 1
    if overlaps(evidence_spans(account), case.traps):
        counts["false_on_traps"] += 1


def _count_fields(case: NewsText, account: Account, gold: GoldEvent, counts: Counter[str]) -> list[Miss]:
    """Scores the fields of a matched core pair."""
    misses = []
    verdicts = {field: check(account, gold) for field, check in CHECKS.items()}
    wrong = [field for field in JOINT if verdicts[field] is False]
    for field, right in verdicts.items():
        if right is None:
            continue
        stated = field in STATED and STATED[field](gold)
        counts[f"{field}.scored"] += 1
        counts[f"{field}.right"] += right
        counts[f"{field}.stated"] += stated
        counts[f"{field}.stated_right"] += stated and right
        if not right:
            misses.append(
                Miss(
                    kind=f"wrong {field}",
                    document=case.name,
                    gold=f"{gold.id} {describe_gold(field, gold)}",
                    found=describe_found(field, account),
                    text=" […] ".join(gold.evidence),
                    mend={
                        f"{field}.right": 1,
                        f"{field}.stated_right": stated,
                        "joint": wrong == [field],
                    },
                )
            )
    if not wrong:
        counts["joint"] += 1
    return misses


def _missed(case: NewsText, gold: GoldEvent, families: Families) -> Miss:
    """Mended, the event is found and right in all; the accuracies, which are over found events, stay."""
    family = _family(gold.native_types[0], families)
    counted = ("right", "found", f"right.{family}", f"found.{family}", "joint")
    return Miss(
        kind="missed",
        mend=dict.fromkeys(counted, 1),
        document=case.name,
        gold=f"{gold.id} {gold.native_types[0]} {gold.statuses[0].value}",
        found="",
        text=" […] ".join(gold.evidence),
    )


def _spurious(case: NewsText, account: Account, families: Families) -> Miss:
    counted = ["found", f"found.{families.get(account.event_type, '')}", "false"]
    if case.kind == "control":
        counted.append("false_on_controls")
    if overlaps(evidence_spans(account), case.traps):
        counted.append("false_on_traps")
    spans = sorted(type_spans(account)) or sorted(evidence_spans(account))
    body = case.document.body
    text = _sentence(body, *spans[0]) if spans else case.document.title
    words = body[slice(*spans[0])] if spans else ""
    background = " background" if account.background else ""
    return Miss(
        kind="spurious",
        mend=dict.fromkeys(counted, -1),
        document=f"{case.name} (control)" if case.kind == "control" else case.name,
        gold="",
        found=f"{account.event_type} {account.status.value}{background} at {words!r}",
        text=text,
    )


def _sentence(body: str, start: int, end: int) -> str:
    """The words around a range, from one sentence end or line break to the next."""
    before = max((found.end() for found in re.finditer(r"[.!?]['\"”’]?\s+|\n", body[:start])), default=0)
    after = re.search(r"[.!?](?=['\"”’]?(?:\s|$))|\n", body[end:])
    return body[before : end + after.end() if after else len(body)].strip()


def metrics() -> tuple[Metric, ...]:
    """What is reported, in order."""
    scores = [
        precision("event.precision", "right", "found"),
        recall("event.recall", "right", "core"),
        f1("event.f1", "right", "found", "core"),
    ]
    for family in FAMILIES:
        right, found, gold = f"right.{family}", f"found.{family}", f"core.{family}"
        scores += [
            precision(f"event.{family}.precision", right, found),
            recall(f"event.{family}.recall", right, gold),
            f1(f"event.{family}.f1", right, found, gold),
        ]
    for field in CHECKS:
        scores.append(ratio(f"{field}.accuracy", f"{field}.right", f"{field}.scored"))
        if field in STATED:
            scores.append(ratio(f"{field}.accuracy_where_stated", f"{field}.stated_right", f"{field}.stated"))
    scores += [
        ratio("event.right_in_all", "joint", "core"),
        ratio("event.words_in_gold_evidence", "anchored", "right"),
        ratio("false_accounts_per_control", "false_on_controls", "controls", higher_is_better=False),
        ratio("false_accounts_per_document", "false", "documents", higher_is_better=False),
        ratio("false_accounts_on_traps_per_trap", "false_on_traps", "traps", higher_is_better=False),
    ]
    return tuple(scores)
