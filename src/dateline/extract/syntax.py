"""Questions asked of a dependency parse: who does it, to whom, in what words.

Every function takes spaCy tokens and gives tokens; nothing here knows about events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

__all__ = [
    "agents_of",
    "antecedent",
    "clause_verb",
    "conjuncts",
    "is_finite",
    "is_negated",
    "is_passive",
    "modals_of",
    "noun_phrase",
    "objects_of",
    "path_to_root",
    "prepositional",
    "subjects_of",
    "tree_distance",
]

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_UNCONNECTED = 60
"""Further apart than any two tokens of one sentence."""
_CUT_FROM_PHRASE = frozenset({"relcl", "acl", "advcl", "ccomp", "punct", "parataxis", "cc", "conj", "appos"})


def conjuncts(token: Token) -> list[Token]:
    """``token`` and what is coordinated with it."""
    return [token, *token.conjuncts]


def clause_verb(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in (itself when it is one), else the root."""
    here = token
    while here.head != here and here.pos_ not in {"VERB", "AUX"}:
        here = here.head
    return here


def path_to_root(token: Token) -> Iterator[Token]:
    """``token``, its head, and so on up to the root."""
    here = token
    while True:
        yield here
        if here.head == here:
            return
        here = here.head


def tree_distance(a: Token, b: Token) -> int:
    """Steps in the parse from one token to another of its sentence."""
    up = {t.i: n for n, t in enumerate(path_to_root(a))}
    return next((n + up[t.i] for n, t in enumerate(path_to_root(b)) if t.i in up), _UNCONNECTED)


def subjects_of(verb: Token, *, passive: bool) -> list[Token]:
    """Heads of the subject noun phrases of ``verb``; inherits over coordination, participles and control."""
    wanted = "nsubjpass" if passive else "nsubj"
    found = [c for c in verb.children if c.dep_ == wanted]
    if found:
        return [t for f in found for t in _resolve_relative(f, verb)]
    if any(c.dep_ in _SUBJECT for c in verb.children):
        return []
    if verb.dep_ in {"conj", "xcomp", "oprd"} and verb.head.pos_ in {"VERB", "AUX"}:
        return subjects_of(verb.head, passive=passive)
    if verb.dep_ == "advcl" and not passive and verb.tag_ == "VBG" and verb.head.pos_ in {"VERB", "AUX"}:
        return subjects_of(verb.head, passive=False)
    if verb.dep_ == "acl":
        if verb.tag_ == "VBN" and passive:
            return conjuncts(verb.head)
        if verb.tag_ in {"VBG", "VB"} and not passive:
            return conjuncts(verb.head)
    return []


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is passive ("was shot", "a man shot by police")."""
    if any(c.dep_ in {"auxpass", "nsubjpass", "agent"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}:
        return True
    if (
        verb.tag_ == "VBN"
        and verb.dep_ in {"oprd", "xcomp"}
        and not any(c.dep_ in {"aux", "dobj"} for c in verb.children)
    ):
        return True
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and not any(c.dep_ in {"nsubj", "aux", "dobj"} for c in verb.children)
        and is_passive(verb.head)
    )


def agents_of(verb: Token) -> list[Token]:
    """Heads of the doers of ``verb``: active subject, or the by-phrase of a passive."""
    by = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    by += [
        p
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ == "by" and is_passive(verb)
        for p in c.children
        if p.dep_ == "pobj"
    ]
    if by:
        return [t for b in by for t in conjuncts(b)]
    if is_passive(verb):
        return []
    return [t for s in subjects_of(verb, passive=False) for t in conjuncts(s)]


def objects_of(verb: Token) -> list[Token]:
    """Heads of what ``verb`` is done to: direct object, or the subject of a passive."""
    direct = _unique(t for c in verb.children if c.dep_ in {"dobj", "obj"} for t in conjuncts(c))
    if direct or not is_passive(verb):
        return direct
    return _unique(t for s in subjects_of(verb, passive=True) for t in conjuncts(s)) or _before_auxiliary(
        verb
    )


def _before_auxiliary(verb: Token) -> list[Token]:
    """The noun phrase that stands before "was" or "were" where the parser did not see it as the subject."""
    auxiliary = next((c for c in verb.children if c.dep_ == "auxpass"), None)
    if auxiliary is None or auxiliary.i == verb.sent.start:
        return []
    noun = auxiliary.nbor(-1)
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    return [noun.head, noun] if noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"} else [noun]


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a subject pronoun stands for: the subject before it of a clause above it, or ``None``.

    "Central Command says that it has carried out a strike" gives "Central Command".
    """
    inner = pronoun.dep_ in _SUBJECT or pronoun.dep_ == "poss"
    for here in path_to_root(pronoun):
        if here.pos_ not in {"VERB", "AUX"}:
            continue
        if not inner:  # "Rebels accused it": nobody accuses himself in so many words
            inner = True
            continue
        for subject in subjects_of(here, passive=False) + subjects_of(here, passive=True):
            if subject.i < pronoun.i and subject.pos_ in {"NOUN", "PROPN"}:
                return subject
    return None


def prepositional(head: Token, *prepositions: str) -> list[Token]:
    """Heads of the objects of prepositions that hang on ``head`` ("attack ON a convoy")."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            for obj in child.children:
                if obj.dep_ in {"pobj", "pcomp"}:
                    found.extend(conjuncts(obj))
    return _unique(found)


def noun_phrase(head: Token) -> list[Token]:
    """The tokens of the noun phrase of ``head``, in order and without gaps.

    Relative clauses, appositions and coordination are left out; of-phrases stay ("members of the tribe").
    """
    kept: list[Token] = [head]
    for child in head.children:
        if (
            child.dep_ == "appos"
            and child.i > head.i
            and head.doc[head.i + 1 : child.i + 1].text.count(",") == 0
            and child.pos_ == "PROPN"
        ):
            kept.extend(noun_phrase(child))
            continue
        if child.dep_ in _CUT_FROM_PHRASE and not (child.dep_ == "punct" and child.lower_ in {"-", "–"}):
            continue
        if child.dep_ == "prep" and child.lower_ != "of":
            continue
        if child.dep_ in {"advmod"} and child.i > head.i:
            continue
        if child.dep_ == "prep":
            inner = [p for p in child.children if p.dep_ == "pobj"]
            if len(inner) == 1:
                kept.extend([child, *noun_phrase(inner[0])])
        else:
            kept.extend(child.subtree)
    kept.sort(key=lambda t: t.i)
    at = kept.index(head)
    left = kept[0].i
    high = at
    while high + 1 < len(kept) and kept[high + 1].i == kept[high].i + 1:
        high += 1
    before = [t for t in head.doc[left : head.i] if t.sent == head.sent]
    run = [*before, *kept[at : high + 1]]
    while run and run[0] != head and (run[0].is_punct or run[0].lower_ == "dead"):
        run = run[1:]
    while len(run) > 1 and run[-1] != head and run[-1].tag_ == "POS":
        run = run[:-1]
    return run


def is_negated(token: Token) -> bool:
    """Whether "no", "not", "never" or "without" bears on ``token``."""
    for child in token.children:
        if child.dep_ == "neg" or (
            child.dep_ in {"det", "advmod", "preconj"} and child.lower_ in {"no", "never", "neither"}
        ):
            return True
    return token.head.lower_ == "without"


def modals_of(verb: Token) -> set[str]:
    """Lower-case modal auxiliaries of ``verb`` ("will", "could"), inherited over coordination."""
    found = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.tag_ == "MD"}
    if (
        not found
        and verb.dep_ == "conj"
        and verb.head.pos_ in {"VERB", "AUX"}
        and not any(c.dep_ in _SUBJECT for c in verb.children)
    ):
        return modals_of(verb.head)
    return found


def is_finite(verb: Token) -> bool:
    """Whether ``verb`` has a time of its own: it is no infinitive and no bare participle."""
    if verb.tag_ in {"VBD", "VBP", "VBZ", "MD"}:
        return True
    return any(c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.children)


def _resolve_relative(subject: Token, verb: Token) -> Sequence[Token]:
    """The noun that a relative pronoun stands for; other subjects as they are."""
    if subject.lower_ in {"that", "which", "who"} and verb.dep_ == "relcl":
        return conjuncts(verb.head)
    return [subject]


def _unique(tokens: Iterable[Token]) -> list[Token]:
    seen: dict[int, Token] = {}
    for token in tokens:
        seen.setdefault(token.i, token)
    return list(seen.values())
