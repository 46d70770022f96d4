"""The rules of the grammar: each a pattern of plain text and the function that says what a match means.

The same rules find a time expression in running text (:func:`rule_at`) and read it, so that nothing can be
found that is not understood. Every pattern has a bounded length: finding takes time in proportion to the
text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.text.timex.days import When

__all__ = ["Anchor", "Atom", "Reader", "Rule", "Rules", "atom_at", "reads"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a phrase is read against."""

    day: date | None
    """The publication day, if known."""
    future: bool = False
    """Whether it tells of things to come."""
    ahead_weight: float | None = None
    """Where set, a day or month without a year may lie on either side, whichever is nearer; a distance
    ahead is
    multiplied by this. ``None``: it lies behind, or ahead if ``future``."""
    years: Mapping[int, int] = field(default_factory=dict)
    """Month -> the year that the text gave it before: "Nov. 16" in a story of November 2019 is of 2019."""
    event: When | None = None
    """When the event was that words such as "two days later" refer to, if known."""


Reader = Callable[[re.Match[str], Anchor], "When | None"]
"""Reads a matched phrase; ``None`` if it names nothing after all ("30 February")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One form of time expression."""

    name: str
    pattern: re.Pattern[str]
    read: Reader
    dates: bool
    """Whether it can date an event: a duration, a habit, "now" and a time of day cannot."""
    hangs: bool
    """Whether it dates one event by another."""


Rules = list[Rule]


def reads(
    rules: Rules, pattern: str, *, dates: bool = True, hangs: bool = False
) -> Callable[[Reader], Reader]:
    """Adds a rule; of two that match equally much, the one defined first is taken."""

    def register(reader: Reader) -> Reader:
        name = reader.__name__.strip("_")
        compiled = re.compile(rf"(?:{pattern})(?!\w)")
        rules.append(Rule(name=name, pattern=compiled, read=reader, dates=dates, hangs=hangs))
        return reader

    return register


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A time expression that one rule matched; offsets are into the plain text."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]

    def read(self, anchor: Anchor) -> When | None:
        """What it means."""
        return self.rule.read(self.match, anchor)


_PROBE = Anchor(day=date(2024, 3, 6))
"""Any day: whether words name something does not depend on it."""


def atom_at(rules: Sequence[Rule], words: str, position: int) -> Atom | None:
    """The longest match of a rule at ``position`` that means something."""
    matches = ((rule, rule.pattern.match(words, position)) for rule in rules)
    found = [(rule, match) for rule, match in matches if match is not None]
    for rule, match in sorted(found, key=lambda pair: -pair[1].end()):
        if rule.read(match, _PROBE) is not None:
            return Atom(start=match.start(), end=match.end(), rule=rule, match=match)
    return None
