"""A heuristic beside which the tagger's attributions are shown: subject, verb of speech, complement.

It knows the rule coder's verbs of speech and what the parse says, nothing else: no quotation without a
verb, no noun that reports ("the claim that").
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from spacy.tokens import Token

from dateline.codebook import Codebook
from dateline.evaluate.corpora.polnear import Article, Attribution
from dateline.evaluate.metrics.ranges import Range
from dateline.extract.lexicon import load_lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import noun_phrase, subjects_of
from dateline.text.parse import Sentence, load_parser

__all__ = ["speech_attributions", "speech_heuristic"]

_AT_THE_EDGE = " \t\n,.;:-–—"
"""Signs that no content begins or ends with; a quotation mark protects the sign within it."""


def speech_heuristic() -> Callable[[Article], Sequence[Attribution]]:
    """A function that finds the attributions of an article (loads the parser, about 1 s)."""
    parser = load_parser(lambda _name: False)
    verbs = frozenset(load_lexicon(Codebook.load()).speech)

    def find(article: Article) -> Sequence[Attribution]:
        sentences = parser.parse(article.document).sentences
        return [
            found
            for sentence in sentences
            for found in speech_attributions(sentence, article.document.body, verbs)
        ]

    return find


def speech_attributions(sentence: Sentence, body: str, verbs: Collection[str]) -> Iterator[Attribution]:
    """The attributions of a sentence: "X said that A", "A, X said" and "A, according to X"."""
    for token in sentence.tokens:
        if token.pos_ == "VERB" and lemma_of(token) in verbs:
            content = _complement(token)
            source = next(iter(subjects_of(token, passive=False)), None)
            if content:
                yield _attribution(sentence, body, source, _verb_group(token), content)
        elif token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            source = next((t for t in token.nbor().children if t.dep_ == "pobj"), None)
            aside = {t.i for t in token.subtree}
            rest = [t for t in sentence.tokens if t.i not in aside]
            if source is not None and rest:
                yield _attribution(sentence, body, source, [token, token.nbor()], rest)


def _complement(verb: Token) -> list[Token]:
    """The tokens of what is said: the clause that the verb governs, or the one that it is put into."""
    clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
    if clause is not None:
        return list(clause.subtree)
    if verb.dep_ == "parataxis" and verb.head != verb:
        aside = {t.i for t in verb.subtree}
        return [t for t in verb.head.subtree if t.i not in aside]
    return []


def _verb_group(verb: Token) -> list[Token]:
    return [*(c for c in verb.children if c.dep_ in {"aux", "neg"} and c.i < verb.i), verb]


def _attribution(
    sentence: Sentence, body: str, source: Token | None, cue: Sequence[Token], content: Sequence[Token]
) -> Attribution:
    return Attribution(
        source=(sentence.span_of(noun_phrase(source)),) if source is not None else (),
        cue=(sentence.span_of(cue),),
        content=tuple(
            place for run in _runs(content) if (place := _trimmed(sentence.span_of(run), body))[0] < place[1]
        ),
    )


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens in stretches without gaps."""
    run: list[Token] = []
    for token in tokens:
        if run and token.i != run[-1].i + 1:
            yield run
            run = []
        run.append(token)
    yield run


def _trimmed(place: Range, body: str) -> Range:
    start, end = place
    while start < end and body[start] in _AT_THE_EDGE:
        start += 1
    while start < end and body[end - 1] in _AT_THE_EDGE:
        end -= 1
    return start, end
