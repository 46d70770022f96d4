"""Files that were put somewhere: folders, mail, web archives, dumps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dateline.ingest.formats import NEVER_ARTICLES
from dateline.store.watching import NEVER, Page
from dateline.watch.config import FileSource

__all__ = ["files_of", "page_of"]

ENDINGS = {"web-archive": (".warc", ".warc.gz", ".wacz"), "jsonl": (".jsonl", ".jsonl.gz")}
"""Names of the files that a source of the kind reads; a ``folder`` takes what ``dateline code`` takes."""
DELIVERED = ("cur", "new")


def files_of(source: FileSource, now: float) -> Iterator[tuple[Path, os.stat_result]]:
    """The files of a source that are no longer written to, in the order of names.

    Raises:
        OSError: its path is not there or cannot be read.
    """
    if source.path.is_file():
        found: Iterator[Path] = iter([source.path])
    else:
        os.scandir(source.path).close()
        found = _walk(source)
    for path in found:
        try:
            about = path.stat()
        except OSError:  # moved away while we looked
            continue
        if about.st_mtime <= now - source.settle:
            yield path, about


def page_of(source: FileSource, path: Path, about: os.stat_result) -> Page:
    """The file as it stands in the queue. Of a message in a Maildir the name without its flags counts: it is
    moved and renamed when it is read."""
    line = path
    if source.kind == "mail" and path.parent.name in DELIVERED:
        line = path.parent.parent / path.name.split(":2,")[0]
    return Page(
        line=f"file:{line.absolute()}",
        url=str(path.absolute()),
        host="",
        source=source.name,
        kind="file",
        due=NEVER,
        digest=f"{about.st_size}:{about.st_mtime_ns}",
    )


def _walk(source: FileSource) -> Iterator[Path]:
    root = os.path.realpath(source.path)
    for inside, folders, files in os.walk(source.path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(inside, name)
            linked_out = path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root)
            if not name.startswith(".") and not linked_out and _wanted(source, path):
                yield path


def _wanted(source: FileSource, path: Path) -> bool:
    name = path.name.lower()
    if source.kind == "mail":
        return name.endswith(".eml") or path.parent.name in DELIVERED
    if source.kind == "folder":
        return path.suffix.lower() not in NEVER_ARTICLES
    return name.endswith(ENDINGS[source.kind])
