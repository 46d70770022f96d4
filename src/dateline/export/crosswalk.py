"""What an export to another scheme needs to know: the codebook's mappings, the registry, what was asked for.

Every scheme module has one function from a record to a row, or to a :class:`LeftOut` that says why the scheme
has no place for it. :class:`Tally` counts both, so that no export hides what it loses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.codebook import Codebook, EventType
from dateline.export.columns import Cell, Record
from dateline.export.filters import Filters
from dateline.model import Grade, Status
from dateline.registry import Actor, GenericActor, load_actors, load_generic

__all__ = ["Crosswalk", "LeftOut", "Row", "Tally", "counted", "unasked"]

Row = dict[str, Cell]
"""One row of a scheme's file, keys in the order of its columns."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that a scheme has no place for, and why, in words that complete "left out: 3 ..."."""

    reason: str


@dataclass(slots=True)
class Tally:
    """What an export wrote, left out, and could write only with a loss."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    lossy: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """The tally in words, one thing a line; nothing where nothing was lost."""
        told = [
            f"left out: {count} {reason}" for reason, count in sorted(self.left_out.items(), key=_most_first)
        ]
        return told + [f"{count} {what}" for what, count in sorted(self.lossy.items(), key=_most_first)]


def _most_first(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """The codebook and registry in use, and which statuses, types and grades the user asked for by name."""

    types: Mapping[str, EventType]
    actors: Mapping[str, Actor]
    classes: Mapping[str, GenericActor]
    """Classes of unnamed actors by id."""
    statuses: Collection[Status] = ()
    asked_types: Collection[str] = ()
    grades: Collection[Grade] = ()

    @classmethod
    def load(
        cls, codebook: Sequence[Path] = (), registry: Sequence[Path] = (), filters: Filters | None = None
    ) -> Crosswalk:
        """The packaged codebook and registry with the user's files over them.

        Raises:
            CodebookError: a fault in a user's file.
        """
        known = cls(
            types=Codebook.load(codebook).types,
            actors=load_actors(registry).actors,
            classes={actor.id: actor for actor in load_generic().values()},
        )
        return known if filters is None else known.asking(filters)

    def asking(self, filters: Filters) -> Crosswalk:
        """The same for what ``filters`` ask by name."""
        return replace(self, statuses=filters.status, asked_types=filters.type, grades=filters.grade)


def unasked(record: Record, crosswalk: Crosswalk, statuses: Collection[Status]) -> LeftOut | None:
    """Why a scheme of events does not take the record although its shape would: it is no event that occurred,
    a person discounted it, or it is a speech act. What the user asks for by name is taken.

    ``statuses`` are those that the scheme takes unasked.
    """
    if record["status"] not in (crosswalk.statuses or statuses):
        return LeftOut(f"{record['status']} (ask with --status {record['status']})")
    if record.get("grade") == Grade.DISCOUNTED and Grade.DISCOUNTED not in crosswalk.grades:
        return LeftOut("discounted by a reviewer (ask with --grade discounted)")
    kind = crosswalk.types.get(record["event_type"])
    if kind is None:
        return LeftOut(f"of type {record['event_type']}, which the codebook in use does not have")
    if kind.family == "statement" and record["event_type"] not in crosswalk.asked_types:
        return LeftOut("speech acts (ask with --type, such as --type threat)")
    return None


def counted(results: Iterable[Row | LeftOut], tally: Tally) -> Iterator[Row]:
    """The rows; what was left out is counted."""
    for result in results:
        if isinstance(result, LeftOut):
            tally.left_out[result.reason] += 1
        else:
            tally.written += 1
            yield result
