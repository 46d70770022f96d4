"""The one place where commands get what they work with; tests pass other collaborators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from dateline.errors import UsageError
from dateline.model import Account, Coding, Document, PlaceRef, Rejection, Span
from dateline.settings import Settings
from dateline.tagging.reading import Reading
from dateline.text.timex.document import Timex

if TYPE_CHECKING:
    from dateline.api import Progress
    from dateline.calibration import Weighed
    from dateline.ingest import ReadOptions

__all__ = ["Coder", "Collaborators", "collaborators", "store_path"]


class Coder(Protocol):
    """What codes one document: :class:`dateline.pipeline.Pipeline`, or a test's stand-in."""

    @property
    def method(self) -> str:
        """``name@version``."""

    def code(self, document: Document) -> tuple[Account, ...]:
        """The accounts of ``document``; may raise ``RejectedDocument``."""

    def coding(self, document: Document) -> Coding:
        """These and what it says about actors; may raise ``RejectedDocument``."""

    def places(self, document: Document) -> Sequence[tuple[Span, PlaceRef]]:
        """Every place that the body names, and what it is on the map; may raise ``RejectedDocument``."""

    def place_told(self, document: Document, start: int) -> Span | None:
        """The place name that says where what the word at ``start`` of the body tells took place; may raise
        ``RejectedDocument``."""

    def read(self, document: Document) -> Reading | None:
        """What the trained tagger reads in ``document``; ``None`` where there is none."""

    def times(self, document: Document) -> tuple[Timex, ...]:
        """The time expressions of the body of ``document``; may raise ``RejectedDocument``."""

    def weigh(self, document: Document) -> Weighed:
        """The same without probabilities, with the evidence for them; may raise ``RejectedDocument``."""


def _read(paths: Sequence[str], options: ReadOptions) -> Iterator[Document | Rejection]:
    from dateline.ingest import read_paths

    return read_paths(paths, options)


def _open_coder(settings: Settings, progress: Progress) -> AbstractContextManager[Coder]:
    from dateline.api import open_pipeline

    return open_pipeline(settings, progress)


def _build_index(settings: Settings, progress: Progress) -> Path:
    from dateline.api import build_place_index

    return build_place_index(settings, progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaborators:
    """The parts of the library that commands call; functions of a module, so that processes can take them."""

    read: Callable[[Sequence[str], ReadOptions], Iterator[Document | Rejection]] = _read
    open_coder: Callable[[Settings, Progress], AbstractContextManager[Coder]] = _open_coder
    build_index: Callable[[Settings, Progress], Path] = _build_index


def collaborators(context: click.Context) -> Collaborators:
    """Those of this call: the context object if it was given one, else the library's own."""
    given = context.find_root().obj
    return given if isinstance(given, Collaborators) else Collaborators()


def store_path(settings: Settings) -> Path:
    """The store that was named.

    Raises:
        UsageError: none was.
    """
    if settings.db is None:
        raise UsageError(
            "no store is named: give --db FILE, set DATELINE_DB, or write `db` into dateline.toml"
        )
    return settings.db
