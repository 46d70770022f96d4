"""Whether a date is right: it meets the gold interval and is about as exact, no more and no less."""

from __future__ import annotations

from dateline.evaluate.corpora.news import GoldDate
from dateline.model import Basis, DateInterval, DatePrecision

__all__ = ["date_agrees"]

_FINENESS = {"day": 0, "2-6 days": 1, "week": 1, "month": 2, "year": 3, "unknown": 4}
COARSER_BY = 1
"""Steps by which an answer may be coarser than the gold ("that week" for a day, not a year for a day)."""


def date_agrees(found: DateInterval | None, gold: GoldDate, source: str) -> bool:
    """Whether ``found`` is right for a gold interval whose ``source`` is ``text`` or ``doc_date``.

    1. Both intervals share a day. 2. A date that rests on publication only is right only where the gold
    rests on the document's date too, and 1 is then all it has to meet. 3. Any other date must be no finer
    than the gold (no day where the words give a month) and at most one step coarser.
    """
    if found is None or (found.start is None and found.end is None):
        return False
    start, end = (found.start or found.end or "")[:10], (found.end or found.start or "")[:10]
    if not (start <= gold.end and gold.start <= end):
        return False
    if found.basis is Basis.PUBLICATION:
        return source == "doc_date"
    if gold.precision == "unknown":
        return True
    asked = _FINENESS.get(gold.precision, 0)
    given = _FINENESS[DatePrecision(found.precision).value]
    return asked <= given <= asked + COARSER_BY
