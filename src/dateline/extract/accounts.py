"""From a group of frames, or a speech act, to the draft of an account: every value with the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.extract.actors import is_armed, is_group_like, is_person, phrase_text
from dateline.extract.attribution import Speaker, kind_of_speaker, speakers_of
from dateline.extract.casualties import Toll
from dateline.extract.claim import ClaimReading
from dateline.extract.coder import ActorDraft, Draft, NameFinder, PlaceDraft, TimeDraft
from dateline.extract.count import count_of_group
from dateline.extract.frames import Frame, SentenceReading
from dateline.extract.grouping import Group, ReadFrame
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.places import PlaceMention
from dateline.extract.statements import StatementReading
from dateline.extract.syntax import noun_phrase, prepositional
from dateline.extract.weapon import weapon_of
from dateline.model import (
    Attribution,
    Casualty,
    Claim,
    Count,
    Document,
    Role,
    Span,
    SpeakerKind,
    Statement,
    Status,
)
from dateline.text.blocks import Layout, trailing_outlets
from dateline.text.parse import ParsedDocument, Sentence

__all__ = ["account_of_group", "account_of_statement", "attach_claims"]

_PRECEDENCE = (
    Status.OCCURRED,
    Status.CLAIMED,
    Status.ALLEGED,
    Status.ATTEMPTED,
    Status.DENIED,
    Status.THREATENED,
    Status.HYPOTHETICAL,
)
_PARTICIPANTS = frozenset(
    {
        "armed_clash",
        "protest",
        "agreement",
        "talks",
        "cooperation",
        "membership",
        "riot",
        "group_change",
        "leadership_change",
    }
)
_ATTACKS = frozenset({"armed_attack", "bombing", "suicide_bombing", "assassination", "grenade", "abduction"})
"""Types with an attacker whose own death is kept apart; in a clash both sides' dead are the toll."""
_HARMED = frozenset({Casualty.KILLED, Casualty.INJURED, Casualty.ABDUCTED, Casualty.KILLED_OR_INJURED})


def attach_claims(
    groups: Sequence[Group], readings: Sequence[SentenceReading], layout: Layout
) -> dict[int, tuple[ClaimReading, Sentence]]:
    """Which claim of responsibility belongs to which group (by ``id`` of the group).

    A claim that names its attack goes to that frame's group; one that does not ("later claimed responsibility")
    goes to the last violent group told before it, in a digest only within the same block.
    """
    found: dict[int, tuple[ClaimReading, Sentence]] = {}
    for group in groups:
        for read in group.frames:
            if read.frame.claim is not None and read.frame.claim.made:
                found.setdefault(id(group), (read.frame.claim, read.frame.sentence))
    used = {claim.tokens for claim, _ in found.values()}
    for group in groups:
        if id(group) not in found and group.frames[0].status.status is Status.CLAIMED:
            told = [
                (c, r.sentence)
                for r in readings
                for c in r.claims
                if c.made and c.by and r.sentence.index <= group.frames[0].index
            ]
            if told:
                found[id(group)] = told[-1]
    for reading in readings:
        for claim in reading.claims:
            if claim.made and claim.tokens not in used:
                before = [
                    g for g in groups
                    if g.frames[0].frame.violent and g.frames[0].index <= reading.sentence.index
                    and (layout is Layout.STORY or g.frames[0].block == reading.sentence.block)
                    and id(g) not in found and not g.frames[0].background
                    and g.frames[0].status.status in {Status.OCCURRED, Status.CLAIMED, Status.ALLEGED}
                ]  # fmt: skip
                if before:
                    found[id(before[-1])] = (claim, reading.sentence)
    return found


def account_of_group(
    group: Group,
    score: float,
    parsed: ParsedDocument,
    readings: Sequence[SentenceReading],
    claim: tuple[ClaimReading, Sentence] | None,
    lexicon: Lexicon,
    names: NameFinder,
) -> Draft:
    """The draft of the event that ``group`` tells."""
    document = parsed.document
    first = group.frames[0]
    event_type = group.event_type
    status, status_spans, carrier = _status(group, document)
    attribution, attribution_spans = _attribution(carrier, claim, status, parsed, lexicon, names)
    casualties = _casualties(group, document)
    trigger_spans = tuple(
        _span(
            document,
            f.frame.sentence,
            f.frame.mentions[0].tokens
            if f.frame.trigger in f.frame.mentions[0].tokens
            else [f.frame.trigger],
        )
        for f in group.frames
    )
    return Draft(
        key=(_span(document, first.frame.sentence, [first.frame.trigger]),),
        event_type=event_type,
        type_spans=_unique(trigger_spans),
        status=status,
        status_spans=status_spans,
        attribution=attribution,
        attribution_spans=attribution_spans,
        actors=_actors(group, event_type, claim, document, lexicon, names),
        casualties=casualties,
        place=_place(group, readings, parsed, names),
        time=_time(group, readings, parsed),
        weapon=_weapon(group, document, lexicon),
        claim=_claim(claim, document),
        count=count_of_group(group, document),
        background=tuple(_span(document, first.frame.sentence, [t]) for t in first.background),
        confidence=round(score, 2),
    )


def account_of_statement(
    statement: StatementReading,
    score: float,
    parsed: ParsedDocument,
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
    names: NameFinder,
) -> Draft:
    """The draft of a speech act: it occurred, since it was said."""
    document, sentence = parsed.document, statement.sentence
    trigger = _span(document, sentence, [statement.trigger])
    speakers = [s for s in statement.speakers if s.pos_ != "PRON"]
    spans = [_phrase_span(document, sentence, s) for s in speakers]
    addressees = [_phrase_span(document, sentence, a) for a in statement.addressees]
    addressee_role = Role.TARGET if statement.event_type in {"accusation", "condemnation"} else Role.ADDRESSEE
    support = tuple([*spans, *addressees] or [trigger])
    if statement.medium_token is not None:
        support = (*support, _span(document, sentence, [statement.medium_token]))
    by = statement.delivered
    medium = statement.medium
    speaker_actors = [ActorDraft(role=Role.SPEAKER, span=s) for s in spans]
    if by is not None:
        delivered = [_phrase_span(document, by.sentence, by.speaker)]
        speaker_actors.append(ActorDraft(role=Role.SPEAKER, span=delivered[0]))
        if by.channel is not None:
            delivered.append(_phrase_span(document, by.sentence, by.channel))
            medium = "; ".join(filter(None, [medium, delivered[-1].quote]))
        support = (*support, *delivered)
    value = Statement(
        speaker=speaker_actors[-1].span.quote if speaker_actors else None,
        organisation=_organisation(speakers[0], names) if speakers else None,
        medium=medium,
        addressee=addressees[0].quote if addressees else None,
    )
    attribution = [
        Attribution(speaker=span.quote, kind=kind_of_speaker(head, lexicon, names))
        for span, head in zip(spans, speakers, strict=True)
    ]
    outlets, outlet_spans = _outlets(parsed, sentence)
    return Draft(
        key=(trigger,),
        event_type=statement.event_type,
        type_spans=(trigger,),
        status=Status.OCCURRED,
        status_spans=(trigger,),
        attribution=tuple([*attribution, *outlets]),
        attribution_spans=(*spans, *outlet_spans) or (trigger,),
        actors=tuple(speaker_actors + [ActorDraft(role=addressee_role, span=a) for a in addressees]),
        place=_statement_place(statement, places) or demonym_place(document, sentence, names),
        time=statement.time,
        statement=(value, support),
        confidence=round(score, 2),
    )


def _status(group: Group, document: Document) -> tuple[Status, tuple[Span, ...], ReadFrame]:
    """Status by precedence: what any frame tells as fact is fact, unless the event is told as a failed attempt."""
    frames = [f for f in group.frames if not f.frame.generic] or group.frames
    if frames[0].status.status is Status.ATTEMPTED:
        best = frames[0]
    else:
        best = min(frames, key=lambda f: (_PRECEDENCE.index(f.status.status), f.index))
    return best.status.status, (_span(document, best.frame.sentence, best.status.tokens),), best


def _attribution(
    carrier: ReadFrame,
    claim: tuple[ClaimReading, Sentence] | None,
    status: Status,
    parsed: ParsedDocument,
    lexicon: Lexicon,
    names: NameFinder,
) -> tuple[tuple[Attribution, ...], tuple[Span, ...]]:
    document, sentence = parsed.document, carrier.frame.sentence
    chain: list[Attribution] = []
    spans: list[Span] = []
    if status is Status.CLAIMED and claim is not None:
        for head in claim[0].by:
            span = _phrase_span(document, claim[1], head)
            chain.append(Attribution(speaker=span.quote, kind=SpeakerKind.CLAIMANT))
            spans.append(span)
    speakers: list[Speaker] = speakers_of(carrier.frame.trigger, lexicon, names)
    for speaker in speakers:
        span = _span(document, sentence, speaker.tokens)
        if span not in spans:
            chain.append(Attribution(speaker=span.quote, kind=speaker.kind))
            spans.append(span)
    outlets, outlet_spans = _outlets(parsed, sentence)
    return tuple([*chain, *outlets]), tuple([*spans, *outlet_spans])


def _outlets(parsed: ParsedDocument, sentence: Sentence) -> tuple[list[Attribution], list[Span]]:
    """The outlet credited after the item, else the outlet of the document, else the document itself."""
    document = parsed.document
    spans = (
        [document.span(a, b) for a, b in trailing_outlets(parsed.body, parsed.blocks[sentence.block])]
        if parsed.layout is Layout.DIGEST
        else []
    )
    if not spans and document.outlet:
        spans = [document.span(0, len(document.outlet), part="outlet")]
    return [Attribution(speaker=s.quote, kind=SpeakerKind.OUTLET) for s in spans], spans


def _casualties(group: Group, document: Document) -> dict[Casualty, tuple[Count, tuple[Span, ...]]]:
    """One count for each kind of harm: rival figures give the range over the sources; parts are not added twice."""
    by_kind: dict[Casualty, list[tuple[Toll, Span]]] = {}
    for read in group.frames:
        for toll in read.frame.tolls:
            by_kind.setdefault(toll.kind, []).append((toll, _span(document, toll.sentence, toll.tokens)))
    if group.event_type not in _ATTACKS and Casualty.PERPETRATORS_KILLED in by_kind:
        by_kind.setdefault(Casualty.KILLED, []).extend(by_kind.pop(Casualty.PERPETRATORS_KILLED))
    return {kind: _combine(rows) for kind, rows in by_kind.items()}


def _combine(rows: list[tuple[Toll, Span]]) -> tuple[Count, tuple[Span, ...]]:
    """The figure for the whole: the largest told, since later sentences break the toll into parts."""

    def size(row: tuple[Toll, Span]) -> int:
        return row[0].count.low or row[0].count.high or 0

    best = max(rows, key=size)
    same = [
        span
        for toll, span in rows
        if (toll.count.low, toll.count.high) == (best[0].count.low, best[0].count.high)
    ]
    return best[0].count, _unique((best[1], *same))


def _actors(
    group: Group,
    event_type: str,
    claim: tuple[ClaimReading, Sentence] | None,
    document: Document,
    lexicon: Lexicon,
    names: NameFinder,
) -> tuple[ActorDraft, ...]:
    """Everyone with a role, in order of mention: doers, then those harmed, then other targets, then the claimant."""
    found: list[ActorDraft] = []
    for read in group.frames:
        frame = read.frame
        people = _harmed(frame)
        harmed = {p.i for p in people}
        one_sided = event_type == "armed_clash" and bool(harmed)
        doer = Role.PARTICIPANT if event_type in _PARTICIPANTS and not one_sided else Role.PERPETRATOR
        found.extend(
            _actor(document, frame.sentence, h, doer)
            for h in frame.agents
            if h.i not in harmed and _names_someone(h)
        )
        found.extend(_actor(document, frame.sentence, h, Role.VICTIM) for h in people if _names_someone(h))
        for head in frame.patients:
            if head.i in harmed or not _names_someone(head):
                continue
            human = is_person(head, lexicon) or is_armed(head, lexicon, names) or is_group_like(head, names)
            if event_type in _PARTICIPANTS and human:
                found.append(_actor(document, frame.sentence, head, Role.PARTICIPANT))
            elif human or event_type in _STRIKES:
                role = Role.VICTIM if human and frame.only_outcome else Role.TARGET
                found.append(_actor(document, frame.sentence, head, role))
    if claim is not None and claim[0].made:
        found.extend(_actor(document, claim[1], b, Role.PERPETRATOR) for b in claim[0].by if b.pos_ != "PRON")
    return _distinct(found)


_STRIKES = frozenset({
    "air_strike", "shelling", "bombing", "suicide_bombing", "grenade", "armed_attack", "property_attack", "chemical_attack",
    "weapons_seizure",
})  # fmt: skip
"""Types whose target may be a thing."""


def _actor(document: Document, sentence: Sentence, head: Token, role: Role) -> ActorDraft:
    return ActorDraft(role=role, span=_phrase_span(document, sentence, head))


def _harmed(frame: Frame) -> list[Token]:
    """Heads of those whom the tolls count; "one casualty among security forces" harms the forces."""
    people: list[Token] = []
    for toll in frame.tolls:
        if toll.kind not in _HARMED or toll.count.high == 0:
            continue
        for person in toll.people:
            of = prepositional(person, "among", "of", "in") if lemma_of(person) in _HARM_NOUNS else []
            people.extend(h for h in (of or [person]) if h not in people)
    return people


_HARM_NOUNS = frozenset({"casualty", "injury", "death", "fatality", "toll", "life", "body", "corpse"})


_MEANS = frozenset({
    "gas", "bullet", "round", "shell", "mortar", "rocket", "missile", "bomb", "grenade", "cannon", "shot", "munition", "stone", "fire",
    "responsibility", "way", "place", "sentence", "attack",
})  # fmt: skip
"""What is fired, thrown or taken is no target."""


def _names_someone(head: Token) -> bool:
    """Whether the phrase says who, and is not a bare pronoun, number or count of harm."""
    if (
        head.pos_ in {"PRON", "DET"}
        or lemma_of(head) in _HARM_NOUNS
        or head.lower_ in {"dozens", "more", "fire", "control", "shot"}
    ):
        return False
    if head.ent_type_ in {"DATE", "TIME"} or lemma_of(head) in _MEANS:
        return False
    if head.pos_ == "NUM":
        return any(c.lower_ == "of" for c in head.children)
    return head.lower_ != "others" or any(c.dep_ == "nummod" for c in head.children)


def _distinct(found: list[ActorDraft]) -> tuple[ActorDraft, ...]:
    """One entry for each role and wording, in order."""
    seen: set[tuple[Role, str]] = set()
    kept: list[ActorDraft] = []
    for actor in found:
        key = (actor.role, actor.span.quote.lower().removeprefix("the "))
        if key not in seen:
            seen.add(key)
            kept.append(actor)
    return tuple(kept)


def _place(
    group: Group, readings: Sequence[SentenceReading], parsed: ParsedDocument, names: NameFinder
) -> PlaceDraft | None:
    """The event's place: told with it, else where its story is, else the country of those it concerns.

    A background event takes no place from the story around it.
    """
    own = [f.frame.place for f in group.frames if f.frame.place is not None]
    if own:
        strong = [p for p in own if p.strength == 2] or own
        finer = [p for p in strong[:4] if not p.country] or strong
        return finer[0].draft
    first = group.frames[0]
    same_block = [r for r in readings if r.sentence.block == first.block]
    nearby = _first_place([r for r in same_block if r.sentence.index <= first.index])
    if nearby is None and parsed.layout is Layout.STORY and not first.background:
        nearby = _first_place([r for r in readings if r.sentence.index < LEAD_SENTENCES])
    return nearby or demonym_place(parsed.document, first.frame.sentence, names)


def _statement_place(statement: StatementReading, places: Sequence[PlaceMention]) -> PlaceDraft | None:
    """What place a speech act is about: one said to be "in" something first, then any other than the speaker's own."""
    own = {t.i for s in statement.speakers for t in s.subtree}
    about = [p for p in places if p.head.i not in own]
    ranked = [p for p in about if p.strength == 2] or about or list(places)
    return ranked[0].draft if ranked else None


LEAD_SENTENCES = 4
"""A story says where it happens in its first sentences."""


def _first_place(readings: Sequence[SentenceReading]) -> PlaceDraft | None:
    places = [p for r in readings for p in r.places if p.strength == 2]
    finer = [p for p in places if not p.country] or places
    return finer[0].draft if finer else None


def demonym_place(document: Document, sentence: Sentence, names: NameFinder) -> PlaceDraft | None:
    """The country that an adjective or name in the sentence points to ("Venezuelan president", "Syria's")."""
    for token in sentence.tokens:
        if token.text[:1].isupper() and (names.is_country(token.text) or names.is_demonym(token.text)):
            return PlaceDraft(span=_span(document, sentence, [token]))
    return None


def _time(group: Group, readings: Sequence[SentenceReading], parsed: ParsedDocument) -> TimeDraft | None:
    """The event's time: told with it, else told before it in its paragraph, else the day of the story's lead.

    A digest item and a background event take no time from elsewhere.
    """
    times = [f.frame.time for f in group.frames if f.frame.time is not None]
    dated = [t for t in times if not t.draft.relative_to_event]
    if dated or parsed.layout is Layout.DIGEST or group.frames[0].background:
        return (dated or times)[0].draft if times else None
    if times and not parsed.document.published:
        return times[0].draft
    first = group.frames[0]
    before = [
        r
        for r in readings
        if r.sentence.index <= first.index
        and (r.sentence.block == first.block or r.sentence.index < LEAD_SENTENCES)
    ]
    for reading in reversed(before):
        told = [
            f.time
            for f in reading.frames
            if f.time is not None and not f.past and not f.time.draft.relative_to_event
        ]
        if told:
            return told[0].draft
    return times[0].draft if times else None


def _weapon(group: Group, document: Document, lexicon: Lexicon) -> Span | None:
    if not group.frames[0].frame.violent and group.event_type not in {
        "riot",
        "protest_intervention",
        "weapons_seizure",
    }:
        return None
    for read in group.frames:
        tokens = weapon_of(read.frame.trigger, list(read.frame.sentence.tokens), lexicon)
        if tokens:
            return _span(document, read.frame.sentence, tokens)
    return None


def _claim(
    claim: tuple[ClaimReading, Sentence] | None, document: Document
) -> tuple[Claim, tuple[Span, ...]] | None:
    if claim is None or not claim[0].made or not claim[0].by:
        return None
    reading, sentence = claim
    by = [_phrase_span(document, sentence, head) for head in reading.by]
    spans = [*by, _span(document, sentence, reading.tokens)]
    if reading.mode_tokens:
        spans.append(_span(document, sentence, reading.mode_tokens))
    return Claim(by=by[0].quote, mode=reading.mode), tuple(spans)


def _organisation(speaker: Token, names: NameFinder) -> str | None:
    """The group that a speaker speaks for, when the phrase names one ("the IS spokesperson")."""
    hits = names.actors(phrase_text(speaker))
    text = phrase_text(speaker)
    groups = [h for h in hits if h.kind != "person"]
    return text[groups[0].start : groups[0].end] if groups else None


def _phrase_span(document: Document, sentence: Sentence, head: Token) -> Span:
    return _span(document, sentence, noun_phrase(head))


def _span(document: Document, sentence: Sentence, tokens: Sequence[Token]) -> Span:
    return document.span(*sentence.span_of(tokens))


def _unique(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(spans))
