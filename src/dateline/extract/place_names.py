"""The names in a sentence that are places, as runs of tokens, chained to the names that qualify them.

A run is known by its entity label, by the gazetteer, or by its position
("the village of X", "in X, North Darfur").
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from dateline.extract.coder import NameFinder
from dateline.text.parse import Sentence

__all__ = [
    "DIRECTION",
    "LOCATIVE",
    "PLACE_KINDS",
    "after_kind",
    "head_of",
    "place_chains",
    "preposition_before",
]

DIRECTION = re.compile(
    r"\b(?:north|south|east|west|(?:north|south)[- ]?(?:east|west))(?:ern)?\s+of\b"
    r"|\bkm\b|\bmiles?\b|\bkilomet|\bvicinity of\b",
    re.IGNORECASE,
)
"""Words before a place that say how the event lies to it."""
_PLACE_PREPOSITIONS = frozenset({
    "in", "at", "near", "around", "outside", "inside", "from", "across", "to", "towards", "toward", "on",
    "into", "throughout", "over", "within", "off", "of", "between", "along", "through", "via", "against",
})  # fmt: skip
LOCATIVE = frozenset({
    "in", "at", "near", "around", "outside", "inside", "across", "on", "throughout", "within", "off",
    "along", "into",
})  # fmt: skip
"""Prepositions that say where something happens, rather than whence or whither."""
PLACE_KINDS = frozenset({
    "province", "governorate", "district", "region", "state", "county", "oblast", "department",
    "municipality", "city", "town", "village", "neighbourhood", "neighborhood", "area", "island",
    "peninsula", "strip", "prefecture", "parish", "valley", "desert", "border", "sea", "basin", "coast",
    "highway", "airport", "camp", "territory", "suburb", "capital", "division", "hospital", "prison",
    "square", "street", "port", "airbase", "base", "mosque", "church", "cathedral", "university", "station",
    "road", "bridge", "market", "park", "stadium", "field", "hill", "mountain", "river", "lake", "dam",
    "school", "hotel", "embassy", "plaza", "provinces", "districts", "regions", "towns", "villages",
    "cities", "oblasts", "gardens", "plant", "refinery", "checkpoint", "crossing", "locality", "settlement",
    "quarter", "subdistrict", "range",
})  # fmt: skip
_LOOK_BACK = 7
"""So many words may stand between a preposition and the name it governs."""
_PARTS_OF = frozenset({
    "part", "parts", "outskirts", "north", "south", "east", "west", "vicinity", "centre", "center",
})  # fmt: skip
"""Words whose of-phrase names a place: "the outskirts of X"."""
_ENTITY = frozenset({"GPE", "LOC", "FAC"})
_NOT_PLACE = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LANGUAGE", "LAW", "WORK_OF_ART", "EVENT"}
)
_GLUE = frozenset({
    "al", "el", "de", "la", "ez", "es", "ash", "az", "e", "du", "le", "del", "di", "da", "dos", "as", "ad",
    "ar", "an", "at",
})  # fmt: skip
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "az", "ad", "an", "ez", "es"})
_COMPASS = frozenset({
    "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western",
    "northeastern", "northwestern", "southeastern", "southwestern", "northeast", "northwest", "southeast",
    "southwest",
})  # fmt: skip


def place_chains(
    sentence: Sentence, names: NameFinder, actor_tokens: frozenset[int]
) -> list[list[list[Token]]]:
    """The places of ``sentence``, left to right: each a chain of names, the place before what it is in.

    ``actor_tokens`` belong to names of actors and are no places.
    """
    runs = _name_runs(sentence, actor_tokens)
    keep = [_is_place_run(run, names) for run in runs]
    for i in range(len(runs) - 2, -1, -1):
        if (
            not keep[i]
            and keep[i + 1]
            and _continues(runs[i], runs[i + 1])
            and (_may_be_unknown_place(runs[i]) or _is_known_before_comma(runs[i], runs[i + 1], names))
        ):
            keep[i] = True
    chains: list[list[list[Token]]] = []
    for run in (run for run, kept in zip(runs, keep, strict=True) if kept):
        if chains and _continues(chains[-1][-1], run):
            chains[-1].append(run)
        else:
            chains.append([run])
    return chains


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
        return token.lower_ in _ARTICLES and _joined_to_name(token)
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


def _joined_to_name(article: Token) -> bool:
    """Whether a hyphen joins an Arabic article to the name after it: "al-Bab"."""
    after = article.doc[article.i + 1 : article.i + 3]
    return len(after) == 2 and after[0].text == "-" and after[1].text[:1].isupper()


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
    preposition = preposition_before(run)
    of_kind = run[-1].lower_ in PLACE_KINDS and len(run) > 1
    known = names.is_place(text) or of_kind
    if known and DIRECTION.search(run[0].doc[max(run[0].sent.start, run[0].i - 3) : run[0].i].text):
        return True
    if "GPE" not in labels and preposition == "of" and _ends_a_name(run):
        return False
    if labels & _ENTITY:
        return known or preposition in _PLACE_PREPOSITIONS or run[0].dep_ in {"pobj", "appos"}
    if of_kind and preposition in LOCATIVE | {"of"}:
        return True
    if known:
        if _is_hit(run) or (preposition == "of" and not labels & {"PERSON", "ORG", "NORP"}):
            return True
        return preposition in LOCATIVE or (_after_comma(run) and "PERSON" not in labels) or after_kind(run)
    return after_kind(run)


def _ends_a_name(run: list[Token]) -> bool:
    """Whether the words before "of" are a name that goes on here: "the Falcons of the Inner Delta"."""
    doc, at = run[0].doc, run[0].i - 1
    while at > 0 and doc[at].lower_ in {"the", "of"}:
        at -= 1
    return at >= 0 and doc[at].pos_ == "PROPN" and doc[at].is_title and doc[at].lower_ not in PLACE_KINDS


def _is_hit(run: list[Token]) -> bool:
    """Whether a verb that befalls places has the name for its object: "had bombed Mopti", "shelling Taiz"."""
    head = head_of(run)
    return head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in _HITS_PLACES


_HITS_PLACES = frozenset({
    "bomb", "bombard", "shell", "pound", "raid", "besiege", "invade", "storm", "attack", "capture", "seize",
    "recapture", "retake", "liberate", "overrun", "enter", "occupy",
})  # fmt: skip


def _is_known_before_comma(run: list[Token], wider: list[Token], names: NameFinder) -> bool:
    """Whether a name on the map stands before a comma and a place: "isolate Raqqah, Syria"."""
    between = run[0].doc[run[-1].i + 1 : wider[0].i].text
    return between == "," and names.is_place(run[0].doc[run[0].i : run[-1].i + 1].text)


def _may_be_unknown_place(run: list[Token]) -> bool:
    """Whether an unknown name may be a place by its position: "in X, North Darfur", "the village of X"."""
    labels = {t.ent_type_ for t in run}
    if labels & _NOT_PLACE:
        return False
    return (
        preposition_before(run) in LOCATIVE
        or after_kind(run)
        or (_after_comma(run) and "PERSON" not in labels)
    )


def after_kind(run: list[Token]) -> bool:
    """Whether a place word and "of" come right before the name: "the village of Karpivka"."""
    i = run[0].i
    return i > 1 and run[0].nbor(-1).lower_ == "of" and run[0].nbor(-2).lower_ in PLACE_KINDS


def _after_comma(run: list[Token]) -> bool:
    return run[0].i > 0 and run[0].nbor(-1).text == ","


def preposition_before(run: list[Token]) -> str:
    """The preposition that governs a run, looking back over articles, adjectives and place words."""
    first = run[0]
    for steps, at in enumerate(range(first.i - 1, first.sent.start - 1, -1)):
        token = first.doc[at]
        if steps > _LOOK_BACK:
            break
        if token.lower_ in _PLACE_PREPOSITIONS and token.lower_ != "of":
            return str(token.lower_)
        if token.lower_ == "of":
            if at > first.sent.start and first.doc[at - 1].lower_ in PLACE_KINDS | _PARTS_OF:
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


def head_of(run: list[Token]) -> Token:
    """The token of a run that the others hang on."""
    inside = {t.i for t in run}
    for token in run:
        if token.head.i not in inside or token.head == token:
            return token
    return run[-1]
