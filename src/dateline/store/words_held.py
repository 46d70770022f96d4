"""Which texts hold a word, as SQL: trigrams find what may hold it, the text itself decides."""

from __future__ import annotations

__all__ = ["has_word"]

_GRAM = 3
"""Letters of what the word index keeps; a shorter word is looked for in every text."""


def has_word(word: str, number: str) -> tuple[str, list[object]]:
    """A condition on ``t``, a row of ``index_texts``, with its values; ``number`` is what trigrams find."""
    held = "instr(t.text, ?)"
    if len(word) < _GRAM or "\0" in word:  # a query of words ends at a NUL; the texts themselves do not
        return held, [word]
    grams = dict.fromkeys(word[start : start + _GRAM] for start in range(len(word) - _GRAM + 1))
    asked = " AND ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
    return f"{number} IN (SELECT rowid FROM index_words WHERE index_words MATCH ?) AND {held}", [asked, word]
