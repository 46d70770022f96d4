"""What changed by one day: every series tested, all tests corrected together, findings dated and weighed.

1. count blocks of four weeks back from the day            (:func:`window`)
2. test rates against two measures of how much was reported (:mod:`.rates`)
3. test shares and silences                                (:mod:`.mixes`, :mod:`.silences`)
4. leave what could find nothing; correct for all tests made (Tarone and Gilbert; Benjamini and Hochberg)
5. date what remains; keep what began lately
6. say how large it is, what would explain it away, and how sure it is
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

import numpy as np
from statsmodels.stats.multitest import multipletests

from dateline.changes.chance import able_to_show
from dateline.changes.counted import Counted, counted, day_number
from dateline.changes.filtering import kept_facts, refuse_what_needs_documents
from dateline.changes.mixes import share_tests
from dateline.changes.rates import rate_tests
from dateline.changes.records import Changes, Finding
from dateline.changes.silences import silence_tests
from dateline.changes.window import Window, window_at
from dateline.codebook import Codebook
from dateline.export import Filters
from dateline.store import Store

__all__ = ["FALSE_SHARE", "changes_at", "changes_in"]

FALSE_SHARE = 0.05
"""Of the findings at most this share is false, in the long run (false discovery rate)."""


class Test(Protocol):
    """One thing held against its past."""

    @property
    def p(self) -> float:
        """The chance of it where nothing changed."""

    @property
    def least(self) -> float:
        """The smallest chance that it could have given, whatever was counted; 0 where there is no such."""

    @property
    def what(self) -> tuple[object, ...]:
        """What it is a test of: tests of the same are one finding at most."""

    def finding(self, at: Window, q: float) -> Finding | None:
        """The finding, with the corrected chance; ``None`` where the change is not of late."""


def changes_at(record: Counted, until: str, *, false_share: float = FALSE_SHARE) -> Changes:
    """What changed in the eight weeks up to ``until`` (an ISO day), by what was published until then.

    A change needs two years of past, or what the record has of them from one year on; with less nothing is
    tested. Two runs over the same record and day find the same.
    """
    at: Window = window_at(record, day_number(until))
    tests: list[Test] = []
    if at.enough and record.series:
        asked: list[Test] = [*rate_tests(at), *share_tests(at), *silence_tests(at)]
        able = able_to_show(np.array([test.least for test in asked]), false_share)
        tests += [asked[number] for number in np.flatnonzero(able)]
    if not tests:
        return Changes(until=until, tests=0, level=false_share, findings=(), left_out=at.left_out)
    chances = np.array([test.p for test in tests])
    wrong, corrected, *_ = multipletests(chances, alpha=false_share, method="fdr_bh")
    # One change shows in several windows: the one that chance explains least tells it.
    best: dict[object, tuple[float, float, int]] = {}
    for number in np.flatnonzero(wrong):
        test = tests[number]
        rank = (float(corrected[number]), test.p, int(number))
        if test.what not in best or rank < best[test.what]:
            best[test.what] = rank
    findings = (tests[number].finding(at, q) for q, _, number in sorted(best.values()))
    return Changes(
        until=until,
        tests=len(tests),
        level=false_share,
        findings=tuple(found for found in findings if found is not None),
        left_out=at.left_out,
    )


def changes_in(
    store: Store, codebook: Codebook, *, until: str | None = None, filters: Filters | None = None
) -> Changes:
    """What changed in a store by ``until``, or by the last day on which a document of it was published.

    With ``filters`` only incidents that pass are counted, and only their series tested; how much was reported
    stays that of the whole store.

    Raises:
        UsageError: a filter needs documents (``review``, ``text``).
    """
    asked = filters or Filters()
    refuse_what_needs_documents(asked)
    families = {name: str(entry.family) for name, entry in codebook.types.items()}
    record = counted(kept_facts(store.facts(), asked), store.documents_by_day(), families)
    last = dt.date.fromordinal(max(record.first + len(record.documents) - 1, 1)).isoformat()
    return changes_at(record, until or last)
