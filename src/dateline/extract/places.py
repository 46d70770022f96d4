"""Place names of a sentence with the names that qualify them: "Raghib, Deir ez-Zor Governorate, Syria".

Finds the words only; what they mean on the map is the work of ``link``. Which place is an event's is decided in
:func:`place_of`, by the parse: the place in the event's own phrase, then in its clause, then in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.coder import NameFinder, PlaceDraft
from dateline.extract.syntax import path_to_root
from dateline.model import Document
from dateline.text.parse import Sentence

__all__ = ["PlaceMention", "find_places", "place_of"]

_PLACE_PREPOSITIONS = frozenset({
    "in", "at", "near", "around", "outside", "inside", "from", "across", "to", "towards", "toward", "on", "into",
    "throughout", "over", "within", "off", "of", "between", "along", "through", "via", "against",
})  # fmt: skip
_LOCATIVE = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "on", "throughout", "within", "off", "along", "into"})
"""Prepositions that say where something happens, rather than whence or whither."""
_NEAR = frozenset({"near", "outside", "around", "off"})
_DIRECTION = re.compile(r"\b(?:north|south|east|west|(?:north|south)[- ]?(?:east|west))(?:ern)?\s+of\b|\bkm\b|\bmiles?\b|\bkilomet", re.IGNORECASE)
_KINDS = frozenset({
    "province", "governorate", "district", "region", "state", "county", "oblast", "department", "municipality", "city",
    "town", "village", "neighbourhood", "neighborhood", "area", "island", "peninsula", "strip", "prefecture", "parish",
    "valley", "desert", "border", "sea", "basin", "coast", "highway", "airport", "camp", "territory", "suburb", "capital",
    "division", "hospital", "prison", "square", "street", "port", "airbase", "base", "mosque", "church", "cathedral",
    "university", "station", "road", "bridge", "market", "park", "stadium", "field", "hill", "mountain", "river", "lake",
})  # fmt: skip
_ENTITY = frozenset({"GPE", "LOC", "FAC"})
_GLUE = frozenset({"al", "el", "de", "la", "of", "the", "ez", "es", "ash", "az", "-", "–", "'s", "e", "du", "le", "del", "di"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as named in a sentence: its draft, the token it hangs on, and the preposition before it."""

    draft: PlaceDraft
    head: Token
    preposition: str
    strength: int
    """2: said to be where something is ("in X"); 1: named some other way."""


def find_places(document: Document, sentence: Sentence, names: NameFinder, actor_tokens: frozenset[int]) -> list[PlaceMention]:
    """Places named in ``sentence``, left to right; ``actor_tokens`` belong to names of actors and are no places."""
    runs = [r for r in _name_runs(sentence, actor_tokens) if _is_place_run(r, names)]
    found: list[PlaceMention] = []
    i = 0
    while i < len(runs):
        chain = [runs[i]]
        while i + 1 < len(runs) and _continues(chain[-1], runs[i + 1]):
            i += 1
            chain.append(runs[i])
        i += 1
        preposition = _preposition_before(chain[0])
        spans = [document.span(*sentence.span_of(run)) for run in chain]
        before = sentence.tokens.doc[max(sentence.tokens.start, chain[0][0].i - 5) : chain[0][0].i].text
        relation = "direction" if _DIRECTION.search(before) else "near" if preposition in _NEAR else "in"
        draft = PlaceDraft(span=spans[0], qualifiers=tuple(spans[1:]), relation=relation)
        strength = 2 if preposition in _LOCATIVE or relation == "direction" else 1
        found.append(PlaceMention(draft, _head(chain[0]), preposition, strength))
    return found


def place_of(trigger: Token, clause: Sequence[Token], places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place of the event told at ``trigger``: nearest in the tree, those said to be "in" preferred.

    ``clause`` are the other tokens that tell the same event (its verb, its outcome).
    """
    best: tuple[int, int, PlaceMention] | None = None
    anchors = [trigger, *clause]
    for place in places:
        distance = min(_tree_distance(place.head, anchor) for anchor in anchors)
        cost = distance + (0 if place.strength == 2 else 4)
        if place.preposition in {"from", "to", "toward", "towards"}:
            cost += 2
        ranked = (cost, abs(place.head.i - trigger.i), place)
        if best is None or ranked[:2] < best[:2]:
            best = ranked
    return best[2] if best else None


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
        while run and run[-1].lower_ in _GLUE and run[-1].pos_ != "PROPN":
            run.pop()
        if any(t.pos_ == "PROPN" or t.ent_type_ in _ENTITY for t in run):
            runs.extend(_split_entities(run))
        run = []
    return runs


def _in_name(token: Token, run: list[Token]) -> bool:
    if token.text[:1].isupper() and token.pos_ == "PROPN":
        return True
    if token.ent_type_ in _ENTITY and not token.is_punct and (token.text[:1].isupper() or run):
        return True
    if not run:
        return False
    if token.lower_ in _GLUE and token.i + 1 < len(token.doc) and token.nbor(1).text[:1].isupper() and token.lower_ not in {"of", "the"}:
        return token.lower_ != "'s"
    return token.lower_ in _KINDS and token.dep_ != "amod" and run[-1].pos_ == "PROPN" and token.ent_type_ in _ENTITY


def _split_entities(run: list[Token]) -> list[list[Token]]:
    """Cut a run where the entity changes from one place to a different one ("Homs Syria" stays one)."""
    return [run]


def _is_place_run(run: list[Token], names: NameFinder) -> bool:
    text = run[0].doc[run[0].i : run[-1].i + 1].text
    labels = {t.ent_type_ for t in run}
    if labels & {"DATE", "TIME"} and not labels & _ENTITY:
        return False
    preposition = _preposition_before(run)
    known = names.is_place(text) or (run[-1].lower_ in _KINDS and len(run) > 1)
    if labels & _ENTITY:
        return known or preposition in _PLACE_PREPOSITIONS or run[0].dep_ in {"pobj", "appos"}
    if known and labels & {"PERSON", "ORG", "NORP", ""}:
        return preposition in _LOCATIVE or (_after_comma(run) and "PERSON" not in labels)
    return False


def _after_comma(run: list[Token]) -> bool:
    return run[0].i > 0 and run[0].nbor(-1).text == ","


def _preposition_before(run: list[Token]) -> str:
    """The preposition that governs a run, looking back over articles, adjectives and place words."""
    first = run[0]
    at = first.i - 1
    steps = 0
    while at >= first.sent.start and steps < 6:
        token = first.doc[at]
        if token.lower_ in _PLACE_PREPOSITIONS and token.lower_ != "of":
            return str(token.lower_)
        if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "PART", "PRON"}:
            break
        if token.lower_ == "of" and steps == 0:
            steps += 1
            at -= 1
            continue
        at -= 1
        steps += 1
    return "of" if first.i > first.sent.start and first.nbor(-1).lower_ == "of" else ""


def _continues(left: list[Token], right: list[Token]) -> bool:
    """Whether ``right`` says where ``left`` is: ", " between them, "in" or "of" between them, not "and"."""
    between = [t.lower_ for t in left[-1].doc[left[-1].i + 1 : right[0].i]]
    if len(between) > 4 or not between:
        return False
    if between == [","]:
        return True
    core = [w for w in between if w not in {",", "the", "a"}]
    return bool(core) and core[0] in {"in", "of"} and len(core) <= 2 and (
        len(core) == 1 or core[1] in _KINDS or core[1].endswith("ern") or core[1] in {"north", "south", "east", "west", "central"}
    )


def _head(run: list[Token]) -> Token:
    inside = {t.i for t in run}
    for token in run:
        if token.head.i not in inside or token.head == token:
            return token
    return run[-1]
