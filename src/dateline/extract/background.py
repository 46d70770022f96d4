"""Whether an event is told as history rather than as news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from dateline.extract.lexicon import Lexicon
from dateline.extract.mentions import OUTCOME_VERBS, lemma_of
from dateline.extract.syntax import clause_verb, objects_of, path_to_root, prepositional

__all__ = ["background_cue", "newest_year", "of_another_time", "years_in"]

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_AGO = re.compile(
    r"\b(?:years?|decades?|centur(?:y|ies)|months)\s+(?:ago|earlier|prior|before)\b"
    r"|\blast year\b|\bthis year\b|\bin the past\b",
    re.IGNORECASE,
)


def years_in(text: str) -> list[int]:
    """Four-digit years named in ``text``."""
    return [int(y) for y in _YEAR.findall(text)]


def newest_year(body: str, published: str) -> int | None:
    """The year the text speaks from: of publication if known, else the newest year it names."""
    if published[:4].isdigit():
        return int(published[:4])
    years = [y for y in years_in(body) if y < 2100]
    return max(years) if years else None


def background_cue(
    trigger: Token, time_text: str, now: int | None, lexicon: Lexicon
) -> Sequence[Token] | None:
    """The tokens that put the event in the past of the story, or ``None`` when it is told as news."""
    if time_text and (
        _AGO.search(time_text) or (now is not None and any(y < now for y in years_in(time_text)))
    ):
        return [trigger]
    verb = clause_verb(trigger)
    for here in (trigger, verb):
        for child in here.children:
            if child.dep_ == "advmod" and child.lower_ in lexicon.cue("background", "adverbs"):
                return [child]
    had = [c for c in verb.children if c.dep_ in {"aux"} and c.lower_ == "had"]
    if had and (verb.dep_ in {"relcl", "advcl"} or any(t.dep_ == "relcl" for t in path_to_root(trigger))):
        return had
    reason = _reason_for(trigger) or _earlier_event(trigger) or _of_the_squad(trigger)
    if reason is not None:
        return [reason]
    for here in path_to_root(trigger):
        if (
            here.dep_ == "relcl"
            and any(c.lower_ in {"where", "wherein"} for c in here.children)
            and time_text
        ):
            return [here]
        if lemma_of(here) in lexicon.cue("background", "nouns") and here != trigger:
            return [here]
        since = next((c for c in here.children if c.dep_ == "mark" and c.lower_ == "since"), None)
        if since is not None:
            return [since]
        if here.dep_ == "prep" and here.lower_ in {"since"}:
            return [here]
        if (
            here.dep_ == "prep"
            and here.lower_ == "after"
            and any(t.lower_ in {"years", "decades"} for t in here.subtree)
        ):
            return [here]
    return None


def of_another_time(trigger: Token, other: Token) -> bool:
    """Whether ``trigger`` is told as the past of what ``other`` tells, in a clause or phrase about it.

    "Men who had seized two farmers killed one", "a man wanted for an attack was shot", "at the camp where 20
    people were killed in June", "attacked the town after two farmers were killed".
    """
    reason = _reason_for(trigger)
    if reason is not None and reason != _reason_for(other) and not reason.is_ancestor(other):
        return True
    verb = clause_verb(trigger)
    if verb.dep_ == "advcl" and lemma_of(trigger) in OUTCOME_VERBS and verb.head == clause_verb(other):
        harmed = objects_of(verb)
        after = any(c.dep_ == "mark" and c.lower_ == "after" for c in verb.children)
        return after and bool(harmed) and all(t.pos_ in {"NOUN", "PROPN", "NUM"} for t in harmed)
    if verb.dep_ != "relcl" or other == verb or verb.is_ancestor(other) or _leads_to(verb.head, other):
        return False
    since = any(t.lower_ == "since" for t in verb.subtree)
    had = any(
        c.dep_ == "aux" and (c.lower_ == "had" or (since and c.lower_ in {"has", "have"}))
        for c in verb.children
    )
    dated_where = any(c.lower_ == "where" for c in verb.children) and any(
        t.ent_type_ == "DATE" for t in verb.subtree
    )
    return had or dated_where


def _leads_to(noun: Token, other: Token) -> bool:
    """Whether ``other`` is the noun itself or one that it qualifies, with no verb between."""
    for here in path_to_root(noun):
        if here.pos_ in {"VERB", "AUX"}:
            return False
        if here == other:
            return True
    return False


def _earlier_event(trigger: Token) -> Token | None:
    """ "Earlier" in "hurt in an earlier protest": the event it happened in is not the news."""
    return next(
        (
            word
            for noun in prepositional(trigger, "in", "during")
            for word in noun.children
            if word.dep_ == "amod" and word.lower_ in {"earlier", "previous"}
        ),
        None,
    )


def _of_the_squad(trigger: Token) -> Token | None:
    """ "Part" in "he was part of the squad that killed two": what somebody's band once did."""
    verb = clause_verb(trigger)
    if verb.dep_ != "relcl" or lemma_of(verb.head) not in _BANDS:
        return None
    return next((t for t in path_to_root(verb.head) if lemma_of(t) in {"part", "member", "lead"}), None)


_BANDS = frozenset({"team", "squad", "group", "gang", "unit", "party", "cell", "band"})
_REASONS = frozenset({
    "involve", "want", "connection", "role", "charge", "convict", "involvement", "wanted", "plead",
    "sentence", "complicity",
})  # fmt: skip


def _reason_for(trigger: Token) -> Token | None:
    """The word that makes an event the reason for an arrest or a trial: "wanted for", "involved in"."""
    below = trigger
    for here in path_to_root(trigger):
        if here != trigger and lemma_of(here) in _REASONS and below.dep_ in {"prep", "pobj", "pcomp"}:
            return here
        if (
            here != trigger
            and lemma_of(here) == "arrest"
            and below.dep_ == "prep"
            and below.lower_ in {"for", "over"}
        ):
            return here
        below = here
    return None
