"""Sieves that join pronouns: relative ones by the parse, personal ones by agreement, syntax and nearness.

Subjects come before objects and the nearest sentence first (Hobbs 1978; Lappin and Leass 1994). Where two
candidates of one sentence are equally salient and both agree, the pronoun is left open.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.coreference.clusters import Clusters
from dateline.extract.coreference.mention import Form, Mention
from dateline.extract.syntax import clause_verb

__all__ = ["personal", "relative"]

FAR = 2
"""Sentences back that a personal pronoun may reach."""
_RELATIVE = frozenset({"who", "which", "whose", "whom"})
_SUBJECT, _OBJECT, _OTHER = 3, 2, 1
_OF_ANOTHER_CLAUSE = frozenset({"advcl", "pcomp", "acl"})


def relative(mention: Mention, clusters: Clusters) -> Mention | None:
    """The noun that a relative clause hangs on."""
    if mention.form is not Form.PRONOUN or mention.words[0] not in _RELATIVE:
        return None
    here = mention.head
    while here.head != here:
        if here.dep_ == "relcl":
            noun = here.head
            return clusters.at(mention.sentence.offset + int(noun.idx)) if noun.i < mention.head.i else None
        here = here.head
    return None


def personal(mention: Mention, clusters: Clusters) -> Mention | None:
    """The most salient noun phrase that agrees, in the sentence of the pronoun or just before it."""
    if mention.form is not Form.PRONOUN or mention.words[0] in _RELATIVE:
        return None
    if mention.words[0] in {"it", "its", "itself"} and _empty(mention.head):
        return None
    for back in range(FAR + 1):
        rows = clusters.in_sentence.get(mention.sentence.index - back, ())
        found = [m for m in rows if _may_be(m, mention, clusters)]
        if not found:
            continue
        best = max(_salience(m) for m in found)
        top = [m for m in found if _salience(m) == best]
        if len({id(clusters.members(m)) for m in top}) > 1:
            return None
        return top[-1]
    return None


def _may_be(other: Mention, pronoun: Mention, clusters: Clusters) -> bool:
    if other.start >= pronoun.start or not clusters.agree(pronoun, other):
        return False
    members = clusters.members(other)
    human, group = any(m.person for m in members), any(m.collective for m in members)
    word = pronoun.words[0]
    if word in {"it", "its", "itself"}:
        fits = group and not any(m.plural for m in members)
    elif word in {"they", "them", "their", "themselves"}:
        fits = (human and any(m.plural for m in members)) or (group and not _place_only(members))
    else:
        fits = human
    if not fits:
        return False
    same = other.sentence is pronoun.sentence or other.sentence.index == pronoun.sentence.index
    return not (same and _bound(other, pronoun))


def _place_only(members: object) -> bool:
    return isinstance(members, list) and all(m.head.ent_type_ in {"GPE", "LOC"} for m in members)


def _bound(other: Mention, pronoun: Mention) -> bool:
    """Whether syntax forbids it: both of one verb, or the candidate belongs to what the pronoun does.

    "He shot him" tells of two; so does "after ousting Haddad, he ...", where "he" did the ousting.
    """
    if pronoun.words[0].endswith("self") or pronoun.words[0] == "themselves":
        return False
    owner = pronoun.head.tag_ == "PRP$"
    if owner:
        return pronoun.head.head == other.head or pronoun.head in other.tokens
    verb = clause_verb(pronoun.head)
    theirs = clause_verb(other.head)
    if verb == theirs:
        return True
    return (
        pronoun.head.dep_ == "nsubj"
        and verb.is_ancestor(theirs)
        and theirs.tag_ == "VBG"
        and theirs.dep_ in _OF_ANOTHER_CLAUSE
        and not any(c.dep_ == "nsubj" for c in theirs.children)
    )


def _salience(mention: Mention) -> int:
    """Subject of the main clause, subject, object, everything else."""
    dep = mention.head.dep_
    if dep in {"nsubj", "nsubjpass"}:
        return _SUBJECT + (mention.head.head.dep_ == "ROOT")
    return _OBJECT if dep in {"dobj", "obj"} else _OTHER


def _empty(it: Token) -> bool:
    """Whether "it" stands for nobody: "it is said that", "it rained", the object of a verb."""
    if it.tag_ == "PRP$":
        return False
    verb = it.head
    return it.dep_ not in {"nsubj"} or verb.lemma_ in {"be", "seem", "appear", "rain", "take", "happen"}
