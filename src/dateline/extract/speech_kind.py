"""Which speech act a verb tells: threat, call, accusation, denial, demand, pledge, announcement, or none.

The verb's lemma gives the kind (``data/cues.toml``); what it governs confirms it, changes it or takes it
back.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.actors import phrase_text
from dateline.extract.coder import NameFinder
from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import lemma_of
from dateline.extract.syntax import is_passive, modals_of, subjects_of

__all__ = ["OFFICE", "one_sided", "speech_kind"]

OFFICE = frozenset({
    "president", "minister", "spokesman", "spokesperson", "spokeswoman", "government", "ministry",
    "official", "secretary", "ambassador", "leader", "commander", "general", "chief", "council",
    "commission", "army", "military", "police", "group", "party", "parliament", "senator", "governor",
    "mayor", "premier", "chancellor", "envoy", "union", "organisation", "organization", "rights", "embassy",
    "authority", "authorities", "court", "prosecutor", "opposition", "protester", "demonstrator",
    "activist", "faction", "movement", "administration", "lawmaker", "congressman", "director", "king",
    "prince", "cleric", "ayatollah", "pope", "archbishop", "bishop", "coalition", "forces", "agency",
    "service", "department", "office", "federation", "league", "committee", "relative", "family", "network",
    "chairman", "representative",
})  # fmt: skip
"""People and bodies whose word is an act in politics or conflict."""
_PLAIN_SPEECH = frozenset({"say", "tell", "state", "add", "find", "write"})
_HARM = frozenset(
    {"attack", "kill", "strike", "avenge", "retaliate", "punish", "destroy", "revenge", "annihilate"}
)
"""What a vow threatens."""
_CALLS_TO_ARMS = frozenset({"mobilize", "mobilise", "attack", "fight", "kill", "jihad", "rise"})
_VIOLENCE = frozenset({
    "attack", "jihad", "uprising", "war", "mobilize", "mobilise", "violence", "fight", "kill", "burn",
    "avenge",
})  # fmt: skip
_PEACEFUL = frozenset({
    "end", "halt", "stop", "investigation", "inquiry", "ceasefire", "peace", "investigate", "restraint",
    "calm", "condemn",
})  # fmt: skip
"""Who calls for these calls for no violence, though violence is named."""
_CIVIL = frozenset({
    "candidacy", "election", "budget", "tour", "film", "album", "retirement", "engagement", "merger",
    "results",
})  # fmt: skip
"""What is announced in peace time."""
_HOSTILE = frozenset({
    "genocide", "unlawful", "unlawfully", "atrocity", "torture", "lie", "violate", "violation",
    "responsible", "guilty", "meddle", "terrorist", "terrorism", "massacre", "phosphorous", "phosphorus",
})  # fmt: skip
"""Words by which a plain "said" accuses."""
_HOSTILE_ACTS = frozenset({
    "occupy", "violate", "attack", "invade", "kill", "fraud", "support", "fire", "plan", "break", "target",
})  # fmt: skip
"""What one party claims that another does."""


def speech_kind(verb: Token, lexicon: Lexicon, names: NameFinder) -> str | None:
    """The statement type that ``verb`` tells, or ``None`` when it only reports or tells something else."""
    lemma = lemma_of(verb)
    if lemma == "call":
        return _call(verb)
    if lemma in _PLAIN_SPEECH:
        return _said(verb)
    if lemma == "lash" and any(c.lower_ == "out" for c in verb.children):
        return "accusation"
    if lemma == "claim":
        return "accusation" if _accuses_other(verb, names) else None
    kind = lexicon.speech.get(lemma)
    if kind == "demand":
        return _demand(verb)
    if kind == "pledge" and any(lemma_of(t) in _HARM for t in verb.subtree if t != verb):
        return "threat"
    if kind == "threat":
        return "threat" if _threatens(verb) else None
    if kind == "denial":
        return "denial" if _denies(verb) else None
    if kind == "announcement":
        return _announcement(verb, names)
    return None if kind == "report" else kind


def one_sided(verb: Token, names: NameFinder) -> bool:
    """Whether a truce is one party's own word ("declared a unilateral ceasefire") and not a government's."""
    if any(t.lower_ == "unilateral" for t in verb.subtree):
        return True
    return not any(
        h.kind == "government" for s in subjects_of(verb, passive=False) for h in names.actors(phrase_text(s))
    )


def _demand(verb: Token) -> str | None:
    """A demand; "urged them to rise up" is a call to arms, and an appeal with no content is none."""
    lemma = lemma_of(verb)
    if lemma == "urge" and any(lemma_of(t) in _CALLS_TO_ARMS for t in verb.subtree):
        return "call_to_arms"
    asks = any(c.lower_ in {"for", "on"} or c.dep_ in {"dobj", "ccomp"} for c in verb.children)
    return "demand" if asks or lemma not in {"appeal", "request", "insist"} else None


def _threatens(verb: Token) -> bool:
    """Whether somebody threatens, and not "was threatened"; who warns must warn of something."""
    if lemma_of(verb) == "warn" and not any(
        c.dep_ in {"ccomp", "prep", "dobj", "xcomp"} for c in verb.children
    ):
        return False
    return not is_passive(verb)


def _announcement(verb: Token, names: NameFinder) -> str | None:
    """An announcement; of war a threat, of a truce one party's pledge or an event that is coded elsewhere."""
    lemma = lemma_of(verb)
    if lemma == "declare" and is_passive(verb) and not any(c.dep_ == "agent" for c in verb.children):
        return None
    objects = {lemma_of(c) for c in verb.children if c.dep_ == "dobj"}
    if lemma in {"declare", "proclaim"} and "war" in objects:
        return "threat"
    if objects & {"ceasefire", "truce"}:
        return "pledge" if one_sided(verb, names) else None
    return None if any(lemma_of(t) in _CIVIL for t in verb.subtree) else "announcement"


def _call(verb: Token) -> str | None:
    """ "called for X", "called on Y to": a demand, or a call to arms when what is called for is violence."""
    if not any(c.dep_ == "prep" and c.lower_ in {"for", "on", "upon"} for c in verb.children):
        return None
    content = {lemma_of(t) for t in verb.subtree}
    return "call_to_arms" if content & _VIOLENCE and not content & _PEACEFUL else "demand"


def _accuses_other(verb: Token, names: NameFinder) -> bool:
    """ "X claims that Y occupies ...": an accusation when Y is another party and the content is hostile."""
    return any(
        s.ent_type_ in {"GPE", "NORP", "ORG"} or names.actors(phrase_text(s))
        for child in verb.children
        if child.dep_ == "ccomp" and any(lemma_of(t) in _HOSTILE_ACTS for t in child.subtree)
        for s in subjects_of(child, passive=False)
    )


def _denies(verb: Token) -> bool:
    """ "Denied that ...", "denied involvement", "which they deny": not "deny them a haven"."""
    return (
        not any(c.dep_ == "dative" for c in verb.children)
        and sum(1 for c in verb.children if c.dep_ == "dobj") < 2
    )


def _said(verb: Token) -> str | None:
    """ "X says it will": a pledge; "X says they must": a demand; "X says Y tortured": an accusation."""
    for child in verb.children:
        if child.dep_ != "ccomp" or child.pos_ not in {"VERB", "AUX"}:
            continue
        modals = modals_of(child)
        subjects = subjects_of(child, passive=False)
        own = any(
            s.lower_ in {"we", "i", "it", "they", "he", "she"}
            or s.ent_type_ in {"ORG", "GPE"}
            or lemma_of(s) in OFFICE
            for s in subjects
        )
        if (modals & {"will", "would"} and own) or (lemma_of(child) == "plan" and own):
            return "pledge"
        if modals & {"should", "must"}:
            return "demand"
        if (
            any(s.ent_type_ in {"ORG", "GPE", "NORP"} for s in subjects)
            and {lemma_of(t) for t in child.subtree} & _HOSTILE
        ):
            return "accusation"
    return None
