"""What is known when a value is coded that tells how likely it is right: a few named figures per assertion.

All of it is read from the finished accounts, the document's sentences and the coder's own score, so that any
coder that gives accounts can be calibrated, whatever it does inside. A figure that does not apply is 0.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from dateline.model import (
    BODY,
    Account,
    ActorRef,
    Assertion,
    Basis,
    Casualty,
    Count,
    DateInterval,
    DatePrecision,
    PlacePrecision,
    PlaceRef,
    Role,
    Status,
)
from dateline.text.blocks import Layout
from dateline.text.parse import ParsedDocument

__all__ = [
    "ACCOUNT",
    "EVENT",
    "EVENT_TYPE",
    "Evidence",
    "Kind",
    "Weighed",
    "evidence_of",
    "field_of",
    "kind_of",
]

Evidence = Mapping[str, float]
"""Name of a figure -> its value, about -2 to 2."""
Weighed = Sequence[tuple[Account, Sequence[Evidence]]]
"""The accounts of a document, each with the evidence of its assertions in their order."""

EVENT, EVENT_TYPE, ACCOUNT = "event", "event_type", "account"
"""Calibrated fields of the account as a whole: there is such an event; given that, it is of this type; both
at once."""

BRIEF_WORDS = 400
"""A text of one paragraph and fewer words is a brief. That is so of 1,143 of the 1,145 visible short reports
of ``satp`` and of 2 of the 59 visible news texts."""


class Kind(StrEnum):
    """What kind of text a value was read from; each has its own maps."""

    ARTICLE = "article"
    BRIEF = "brief"


_POINTS = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.TOWN)
_HARMED = frozenset({Role.TARGET, Role.VICTIM})
_KILLED = frozenset({Casualty.KILLED.value, Casualty.PERPETRATORS_KILLED.value})
_GENERIC_ID = "generic:"
_CANDIDATE_ID = "candidate:"
_WORD = re.compile(r"\w+")


def kind_of(evidence: Evidence) -> Kind:
    """The kind of text that ``evidence`` is from."""
    return Kind.BRIEF if evidence["brief"] else Kind.ARTICLE


def field_of(assertion: Assertion) -> str:
    """The calibrated field of an assertion.

    Actors are told apart by role, target and victim taken together, since the corpora do not keep the two
    apart; the dead of both sides are one field.
    """
    if isinstance(assertion.value, ActorRef):
        role = assertion.value.role
        return Role.VICTIM.value if role in _HARMED else role.value
    kind = assertion.field.removeprefix("casualties.")
    return Casualty.KILLED.value if kind in _KILLED else kind


def evidence_of(
    accounts: Sequence[Account],
    scores: Sequence[float],
    parsed: ParsedDocument,
    families: Mapping[str, str],
) -> list[tuple[Evidence, ...]]:
    """For each account the evidence of each of its assertions, in their order.

    ``scores`` are the coder's own, 0 to 1, one an account; ``families`` give the family of an event type.
    """
    starts = [sentence.start for sentence in parsed.sentences]
    told = [_sentences(account.of("event_type"), starts) for account in accounts]
    told_in = Counter(min(sentences, default=-1) for sentences in told)
    of_document = _of_document(parsed)
    found: list[tuple[Evidence, ...]] = []
    for account, score, sentences in zip(accounts, scores, told, strict=True):
        first = min(sentences, default=-1)
        family = families.get(account.event_type)
        shared = {
            **of_document,
            "score": 2 * score - 1,
            "sure": float(score >= 1),
            "lead": float(0 <= first <= 1),
            "retold": float(len(sentences) > 1),
            "crowded": math.log2(told_in[first]),
            "strategic": float(family == "strategic"),
            "statement": float(family == "statement"),
            "background": float(account.background),
            "unreal": float(account.status is not Status.OCCURRED),
        }
        found.append(_of_assertions(account, shared, sentences, starts))
    return found


def _of_document(parsed: ParsedDocument) -> dict[str, float]:
    words = len(_WORD.findall(parsed.body))
    brief = len(parsed.blocks) == 1 and words < BRIEF_WORDS
    return {
        "brief": float(brief),
        # A long brief packs several events into one paragraph; the length of an article tells nothing.
        "length": math.log10(max(words, 1)) - 2 if brief else 0.0,
        "digest": float(parsed.layout is Layout.DIGEST),
    }


def _of_assertions(
    account: Account, shared: Mapping[str, float], told: set[int], starts: Sequence[int]
) -> tuple[Evidence, ...]:
    of_field = Counter(field_of(assertion) for assertion in account.assertions)
    seen: set[str] = set()
    found = []
    for assertion in account.assertions:
        field = field_of(assertion)
        figures = {
            **shared,
            "own": float(not told.isdisjoint(_sentences([assertion], starts))),
            "first": float(field not in seen),
            "several": math.log2(of_field[field]),
            **_of_value(assertion),
        }
        seen.add(field)
        found.append(figures)
    return tuple(found)


def _of_value(assertion: Assertion) -> dict[str, float]:
    match assertion.value:
        case DateInterval() as date:
            return {
                "published": float(date.basis is Basis.PUBLICATION),
                "undated": float(date.start is None),
                "day": float(date.precision is DatePrecision.DAY),
            }
        case PlaceRef() as place:
            return {
                "resolved": float(place.geonameid is not None),
                "point": float(place.precision in _POINTS),
                "country": float(place.precision is PlacePrecision.COUNTRY),
            }
        case ActorRef() as actor:
            generic = actor.actor_id is not None and actor.actor_id.startswith(_GENERIC_ID)
            unknown = actor.actor_id is None or actor.actor_id.startswith(_CANDIDATE_ID)
            return {
                "linked": float(not unknown and not generic),
                "generic": float(generic),
                "wordy": math.log2(max(len(actor.text.split()), 1)),
            }
        case Count() as count:
            least = count.low if count.low is not None else count.high or 0
            return {
                "many": math.log10(max(least, 1)),
                "none": float(count.high == 0),
                "sides": float(len(count.sides) > 1),
            }
        case _:
            return {}


def _sentences(assertions: Sequence[Assertion], starts: Sequence[int]) -> set[int]:
    """Numbers of the sentences that the spans of ``assertions`` stand in."""
    spans = [span for row in assertions for span in row.spans if span.part == BODY]
    return {bisect_right(starts, span.start) - 1 for span in spans}
