"""A document as the readers of facts see it: who is named where, and whom a pronoun means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Token

from dateline.extract.coder import NameFinder
from dateline.extract.coreference.clusters import Clusters
from dateline.extract.coreference.mention import Form
from dateline.extract.coreference.resolve import antecedent_of, mentions_of_article
from dateline.extract.dossier.draft import PartyDraft
from dateline.extract.dossier.names import Name, names_by_token
from dateline.extract.dossier.words import load_words
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.scope import off_topic
from dateline.extract.syntax import noun_phrase
from dateline.model import Document, Span
from dateline.text.blocks import BlockKind
from dateline.text.parse import ParsedDocument, Sentence

__all__ = ["Page", "Row"]

MAX_SENTENCE = 150
"""Words of one sentence; longer ones are lists."""
SURE_ENOUGH = 0.6
"""A pronoun or description that is less surely one name leaves the assertion out: a wrong party is worse
than none in a history of that party."""


def _names_people(head: Token) -> bool:
    """Whether a noun is of an office or a group, so that a name beside it is its own."""
    words, lemma = load_words(), lemma_of(head)
    return words.relation("office", lemma) is not None or lemma in words.lists["of_members"]


@dataclass(frozen=True)
class Page:
    """A parsed document with the words and names it is read by."""

    parsed: ParsedDocument
    lexicon: Lexicon
    names: NameFinder

    @property
    def document(self) -> Document:
        """The document that was parsed."""
        return self.parsed.document

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sentences that are read: prose of a length that people write."""
        return tuple(
            s for s in self.parsed.sentences if s.kind is BlockKind.PROSE and len(s.tokens) <= MAX_SENTENCE
        )

    @cached_property
    def clusters(self) -> Clusters:
        """Which mentions are of one thing; worked out when a pronoun or description first asks."""
        return mentions_of_article(self.prose, self.names)

    def off_topic(self, sentence: Sentence) -> bool:
        """Whether the block is about sport, culture, business or animals."""
        known = self._topics.get(sentence.block)
        if known is None:
            rows = [s for s in self.prose if s.block == sentence.block]
            known = off_topic((t for s in rows for t in s.tokens), self.lexicon)
            self._topics[sentence.block] = known
        return known

    @cached_property
    def _topics(self) -> dict[int, bool]:
        return {}


class Row:
    """One sentence with its names; built only for sentences that hold a word of the lists."""

    def __init__(self, sentence: Sentence, page: Page) -> None:
        self.sentence = sentence
        self.page = page
        self.tokens: list[Token] = list(sentence.tokens)
        self.first = int(sentence.tokens.start)

    @cached_property
    def names(self) -> dict[int, Name]:
        """Token index -> the name that it is a part of."""
        return names_by_token(self.sentence, self.page.names)

    def _word(self, i: int) -> str:
        return self.tokens[i - self.first].lower_

    def at(self, i: int) -> Name | None:
        """The name that token ``i`` of the text is a part of."""
        return self.names.get(i)

    def before(self, i: int) -> int:
        """The token before ``i``, a possessive ending left out; -1 when none."""
        here = i - 1
        while here >= self.first and self._word(here) in {"'s", "’s", "'"}:
            here -= 1
        return here if here >= self.first else -1

    def span(self, start: int, end: int) -> Span:
        """The span of tokens ``[start, end)`` of the text."""
        tokens = self.tokens[start - self.first : end - self.first]
        return self.page.document.span(*self.sentence.span_of(tokens))

    def span_of(self, *tokens: Token) -> Span:
        """From the first to the last of ``tokens``."""
        return self.page.document.span(*self.sentence.span_of(tokens))

    def named(self, name: Name) -> PartyDraft:
        """The party of a name."""
        return PartyDraft(
            span=self.span(name.start, name.end),
            person=name.person,
            known=name.actor_id is not None,
            place=name.place,
            people=name.people,
        )

    def party(self, head: Token) -> PartyDraft | None:
        """Whom the phrase of ``head`` names; of a pronoun or description the name it stands for, if sure."""
        name = self.at(head.i)
        if name is not None:
            return None if name.affiliated or name.people else self.named(name)
        beside = [c for c in head.children if c.dep_ == "appos" and c.i > head.i]
        name = self.at(beside[0].i) if beside and _names_people(head) else None
        if name is not None and not (name.affiliated or name.people):
            return self.named(name)
        if head.pos_ == "PROPN" and head.ent_type_ in {"", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"}:
            return self._capitalised(head)
        return self._meant(head)

    def _capitalised(self, head: Token) -> PartyDraft | None:
        """A name that neither registry nor parser knows: the capitalised words around its head."""
        tokens = [t for t in noun_phrase(head) if t.i <= head.i]
        while tokens and not tokens[0].text[:1].isupper():
            tokens = tokens[1:]
        if len("".join(t.text for t in tokens)) < _SHORTEST or any(lemma_of(t) in _NO_ACTOR for t in tokens):
            return None
        return PartyDraft(span=self.span_of(*tokens))

    def _meant(self, head: Token) -> PartyDraft | None:
        clusters = self.page.clusters
        mention = clusters.at(self.sentence.offset + int(head.idx))
        if mention is None or mention.form is Form.NAME:
            return None
        found = antecedent_of(clusters, self.sentence, head)
        if found is None or found.confidence < SURE_ENOUGH or found.antecedent.form is not Form.NAME:
            return None
        row = Row(found.antecedent.sentence, self.page)
        name = row.at(found.antecedent.head.i)
        if name is None or name.affiliated or name.people:
            return None
        tokens = noun_phrase(head) if head.pos_ in {"NOUN", "PROPN"} else [head]
        return replace(row.named(name), span=self.span_of(*tokens), antecedent=row.named(name).span)


_SHORTEST = 3
_NO_ACTOR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "act",
    "agreement", "treaty", "resolution", "operation", "street", "airport", "hospital", "university", "river",
})  # fmt: skip
"""Capitalised words that name no party."""
