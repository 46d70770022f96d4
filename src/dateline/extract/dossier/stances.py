"""Who supports, opposes, recognises, condemns or owes allegiance to whom."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.extract.dossier.offices import office_beside
from dateline.extract.dossier.page import Row
from dateline.extract.dossier.told import Told
from dateline.extract.dossier.words import load_words
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import agents_of, is_passive, objects_of, prepositional
from dateline.model import ActorFact

__all__ = ["find_stances"]

_NOUNS = {"support": ("supports", "for"), "opposition": ("opposes", "to"), "backing": ("supports", "for")}
_VOICED = frozenset({"express", "voice", "reiterate", "declare", "announce", "pledge", "reaffirm", "offer"})
_SWORN = frozenset({"allegiance", "loyalty", "fealty"})
_SWEARS = frozenset({"pledge", "swear", "renew", "give", "declare", "switch"})


def find_stances(word: Token, row: Row) -> Iterator[Told]:
    """The stance that ``word`` tells of one named party towards another."""
    lemma = lemma_of(word)
    relation = load_words().relation("stance", lemma)
    if relation is not None and word.pos_ == "VERB":
        if is_passive(word) and relation == "supports":
            return  # "backed by" is a tie
        if relation == "recognises" and any(c.lower_ == "as" for c in word.children):
            return  # "recognised it as a border": no stance to it
        yield from _between(relation, (word,), agents_of(word), objects_of(word), row)
    elif word.dep_ == "dobj" and lemma in _NOUNS and lemma_of(word.head) in _VOICED:
        told, preposition = _NOUNS[lemma]
        own = [c for c in word.children if c.dep_ in {"poss", "compound", "amod", "nmod"} and row.at(c.i)]
        sides = own or agents_of(word.head)
        yield from _between(told, (word.head, word), sides, prepositional(word, preposition), row)
    elif word.dep_ == "dobj" and lemma in _SWORN and lemma_of(word.head) in _SWEARS:
        verb = word.head
        to = prepositional(word, "to") or prepositional(verb, "to")
        yield from _between("pledged allegiance to", (verb, word), agents_of(verb), to, row)
    elif lemma == "war" and word.dep_ == "dobj" and lemma_of(word.head) == "declare":
        verb = word.head
        on = prepositional(word, "on", "against") or prepositional(verb, "on", "against")
        yield from _between("declared war on", (verb, word), agents_of(verb), on, row)


def _between(
    relation: str, cue: tuple[Token, ...], sides: list[Token], others: list[Token], row: Row
) -> Iterator[Told]:
    """The stance of each side to each other; the first word of ``cue`` is the verb."""
    if not any(row.at(head.i) for head in (*sides, *others)):
        return  # two descriptions; whom they stand for is too unsure
    for side in sides:
        who = row.party(side)
        if who is not None and row.at(side.i) is None and who.antecedent is None:
            continue  # a capitalised word that neither registry nor parser takes for a name
        if who is not None and who.place and not row.page.names.is_country(who.words.quote):
            continue  # a town takes no stance
        if who is not None and who.person and not who.known and office_beside(side, row) is None:
            continue  # of people only those who hold an office or are known publicly have a stance here
        for other in others:
            name = row.at(other.i)
            whom = row.named(name) if name is not None and not name.people else row.party(other)
            if who is not None and whom is not None and who.words != whom.words:
                yield Told(
                    kind=ActorFact.STANCE,
                    relation=relation,
                    subject=who,
                    object=whom,
                    trigger=cue[0],
                    cue=cue,
                )
