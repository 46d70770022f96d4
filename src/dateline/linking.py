"""Link the words of drafts to registry actors, gazetteer places and dated intervals.

Joins the indexes of ``link`` to what ``extract`` gives; decides nothing that they can decide.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.extract.coder import NON_STATE_ARMED, ActorDraft, Draft, NameHit, PlaceDraft, TimeDraft
from dateline.link.acronyms import introduced_acronyms
from dateline.link.actors import Actor, ActorMention, Registry, Scene
from dateline.link.dates import resolve_after, resolve_time
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
from dateline.text.times import years_told

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
        aliases = introduced_acronyms(document.body)
        anywhere = Scene(when=published, aliases=aliases)
        scenes = [replace(anywhere, country=ref.country if ref else None) for ref in refs]
        return [
            Links(
                place=ref,
                date=_date_of(document, draft.time, published),
                actors=tuple((self._actor(a, groups, scene), a.spans) for a in draft.actors),
                claim=self._claim(draft, scene),
                attribution=tuple(self._attribution(a, anywhere) for a in draft.attribution)
                or (_document_speaks(),),
            )
            for draft, ref, scene in zip(drafts, refs, scenes, strict=True)
        ]

    def who(self, text: str, when: dt.date | None) -> Actor | None:
        """The registry actor that ``text`` names on a day, as in an account."""
        return self._registry.match(text, when=when)

    def speakers(self, chain: Sequence[Attribution], when: dt.date | None) -> tuple[Attribution, ...]:
        """A chain of speakers with the actors they are; the document itself where nobody is named."""
        scene = Scene(when=when)
        return tuple(self._attribution(link, scene) for link in chain) or (_document_speaks(),)

    def when(
        self, document: Document, time: TimeDraft | None, published: dt.date | None
    ) -> tuple[DateInterval, tuple[Span, ...]] | None:
        """The date that words of the document tell, else that of publication, with its spans."""
        return _date_of(document, time, published)

    def close(self) -> None:
        """Close the place index."""
        self._places.close()

    def _link_places(self, document: Document, drafts: Sequence[Draft]) -> list[PlaceRef | None]:
        linked = iter(self.link_places(document, [d.place for d in drafts if d.place is not None]))
        return [next(linked) if d.place is not None else None for d in drafts]

    def link_places(self, document: Document, placed: Sequence[PlaceDraft]) -> tuple[PlaceRef, ...]:
        """The place of each draft, in order."""
        dateline = read_dateline(document.body)
        context = PlaceContext(
            dateline_place=dateline.place if dateline else "",
            outlet=document.outlet,
            title=document.title,
            body=document.body,
            actors=tuple(
                mention.actor.country
                for mention in self._registry.scan(document.body)
                if mention.actor.country
            )
            if placed
            else (),
        )
        mentions = [
            PlaceMention(
                text=p.span.quote,
                qualifiers=tuple(q.quote for q in p.qualifiers),
                relation=p.relation,
                start=p.span.start if p.span.part == BODY else None,
                offset=p.offset.quote if p.offset else "",
            )
            for p in placed
        ]
        return link_places(mentions, self._places, context)

    def _groups_named(self, document: Document, drafts: Sequence[Draft]) -> list[ActorMention]:
        """The armed groups that the body names, in order; looked for only where a draft says "the group"."""
        if not any(_says_the_group(actor) for draft in drafts for actor in draft.actors):
            return []
        scanned = self._registry.scan(document.body)
        return [m for m in scanned if m.actor.kind in NON_STATE_ARMED and not m.affiliated]

    def _actor(self, draft: ActorDraft, groups: Sequence[ActorMention], scene: Scene) -> ActorRef:
        ref = ActorRef(role=draft.role, text=draft.words.quote)
        if draft.antecedent is not None:
            known = self._refer(replace(ref, text=draft.antecedent.quote), replace(scene, country=None))
            if known.actor_id is not None:
                return replace(known, text=ref.text)
        if not _says_the_group(draft):
            return self._refer(ref, scene)
        before = [m.actor for m in groups if m.end <= draft.span.start]
        return replace(ref, actor_id=before[-1].id, name=before[-1].name) if before else ref

    def _refer(self, ref: ActorRef, scene: Scene) -> ActorRef:
        known = self._registry.refer(ref.text, scene)
        return replace(ref, actor_id=known[0], name=known[1]) if known is not None else ref

    def _claim(self, draft: Draft, scene: Scene) -> Claim | None:
        if draft.claim is None:
            return None
        actor = self._registry.match(draft.claim[0].by, scene.when, scene.country, scene.aliases)
        return replace(draft.claim[0], by=actor.id) if actor else draft.claim[0]

    def _attribution(self, link: Attribution, scene: Scene) -> Attribution:
        actor = self._registry.match(link.speaker, scene.when, extra_aliases=scene.aliases)
        scanned = self._registry.scan(link.speaker, extra_aliases=scene.aliases)
        named = [m.actor for m in scanned if not m.affiliated]
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
        return _date_from_event(document, draft, published)
    if draft is not None:
        years = years_told(document.body, draft.span.start)
        resolved = resolve_time(draft.span.quote, published, future=draft.future, years=years)
        if resolved is not None:
            return resolved, (draft.span,)
    if published is not None:
        day = published.isoformat()
        span = document.span(0, len(document.published), part="published")
        return DateInterval(
            start=day, end=day, precision=DatePrecision.DAY, basis=Basis.PUBLICATION, text=span.quote
        ), (span,)
    return None


def _date_from_event(
    document: Document, draft: TimeDraft, published: dt.date | None
) -> tuple[DateInterval, tuple[Span, ...]]:
    """The date of "two days later", from that of the event it is told from; without days where that is
    unknown."""
    told = None
    if draft.after is not None:
        years = years_told(document.body, draft.after.start)
        told = resolve_time(draft.after.quote, published, years=years)
    resolved = resolve_after(draft.span.quote, told) if told is not None else None
    if draft.after is not None and resolved is not None and resolved.start is not None:
        return resolved, (draft.span, draft.after)
    unknown = DateInterval(
        start=None, end=None, precision=DatePrecision.UNKNOWN, basis=Basis.EVENT, text=draft.span.quote
    )
    return unknown, (draft.span,)
