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
    DIRECTION,
    LOCATIVE,
    PLACE_KINDS,
    after_kind,
    head_of,
    place_chains,
    preposition_before,
)
from dateline.extract.syntax import tree_distance
from dateline.model import Document, Span
from dateline.text.parse import Sentence

__all__ = ["PlaceMention", "distance_to", "find_places", "place_of"]

_WIDE = frozenset({"across", "throughout", "over"})
_NEAR = frozenset({"near", "outside", "around", "off"})


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
    relation: Relation = "direction" if DIRECTION.search(before) else "near" if preposition in _NEAR else "in"
    told_where = (
        preposition in LOCATIVE
        or relation == "direction"
        or after_kind(chain[0])
        or head_of(chain[0]).dep_ == "dobj"
    )
    strength = 2 if told_where else 1
    if _describes(chain[0]):
        strength = 0 if len(chain) == 1 else 1
    offset = _offset_before(document, sentence, chain[0][0]) if relation == "direction" else None
    country = names.is_country(spans[0].quote)
    if country and head_of(chain[0]).dep_ == "nsubj":
        strength = 0  # a country that does something is a doer: "Israel opens fire"
    draft = PlaceDraft(span=spans[0], qualifiers=tuple(spans[1:]), relation=relation, offset=offset)
    return PlaceMention(draft, head_of(chain[0]), preposition, strength, country)


_OFFSET = re.compile(
    r"\b(?P<words>[\w.]{1,7}[ -]?(?:km|kms|kilomet(?:re|er)s?|miles?)\b[^,;.]{1,40}\bof)"
    r"(?: the| town| city| village| of)*\s*$",
    re.IGNORECASE,
)
"""A distance and a direction that end right before the name."""
_OFFSET_REACH = 70
"""Characters before a name in which they are looked for."""


def _offset_before(document: Document, sentence: Sentence, first: Token) -> Span | None:
    """The words of distance and direction before a name, as a span of the body."""
    end = sentence.offset + first.idx
    start = max(sentence.start, end - _OFFSET_REACH)
    found = _OFFSET.search(document.body[start:end])
    return document.span(start + found.start("words"), start + found.end("words")) if found else None


def _describes(run: list[Token]) -> bool:
    """Whether the name only modifies or owns another noun: "U.S. border city", "Somalia's history"."""
    head = head_of(run)
    noun = head.head.lower_
    return (
        head.dep_ in {"compound", "amod", "poss", "nmod"}
        and noun not in PLACE_KINDS
        and noun not in _BUILDINGS
    )


_BUILDINGS = frozenset({
    "cafe", "café", "restaurant", "home", "house", "headquarters", "shop", "bank", "nightclub", "club",
    "mall", "courthouse", "court", "synagogue", "temple", "shrine", "suburb", "slum", "bazaar", "souk",
    "factory", "theatre", "theater", "barracks", "jail", "flat", "apartment", "warehouse", "clinic",
    "cemetery",
})  # fmt: skip
"""What stands in the place that is named before it: "a Mogadishu cafe"."""
