"""Find the words that may tell an event: anchors of the lexicon in a parsed sentence.

A mention is only a candidate. What type it is, is decided by :mod:`dateline.extract.event_type`; whether it
tells an event at all, by :mod:`dateline.extract.scope` and :mod:`dateline.extract.background`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.lexicon import Anchor, Lexicon
from dateline.text.parse import Sentence

__all__ = ["OUTCOME_NOUNS", "OUTCOME_VERBS", "Mention", "find_mentions", "lemma_of"]

OUTCOME_VERBS = frozenset(
    {"kill", "wound", "injure", "die", "murder", "slay", "hurt", "shoot", "perish", "succumb"}
)
"""Verbs that tell what an attack did; they join the action of their sentence when there is one."""
OUTCOME_NOUNS = frozenset(
    {"killing", "murder", "death", "toll", "fatality", "casualty", "shooting", "slaying", "body", "corpse"}
)

_NOT_EVENTS = frozenset({
    "heart attack", "attack helicopter", "fire attack", "panic attack", "shark attack", "strike force",
    "cyber attack", "hit and", "air base", "attack aircraft", "protest movement", "protest camp",
    "personal attack", "asthma attack", "cyber - attack", "cyberattack", "bomb disposal", "bomb squad",
    "bomb shelter", "bomb experts",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """An anchor in a sentence: its head token, all its tokens, and the types it may tell."""

    sentence: Sentence
    trigger: Token
    tokens: tuple[Token, ...]
    anchors: tuple[Anchor, ...]
    outcome: bool = False

    @property
    def lemma(self) -> str:
        """Lower-case lemma of the trigger."""
        return lemma_of(self.trigger)


def lemma_of(token: Token) -> str:
    """Lower-case lemma; a plural taken for a name as it opens a sentence ("Shells struck") is mended."""
    lemma: str = token.lemma_.lower()
    if token.pos_ == "PROPN" and token.is_sent_start and lemma.endswith("s"):
        return lemma[:-1]
    return lemma


def find_mentions(sentence: Sentence, lexicon: Lexicon) -> list[Mention]:
    """Every anchor of the sentence; a phrase hides the single words inside it."""
    found: list[Mention] = []
    taken: set[int] = set()
    tokens = list(sentence.tokens)
    for i in range(len(tokens)):
        for mention in _phrases_at(sentence, tokens, i, lexicon):
            if not taken & {t.i for t in mention.tokens}:
                found.append(mention)
                taken |= {t.i for t in mention.tokens}
    for token in tokens:
        if token.i in taken or _excluded(token):
            continue
        word = _word_at(sentence, token, lexicon)
        if word is not None:
            found.append(word)
    found.sort(key=lambda m: m.trigger.i)
    return found


def _word_at(sentence: Sentence, token: Token, lexicon: Lexicon) -> Mention | None:
    lemma = lemma_of(token)
    anchors: tuple[Anchor, ...] = ()
    if token.pos_ in {"VERB", "AUX"} or (token.tag_ in {"VBG", "VBN", "VBD"} and token.pos_ == "ADJ"):
        anchors = lexicon.verbs.get(lemma, ()) or lexicon.nouns.get(token.lower_, ())
    elif token.pos_ in {"NOUN", "PROPN"}:
        anchors = lexicon.nouns.get(lemma, ()) or lexicon.nouns.get(token.lower_, ())
        if not anchors and token.tag_ == "NN" and token.lower_.endswith("ing"):
            anchors = lexicon.verbs.get(lemma, ())
    if not anchors:
        return None
    outcome = lemma in OUTCOME_VERBS or bool({lemma, token.lower_} & OUTCOME_NOUNS)
    return Mention(sentence, token, (token,), anchors, outcome)


def _phrases_at(sentence: Sentence, tokens: list[Token], i: int, lexicon: Lexicon) -> Iterator[Mention]:
    keys = {lemma_of(tokens[i]), tokens[i].lower_}
    for key in keys:
        for lemmas, anchor in lexicon.phrases.get(key, ()):
            matched = _match(tokens, i, lemmas)
            if matched:
                trigger = _head_of(matched)
                yield Mention(sentence, trigger, tuple(matched), (anchor,), outcome=False)


def _match(tokens: list[Token], i: int, lemmas: tuple[str, ...]) -> list[Token] | None:
    """The tokens that spell the phrase, letting one determiner, pronoun or adverb stand between two words."""
    matched = [tokens[i]]
    at = i
    for lemma in lemmas[1:]:
        at += 1
        if (
            at < len(tokens)
            and not _is(tokens[at], lemma)
            and tokens[at].pos_ in {"DET", "PRON", "ADV", "ADJ"}
        ):
            at += 1
        if at >= len(tokens) or not _is(tokens[at], lemma):
            return None
        matched.append(tokens[at])
    return matched


def _is(token: Token, lemma: str) -> bool:
    return bool(lemma_of(token) == lemma or token.lower_ == lemma)


def _head_of(tokens: list[Token]) -> Token:
    """The token of the phrase that the others hang on."""
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.head.i not in inside or token.head == token:
            return token
    return tokens[0]


def _excluded(token: Token) -> bool:
    """Whether the word is part of a fixed phrase that is no event, or a modifier inside a name."""
    if token.i > 0:
        before = token.nbor(-1)
        if f"{before.lower_} {token.lower_}" in _NOT_EVENTS:
            return True
    if token.i + 1 < len(token.doc):
        after = token.nbor(1)
        if f"{token.lower_} {after.lower_}" in _NOT_EVENTS:
            return True
    return False
