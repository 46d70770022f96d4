"""From a speech act to the draft of an account: who said it, for whom, to whom, through what."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.extract.actors import phrase_text
from dateline.extract.attribution import kind_of_speaker
from dateline.extract.coder import ActorDraft, Draft, NameFinder
from dateline.extract.places import PlaceMention
from dateline.extract.pronouns import person_before
from dateline.extract.referents import actor_draft
from dateline.extract.sources import outlets_of
from dateline.extract.spans import phrase_span, token_span
from dateline.extract.statements import StatementReading
from dateline.extract.story import Story
from dateline.extract.where_when import place_of_statement
from dateline.model import Attribution, Role, Statement, Status
from dateline.text.parse import Sentence

__all__ = ["account_of_statement"]


def account_of_statement(
    statement: StatementReading, score: float, places: Sequence[PlaceMention], story: Story
) -> Draft:
    """The draft of a speech act: it occurred, since it was said. ``places`` are those of its sentence."""
    document, sentence = story.document, statement.sentence
    trigger = token_span(document, sentence, [statement.trigger])
    told = _speakers(statement, story)
    speakers = [head for _, head in told]
    spans = [phrase_span(document, where, head) for where, head in told]
    drafts = [d for s in statement.speakers if (d := actor_draft(s, Role.SPEAKER, sentence, story))]
    drafts = drafts or [ActorDraft(role=Role.SPEAKER, span=span) for span in spans]
    addressees = [phrase_span(document, sentence, a) for a in statement.addressees]
    addressee_role = Role.TARGET if statement.event_type in {"accusation", "condemnation"} else Role.ADDRESSEE
    words = [span for d in drafts for span in d.spans]
    support = [*words, *addressees] or [trigger]
    if statement.medium_token is not None:
        support.append(token_span(document, sentence, [statement.medium_token]))
    medium = statement.medium
    said_by = drafts
    by = statement.delivered
    if by is not None:
        delivered = [phrase_span(document, by.sentence, by.speaker)]
        said_by.append(ActorDraft(role=Role.SPEAKER, span=delivered[0]))
        if by.channel is not None:
            delivered.append(phrase_span(document, by.sentence, by.channel))
            medium = "; ".join(filter(None, [medium, delivered[-1].quote]))
        support += delivered
    value = Statement(
        speaker=said_by[-1].words.quote if said_by else None,
        organisation=_organisation(speakers[0], story.names) if speakers else None,
        medium=medium,
        addressee=addressees[0].quote if addressees else None,
    )
    attribution = [
        Attribution(speaker=span.quote, kind=kind_of_speaker(head, story.lexicon, story.names))
        for span, head in zip(spans, speakers, strict=True)
    ]
    outlets, outlet_spans = outlets_of(story.parsed, sentence)
    return Draft(
        key=(trigger,),
        event_type=statement.event_type,
        type_spans=(trigger,),
        status=Status.OCCURRED,
        status_spans=(trigger,),
        attribution=(*attribution, *outlets),
        attribution_spans=(*spans, *outlet_spans) or (trigger,),
        actors=(*said_by, *(ActorDraft(role=addressee_role, span=a) for a in addressees)),
        place=place_of_statement(statement, places, story),
        time=statement.time,
        statement=(value, tuple(support)),
        score=round(score, 2),
    )


def _speakers(statement: StatementReading, story: Story) -> list[tuple[Sentence, Token]]:
    """Who speaks, each with the sentence that names them; for a lone "he", "she" or "I", who is meant."""
    named = [(statement.sentence, s) for s in statement.speakers if s.pos_ != "PRON"]
    if named or not any(s.lower_ in {"he", "she", "i"} for s in statement.speakers):
        return named
    person = person_before(statement.sentence, story)
    return [person] if person is not None else []


def _organisation(speaker: Token, names: NameFinder) -> str | None:
    """The group that a speaker speaks for, when the phrase names one ("the IS spokesperson")."""
    text = phrase_text(speaker)
    group = next((hit for hit in names.actors(text) if hit.kind != "person"), None)
    return text[group.start : group.end] if group is not None else None
