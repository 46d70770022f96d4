"""What a coder gives: drafts of accounts in the words of the document, before linking.

A :class:`Coder` reads a parsed document and answers with drafts: spans and labels only. The rules of this
package are one coder; a trained one answers through the same protocol.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from dateline.extract.coreference.words import PRONOUNS
from dateline.model import Attribution, Casualty, Claim, Count, Role, Span, Statement, Status
from dateline.text.parse import ParsedDocument

__all__ = [
    "NON_STATE_ARMED",
    "ActorDraft",
    "Coder",
    "Draft",
    "NameFinder",
    "NameHit",
    "PlaceDraft",
    "Relation",
    "TimeDraft",
]

Relation = Literal["in", "near", "direction"]
"""How an event lies to the place named: "north of X" is a direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDraft:
    """Someone with a role, as worded."""

    role: Role
    span: Span
    antecedent: Span | None = None
    """The words before it that say who a pronoun or a description is."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Everything that it rests on: the words with the role, and the antecedent."""
        return (self.span,) if self.antecedent is None else (self.span, self.antecedent)

    @property
    def words(self) -> Span:
        """The words that say who: of a pronoun those of its antecedent."""
        pronoun = self.antecedent is not None and self.span.quote.lower() in PRONOUNS
        return self.antecedent if pronoun and self.antecedent is not None else self.span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDraft:
    """Where, as worded: the place name, the names that qualify it (widest last), and how it is related."""

    span: Span
    qualifiers: tuple[Span, ...] = ()
    relation: Relation = "in"
    offset: Span | None = None
    """The words that say how far from it and which way: "20 km south of"."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Everything that the place rests on, the name first."""
        return (self.span, *self.qualifiers, *((self.offset,) if self.offset else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeDraft:
    """When, as worded. ``relative_to_event`` marks what is told from another event ("two days later");
    ``after`` is then the time of that event, as worded, where the text gives it."""

    span: Span
    relative_to_event: bool = False
    after: Span | None = None
    future: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One account as a coder reads it. Every value carries the spans that support it."""

    key: tuple[Span, ...]
    """The words that first tell the event; with the document they make the account's id."""
    event_type: str
    type_spans: tuple[Span, ...]
    status: Status
    status_spans: tuple[Span, ...]
    attribution: tuple[Attribution, ...]
    attribution_spans: tuple[Span, ...] = ()
    actors: tuple[ActorDraft, ...] = ()
    casualties: Mapping[Casualty, tuple[Count, tuple[Span, ...]]] = field(default_factory=dict)
    place: PlaceDraft | None = None
    time: TimeDraft | None = None
    weapon: Span | None = None
    claim: tuple[Claim, tuple[Span, ...]] | None = None
    statement: tuple[Statement, tuple[Span, ...]] | None = None
    count: tuple[Count, tuple[Span, ...]] | None = None
    background: tuple[Span, ...] = ()
    score: float
    """The coder's own measure, 0 to 1, of how much speaks for the event; not a probability."""


NON_STATE_ARMED = frozenset({"rebel", "militia", "criminal"})
"""Kinds of registry actors that are armed and no state's."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A registry name in running text. ``affiliated``: "IS-linked" names a tie, not the group itself."""

    start: int
    end: int
    actor_id: str
    kind: str
    affiliated: bool = False


class NameFinder(Protocol):
    """What extraction may ask about names; answered by the indexes of ``link``."""

    def __hash__(self) -> int:
        """The same for as long as the same questions have the same answers."""

    def actors(self, text: str) -> Sequence[NameHit]:
        """Registry actors named in ``text``, longest match first, not overlapping."""

    def is_place(self, text: str) -> bool:
        """Whether ``text`` is the name of a place."""

    def is_country(self, text: str) -> bool:
        """Whether ``text`` is the name of a country."""

    def is_demonym(self, word: str) -> bool:
        """Whether ``word`` is the adjective of a country or people ("Syrian")."""


class Coder(Protocol):
    """Reads a parsed document into drafts."""

    @property
    def method(self) -> str:
        """``name@version``, stored with every assertion."""

    def read(self, parsed: ParsedDocument) -> Sequence[Draft]:
        """The accounts that the document tells, in reading order."""
