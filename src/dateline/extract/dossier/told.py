"""One thing told about an actor, still in tokens: what every reader of a kind gives to :mod:`.read`."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.dossier.draft import PartyDraft
from dateline.model import ActorFact, Status

__all__ = ["Told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """``trigger`` is the word that tells it, ``cue`` all words that do.

    ``predicated`` marks what the clause says ("X leads Y"), which may be denied, hedged and dated; what is
    only named in passing ("Y leader X spoke") is taken for granted by whoever writes. ``status`` is what its
    own words say of it ("self-proclaimed").
    """

    kind: ActorFact
    relation: str
    subject: PartyDraft
    object: PartyDraft | None = None
    trigger: Token
    cue: tuple[Token, ...]
    title: tuple[Token, ...] = ()
    predicated: bool = True
    ended: bool = False
    status: Status | None = None
