"""spaCy's attribute ruler, with what its rules give remembered.

The ruler gives each token its part of speech and features by 179 patterns, and tries all of them on every
token anew: 9 ms an article of 320 words, a fifth of its parse. But nearly every pattern looks at one token
alone, and of that only at its tag, its dependency, whether it is a space, and which of some 200 words it is,
if any. These come in few combinations, so each is shown to the ruler once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

__all__ = ["TagRules"]

_SEEN = (TAG, DEP, LOWER, IS_SPACE)
"""What the patterns look at."""
_SEEN_NAMES = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
_GIVEN = (TAG, DEP, POS, MORPH, LEMMA)
"""What the rules set."""
_OF_SEVERAL = "of several"

_Key = tuple[int, ...]
_Row = list[int]


class TagRules:
    """Gives tagged and parsed documents what the attribute ruler of a pipeline gives them."""

    def __init__(self, nlp: Language) -> None:
        ruler: Any = nlp.get_pipe("attribute_ruler")  # typed only as a function of a Doc
        self._ruler: AttributeRuler = ruler
        self._vocab = nlp.vocab
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        tests = [test for pattern in patterns for test in pattern]
        if any(set(test) - _SEEN_NAMES for test in tests):
            raise ValueError("the parser's tag rules look at more of a token than is remembered here")
        self._words, self._forms = _words_of([test["LOWER"] for test in tests if "LOWER" in test])
        self._is_named: dict[int, bool] = {}
        self._of_several = Matcher(nlp.vocab)
        parts = [[test] for pattern in patterns if len(pattern) > 1 for test in pattern]
        self._of_several.add(_OF_SEVERAL, parts)
        self._alone: dict[_Key, tuple[_Row, bool]] = {}
        self._together: dict[tuple[_Key, ...], list[_Row]] = {}

    def pipe(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        """Each document with its parts of speech, features and the lemmas that go by rule."""
        for doc in docs:
            yield self._ruled(doc) if len(doc) else doc

    def _ruled(self, doc: Doc) -> Doc:
        seen: list[list[int]] = doc.to_array(list(_SEEN)).tolist()
        keys = [(tag, dep, word if self._named(word) else 0, space) for tag, dep, word, space in seen]
        known = [self._alone.get(key) or self._learnt_alone(doc, i, key) for i, key in enumerate(keys)]
        rows = [row for row, _ in known]
        # A pattern of several tokens can fit only where tokens that are of such patterns stand together.
        for several, run in groupby(range(len(keys)), lambda i: known[i][1]):
            if several and len(numbers := list(run)) > 1:
                start, end = numbers[0], numbers[-1] + 1
                rows[start:end] = self._learnt_together(doc, start, end, tuple(keys[start:end]))
        values: Any = np.array(rows, dtype=np.uint64)  # spaCy's stub knows only its own array type
        return doc.from_array(list(_GIVEN), values)

    def _learnt_alone(self, doc: Doc, i: int, key: _Key) -> tuple[_Row, bool]:
        """What the ruler gives a token alone, and whether it may be part of a pattern of several."""
        alone = self._copy(doc, i, i + 1)
        several = bool(self._of_several(alone, allow_missing=True))
        learnt = self._alone[key] = (self._given(alone)[0], several)
        return learnt

    def _learnt_together(self, doc: Doc, start: int, end: int, keys: tuple[_Key, ...]) -> list[_Row]:
        """What the ruler gives tokens that stand together."""
        if keys not in self._together:
            self._together[keys] = self._given(self._copy(doc, start, end))
        return self._together[keys]

    def _copy(self, doc: Doc, start: int, end: int) -> Doc:
        part = Doc(self._vocab, words=[token.text for token in doc[start:end]])
        values: Any = doc.to_array([TAG, DEP])[start:end]
        return part.from_array([TAG, DEP], values)

    def _given(self, part: Doc) -> list[_Row]:
        given: list[_Row] = self._ruler(part).to_array(list(_GIVEN)).tolist()
        return given

    def _named(self, word: int) -> bool:
        """Whether some pattern asks for this lower-case word."""
        named = self._is_named.get(word)
        if named is None:
            text = self._vocab.strings[word]
            named = text in self._words or any(form.search(text) for form in self._forms)
            self._is_named[word] = named
        return named


def _words_of(tests: Iterable[str | Mapping[str, Any]]) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """The words, and the forms of words, that the patterns' tests of the word ask for."""
    words: set[str] = set()
    forms: list[re.Pattern[str]] = []
    for test in tests:
        if isinstance(test, str):
            words.add(test)
        elif set(test) == {"REGEX"}:
            forms.append(re.compile(test["REGEX"]))
        elif set(test) <= {"IN", "NOT_IN"}:
            words.update(*test.values())
        else:
            raise ValueError(f"the parser's tag rules test a word by {test}, which is not known here")
    return frozenset(words), forms
