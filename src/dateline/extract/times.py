"""Time expressions near an event, and which one is the event's own."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.coder import TimeDraft
from dateline.extract.syntax import path_to_root
from dateline.model import Document
from dateline.text.parse import Sentence
from dateline.text.times import find_times

__all__ = ["TimeMention", "find_sentence_times", "time_of"]

_EVENT_RELATIVE = re.compile(
    r"\b(?:shortly|soon|immediately|(?:(?:a few|several|\d+|\w+)\s+)?(?:minutes|hours))"
    r"\s+(?:after|following|before)\s+(?:its|the|his|her|their|that|this)\s+\w+",
    re.IGNORECASE,
)


_CLOCK = re.compile(r"\s*(?:UTC|GMT|local time|hours?\b|[ap]\.?m\b)")
"""What follows a clock time ("1800 UTC"), which is no year."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression of a sentence and the token it hangs on."""

    draft: TimeDraft
    head: Token


def find_sentence_times(document: Document, sentence: Sentence) -> list[TimeMention]:
    """Time expressions of one sentence, in order; "shortly after its release" is ordered, not dated."""
    text = document.body[sentence.start : sentence.end]
    found: list[TimeMention] = []
    for hit in find_times(text):
        if _CLOCK.match(text, hit.end):
            continue
        token = _token_at(sentence, sentence.start + hit.start)
        if token is not None:
            span = document.span(sentence.start + hit.start, sentence.start + hit.end)
            found.append(TimeMention(TimeDraft(span=span), token))
    for match in _EVENT_RELATIVE.finditer(text):
        token = _token_at(sentence, sentence.start + match.start())
        if token is not None and not any(
            t.draft.span.start < sentence.start + match.end()
            and sentence.start + match.start() < t.draft.span.end
            for t in found
        ):
            lead = len(match.group()) - len(match.group().lstrip())
            span = document.span(sentence.start + match.start() + lead, sentence.start + match.end())
            found.append(TimeMention(TimeDraft(span=span, relative_to_event=True), token))
    return found


def time_of(
    triggers: Sequence[Token], times: Sequence[TimeMention], speech: Container[str] = frozenset()
) -> TimeMention | None:
    """The time of the event told at ``triggers``: the one with the fewest verbs between the two in the parse.

    The day on which somebody said so ("said on Tuesday"; ``speech`` has the lemmas) is not the day of what is
    said. A time inside a relative clause of its own is that clause's. An order ("shortly after its release")
    holds only for the clause it stands in.
    """
    ranked: list[tuple[int, int, TimeMention]] = []
    for time in times:
        crossed, distance = min(
            (_verbs_between(time.head, trigger, speech), abs(time.head.i - trigger.i)) for trigger in triggers
        )
        own_clause = any(
            t.dep_ in {"relcl", "appos"} and not any(t == g or t.is_ancestor(g) for g in triggers)
            for t in path_to_root(time.head)
        )
        if crossed >= _SAID or (own_clause and crossed) or (time.draft.relative_to_event and crossed):
            continue
        ranked.append((crossed, distance, time))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


_SAID = 100
"""More verbs than any way through a sentence has: a time behind a speech verb is out of reach."""


def _verbs_between(time: Token, trigger: Token, speech: Container[str]) -> int:
    """Verbs on the way between two tokens, not counting the trigger and the verb where the two ways meet."""
    up = [t.i for t in path_to_root(trigger)]
    crossed = 0
    for here in path_to_root(time):
        if here.i in up:
            below = up[: up.index(here.i)]
            meets_speech = here != trigger and here.pos_ == "VERB" and here.lemma_.lower() in speech
            return (
                (_SAID if meets_speech and not _before_all(time, here) else 0)
                + crossed
                + sum(1 for i in below if time.doc[i].pos_ == "VERB" and i != trigger.i)
            )
        if here.pos_ == "VERB" and here != trigger and here.lemma_.lower() in speech:
            return _SAID
        crossed += here.pos_ == "VERB"
    return crossed


def _before_all(time: Token, verb: Token) -> bool:
    """Whether the time opens the sentence ("On Friday, police said ..."), where it may date either."""
    return time.i < verb.i and time.i - verb.sent.start < 3


def _token_at(sentence: Sentence, offset: int) -> Token | None:
    for token in sentence.tokens:
        if sentence.offset + token.idx <= offset < sentence.offset + token.idx + len(token.text):
            return token
    return None
