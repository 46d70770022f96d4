"""On whose word: the chain of speakers behind an event, nearest first.

Looks for "according to X", for the speech verb that governs the event's clause ("X said that ..."), for a
quotation's speaker, for a claim of responsibility, and last for the outlet that is credited.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.actors import phrase_text
from dateline.extract.coder import NON_STATE_ARMED, NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import agents_of, noun_phrase, path_to_root, subjects_of
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
    """Speakers between the event and the outlet, nearest first; empty when the outlet tells it itself."""
    found: list[Speaker] = []
    for here in path_to_root(trigger):
        if here.pos_ in {"VERB", "AUX"}:
            found.extend(_according_to(here, lexicon, names))
        if (
            here != trigger
            and (lemma_of(here) in lexicon.speech or lemma_of(here) == "call")
            and here.pos_ in {"VERB", "AUX"}
        ):
            found.extend(
                _speaker(head, lexicon, names)
                for head in subjects_of(here, passive=False) or agents_of(here)
                if head.pos_ in {"NOUN", "PROPN"}
            )
        if here.pos_ == "VERB" and here.dep_ in {"ccomp", "ROOT"}:
            for child in here.children:
                if (
                    child.dep_ in {"parataxis", "ccomp"}
                    and lemma_of(child) in {"say", "report", "tell"}
                    and child != trigger
                ):
                    found.extend(
                        _speaker(h, lexicon, names)
                        for h in subjects_of(child, passive=False)
                        if h.pos_ in {"NOUN", "PROPN"}
                    )
    unique: dict[tuple[int, ...], Speaker] = {}
    for speaker in found:
        unique.setdefault(tuple(t.i for t in speaker.tokens), speaker)
    return list(unique.values())


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
    return Speaker(tuple(noun_phrase(head)), kind_of_speaker(head, lexicon, names))


def _according_to(verb: Token, lexicon: Lexicon, names: NameFinder) -> list[Speaker]:
    found: list[Speaker] = []
    for child in verb.children:
        if child.lower_ == "according":
            for to in child.children:
                if to.lower_ == "to":
                    found.extend(_speaker(obj, lexicon, names) for obj in to.children if obj.dep_ == "pobj")
    return found
