"""Whom to count of the people a toll names: a name or description of someone counted already is nobody new.

"Two guards, Olav Stern and Per Lund" are two, "Olav Stern, a guard" is one, and "a former mayor and a leader
of the party was killed" tells of one, since the verb says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.extract.how_many import count_of
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import noun_phrase

__all__ = ["counted_once"]

_PARTIES = frozenset({"force", "side", "party", "country", "army", "government", "faction"})
"""What the parser may join to a list of the dead, and is none of them."""
_NOT_PEOPLE = frozenset({
    "time", "village", "house", "building", "vehicle", "tank", "attack", "dog", "horse", "animal", "cow",
    "lion", "percent", "jackal", "elephant", "bill", "plan", "idea", "process", "deal", "kilometre",
    "kilometer", "km", "mile", "metre", "meter", "hour", "minute", "day", "week", "month", "year", "district",
    "province", "town", "area", "bomb", "blast", "explosion", "device", "bombing", "car", "truck",
    "motorcycle", "grenade", "shell", "missile", "drone",
})  # fmt: skip
_NAMING = frozenset({"identified", "named", "namely", "alias", "aka", "@"})
"""Words after which a name only says again who is meant."""
_AND = frozenset({"and", "&"})
_ONE = (1, 1)


def counted_once(people: Sequence[Token], teller: Token) -> list[Token]:
    """The heads of ``people`` that are someone to count, in order, for the harm that ``teller`` tells."""
    told = {who for person in people for who in [person, *_listed_after(person)]}
    persons = sorted((p for p in told if lemma_of(p) not in _NOT_PEOPLE), key=lambda t: t.i)
    kept: list[Token] = []
    for person in persons:
        if _is_part(person) or (kept and _says_again(person, kept, persons)):
            continue
        kept.append(person)
    if _verb_tells_of_one(kept, teller):
        return [next((p for p in kept if p.head == teller), kept[0])]
    return kept


def _listed_after(person: Token) -> list[Token]:
    """ "A nurse and a driver" of "a soldier, a nurse and a driver", which the parser takes for what he is."""
    return [
        who
        for second in person.children
        if second.dep_ == "appos"
        and second.pos_ == "NOUN"
        and person.pos_ == "NOUN"
        and any(c.dep_ == "cc" for c in second.children)
        and all(any(c.dep_ in {"det", "nummod"} for c in t.children) for t in (second, *second.conjuncts))
        and count_of(person) == count_of(second) == _ONE
        for who in [second, *second.conjuncts]
    ]


def _says_again(person: Token, kept: Sequence[Token], persons: Sequence[Token]) -> bool:
    return (
        _renames(person, persons)
        or _of_another_time(person)
        or _is_named(person, kept[-1])
        or _describes(person, kept[-1], persons)
        or _names_the_counted(person, kept[0], persons)
    )


def _is_part(person: Token) -> bool:
    """Whether these people are counted in a whole named before them: "among them two children"."""
    if any(c.lower_ in {"among", "including"} and c.i < person.i for c in person.children):
        return True
    first = person.left_edge.i
    return {t.lower_ for t in person.doc[max(first - 2, person.sent.start) : first]} >= {"among", "them"}


def _renames(person: Token, persons: Sequence[Token]) -> bool:
    """Whether a name only says again who came before it: "a former rebel, Juan Paz", "Paz alias Lobo"."""
    if person.dep_ != "conj" or person == persons[0]:
        return False
    lead = {t.lower_ for t in person.doc[max(person.left_edge.i - 2, 0) : person.left_edge.i]}
    if lemma_of(person) in _PARTIES or lead & {"them", "including", "whom"}:
        return True
    before = person.nbor(-1).lower_ if person.i > person.sent.start else ""
    coordinated = any(c.dep_ == "cc" for c in person.head.children) or any(
        c.dep_ == "cc" for c in person.children
    )
    return before in {"alias", "aka", "@"} or (person.pos_ == "PROPN" and not coordinated)


def _of_another_time(person: Token) -> bool:
    """Whether the words set these people in an event before or after: "a day after two activists"."""
    first = person.left_edge
    return first.i > person.sent.start and first.nbor(-1).lower_ in {"after", "before", "since"}


def _is_named(person: Token, before: Token) -> bool:
    """Whether it is the name in "two suspects, identified as Olav Stern"."""
    between = {t.lower_ for t in person.doc[before.i + 1 : person.i]}
    return (person.pos_ == "PROPN" and bool(between & _NAMING)) or person.i == before.i + 1


def _describes(person: Token, before: Token, persons: Sequence[Token]) -> bool:
    """Whether two phrases of one person are set side by side with no "and": "Olav Stern (30), a guard"."""
    words = [t.lower_ for t in person.doc[persons[0].i + 1 : persons[-1].i]]
    return (
        not _AND & set(words)
        and "," in words
        and count_of(person) == _ONE
        and count_of(before) == _ONE
        and "as well as" not in " ".join(words)
    )


def _names_the_counted(person: Token, counted: Token, persons: Sequence[Token]) -> bool:
    """Whether it is in a list of names of those counted first: "two guards, Olav Stern and Per Lund"."""
    amount, rest = count_of(counted), [p for p in persons if p.i > counted.i]
    end = noun_phrase(counted)[-1].i + 1
    after = person.doc[end].text if end < len(person.doc) else ""
    return (
        amount is not None
        and (amount[0] or 0) > 1
        and amount[0] == amount[1]
        and (after in {",", "(", "-", "–", ":"} or any(p.nbor(-1).text == "," for p in rest))
        and any(p.pos_ == "PROPN" for p in rest)
        and all(count_of(p) == _ONE for p in rest)
    )


def _verb_tells_of_one(persons: Sequence[Token], teller: Token) -> bool:
    """Whether the verb is in the singular though several phrases stand before it: "... was killed"."""
    auxiliary = next((c for c in teller.children if c.dep_ in {"auxpass", "aux"}), None)
    return (
        len(persons) > 1
        and auxiliary is not None
        and auxiliary.lower_ in {"was", "is", "has"}
        and all(p.i < auxiliary.i and count_of(p) == _ONE for p in persons)
    )
