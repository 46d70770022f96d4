"""What reading gives: assertions about actors in the words of the document, before linking."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.coder import TimeDraft
from dateline.model import ActorFact, Attribution, Span, Status

__all__ = ["FactDraft", "PartyDraft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDraft:
    """Someone named: the words, and for a pronoun or a description the name before it that says who."""

    span: Span
    antecedent: Span | None = None
    person: bool = False
    known: bool = False
    """Whether the registry has the name."""
    place: bool = False
    """Whether the name is that of a country, town or people."""
    people: bool = False
    """Whether it is the word of a people ("Umbrian"), which stands for their state."""

    @property
    def may_be_person(self) -> bool:
        """Whether nothing known of the name speaks against a person; the parser misses many names."""
        return self.person or not (self.known or self.place or self.people)

    @property
    def words(self) -> Span:
        """The words that say who."""
        return self.antecedent or self.span

    @property
    def spans(self) -> tuple[Span, ...]:
        """Everything that it rests on."""
        return (self.span,) if self.antecedent is None else (self.span, self.antecedent)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDraft:
    """One assertion as worded; ``cue`` are the words that tell it, ``title`` those of an office."""

    kind: ActorFact
    relation: str
    subject: PartyDraft
    object: PartyDraft | None = None
    cue: Span
    title: Span | None = None
    status: Status = Status.OCCURRED
    status_spans: tuple[Span, ...] = ()
    ended: bool = False
    time: TimeDraft | None = None
    attribution: tuple[Attribution, ...] = ()
    attribution_spans: tuple[Span, ...] = ()
