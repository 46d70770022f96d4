"""The words of ``data/dossier.toml``, by lemma."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["DossierWords", "load_words"]


@dataclass(frozen=True, slots=True)
class DossierWords:
    """Per section of the file: lemma -> relation. ``title`` and ``groups`` are plain lists."""

    relations: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, frozenset[str]]

    def relation(self, section: str, lemma: str) -> str | None:
        """What the word tells in a section, if anything."""
        return self.relations[section].get(lemma)


_LISTS = frozenset({"title", "groups"})


@cache
def load_words() -> DossierWords:
    """The packaged lists."""
    text = (resources.files("dateline.extract") / "data" / "dossier.toml").read_text(encoding="utf-8")
    sections = tomllib.loads(text)
    return DossierWords(
        relations={
            name: {word: relation for relation, words in rows.items() for word in words}
            for name, rows in sections.items()
            if name not in _LISTS
        },
        lists={key: frozenset(words) for name in _LISTS for key, words in sections[name].items()},
    )
