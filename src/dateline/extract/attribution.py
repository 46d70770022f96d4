"""On whose word: the chain of speakers behind an event, nearest first.

Looks for "according to X", for the speech verb that governs the event's clause ("X said that ..."), for a
quotation's speaker, for a claim of responsibility, and last for the outlet that is credited.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.actors import cannot_act, phrase_text
from dateline.extract.coder import NON_STATE_ARMED, NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import agents_of, antecedent, noun_phrase, objects_of, path_to_root, subjects_of
from dateline.model import SpeakerKind

__all__ = ["Speaker", "kind_of_speaker", "speakers_of"]

_KIND_ORDER = (
    ("medic", SpeakerKind.MEDIC), ("analyst", SpeakerKind.ANALYST), ("witness", SpeakerKind.WITNESS),
    ("military", SpeakerKind.MILITARY), ("outlet", SpeakerKind.OUTLET), ("official", SpeakerKind.OFFICIAL),
    ("monitor", SpeakerKind.MONITOR), ("local_source", SpeakerKind.LOCAL_SOURCE),
    ("anonymous", SpeakerKind.ANONYMOUS),
)  # fmt: skip
_BY_REGISTRY = {
    "government": SpeakerKind.OFFICIAL, "police": SpeakerKind.OFFICIAL, "military": SpeakerKind.MILITARY,
    "media": SpeakerKind.OUTLET, "person": SpeakerKind.OFFICIAL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone on whose word an event stands: the tokens that name them and their kind."""

    tokens: tuple[Token, ...]
    kind: SpeakerKind


def speakers_of(trigger: Token, lexicon: Lexicon, names: NameFinder) -> list[Speaker]:
    """Speakers between the event and the outlet, nearest first; empty when the outlet tells it itself.

    A lone "he", "she" or "I" may be among them: who is meant stands in an earlier sentence.
    """
    heads: list[Token] = []
    below = trigger
    for here in path_to_root(trigger):
        if here.pos_ in {"VERB", "AUX"}:
            beside = [
                verb
                for verb in here.conjuncts
                if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
            ]
            heads += [t for verb in (here, *beside) for child in verb.children for t in _according_to(child)]
            if here != trigger and _reports(here, lexicon) and not _only_beside(below, here):
                heads += subjects_of(here, passive=False) or agents_of(here)
        if here.pos_ == "VERB" and here.dep_ in {"ccomp", "ROOT"}:
            for child in here.children:
                if child.dep_ in {"parataxis", "ccomp"} and lemma_of(child) in _PUT_IN and child != trigger:
                    heads += subjects_of(child, passive=False)
        below = here
    heads += [t for word in trigger.sent if _at_edge(word) for t in _according_to(word)]
    meant = [source for head in heads for source in _cited(_meant(head))]
    found = [_speaker(head, lexicon, names) for head in meant if _may_be_meant(head)]
    unique: dict[tuple[int, ...], Speaker] = {}
    for speaker in found:
        unique.setdefault(tuple(t.i for t in speaker.tokens), speaker)
    return list(unique.values())


_PUT_IN = frozenset({"say", "report", "tell", "add", "state", "note", "confirm", "explain", "write"})
"""Verbs that are put into or after what they report: "the bridge, he added, was mined"."""
_REPORTED = frozenset({"believe", "report", "say", "allege", "suspect", "think"})
"""Verbs of which "the group believed to be ..." is passive, though the parser takes it for active."""


def _reports(verb: Token, lexicon: Lexicon) -> bool:
    """Whether what hangs on ``verb`` is told on the word of its subject."""
    lemma = lemma_of(verb)
    if verb.pos_ not in {"VERB", "AUX"} or not (lemma in lexicon.speech or lemma == "call"):
        return False
    follows = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return not (lemma in _REPORTED and verb.tag_ in {"VBD", "VBN"} and follows == "to")


def _only_beside(clause: Token, verb: Token) -> bool:
    """Whether a clause stands beside what the verb says and is no part of it: "claimed the blast and ..."."""
    if clause.dep_ != "conj":
        return False
    said = [c for c in verb.children if c.dep_ == "ccomp"] + objects_of(verb)
    return any(c.dep_ == "ccomp" or lemma_of(c) in {"responsibility", "credit"} for c in said)


def _at_edge(word: Token) -> bool:
    """Whether "according to ..." opens or closes its sentence, and so bears on all of it."""
    if word.lower_ != "according":
        return False
    last = max((t.i for t in word.subtree), default=word.i)
    return word.i == word.sent.start or all(not t.is_alpha for t in word.doc[last + 1 : word.sent.end])


def _meant(head: Token) -> Token:
    """The noun that a speaking pronoun stands for ("Prosecutors charged him, they said"), else ``head``."""
    if head.pos_ != "PRON":
        return head
    said = [s for c in head.head.children if c.dep_ == "ccomp" for s in subjects_of(c, passive=False)]
    one_person = head.lower_ in {"he", "she"}
    before = [
        s
        for s in said
        if s.i < head.i and s.pos_ in {"NOUN", "PROPN"} and (s.ent_type_ == "PERSON" or not one_person)
    ]
    return antecedent(head) or (before[0] if before else head)


def _cited(head: Token) -> list[Token]:
    """A source and, before it, whom it cites: "a report citing the mayor's office"."""
    cited = [t for c in head.children if lemma_of(c) in {"cite", "quote"} for t in objects_of(c)]
    return [*cited, head]


def _may_be_meant(head: Token) -> bool:
    return (head.pos_ in {"NOUN", "PROPN"} and not cannot_act(head)) or head.lower_ in {"he", "she", "i"}


_ARMED_PARTY = frozenset(
    {"militant", "rebel", "insurgent", "jihadist", "guerrilla", "militia", "gang", "cartel", "armed"}
)
"""Words of a speaker's phrase or apposition that make it an armed party, whatever its name."""


def kind_of_speaker(head: Token, lexicon: Lexicon, names: NameFinder) -> SpeakerKind:
    """What kind of source a phrase names, by its words and by the registry."""
    actors = [hit.kind for hit in names.actors(phrase_text(head)) if not hit.affiliated]
    if any(actor in NON_STATE_ARMED for actor in actors):
        return SpeakerKind.CLAIMANT
    if any(actor in {"international", "monitor", "ngo"} for actor in actors):
        return SpeakerKind.MONITOR
    phrase = noun_phrase(head)
    lemmas = {lemma_of(t) for t in phrase} | {t.lower_ for t in phrase}
    appositions = {lemma_of(t) for c in head.children if c.dep_ in {"appos", "relcl"} for t in c.subtree}
    if _ARMED_PARTY & (lemmas | appositions):
        return SpeakerKind.CLAIMANT
    for words in (lemmas, appositions):
        for name, kind in _KIND_ORDER:
            if words & lexicon.cue("speakers", name):
                return kind
    for actor in actors:
        if actor in _BY_REGISTRY:
            return _BY_REGISTRY[actor]
    return SpeakerKind.OFFICIAL if head.ent_type_ in {"PERSON", "GPE", "ORG"} else SpeakerKind.ANONYMOUS


def _speaker(head: Token, lexicon: Lexicon, names: NameFinder) -> Speaker:
    """The speaker by name where an apposition gives it: "the Umbrian envoy, Mara Voss"."""
    named = (c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    phrase = noun_phrase(next(named, head) if head.pos_ == "NOUN" else head)
    while len(phrase) > 1 and phrase[0].tag_ in {"WDT", "WP"}:
        phrase = phrase[1:]
    return Speaker(tuple(phrase), kind_of_speaker(head, lexicon, names))


def _according_to(word: Token) -> list[Token]:
    if word.lower_ != "according":
        return []
    return [t for to in word.children if to.lower_ == "to" for t in to.children if t.dep_ == "pobj"]
