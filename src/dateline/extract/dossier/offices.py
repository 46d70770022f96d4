"""An office as a noun phrase tells it: its title, what it is an office of, and whether it still is."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.dossier.draft import PartyDraft
from dateline.extract.dossier.page import Row
from dateline.extract.dossier.words import load_words
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import prepositional
from dateline.model import Status

__all__ = ["Office", "office_at", "office_beside"]

_OF_OFFICE_AFTER = frozenset({"state", "defense", "defence", "staff", "war", "general", "government"})
"""Words after "of" that belong to the title: "secretary of state", "chief of staff"."""
_GENERAL = frozenset({"secretary", "director", "governor"})
_DEPUTY = frozenset({"vice", "deputy", "assistant"})
_MARKS_BACK = 3
"""Words before an office that may mark it: "the former long-serving Tolm president"."""


@dataclass(frozen=True, slots=True)
class Office:
    """``title`` are its words in order; ``of`` is ``None`` where the phrase does not say of what."""

    relation: str
    title: tuple[Token, ...]
    of: PartyDraft | None
    ended: bool
    status: Status | None
    start: int
    """The first token of the phrase, whose office it is and marks included."""


def office_at(noun: Token, row: Row) -> Office | None:
    """The office that a singular noun names; ``None`` when the word is none, or is part of a name."""
    words = load_words()
    relation = words.relation("office", lemma_of(noun)) or (
        "member of" if lemma_of(noun) == "member" else None
    )
    if relation is None or noun.tag_ not in {"NN", "NNP", "JJ"} or _in_name(noun, row) or _goes_on(noun, row):
        return None
    start = _title_start(noun, row)
    after = _after(noun, row)
    title = (*row.tokens[start - row.first : noun.i - row.first + 1], *after)
    lowered = {t.lower_ for t in title}
    if relation == "minister" and "prime" in lowered:
        relation = "prime minister"
    marks, at = _marks(start, row)
    of, begin = _left_of(at, noun, row)
    more, begin = _marks(begin, row) if of is not None else (frozenset(), at)
    if (lowered | marks | more) & _DEPUTY:  # also "deputy Asia director"
        relation = "deputy"
    later = None if relation == "envoy" else _named_after(noun, after, row)
    if relation == "minister" and later is not None and not (later.place or later.known):
        later = None  # "minister for Solidarity": what it is about
    of = later or of
    if of is not None and of.people and any(c.lower_ in {"a", "an"} for c in noun.children):
        return None  # "a great Umbrian leader" leads nothing that is told
    return Office(
        relation=relation,
        title=title,
        of=of,
        ended=bool((marks | more) & words.lists["ended"]),
        status=_status(marks | more),
        start=begin,
    )


def _in_name(noun: Token, row: Row) -> bool:
    """Whether the noun is a word of a name ("Leader Party", "Rosa King", "the UN rights chief")."""
    name = row.at(noun.i)
    if name is None or name.end - name.start == 1:
        return False
    return name.person or name.actor_id is not None or name.end - 1 != noun.i


def _goes_on(noun: Token, row: Row) -> bool:
    """Whether the title has its head further on: "chief" in "chief executive"."""
    at = noun.i + 1 - row.first
    if at >= len(row.tokens):
        return False
    after = row.tokens[at]
    return load_words().relation("office", lemma_of(after)) is not None or after.lower_ == "minister"


def _title_start(noun: Token, row: Row) -> int:
    words = load_words().lists["of_office"]
    start = noun.i
    while start > row.first:
        token = row.tokens[start - 1 - row.first]
        if token.text == "-" and start - 2 >= row.first and row.tokens[start - 2 - row.first].lower_ in words:
            start -= 2  # "Vice-President"
            continue
        name = row.at(token.i)
        if token.lower_ not in words or (name is not None and name.actor_id is not None):
            break
        start -= 1
    return start


def _after(noun: Token, row: Row) -> tuple[Token, ...]:
    """What "of" adds to the title and not to what it is an office of: "chief of staff"."""
    following = row.tokens[noun.i + 1 - row.first : noun.i + 2 - row.first]
    if lemma_of(noun) in _GENERAL and following and following[0].lower_ == "general":
        return (following[0],)  # "secretary general"
    for child in noun.children:
        if child.lower_ == "of" and child.i == noun.i + 1:
            for what in child.children:
                bare = what.dep_ == "pobj" and what.tag_ == "NN" and row.at(what.i) is None
                if (what.lower_ in _OF_OFFICE_AFTER and what.i == child.i + 1) or (
                    bare and what.left_edge.pos_ in {"NOUN", "ADJ"}
                ):
                    return tuple(row.tokens[child.i - row.first : what.i + 1 - row.first])
    return ()


def _marks(start: int, row: Row) -> tuple[frozenset[str], int]:
    """Words like "former" and "acting" right before token ``start``, and where they begin."""
    lists = load_words().lists
    known = lists["ended"] | lists["claimed"] | lists["alleged"] | lists["passing"] | _DEPUTY
    found: set[str] = set()
    here = start
    for _ in range(_MARKS_BACK):
        before = here - 1
        if before >= row.first and row.tokens[before - row.first].text in {"-", "\u2013"}:
            before -= 1
        if before < row.first or row.tokens[before - row.first].lower_ not in known:
            if before >= row.first + 1 and row.tokens[before - row.first].lower_ in {"proclaimed", "styled"}:
                found.add("self-proclaimed")
            break
        found.add(row.tokens[before - row.first].lower_)
        here = before
    return frozenset(found), here


def _status(marks: frozenset[str]) -> Status | None:
    lists = load_words().lists
    if marks & lists["claimed"]:
        return Status.CLAIMED
    return Status.ALLEGED if marks & lists["alleged"] else None


def _left_of(start: int, noun: Token, row: Row) -> tuple[PartyDraft | None, int]:
    """What stands before an office and owns it: "Tolm's", "the group's", "Umbrian"."""
    here = row.before(start)
    if here < 0:
        return None, start
    token = row.tokens[here - row.first]
    if token.text == ")" and here - 2 > row.first and row.tokens[here - 2 - row.first].text == "(":
        here -= 1  # "the Tolm Armed Front (TAF) leader"
    name = row.at(here)
    if name is not None:
        if name.person and name.end == start:  # "Orr president": no owner without "'s"
            return None, start
        name = name._replace(end=min(name.end, start))
        return (None, start) if name.affiliated or name.start >= name.end else (row.named(name), name.start)
    if token.dep_ == "poss" and _hangs_on(token, noun):
        return row.party(token), int(token.left_edge.i)
    return None, start


def _hangs_on(token: Token, noun: Token) -> bool:
    """Whether ``token`` stands in the phrase that ``noun`` stands in."""
    here = token
    for _ in range(4):
        if here.dep_ not in {"compound", "amod", "nmod", "poss", "nummod", "punct", "case"}:
            return False
        here = here.head
        if here in (noun, noun.head):
            return True
    return False


def _named_after(noun: Token, after: tuple[Token, ...], row: Row) -> PartyDraft | None:
    heads = prepositional(noun, "at")
    heads += prepositional(after[-1], "of", "for") if after else []
    heads += prepositional(noun, "of", "for")
    for head in heads:
        if head not in after:
            return row.party(head)
    return None


def office_beside(person: Token, row: Row) -> Office | None:
    """The office that stands beside a name: before it, or in apposition."""
    name = row.at(person.i)
    before = [row.tokens[name.start - 1 - row.first]] if name is not None and name.start > row.first else []
    beside = [c for c in person.children if c.dep_ in {"appos", "compound", "nmod"}]
    for token in (*before, *beside):
        office = office_at(token, row)
        if office is not None and office.relation != "member of":
            return office
    return None
