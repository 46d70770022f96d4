"""Who is named where in a sentence: registry names, and entities of the parser mended at their edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dateline.extract.coder import NameFinder
from dateline.extract.dossier.words import load_words
from dateline.extract.mentions import lemma_of
from dateline.text.parse import Sentence, words_of

__all__ = ["Name", "names_by_token"]

_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_BAD_EDGE = frozenset({"aka", "alias", "the", "a", "an", "'s", "'", '"', "-", "(", ")"})
_BAD_END = _BAD_EDGE | {"of", "and", "for", "in", "at", ","}
_RANKS = frozenset({
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "gen.", "gen", "general", "col.", "colonel", "lt.",
    "lt", "maj.", "major", "captain", "capt.", "sir", "sheikh", "brig.", "brig", "sgt.", "sergeant", "rev.",
    "prof", "prof.", "adm", "adm.", "cpl", "supt", "admiral", "lieutenant", "brigadier", "major-general",
})  # fmt: skip


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


def names_by_token(sentence: Sentence, finder: NameFinder) -> dict[int, Name]:
    """Token index -> the name that it is a part of; a name of the registry before one of the parser."""
    reader = _Reader(sentence, finder)
    found: dict[int, Name] = {}
    for name in (*reader.known(), *reader.entities()):
        if not any(i in found for i in range(name.start, name.end)):
            found.update(dict.fromkeys(range(name.start, name.end), name))
    return found


class _Reader:
    """The tokens of one sentence, by their index in the text."""

    def __init__(self, sentence: Sentence, finder: NameFinder) -> None:
        self.sentence = sentence
        self.finder = finder
        self.tokens: list[Token] = list(sentence.tokens)
        self.first = int(sentence.tokens.start)

    def known(self) -> list[Name]:
        """Names of the registry."""
        tokens = self.sentence.tokens
        text = words_of(tokens.doc, tokens.start_char, tokens.end_char)
        rows: list[Name] = []
        for hit in self.finder.actors(text):
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

    def entities(self) -> list[Name]:
        """Names of the parser."""
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
        if people and not self.finder.is_demonym(self._shown(tokens)):
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

    def _shown(self, tokens: list[Token]) -> str:
        """The document's own words, where the parser may have read a stand-in."""
        return words_of(tokens[0].doc, tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))
