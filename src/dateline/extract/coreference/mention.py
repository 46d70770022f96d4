"""A mention of somebody or something: its words, its kind, its number, gender and animacy.

What the words do not tell stays unknown (``None``) and agrees with everything; no gender is guessed from a
first name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Token

from dateline.extract.coder import NameFinder
from dateline.extract.coreference.words import (
    ARMED,
    FEMALE,
    GROUPS,
    MALE,
    NOT_ACTING,
    PEOPLE,
    PRONOUNS,
    TITLES,
)
from dateline.text.parse import Sentence, words_of

__all__ = ["Form", "Mention", "describe", "mentions_in"]


class Form(StrEnum):
    """How a mention names its thing."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One mention; ``words`` are its lower-case words without article, quotation marks and "'s"."""

    sentence: Sentence
    head: Token
    tokens: tuple[Token, ...]
    form: Form
    words: tuple[str, ...]
    plural: bool | None
    female: bool | None
    person: bool | None
    """Whether it is one or more human beings; an organisation, a force or a country is not."""
    collective: bool
    """Whether it is an organisation, force, people or country: "it" and "they" both take it up."""
    registry: frozenset[str] = frozenset()
    """Ids of the registry actors that the words name, ties left out."""
    armed: bool = False
    start: int = field(init=False)
    """Offset of the head in the body: one head is one mention."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.sentence.offset + int(self.head.idx))

    @property
    def definite(self) -> bool:
        """Whether it points back: "the group", "this group", "those men"."""
        return any(c.dep_ == "det" and c.lower_ in _POINTING for c in self.head.children)


_POINTING = frozenset({"the", "this", "that", "these", "those"})


def mentions_in(sentence: Sentence, names: NameFinder) -> Iterator[Mention]:
    """Every noun phrase and personal pronoun of a sentence that may be an actor or a place, in order.

    Of a phrase the words up to its head: what follows it describes, but seldom names.
    """
    for token in sentence.tokens:
        if token.pos_ == "PRON" or token.tag_ in {"PRP$", "WP", "WP$"}:
            if token.lower_ in PRONOUNS:
                yield describe(sentence, token, [token], names)
        elif (
            token.pos_ in {"NOUN", "PROPN"}
            and token.dep_ not in {"compound", "nmod", "amod"}
            and token.ent_type_ not in _NO_ACTORS
        ):
            yield describe(sentence, token, list(token.doc[token.left_edge.i : token.i + 1]), names)


_NO_ACTORS = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"})


def describe(sentence: Sentence, head: Token, tokens: list[Token], names: NameFinder) -> Mention:
    """The mention whose phrase is ``tokens`` with its ``head``."""
    if head.lower_ in PRONOUNS and len(tokens) == 1:
        shape = PRONOUNS[head.lower_]
        return Mention(sentence, head, tuple(tokens), Form.PRONOUN, (head.lower_,), *shape, collective=False)
    lemma = head.lemma_.lower()
    words = _words(tokens)
    form = Form.NAME if head.pos_ == "PROPN" or head.ent_type_ in _NAMED else Form.DESCRIPTION
    named = form is Form.NAME
    hits = [h for h in names.actors(_text(tokens[0], tokens[-1])) if not h.affiliated] if named else []
    human = head.ent_type_ == "PERSON" or lemma in PEOPLE or bool(set(words) & TITLES)
    group = head.ent_type_ in {"ORG", "GPE", "NORP"} or lemma in GROUPS
    known = any(h.kind == "person" for h in hits) if form is Form.NAME else False
    thing = lemma in NOT_ACTING or head.ent_type_ in {"FAC", "LOC", "PRODUCT", "EVENT", "LAW"}
    if any(h.kind != "person" for h in hits) and not known and form is Form.NAME:
        human, group = False, True
    person: bool | None = True if human or known else (False if group or thing else None)
    return Mention(
        sentence,
        head,
        tuple(tokens),
        form,
        words,
        plural=_plural(head, form),
        female=_female(words) if person is not False else None,
        person=person,
        collective=group and not human,
        registry=frozenset(h.actor_id for h in hits) if form is Form.NAME else frozenset(),
        armed=lemma in ARMED or any(h.kind in {"rebel", "militia", "criminal"} for h in hits),
    )


_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})


def _words(tokens: list[Token]) -> tuple[str, ...]:
    """Read from the document: the parser may have been given a stand-in for a name such as "IS"."""
    kept = [_text(t, t).lower() for t in tokens if t.is_alpha or t.is_digit or "-" in t.text.strip("-")]
    while kept and kept[0] in {"the", "a", "an", "this", "that", "these", "those", ""}:
        kept.pop(0)
    return tuple(kept)


def _text(first: Token, last: Token) -> str:
    return words_of(first.doc, first.idx, last.idx + len(last.text))


def _plural(head: Token, form: Form) -> bool | None:
    if form is Form.NAME:
        return True if head.tag_ == "NNPS" and head.ent_type_ != "ORG" else None
    if head.tag_ == "NNS" or head.lower_ in {"people", "police"}:
        return True
    return False if head.tag_ == "NN" else None


def _female(words: tuple[str, ...]) -> bool | None:
    told = {True} if set(words) & FEMALE else set()
    told |= {False} if set(words) & MALE else set()
    return told.pop() if len(told) == 1 else None
