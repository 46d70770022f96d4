"""What is a branch of, linked to, allied with or backed by what; and who is in or out of what."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.extract.dossier.draft import PartyDraft
from dateline.extract.dossier.page import Row
from dateline.extract.dossier.told import Told
from dateline.extract.dossier.words import load_words
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import agents_of, is_passive, noun_phrase, objects_of, prepositional, subjects_of
from dateline.model import ActorFact

__all__ = ["find_branches", "find_hyphened", "find_memberships", "find_tied"]

_COPULAS = frozenset({"be", "is", "are", "was", "were", "been", "become", "remain"})


def find_branches(noun: Token, row: Row) -> Iterator[Told]:
    """ "Tolm Front, an affiliate of the Ring", "the Ring's Sahel branch"."""
    relation = load_words().relation("tie", lemma_of(noun))
    if relation is None or noun.pos_ not in {"NOUN", "PROPN"} or noun.tag_ in {"NNS", "NNPS"}:
        return
    own = _own_name(noun, row)
    if own is not None:
        yield Told(
            kind=ActorFact.BRANCH,
            relation=relation,
            subject=own[0],
            object=own[1],
            trigger=noun,
            cue=(noun,),
            predicated=False,
        )
        return
    owner = _owner(noun, row)
    if owner is None or owner.person:
        return
    subject, verb = _said_of(noun, row)
    if subject is None:
        subject = _itself(noun, owner, row)
    if subject is not None and not subject.person and subject.words != owner.words:
        yield Told(
            kind=ActorFact.AFFILIATION if relation == "allied with" else ActorFact.BRANCH,
            relation=relation,
            subject=subject,
            object=owner,
            trigger=verb or noun,
            cue=(noun,),
            predicated=verb is not None,
        )


def _own_name(noun: Token, row: Row) -> tuple[PartyDraft, PartyDraft] | None:
    """A branch that the registry or parser knows by its owner's name: "the Ring's Sahel" before "branch"."""
    name = row.at(noun.i - 1) if noun.i > row.first else None
    if name is None or name.person or name.end != noun.i:
        return None
    owned = [i for i in range(name.start + 1, name.end - 1) if row.tokens[i - row.first].lower_ == "'s"]
    if not owned:
        return None
    return PartyDraft(span=row.span(name.start, noun.i + 1)), PartyDraft(span=row.span(name.start, owned[0]))


def _owner(noun: Token, row: Row) -> PartyDraft | None:
    for head in prepositional(noun, "of"):
        # The registry marks a name after "affiliate of" as naming a tie, which is what is asked for here.
        name = row.at(head.i)
        return row.named(name) if name is not None and not name.people else row.party(head)
    for child in noun.children:
        if child.i < noun.i and child.dep_ in {"poss", "compound", "nmod", "amod"}:
            name = row.at(child.i)
            if name is not None and not name.place and not name.affiliated:
                return row.named(name)
            if child.dep_ == "poss":
                return row.party(child)
    return None


def _said_of(noun: Token, row: Row) -> tuple[PartyDraft | None, Token | None]:
    """What is called a branch, and the verb that says so where one does."""
    if noun.dep_ == "attr" and lemma_of(noun.head) in _COPULAS:
        subjects = subjects_of(noun.head, passive=False)
        return (row.party(subjects[0]) if len(subjects) == 1 else None), noun.head
    beside = [c for c in noun.children if c.dep_ == "appos" and c.i > noun.i]
    if noun.dep_ == "appos" and noun.head.i < noun.i:
        beside.append(noun.head)
    for token in beside:
        if row.at(token.i) is not None:
            return row.party(token), None
    after = row.at(noun.i + 1)
    if after is not None and after.start == noun.i + 1 and not after.place and not after.affiliated:
        return row.named(after), None
    return None, None


def _itself(noun: Token, owner: PartyDraft, row: Row) -> PartyDraft | None:
    """The phrase itself where it tells this branch from others: "the Ring's Sahel branch"."""
    tokens = [t for t in noun_phrase(noun) if t.lower_ not in {"the", "a", "an"}]
    own = owner.span
    telling = [
        t
        for t in tokens
        if t.i < noun.i
        and t.text[:1].isupper()
        and t.pos_ in {"PROPN", "ADJ", "NOUN"}
        and not own.start <= row.sentence.offset + t.idx < own.end
    ]
    if not telling or owner.antecedent is not None:
        return None
    return PartyDraft(span=row.span_of(*tokens))


def find_tied(word: Token, row: Row) -> Iterator[Told]:
    """ "Tolm Front, which is linked to the Ring", "has ties to the Ring", "backed by Umbria"."""
    words = load_words()
    tied = words.relation("tied", lemma_of(word)) or words.relation("tied", word.lower_)
    if tied is not None:
        others = prepositional(word, "to", "with")
        if others and word.pos_ == "NOUN":
            if word.dep_ != "dobj" or lemma_of(word.head) not in {"have", "maintain"}:
                return
            subjects = subjects_of(word.head, passive=False)
        elif others:
            subjects = _described(word)
        else:
            return
        yield from _ties(subjects, others[:1], tied, word, row)
    backed = words.relation("backed", lemma_of(word))
    if backed is not None and word.tag_ == "VBN" and is_passive(word):
        yield from _ties(_described(word), agents_of(word)[:1], backed, word, row)


def _described(word: Token) -> list[Token]:
    """What a participle or adjective describes."""
    if word.dep_ in {"acl", "amod", "relcl"} and word.head.pos_ in {"NOUN", "PROPN"}:
        return [word.head]
    if word.dep_ == "acomp":
        return subjects_of(word.head, passive=False)
    return subjects_of(word, passive=True)


def _ties(
    subjects: list[Token],
    others: list[Token],
    relation: str,
    word: Token,
    row: Row,
) -> Iterator[Told]:
    if not any(row.at(head.i) for head in (*subjects[:1], *others)):
        return
    for subject in subjects[:1]:
        party = row.party(subject)
        for other in others:
            name = row.at(other.i)
            # The registry marks a name after "linked to" as naming a tie, which is what is asked for here.
            to = row.named(name) if name is not None else row.party(other)
            private = (
                party is not None and party.person and not (party.known or (to is not None and to.known))
            )
            if party is None or to is None or party.place or to.people or private:
                continue
            if party.words != to.words:
                yield Told(
                    kind=ActorFact.AFFILIATION,
                    relation=relation,
                    subject=party,
                    object=to,
                    trigger=word,
                    cue=(word,),
                    predicated=word.dep_ not in {"acl", "amod"},
                )


def find_hyphened(word: Token, row: Row) -> Iterator[Told]:
    """ "the Umbria-backed Tolm Front": a name, a hyphen, a participle and another name."""
    words = load_words()
    lemma = lemma_of(word)
    relation = words.relation("backed", lemma) or words.relation("tied", lemma)
    hyphen = word.i - 1
    if (
        relation is None
        or hyphen <= row.first
        or row.tokens[hyphen - row.first].text not in {"-", "\u2011", "\u2013"}
    ):
        return
    before = row.at(hyphen - 1)
    head = word.head
    while head.dep_ in {"compound", "amod", "nmod"} and head.head.i > head.i and row.at(head.i) is None:
        head = head.head
    after = row.at(head.i)
    if before is None or after is None or after.start <= word.i or after.place or after.affiliated:
        return
    if after.person and after.actor_id is None:
        return
    yield Told(
        kind=ActorFact.AFFILIATION,
        relation=relation,
        subject=row.named(after),
        object=row.named(before),
        trigger=word,
        cue=(word,),
        predicated=False,
    )


def find_memberships(verb: Token, row: Row) -> Iterator[Told]:
    """ "joined the 90-member coalition", "left the union", "was expelled from the party"."""
    relation = load_words().relation("membership", lemma_of(verb))
    if relation is None or verb.pos_ != "VERB":
        return
    if relation in {"joined", "left"}:
        members, groups = agents_of(verb), objects_of(verb)
    else:
        members = subjects_of(verb, passive=relation == "expelled from")
        groups = prepositional(verb, "from")
    if not any(row.at(head.i) for head in (*members, *groups[:1])):
        return
    for group in groups[:1]:
        party = _joinable(group, row)
        for member in members:
            who = row.party(member)
            private = (
                who is not None and who.person and not (who.known or (party is not None and party.known))
            )
            if party is not None and who is not None and who.words != party.words and not private:
                yield Told(
                    kind=ActorFact.MEMBERSHIP,
                    relation=relation,
                    subject=who,
                    object=party,
                    trigger=verb,
                    cue=(verb,),
                )


def _joinable(head: Token, row: Row) -> PartyDraft | None:
    """What one can be a member of: a named group, or a group noun with something that tells which."""
    name = row.at(head.i)
    if name is not None:
        return None if name.person or name.place else row.named(name)
    if lemma_of(head) not in load_words().lists["of_members"]:
        return None
    tokens = [t for t in noun_phrase(head) if t.lower_ not in {"the", "a", "an"}]
    telling = [t for t in tokens if t.i < head.i and (t.text[:1].isupper() or t.like_num or t.ent_type_)]
    return PartyDraft(span=row.span_of(*tokens)) if telling else row.party(head)
