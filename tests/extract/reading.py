"""How the tests of extraction ask what was read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dateline.extract.coder import Draft
from dateline.model import Casualty, Role, Span, Status

Range = tuple[int | None, int | None]


def events(drafts: Sequence[Draft]) -> list[Draft]:
    """What is told to happen, speech acts left out."""
    return [d for d in drafts if d.statement is None]


def statements(drafts: Sequence[Draft]) -> list[Draft]:
    """The speech acts."""
    return [d for d in drafts if d.statement is not None]


def the_event(drafts: Sequence[Draft]) -> Draft:
    """The one event that is told."""
    told = events(drafts)
    assert len(told) == 1, [(d.event_type, d.status.value) for d in told]
    return told[0]


def the_statement(drafts: Sequence[Draft]) -> Draft:
    """The one speech act that is told."""
    told = statements(drafts)
    assert len(told) == 1, [(d.event_type, d.key[0].quote) for d in told]
    return told[0]


def toll(draft: Draft, kind: Casualty) -> Range | None:
    """The range of one kind of harm."""
    found = draft.casualties.get(kind)
    return (found[0].low, found[0].high) if found else None


def tolls(draft: Draft) -> dict[str, Range]:
    """Every kind of harm with its range."""
    return {kind.value: (count.low, count.high) for kind, (count, _) in draft.casualties.items()}


def words(draft: Draft, *roles: Role) -> list[str]:
    """Who plays one of ``roles``, as worded and without the article."""
    return [a.span.quote.removeprefix("The ").removeprefix("the ") for a in draft.actors if a.role in roles]


def doers(draft: Draft) -> list[str]:
    """Perpetrators as worded."""
    return words(draft, Role.PERPETRATOR)


def types_and_statuses(drafts: Sequence[Draft]) -> list[tuple[str, Status]]:
    """What kinds of events are told, as what kind of fact."""
    return [(d.event_type, d.status) for d in events(drafts)]


def spans_of(draft: Draft) -> list[Span]:
    """Every span that a draft rests on."""
    found = [*draft.key, *draft.type_spans, *draft.status_spans, *draft.attribution_spans, *draft.background]
    found += [a.span for a in draft.actors]
    for value in (*draft.casualties.values(), draft.claim, draft.statement, draft.count):
        found += value[1] if value is not None else ()
    if draft.place is not None:
        found += [draft.place.span, *draft.place.qualifiers]
    if draft.time is not None:
        found.append(draft.time.span)
    if draft.weapon is not None:
        found.append(draft.weapon)
    return found


def wrong(*case: object, why: str) -> object:
    """A case that the rules get wrong today; the suite says so as soon as they get it right."""
    return pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason=why))
