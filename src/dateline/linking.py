"""Link the words of drafts to registry actors, gazetteer places and dated intervals.

Joins the indexes of ``link`` to what ``extract`` gives; decides nothing that they can decide.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.extract.coder import NON_STATE_ARMED, ActorDraft, Draft, NameHit, TimeDraft
from dateline.link.actors import Actor, ActorMention, Registry
from dateline.link.dates import resolve_time
from dateline.link.demonyms import country_of_demonym
from dateline.link.geocode import PlaceContext, PlaceMention, link_places
from dateline.link.places import PlaceIndex
from dateline.model import (
    BODY,
    ActorRef,
    Attribution,
    Basis,
    Claim,
    DateInterval,
    DatePrecision,
    Document,
    PlaceRef,
    Span,
    SpeakerKind,
)
from dateline.text.dateline import read_dateline

__all__ = ["Linker", "Links", "RegistryNames"]


_THE_GROUP = frozenset(
    {
        "the group",
        "the organisation",
        "the organization",
        "the militia",
        "the terrorist organization",
        "the terror group",
    }
)
"""Descriptions that mean the armed group named last before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What one draft's words mean."""

    place: PlaceRef | None
    date: tuple[DateInterval, tuple[Span, ...]] | None
    actors: tuple[tuple[ActorRef, tuple[Span, ...]], ...]
    claim: Claim | None
    attribution: tuple[Attribution, ...]


class RegistryNames:
    """Answers extraction's questions about names from the registry and the place index."""

    def __init__(self, registry: Registry, places: PlaceIndex) -> None:
        self._registry = registry
        self.is_place = lru_cache(maxsize=20_000)(places.knows)
        self.actors = lru_cache(maxsize=20_000)(self._actors)
        self.is_country = lru_cache(maxsize=5_000)(self._is_country)
        self._places = places

    def _actors(self, text: str) -> tuple[NameHit, ...]:
        return tuple(
            NameHit(m.start, m.end, m.actor.id, m.actor.kind, m.affiliated) for m in self._registry.scan(text)
        )

    def _is_country(self, text: str) -> bool:
        return any(entry.kind == "country" for entry in self._places.lookup(text)[:3])

    def is_demonym(self, word: str) -> bool:
        """Whether ``word`` is the adjective of a country ("Syrian")."""
        return country_of_demonym(word) is not None

    def is_name(self, text: str) -> bool:
        """Whether lower-case ``text`` is some proper name; gives single-case text its capitals back."""
        titled = text.title()
        return self.is_place(titled) or self.is_demonym(titled) or self._registry.match(titled) is not None


class Linker:
    """Links the drafts of one document at a time; holds the place index."""

    def __init__(self, registry: Registry, places: PlaceIndex) -> None:
        self._registry = registry
        self._places = places

    def link(self, document: Document, drafts: Sequence[Draft], *, published: dt.date | None) -> list[Links]:
        """One :class:`Links` for every draft, in order."""
        refs = self._link_places(document, drafts)
        groups = self._groups_named(document, drafts)
        return [
            Links(
                place=ref,
                date=_date_of(document, draft.time, published),
                actors=tuple((self._actor(a, groups, ref, published), a.spans) for a in draft.actors),
                claim=self._claim(draft, ref, published),
                attribution=tuple(self._attribution(a, published) for a in draft.attribution)
                or (_document_speaks(),),
            )
            for draft, ref in zip(drafts, refs, strict=True)
        ]

    def who(self, text: str, when: dt.date | None) -> Actor | None:
        """The registry actor that ``text`` names on a day, as in an account."""
        return self._registry.match(text, when=when)

    def speakers(self, chain: Sequence[Attribution], when: dt.date | None) -> tuple[Attribution, ...]:
        """A chain of speakers with the actors they are; the document itself where nobody is named."""
        return tuple(self._attribution(link, when) for link in chain) or (_document_speaks(),)

    def when(
        self, document: Document, time: TimeDraft | None, published: dt.date | None
    ) -> tuple[DateInterval, tuple[Span, ...]] | None:
        """The date that words of the document tell, else that of publication, with its spans."""
        return _date_of(document, time, published)

    def close(self) -> None:
        """Close the place index."""
        self._places.close()

    def _link_places(self, document: Document, drafts: Sequence[Draft]) -> list[PlaceRef | None]:
        dateline = read_dateline(document.body)
        context = PlaceContext(
            dateline_place=dateline.place if dateline else "",
            outlet=document.outlet,
            title=document.title,
            body=document.body,
        )
        placed = [d.place for d in drafts if d.place is not None]
        mentions = [
            PlaceMention(
                text=p.span.quote, qualifiers=tuple(q.quote for q in p.qualifiers), relation=p.relation
            )
            for p in placed
        ]
        linked = iter(link_places(mentions, self._places, context))
        return [next(linked) if d.place is not None else None for d in drafts]

    def _groups_named(self, document: Document, drafts: Sequence[Draft]) -> list[ActorMention]:
        """The armed groups that the body names, in order; looked for only where a draft says "the group"."""
        if not any(_says_the_group(actor) for draft in drafts for actor in draft.actors):
            return []
        scanned = self._registry.scan(document.body)
        return [m for m in scanned if m.actor.kind in NON_STATE_ARMED and not m.affiliated]

    def _actor(
        self, draft: ActorDraft, groups: Sequence[ActorMention], place: PlaceRef | None, when: dt.date | None
    ) -> ActorRef:
        ref = ActorRef(role=draft.role, text=draft.words.quote)
        if draft.antecedent is not None:
            known = self._refer(replace(ref, text=draft.antecedent.quote), None, when)
            if known.actor_id is not None:
                return replace(known, text=ref.text)
        if not _says_the_group(draft):
            return self._refer(ref, place.country if place else None, when)
        before = [m.actor for m in groups if m.end <= draft.span.start]
        return replace(ref, actor_id=before[-1].id, name=before[-1].name) if before else ref

    def _refer(self, ref: ActorRef, country: str | None, when: dt.date | None) -> ActorRef:
        actor = self._registry.match(ref.text, when=when, country=country)
        if actor is None:
            hits = [m for m in self._registry.scan(ref.text) if not m.affiliated]
            actor = hits[0].actor if hits else None
        if actor is not None:
            return replace(ref, actor_id=actor.id, name=actor.name)
        generic = self._registry.generic(ref.text, country)
        return replace(ref, actor_id=generic.id, name=generic.name) if generic is not None else ref

    def _claim(self, draft: Draft, place: PlaceRef | None, when: dt.date | None) -> Claim | None:
        if draft.claim is None:
            return None
        actor = self._registry.match(draft.claim[0].by, when=when, country=place.country if place else None)
        return replace(draft.claim[0], by=actor.id) if actor else draft.claim[0]

    def _attribution(self, link: Attribution, when: dt.date | None) -> Attribution:
        actor = self._registry.match(link.speaker, when=when)
        named = [m.actor for m in self._registry.scan(link.speaker) if not m.affiliated]
        found = actor or (named[0] if named and link.kind is not SpeakerKind.OUTLET else None)
        return replace(link, actor_id=found.id) if found else link


def _says_the_group(draft: ActorDraft) -> bool:
    return draft.span.part == BODY and draft.span.quote.lower() in _THE_GROUP


def _document_speaks() -> Attribution:
    return Attribution(speaker="document", kind=SpeakerKind.DOCUMENT)


def _date_of(
    document: Document, draft: TimeDraft | None, published: dt.date | None
) -> tuple[DateInterval, tuple[Span, ...]] | None:
    """The event's date: from its own words, else the publication date, which is then said to be the basis."""
    if draft is not None and draft.relative_to_event:
        interval = DateInterval(
            start=None, end=None, precision=DatePrecision.UNKNOWN, basis=Basis.EVENT, text=draft.span.quote
        )
        return interval, (draft.span,)
    if draft is not None:
        resolved = resolve_time(draft.span.quote, published, future=draft.future)
        if resolved is not None:
            return resolved, (draft.span,)
    if published is not None:
        day = published.isoformat()
        span = document.span(0, len(document.published), part="published")
        return DateInterval(
            start=day, end=day, precision=DatePrecision.DAY, basis=Basis.PUBLICATION, text=span.quote
        ), (span,)
    return None
