"""Who would do what is threatened, and to whom.

A spokesman speaks and his group does; a call is on those it is addressed to. Those who were killed already,
as the same sentence tells, are none of those it would befall.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.extract.actors import done_to, phrase_text
from dateline.extract.coder import NameFinder
from dateline.extract.frame import Frame
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import Mention, lemma_of
from dateline.extract.statements import StatementReading
from dateline.extract.status import status_of
from dateline.extract.syntax import noun_phrase, objects_of, prepositional
from dateline.model import Status

__all__ = ["doers_of_threat", "only_what_is_threatened"]

_MOUTHPIECES = frozenset({"spokesman", "spokesperson", "spokeswoman", "spokesmen"})


def doers_of_threat(statement: StatementReading, names: NameFinder) -> list[Token]:
    """Heads of who would do it: those called on, else who speaks, and of a spokesman whom he speaks for."""
    if statement.event_type == "call_to_arms":
        asked = prepositional(statement.trigger, "on", "upon") or objects_of(statement.trigger)
        called = [a for a in statement.addressees if a in asked]
        if called:
            return called
    return [who for s in statement.speakers for who in _behind(s, names)]


def _behind(speaker: Token, names: NameFinder) -> Sequence[Token]:
    """The group that a spokesman speaks for, nobody where it is not told; anybody else speaks for himself."""
    phrase = noun_phrase(speaker)
    apposed = [t for c in speaker.children if c.dep_ == "appos" for t in [c, *c.children]]
    mouthpiece = next((t for t in [*phrase, *apposed] if lemma_of(t) in _MOUTHPIECES), None)
    if mouthpiece is None:
        return [speaker]
    told = [c for c in mouthpiece.children if c.dep_ == "poss"]
    told += prepositional(mouthpiece, "for", "of", "from")
    return told or _named_in(phrase, speaker, names)


def _named_in(phrase: Sequence[Token], speaker: Token, names: NameFinder) -> list[Token]:
    """The last word of a group's name in "the Islamic State spokesman Abu Omar"."""
    text, start = phrase_text(speaker), phrase[0].idx
    group = next((hit for hit in names.actors(text) if hit.kind != "person"), None)
    if group is None:
        return []
    return [t for t in phrase if group.start <= t.idx - start < group.end][-1:]


def only_what_is_threatened(frame: Frame, lexicon: Lexicon) -> None:
    """Take from a threat what is told as done beside it ("called for attacks, saying those who died")."""
    done = [m for m in frame.mentions if m.outcome and _is_done(m, lexicon)]
    if not done or len(done) == len(frame.mentions):
        return
    befell = [head for m in done for head in done_to(m)]
    tellers = {t.i for m in done for t in m.tokens}
    frame.mentions = [m for m in frame.mentions if m not in done]
    frame.patients = [head for head in frame.patients if head not in befell]
    frame.tolls = [toll for toll in frame.tolls if toll.teller.i not in tellers]


def _is_done(mention: Mention, lexicon: Lexicon) -> bool:
    return status_of(mention.trigger, lexicon, factive=False).status is Status.OCCURRED
