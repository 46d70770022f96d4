"""Whom a phrase with a role stands for: a pronoun or a description gets the words before it that say who."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.coder import ActorDraft
from dateline.extract.coreference.mention import Form, Mention
from dateline.extract.coreference.resolve import Resolution, antecedent_of
from dateline.extract.spans import phrase_span
from dateline.extract.story import Story
from dateline.model import Role, Span
from dateline.text.parse import Sentence

__all__ = ["SURE_ENOUGH", "actor_draft", "pronoun_resolved"]

SURE_ENOUGH = 0.5
"""Below this a pronoun or description is left as it is worded."""


def actor_draft(head: Token, role: Role, sentence: Sentence, story: Story) -> ActorDraft | None:
    """The actor that the phrase of ``head`` names; ``None`` for a pronoun that is left open."""
    span = phrase_span(story.document, sentence, head)
    found = _resolved(head, sentence, story)
    if found is None:
        return None if head.pos_ in {"PRON", "DET"} else ActorDraft(role=role, span=span)
    words = _words(found.antecedent, story)
    return ActorDraft(role=role, span=span, antecedent=words)


def pronoun_resolved(head: Token, sentence: Sentence, story: Story) -> Mention | None:
    """Who a pronoun is; ``None`` for what is no pronoun, or is left open."""
    found = _resolved(head, sentence, story) if head.pos_ == "PRON" else None
    return found.antecedent if found is not None else None


def _resolved(head: Token, sentence: Sentence, story: Story) -> Resolution | None:
    mention = story.clusters.at(sentence.offset + int(head.idx))
    if mention is None or mention.form is Form.NAME:
        return None
    found = antecedent_of(story.clusters, sentence, head)
    if found is None or found.confidence < SURE_ENOUGH:
        return None
    says_who = found.antecedent.form is Form.NAME or mention.form is Form.PRONOUN
    return found if says_who else None


def _words(mention: Mention, story: Story) -> Span:
    return phrase_span(story.document, mention.sentence, mention.head)
