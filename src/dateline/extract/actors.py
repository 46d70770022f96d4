"""Who did it and to whom: the noun phrases that fill the roles of an event, from its parse.

Everything is read from structure: the subject or by-phrase of a verb, the owner or adjective of a noun
("Israeli airstrikes", "an attack by CODECO militants"), its object ("on a convoy", "against villagers").
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dateline.extract.coder import NON_STATE_ARMED, NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.syntax import (
    agents_of,
    antecedent,
    clause_verb,
    conjuncts,
    noun_phrase,
    objects_of,
    path_to_root,
    prepositional,
    subjects_of,
)
from dateline.text.parse import words_of

__all__ = ["cannot_act", "doers", "done_to", "is_armed", "is_group_like", "is_person", "phrase_text"]

_LIGHT = frozenset({
    "carry", "conduct", "launch", "stage", "commit", "mount", "perform", "make", "execute", "attempt",
    "perpetrate", "undertake", "orchestrate", "wage", "begin", "start", "continue", "order", "open", "hold",
    "organise", "organize", "plan", "take", "initiate", "resume", "plot", "lead", "use", "block",
    "restrict", "obstruct", "halt", "suspend", "prevent", "deny", "approve", "impose", "issue", "declare",
    "announce", "sign", "allow", "say",
})  # fmt: skip
"""Verbs that only lend an event noun its subject."""
_AGAINST = ("on", "against", "at", "targeting", "upon", "of")


def doers(mention: Mention, names: NameFinder) -> list[Token]:
    """Heads of the phrases that did what ``mention`` tells, nearest first."""
    trigger = mention.trigger
    if trigger.pos_ in {"VERB", "AUX"}:
        told = _people_or_groups(agents_of(trigger) or _blamed(trigger), names)
        fire = _firing(trigger, names) if not told or lemma_of(trigger) == "die" else []
        return fire or told
    found = prepositional(trigger, "by")
    found += [t for c in trigger.children if c.dep_ == "poss" for t in conjuncts(c)]
    found += _owners(mention, names)
    if not found:
        verb = clause_verb(trigger)
        if verb != trigger and lemma_of(verb) in _LIGHT and _governs(verb, trigger):
            found = agents_of(verb)
        for child in trigger.children:
            if child.dep_ in {"acl", "relcl"} and lemma_of(child) in _LIGHT | {"claim"} and not found:
                found = agents_of(child)
        found = found or _loose_by(trigger) or _blamed(trigger)
    return _people_or_groups(found, names)


def _loose_by(noun: Token) -> list[Token]:
    """A by-phrase that the parser hung lower in the phrase ("an ambush on ambulances by gunmen")."""
    return [
        obj
        for t in noun.subtree
        if t.i > noun.i and t.lower_ == "by" and t.dep_ in {"prep", "agent"}
        for obj in t.children
        if obj.dep_ == "pobj"
    ]


def done_to(mention: Mention) -> list[Token]:
    """Heads of the phrases it was done to, nearest first."""
    trigger = mention.trigger
    if trigger.pos_ in {"VERB", "AUX"}:
        found = objects_of(trigger)
        if lemma_of(trigger) == "die":
            found = [t for s in subjects_of(trigger, passive=False) for t in conjuncts(s)]
        if lemma_of(trigger) in {"capture", "seize", "take", "retake", "recapture", "liberate", "wrest"}:
            found += prepositional(trigger, "from")
        found += (
            prepositional(trigger, "on", "against") or prepositional(trigger, "at")
            if lemma_of(trigger) in {"open", "fire", "shoot", "strike"}
            else []
        )
        return found
    found = (
        prepositional(trigger, *_AGAINST)
        if mention.lemma not in {"bombing"}
        else prepositional(trigger, "of", "against", "on", "at")
    )
    for child in trigger.children:
        if child.dep_ in {"acl", "relcl"} and lemma_of(child) in {"target", "hit", "strike", "kill", "wound"}:
            found += objects_of(child)
    return found


def is_armed(head: Token, lexicon: Lexicon, names: NameFinder) -> bool:
    """Whether the phrase names someone armed: by its head noun, or by a registry name inside it."""
    if lemma_of(head) in lexicon.cue("actors", "armed") or head.lower_ in lexicon.cue("actors", "armed"):
        return True
    return any(hit.kind in _ARMED_KINDS and not hit.affiliated for hit in names.actors(phrase_text(head)))


_ARMED_KINDS = NON_STATE_ARMED | {"military", "police"}


def is_person(head: Token, lexicon: Lexicon) -> bool:
    """Whether the phrase names people who can be harmed."""
    return (
        lemma_of(head) in lexicon.cue("actors", "people")
        or head.lower_ in lexicon.cue("actors", "people")
        or lemma_of(head) in lexicon.cue("actors", "armed")
        or head.ent_type_ in {"PERSON", "NORP"}
        or head.like_num
        or head.lower_
        in {"dozens", "hundreds", "scores", "thousands", "who", "he", "she", "him", "her", "they", "them"}
    )


def is_group_like(head: Token, names: NameFinder) -> bool:
    """Whether the phrase can act in politics: an organisation, a country, a people or an official."""
    return head.ent_type_ in {"ORG", "GPE", "NORP", "PERSON"} or bool(names.actors(phrase_text(head)))


def phrase_text(head: Token) -> str:
    """The words of the noun phrase of ``head``."""
    tokens = noun_phrase(head)
    return words_of(head.doc, tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def _owners(mention: Mention, names: NameFinder) -> list[Token]:
    """Adjectives and nouns before an event noun that name its doer: "Israeli", "U.S.", "Taliban"."""
    found: list[Token] = []
    for token in {t.i: t for m in mention.tokens for t in m.children}.values():
        if (
            token.i > mention.trigger.i
            or token in mention.tokens
            or token.dep_ not in {"amod", "compound", "nmod", "det"}
        ):
            continue
        if (
            names.is_demonym(token.text)
            or token.ent_type_ in {"NORP"}
            or (token.pos_ == "PROPN" and (token.ent_type_ in {"ORG", "GPE"} or names.actors(token.text)))
        ):
            found.append(token)
            found.extend(t for t in token.conjuncts if names.is_demonym(t.text))
    return found


def _governs(verb: Token, noun: Token) -> bool:
    here = noun
    for _ in range(4):
        if here.head == verb:
            return here.dep_ in {"dobj", "obj", "conj", "nsubjpass", "pobj", "prep", "prt"}
        here = here.head
    return False


def _people_or_groups(heads: Iterable[Token], names: NameFinder) -> list[Token]:
    """Drop what cannot act on purpose: events, times, weapons as subjects ("a bomb killed")."""
    kept: list[Token] = []
    for told in heads:
        head = (antecedent(told) or told) if told.lower_ in {"it", "they", "he", "she", "we"} else told
        if head.ent_type_ in {"DATE", "TIME", "CARDINAL"} and not head.like_num:
            continue
        if lemma_of(head) in _NOT_ACTORS:
            kept.extend(owner for owner in _wielders(head, names) if owner not in kept)
            continue
        if head not in kept:
            kept.append(head)
    return kept


def _wielders(weapon: Token, names: NameFinder) -> list[Token]:
    """Whose weapon does it: "a Turkish drone killed three"."""
    return [
        c
        for c in weapon.children
        if c.dep_ in {"amod", "compound", "poss", "nmod"}
        and c.i < weapon.i
        and (names.is_demonym(c.text) or c.ent_type_ in {"NORP", "GPE"} or bool(names.actors(c.text)))
    ]


def _firing(verb: Token, names: NameFinder) -> list[Token]:
    """Whose fire it was that somebody came to harm in: "killed in police firing", "in Syrian shelling".

    Read from the words, since the parser takes "police firing" now for a noun, now for a clause.
    """
    found: list[Token] = []
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"in", "from", "to"}:
            for fire in verb.doc[preposition.i + 2 : preposition.i + 2 + _FAR_ENOUGH]:
                owner = fire.nbor(-1)
                if fire.lower_ in _FIRE and (owner.lower_ in _FORCES or names.is_demonym(owner.text)):
                    found.append(owner)
    return found


_FAR_ENOUGH = 2
"""Words between the preposition and the fire: its owner, and an article or adjective before that."""
_FIRE = frozenset({
    "firing", "fire", "gunfire", "shelling", "strike", "strikes", "airstrike", "airstrikes", "bombardment",
    "shooting", "bullets",
})  # fmt: skip
_FORCES = frozenset({"police", "army", "military", "troops", "militia", "rebel", "militant", "coalition"})


def _blamed(trigger: Token) -> list[Token]:
    """Whom somebody blames or accuses: "blamed Boko Haram for the killing"."""
    for here in path_to_root(trigger):
        if here != trigger and here.pos_ == "VERB" and lemma_of(here) in {"blame", "accuse", "suspect"}:
            return objects_of(here)
        if here.dep_ in {"relcl", "ROOT"}:
            return []
    return []


def cannot_act(head: Token) -> bool:
    """Whether the phrase names an event, a weapon or a thing, which does nothing and says nothing."""
    return lemma_of(head) in _NOT_ACTORS


_NOT_ACTORS = frozenset({
    "attack", "bomb", "bombing", "explosion", "blast", "strike", "airstrike", "missile", "rocket", "drone",
    "shell", "shelling", "shooting", "clash", "fire", "war", "violence", "incident", "operation", "raid",
    "device", "gunfire", "fighting", "battle", "bullet", "mortar", "assault", "it", "which", "that",
    "ambush", "grenade", "car", "truck", "vehicle", "storm", "protest", "riot", "unrest", "conflict",
    "stabbing", "barrage", "munition", "mine", "landmine", "this", "event", "offensive", "campaign",
    "crash", "accident", "wound", "injury", "knife", "arson", "airstrikes", "bombardment", "ied",
    "artillery", "assassination", "killing", "murder", "abduction", "kidnapping", "massacre", "arrest",
    "coup", "statement", "accusation", "attempt", "invasion", "incursion", "withdrawal", "deployment",
    "fruit", "meat", "bus", "death", "action", "gas", "illness", "train", "boat", "plane", "crackdown",
    "rally", "demonstration", "siege", "there", "what",
})  # fmt: skip
