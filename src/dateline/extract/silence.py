"""Whether a text can tell nothing, by its bare words: then it need not be parsed.

The test is exact: it says yes only where the rules could give no account, whatever the parse. It rests on

- an event needs a word or phrase of the lexicon in some spelling; a word that never tells one alone is left
  to its phrases
- a speech act is kept only beside an event, or with a political word in its sentence (``score``)
- a block or story about sport, culture, business or animals more than people under arms is left out
  (``scope``): its words are counted here so that the parse can only find more of the one, less of the other
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set

from dateline.extract.event_type import tells_alone
from dateline.extract.lexicon import Lexicon
from dateline.extract.scope import OFF_TOPIC_KINDS, armed_people, outweighs
from dateline.text.blocks import Layout

__all__ = ["Silence"]

Spellings = Callable[[str], Set[str]]
"""Every lower-case form that may have a given lemma."""

_LETTERS = re.compile(r"[^\W\d_]+")
_WHOLE = re.compile(r"(?<![^\s(\"'])[^\W\d_]+(?=[.,;:!?]?(?:\s|\Z))")
"""Words that stand so that the parser cannot but take each for a token of its own."""


class Silence:
    """Holds the spellings of all words that matter, worked out once."""

    def __init__(self, lexicon: Lexicon, spellings: Spellings) -> None:
        def spelt(words: Iterable[str]) -> frozenset[str]:
            return frozenset(part for word in words for form in spellings(word) for part in _first(form))

        anchors = {word for word in (*lexicon.verbs, *lexicon.nouns) if tells_alone(word)}
        self._telling = spelt(anchors) | spelt(lexicon.cue("scope", "political"))
        self._phrases = tuple(
            tuple(spelt([lemma]) for lemma in lemmas if any(c.isalpha() for c in lemma))
            for rows in lexicon.phrases.values()
            for lemmas, _ in rows
        )
        self._topics = tuple(
            (kind, lexicon.cue("scope", kind), spelt(armed_people(kind))) for kind in OFF_TOPIC_KINDS
        )

    def holds(self, layout: Layout, blocks: Sequence[str]) -> bool:
        """Whether no account can come of a document with these ``blocks``."""
        if layout is Layout.STORY and self._off_topic(blocks):
            return True
        return all(self._off_topic([block]) or not self._may_tell(block) for block in blocks)

    def _may_tell(self, block: str) -> bool:
        words = set(_LETTERS.findall(block.lower()))
        if not words.isdisjoint(self._telling):
            return True
        return any(all(not words.isdisjoint(forms) for forms in phrase) for phrase in self._phrases)

    def _off_topic(self, blocks: Sequence[str]) -> bool:
        whole = [word for block in blocks for word in _WHOLE.findall(block.lower())]
        letters = [word for block in blocks for word in _LETTERS.findall(block.lower())]
        return any(
            outweighs(kind, sum(w in words for w in whole), sum(w in armed for w in letters))
            for kind, words, armed in self._topics
        )


def _first(form: str) -> list[str]:
    """The first run of letters of a word, as which it is looked for; none of a sign or number."""
    return _LETTERS.findall(form)[:1]
