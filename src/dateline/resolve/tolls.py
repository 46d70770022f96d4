"""One toll from many: every figure is kept with its account, and written rules give low, best and high.

- **Low and high** hold every figure told. An end is open (``None``) where a figure that leaves it open lies
  beyond all that close it: "at least 30" beside "24" is 24 or more, beside "34" it is 30 to 34. Adding an
  account never shuts out a figure that was told.
- **Best** is the newest exact figure, for tolls rise as bodies are found; of two on one day the higher. A
  lower bound told since ("more than 24" after "20") takes its place. A claimant's own figure counts only when
  nobody else gives one, and so does a reading that the words leave open. A figure that a reprint repeats is
  as old as its first telling, and one of an unknown day is older than all others. Without an exact figure
  best is the highest lower bound. It is never chosen for being low.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.model import Assertion, Casualty, Count, Figure, SpeakerKind, Status
from dateline.resolve.cases import Case
from dateline.resolve.sources import day_of

__all__ = ["Toll", "bounds_text", "figures_of", "range_of"]

Toll = tuple[int | None, int | None, int | None]
PERSON = "person:"
"""Methods of values that a person set; what a machine read in their place is no longer told."""


_FIELD = "casualties."
_KINDS = tuple(kind.value for kind in Casualty)
_SETTLED = -1


@dataclass(frozen=True, slots=True)
class _Dated:
    figure: Figure
    day: str
    """When its origin first told it."""


def figures_of(cases: Sequence[Case], origin_of: Mapping[str, str]) -> dict[str, tuple[Figure, ...]]:
    """Kind of harm -> every figure told, oldest account first, the best one marked.

    An account that denies the event gives none. ``origin_of`` is that of :func:`.sources.origin_of_each`.
    """
    told: dict[str, list[_Dated]] = {}
    first: dict[tuple[str, str, int | None, int | None], str] = {}
    for case in cases:
        if case.account.status is Status.DENIED:
            continue
        for kind, figure in _figures(case):
            key = (kind, origin_of[case.document.id], figure.low, figure.high)
            day = first.setdefault(key, day_of(case))
            told.setdefault(kind, []).append(_Dated(figure, day))
    return {kind: _with_best(told[kind]) for kind in _KINDS if kind in told} if told else {}


def range_of(figures: Sequence[Figure]) -> Toll:
    """(low, best, high) of one kind of harm.

    >>> range_of([Figure(account_id="a", low=30, high=None, text="at least 30"),
    ...           Figure(account_id="b", low=24, high=24, text="24", best=True)])
    (24, 24, None)
    """
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    if low is not None and any(f.low is None and f.high is not None and f.high < low for f in figures):
        low = None
    if high is not None and any(f.high is None and f.low is not None and f.low > high for f in figures):
        high = None
    return low, next((figure.low for figure in figures if figure.best), None), high


def bounds_text(low: int | None, high: int | None) -> str:
    """A figure in words.

    >>> bounds_text(3, 3), bounds_text(3, None), bounds_text(None, 5), bounds_text(3, 5)
    ('3', 'at least 3', 'at most 5', '3-5')
    """
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}-{high}"


def _figures(case: Case) -> Iterator[tuple[str, Figure]]:
    """The figures of one account by kind: the one it shows, then its rivals in the same document."""
    choices: dict[str, int] = {}
    for row in case.account.assertions:
        count = row.value
        if not isinstance(count, Count) or not row.field.startswith(_FIELD):
            continue
        kind = row.field.removeprefix(_FIELD)
        choice = choices.get(kind, 0)
        if choice == _SETTLED:
            continue
        choices[kind] = _SETTLED if row.method.startswith(PERSON) else choice + 1
        if count.low is not None or count.high is not None:
            figure = Figure(
                account_id=case.account.id,
                low=count.low,
                high=count.high,
                text=count.text,
                choice=choice,
                ambiguous=count.ambiguous,
                own_word=_own_word(case, row),
                sides=count.sides,
            )
            yield kind, figure


def _own_word(case: Case, row: Assertion) -> bool:
    chain = row.attribution or case.account.attribution
    return bool(chain) and chain[0].kind is SpeakerKind.CLAIMANT


def _with_best(told: Sequence[_Dated]) -> tuple[Figure, ...]:
    best = told[0] if len(told) == 1 and told[0].figure.low is not None else _best(told)
    return tuple(replace(dated.figure, best=True) if dated is best else dated.figure for dated in told)


def _best(told: Sequence[_Dated]) -> _Dated | None:
    """The figure whose ``low`` is the best one; ``None`` where all are only upper bounds."""
    trusted = [d for d in told if not d.figure.own_word and not d.figure.ambiguous]
    lows = [d for d in trusted or told if d.figure.low is not None]
    exact = [d for d in lows if d.figure.low == d.figure.high]
    if not exact:
        return max(lows, key=_height, default=None)
    newest = max(exact, key=lambda d: (d.day, _height(d)))
    since = [d for d in lows if d.day >= newest.day and _height(d) > _height(newest)]
    return max(since, key=_height, default=newest)


def _height(dated: _Dated) -> int:
    return dated.figure.low or 0
