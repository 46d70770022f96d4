"""What would explain a finding away, and how sure it is after that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.changes.records import Explanation
from dateline.changes.window import PAST, RECENT, Window

__all__ = ["certainty", "explanations"]

FEW = 5
"""Incidents below which two or three wrong codings make the whole finding."""
MOSTLY = 0.6
"""Share of the incidents from one outlet, or dated by publication alone, that is worth telling."""
ONE_OUTLET_FROM = 3
VOLUME = 1.3
"""Ratio of documents read from which more (or, turned over, less) was reported than before."""
STRONG, MODERATE = 0.001, 0.01
"""Corrected chances below which a finding is strong or moderate, if little speaks against it."""


def explanations(
    at: Window, incidents: Sequence[int], interval: tuple[float, float] | None
) -> tuple[Explanation, ...]:
    """What speaks against a finding that rests on ``incidents``; ``interval`` is that of a ratio of rates."""
    facts = [at.record.facts[n] for n in incidents]
    found = []
    if len(facts) < FEW:
        found.append(
            Explanation(kind="few", text=f"it rests on {len(facts)} incident{'s' * (len(facts) != 1)}")
        )
    outlets = Counter(name for fact in facts for name in set(fact.outlets))
    if outlets and len(facts) >= ONE_OUTLET_FROM:
        name, _ = outlets.most_common(1)[0]
        alone = sum(set(fact.outlets) == {name} for fact in facts)
        if alone / len(facts) >= MOSTLY:
            found.append(
                Explanation(kind="one source", text=f"{alone} of {len(facts)} are told by {name} alone")
            )
    now = at.documents[:RECENT].sum() / RECENT
    before = at.documents[RECENT:].sum() / max(int((at.documents[RECENT:] > 0).sum()), 1)
    ratio = float(now / before) if before else 1.0
    if not 1 / VOLUME <= ratio <= VOLUME:
        found.append(
            Explanation(
                kind="reporting volume",
                text=f"{ratio:.1f} times as many documents were read as before; rates are corrected for it",
            )
        )
    if interval is not None and interval[0] <= 1 <= interval[1]:
        found.append(Explanation(kind="wide interval", text="the interval of the ratio holds no change"))
    methods = {fact.method for fact in facts if fact.method}
    earlier = {at.record.facts[n].method for n in _before(at)}
    if methods - earlier and earlier:
        found.append(
            Explanation(
                kind="coding method",
                text=f"coded by {', '.join(sorted(methods - earlier))}, which coded nothing from before",
            )
        )
    guessed = sum(fact.basis == "publication" for fact in facts)
    if facts and guessed / len(facts) >= MOSTLY:
        found.append(
            Explanation(
                kind="dates",
                text=f"{guessed} of {len(facts)} are dated by the day of their report alone",
            )
        )
    return tuple(found)


def certainty(q: float, why: Sequence[Explanation]) -> str:
    """``strong``, ``moderate`` or ``weak``: by the corrected chance, one step less for what undermines it."""
    serious = {"few", "one source", "wide interval", "coding method"} & {one.kind for one in why}
    step = (0 if q < STRONG else 1 if q < MODERATE else 2) + len(serious)
    return ("strong", "moderate", "weak")[min(step, 2)]


def _before(at: Window) -> list[int]:
    """Some incidents of the past: what coded them."""
    chosen = [n for n, block in enumerate(at.block) if RECENT <= block < RECENT + PAST]
    return chosen[:: max(len(chosen) // 200, 1)]
