"""Whom a "he", "she" or "I" means that stands in another sentence, and who is quoted."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.extract.story import Story
from dateline.text.parse import Sentence

__all__ = ["is_quoted", "person_before"]

_BACK = 3
"""Sentences that are looked back through; further off somebody else has mostly taken the word."""


def person_before(sentence: Sentence, story: Story) -> tuple[Sentence, Token] | None:
    """The person who is the subject of the nearest earlier sentence that has one, with that sentence.

    Of several in it the first, since that is who it is about.
    """
    before = [
        r.sentence for r in story.readings if sentence.index - _BACK <= r.sentence.index < sentence.index
    ]
    for earlier in reversed(before):
        for token in earlier.tokens:
            if token.dep_ in {"nsubj", "nsubjpass"} and token.ent_type_ == "PERSON":
                return earlier, token
    return None


def is_quoted(sentence: Sentence, story: Story) -> bool:
    """Whether a quotation of its paragraph is open where ``sentence`` begins, or begins with it.

    Paragraphs are read apart: a quotation over several opens each of them anew.
    """
    block = story.parsed.blocks[sentence.block]
    before = story.parsed.body[block.start : sentence.start + 1]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
