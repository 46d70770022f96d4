"""Other names of one actor: "formerly known as", "alias", "renamed itself"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.extract.dossier.draft import PartyDraft
from dateline.extract.dossier.names import Name
from dateline.extract.dossier.offices import office_beside
from dateline.extract.dossier.page import Row
from dateline.extract.dossier.told import Told
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import noun_phrase, objects_of, subjects_of
from dateline.model import ActorFact

__all__ = ["find_aliases"]

_FORMER = frozenset({"formerly", "previously", "once", "originally"})
_RENAME = frozenset({"rename", "rebrand"})


def find_aliases(word: Token, row: Row) -> Iterator[Told]:
    """The second name that ``word`` gives to a first."""
    if word.lower_ == "known":
        yield from _known_as(word, row)
    elif word.lower_ in {"alias", "aka", "a.k.a", "a.k.a.", "formerly"}:
        yield from _between_names(word, row)
    elif lemma_of(word) in _RENAME and word.pos_ == "VERB":
        yield from _renamed(word, row)


def _known_as(word: Token, row: Row) -> Iterator[Told]:
    as_ = next((c for c in word.children if c.lower_ == "as" and c.i > word.i), None)
    names = [p for p in as_.children if p.dep_ == "pobj"] if as_ is not None else []
    if as_ is None or not names:
        return
    heads = [word.head] if word.dep_ in {"acl", "relcl", "amod"} else subjects_of(word, passive=True)
    party = row.party(heads[0]) if heads else None
    other = _as_written(names[0], row)
    if party is None or other is None or party.words == other.words:
        return
    if party.person and not party.known and office_beside(heads[0], row) is None:
        return  # a private person's other names are nobody's business
    adverbs = {c.lower_ for c in word.children if c.dep_ == "advmod"}
    former = bool(adverbs & _FORMER)
    yield _alias("formerly known as" if former else "also known as", party, other, word, (word, as_))


def _as_written(head: Token, row: Row) -> PartyDraft | None:
    """A name, also one that nobody knows yet; a description ("a bomb maker") is none."""
    name = row.at(head.i)
    if name is not None:
        return row.named(name)
    tokens = [t for t in noun_phrase(head) if t.lower_ not in {"the", "a", "an"}]
    if not tokens or not (tokens[0].text[:1].isupper() and head.text[:1].isupper()):
        return None
    return PartyDraft(span=row.span_of(*tokens))


def _between_names(word: Token, row: Row) -> Iterator[Told]:
    """ "Jonas Orr, alias Red Jonas", "the Tolm Front (formerly Tolm Youth)"."""
    before = _skipped(word.i - 1, -1, {",", "(", '"', "-"}, row)
    after = _skipped(word.i + 1, 1, {"the", '"', "\u201c", ","}, row)
    first = row.at(before) if before is not None else None
    second: Name | None = row.at(after) if after is not None else None
    if first is None or second is None or first == second or first.place or second.place:
        return
    if (
        first.person
        and first.actor_id is None
        and office_beside(row.tokens[first.end - 1 - row.first], row) is None
    ):
        return
    relation = "formerly known as" if word.lower_ == "formerly" else "also known as"
    yield _alias(relation, row.named(first), row.named(second), word, (word,))


def _skipped(i: int, step: int, words: set[str], row: Row) -> int | None:
    while row.first <= i < row.first + len(row.tokens):
        if row.tokens[i - row.first].lower_ not in words:
            return i
        i += step
    return None


def _renamed(verb: Token, row: Row) -> Iterator[Told]:
    """ "The Tolm Front renamed itself Tolm Guard": the new name is the one that holds from then on."""
    objects = objects_of(verb)
    named = [c for c in verb.children if c.dep_ in {"oprd", "attr"}]
    named += [p for c in verb.children if c.lower_ in {"as", "to"} for p in c.children if p.dep_ == "pobj"]
    heads = [o for o in objects if o.lower_ not in {"itself", "themselves"}] or subjects_of(
        verb, passive=False
    )
    if not heads or not named:
        return
    old, new = row.party(heads[0]), _as_written(named[0], row)
    if old is not None and new is not None and old.words != new.words and not old.place:
        yield _alias("renamed", old, new, verb, (verb,))


def _alias(
    relation: str, party: PartyDraft, other: PartyDraft, trigger: Token, cue: tuple[Token, ...]
) -> Told:
    return Told(
        kind=ActorFact.ALIAS,
        relation=relation,
        subject=party,
        object=other,
        trigger=trigger,
        cue=cue,
        predicated=relation == "renamed",
    )
