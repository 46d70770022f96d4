"""Who came into an office, left it, was removed from it or was killed or caught while leading."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.extract.dossier.draft import PartyDraft
from dateline.extract.dossier.offices import Office, office_at, office_beside
from dateline.extract.dossier.page import Row
from dateline.extract.dossier.told import Told
from dateline.extract.dossier.words import load_words
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import agents_of, is_passive, objects_of, prepositional, subjects_of
from dateline.model import ActorFact

__all__ = ["find_leadership"]

_LOSSES = frozenset({"killed", "died", "captured"})
_LEADS = frozenset({
    "leader", "commander", "head", "president", "prime minister", "minister", "chancellor", "monarch",
    "deputy", "founder", "governor", "spokesperson",
})  # fmt: skip
"""Offices whose holder's death or capture changes who leads."""


def find_leadership(verb: Token, row: Row) -> Iterator[Told]:
    """The change that ``verb`` tells, if it is one and is told of named people."""
    relation = load_words().relation("leadership", lemma_of(verb))
    if relation is None or verb.pos_ not in {"VERB", "AUX"}:
        relation = _phrase(verb)
    if relation == "succeeded":
        yield from _succession(verb, row)
    elif relation in {"appointed", "elected"}:
        yield from _appointment(verb, relation, row)
    elif relation in {"resigned", "removed"}:
        yield from _departure(verb, relation, row)
    elif relation in _LOSSES:
        yield from _loss(verb, relation, row)


def _phrase(verb: Token) -> str | None:
    """ "step down", "sworn in"."""
    lemma = lemma_of(verb)
    if verb.pos_ == "VERB" and any(c.dep_ == "prt" and c.lower_ in {"down", "in"} for c in verb.children):
        return {"step": "resigned", "stand": "resigned", "swear": "appointed"}.get(lemma)
    return None


def _change(verb: Token, relation: str, who: PartyDraft, office: Office | None) -> Told:
    return Told(
        kind=ActorFact.LEADERSHIP,
        relation=relation,
        subject=who,
        object=office.of if office else None,
        trigger=verb,
        cue=(verb,),
        title=office.title if office else (),
    )


def _succession(verb: Token, row: Row) -> Iterator[Told]:
    new, old = agents_of(verb), objects_of(verb)
    if len(new) != 1 or len(old) != 1:
        return
    who, whom = row.party(new[0]), row.party(old[0])
    if who is None or whom is None or not (who.person or whom.person):
        return
    if not (who.may_be_person and whom.may_be_person) or who.words == whom.words:
        return
    office = _as_office(verb, row)
    yield Told(
        kind=ActorFact.LEADERSHIP,
        relation="succeeded",
        subject=who,
        object=whom,
        trigger=verb,
        cue=(verb,),
        title=office.title if office else (),
    )


def _appointment(verb: Token, relation: str, row: Row) -> Iterator[Told]:
    office = _as_office(verb, row)
    people = objects_of(verb) if not is_passive(verb) else subjects_of(verb, passive=True)
    if office is None or not people:
        return
    who = row.party(people[0])
    if who is not None and who.may_be_person:
        yield _change(verb, relation, who, office)


def _departure(verb: Token, relation: str, row: Row) -> Iterator[Told]:
    people = objects_of(verb) if relation == "removed" else subjects_of(verb, passive=False)
    for person in people[:1]:
        office = _as_office(verb, row) or office_beside(person, row)
        who = row.party(person) if office is not None else None
        if who is not None and who.may_be_person and office is not None:
            yield _change(verb, relation, who, office)


def _loss(verb: Token, relation: str, row: Row) -> Iterator[Told]:
    people = subjects_of(verb, passive=False) if relation == "died" else objects_of(verb)
    if verb.dep_ == "relcl":  # "Orr and Voss, who was killed": the nearest
        people = [person for person in people if person == verb.head]
    for person in people:
        office = office_beside(person, row)
        leads = office is not None and office.relation in _LEADS and office.of is not None
        who = row.party(person) if leads else None
        if who is not None and who.may_be_person and leads and not (office and office.ended):
            yield _change(verb, relation, who, office)


def _as_office(verb: Token, row: Row) -> Office | None:
    """The office that the clause names: "as leader of", "president", "from his post as"."""
    heads = prepositional(verb, "as")
    for child in verb.children:
        if child.dep_ in {"oprd", "attr", "dobj", "xcomp"}:
            heads.append(child)
            heads += prepositional(child, "as")
    for head in heads:
        office = office_at(head, row)
        if office is not None and office.relation != "member of":
            return office
    return None
