"""The ``geoparsing`` corpus: news texts with every place name marked, most with a point, many with a GeoNames
id (``lgl``, ``tr_news``, ``geovirus``).

The visible texts are divided here, by a hash of their ids: ``dev`` is never fitted on, ``train`` is what the
weights of the ranking are fitted on, in folds of whole articles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dateline.errors import CorpusError
from dateline.evaluate.corpora.files import Row, objects, read_rows, split_file, text_of
from dateline.model import Document

__all__ = ["PARTS", "SPLITS", "Article", "Toponym", "files", "fold_of", "read"]

PARTS = ("lgl", "tr_news", "geovirus")
SPLITS = ("dev", "train")
_FOLDS = 5
"""One article in five is held back as ``dev``; the rest are the folds of the fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """One marked place name. Offsets are into the body; point in WGS84 degrees, ``None`` where not coded."""

    start: int
    end: int
    text: str
    geonameid: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    """English name of its country, as the corpus gives it."""
    page: str | None
    """Title of its Wikipedia page (GeoVirus, which has no GeoNames ids)."""

    @property
    def coded(self) -> bool:
        """Whether the corpus says which place it is."""
        return self.latitude is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text with all its place names, in order."""

    name: str
    part: str
    document: Document
    toponyms: tuple[Toponym, ...]


def files(data: Path, split: str) -> tuple[Path, ...]:
    """The files that hold a split: all of them, since articles are divided by their ids.

    Raises:
        CorpusError: there is no such split, or a file is missing.
    """
    if split not in SPLITS:
        raise CorpusError(f"geoparsing has no split {split!r}; there are {', '.join(SPLITS)}")
    return tuple(split_file(data / "geoparsing", part) for part in PARTS)


def fold_of(name: str) -> int:
    """The fold of an article, 0..4, by the hash of its id; 0 is ``dev``."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % _FOLDS


def read(data: Path, split: str) -> Iterator[Article]:
    """The articles of a split, part by part in file order.

    Raises:
        CorpusError: a file is missing or a line is not JSON.
    """
    for part, path in zip(PARTS, files(data, split), strict=True):
        for row in read_rows(path):
            name = text_of(row, "id")
            if (fold_of(name) == 0) == (split == "dev"):
                yield _article(row, name, part)


def _article(row: Row, name: str, part: str) -> Article:
    outlet = (urlsplit(text_of(row, "url")).hostname or "").removeprefix("www.")
    parts = {
        "title": text_of(row, "title"),
        "outlet": outlet,
        "language": "en",
        "body": text_of(row, "text"),
    }
    return Article(
        name=name,
        part=part,
        document=Document(parts={key: value for key, value in parts.items() if value}, source_name=name),
        toponyms=tuple(map(_toponym, objects(row.get("toponyms")))),
    )


def _toponym(row: Row) -> Toponym:
    start, end, geonameid = row.get("start"), row.get("end"), row.get("geonameid")
    if not isinstance(start, int) or not isinstance(end, int):
        raise CorpusError(f"geoparsing: a place name without offsets: {text_of(row, 'text')!r}")
    page = urlsplit(text_of(row, "wikipedia")).path.rpartition("/")[2]
    return Toponym(
        start=start,
        end=end,
        text=text_of(row, "text"),
        geonameid=geonameid if isinstance(geonameid, int) else None,
        latitude=_degrees(row.get("lat")),
        longitude=_degrees(row.get("lon")),
        country=text_of(row, "country") or None,
        page=unquote(page).replace("_", " ") or None,
    )


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
