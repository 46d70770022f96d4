"""One figure for each harm of an event that several sentences count.

The same dead are told again and broken down, so the largest figure stands for the whole; but soldiers are no
rebels and no villagers, and "another" is one more: what cannot be the same people is added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.extract.casualties import Toll
from dateline.extract.mentions import lemma_of
from dateline.extract.spans import unique_spans
from dateline.model import Count, SideCount, Span

__all__ = ["whole_toll"]

_PARTIES = {
    "forces": frozenset({
        "soldier", "troop", "trooper", "policeman", "policemen", "constable", "jawan", "officer", "personnel",
        "commando", "police", "serviceman", "servicemen", "marine", "sergeant", "inspector", "gendarme",
    }),
    "rebels": frozenset({
        "militant", "insurgent", "rebel", "gunman", "gunmen", "terrorist", "jihadist", "guerrilla", "bandit",
        "separatist", "fighter", "maoist", "naxal", "naxalite", "extremist", "cadre", "ultra", "militiaman",
        "militiamen",
    }),
    "civilians": frozenset({
        "civilian", "villager", "resident", "worker", "farmer", "journalist", "teacher", "student", "driver",
        "passenger", "labourer", "laborer", "trader", "child", "woman", "bystander", "pedestrian",
    }),
}  # fmt: skip
"""Heads of phrases for people of whom none can be of another of these parties."""
_ONE_MORE = frozenset({"another", "more"})


@dataclass(frozen=True, slots=True)
class _Group:
    """People that one toll counts under one head."""

    side: SideCount
    span: Span
    party: str
    more: bool


def whole_toll(rows: Sequence[tuple[Toll, Span]]) -> tuple[Count, tuple[Span, ...]]:
    """The figure for all of ``rows``, tolls of one kind in reading order, with the words it rests on."""
    best, best_span = max(rows, key=lambda row: _least(row[0].count))
    bounds = (best.count.low, best.count.high)
    # The parser may have read stand-ins (other case, plain quotes): the words are the document's own.
    told = replace(best.count, text=best_span.quote)
    groups = [group for toll, span in rows for group in _groups(toll, span)]
    apart = [group for party in _PARTIES for group in _most(groups, party)]
    for parts in (apart, _most(groups, "")):
        if sum(_least(part.side) for part in parts) > _least(told):
            return _sum_of(parts), unique_spans(part.span for part in parts)
    same = [span for toll, span in rows if (toll.count.low, toll.count.high) == bounds]
    return told, unique_spans([best_span, *same])


def _groups(toll: Toll, span: Span) -> Iterator[_Group]:
    count = toll.count
    sides = count.sides or (SideCount(low=count.low, high=count.high, of=span.quote),)
    for person, side in zip(toll.people, sides, strict=False):
        more = any(c.lower_ in _ONE_MORE for c in person.children)
        yield _Group(side, span, _party(person), more)


def _party(person: Token) -> str:
    """The party that the head of the phrase names; "" for people of whom it is not told."""
    words = {lemma_of(person), person.lower_, lemma_of(person).removesuffix("s")}
    return next((party for party, heads in _PARTIES.items() if words & heads), "")


def _most(groups: Sequence[_Group], party: str) -> list[_Group]:
    """Of one party, the largest run of counts that add up: one told alone and those told as more after it."""
    best: list[_Group] = []
    run: list[_Group] = []
    for group in (g for g in groups if g.party == party):
        run = [*run, group] if group.more else [group]
        if sum(_least(g.side) for g in run) > sum(_least(g.side) for g in best):
            best = run
    return best


def _sum_of(parts: Sequence[_Group]) -> Count:
    lows = [part.side.low for part in parts if part.side.low is not None]
    highs = [part.side.high for part in parts if part.side.high is not None]
    return Count(
        low=sum(lows) if lows else None,
        high=sum(highs) if len(highs) == len(parts) else None,
        text="; ".join(dict.fromkeys(part.side.of for part in parts)),
        sides=tuple(part.side for part in parts),
    )


def _least(count: Count | SideCount) -> int:
    return count.low or count.high or 0
