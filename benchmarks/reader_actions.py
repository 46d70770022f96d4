"""What the trained reader could change of the accounts that the rules give, each change by itself.

None of it is part of the package: :mod:`benchmarks.reader_trial` measures every action on every corpus, and
an action moves into the package once a model makes it better there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.evaluate.metrics.muc4_templates import INCIDENT_TYPES
from dateline.extract.coder import ActorDraft, Draft
from dateline.model import BODY, Attribution, Document, Role, Span, SpeakerKind, Status
from dateline.tagging.attributions import attributions_of
from dateline.tagging.incidents import Assembly, Candidates
from dateline.tagging.reading import Entity, Reading, TaggedSpan

__all__ = ["ACTIONS", "Action", "Text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One document as the rules and the reader have it. ``sentences`` are body ranges, in order."""

    document: Document
    drafts: tuple[Draft, ...]
    sentences: tuple[tuple[int, int], ...]
    reading: Reading
    candidates: Candidates
    assembly: Assembly

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that begins last before ``place``; -1 before the first."""
        return bisect_right([start for start, _ in self.sentences], place) - 1

    def chance(self, kind: str) -> float:
        """Probability that the text tells an incident of a type."""
        return self.assembly.type_chance(self.candidates, kind)

    def fillers(self, kind: str, least: float) -> Iterator[tuple[float, Entity]]:
        """The entities with a role in an incident of ``kind``, from probability ``least`` on, best first."""
        chances = [
            (self.assembly.filler_chance(self.candidates, e, kind), e) for e in self.candidates.entities
        ]
        yield from sorted((row for row in chances if row[0] >= least), key=lambda row: -row[0])


Action = Callable[[Text], Sequence[Draft]]

PERPETRATOR, HARMED, WEAPON = "perpetrator", "harmed", "weapon"
KINDS_OF_HARMED: Mapping[str, str] = {
    "harmed by name": "hum_tgt_name",
    "harmed by description": "hum_tgt_desc",
    "thing hit": "phys_tgt",
}
FIELDS: Mapping[str, tuple[str, Role | None]] = {
    "perp_individual": (PERPETRATOR, Role.PERPETRATOR),
    "perp_org": (PERPETRATOR, Role.PERPETRATOR),
    "phys_tgt": (HARMED, Role.TARGET),
    "hum_tgt_name": (HARMED, Role.VICTIM),
    "hum_tgt_desc": (HARMED, Role.VICTIM),
    "instrument": (WEAPON, None),
}
"""Role of the reader -> field of an account and the role there. Target and victim are one field."""
NATIVE: Mapping[str, str] = {"attack": "armed_attack", "bombing": "bombing", "kidnapping": "abduction"}
"""Type of the reader -> the commonest native type of it."""
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "we", "i", "you"})


def kind_of(draft: Draft) -> str | None:
    """The reader's type of an event that the rules found; none of a speech act and of older events."""
    if draft.statement is not None or draft.background:
        return None
    return INCIDENT_TYPES.get(draft.event_type)


def _told(draft: Draft, field: str) -> bool:
    if field == WEAPON:
        return draft.weapon is not None
    roles = {Role.PERPETRATOR} if field == PERPETRATOR else {Role.TARGET, Role.VICTIM}
    return any(actor.role in roles for actor in draft.actors)


def _own_mention(text: Text, draft: Draft, entity: Entity, everywhere: bool) -> TaggedSpan | None:
    """The surest mention in the sentences that tell the event, or in the whole text."""
    own = {text.sentence_at(span.start) for span in draft.type_spans if span.part == BODY}
    found = [m for m in entity.mentions if everywhere or text.sentence_at(m.start) in own]
    return max(found, key=lambda m: m.probability, default=None)


def _with(draft: Draft, role: Role | None, span: Span) -> Draft:
    if role is None:
        return draft if draft.weapon is not None else replace(draft, weapon=span)
    if any(actor.span.start < span.end and span.start < actor.span.end for actor in draft.actors):
        return draft
    return replace(draft, actors=(*draft.actors, ActorDraft(role=role, span=span)))


def _filled(
    text: Text, draft: Draft, field: str, least: float, *, everywhere: bool, beside: bool, only: str = ""
) -> Draft:
    kind = kind_of(draft)
    if kind is None or (_told(draft, field) and not beside):
        return draft
    for _, entity in text.fillers(kind, least):
        its_field, role = FIELDS[entity.label]
        mention = _own_mention(text, draft, entity, everywhere)
        if its_field != field or mention is None or (only and entity.label != only):
            continue
        filled = _with(draft, role, text.document.span(mention.start, mention.end))
        if filled is not draft and not beside:
            return filled
        draft = filled
    return draft


def fill(
    field: str, least: float, *, everywhere: bool = False, beside: bool = False, only: str = ""
) -> Action:
    """Fill ``field`` with the likeliest filler where it is empty; with ``beside`` add every one.

    ``only`` keeps to one role of the reader.
    """
    return lambda text: [
        _filled(text, draft, field, least, everywhere=everywhere, beside=beside, only=only)
        for draft in text.drafts
    ]


def name_speakers(text: Text) -> list[Draft]:
    """Give an event that nobody vouches for the source of the content that it is told in."""
    told = attributions_of(text.reading, text.document.body)

    def spoken(draft: Draft) -> Draft:
        key = draft.key[0]
        named = any(link.kind is not SpeakerKind.OUTLET for link in draft.attribution)
        if named or draft.statement is not None or key.part != BODY:
            return draft
        sources = (
            one.source
            for one in told
            if one.source is not None
            and one.source.text.lower() not in PRONOUNS
            and any(part.start <= key.start and key.end <= part.end for part in one.content)
        )
        source = next(sources, None)
        if source is None:
            return draft
        link = Attribution(speaker=source.text, kind=SpeakerKind.OFFICIAL)
        span = text.document.span(source.start, source.end)
        return replace(
            draft,
            attribution=(link, *draft.attribution),
            attribution_spans=(span, *draft.attribution_spans),
        )

    return [spoken(draft) for draft in text.drafts]


def retype(least: float, most: float) -> Action:
    """Change the type to one of at least ``least`` where that of the rules is below ``most``."""

    def changed(text: Text, draft: Draft) -> Draft:
        kind, best = kind_of(draft), max(NATIVE, key=text.chance)
        if kind is None or kind == best or text.chance(best) < least or text.chance(kind) >= most:
            return draft
        return replace(draft, event_type=NATIVE[best])

    return lambda text: [changed(text, draft) for draft in text.drafts]


def drop(below: float) -> Action:
    """Drop an event whose type the reader finds less likely than ``below`` in the text."""
    return lambda text: [
        draft for draft in text.drafts if (kind := kind_of(draft)) is None or text.chance(kind) >= below
    ]


def add(least: float, least_filler: float) -> Action:
    """Add an event of a type that no account has, in the sentence of its surest filler."""

    def act(text: Text) -> list[Draft]:
        have = {kind_of(draft) for draft in text.drafts}
        found = list(text.drafts)
        for kind, native in NATIVE.items():
            best = next(text.fillers(kind, least_filler), None)
            if kind in have or text.chance(kind) < least or best is None:
                continue
            number = text.sentence_at(best[1].best.start)
            if number < 0 or best[1].best.start >= text.sentences[number][1]:
                continue  # in a block that was not parsed
            whole = text.document.span(*text.sentences[number])
            new = Draft(
                key=(whole,),
                event_type=native,
                type_spans=(whole,),
                status=Status.OCCURRED,
                status_spans=(whole,),
                attribution=(),
                score=0.5,
            )
            for field in (PERPETRATOR, HARMED, WEAPON):
                new = _filled(text, new, field, least_filler, everywhere=True, beside=True)
            found.append(new)
        return sorted(found, key=lambda draft: (draft.key[0].start, draft.event_type))

    return act


LEVELS = (0.3, 0.5, 0.7)
ACTIONS: Mapping[str, Action] = {
    **{
        f"fill {f}, own sentences, from {p}": fill(f, p)
        for f in (PERPETRATOR, HARMED, WEAPON)
        for p in LEVELS
    },
    **{
        f"fill {f}, whole text, from 0.5": fill(f, 0.5, everywhere=True)
        for f in (PERPETRATOR, HARMED, WEAPON)
    },
    **{
        f"add {f}, own sentences, from {p}": fill(f, p, beside=True)
        for f in (PERPETRATOR, HARMED)
        for p in LEVELS
    },
    **{
        f"add {f}, whole text, from 0.5": fill(f, 0.5, everywhere=True, beside=True)
        for f in (PERPETRATOR, HARMED)
    },
    **{
        f"add {kind}, own sentences, from {p}": fill(HARMED, p, beside=True, only=label)
        for kind, label in KINDS_OF_HARMED.items()
        for p in LEVELS[:2]
    },
    "name speakers": name_speakers,
    **{f"retype from {p}, rules below {q}": retype(p, q) for p, q in ((0.6, 0.3), (0.8, 0.2), (0.9, 0.1))},
    **{f"drop below {p}": drop(p) for p in (0.05, 0.1, 0.2)},
    **{f"add event from {p}, filler from {q}": add(p, q) for p, q in ((0.4, 0.4), (0.6, 0.5), (0.9, 0.7))},
}
"""Name -> action, as the table of docs/reader.md has them."""
