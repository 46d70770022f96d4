"""What is measured, on what, and how: coders, cases and tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from dateline.evaluate.tally import Metric, Scored, Tally
from dateline.model import Account, Document, PlaceRef, Span
from dateline.tagging.reading import Reading
from dateline.text.timex.document import Timex

__all__ = [
    "Answer",
    "Baselines",
    "Case",
    "Coder",
    "Needs",
    "Task",
    "counted",
    "on_accounts",
    "on_both",
    "on_event_place",
    "on_places",
    "on_reading",
    "on_times",
]

Baselines = Mapping[str, Mapping[str, float | None]]
"""Name of a trivial answer -> metric -> value."""


class Coder(Protocol):
    """What is measured. Each method may raise ``RejectedDocument``."""

    def code(self, document: Document) -> Sequence[Account]:
        """The accounts of a document."""

    def places(self, document: Document) -> Sequence[tuple[Span, PlaceRef]]:
        """Every place that the body of a document names, and what it is on the map."""

    def place_told(self, document: Document, start: int) -> Span | None:
        """The place name that says where what the word at an offset of the body tells took place."""

    def read(self, document: Document) -> Reading | None:
        """The spans (offsets in its body) and labels of a document; ``None`` where there is no tagger."""

    def times(self, document: Document) -> Sequence[Timex]:
        """The time expressions of its body, read by someone on the day of publication."""


class Needs(StrEnum):
    """What a task asks a coder for; the rest is not computed."""

    ACCOUNTS = "accounts"
    READING = "reading"
    BOTH = "both"
    """Accounts and reading."""
    NOTHING = "nothing"
    """The case holds its answer: nothing is coded, as where records are grouped."""
    PLACES = "places"
    EVENT_PLACE = "event place"
    """Where what the word ``Case.told_at`` tells took place, and all places beside it."""
    TIMES = "times"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a coder gives of one document: what the task needs, the rest empty."""

    accounts: Sequence[Account] = ()
    reading: Reading | None = None
    times: Sequence[Timex] = ()
    places: Sequence[tuple[Span, PlaceRef]] = ()
    event_place: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document to code, and how the answer is scored."""

    name: str
    document: Document
    score: Callable[[Answer], Scored]
    told_at: int | None = None
    """Offset in the body of the word whose event is asked about."""


def on_accounts(score: Callable[[Sequence[Account]], Scored]) -> Callable[[Answer], Scored]:
    """A scorer of answers from one of accounts."""
    return lambda answer: score(answer.accounts)


def counted(tally: Tally) -> Callable[[Answer], Scored]:
    """The scorer of a case that holds its answer."""
    return lambda _answer: Scored(tally=tally)


def on_reading(score: Callable[[Reading], Scored]) -> Callable[[Answer], Scored]:
    """A scorer of answers from one of readings. Where there is no tagger nothing is scored: that is a figure
    without a value and not one of 0."""
    return lambda answer: Scored(tally={}) if answer.reading is None else score(answer.reading)


def on_times(score: Callable[[Sequence[Timex]], Scored]) -> Callable[[Answer], Scored]:
    """A scorer of answers from one of time expressions."""
    return lambda answer: score(answer.times)


def on_places(score: Callable[[Sequence[tuple[Span, PlaceRef]]], Scored]) -> Callable[[Answer], Scored]:
    """A scorer of answers from one of places."""
    return lambda answer: score(answer.places)


def on_event_place(
    score: Callable[[Span | None, Sequence[tuple[Span, PlaceRef]]], Scored],
) -> Callable[[Answer], Scored]:
    """A scorer of answers from one of an event's place and all places beside it."""
    return lambda answer: score(answer.event_place, answer.places)


def on_both(score: Callable[[Sequence[Account], Reading | None], Scored]) -> Callable[[Answer], Scored]:
    """A scorer of answers from one of accounts and, where there is a tagger, the reading beside them."""
    return lambda answer: score(answer.accounts, answer.reading)


def _no_baselines(_data: Path, _split: str) -> Baselines:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One corpus: ``files`` and ``cases`` take the data folder and the split.

    ``headline`` names the scores that are worth a floor: a few that stand for the whole, so that an
    exchange of precision for recall is judged by its F1. ``baselines`` adds trivial answers beside "nothing
    found", which every corpus has. ``words_given`` names the scores for which the words are given to the
    coder: silence is no answer to them, so they have no "nothing found".
    """

    files: Callable[[Path, str], Sequence[Path]]
    cases: Callable[[Path, str], Iterator[Case]]
    metrics: Callable[[str], Sequence[Metric]]
    headline: Callable[[str], Sequence[str]]
    baselines: Callable[[Path, str], Baselines] = _no_baselines
    needs: Needs = Needs.ACCOUNTS
    words_given: frozenset[str] = frozenset()
