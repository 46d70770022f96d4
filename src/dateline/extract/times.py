"""Time expressions near an event, and which one is the event's own."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.coder import TimeDraft
from dateline.extract.syntax import path_to_root
from dateline.model import Document
from dateline.text.parse import Sentence
from dateline.text.times import find_times

__all__ = ["TimeMention", "find_sentence_times", "time_of"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression of a sentence and the token it hangs on."""

    draft: TimeDraft
    head: Token


def find_sentence_times(document: Document, sentence: Sentence) -> list[TimeMention]:
    """Time expressions of one sentence that can date an event, in order."""
    text = document.body[sentence.start : sentence.end]
    found: list[TimeMention] = []
    for hit in find_times(text):
        token = _token_at(sentence, sentence.start + hit.start)
        if token is not None:
            span = document.span(sentence.start + hit.start, sentence.start + hit.end)
            found.append(TimeMention(TimeDraft(span=span, relative_to_event=hit.hangs), token))
    return found


def time_of(
    triggers: Sequence[Token], times: Sequence[TimeMention], speech: Container[str] = frozenset()
) -> TimeMention | None:
    """The time of the event told at ``triggers``: the one with the fewest verbs between the two in the parse.

    Of two as near, one that hangs on the event's own word is its time ("hearings were held Tuesday for a man
    detained on Friday"). The day on which somebody said so ("said on Tuesday"; ``speech`` has the lemmas)
    is not the day of what is
    said. A time inside a relative clause of its own is that clause's. An order ("shortly after its release")
    holds only for the clause it stands in.
    """
    ranked: list[tuple[int, bool, int, TimeMention]] = []
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
        apart = not any(t.is_ancestor(time.head) for t in triggers)
        ranked.append((crossed, apart, distance, time))
    return min(ranked, key=lambda r: r[:3])[3] if ranked else None


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
