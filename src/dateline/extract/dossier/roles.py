"""Who holds which office of what, and who is a member of what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dateline.extract.dossier.draft import PartyDraft
from dateline.extract.dossier.offices import Office, office_at
from dateline.extract.dossier.page import Row
from dateline.extract.dossier.told import Told
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import is_passive, objects_of, subjects_of
from dateline.model import ActorFact

__all__ = ["find_roles"]

_COPULAS = frozenset({"be", "is", "are", "was", "were", "been", "become", "remain"})
_SERVES = frozenset({"serve", "act", "work"})
_CALLED = frozenset({"identify", "describe", "list"})
_PAST = frozenset({"was", "were", "served", "acted"})
"""Verbs of which an office is told as one that was held."""
_RANK_GAP = 3
"""Words of rank and quotation marks between an office and the name of who holds it."""


def find_roles(noun: Token, row: Row) -> Iterator[Told]:
    """What the phrase of ``noun`` tells of its holder, by any of four constructions."""
    office = office_at(noun, row)
    if office is None:
        return
    holder = _next_to(noun, office, row) or _beside(noun, row)
    if holder is not None:
        yield from _told(holder, office, noun, (noun,), row, predicated=False)
        return
    found = _predicated(noun, row)
    if found is not None:
        past = found[1].lower_ in _PAST
        office = replace(office, ended=office.ended or past)
        yield from _told(found[0], office, found[1], (found[1], noun), row, predicated=True)


def _told(
    holder: PartyDraft, office: Office, trigger: Token, cue: tuple[Token, ...], row: Row, *, predicated: bool
) -> Iterator[Told]:
    of = office.of or _of_after(holder, row)
    if holder.place or (of is None and (not holder.known or office.relation == "member of")):
        return
    member = office.relation == "member of"
    if not member and not holder.person and holder.known:  # the registry has it as a group
        return
    if member and holder.person and not (holder.known or (of is not None and of.known)):
        return  # a private person's membership is nobody's business
    yield Told(
        kind=ActorFact.MEMBERSHIP if member else ActorFact.ROLE,
        relation=office.relation,
        subject=holder,
        object=of,
        trigger=trigger,
        cue=cue if predicated else office.title,
        title=office.title,
        predicated=predicated,
        ended=office.ended,
        status=office.status,
    )


def _of_after(holder: PartyDraft, row: Row) -> PartyDraft | None:
    """ "President Jonas Orr of Umbria": what stands after the name."""
    ends = [t.i + 1 for t in row.tokens if row.sentence.offset + t.idx + len(t.text) == holder.span.end]
    for i in ends:
        at = i - row.first
        if at + 1 < len(row.tokens) and row.tokens[at].lower_ == "of":
            name = row.at(i + 1)
            return row.named(name) if name is not None and not name.person else None
    return None


def _next_to(noun: Token, office: Office, row: Row) -> PartyDraft | None:
    """ "Tolm leader Jonas Orr": the name right after the title, ranks and quotation marks between."""
    here = _past_of_what(office.title[-1].i + 1, row)
    for _ in range(_RANK_GAP + 1):
        if here >= row.first + len(row.tokens):
            return None
        name = row.at(here)
        if name is not None:
            whole = name.start == here and not name.place and not name.affiliated
            return row.named(name) if whole and (name.person or name.actor_id is None) else None
        token = row.tokens[here - row.first]
        if token.pos_ == "PROPN" and token.ent_type_ == "" and token.text[:1].isupper() and not _rank(token):
            return row.party(token.head if token.dep_ == "compound" else token)
        if not (_rank(token) or token.text in {'"', "\u201c", "'"}):
            return None
        here += 1
    return None


def _past_of_what(here: int, row: Row) -> int:
    """Past "to Umbria" in "ambassador to Umbria Jonas Orr", and the comma after it."""
    at = here - row.first
    if at < len(row.tokens) and row.tokens[at].lower_ in {"to", "for", "of"}:
        at += 1
        at += at < len(row.tokens) and row.tokens[at].lower_ == "the"
        name = row.at(at + row.first)
        if name is not None and not name.person:
            end = name.end - row.first
            comma = end < len(row.tokens) and row.tokens[end].text == ","
            after = row.at(end + 1 + row.first) if comma else None
            return end + row.first + (after is not None and after.person)
    return here


def _rank(token: Token) -> bool:
    return token.pos_ == "PROPN" and (token.text.endswith(".") or token.lower_ in _RANK_WORDS)


_RANK_WORDS = frozenset({"general", "colonel", "major", "captain", "lieutenant", "sheikh", "brigadier", "dr"})


def _beside(noun: Token, row: Row) -> PartyDraft | None:
    """ "Jonas Orr, the leader of Tolm" and "the leader of Tolm, Jonas Orr"."""
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i and _may_hold(child, row):
            return row.party(child)
    if noun.dep_ == "appos" and noun.head.i < noun.i and _may_hold(noun.head, row):
        return row.party(noun.head)
    return None


def _may_hold(token: Token, row: Row) -> bool:
    name = row.at(token.i)
    return name is not None and (name.person or (name.actor_id is None and not name.place))


def _predicated(noun: Token, row: Row) -> tuple[PartyDraft, Token] | None:
    """ "Orr is the leader of Tolm", "Orr served as leader"; with the verb."""
    verb = noun.head
    if noun.dep_ == "attr" and lemma_of(verb) in _COPULAS:
        subjects = subjects_of(verb, passive=False)
    elif noun.dep_ == "pobj" and verb.lower_ == "as" and verb.dep_ == "prep":
        verb = verb.head
        if lemma_of(verb) in _SERVES and not is_passive(verb):
            subjects = subjects_of(verb, passive=False)
        elif lemma_of(verb) in _CALLED:
            subjects = objects_of(verb)
        else:
            return None
    else:
        return None
    party = row.party(subjects[0]) if len(subjects) == 1 else None
    return None if party is None else (party, verb)
