"""Claims of responsibility: who says "we did it", of what, and through what channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.actors import phrase_text
from dateline.extract.coder import NON_STATE_ARMED, NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import agents_of, is_negated, objects_of, path_to_root, subjects_of
from dateline.text.parse import Sentence

__all__ = ["ClaimReading", "find_claims", "is_party", "own_word"]

_MODES = {
    "telegram": "posted online", "website": "posted online", "online": "posted online",
    "channel": "posted online", "twitter": "posted online", "facebook": "posted online",
    "post": "posted online", "video": "video", "audio": "audio", "recording": "audio", "letter": "letter",
    "note": "note", "leaflet": "note", "call": "call", "telephone": "call", "phone": "call",
    "email": "e-mail", "e-mail": "e-mail", "statement": "statement", "communique": "statement",
    "communiqué": "statement", "spokesman": "personal claim", "spokesperson": "personal claim",
    "amaq": "posted online",
}  # fmt: skip
_CLAIMING = frozenset({
    "claim", "admit", "accept", "assume", "deny", "take", "reject", "assert", "disclaim",
})  # fmt: skip
"""Verbs of which responsibility or credit is the object."""


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """A claim: tokens that tell it, heads of who makes it, tokens of the channel, and what it is for."""

    tokens: tuple[Token, ...]
    by: tuple[Token, ...]
    mode: str | None
    mode_tokens: tuple[Token, ...]
    of: tuple[Token, ...]
    """Heads of what is claimed; empty when the sentence does not say ("later claimed responsibility")."""
    denied: bool
    made: bool
    """Whether a claim was made: not "avoided claiming", "no group has claimed", "yet to claim"."""


def find_claims(sentence: Sentence) -> list[ClaimReading]:
    """Claims (and denials) of responsibility told in a sentence."""
    found: list[ClaimReading] = []
    for token in sentence.tokens:
        reading: ClaimReading | None = None
        if token.lower_ in {"responsibility", "credit"} and token.pos_ in {"NOUN", "PROPN"}:
            reading = _read(token, sentence)
        elif token.pos_ == "VERB" and lemma_of(token) == "claim":
            reading = _read_plain(token, sentence)
        if reading is not None:
            found.append(reading)
    return found


_CLAIMED = frozenset({
    "attack", "bombing", "killing", "shooting", "assassination", "blast", "explosion", "raid", "ambush",
    "assault",
    "strike", "abduction", "kidnapping", "operation", "stabbing", "murder", "massacre",
})  # fmt: skip


def _read_plain(verb: Token, sentence: Sentence) -> ClaimReading | None:
    """ "The group claimed the bombing", "the attack was claimed by the group"."""
    of = tuple(t for t in objects_of(verb) if lemma_of(t) in _CLAIMED)
    by = tuple(agents_of(verb))
    if not of or not by:
        return None
    mode, mode_tokens = _mode(sentence, verb)
    made = not is_negated(verb) and not _no_one(by)
    return ClaimReading((verb,), by, mode, mode_tokens, of, denied=False, made=made)


def _no_one(heads: Iterable[Token]) -> bool:
    """Whether the phrase says that nobody did: "no group", "no one", "none"."""
    return any(c.lower_ in {"no", "nobody", "neither", "none"} for h in heads for c in [h, *h.children])


def _read(noun: Token, sentence: Sentence) -> ClaimReading | None:
    verb = noun.head
    passive = noun.dep_ == "nsubjpass"
    if lemma_of(verb) not in _CLAIMING:
        if lemma_of(verb) != "claim" and not (noun.dep_ == "pobj" and lemma_of(verb.head) in {"claim"}):
            return None
        verb = verb.head
    by = agents_of(verb) if passive else _subjects(verb)
    of = [
        obj
        for head in (noun, verb)
        for prep in head.children
        if prep.dep_ == "prep" and prep.lower_ in {"for", "of"}
        for obj in prep.children
        if obj.dep_ in {"pobj", "pcomp"}
    ]
    if verb.dep_ == "relcl":
        of.append(verb.head)
    denied = lemma_of(verb) in {"deny", "reject", "disclaim"}
    no_one = _no_one(by)
    made = (
        not denied
        and not is_negated(verb)
        and not no_one
        and not any(
            lemma_of(t) in {"avoid", "refuse", "decline", "fail", "stop", "have"}
            and t != verb
            and verb.dep_ == "xcomp"
            for t in path_to_root(verb)
        )
    )
    mode, mode_tokens = _mode(sentence, verb)
    return ClaimReading((verb, noun), tuple(by), mode, mode_tokens, tuple(of), denied, made)


def _subjects(verb: Token) -> list[Token]:
    subjects = [t for s in subjects_of(verb, passive=False) for t in [s, *s.conjuncts]]
    if verb.dep_ == "relcl" and subjects and subjects[0] == verb.head:
        return []
    return subjects


def _mode(sentence: Sentence, verb: Token) -> tuple[str | None, tuple[Token, ...]]:
    for token in sentence.tokens:
        if (
            lemma_of(token) in _MODES
            and verb.is_ancestor(token)
            and token.dep_ in {"pobj", "compound", "dobj"}
        ):
            return _MODES[lemma_of(token)], (token,)
    return None, ()


_PARTY_WORDS = frozenset({
    "group", "militant", "rebel", "insurgent", "fighter", "jihadist", "faction", "militia", "cartel",
    "gang", "guerrilla", "movement",
})  # fmt: skip


def own_word(
    trigger: Token, agents: Sequence[Token], lexicon: Lexicon, names: NameFinder
) -> ClaimReading | None:
    """A claim made in plain words: an armed group "said that its fighters had killed four soldiers".

    The speaker of the clause and the doer of the event must be one. A state's forces can own to a strike too;
    that is an official's word and leaves the event told as fact, which :func:`is_party` tells apart.
    """
    for here in path_to_root(trigger):
        if here == trigger or here.pos_ not in {"VERB", "AUX"} or lemma_of(here) not in lexicon.speech:
            continue
        for speaker in subjects_of(here, passive=False):
            if (is_party(speaker, names) or _is_state(speaker, names)) and any(
                _same_party(agent, speaker) for agent in agents
            ):
                return ClaimReading((here,), (speaker,), None, (), (trigger,), denied=False, made=True)
    return None


def is_party(head: Token, names: NameFinder) -> bool:
    """Whether the phrase names an armed group that is no state's."""
    phrase = phrase_text(head)
    apposed = {lemma_of(t) for c in head.children if c.dep_ == "appos" for t in c.subtree}
    return bool({lemma_of(head), *apposed} & _PARTY_WORDS) or any(
        h.kind in NON_STATE_ARMED and not h.affiliated for h in names.actors(phrase)
    )


def _is_state(head: Token, names: NameFinder) -> bool:
    return any(h.kind in {"military", "police"} for h in names.actors(phrase_text(head)))


def _same_party(agent: Token, speaker: Token) -> bool:
    """Whether the doer is the speaker: the same words, a pronoun, or "its fighters"."""
    if agent == speaker or agent.lower_ in {"it", "they", "we"}:
        return True
    if any(c.dep_ == "poss" and c.lower_ in {"its", "their", "our"} for c in agent.children):
        return True
    return agent.lemma_ == speaker.lemma_
