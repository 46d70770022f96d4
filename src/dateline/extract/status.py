"""The status of a told event: what kind of fact it is, from the words between it and the reader.

Read outward from the event: its own modifiers ("failed", "alleged"), the verbs it hangs on ("claimed
responsibility for", "vowed to"), the modality of its clause, and whose word the clause is.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import is_negated, modals_of, path_to_root
from dateline.model import Status

__all__ = ["StatusReading", "status_of"]
_COMPLEMENTS = frozenset({
    "ccomp", "xcomp", "dobj", "prep", "pobj", "pcomp", "nsubjpass", "acl", "oprd", "compound", "conj",
})  # fmt: skip
"""How what is claimed, planned or denied hangs on the verb that says so."""
_FORWARD_WITH_OBJECT = frozenset({
    "threaten", "plan", "order", "vow", "urge", "plot", "promise", "prepare", "announce", "schedule",
})  # fmt: skip
"""Verbs whose plain object is yet to come: "threatened attacks"."""

_DENYING = frozenset({"deny", "reject", "refute", "dispute"})
_ACCUSATIONS = frozenset({"accusation", "allegation", "suspicion", "claim", "rumour", "charge", "report"})
"""What may be denied in place of the deed: "denied allegations that it had bombed the town"."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status and the tokens that carry it (the event's own words when nothing hedges it)."""

    status: Status
    tokens: tuple[Token, ...]


def status_of(trigger: Token, lexicon: Lexicon, *, factive: bool) -> StatusReading:
    """Status of the event told at ``trigger``.

    ``factive``: it comes with a toll in the past tense, so a plan is no plan.
    """
    return (
        _from_modifiers(trigger, lexicon)
        or _from_ancestors(trigger, lexicon, factive=factive)
        or StatusReading(Status.OCCURRED, (trigger,))
    )


def _from_modifiers(trigger: Token, lexicon: Lexicon) -> StatusReading | None:
    if is_negated(trigger) and trigger.pos_ in {"NOUN", "VERB"}:
        return StatusReading(Status.DENIED, (trigger,))
    around = [*trigger.children]
    if trigger.dep_ in {"compound", "amod"}:
        around += [*trigger.head.children, trigger.head]
    for child in around:
        word, lemma = child.lower_, lemma_of(child)
        if child == trigger or (
            child.dep_ not in {"amod", "advmod", "compound", "nmod", "acomp", "neg"} and child != trigger.head
        ):
            continue
        if child.i > trigger.i and child.dep_ == "advmod" and word not in {"unsuccessfully"}:
            continue
        if word in lexicon.cue("status", "attempted_modifiers") or lemma in {"plot", "attempt"}:
            return StatusReading(Status.ATTEMPTED, (child,))
        if word in lexicon.cue("status", "alleged_modifiers"):
            return StatusReading(Status.ALLEGED, (child,))
        if word in lexicon.cue("status", "hypothetical_modifiers") or (
            word in {"imminent", "future"} and trigger.pos_ == "NOUN"
        ):
            return StatusReading(Status.HYPOTHETICAL, (child,))
        if word in {"planned", "threatened"}:
            return StatusReading(Status.THREATENED, (child,))
        if word == "claimed":
            return StatusReading(Status.CLAIMED, (child,))
    return None


def _from_ancestors(trigger: Token, lexicon: Lexicon, *, factive: bool) -> StatusReading | None:
    below: Token | None = None
    for here in path_to_root(trigger):
        reading = _at(here, below, trigger, lexicon, factive=factive)
        if reading is not None:
            return reading
        if (
            here.dep_ in {"advcl", "conj", "parataxis"}
            and here.pos_ == "VERB"
            and here != trigger
            and _told_for_itself(here)
        ):
            return None
        if here.dep_ in {"relcl"}:
            return None
        below = here
    return None


def _at(
    here: Token, below: Token | None, trigger: Token, lexicon: Lexicon, *, factive: bool
) -> StatusReading | None:
    lemma = lemma_of(here)
    verbal = here.pos_ in {"VERB", "AUX"}
    if verbal:
        modals = modals_of(here)
        if (
            "would" in modals
            and here.dep_ == "ccomp"
            and lemma_of(here.head) in lexicon.cue("status", "threatened")
        ):
            return StatusReading(Status.THREATENED, (here.head,))
        if modals & {"could", "may", "might", "would"}:
            return StatusReading(Status.HYPOTHETICAL, (here,))
        if modals & {"will", "shall"} or _going_to(here):
            return StatusReading(Status.THREATENED, (here,))
        if here != trigger and is_negated(here) and _complement(below):
            return StatusReading(Status.DENIED, (here,))
        if here == trigger and is_negated(here):
            return StatusReading(Status.DENIED, (here,))
        for child in here.children:
            if (
                child.dep_ in {"advmod", "acomp"}
                and child.lower_ in lexicon.cue("status", "alleged_modifiers")
                and (here == trigger or child.i < here.i)
            ):
                return StatusReading(Status.ALLEGED, (child,))
            if child.dep_ == "advmod" and child.lower_ in lexicon.cue("status", "hypothetical_modifiers"):
                return StatusReading(Status.HYPOTHETICAL, (child,))
            if child.dep_ == "mark" and child.lower_ in {"if", "unless", "should"}:
                return StatusReading(Status.HYPOTHETICAL, (child,))
    if here == trigger or below is None:
        return None
    if lemma == "responsibility" and lemma_of(here.head) in {"claim", "admit", "assert", "take", "accept"}:
        verb = here.head
        if is_negated(verb) or any(
            c.lower_ in {"no", "nobody", "none"} for s in verb.children for c in [s, *s.children]
        ):
            return None
        return StatusReading(Status.CLAIMED, (verb, here))
    if not (_complement(below) or here.pos_ == "NOUN"):
        return None
    governs_plan = verbal and _infinitive_below(below)
    if (
        lemma in lexicon.cue("status", "attempted")
        and (governs_plan or below.dep_ in {"dobj", "nsubjpass", "prep", "pcomp"})
        and not factive
        and verbal
    ):
        return StatusReading(Status.ATTEMPTED, (here,))
    if (
        lemma in {"attempt", "plot", "bid", "effort"}
        and here.pos_ == "NOUN"
        and below.dep_ in {"acl", "prep", "relcl", "compound"}
    ):
        return StatusReading(Status.ATTEMPTED, (here,))
    if (
        lemma in lexicon.cue("status", "threatened")
        and not factive
        and (governs_plan or below.dep_ in {"prep", "dobj", "ccomp"})
        and _forward(here, below)
    ):
        return StatusReading(Status.THREATENED, (here,))
    if (
        lemma in {"plan", "threat", "intention", "call", "order"}
        and here.pos_ == "NOUN"
        and below.dep_ in {"acl", "prep"}
    ):
        return StatusReading(Status.THREATENED, (here,))
    if lemma in _DENYING and verbal:
        return StatusReading(Status.DENIED, (here,))
    if (
        lemma in lexicon.cue("status", "alleged")
        and here.lemma_ != "claim"
        and verbal
        and (
            below.dep_ in {"prep", "ccomp", "xcomp", "dobj", "pcomp"}
            or (lemma == "suspect" and below.dep_ == "nsubjpass")
        )
    ):
        return StatusReading(Status.ALLEGED, (here,))
    if lemma in _ACCUSATIONS and here.pos_ == "NOUN" and lemma_of(here.head) in _DENYING:
        return StatusReading(Status.DENIED, (here.head,))
    if lemma in {"accusation", "allegation", "suspicion", "claim", "rumour"} and here.pos_ == "NOUN":
        return StatusReading(Status.ALLEGED, (here,))
    if lemma == "claim" and verbal and below.dep_ == "ccomp":
        return StatusReading(Status.ALLEGED, (here,))
    if (
        lemma in {"fear", "concern", "risk", "possibility", "danger", "threat", "potential"}
        and here.pos_ == "NOUN"
    ):
        return StatusReading(Status.HYPOTHETICAL, (here,))
    if (
        lemma in {"fear", "consider", "predict", "anticipate", "speculate"}
        and verbal
        and below.dep_ in {"ccomp", "xcomp", "pcomp"}
    ):
        return StatusReading(Status.HYPOTHETICAL, (here,))
    return None


def _complement(below: Token | None) -> bool:
    return below is not None and below.dep_ in _COMPLEMENTS


def _infinitive_below(below: Token) -> bool:
    return below.pos_ == "VERB" and (
        below.tag_ == "VB" or any(c.lower_ == "to" and c.dep_ == "aux" for c in below.children)
    )


def _forward(here: Token, below: Token) -> bool:
    """Whether the governing verb points forward: "vowed to attack", "called for attacks"."""
    lemma = lemma_of(here)
    if below.dep_ == "prep" and lemma == "commit":
        return below.lower_ == "to"
    if below.dep_ == "prep":
        return lemma in {"call", "plan", "prepare", "hope", "aim", "push"} and below.lower_ in {
            "for",
            "of",
            "on",
        }
    if below.dep_ == "dobj":
        return lemma in _FORWARD_WITH_OBJECT
    return below.dep_ != "ccomp" or below.tag_ not in {"VBD", "VBN"}


def _going_to(verb: Token) -> bool:
    return (
        verb.dep_ == "xcomp"
        and lemma_of(verb.head) in {"go", "set"}
        and verb.head.tag_ in {"VBG", "VBN", "JJ"}
    )


def _told_for_itself(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in verb.children) and verb.tag_ in {
        "VBD",
        "VBZ",
        "VBP",
        "VBN",
    }
