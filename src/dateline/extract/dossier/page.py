"""A document as the readers of facts see it: who is named where, and whom a pronoun means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dateline.extract.coder import NameFinder
from dateline.extract.coreference.clusters import Clusters
from dateline.extract.coreference.mention import Form
from dateline.extract.coreference.resolve import antecedent_of, mentions_of_article
from dateline.extract.dossier.draft import PartyDraft
from dateline.extract.dossier.words import load_words
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.scope import off_topic
from dateline.extract.syntax import noun_phrase
from dateline.model import Document, Span
from dateline.text.blocks import BlockKind
from dateline.text.parse import ParsedDocument, Sentence, words_of

__all__ = ["Name", "Page", "Row"]

SURE_ENOUGH = 0.6
"""A pronoun or description that is less surely one name leaves the assertion out: a wrong party is worse
than none in a history of that party."""
_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BAD_EDGE = frozenset({"aka", "alias", "the", "a", "an", "'s", "'", '"', "-", "(", ")"})
_BAD_END = _BAD_EDGE | {"of", "and", "for", "in", "at", ","}
_RANKS = frozenset({
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "gen.", "gen", "general", "col.", "colonel", "lt.",
    "lt", "maj.", "major", "captain", "capt.", "sir", "sheikh", "brig.", "brig", "sgt.", "sergeant", "rev.",
    "prof", "prof.", "adm", "adm.", "cpl", "supt", "admiral", "lieutenant", "brigadier", "major-general",
})  # fmt: skip


def _names_people(head: Token) -> bool:
    """Whether a noun is of an office or a group, so that a name beside it is its own."""
    words, lemma = load_words(), lemma_of(head)
    return words.relation("office", lemma) is not None or lemma in words.lists["of_members"]


class Name(NamedTuple):
    """Tokens ``[start, end)`` of the text that name somebody; ``actor_id`` where the registry knows them."""

    start: int
    end: int
    person: bool
    actor_id: str | None
    affiliated: bool
    place: bool = False
    """A country or town: it acts only as a state."""
    people: bool = False
    """The word of a people ("Umbrian"), which names a state only before an office."""


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


MAX_SENTENCE = 150
"""Words of one sentence; longer ones are lists."""


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
        found: dict[int, Name] = {}
        for name in (*self._known(), *self._entities()):
            if not any(i in found for i in range(name.start, name.end)):
                found.update(dict.fromkeys(range(name.start, name.end), name))
        return found

    def _known(self) -> list[Name]:
        """Names of the registry."""
        tokens = self.sentence.tokens
        text = words_of(tokens.doc, tokens.start_char, tokens.end_char)
        rows: list[Name] = []
        for hit in self.page.names.actors(text):
            inside = [t.i for t in self.tokens if hit.start <= t.idx - tokens.start_char < hit.end]
            if inside:
                name = Name(inside[0], inside[-1] + 1, hit.kind == "person", hit.actor_id, hit.affiliated)
                rows.append(self._widened(name) if name.person else name)
        return rows

    def _widened(self, name: Name) -> Name:
        """A surname of the registry with the names before it ("Jonas" of "Jonas Orr")."""
        start = name.start
        while start > self.first and self._given(self.tokens[start - 1 - self.first]):
            start -= 1
        return name._replace(start=start)

    def _given(self, token: Token) -> bool:
        return token.pos_ == "PROPN" and token.ent_type_ == "PERSON" and token.lower_ not in _RANKS

    def _entities(self) -> list[Name]:
        rows: list[Name] = []
        for entity in self.sentence.tokens.ents:
            if entity.label_ not in _LABELS:
                continue
            start, end = self._edges(entity)
            split = self._office_in(start, end) if entity.label_ in {"ORG", "PERSON"} else None
            if split is not None:  # "Tolm Council president Jonas Orr", read as one name
                title, after = split
                rows.extend(self._name(start, title, "ORG"))
                rows.extend(self._name(after, end, "PERSON"))
            else:
                rows.extend(self._name(start, end, entity.label_))
        return rows

    def _name(self, start: int, end: int, label: str) -> Iterator[Name]:
        """The name of tokens ``[start, end)``, if they make one."""
        tokens = self.tokens[start - self.first : end - self.first]
        if not tokens or not any(t.text[:1].isupper() or t.is_lower for t in tokens):
            return
        if len(tokens) == 1 and tokens[0].pos_ == "NOUN":
            return
        people = label == "NORP"
        if people and not self.page.names.is_demonym(self.span(start, end).quote):
            return  # a faith or party members are no party that acts
        yield Name(start, end, label == "PERSON", None, False, label == "GPE" or people, people)

    def _office_in(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a title within an entity begins, and the token after it; ``None`` where there is none."""
        words = load_words()
        for i in range(end - 2, start - 1, -1):
            token = self.tokens[i - self.first]
            if words.relation("office", lemma_of(token)) is not None and token.tag_ in {"NN", "NNP"}:
                title = i
                while title > start and self._word(title - 1) in words.lists["of_office"]:
                    title -= 1
                return title, i + 1
        return None

    def _edges(self, entity: TokenSpan) -> tuple[int, int]:
        """The tokens of an entity without article, rank and office before it, or what trails behind."""
        start, end = int(entity.start), int(entity.end)
        tokens = [self.tokens[i - self.first] for i in range(start, end)]
        if entity.label_ == "PERSON":
            start = max((t.i + 1 for t in tokens[:-1] if self._no_name(t)), default=start)
        if entity.label_ == "ORG" and tokens[-1].lower_ == "of":  # "Federation of" before "Umbria"
            while end < self.first + len(self.tokens) and self.tokens[end - self.first].ent_type_ == "GPE":
                end += 1
        if entity.label_ == "ORG":
            end = next((t.i for t in tokens if t.text == "("), end)
            while start > self.first and self._same_phrase(self.tokens[start - 1 - self.first], start, end):
                start -= 1
        while start < end and (self._word(start) in _BAD_EDGE or self._word(start) in _RANKS):
            start += 1
        while start < end and self._word(end - 1) in _BAD_END:
            end -= 1
        return start, end

    def _same_phrase(self, token: Token, start: int, end: int) -> bool:
        """Whether a capitalised word before an organisation's name belongs to it."""
        office = (
            load_words().relation("office", lemma_of(token))
            or token.lower_ in load_words().lists["of_office"]
        )
        return (
            token.pos_ == "PROPN"
            and token.dep_ == "compound"
            and token.ent_type_ == ""
            and token.text[:1].isupper()
            and start <= token.head.i < end
            and not office
        )

    def _no_name(self, token: Token) -> bool:
        """Whether a word before the last of a person's name is a rank or an office, or a sign."""
        words = load_words()
        office = words.relation("office", lemma_of(token)) or token.lower_ in words.lists["of_office"]
        return bool(office) or token.lower_ in _RANKS or token.text in {"/", ":", "|"}

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
        if (
            head.pos_ == "NOUN"
            and beside
            and (name := self.at(beside[0].i))
            and not (name.affiliated or name.people)
        ):
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
