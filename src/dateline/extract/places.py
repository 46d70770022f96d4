"""Place names of a sentence with the names that qualify them: "Raghib, Deir ez-Zor Governorate, Syria".

Finds the words only; what they mean on the map is the work of ``link``. Which place is an event's is decided
in :func:`place_of`, by the parse: the place in the event's own phrase, then in its clause, then in its
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.coder import NameFinder, PlaceDraft, Relation
from dateline.extract.place_names import (
    LOCATIVE,
    PLACE_KINDS,
    after_kind,
    head_of,
    place_chains,
    preposition_before,
)
from dateline.extract.syntax import tree_distance
from dateline.model import Document
from dateline.text.parse import Sentence

__all__ = ["PlaceMention", "distance_to", "find_places", "place_of"]

_WIDE = frozenset({"across", "throughout", "over"})
_NEAR = frozenset({"near", "outside", "around", "off"})
_DIRECTION = re.compile(
    r"\b(?:north|south|east|west|(?:north|south)[- ]?(?:east|west))(?:ern)?\s+of\b"
    r"|\bkm\b|\bmiles?\b|\bkilomet|\bvicinity of\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as named in a sentence: its draft, the token it hangs on, and the preposition before it."""

    draft: PlaceDraft
    head: Token
    preposition: str
    strength: int
    """2: said to be where something is ("in X"); 1: named otherwise; 0: only owns or describes something."""
    country: bool


def find_places(
    document: Document, sentence: Sentence, names: NameFinder, actor_tokens: frozenset[int]
) -> list[PlaceMention]:
    """Places named in ``sentence``, left to right; ``actor_tokens`` belong to names of actors: no places."""
    chains = place_chains(sentence, names, actor_tokens)
    return [_mention(document, sentence, chain, names) for chain in chains]


def place_of(trigger: Token, clause: Sequence[Token], places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place of the event told at ``trigger``: nearest in the tree, those said to be "in" preferred.

    ``clause`` are the other tokens that tell the same event (its verb, its outcome). A country gives way to a
    finer place of the same sentence.
    """
    finer = any(p.strength == 2 and not p.country for p in places)
    ranked = [
        (_cost(p, [trigger, *clause], finer=finer), abs(p.head.i - trigger.i), n)
        for n, p in enumerate(places)
        if p.strength > 0
    ]
    return places[min(ranked)[2]] if ranked else None


def distance_to(place: PlaceMention, tokens: Sequence[Token]) -> int:
    """Steps in the parse from the place to the nearest of ``tokens``."""
    return min(tree_distance(place.head, token) for token in tokens)


def _cost(place: PlaceMention, anchors: Sequence[Token], *, finer: bool) -> int:
    cost = distance_to(place, anchors) + (0 if place.strength == 2 else 4)
    if place.preposition in {"from", "to", "toward", "towards"}:
        cost += 2
    if place.preposition in _WIDE:
        cost += 3
    if place.country and finer:
        cost += 4
    return cost


def _mention(
    document: Document, sentence: Sentence, chain: list[list[Token]], names: NameFinder
) -> PlaceMention:
    preposition = preposition_before(chain[0])
    spans = [document.span(*sentence.span_of(run)) for run in chain]
    before = sentence.tokens.doc[max(sentence.tokens.start, chain[0][0].i - 6) : chain[0][0].i].text
    relation: Relation = (
        "direction" if _DIRECTION.search(before) else "near" if preposition in _NEAR else "in"
    )
    told_where = (
        preposition in LOCATIVE
        or relation == "direction"
        or after_kind(chain[0])
        or head_of(chain[0]).dep_ == "dobj"
    )
    strength = 2 if told_where else 1
    if _describes(chain[0]):
        strength = 0 if len(chain) == 1 else 1
    draft = PlaceDraft(span=spans[0], qualifiers=tuple(spans[1:]), relation=relation)
    return PlaceMention(draft, head_of(chain[0]), preposition, strength, names.is_country(spans[0].quote))


def _describes(run: list[Token]) -> bool:
    """Whether the name only modifies or owns another noun: "U.S. border city", "Somalia's history"."""
    head = head_of(run)
    return head.dep_ in {"compound", "amod", "poss", "nmod"} and head.head.lower_ not in PLACE_KINDS
<<<<<<< HEAD


def _tree_distance(a: Token, b: Token) -> int:
    up_a = {t.i: n for n, t in enumerate(path_to_root(a))}
    for n, t in enumerate(path_to_root(b)):
        if t.i in up_a:
            return n + up_a[t.i]
    return 50


def _name_runs(sentence: Sentence, actor_tokens: frozenset[int]) -> list[list[Token]]:
    """Maximal runs of proper-name tokens, with the particles and place words inside or after them."""
    runs: list[list[Token]] = []
    run: list[Token] = []
    for token in [*sentence.tokens, None]:
        if token is not None and token.i not in actor_tokens and _in_name(token, run):
            run.append(token)
            continue
        while run and (run[-1].lower_ in _GLUE or run[-1].is_punct) and run[-1].pos_ != "PROPN":
            run.pop()
        if any(t.pos_ == "PROPN" or t.ent_type_ in _ENTITY for t in run):
            runs.append(run)
        run = []
    return runs


def _in_name(token: Token, run: list[Token]) -> bool:
    if not run and token.i > 0 and token.nbor(-1).text in {"-", "–"} and not token.nbor(-1).whitespace_:
        return False
    if token.text[:1].isupper() and (
        token.pos_ == "PROPN" or (token.ent_type_ in _ENTITY and token.pos_ in {"NOUN", "ADJ"})
    ):
        return True
    if not run:
        return False
    if (
        not run[-1].whitespace_
        and token.lower_ != "'s"
        and (token.text in {"-", "–"} or run[-1].text in {"-", "–"})
    ):
        return True
    if token.lower_ in _GLUE and _name_goes_on(token):
        return True
    return (
        token.lower_ in PLACE_KINDS
        and run[-1].pos_ == "PROPN"
        and token.i == run[-1].i + 1
        and token.dep_ not in {"appos", "compound", "amod"}
    )


def _name_goes_on(particle: Token) -> bool:
    """Whether a capital follows a particle, straight or after its hyphen ("Deir al-Zor")."""
    after = particle.doc[particle.i + 1 : particle.i + 3]
    return any(t.text[:1].isupper() for t in after[:1]) or (
        len(after) == 2 and after[0].text == "-" and after[1].text[:1].isupper()
    )


def _is_place_run(run: list[Token], names: NameFinder) -> bool:
    text = run[0].doc[run[0].i : run[-1].i + 1].text
    labels = {t.ent_type_ for t in run}
    if labels & _NOT_PLACE and not labels & _ENTITY:
        return False
    preposition = _preposition_before(run)
    of_kind = run[-1].lower_ in PLACE_KINDS and len(run) > 1
    known = names.is_place(text) or of_kind
    if known and _DIRECTION.search(run[0].doc[max(run[0].sent.start, run[0].i - 3) : run[0].i].text):
        return True
    if labels & _ENTITY:
        return known or preposition in _PLACE_PREPOSITIONS or run[0].dep_ in {"pobj", "appos"}
    if of_kind and preposition in _LOCATIVE | {"of"}:
        return True
    if known:
        return preposition in _LOCATIVE or (_after_comma(run) and "PERSON" not in labels) or _after_kind(run)
    return _after_kind(run)


def _may_be_unknown_place(run: list[Token]) -> bool:
    """Whether an unknown name may be a place by its position: "in X, North Darfur", "the village of X"."""
    labels = {t.ent_type_ for t in run}
    if labels & _NOT_PLACE:
        return False
    return (
        _preposition_before(run) in _LOCATIVE
        or _after_kind(run)
        or (_after_comma(run) and "PERSON" not in labels)
    )


def _after_kind(run: list[Token]) -> bool:
    """Whether a place word and "of" come right before the name: "the village of Karpivka"."""
    i = run[0].i
    return i > 1 and run[0].nbor(-1).lower_ == "of" and run[0].nbor(-2).lower_ in PLACE_KINDS


def _after_comma(run: list[Token]) -> bool:
    return run[0].i > 0 and run[0].nbor(-1).text == ","


def _preposition_before(run: list[Token]) -> str:
    """The preposition that governs a run, looking back over articles, adjectives and place words."""
    first = run[0]
    for steps, at in enumerate(range(first.i - 1, first.sent.start - 1, -1)):
        token = first.doc[at]
        if steps > 7:
            break
        if token.lower_ in _PLACE_PREPOSITIONS and token.lower_ != "of":
            return str(token.lower_)
        if token.lower_ == "of":
            if at > first.sent.start and first.doc[at - 1].lower_ in PLACE_KINDS | {
                "part",
                "parts",
                "outskirts",
                "north",
                "south",
                "east",
                "west",
                "vicinity",
                "centre",
                "center",
            }:
                continue
            return "of"
        if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"} or token.lower_ == "'s":
            break
    return ""


def _continues(left: list[Token], right: list[Token]) -> bool:
    """Whether ``right`` says where ``left`` is: ", " between them, "in" or "of" between them, not "and"."""
    between = [t.lower_ for t in left[-1].doc[left[-1].i + 1 : right[0].i]]
    if len(between) > 8 or not between:
        return False
    if between == [","]:
        return True
    core = [
        w
        for w in between
        if w not in {",", "the", "a", "of", "and"} and w not in PLACE_KINDS and w not in _COMPASS
    ]
    return (
        "and" not in between
        and between[0] in {"in", "of", ",", "province"}
        and (not core or (core[0] == "in" and len(core) <= 2))
    )


def _head(run: list[Token]) -> Token:
    inside = {t.i for t in run}
    for token in run:
        if token.head.i not in inside or token.head == token:
            return token
    return run[-1]
=======
>>>>>>> polish
